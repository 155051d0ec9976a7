"""The former areas and how they became those of today, loaded once for tests that only look at them."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date
from decimal import Decimal

import pytest
from django.db import transaction

from namkhong.units import queries
from namkhong.units.country.areas import LAST_DAY, Country, unchanged
from namkhong.units.country.former import FormerLoaded, load_former
from namkhong.units.country.today import load_today
from namkhong.units.country.writing import LINE, units_of_before, units_of_today
from namkhong.units.models import ChangePart, Heir, Placement, Reorganisation, Unit
from namkhong.units.states import ChangeKind, PartRole, ReorganisationState
from tests.world import NOW, TODAY

DRAFT, CARRIED_OUT = ReorganisationState.DRAFT, ReorganisationState.CARRIED_OUT


def load(country: Country, under: str = "") -> FormerLoaded:
    top = load_today(country=country, under=under, on=TODAY, by=None, at=NOW).top
    return load_former(country=country, top=top, by=None, at=NOW)


@pytest.fixture(scope="module")
def loaded(cut: Country, django_db_setup: None, django_db_blocker) -> Iterator[FormerLoaded]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield load(cut)
        transaction.set_rollback(True)


def former(country: Country, code: str) -> Unit:
    return units_of_before(country.former)[code]


def test_the_decisions_are_carried_out(cut: Country, loaded: FormerLoaded) -> None:
    done = loaded.reorganised
    assert loaded.founded == len(cut.former) - len(unchanged(cut))
    assert (done.carried_out, done.drafts) == (3 + 1 + 1, 2)
    assert done.to_decide == sum(len(heirs) > 1 for heirs in cut.heirs.values()) > 0
    carried_out = Reorganisation.objects.filter(state=CARRIED_OUT).order_by("pk")
    assert [row.unit.area_code for row in carried_out] == ["12", "75", "80", "", ""]
    assert carried_out[1].title == "Sắp xếp các đơn vị hành chính cấp xã của tỉnh Đồng Nai năm 2025"
    assert {row.effective_on for row in carried_out} == {date(2025, 7, 1)}
    assert all(row.number and row.issuer and row.decided_on < row.effective_on for row in carried_out)


def test_both_trees_stand_each_in_its_time(cut: Country, loaded: FormerLoaded) -> None:
    top = Unit.objects.get(name="Chính phủ")
    for day in (date(2019, 1, 1), LAST_DAY):
        assert queries.count_below(top.pk, LINE, day) == len(cut.former)
        depths = Placement.objects.on(day).filter(line=LINE, parent=top)
        assert depths.count() == len(cut.former_provinces)
    for day in (date(2025, 7, 1), TODAY):
        assert queries.count_below(top.pk, LINE, day) == len(cut.today)


def test_every_former_area_has_whole_heirs_or_waits_for_a_person(cut: Country, loaded: FormerLoaded) -> None:
    then, now = units_of_before(cut.former), units_of_today(cut.today)
    shares: dict[int, dict[int, Decimal]] = defaultdict(dict)
    for row in Heir.objects.on(TODAY):
        shares[row.unit_id][row.heir_id] = row.share
    waiting = ChangePart.objects.filter(change__reorganisation__state=DRAFT)
    asked = set(waiting.filter(role=PartRole.SOURCE).values_list("unit", flat=True))
    assert not waiting.exclude(share=None).exists(), "no share is guessed"
    for old, heirs in cut.heirs.items():
        unit = now[old] if old in unchanged(cut) else then[old]
        expected = {now[new].pk for new in heirs}
        if old in unchanged(cut):
            assert unit.pk not in shares and unit.closed_on is None
        elif len(heirs) > 1:
            assert unit.pk in asked and unit.pk not in shares
            change = waiting.get(unit=unit, role=PartRole.SOURCE).change
            assert change.kind == ChangeKind.SPLIT
            assert set(change.parts.filter(role=PartRole.RESULT).values_list("unit", flat=True)) == expected
        else:
            assert set(shares[unit.pk]) == expected and sum(shares[unit.pk].values()) == 1
            assert unit.closed_on == LAST_DAY


def test_districts_end_without_a_successor(cut: Country, loaded: FormerLoaded) -> None:
    code = next(area.code for area in cut.districts if area.name == "Dương Minh Châu")
    district = former(cut, code)
    assert (district.name, district.closed_on) == ("Ủy ban nhân dân huyện Dương Minh Châu", LAST_DAY)
    assert not Heir.objects.filter(unit=district).exclude(heir=district).exists()
    assert queries.children(district.pk, LINE, LAST_DAY).count() == 11
    assert not queries.has_children(district.pk, LINE, date(2025, 7, 1))


def test_a_province_that_went_on_is_one_unit(cut: Country, loaded: FormerLoaded) -> None:
    lai_chau = Unit.objects.get(area_code="12")
    assert lai_chau.closed_on is None
    assert queries.children(lai_chau.pk, LINE, LAST_DAY).count() == 8
    assert queries.children(lai_chau.pk, LINE, TODAY).count() == 38


def test_a_commune_that_went_on_answered_to_its_district_first(cut: Country, loaded: FormerLoaded) -> None:
    dak_lua = Unit.objects.get(area_code="26119")
    assert queries.parent(dak_lua.pk, LINE, LAST_DAY).name == "Ủy ban nhân dân huyện Tân Phú"
    assert queries.parent(dak_lua.pk, LINE, TODAY).area_code == "75"
    assert queries.name_on(dak_lua, LAST_DAY) == "Ủy ban nhân dân xã Đắc Lua"
    assert dak_lua.name == "Ủy ban nhân dân xã Đak Lua"


def test_a_number_that_was_used_again_names_two_units(cut: Country, loaded: FormerLoaded) -> None:
    """The new Tây Ninh has the number of the former Long An."""
    assert {unit.name: unit.closed_on for unit in Unit.objects.filter(area_code="80")} == {
        "Ủy ban nhân dân tỉnh Long An": LAST_DAY,
        "Ủy ban nhân dân tỉnh Tây Ninh": None,
    }
