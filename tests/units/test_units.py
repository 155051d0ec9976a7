"""Founding, placing, counting and finding units."""

from datetime import date

import pytest

from namkhong.journal.queries import events_of
from namkhong.units import queries
from namkhong.units.actions import (
    AlreadyPlaced,
    CircleInTree,
    UnderItself,
    found,
    place,
    rebuild_lineage,
    state_headcount,
)
from namkhong.units.models import Placement
from namkhong.units.rules.codes import BadOfficialCode
from namkhong.units.states import UnitKind
from tests.world import NOW, SINCE, TODAY, World


def test_a_founded_unit_is_found_without_accents(db: None) -> None:
    unit = found(name="Trường  Trung học cơ sở Nguyễn Đình Chiểu", kind=UnitKind.SCHOOL, by=1, at=NOW, short_name="NĐC")
    assert unit.name == "Trường Trung học cơ sở Nguyễn Đình Chiểu"
    assert list(queries.find("dinh chieu")) == list(queries.find("NĐC")) == [unit]
    assert (str(unit), unit.brief) == (unit.name, "NĐC")
    assert [event.verb for event in events_of("unit", unit.pk)] == ["unit.found"]


def test_a_unit_is_not_founded_with_a_code_that_cannot_be(db: None) -> None:
    with pytest.raises(BadOfficialCode):
        found(name="Sở Nội vụ", kind=UnitKind.AGENCY, by=1, at=NOW, official_code="H2601")
    assert found(name="Sở Nội vụ", kind=UnitKind.AGENCY, by=1, at=NOW, official_code="H26.01").pk


def test_a_placed_unit_stands_under_all_above(world: World) -> None:
    new = found(name="Trạm Y tế xã Tân Lập", kind=UnitKind.HOSPITAL, by=1, at=NOW)
    place(unit=new, line="union", parent=world.clinic, since=TODAY, by=1, at=NOW)
    assert queries.ancestors(new.pk, "union", TODAY) == [world.clinic, world.district, world.federation]
    assert queries.ancestors(new.pk, "union", date(2026, 11, 21)) == []
    assert queries.has_children(world.clinic.pk, "union", TODAY)
    assert not queries.has_children(world.clinic.pk, "union", SINCE)
    event = events_of("unit", new.pk).first()
    assert event.facts == {"line": "union", "parent": world.clinic.pk, "since": "2026-11-22"}


def test_the_top_of_a_line_has_nobody_above(world: World) -> None:
    top = found(name="Tổng Liên đoàn", kind=UnitKind.CONFEDERATION, by=1, at=NOW)
    place(unit=top, line="sector", parent=None, since=SINCE, by=1, at=NOW)
    assert queries.parent(top.pk, "sector", TODAY) is None
    assert events_of("unit", top.pk).first().facts["parent"] is None
    assert queries.parent(world.federation.pk, "union", TODAY) is None


@pytest.mark.parametrize("since", [SINCE, TODAY])
def test_a_unit_stands_in_one_place_of_a_line(world: World, since: date) -> None:
    with pytest.raises(AlreadyPlaced, match="Tiểu học Đồng Tâm"):
        place(unit=world.school, line="union", parent=world.sister, since=since, by=1, at=NOW)
    assert queries.parent(world.school.pk, "union", TODAY) == world.district


def test_a_unit_may_move_after_its_last_day(world: World) -> None:
    Placement.objects.filter(unit=world.school, line="union").update(valid_to=date(2026, 6, 30))
    place(unit=world.school, line="union", parent=world.sister, since=date(2026, 7, 1), by=1, at=NOW)
    assert queries.parent(world.school.pk, "union", date(2026, 6, 30)) == world.district
    assert queries.parent(world.school.pk, "union", date(2026, 7, 1)) == world.sister


def test_nobody_stands_under_his_own_subordinate(world: World) -> None:
    Placement.objects.filter(unit=world.federation, line="union").update(valid_to=date(2026, 6, 30))
    with pytest.raises(CircleInTree, match="đang trực thuộc chính"):
        place(unit=world.federation, line="union", parent=world.school, since=TODAY, by=1, at=NOW)
    assert not Placement.objects.filter(unit=world.federation, parent=world.school).exists()


def test_a_circle_that_would_last_for_some_days_only_is_refused(world: World) -> None:
    for unit in (world.federation, world.school):
        Placement.objects.filter(unit=unit, line="union").update(valid_to=date(2026, 12, 31))
    rebuild_lineage(line="union")
    Placement.objects.filter(unit=world.federation, line="union").delete()
    with pytest.raises(CircleInTree):
        place(unit=world.federation, line="union", parent=world.school, since=TODAY, by=1, at=NOW)


def test_nobody_stands_under_himself(world: World) -> None:
    new = found(name="Đơn vị mới", kind=UnitKind.AGENCY, by=1, at=NOW)
    with pytest.raises(UnderItself, match="không thể là cấp trên của chính mình"):
        place(unit=new, line="union", parent=new, since=TODAY, by=1, at=NOW)


def test_the_tree_is_read_from_above(world: World) -> None:
    below = queries.subtree(world.district.pk, "union", TODAY)
    assert set(below) == {world.district, *world.grassroots}
    assert set(queries.subtree(world.district.pk, "union", TODAY, with_self=False)) == set(world.grassroots)
    assert list(queries.children(world.federation.pk, "union", TODAY)) == [world.sister, world.district]
    named = queries.with_superior(below, "union", TODAY).get(pk=world.clinic.pk)
    assert named.superior_name == world.district.name


def test_a_headcount_stated_again_replaces_the_figure(world: World) -> None:
    assert queries.headcount(world.school.pk, 2026) is None
    for staff in (41, 43):
        state_headcount(unit=world.school, year=2026, staff=staff, source="Báo cáo đơn vị", by=1, at=NOW)
    assert queries.headcount(world.school.pk, 2026).staff == 43
    assert [event.facts["staff"] for event in events_of("unit", world.school.pk)] == [43, 41]


@pytest.mark.parametrize("grown", [20])
def test_reading_a_tree_costs_the_same_however_large(world: World, same_queries, grown: int) -> None:
    def grow() -> None:
        for number in range(grown):
            new = found(name=f"Trường {number}", kind=UnitKind.SCHOOL, by=1, at=NOW)
            place(unit=new, line="union", parent=world.district, since=SINCE, by=1, at=NOW)

    assert same_queries(lambda: list(queries.subtree(world.district.pk, "union", TODAY)), grow) == 1
