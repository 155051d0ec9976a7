"""Appeals against a published sheet: made, taken back, answered; an upheld one makes the next revision of the sheet."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.urls import reverse

from namkhong.criteria.models import Criterion
from namkhong.criteria.rules.totals import refusal
from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import Move, make
from namkhong.journal.actions import tell
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.people.policies import who_may
from namkhong.people.rules import Verb
from namkhong.scoring import states
from namkhong.scoring.actions.grading import grade_again
from namkhong.scoring.actions.holding import (
    ReasonTooShort,
    RoundElsewhere,
    WrongPoints,
    hold,
    marks_of,
    note,
    note_change,
    note_round,
    scored_people,
)
from namkhong.scoring.models import Appeal, Mark, MarkEvidence, Round, Sheet
from namkhong.scoring.queries.frames import frame_of
from namkhong.scoring.rules.marking import SHORTEST_REASON, Window, is_reason, standing
from namkhong.scoring.states import AppealState, RoundState, SheetState, Step


class AppealsOver(DomainError):
    sentence = "Thời hạn khiếu nại đã hết ngày {last_day}."


class AppealWaits(DomainError):
    sentence = "Phiếu này đang có một khiếu nại chờ trả lời."


class NothingChanged(DomainError):
    sentence = "Chấp nhận khiếu nại thì phải sửa điểm ít nhất một mục. Nếu điểm không đổi, hãy chọn không chấp nhận."


class NotAppealed(DomainError):
    sentence = "Khiếu nại chỉ nêu mục {number} nên chỉ sửa được điểm mục đó."


class AppealsStillOpen(DomainError):
    sentence = "Chưa chốt được: thời hạn khiếu nại còn đến hết ngày {last_day}."


class AppealsUnanswered(DomainError):
    sentence = "Chưa chốt được: còn {count} khiếu nại chưa trả lời."


@dataclass(frozen=True, slots=True)
class AppealDraft:
    """What a subject objects to; no criterion means the whole result."""

    words: str
    criterion: Criterion | None = None
    evidence: StoredFile | None = None


def window_of(row: Round) -> Window | None:
    """The days of appeals of a round; None before it is published."""
    return Window(row.published_on, row.appeal_days) if row.published_on else None


def appeal(*, sheet: Sheet, draft: AppealDraft, by: Person, at: datetime) -> Appeal:
    """Object to a published sheet. Raises: ReasonTooShort, AppealsOver, AppealWaits, RoundElsewhere, SheetElsewhere."""
    if not is_reason(draft.words):
        raise ReasonTooShort("Hãy ghi rõ khiếu nại điều gì, vì sao (ít nhất {least} ký tự).", least=SHORTEST_REASON)
    with transaction.atomic():
        row = hold(sheet.pk, rounds=[RoundState.PUBLISHED], sheets=[SheetState.PUBLISHED])
        window = window_of(row.round)
        if window is not None and not window.is_open(at.date()):
            raise AppealsOver(last_day=show_day(window.last_day))
        if Appeal.objects.filter(sheet=row.pk, state=AppealState.WAITING).exists():
            raise AppealWaits()
        made = Appeal.objects.create(
            sheet=row,
            criterion=draft.criterion,
            words=draft.words.strip(),
            evidence=draft.evidence,
            made_at=at,
            made_by=by,
        )
        note("score.appeal", row, by, at)
        _tell_deciders(made, row, at)
    return made


def _tell_deciders(made: Appeal, sheet: Sheet, at: datetime) -> None:
    tell(
        people=set(who_may(Verb.DECIDE_SCORES, sheet.round.unit_id, at.date())) - {sheet.person_id},
        kind="appeal_made",
        at=at,
        url=reverse("scoring:appeal", args=[made.pk]),
        facts={"unit": sheet.unit_id, "title": sheet.round.title},
    )


def take_back(*, appeal: Appeal, by: Person, at: datetime) -> None:
    """Withdraw an appeal that waits. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.TAKE_BACK, Appeal.objects.filter(pk=appeal.pk))
        note("score.take_appeal_back", appeal.sheet, by, at)


def dismiss(*, appeal: Appeal, answer: str, by: Person, at: datetime) -> None:
    """The result stands, and why. Raises: ReasonTooShort, MovedMeanwhile."""
    _check_answer(answer)
    with transaction.atomic():
        _answer(states.DISMISS, appeal, answer, by, at)
        note("score.dismiss_appeal", appeal.sheet, by, at)


def uphold(*, appeal: Appeal, points: Mapping[int, Decimal], answer: str, by: Person, at: datetime) -> Sheet:
    """Change points by the number of the criterion: a new revision takes the sheet's place, the old one stays readable.

    Raises: ReasonTooShort, NotAppealed, WrongPoints, NothingChanged, RoundElsewhere, SheetElsewhere, MovedMeanwhile.
    """
    _check_answer(answer)
    with transaction.atomic():
        old = hold(appeal.sheet_id, rounds=[RoundState.PUBLISHED], sheets=[SheetState.PUBLISHED])
        changes = _changes(appeal, old, points)
        _answer(states.UPHOLD, appeal, answer, by, at)
        new = _next_revision(old)
        marks = marks_of(new.pk)
        for criterion, given in changes.items():
            mark, before = marks[criterion], standing(marks[criterion])
            Mark.objects.filter(pk=mark.pk).update(final_points=given, reason=answer.strip()[:500])
            note_change(mark, Step.APPEAL, before, given, by=by, at=at, reason=answer.strip()[:500])
        grade_again(sheet=new, by=by, at=at)
        make(states.SUPERSEDE, Sheet.objects.filter(pk=old.pk))
        make(states.PUBLISH_SHEET, Sheet.objects.filter(pk=new.pk))
        note("score.uphold_appeal", new, by, at, revision=new.revision)
    new.refresh_from_db()
    return new


def _check_answer(answer: str) -> None:
    if not is_reason(answer):
        raise ReasonTooShort("Hãy ghi rõ câu trả lời (ít nhất {least} ký tự).", least=SHORTEST_REASON)


def _answer(step: Move, row: Appeal, answer: str, by: Person, at: datetime) -> None:
    """Close an appeal and tell the subject."""
    make(step, Appeal.objects.filter(pk=row.pk), answer=answer.strip(), answered_at=at, answered_by=by)
    tell(
        people=scored_people(row.sheet, at),
        kind="appeal_answered",
        at=at,
        url=reverse("scoring:appeal", args=[row.pk]),
        facts={"title": row.sheet.round.title},
    )


def _changes(row: Appeal, sheet: Sheet, points: Mapping[int, Decimal]) -> dict[int, Decimal]:
    """Points that differ from those published."""
    leaves, marks = frame_of(sheet.round.set_id).leaves, marks_of(sheet.pk)
    changes = {pk: given for pk, given in points.items() if given != standing(marks[pk])}
    for pk, given in changes.items():
        if row.criterion_id not in (None, pk):
            raise NotAppealed(number=leaves[row.criterion_id].number)  # type: ignore[index]
        if why := refusal(leaves[pk].rule, given):
            raise WrongPoints(why=why)
    if not changes:
        raise NothingChanged()
    return changes


def _next_revision(old: Sheet) -> Sheet:
    """A copy of a sheet with its marks and evidence, ready to be changed."""
    new = Sheet.objects.get(pk=old.pk)
    new.pk, new._state.adding = None, True
    new.revision, new.state = old.revision + 1, SheetState.CHECKED
    new.save(force_insert=True)
    rows = list(Mark.objects.filter(sheet=old.pk).order_by("pk"))
    before = [row.pk for row in rows]
    for row in rows:
        row.pk, row.sheet_id, row._state.adding = None, new.pk, True
    Mark.objects.bulk_create(rows)
    copies = dict(zip(before, rows, strict=True))
    held = MarkEvidence.objects.filter(mark__in=before).order_by("pk")
    MarkEvidence.objects.bulk_create(
        MarkEvidence(
            mark=copies[row.mark_id],
            file_id=row.file_id,
            added_at=row.added_at,
            added_by_id=row.added_by_id,
            withdrawn_at=row.withdrawn_at,
        )
        for row in held
    )
    return Sheet.objects.select_related("round").get(pk=new.pk)


def settle(*, round: Round, by: Person | None, at: datetime) -> None:
    """The results are final: the days of appeals are over and every one is answered.

    Raises: AppealsStillOpen, AppealsUnanswered, RoundElsewhere, MovedMeanwhile.
    """
    window = window_of(round)
    if window is None:
        raise RoundElsewhere(title=round.title, state=round.get_state_display())
    if window.is_open(at.date()):
        raise AppealsStillOpen(last_day=show_day(window.last_day))
    with transaction.atomic():
        if count := Appeal.objects.filter(sheet__round=round.pk, state=AppealState.WAITING).count():
            raise AppealsUnanswered(count=count)
        make(states.SETTLE, Round.objects.filter(pk=round.pk))
        note_round("score.settle", round, by, at)
    round.refresh_from_db()
