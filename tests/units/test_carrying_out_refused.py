"""Places that begin or end in the way of a reorganisation, and what is refused when one is carried out."""

from datetime import date
from decimal import Decimal

import pytest

from namkhong.units import queries
from namkhong.units.actions import (
    BeforeAnEarlierOne,
    ChangeDraft,
    EndedElsewhere,
    InTwoChanges,
    NothingToCarryOut,
    PlacedLater,
    ResultDraft,
    add_changes,
    carry_out_structure,
    close,
    found,
    leave_line,
    make_unit,
    move,
    place,
    place_many,
)
from namkhong.units.models import Placement, Reorganisation, Unit
from namkhong.units.rules.changes import ClosedSource
from namkhong.units.states import ReorganisationState, UnitKind
from tests.units.reorganised import DAY, LAST, carried_out, drafted, new, old
from tests.world import NOW, SINCE, TODAY, World

HALF = Decimal("0.5")


def unit_named(name: str) -> Unit:
    return Unit.objects.get(name=name)


def test_a_result_that_has_its_new_place_already_keeps_it(world: World) -> None:
    """Units of today may be loaded before the reorganisation that made them is written down."""
    today = found(name="Xã nay", kind=UnitKind.FEDERATION, by=1, at=NOW, founded_on=DAY)
    place(unit=today, line="union", parent=world.federation, since=DAY, by=1, at=NOW)
    changed = carried_out(
        world.federation, ("merge", [world.district, world.sister], [old(today, parent=world.federation)])
    )
    assert queries.parent(world.school.pk, "union", DAY) == today
    assert not Placement.objects.filter(unit=today, begun_in=changed.batch_id).exists()


def test_a_result_that_stood_nowhere_comes_where_the_first_source_stood(world: World) -> None:
    idle = found(name="Chờ", kind=UnitKind.FEDERATION, by=1, at=NOW)
    carried_out(world.federation, ("merge", [world.district, world.sister], [old(idle)]))
    assert queries.parent(idle.pk, "union", DAY) == world.federation


def test_sources_that_stand_nowhere_still_end(world: World) -> None:
    one, two = (found(name=name, kind=UnitKind.AGENCY, by=1, at=NOW) for name in ("Một", "Hai"))
    carried_out(world.federation, ("merge", [one, two], [new("Ba", "agency", parent=world.federation)]))
    assert Unit.objects.get(pk=one.pk).closed_on == LAST
    assert queries.parent(unit_named("Ba").pk, "union", DAY) == world.federation
    carried_out(
        world.federation, ("merge", [unit_named("Ba"), world.office], [new("Bốn", "agency")], "sector"), on=TODAY
    )
    assert queries.lines_of(unit_named("Bốn").pk, TODAY) == []


def test_a_place_that_ends_anyway_keeps_its_last_day(world: World) -> None:
    leave_line(unit=world.office, line="union", until=date(2026, 12, 31), by=1, at=NOW)
    leave_line(unit=world.sister_school, line="union", until=LAST, by=1, at=NOW)
    carried_out(world.federation, ("merge", [world.district, world.sister], [new("LĐLĐ khu vực")]))
    place_now = Placement.objects.get(unit=world.office, parent=unit_named("LĐLĐ khu vực"))
    assert (place_now.valid_from, place_now.valid_to) == (DAY, date(2026, 12, 31))
    assert queries.lines_of(world.sister_school.pk, DAY) == []


@pytest.mark.parametrize("unit", ["district", "office"])
def test_a_place_that_begins_after_the_reorganisation_is_not_overrun(world: World, unit: str) -> None:
    """Neither that of a unit that ends nor that of one below."""
    move(unit=getattr(world, unit), line="union", parent=world.sister, since=TODAY, by=1, at=NOW)
    sources = [world.district, world.sister] if unit == "district" else [world.sister, world.clinic]
    draft = drafted(world.federation, ("merge", sources, [new("LĐLĐ khu vực")]))
    with pytest.raises(PlacedLater, match="22/11/2026"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_unit_placed_anew_later_is_not_transferred_before(world: World) -> None:
    move(unit=world.office, line="union", parent=world.sister, since=TODAY, by=1, at=NOW)
    draft = drafted(world.federation, ("transfer", [world.office], [ResultDraft(parent=world.federation)]))
    with pytest.raises(PlacedLater):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_place_that_another_reorganisation_of_a_later_day_ends_is_not_ended_twice(world: World) -> None:
    carried_out(world.federation, ("wind_up", [world.district], [], "union"), on=date(2027, 1, 1))
    draft = drafted(world.federation, ("merge", [world.school, world.sister_school], [new("Trường mới", "school")]))
    with pytest.raises(EndedElsewhere, match="một đợt khác"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_unit_that_is_too_young_does_not_end_before_it_began(world: World) -> None:
    young = found(name="Trẻ", kind=UnitKind.AGENCY, by=1, at=NOW, founded_on=TODAY)
    draft = drafted(world.federation, ("dissolve", [young], []))
    with pytest.raises(PlacedLater, match="22/11/2026"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


@pytest.mark.parametrize(
    "second",
    [
        ("dissolve", ["school"], []),
        ("merge", ["clinic", "sister_school"], ["school"]),
        ("transfer", ["school"], []),
    ],
)
def test_a_unit_ends_in_one_change_only(world: World, second: tuple[str, list[str], list[str]]) -> None:
    kind, sources, results = second
    drafts = [old(getattr(world, name)) for name in results] or [ResultDraft(parent=world.sister)]
    draft = drafted(
        world.federation,
        ("merge", [world.school, world.office], [new("Mới", "agency")]),
        (kind, [getattr(world, name) for name in sources], drafts if kind != "dissolve" else []),
    )
    with pytest.raises(InTwoChanges, match="Đồng Tâm"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_unit_is_transferred_once_on_a_line(world: World) -> None:
    twice = [("transfer", [world.office], [ResultDraft(parent=up)]) for up in (world.sister, world.federation)]
    with pytest.raises(InTwoChanges):
        carry_out_structure(reorganisation=drafted(world.federation, *twice), by=1, at=NOW)


def test_nothing_is_dated_before_an_earlier_reorganisation_of_a_unit(world: World) -> None:
    draft = drafted(world.federation, ("rename", [world.school], [new("Tên", "")]), on=date(2026, 1, 1))
    carried_out(world.federation, ("transfer", [world.school], [ResultDraft(parent=world.sister)], "union"))
    with pytest.raises(BeforeAnEarlierOne, match="01/07/2026"):
        drafted(world.federation, ("rename", [world.school], [new("Tên", "")]), on=date(2026, 1, 1))
    with pytest.raises(BeforeAnEarlierOne, match="Đợt sau không thể"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_the_units_are_looked_at_again(world: World) -> None:
    draft = drafted(world.federation, ("merge", [world.school, world.office], [new("Mới", "agency")]))
    close(unit=world.office, on=LAST, by=1, at=NOW)
    with pytest.raises(ClosedSource, match="30/06/2026"):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)


def test_a_reorganisation_without_changes_is_none(world: World) -> None:
    with pytest.raises(NothingToCarryOut):
        carry_out_structure(reorganisation=drafted(world.federation), by=1, at=NOW)
    assert Reorganisation.objects.get().state == ReorganisationState.DRAFT


def test_the_number_of_questions_does_not_grow_with_units(world: World, django_assert_max_num_queries) -> None:
    units = Unit.objects.bulk_create(make_unit(name=f"Xã {n}", kind=UnitKind.AGENCY) for n in range(120))
    rows = [Placement(unit=unit, line="union", parent=world.district, valid_from=SINCE) for unit in units]
    place_many(placements=rows, line="union")
    draft = drafted(world.federation)
    changes = [ChangeDraft("merge", "", units[n : n + 3], [new(f"Xã mới {n}", "agency")]) for n in range(0, 120, 3)]
    with django_assert_max_num_queries(20):
        add_changes(reorganisation=draft, drafts=changes, by=1, at=NOW)
    with django_assert_max_num_queries(55):
        carry_out_structure(reorganisation=draft, by=1, at=NOW)
    assert queries.count_below(world.district.pk, "union", DAY) == 43
