"""Running it again, deciding, taking back, and refusing to load the former areas."""

from datetime import date
from decimal import Decimal

import pytest

from namkhong.journal.models import Batch, Event
from namkhong.units import queries
from namkhong.units.actions import ActedOn, carry_out_structure, decide_shares, found, place, take_back_structure
from namkhong.units.country.areas import LAST_DAY, Country, unchanged
from namkhong.units.country.former import FormerLoaded, TodayMissing, TooYoung, load_former
from namkhong.units.country.today import load_today
from namkhong.units.country.writing import LINE, units_of_before
from namkhong.units.models import ChangePart, Heir, Placement, Reorganisation, Unit
from namkhong.units.states import PartRole, ReorganisationState, UnitKind
from tests.world import NOW, TODAY

DRAFT, CARRIED_OUT = ReorganisationState.DRAFT, ReorganisationState.CARRIED_OUT


def load(country: Country, under: str = "") -> FormerLoaded:
    top = load_today(country=country, under=under, on=TODAY, by=None, at=NOW).top
    return load_former(country=country, top=top, by=None, at=NOW)


@pytest.fixture
def loaded(cut: Country, db: None) -> FormerLoaded:
    return load(cut)


def test_a_second_run_changes_nothing(cut: Country, loaded: FormerLoaded) -> None:
    counts = [model.objects.count() for model in (Unit, Placement, Reorganisation, Heir, Batch, Event)]
    again = load(cut)
    assert (again.founded, again.reorganised.carried_out) == (0, 0)
    assert counts == [model.objects.count() for model in (Unit, Placement, Reorganisation, Heir, Batch, Event)]


def test_a_person_decides_and_the_draft_is_carried_out(cut: Country, loaded: FormerLoaded) -> None:
    draft = Reorganisation.objects.filter(state=DRAFT).order_by("pk").first()
    for change in draft.changes.order_by("pk"):
        results = list(change.parts.filter(role=PartRole.RESULT).order_by("pk"))
        share = round(Decimal(1) / len(results), 4)
        rest = 1 - share * (len(results) - 1)
        decide_shares(shares={part.pk: share if n else rest for n, part in enumerate(results)}, by=1, at=NOW)
    carry_out_structure(reorganisation=draft, by=1, at=NOW)
    sources = ChangePart.objects.filter(change__reorganisation=draft, role=PartRole.SOURCE)
    for part in sources.select_related("unit"):
        heirs = Heir.objects.on(TODAY).filter(unit=part.unit_id)
        assert sum(heirs.values_list("share", flat=True)) == 1 and part.unit.closed_on == LAST_DAY


def test_everything_can_be_taken_back_and_done_again(cut: Country, loaded: FormerLoaded) -> None:
    top = Unit.objects.get(name="Chính phủ")
    rows = list(Reorganisation.objects.filter(state=CARRIED_OUT).order_by("-pk"))
    for row in rows:
        take_back_structure(reorganisation=row, by=1, at=NOW)
    assert not Heir.objects.exists()
    assert not Unit.objects.exclude(closed_on=None).exists()
    waiting = sum(len(heirs) > 1 for heirs in cut.heirs.values())
    both = len(cut.former) - len(unchanged(cut)) - waiting + len(cut.today)
    assert queries.count_below(top.pk, LINE, TODAY) == both, "the former tree goes on beside today's"
    assert load(cut).founded == 0, "what a person took back is not carried out behind their back"


def test_nothing_stands_under_a_unit_that_is_too_young(cut: Country, db: None) -> None:
    top = found(name="Trung ương", kind=UnitKind.AGENCY, by=1, at=NOW)
    place(unit=top, line=LINE, parent=None, since=date(2026, 1, 1), by=1, at=NOW)
    with pytest.raises(TooYoung, match="“Trung ương” chỉ đứng trên tuyến chính quyền từ ngày 01/01/2026"):
        load(cut, under="Trung ương")
    assert not Reorganisation.objects.exists()


def test_today_comes_first(cut: Country, db: None) -> None:
    top = found(name="Trung ương", kind=UnitKind.AGENCY, by=1, at=NOW)
    with pytest.raises(TodayMissing, match="Hãy nạp đơn vị hiện nay trước"):
        load_former(country=cut, top=top, by=None, at=NOW)


def test_a_commune_that_somebody_placed_long_ago_is_left_where_it_stands(cut: Country, db: None) -> None:
    top = found(name="Chính phủ", kind=UnitKind.AGENCY, by=1, at=NOW)
    own = found(name="UBND xã Đak Lua", kind=UnitKind.COMMITTEE, by=1, at=NOW, area_code="26119")
    place(unit=top, line=LINE, parent=None, since=date(2018, 1, 1), by=1, at=NOW)
    place(unit=own, line=LINE, parent=top, since=date(2018, 1, 1), by=1, at=NOW)
    load(cut)
    assert Placement.objects.filter(unit=own).count() == 1


def test_communes_do_not_go_back_under_districts_that_have_ended(cut: Country, loaded: FormerLoaded) -> None:
    communes, districts = (
        Reorganisation.objects.get(state=CARRIED_OUT, title__contains=title) for title in ("tỉnh Lai Châu", "cấp huyện")
    )
    with pytest.raises(ActedOn, match="Cấp trên cũ “Ủy ban nhân dân huyện Mường Tè” đã kết thúc"):
        take_back_structure(reorganisation=communes, by=1, at=NOW)
    for row in Reorganisation.objects.filter(pk__gte=districts.pk, state=CARRIED_OUT).order_by("-pk"):
        take_back_structure(reorganisation=row, by=1, at=NOW)
    take_back_structure(reorganisation=communes, by=1, at=NOW)
    assert Placement.objects.filter(unit=units_of_before(cut.former)["03433"], valid_to=None).exists()
