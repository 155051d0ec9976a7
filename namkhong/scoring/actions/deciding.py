"""The council's or the superior's word: points changed with a reason, self-scoring closed, the round published."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.criteria.rules.totals import refusal
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import tell
from namkhong.people.models import Person, Post
from namkhong.people.states import PostKind
from namkhong.scoring import states
from namkhong.scoring.actions.grading import decide_grades
from namkhong.scoring.actions.holding import (
    ReasonTooShort,
    RoundElsewhere,
    WrongPoints,
    hold,
    marks_of,
    note,
    note_change,
    note_round,
    write,
)
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.frames import frame_of
from namkhong.scoring.rules.marking import SHORTEST_REASON, is_reason, needs_reason, standing
from namkhong.scoring.states import RoundState, SheetState, Step

OFFICERS = (PostKind.GRASSROOTS_OFFICER, PostKind.HEAD, PostKind.SUPERIOR_OFFICER, PostKind.SUPERIOR_HEAD)


class NotAllChecked(DomainError):
    sentence = (
        "Chưa công bố được: còn {count} phiếu chưa thẩm định xong. "
        "Hãy thẩm định xong, hoặc ghi lý do không xếp loại cho từng phiếu."
    )


def begin_deciding(*, round: Round, by: Person | None, at: datetime) -> None:
    """Close self-scoring; what was handed in is checked and decided. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.BEGIN_DECIDING, Round.objects.filter(pk=round.pk))
        note_round("score.begin_deciding", round, by, at)
    round.refresh_from_db()


def back_to_scoring(*, round: Round, by: Person | None, at: datetime) -> None:
    """Open self-scoring again. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.BACK_TO_SCORING, Round.objects.filter(pk=round.pk))
        note_round("score.back_to_scoring", round, by, at)
    round.refresh_from_db()


def decide(
    *, sheet: Sheet, criterion: int, points: Decimal, reason: str, revision: int, by: Person | None, at: datetime
) -> int:
    """Give a criterion other points than the checkers did, and why; returns the new revision of the mark.

    Raises: RoundElsewhere, SheetElsewhere, WrongPoints, ReasonTooShort, MarkedMeanwhile.
    """
    with transaction.atomic():
        row = hold(sheet.pk, rounds=[RoundState.DECIDING], sheets=[SheetState.CHECKED])
        frame, marks = frame_of(row.round.set_id), marks_of(row.pk)
        mark, leaf = marks[criterion], frame.leaves[criterion]
        if why := refusal(leaf.rule, points):
            raise WrongPoints(why=why)
        before = standing(mark)
        if not needs_reason(before, points):
            return mark.revision
        if not is_reason(reason):
            raise ReasonTooShort(least=SHORTEST_REASON)
        fresh = write(mark, revision, final_points=points, reason=reason.strip())
        mark.final_points = points
        note_change(mark, Step.DECIDE, before, points, by=by, at=at, reason=reason.strip())
        Sheet.objects.filter(pk=row.pk).update(final_total=frame.standing_total(marks.values()).total)
        note("score.decide_mark", row, by, at, criterion=leaf.number)
    return fresh


def unfinished(round: int) -> QuerySet[Sheet]:
    """Sheets that keep a round from being published."""
    rows = Sheet.objects.filter(round=round).exclude(state__in=[SheetState.CHECKED, SheetState.VOID])
    return rows.select_related("unit", "person").order_by("unit__search_name", "pk")


def publish(*, round: Round, by: Person | None, at: datetime) -> int:
    """Total, grade and publish every checked sheet at once; returns how many.

    Raises: NotAllChecked, RoundElsewhere, TiesOpen.

    The sheets are held first, so that what is being written on one of them is in its total.
    """
    with transaction.atomic():
        rows = Round.objects.filter(pk=round.pk, state__in=states.PUBLISH.frm)
        if not rows.exists():
            raise RoundElsewhere(title=round.title, state=round.get_state_display())
        held = Sheet.objects.filter(round=round.pk).select_for_update().order_by("pk")
        list(held.values_list("pk", flat=True))
        if count := unfinished(round.pk).count():
            raise NotAllChecked(count=count)
        decide_grades(round=round, by=by, at=at)
        make(states.PUBLISH, rows, published_on=at.date(), published_at=at, published_by=by)
        checked = Sheet.objects.filter(round=round.pk, state__in=states.PUBLISH_SHEET.frm)
        count = checked.update(state=states.PUBLISH_SHEET.to)
        note_round("score.publish", round, by, at, sheets=count)
        _tell_subjects(round, at)
    round.refresh_from_db()
    return count


def _tell_subjects(round: Round, at: datetime) -> None:
    """Tell everybody whose result was published: the people, or the officers of the units."""
    sheets = Sheet.objects.filter(round=round.pk, state=SheetState.PUBLISHED)
    people = set(sheets.filter(person__isnull=False).values_list("person", flat=True))
    units = sheets.filter(person=None).order_by().values("unit")
    posts = Post.objects.on(at.date()).filter(unit__in=units, kind__in=OFFICERS)
    people |= set(posts.order_by().values_list("person", flat=True))
    tell(
        people=people,
        kind="scoring_published",
        at=at,
        url=reverse("scoring:round", args=[round.pk]),
        facts={"title": round.title},
    )
