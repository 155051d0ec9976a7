"""Moving, leaving, ending, and what is refused of many placements at once."""

from datetime import date, timedelta

import pytest

from namkhong.journal.queries import events_of
from namkhong.units import queries
from namkhong.units.actions import (
    AlreadyPlaced,
    BeforeItsParent,
    CircleInTree,
    ClosedAlready,
    NotPlaced,
    PlacedLater,
    SameName,
    StillAbove,
    UnderItself,
    close,
    found,
    found_below,
    leave_line,
    make_unit,
    move,
    place,
    place_many,
)
from namkhong.units.models import Lineage, Placement, Unit
from namkhong.units.states import UnitKind
from tests.world import NOW, SINCE, TODAY, World

BEFORE = TODAY - timedelta(days=1)


def agencies(count: int) -> list[Unit]:
    return Unit.objects.bulk_create(make_unit(name=f"Cơ quan {n}", kind=UnitKind.AGENCY) for n in range(count))


def test_a_moved_unit_takes_all_below_with_it(world: World) -> None:
    move(unit=world.district, line="union", parent=world.sister, since=TODAY, by=1, at=NOW)
    assert queries.ancestors(world.school.pk, "union", TODAY) == [world.district, world.sister, world.federation]
    assert queries.ancestors(world.school.pk, "union", BEFORE) == [world.district, world.federation]
    event = events_of("unit", world.district.pk).first()
    assert (event.verb, event.facts["from"], event.facts["parent"]) == (
        "unit.move",
        world.federation.pk,
        world.sister.pk,
    )


def test_a_unit_may_move_to_the_top(world: World) -> None:
    move(unit=world.district, line="union", parent=None, since=TODAY, by=1, at=NOW)
    assert queries.ancestors(world.school.pk, "union", TODAY) == [world.district]


def test_a_move_that_cannot_be_is_refused_whole(world: World) -> None:
    def moved(unit: Unit, parent: Unit, since: date, line: str = "union") -> None:
        move(unit=unit, line=line, parent=parent, since=since, by=1, at=NOW)

    with pytest.raises(CircleInTree):
        moved(world.district, world.school, TODAY)
    with pytest.raises(UnderItself):
        moved(world.district, world.district, TODAY)
    with pytest.raises(NotPlaced, match="Ngành dọc"):
        moved(world.district, world.sister, TODAY, "sector")
    with pytest.raises(PlacedLater, match="01/01/2019"):
        moved(world.district, world.sister, SINCE)
    with pytest.raises(BeforeItsParent, match="đặt đơn vị cấp trên trước"):
        moved(world.district, found(name="Mới", kind=UnitKind.FEDERATION, by=1, at=NOW), TODAY)
    assert queries.parent(world.district.pk, "union", TODAY) == world.federation


def test_a_unit_leaves_a_line(world: World) -> None:
    leave_line(unit=world.office, line="union", until=BEFORE, by=1, at=NOW)
    assert queries.parent(world.office.pk, "union", BEFORE) == world.district
    assert queries.lines_of(world.office.pk, TODAY) == []
    assert events_of("unit", world.office.pk).first().facts == {"line": "union", "until": "2026-11-21"}


def test_nobody_is_left_under_a_unit_that_left(world: World) -> None:
    with pytest.raises(StillAbove, match="Công đoàn cơ sở cơ quan huyện"):
        leave_line(unit=world.district, line="union", until=BEFORE, by=1, at=NOW)
    with pytest.raises(StillAbove):
        close(unit=world.district, on=BEFORE, by=1, at=NOW)


def test_a_closed_unit_stands_nowhere(world: World) -> None:
    close(unit=world.school, on=BEFORE, by=1, at=NOW)
    assert Unit.objects.get(pk=world.school.pk).closed_on == BEFORE
    assert queries.lines_of(world.school.pk, BEFORE) == ["administration", "union"]
    assert queries.lines_of(world.school.pk, TODAY) == []
    assert not Lineage.objects.on(TODAY).filter(descendant=world.school).exists()
    with pytest.raises(ClosedAlready, match="21/11/2026"):
        close(unit=world.school, on=TODAY, by=1, at=NOW)


def test_a_unit_is_not_closed_before_its_last_place_or_its_founding(world: World) -> None:
    move(unit=world.school, line="union", parent=world.sister, since=TODAY, by=1, at=NOW)
    with pytest.raises(PlacedLater, match="22/11/2026"):
        close(unit=world.school, on=BEFORE, by=1, at=NOW)
    new = found(name="Mới", kind=UnitKind.SCHOOL, by=1, at=NOW, founded_on=TODAY)
    with pytest.raises(PlacedLater, match="22/11/2026"):
        close(unit=new, on=BEFORE, by=1, at=NOW)


def test_a_unit_founded_below_another_stands_on_all_its_lines_and_has_a_name_of_its_own(world: World) -> None:
    def below() -> Unit:
        return found_below(parent=world.school, name="Tổ Một", kind="school", since=TODAY, by=1, at=NOW)

    new = below()
    assert queries.lines_of(new.pk, TODAY) == ["administration", "union"]
    with pytest.raises(SameName, match="Tổ Một"):
        below()


def test_many_are_placed_children_and_parents_in_any_order(db: None) -> None:
    units = agencies(3)
    rows = [
        Placement(unit=units[2], line="sector", parent=units[1], valid_from=SINCE),
        Placement(unit=units[1], line="sector", parent=units[0], valid_from=SINCE),
        Placement(unit=units[0], line="sector", valid_from=SINCE),
    ]
    place_many(placements=rows, line="sector")
    assert queries.ancestors(units[2].pk, "sector", SINCE) == [units[1], units[0]]


def test_many_placements_are_refused_by_the_first_that_cannot_be(world: World) -> None:
    units = agencies(3)

    def placed(*rows: tuple[Unit, Unit | None, date]) -> None:
        new = [Placement(unit=unit, line="union", parent=parent, valid_from=since) for unit, parent, since in rows]
        place_many(placements=new, line="union")

    with pytest.raises(UnderItself, match="Cơ quan 1"):
        placed((units[0], world.federation, SINCE), (units[1], units[1], SINCE))
    with pytest.raises(AlreadyPlaced, match="Cơ quan 0"):
        placed((units[0], world.federation, SINCE), (units[0], world.sister, TODAY))
    with pytest.raises(AlreadyPlaced, match="Đồng Tâm"):
        placed((world.school, world.sister, TODAY))
    with pytest.raises(BeforeItsParent, match="“Cơ quan 2” dưới “Cơ quan 1” từ ngày 01/01/2019"):
        placed((units[2], units[1], SINCE), (units[1], world.sister, TODAY))
    with pytest.raises(CircleInTree, match="Cơ quan"):
        placed((units[0], units[1], TODAY), (units[1], units[2], TODAY), (units[2], units[0], TODAY))
    assert not Placement.objects.filter(unit__in=units).exists()


def test_the_number_of_questions_does_not_grow_with_placements(world: World, django_assert_max_num_queries) -> None:
    units = agencies(200)
    rows = [Placement(unit=unit, line="union", parent=world.district, valid_from=TODAY) for unit in units]
    with django_assert_max_num_queries(12):
        place_many(placements=rows, line="union")
    place(unit=agencies(1)[0], line="union", parent=units[0], since=TODAY, by=1, at=NOW)
    assert queries.count_below(world.district.pk, "union", TODAY) == 204
