"""A list of units: order does not matter, circles and missing superiors are told, undoing closes what came."""

import datetime as dt

import pytest

from namkhong.rosters import actions
from namkhong.rosters.states import RosterKind
from namkhong.units.models import Lineage, Placement, Unit
from namkhong.units.queries import subtree
from namkhong.units.states import Line, UnitKind
from tests.rosters.test_loading import LAN
from tests.world import NOW, TODAY

HEAD = [
    "Mã đơn vị",
    "Tên đơn vị",
    "Tên viết tắt",
    "Loại đơn vị",
    "Cấp trên",
    "Tuyến",
    "Địa danh",
    "Ký hiệu",
    "Ngày thành lập",
]
CLUSTER = ["H1", "Cụm trường phía Nam", "Cụm Nam", "Đơn vị sự nghiệp công lập", "", "", "Hòa An", "CTN", ""]
LOWER = ["H1.1", "Trường Mầm non Sao Mai", "MN Sao Mai", "trường học", "H1", "", "", "", "01/07/2025"]
LOWEST = ["H1.1.1", "Điểm trường Bản Mới", "", "Trường học", "Trường Mầm non Sao Mai", "Công đoàn", "", "", ""]


@pytest.fixture
def units(load):
    return lambda rows, **more: load(rows, kind=RosterKind.UNITS, head=HEAD, **more)


@pytest.fixture
def checked(hand_in):
    return lambda rows, **more: hand_in(rows, kind=RosterKind.UNITS, head=HEAD, **more)


def test_a_child_may_come_before_its_superior(world, units):
    roster = units([LOWEST, LOWER, CLUSTER])
    assert (roster.counts["new"], roster.counts["same"]) == (3, 0)
    names = set(subtree(world.district.pk, Line.UNION, TODAY).values_list("official_code", flat=True))
    assert {"H1", "H1.1", "H1.1.1"} <= names
    unit = Unit.objects.get(official_code="H1.1")
    assert (unit.kind, unit.short_name, unit.founded_on) == (UnitKind.SCHOOL, "MN Sao Mai", dt.date(2025, 7, 1))
    assert Placement.objects.get(unit=unit).valid_from == TODAY  # not before its superior


def test_again_nothing_changes_and_another_name_is_only_told(world, units, checked):
    units([CLUSTER, LOWER])
    before = list(Unit.objects.order_by("pk").values())
    again = units([CLUSTER, ["H1.1", "Trường Mầm non Sao Hôm", *LOWER[2:]]])
    assert (again.counts["new"], again.counts["same"], again.counts["warnings"]) == (0, 2, 1)
    assert list(Unit.objects.order_by("pk").values()) == before


def test_undone_units_are_closed_and_stand_nowhere(world, units):
    lineage, places = list(Lineage.objects.order_by("pk").values()), Placement.objects.count()
    roster = units([CLUSTER, LOWER])
    actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)
    assert Placement.objects.count() == places
    assert len(lineage) == Lineage.objects.count()
    assert not Unit.objects.filter(founded_in=roster.batch_id, closed_on=None).exists()
    assert units([CLUSTER, LOWER]).counts["new"] == 2


def test_units_in_which_somebody_works_stay(world, units, load):
    roster = units([CLUSTER])
    staff = load([[*LAN[:2], "H1", *LAN[3:]]])
    with pytest.raises(actions.UsedSince, match="người làm việc"):
        actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)
    actions.undo(roster=staff, by=world.district_officer.pk, at=NOW)
    below = units([["H2", "Trường ở dưới", "", "Trường học", "H1"]])
    with pytest.raises(actions.UsedSince, match="đặt bên dưới"):
        actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)
    actions.undo(roster=below, by=world.district_officer.pk, at=NOW)
    actions.undo(roster=roster, by=world.district_officer.pk, at=NOW)


def wrong(roster) -> dict[int, str]:
    return {row: sentence for row, _, sentence, warning in roster.mistakes if not warning}


def test_circles_missing_superiors_and_units_under_themselves_are_told(world, checked):
    roster = checked(
        [
            ["A1", "Trường A1", "", "Trường học", "A2"],
            ["A2", "Trường A2", "", "Trường học", "A3"],
            ["A3", "Trường A3", "", "Trường học", "A1"],
            ["B1", "Trường B1", "", "Trường học", "B1"],
            ["C1", "Trường C1", "", "Trường học", "Không có"],
            ["D1", "Trường D", "", "Trường học", ""],
            ["D2", "Trường D", "", "Trường học", ""],
            ["D3", "Trường D3", "", "Trường học", "Trường D"],
            ["E1", "Trường E", "", "Trường học", "TTYT Hòa An"],
        ]
    )
    said = wrong(roster)
    assert all("vòng" in said[row] for row in (2, 3, 4))
    assert "chính mình" in said[5]
    assert "không có trong tệp" in said[6]
    assert "Hãy ghi mã" in said[9]
    assert set(said) == {2, 3, 4, 5, 6, 9}


def test_rows_of_units_are_checked(world, checked):
    roster = checked(
        [
            ["", "", "x" * 121, "Tàu vũ trụ", "", "Tuyến lạ", "", "", "32/01/2020"],
            ["A1", "Tr\u00ad\u00eang NguyÔn V¨n", "", "", "", "", "", "", dt.date(2030, 1, 1)],
            ["a1", "Trường A1", "", "Trường học"],
        ]
    )
    columns = {(row, column) for row, column, _, _ in roster.mistakes}
    assert {(2, key) for key in ("code", "name", "short", "kind", "line", "founded")} <= columns
    assert {(3, "name"), (3, "kind"), (3, "founded"), (4, "code")} <= columns


def test_what_stands_below_a_bad_row_is_passed_over_with_it(world, units):
    roster = units([["A1", "Trường A1", "", "Lạ"], ["A2", "Trường A2", "", "Trường học", "A1"], CLUSTER], skip_bad=True)
    assert (roster.counts["new"], roster.counts["skipped"]) == (1, 2)
