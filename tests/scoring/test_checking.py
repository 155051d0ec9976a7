"""Checkers: keep in one tap, change with a reason, two at once, give back what is named, finish, go back."""

from decimal import Decimal
from io import BytesIO

import pytest

from namkhong.journal.models import Event, Notice
from namkhong.papers.actions import store_file
from namkhong.scoring.actions import (
    attach,
    begin,
    begin_deciding,
    check,
    check_again,
    decide,
    finish,
    keep_rest,
    leave_out,
    return_,
    submit,
    take_in,
    undo,
)
from namkhong.scoring.actions.checking import NothingNamed, NotReopened, NotTheLast, Unchecked
from namkhong.scoring.actions.filling import NotAskedAgain
from namkhong.scoring.actions.holding import MarkedMeanwhile, ReasonTooShort, ScoringClosed, SheetElsewhere, WrongPoints
from namkhong.scoring.models import Mark, MarkChange, Round, Sheet
from namkhong.scoring.queries import last_changes
from namkhong.scoring.states import Scored, SheetState, Step
from tests.scoring.stage import Stage, employ, make_round, make_set, set_stage
from tests.world import NOW, World

WHY = "Minh chứng chỉ có của một nửa số người"


def give(stage: Stage, world: World, number: str, points: int | str, reason: str = "", **more) -> int:
    """An officer of the district checks a criterion of the school."""
    mark = stage.mark(world.school, number)
    asked = {"revision": mark.revision, "by": world.district_officer} | more
    return check(sheet=mark.sheet, criterion=mark.criterion_id, points=Decimal(points), reason=reason, at=NOW, **asked)


def test_a_change_needs_a_reason_and_keeps_what_the_unit_said(stage: Stage, world: World) -> None:
    stage.hand_in(world.school)
    with pytest.raises(ReasonTooShort, match="ít nhất 10 ký tự"):
        give(stage, world, "1.1", 12, "quá cao")
    with pytest.raises(WrongPoints, match="từ 0 đến 20"):
        give(stage, world, "1.1", 21, WHY)
    give(stage, world, "1.1", 12, WHY)
    mark = stage.mark(world.school, "1.1")
    assert (mark.self_points, mark.checked_points, mark.reason) == (18, 12, WHY)
    change = MarkChange.objects.get(mark=mark, step=Step.CHECK)
    assert (change.before, change.after, change.by) == (18, 12, world.district_officer)
    assert Event.objects.get(verb="score.check_mark").facts == {"criterion": "1.1"}
    # A second click says the same and changes nothing.
    give(stage, world, "1.1", 12, revision=0)
    assert MarkChange.objects.filter(mark=mark, step=Step.CHECK).count() == 1


def test_to_let_points_stand_needs_no_reason(stage: Stage, world: World) -> None:
    stage.hand_in(world.school)
    give(stage, world, "1.1", 18, "không tính")
    mark = stage.mark(world.school, "1.1")
    assert (mark.checked_points, mark.reason) == (18, "")


def test_the_second_checker_sees_what_the_first_one_wrote(stage: Stage, world: World) -> None:
    stage.hand_in(world.school)
    opened = stage.mark(world.school, "1.1").revision
    give(stage, world, "1.1", 12, WHY, by=world.district_head)
    with pytest.raises(MarkedMeanwhile, match="Nguyễn Văn Bình đã ghi 12 điểm"):
        give(stage, world, "1.1", 15, WHY, revision=opened)
    assert stage.mark(world.school, "1.1").checked_points == 12


def test_what_a_return_took_away_is_told_as_such(stage: Stage, world: World) -> None:
    stage.hand_in(world.school)
    opened = stage.mark(world.school, "1.1").revision
    named = [stage.numbers["1.1"]]
    return_(sheet=stage.sheet(world.school), criteria=named, reason=WHY, by=world.district_head, at=NOW)
    stage.give(world.school, "1.1", None)
    submitted = stage.give(world.school, "1.1", 18)
    assert submitted > opened
    submit(sheet=stage.sheet(world.school), by=None, at=NOW)
    with pytest.raises(MarkedMeanwhile, match="hệ thống đã ghi 18 điểm"):
        give(stage, world, "1.1", 15, WHY, revision=opened)


def test_keep_the_rest_then_finish(stage: Stage, world: World) -> None:
    sheet = stage.hand_in(world.school)
    give(stage, world, "1.1", 12, WHY)
    with pytest.raises(Unchecked) as refused:
        finish(sheet=sheet, by=world.district_officer, at=NOW)
    assert refused.value.missing == ("1.2", "1.3", "2.1", "2.2", "3")
    assert keep_rest(sheet=sheet, offices=(), by=world.district_officer, at=NOW) == 5
    finish(sheet=sheet, by=world.district_officer, at=NOW)
    sheet = stage.sheet(world.school)
    assert (sheet.state, sheet.self_total, sheet.checked_total) == (SheetState.CHECKED, 98, 92)
    with pytest.raises(SheetElsewhere):
        give(stage, world, "1.1", 13, WHY)
    check_again(sheet=sheet, by=world.district_officer, at=NOW)
    assert stage.sheet(world.school).checked_total is None
    give(stage, world, "1.1", 13, WHY)


def test_without_a_figure_a_person_must_decide(stage: Stage, world: World) -> None:
    sheet = stage.hand_in(world.school)
    Mark.objects.filter(pk=stage.mark(world.school, "2.2").pk).update(figure=None, self_points=None)
    assert keep_rest(sheet=sheet, offices=(), by=world.district_officer, at=NOW) == 5
    with pytest.raises(Unchecked, match=r"1 mục chưa thẩm định: 2\.2"):
        finish(sheet=sheet, by=world.district_officer, at=NOW)
    with pytest.raises(ReasonTooShort):
        give(stage, world, "2.2", 0)
    give(stage, world, "2.2", 15, "Báo cáo giấy nộp đủ, đúng hạn")
    finish(sheet=sheet, by=world.district_officer, at=NOW)


def test_a_criterion_of_an_office_waits_for_it(world: World) -> None:
    stage = set_stage(world, set=make_set(checker=world.office))
    sheet = stage.hand_in(world.school)
    keep_rest(sheet=sheet, offices=(), by=world.district_officer, at=NOW)
    assert stage.mark(world.school, "2.1").checked_points is None
    assert keep_rest(sheet=sheet, offices=(world.office.pk,), by=world.office_officer, at=NOW) == 1


def test_a_return_opens_only_what_it_names(stage: Stage, world: World) -> None:
    sheet = stage.checked(world.school)
    named = [stage.numbers["1.1"], stage.numbers["2.1"]]
    for criteria, why, error in (([], WHY, NothingNamed), (named, "ngắn", ReasonTooShort)):
        with pytest.raises(error):
            return_(sheet=sheet, criteria=criteria, reason=why, by=world.district_officer, at=NOW)
    with pytest.raises(NotReopened, match=r"2\.2"):
        return_(sheet=sheet, criteria=[stage.numbers["2.2"]], reason=WHY, by=world.district_officer, at=NOW)
    return_(sheet=sheet, criteria=named, reason=WHY, by=world.district_officer, at=NOW)
    sheet = stage.sheet(world.school)
    assert (sheet.state, sheet.reason, sheet.checked_total) == (SheetState.RETURNED, WHY, None)
    with pytest.raises(NotAskedAgain):
        stage.give(world.school, "1.2", 0)
    stage.give(world.school, "1.1", 10)
    submit(sheet=sheet, by=None, at=NOW)
    assert stage.mark(world.school, "1.2").checked_points == 10
    assert stage.mark(world.school, "1.1").checked_points is None
    told = Notice.objects.filter(kind="score_returned")
    assert {each.to_id for each in told} == {world.school_officer.pk, world.school_head.pk}
    assert told[0].facts["criteria"] == "1.1, 2.1"
    keep_rest(sheet=sheet, offices=(), by=world.district_officer, at=NOW)
    finish(sheet=sheet, by=world.district_officer, at=NOW)
    assert not Mark.objects.filter(sheet=sheet, reopened=True).exists()
    assert stage.sheet(world.school).checked_total == 90


def test_nothing_is_given_back_once_scoring_is_closed(stage: Stage, world: World) -> None:
    sheet = stage.checked(world.school)
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    with pytest.raises(ScoringClosed):
        return_(sheet=sheet, criteria=[stage.numbers["1.1"]], reason=WHY, by=world.district_officer, at=NOW)


def test_a_change_is_gone_back_with_its_reason(stage: Stage, world: World) -> None:
    stage.hand_in(world.school)
    give(stage, world, "1.1", 12, WHY)
    give(stage, world, "1.1", 14, "Đã bổ sung minh chứng của tổ Toán")
    first, second = MarkChange.objects.filter(step=Step.CHECK).order_by("pk")
    with pytest.raises(NotTheLast):
        undo(change=first, by=world.district_officer, at=NOW)
    undo(change=second, by=world.district_officer, at=NOW)
    mark = stage.mark(world.school, "1.1")
    assert mark.checked_points == 12
    back = MarkChange.objects.filter(step=Step.CHECK).latest("pk")
    assert (back.before, back.after) == (14, 12)
    assert back.reason == "Hoàn tác: Đã bổ sung minh chứng của tổ Toán"


def test_the_first_change_gone_back_leaves_the_mark_unchecked(stage: Stage, world: World) -> None:
    sheet = stage.hand_in(world.school)
    keep_rest(sheet=sheet, offices=(), by=world.district_officer, at=NOW)
    kept = MarkChange.objects.get(step=Step.CHECK, mark=stage.mark(world.school, "1.1"))
    assert kept in last_changes(world.district_officer.pk, stage.round)
    undo(change=kept, by=world.district_officer, at=NOW)
    assert stage.mark(world.school, "1.1").checked_points is None
    back = MarkChange.objects.filter(mark=kept.mark).latest("pk")
    assert back.reason == "Hoàn tác" and back not in last_changes(world.district_officer.pk, stage.round)
    with pytest.raises(NotTheLast):
        undo(change=back, by=world.district_officer, at=NOW)


def test_left_out_with_a_reason_and_taken_in_again(stage: Stage, world: World) -> None:
    sheet = stage.hand_in(world.school)
    give(stage, world, "1.1", 12, WHY)
    with pytest.raises(ReasonTooShort):
        leave_out(sheet=sheet, reason="mới", by=world.district_officer, at=NOW)
    leave_out(sheet=sheet, reason="Mới thành lập tháng 10", by=world.district_officer, at=NOW)
    assert stage.sheet(world.school).state == SheetState.VOID
    take_in(sheet=sheet, by=world.district_officer, at=NOW)
    sheet, mark = stage.sheet(world.school), stage.mark(world.school, "1.1")
    assert (sheet.state, sheet.reason, sheet.self_total) == (SheetState.OPEN, "", None)
    assert (mark.self_points, mark.checked_points) == (18, None)


def test_what_the_council_changed_falls_with_a_new_check(stage: Stage, world: World) -> None:
    sheet = stage.checked(world.school)
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    mark = stage.mark(world.school, "2.1")
    decide(
        sheet=sheet,
        criterion=mark.criterion_id,
        points=Decimal(20),
        reason="Có một vụ việc đã kết luận",
        revision=mark.revision,
        by=world.district_head,
        at=NOW,
    )
    assert stage.sheet(world.school).final_total == 88
    check_again(sheet=sheet, by=world.district_officer, at=NOW)
    assert stage.mark(world.school, "2.1").final_points is None
    assert stage.sheet(world.school).final_total is None


def test_evidence_too_is_taken_only_where_it_was_asked_for(stage: Stage, world: World) -> None:
    sheet = stage.hand_in(world.school)
    return_(sheet=sheet, criteria=[stage.numbers["1.1"]], reason=WHY, by=world.district_officer, at=NOW)
    picture = BytesIO(b"\x89PNG\r\n\x1a\n" + b"3" * 32 + b"IEND\xaeB`\x82")
    file = store_file(unit=world.school.pk, name="anh.png", data=picture, by=None, at=NOW)
    with pytest.raises(NotAskedAgain, match=r"1\.2"):
        attach(sheet=sheet, criterion=stage.numbers["1.2"], file=file, by=None, at=NOW)
    attach(sheet=sheet, criterion=stage.numbers["1.1"], file=file, by=None, at=NOW)


def test_the_sheet_of_a_person_goes_to_the_officers_of_the_unit(world: World) -> None:
    employ([world.school_officer], world.school)
    row = make_round(world, scored=Scored.OWN_STAFF, set=make_set(subject="individual"))
    Round.objects.filter(pk=row.pk).update(unit=world.school)
    row = Round.objects.select_related("unit").get(pk=row.pk)
    begin(round=row, by=None, at=NOW)
    sheet = Sheet.objects.get(round=row)
    Mark.objects.filter(sheet=sheet).update(self_points=0)
    submit(sheet=sheet, by=world.school_officer, at=NOW)
    assert [each.to_id for each in Notice.objects.filter(kind="score_submitted")] == [world.school_head.pk]
    named = [sheet.marks.get(criterion__number="1.1").criterion_id]
    return_(sheet=sheet, criteria=named, reason=WHY, by=world.school_head, at=NOW)
    assert [each.to_id for each in Notice.objects.filter(kind="score_returned")] == [world.school_officer.pk]
