"""Sheets of units that end are left out of their rounds, and come back when the reorganisation is taken back."""

import pytest

from namkhong.scoring.actions import take_in
from namkhong.scoring.models import Sheet, SheetMove
from namkhong.scoring.states import SheetState
from namkhong.units.models import Change, Unit
from tests.reorganisations.conftest import Office
from tests.scoring.stage import set_stage
from tests.world import NOW, World

NEW = {"how": "moi", "name": "Trường Tiểu học Hòa An", "unit_kind": "school", "parent": "giu"}


@pytest.fixture
def merged(office: Office, world: World) -> Office:
    """The school has handed its sheet in; it and the clinic become one unit."""
    set_stage(world).hand_in(world.school)
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    office.answer(head=str(world.school_head.pk))
    return office


def sheet(unit: Unit) -> Sheet:
    """The sheet of a unit as it stands now."""
    return Sheet.objects.get(unit=unit)


def test_sheets_of_ended_units_are_left_out_and_come_back(merged: Office, world: World) -> None:
    before = {unit: sheet(unit).state for unit in world.grassroots}
    page = merged.get("xem-truoc/")
    assert "Phiếu chấm điểm chưa công bố" in page
    merged.carry_out()
    assert [sheet(unit).state for unit in (world.school, world.clinic)] == [SheetState.VOID] * 2
    assert "01/12/2026" in sheet(world.school).reason
    assert sheet(world.office).state == before[world.office]
    merged.undo()
    assert {unit: sheet(unit).state for unit in world.grassroots} == before
    assert sheet(world.school).reason == "" and not SheetMove.objects.exists()


def test_a_sheet_taken_in_again_keeps_the_reorganisation(merged: Office, world: World) -> None:
    merged.carry_out()
    take_in(sheet=sheet(world.school), by=world.district_officer, at=NOW)
    assert "1 phiếu chấm điểm đã được đưa lại" in merged.undo()
    assert sheet(world.school).state != SheetState.VOID


def test_a_round_of_a_unit_that_ends_is_named(office: Office, world: World) -> None:
    round = set_stage(world).round
    round.unit = world.school
    round.save()
    office.add("merge", sources=[world.school, world.clinic], **NEW)
    assert Change.objects.exists() and "Đợt chấm điểm chưa công bố" in office.get("xem-truoc/")
