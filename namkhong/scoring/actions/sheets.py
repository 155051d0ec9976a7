"""Leaving a subject out of a round, and taking it in again."""

from datetime import datetime

from django.db import transaction
from django.db.models import F

from namkhong.foundation.moves import make
from namkhong.people.models import Person
from namkhong.scoring import states
from namkhong.scoring.actions.holding import ReasonTooShort, hold, marks_of, note, note_change
from namkhong.scoring.models import Mark, Sheet
from namkhong.scoring.rules.marking import CHECKING, SHORTEST_REASON, is_reason
from namkhong.scoring.states import RoundState, SheetState, Step


def leave_out(*, sheet: Sheet, reason: str, by: Person | None, at: datetime) -> None:
    """A subject is not graded this time, and why. Raises: ReasonTooShort, RoundElsewhere, SheetElsewhere."""
    if not is_reason(reason):
        raise ReasonTooShort("Hãy ghi rõ vì sao không xếp loại (ít nhất {least} ký tự).", least=SHORTEST_REASON)
    with transaction.atomic():
        row = hold(sheet.pk, rounds=CHECKING, sheets=states.LEAVE_OUT.frm)
        make(states.LEAVE_OUT, Sheet.objects.filter(pk=row.pk), reason=reason.strip())
        note("score.leave_out", row, by, at)


def take_in(*, sheet: Sheet, by: Person | None, at: datetime) -> None:
    """Undo `leave_out`: its own points are there, the rest begins anew. Raises: ScoringClosed, SheetElsewhere."""
    with transaction.atomic():
        row = hold(sheet.pk, rounds=[RoundState.SCORING], sheets=[SheetState.VOID])
        for mark in marks_of(row.pk).values():
            if mark.checked_points is not None:
                note_change(mark, Step.CHECK, mark.checked_points, None, by=by, at=at, reason=ANEW)
        Mark.objects.filter(sheet=row.pk).update(
            checked_points=None, final_points=None, reason="", reopened=False, revision=F("revision") + 1
        )
        make(
            states.TAKE_IN,
            Sheet.objects.filter(pk=row.pk),
            reason="",
            submitted_at=None,
            submitted_by=None,
            checked_at=None,
            checked_by=None,
            self_total=None,
            checked_total=None,
            final_total=None,
        )
        note("score.take_in", row, by, at)


ANEW = "Đưa lại vào đợt chấm, làm lại từ đầu"
