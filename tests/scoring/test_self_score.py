"""A unit scores itself: points by the scale, zero is a score, empty is not, nobody overwrites anybody."""

from decimal import Decimal

import pytest

from namkhong.journal.models import Event, Notice
from namkhong.scoring.actions import Entry, begin, begin_deciding, check, drop, fill, recall, submit
from namkhong.scoring.actions.filling import BeingChecked, FilledBySystem, Incomplete
from namkhong.scoring.actions.holding import MarkedMeanwhile, RoundElsewhere, ScoringClosed, SheetElsewhere, WrongPoints
from namkhong.scoring.models import Mark, MarkChange
from namkhong.scoring.states import RoundState, SheetState
from tests.scoring.stage import FULL, Stage, make_round
from tests.world import NOW, World


def test_begin_gives_every_unit_a_sheet_and_tells_its_officers(stage: Stage, world: World) -> None:
    for unit in world.grassroots:
        assert Mark.objects.filter(sheet=stage.sheet(unit)).count() == 6
    told = set(Notice.objects.filter(kind="scoring_begun").values_list("to_id", flat=True))
    assert told == {
        person.pk
        for person in (
            world.school_officer,
            world.school_head,
            world.clinic_officer,
            world.clinic_head,
            world.office_officer,
            world.office_head,
        )
    }
    assert stage.round.state == RoundState.SCORING
    assert Event.objects.get(verb="score.begin").facts == {"sheets": 3}


def test_zero_is_a_score_and_empty_is_not(stage: Stage, world: World) -> None:
    for number in ("1.2", "1.3", "2.1"):
        stage.give(world.school, number, 0)
    with pytest.raises(Incomplete) as refused:
        submit(sheet=stage.sheet(world.school), by=world.school_officer, at=NOW)
    assert refused.value.missing == ("1.1",) and "1.1" in refused.value.sentence
    stage.give(world.school, "1.1", 0)
    submit(sheet=stage.sheet(world.school), by=world.school_officer, at=NOW)
    sheet = stage.sheet(world.school)
    assert (sheet.state, sheet.self_total) == (SheetState.SUBMITTED, Decimal(0))
    # What was left empty on top is 0 by now; the figure of the system is still unknown.
    assert stage.mark(world.school, "3").self_points == 0 and stage.mark(world.school, "2.2").self_points is None
    told = set(Notice.objects.filter(kind="score_submitted").values_list("to_id", flat=True))
    assert told == {world.district_officer.pk, world.district_head.pk}


@pytest.mark.parametrize(
    ("number", "points", "words"),
    [("1.1", "20.5", "từ 0 đến 20"), ("1.1", "-1", "từ 0"), ("1.2", "5", "hai mức"), ("1.3", "15", "các mức điểm")],
)
def test_points_that_the_scale_does_not_know_are_refused(
    stage: Stage, world: World, number: str, points: str, words: str
) -> None:
    with pytest.raises(WrongPoints, match=words):
        stage.give(world.school, number, points)


def test_nobody_types_into_what_the_system_measures(stage: Stage, world: World) -> None:
    with pytest.raises(FilledBySystem):
        stage.give(world.school, "2.2", 20)
    stage.give(world.school, "2.2", None, "Báo cáo quý III nộp muộn một ngày")
    assert stage.mark(world.school, "2.2").note == "Báo cáo quý III nộp muộn một ngày"


def test_the_second_of_two_writers_is_told_who_wrote_what(stage: Stage, world: World) -> None:
    mark = stage.mark(world.school, "1.1")
    stage.give(world.school, "1.1", "17.5", by=world.school_head)
    with pytest.raises(MarkedMeanwhile, match=r"Bùi Hữu Phước đã ghi 17,5 điểm cho mục 1\.1 lúc 09:00"):
        fill(
            sheet=mark.sheet,
            criterion=mark.criterion_id,
            entry=Entry(Decimal(12)),
            revision=mark.revision,
            by=world.school_officer,
            at=NOW,
        )
    # The same words again are a success, whatever the revision: a second click.
    same = Entry(Decimal("17.5"))
    fill(sheet=mark.sheet, criterion=mark.criterion_id, entry=same, revision=0, by=world.school_officer, at=NOW)
    assert MarkChange.objects.filter(mark=mark).count() == 1


def test_a_note_alone_met_meanwhile_names_the_criterion(stage: Stage, world: World) -> None:
    mark = stage.mark(world.school, "1.1")
    stage.give(world.school, "1.1", None, "Ghi chú")
    with pytest.raises(MarkedMeanwhile, match=r"Người khác vừa sửa mục 1\.1"):
        fill(sheet=mark.sheet, criterion=mark.criterion_id, entry=Entry(None, "Khác"), revision=0, by=None, at=NOW)


def test_a_sheet_handed_in_is_taken_back_until_somebody_checks(stage: Stage, world: World) -> None:
    sheet = stage.hand_in(world.school)
    with pytest.raises(SheetElsewhere, match="Chờ thẩm định"):
        stage.give(world.school, "1.1", 1)
    recall(sheet=sheet, by=world.school_officer, at=NOW)
    stage.give(world.school, "1.1", 1)
    sheet = stage.hand_in(world.school, {"1.1": 2})
    mark = stage.mark(world.school, "1.1")
    check(
        sheet=sheet,
        criterion=mark.criterion_id,
        points=Decimal(2),
        reason="",
        revision=mark.revision,
        by=world.district_officer,
        at=NOW,
    )
    with pytest.raises(BeingChecked):
        recall(sheet=sheet, by=world.school_officer, at=NOW)


def test_scoring_after_closing_is_refused_with_a_sentence(stage: Stage, world: World) -> None:
    stage.give_all(world.school, FULL)
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    with pytest.raises(ScoringClosed, match="còn trên màn hình"):
        stage.give(world.school, "1.1", 1)
    with pytest.raises(ScoringClosed):
        submit(sheet=stage.sheet(world.school), by=world.school_officer, at=NOW)


def test_nothing_is_written_in_a_round_that_has_not_begun(world: World) -> None:
    row = make_round(world)
    drop(round=row, by=world.district_officer, at=NOW)
    row.refresh_from_db()
    with pytest.raises(RoundElsewhere, match="Đã bỏ"):
        begin(round=row, by=world.district_officer, at=NOW)
