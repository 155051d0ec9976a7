"""The drafts about divided communes of 2025 can be decided and carried out by the province of today."""

from decimal import Decimal

import pytest

from namkhong.reorganisations import actions
from namkhong.reorganisations.policies import out_of_hand
from namkhong.units.actions import found
from namkhong.units.country.areas import LAST_DAY, only
from namkhong.units.country.former import load_former
from namkhong.units.country.source import read
from namkhong.units.country.today import load_today
from namkhong.units.models import ChangePart, Heir, Reorganisation, Unit
from namkhong.units.states import PartRole, ReorganisationState, UnitKind
from tests.world import NOW, TODAY


@pytest.fixture
def draft(db: None) -> Reorganisation:
    """Of Đồng Nai, into which Bình Phước was merged: one commune was divided over several."""
    country = only(read(), frozenset({"75"}))
    top = load_today(country=country, under="", on=TODAY, by=None, at=NOW).top
    load_former(country=country, top=top, by=None, at=NOW)
    return Reorganisation.objects.get(state=ReorganisationState.DRAFT)


def test_a_person_is_asked_before_anything_happens(draft: Reorganisation) -> None:
    with pytest.raises(actions.Undecided, match="Còn 1 điều cần quyết định"):
        actions.carry_out(reorganisation=draft, by=None, at=NOW)


def test_the_province_of_today_settles_it_and_takes_it_back(draft: Reorganisation) -> None:
    results = list(ChangePart.objects.filter(change__reorganisation=draft, role=PartRole.RESULT).order_by("pk"))
    rest = 1 - Decimal("0.2") * (len(results) - 1)
    shares = {part.pk: Decimal("0.2") if place else rest for place, part in enumerate(results)}
    actions.decide_shares(change=draft.changes.get(), shares=shares, by=None, at=NOW)
    actions.carry_out(reorganisation=draft, by=None, at=NOW)
    source = ChangePart.objects.get(change__reorganisation=draft, role=PartRole.SOURCE).unit
    assert source.closed_on == LAST_DAY
    heirs = dict(Heir.objects.on(TODAY).filter(unit=source).values_list("heir", "share"))
    assert heirs == {part.unit_id: shares[part.pk] for part in results}
    actions.undo(reorganisation=draft, by=None, at=NOW)
    source.refresh_from_db()
    assert source.closed_on is None


def test_a_stranger_stays_out_of_its_hand(draft: Reorganisation) -> None:
    stranger = found(name="Ủy ban nhân dân xã Lạ", kind=UnitKind.COMMITTEE, by=1, at=NOW)
    former = Unit.objects.get(name="Ủy ban nhân dân tỉnh Bình Phước")
    communes = Unit.objects.filter(pk__in=draft.changes.values("parts__unit"))
    numbers = [stranger.pk, *communes.values_list("pk", flat=True)]
    assert out_of_hand(draft.unit_id, numbers, LAST_DAY) == [stranger]
    assert stranger in out_of_hand(former.pk, numbers, LAST_DAY)
