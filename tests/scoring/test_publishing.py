"""The council decides with a reason, everything is published at once, and the database keeps it as it was."""

from decimal import Decimal

import pytest
from django.db import DatabaseError, transaction

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Notice
from namkhong.scoring.actions import back_to_scoring, begin_deciding, decide, leave_out, publish
from namkhong.scoring.actions.deciding import NotAllChecked
from namkhong.scoring.actions.holding import ReasonTooShort, RoundElsewhere, WrongPoints
from namkhong.scoring.models import Mark, MarkChange, Sheet
from namkhong.scoring.states import RoundState, SheetState, Step
from tests.scoring.stage import Stage
from tests.world import NOW, TODAY, World

WHY = "Hội đồng thống nhất sau khi xem lại hồ sơ"


@pytest.fixture
def deciding(stage: Stage, world: World) -> Stage:
    """All three sheets are checked, self-scoring is closed."""
    for unit in world.grassroots:
        stage.checked(unit)
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    return stage


def change(stage: Stage, world: World, points: int, reason: str) -> int:
    """The head of the district decides about 2.1 of the school."""
    mark = stage.mark(world.school, "2.1")
    return decide(
        sheet=mark.sheet,
        criterion=mark.criterion_id,
        points=Decimal(points),
        reason=reason,
        revision=mark.revision,
        by=world.district_head,
        at=NOW,
    )


def test_the_council_changes_with_a_reason(deciding: Stage, world: World) -> None:
    for points, reason, error in ((20, "ngắn", ReasonTooShort), (31, WHY, WrongPoints)):
        with pytest.raises(error):
            change(deciding, world, points, reason)
    change(deciding, world, 30, "")  # as it stands: nothing to say
    assert not MarkChange.objects.filter(step=Step.DECIDE).exists()
    change(deciding, world, 20, WHY)
    mark = deciding.mark(world.school, "2.1")
    assert (mark.self_points, mark.checked_points, mark.final_points) == (30, 30, 20)
    assert deciding.sheet(world.school).final_total == 88


def test_publication_is_one_step_for_all(deciding: Stage, world: World) -> None:
    change(deciding, world, 20, WHY)
    assert publish(round=deciding.round, by=world.district_head, at=NOW) == 3
    assert (deciding.round.state, deciding.round.published_on) == (RoundState.PUBLISHED, TODAY)
    totals = {sheet.unit_id: sheet.final_total for sheet in Sheet.objects.filter(state=SheetState.PUBLISHED)}
    assert totals == {world.school.pk: 88, world.clinic.pk: 98, world.office.pk: 98}
    assert Notice.objects.filter(kind="scoring_published").count() == 6
    with pytest.raises(RoundElsewhere, match="Đã công bố"):
        publish(round=deciding.round, by=world.district_head, at=NOW)


def test_nothing_is_published_while_a_sheet_is_unfinished(stage: Stage, world: World) -> None:
    stage.checked(world.school)
    stage.hand_in(world.clinic)
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    with pytest.raises(NotAllChecked, match="còn 2 phiếu"):
        publish(round=stage.round, by=world.district_head, at=NOW)
    assert stage.sheet(world.school).state == SheetState.CHECKED
    for unit in (world.clinic, world.office):
        leave_out(sheet=stage.sheet(unit), reason="Không gửi phiếu tự chấm", by=world.district_officer, at=NOW)
    assert publish(round=stage.round, by=world.district_head, at=NOW) == 1
    assert stage.sheet(world.clinic).state == SheetState.VOID


def test_back_to_scoring_and_again(deciding: Stage, world: World) -> None:
    back_to_scoring(round=deciding.round, by=world.district_head, at=NOW)
    assert deciding.round.state == RoundState.SCORING
    with pytest.raises(MovedMeanwhile):
        back_to_scoring(round=deciding.round, by=world.district_head, at=NOW)


def test_the_database_keeps_what_was_published(deciding: Stage, world: World) -> None:
    publish(round=deciding.round, by=world.district_head, at=NOW)
    sheets, marks = Sheet.objects.filter(round=deciding.round), Mark.objects.filter(sheet__round=deciding.round)
    refused = [
        lambda: sheets.update(final_total=100),
        lambda: sheets.update(grade="best"),
        lambda: sheets.update(state=SheetState.CHECKED),
        lambda: sheets.update(state=SheetState.SUPERSEDED, rank=77),
        lambda: marks.update(final_points=1),
        lambda: marks.update(note="sửa"),
        lambda: marks._raw_delete("default"),
        lambda: sheets._raw_delete("default"),
        lambda: MarkChange.objects.update(reason="sửa"),
        lambda: MarkChange.objects.all()._raw_delete("default"),
    ]
    for act in refused:
        with pytest.raises(DatabaseError, match="what was published stays"), transaction.atomic():
            act()
    one = sheets.filter(unit=world.school)
    assert one.update(state=SheetState.SUPERSEDED) == 1
    with pytest.raises(DatabaseError, match="what was published stays"), transaction.atomic():
        one.update(state=SheetState.PUBLISHED)
