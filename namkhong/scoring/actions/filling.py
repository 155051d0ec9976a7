"""What the subject of a sheet writes: points, a note, evidence; handing in and taking back."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from namkhong.criteria.rules.totals import refusal
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import tell
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.people.queries import officers_of
from namkhong.scoring import states
from namkhong.scoring.actions.holding import WrongPoints, hold, marks_of, note, note_change, write
from namkhong.scoring.models import Mark, MarkChange, MarkEvidence, Sheet
from namkhong.scoring.queries.frames import Frame, frame_of
from namkhong.scoring.rules.marking import SELF_SCORING, recallable, writable
from namkhong.scoring.states import RoundState, SheetState, Step
from namkhong.units.queries import parent


class FilledBySystem(DomainError):
    sentence = "Mục {number} do hệ thống tự tính nên không nhập điểm được."


class NotAskedAgain(DomainError):
    sentence = "Phiếu bị trả lại chỉ để sửa những mục được nêu. Mục {number} không nằm trong số đó."


class Incomplete(DomainError):
    sentence = "Còn {count} mục chưa có điểm: {numbers}. Không đạt thì ghi 0, đừng để trống."

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(count=len(missing), numbers=", ".join(missing))


class BeingChecked(DomainError):
    sentence = "Cấp trên đã bắt đầu thẩm định phiếu này nên không rút về được nữa."


@dataclass(frozen=True, slots=True)
class Entry:
    """What a subject says of one criterion; empty points mean not scored yet."""

    points: Decimal | None
    words: str = ""


def fill(*, sheet: Sheet, criterion: int, entry: Entry, revision: int, by: Person | None, at: datetime) -> int:
    """Write the subject's own points of one criterion; returns the new revision of the mark.

    What stands there already is not written again, whatever the revision.
    Raises: ScoringClosed, SheetElsewhere, FilledBySystem, NotAskedAgain, WrongPoints, MarkedMeanwhile.
    """
    with transaction.atomic():
        row = hold(sheet.pk, rounds=[RoundState.SCORING], sheets=SELF_SCORING)
        marks = marks_of(row.pk)
        mark, leaf = marks[criterion], frame_of(row.round.set_id).leaves[criterion]
        points = mark.self_points if leaf.measured else entry.points
        if leaf.measured and entry.points not in (None, points):
            raise FilledBySystem(number=leaf.number)
        if (points, entry.words) == (mark.self_points, mark.note):
            return mark.revision
        if not writable(mark, marks.values()):
            raise NotAskedAgain(number=leaf.number)
        if points is not None and not leaf.measured and (why := refusal(leaf.rule, points)):
            raise WrongPoints(why=why)
        fresh = write(mark, revision, self_points=points, note=entry.words)
        if points != mark.self_points:
            note_change(mark, Step.SELF, mark.self_points, points, by=by, at=at)
        note("score.fill", row, by, at, criterion=leaf.number)
    return fresh


def attach(*, sheet: Sheet, criterion: int, file: StoredFile, by: Person | None, at: datetime) -> MarkEvidence:
    """Add a file that backs a criterion up. Raises: ScoringClosed, SheetElsewhere, NotAskedAgain."""
    with transaction.atomic():
        mark = _held_mark(sheet, criterion)
        row = MarkEvidence.objects.create(mark=mark, file=file, added_at=at, added_by=by)
        note("score.attach", sheet, by, at, file=file.pk)
    return row


def detach(*, evidence: MarkEvidence, by: Person | None, at: datetime) -> None:
    """Take a file away again; it stays, marked. Raises: ScoringClosed, SheetElsewhere, NotAskedAgain."""
    with transaction.atomic():
        mark = evidence.mark
        _held_mark(mark.sheet, mark.criterion_id)
        MarkEvidence.objects.filter(pk=evidence.pk, withdrawn_at=None).update(withdrawn_at=at)
        note("score.detach", mark.sheet, by, at, file=evidence.file_id)


def _held_mark(sheet: Sheet, criterion: int) -> Mark:
    row = hold(sheet.pk, rounds=[RoundState.SCORING], sheets=SELF_SCORING)
    marks = marks_of(row.pk)
    if not writable(marks[criterion], marks.values()):
        raise NotAskedAgain(number=marks[criterion].criterion.number)
    return marks[criterion]


def submit(*, sheet: Sheet, by: Person | None, at: datetime) -> None:
    """Hand the sheet in. Bonuses and minuses left empty are 0: nothing is claimed.

    Raises: ScoringClosed, SheetElsewhere, Incomplete.
    """
    with transaction.atomic():
        row = hold(sheet.pk, rounds=[RoundState.SCORING], sheets=SELF_SCORING)
        frame, marks = frame_of(row.round.set_id), marks_of(row.pk)
        if missing := not_scored(frame, marks):
            raise Incomplete(missing)
        _claim_nothing(frame, marks, by, at)
        own = frame.total({pk: mark.self_points for pk, mark in marks.items()})
        rows = Sheet.objects.filter(pk=row.pk)
        make(states.SUBMIT, rows, self_total=own.total, submitted_at=at, submitted_by=by)
        note("score.submit", row, by, at)
        _tell_checkers(row, at)


def not_scored(frame: Frame, marks: dict[int, Mark]) -> tuple[str, ...]:
    """Numbers of criteria that the subject must score and has not."""
    return tuple(
        leaf.number
        for pk, leaf in frame.leaves.items()
        if not leaf.measured and not leaf.extra and marks[pk].self_points is None
    )


def _claim_nothing(frame: Frame, marks: dict[int, Mark], by: Person | None, at: datetime) -> None:
    empty = [marks[pk] for pk, leaf in frame.leaves.items() if leaf.extra and marks[pk].self_points is None]
    nothing = Decimal(0)
    for mark in empty:
        mark.self_points = nothing
    Mark.objects.filter(pk__in=[mark.pk for mark in empty]).update(self_points=nothing, revision=F("revision") + 1)
    MarkChange.objects.bulk_create(
        MarkChange(mark=mark, step=Step.SELF, before=None, after=nothing, at=at, by=by) for mark in empty
    )


def _tell_checkers(sheet: Sheet, at: datetime) -> None:
    """The officers of the unit right above; of a person's sheet those of the unit, except the person."""
    if sheet.person_id is not None:
        people = set(officers_of(sheet.unit_id, at.date())) - {sheet.person_id}
    else:
        above = parent(sheet.unit_id, sheet.round.line, at.date())
        people = set(officers_of(above.pk, at.date())) if above else set()
    tell(
        people=people,
        kind="score_submitted",
        at=at,
        url=reverse("scoring:check", args=[sheet.pk]),
        facts={"unit": sheet.unit_id, "title": sheet.round.title},
    )


def recall(*, sheet: Sheet, by: Person | None, at: datetime) -> None:
    """Take back what was handed in, while nobody has begun to check it. Raises: ScoringClosed, BeingChecked, ..."""
    with transaction.atomic():
        row = hold(sheet.pk, rounds=[RoundState.SCORING], sheets=[SheetState.SUBMITTED])
        if not recallable(marks_of(row.pk).values()):
            raise BeingChecked()
        make(states.RECALL, Sheet.objects.filter(pk=row.pk), submitted_at=None, submitted_by=None, self_total=None)
        note("score.recall", row, by, at)
