"""What checkers do: let points stand, change them with a reason, give a sheet back, finish, go back a change."""

from collections.abc import Collection
from datetime import datetime
from decimal import Decimal
from typing import Final

from django.db import transaction
from django.db.models import F
from django.urls import reverse

from namkhong.criteria.rules.totals import refusal
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import tell
from namkhong.people.models import Person
from namkhong.scoring import states
from namkhong.scoring.actions.holding import (
    ReasonTooShort,
    WrongPoints,
    hold,
    marks_of,
    note,
    note_change,
    scored_people,
    write,
)
from namkhong.scoring.models import Mark, MarkChange, Sheet
from namkhong.scoring.queries.frames import frame_of
from namkhong.scoring.rules.marking import CHECKING, SHORTEST_REASON, checkable, is_reason, needs_reason
from namkhong.scoring.states import RoundState, SheetState, Step


class NothingNamed(DomainError):
    sentence = "Hãy chọn ít nhất một mục cần làm lại."


class NotReopened(DomainError):
    sentence = "Mục {number} do hệ thống tự tính, không trả lại cho đơn vị chấm được. Hãy tự quyết định điểm mục này."


class Unchecked(DomainError):
    sentence = "Còn {count} mục chưa thẩm định: {numbers}. Hãy giữ nguyên hoặc ghi điểm cho từng mục."

    def __init__(self, missing: tuple[str, ...]) -> None:
        self.missing = missing
        super().__init__(count=len(missing), numbers=", ".join(missing))


class NotTheLast(DomainError):
    sentence = "Mục này đã được sửa tiếp sau thay đổi đó nên không hoàn tác được nữa."


def check(
    *, sheet: Sheet, criterion: int, points: Decimal, reason: str, revision: int, by: Person | None, at: datetime
) -> int:
    """Let a criterion's points stand or change them; returns the new revision of the mark.

    Raises: RoundElsewhere, SheetElsewhere, WrongPoints, ReasonTooShort, MarkedMeanwhile.
    """
    with transaction.atomic():
        row = hold(sheet.pk, rounds=CHECKING, sheets=[SheetState.SUBMITTED])
        mark, leaf = marks_of(row.pk)[criterion], frame_of(row.round.set_id).leaves[criterion]
        if why := refusal(leaf.rule, points):
            raise WrongPoints(why=why)
        before = checkable(mark)
        if needs_reason(before, points) and not is_reason(reason):
            raise ReasonTooShort(least=SHORTEST_REASON)
        if points == mark.checked_points:
            return mark.revision
        why = reason.strip() if needs_reason(before, points) else ""
        fresh = write(mark, revision, checked_points=points, reason=why)
        note_change(mark, Step.CHECK, before, points, by=by, at=at, reason=why)
        note("score.check_mark", row, by, at, criterion=leaf.number)
    return fresh


def keep_rest(*, sheet: Sheet, offices: Collection[int], by: Person | None, at: datetime) -> int:
    """Let everything stand that nobody has checked yet; returns how many.

    What a criterion leaves to an office waits for it, unless it is one of the checker's own `offices`.
    Raises: RoundElsewhere, SheetElsewhere.
    """
    with transaction.atomic():
        row = hold(sheet.pk, rounds=CHECKING, sheets=[SheetState.SUBMITTED])
        leaves = frame_of(row.round.set_id).leaves
        rest = [
            mark
            for pk, mark in marks_of(row.pk).items()
            if mark.checked_points is None
            and mark.self_points is not None
            and (leaves[pk].checker is None or leaves[pk].checker in offices)
        ]
        keep(rest, by, at)
        note("score.keep_rest", row, by, at, marks=len(rest))
    return len(rest)


def keep(marks: list[Mark], by: Person | None, at: datetime) -> None:
    """Let the subject's own points of these marks stand."""
    rows = Mark.objects.filter(pk__in=[mark.pk for mark in marks])
    rows.update(checked_points=F("self_points"), reason="", revision=F("revision") + 1)
    MarkChange.objects.bulk_create(
        MarkChange(mark=mark, step=Step.CHECK, before=mark.self_points, after=mark.self_points, at=at, by=by)
        for mark in marks
    )


def return_(*, sheet: Sheet, criteria: Collection[int], reason: str, by: Person | None, at: datetime) -> None:
    """Give a sheet back; only the criteria named are open again.

    Raises: NothingNamed, NotReopened, ReasonTooShort, ScoringClosed, SheetElsewhere.
    """
    if not criteria:
        raise NothingNamed()
    if not is_reason(reason):
        raise ReasonTooShort("Hãy ghi rõ cần làm lại gì (ít nhất {least} ký tự).", least=SHORTEST_REASON)
    with transaction.atomic():
        row = hold(sheet.pk, rounds=[RoundState.SCORING], sheets=states.RETURN.frm)
        leaves, marks = frame_of(row.round.set_id).leaves, marks_of(row.pk)
        if wrong := [leaves[pk].number for pk in criteria if leaves[pk].measured]:
            raise NotReopened(number=wrong[0])
        named = [marks[pk] for pk in sorted(criteria)]
        _drop_decided(row.pk, by, at)
        Mark.objects.filter(sheet=row.pk, reopened=True).update(reopened=False)
        Mark.objects.filter(pk__in=[mark.pk for mark in named]).update(
            reopened=True, checked_points=None, reason="", revision=F("revision") + 1
        )
        for mark in named:
            note_change(mark, Step.CHECK, checkable(mark), None, by=by, at=at, reason=reason.strip())
        rows = Sheet.objects.filter(pk=row.pk)
        make(states.RETURN, rows, reason=reason.strip(), **_UNCHECKED)
        numbers = [leaves[mark.criterion_id].number for mark in named]
        note("score.return", row, by, at, criteria=numbers)
        tell(
            people=scored_people(row, at),
            kind="score_returned",
            at=at,
            url=reverse("scoring:sheet", args=[row.pk]),
            facts={"title": row.round.title, "reason": reason.strip(), "criteria": ", ".join(numbers)},
        )


def finish(*, sheet: Sheet, by: Person | None, at: datetime) -> None:
    """The check of a sheet is done. Raises: Unchecked, RoundElsewhere, SheetElsewhere."""
    with transaction.atomic():
        row = hold(sheet.pk, rounds=CHECKING, sheets=[SheetState.SUBMITTED])
        frame, marks = frame_of(row.round.set_id), marks_of(row.pk)
        if missing := tuple(leaf.number for pk, leaf in frame.leaves.items() if marks[pk].checked_points is None):
            raise Unchecked(missing)
        checked = frame.total({pk: mark.checked_points for pk, mark in marks.items()})
        make(states.CHECK, Sheet.objects.filter(pk=row.pk), checked_total=checked.total, checked_at=at, checked_by=by)
        Mark.objects.filter(sheet=row.pk, reopened=True).update(reopened=False)
        note("score.check", row, by, at)


def check_again(*, sheet: Sheet, by: Person | None, at: datetime) -> None:
    """Open the check of a sheet again; what the council changed in it falls away.

    Raises: RoundElsewhere, SheetElsewhere.
    """
    with transaction.atomic():
        row = hold(sheet.pk, rounds=CHECKING, sheets=[SheetState.CHECKED])
        _drop_decided(row.pk, by, at)
        make(states.CHECK_AGAIN, Sheet.objects.filter(pk=row.pk), **_UNCHECKED)
        note("score.check_again", row, by, at)


def _drop_decided(sheet: int, by: Person | None, at: datetime) -> None:
    """Points of the council rest on what was checked; with that they fall."""
    for mark in marks_of(sheet).values():
        if mark.final_points is not None:
            write(mark, mark.revision, final_points=None)
            note_change(mark, Step.DECIDE, mark.final_points, mark.checked_points, by=by, at=at, reason=AGAIN)


_UNCHECKED: Final[dict[str, None]] = dict.fromkeys(("checked_total", "final_total", "checked_at", "checked_by"))
AGAIN = "Mở lại để thẩm định tiếp"


def undo(*, change: MarkChange, by: Person | None, at: datetime) -> int:
    """Go back a change of a checker: a change of its own, with the reason of the one it takes back.

    Raises: NotTheLast, RoundElsewhere, SheetElsewhere.
    """
    mark = change.mark
    with transaction.atomic():
        row = hold(mark.sheet_id, rounds=CHECKING, sheets=[SheetState.SUBMITTED])
        mark = marks_of(row.pk)[mark.criterion_id]
        last = mark.changes.filter(step=Step.CHECK).order_by("-pk").first()
        if last is None or last.pk != change.pk or change.after is None:
            raise NotTheLast()
        earlier = mark.changes.filter(step=Step.CHECK, pk__lt=change.pk).order_by("-pk").first()
        checked = change.before if earlier is not None and earlier.after is not None else None
        why = f"Hoàn tác: {change.reason}"[:500] if change.reason else "Hoàn tác"
        fresh = write(mark, mark.revision, checked_points=checked, reason=why if checked is not None else "")
        note_change(mark, Step.CHECK, change.after, checked, by=by, at=at, reason=why)
        note("score.undo", row, by, at)
    return fresh
