"""Appeals: within the days, one at a time, upheld as a new revision, dismissed with an answer; then all is settled."""

from datetime import timedelta
from decimal import Decimal

import pytest

from namkhong.criteria.models import Criterion
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Notice
from namkhong.scoring.actions import (
    AppealDraft,
    appeal,
    begin_deciding,
    dismiss,
    publish,
    settle,
    take_back,
    uphold,
)
from namkhong.scoring.actions.appeals import (
    AppealsOver,
    AppealsStillOpen,
    AppealsUnanswered,
    AppealWaits,
    NotAppealed,
    NothingChanged,
)
from namkhong.scoring.actions.holding import ReasonTooShort, RoundElsewhere, WrongPoints
from namkhong.scoring.models import Appeal, Mark, MarkChange, Sheet
from namkhong.scoring.queries import changes_of, revisions_of
from namkhong.scoring.states import AppealState, RoundState, SheetState, Step
from tests.scoring.stage import Stage
from tests.world import NOW, World

WORDS = "Đơn vị có đủ minh chứng cho mục này"
ANSWER = "Đã đối chiếu hồ sơ, đơn vị nêu đúng"
LAST = NOW + timedelta(days=10)


@pytest.fixture
def published(stage: Stage, world: World) -> Stage:
    """The results of all three units are published."""
    for unit in world.grassroots:
        stage.checked(unit, {"1.1": 10, "1.2": 0, "1.3": 10, "2.1": 30})
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    publish(round=stage.round, by=world.district_head, at=NOW)
    return stage


def object_to(stage: Stage, world: World, number: str = "", at=NOW, words: str = WORDS) -> Appeal:
    """The school appeals."""
    criterion = Criterion.objects.get(pk=stage.numbers[number]) if number else None
    draft = AppealDraft(words, criterion)
    return appeal(sheet=stage.sheet(world.school), draft=draft, by=world.school_head, at=at)


def test_an_upheld_appeal_makes_a_new_revision(published: Stage, world: World) -> None:
    old = published.sheet(world.school)
    row = object_to(published, world, "1.1")
    points = {published.numbers["1.1"]: Decimal(20)}
    new = uphold(appeal=row, points=points, answer=ANSWER, by=world.district_head, at=NOW)
    old.refresh_from_db()
    row.refresh_from_db()
    assert (old.state, old.final_total) == (SheetState.SUPERSEDED, 70)
    assert (new.state, new.revision, new.final_total) == (SheetState.PUBLISHED, 2, 80)
    assert (row.state, row.answer) == (AppealState.UPHELD, ANSWER)
    assert Mark.objects.get(sheet=old, criterion=published.numbers["1.1"]).final_points is None
    mark = published.mark(world.school, "1.1")
    assert (mark.self_points, mark.checked_points, mark.final_points, mark.reason) == (10, 10, 20, ANSWER)
    change = MarkChange.objects.get(step=Step.APPEAL)
    assert (change.before, change.after, change.reason) == (10, 20, ANSWER)
    assert [sheet.revision for sheet in revisions_of(new)] == [2, 1]
    # The trace goes through both revisions.
    assert changes_of(new).count() == changes_of(old).count() > 6
    told = {each.to_id for each in Notice.objects.filter(kind="appeal_answered")}
    assert told == {world.school_officer.pk, world.school_head.pk}
    told = {each.to_id for each in Notice.objects.filter(kind="appeal_made")}
    assert told == {world.district_head.pk}


def test_only_what_was_appealed_is_changed(published: Stage, world: World) -> None:
    row = object_to(published, world, "1.1")
    cases = [
        ({"1.2": 10}, ANSWER, NotAppealed),
        ({"1.1": 21}, ANSWER, WrongPoints),
        ({"1.1": 10}, ANSWER, NothingChanged),
        ({"1.1": 20}, "ngắn", ReasonTooShort),
    ]
    for points, answer, error in cases:
        given = {published.numbers[number]: Decimal(value) for number, value in points.items()}
        with pytest.raises(error):
            uphold(appeal=row, points=given, answer=answer, by=world.district_head, at=NOW)
    assert Sheet.objects.filter(round=published.round).count() == 3


def test_dismissed_with_an_answer(published: Stage, world: World) -> None:
    row = object_to(published, world)
    with pytest.raises(ReasonTooShort, match="câu trả lời"):
        dismiss(appeal=row, answer="không", by=world.district_head, at=NOW)
    dismiss(appeal=row, answer="Minh chứng thuộc năm trước", by=world.district_head, at=NOW)
    with pytest.raises(MovedMeanwhile):
        take_back(appeal=row, by=world.school_head, at=NOW)
    assert published.sheet(world.school).state == SheetState.PUBLISHED


def test_one_appeal_waits_at_a_time(published: Stage, world: World) -> None:
    with pytest.raises(ReasonTooShort):
        object_to(published, world, words="sai")
    row = object_to(published, world)
    with pytest.raises(AppealWaits):
        object_to(published, world)
    take_back(appeal=row, by=world.school_head, at=NOW)
    row.refresh_from_db()
    assert row.state == AppealState.TAKEN_BACK
    object_to(published, world)


def test_the_tenth_day_after_publication_is_the_last(published: Stage, world: World) -> None:
    with pytest.raises(AppealsOver, match="hết ngày 02/12/2026"):
        object_to(published, world, at=LAST + timedelta(days=1))
    object_to(published, world, at=LAST)


def test_settled_when_the_days_are_over_and_all_is_answered(published: Stage, world: World) -> None:
    row = object_to(published, world)
    with pytest.raises(AppealsStillOpen, match="02/12/2026"):
        settle(round=published.round, by=world.district_head, at=LAST)
    after = LAST + timedelta(days=1)
    with pytest.raises(AppealsUnanswered, match="còn 1 khiếu nại"):
        settle(round=published.round, by=world.district_head, at=after)
    dismiss(appeal=row, answer="Minh chứng thuộc năm trước", by=world.district_head, at=after)
    settle(round=published.round, by=world.district_head, at=after)
    assert published.round.state == RoundState.SETTLED
    with pytest.raises(RoundElsewhere, match="Đã chốt"):
        object_to(published, world)


def test_nothing_is_settled_or_appealed_before_publication(stage: Stage, world: World) -> None:
    with pytest.raises(RoundElsewhere):
        settle(round=stage.round, by=world.district_head, at=NOW)
    with pytest.raises(RoundElsewhere):
        object_to(stage, world)
