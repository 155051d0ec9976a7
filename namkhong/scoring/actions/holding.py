"""Holding a sheet while it is changed, and writing points so that nobody overwrites anybody and every change stays."""

from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db.models import F
from django.utils import timezone

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.foundation.numbers import show_decimal
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.people.queries import officers_of
from namkhong.scoring.models import Mark, MarkChange, Round, Sheet
from namkhong.scoring.states import RoundState, Step


class ScoringClosed(DomainError):
    sentence = "Đợt chấm này đã khóa phần tự chấm nên không ghi thêm được. Điểm bạn vừa nhập vẫn còn trên màn hình."


class RoundElsewhere(DomainError):
    sentence = "Đợt chấm “{title}” đang ở bước “{state}” nên không làm việc này được."


class SheetElsewhere(MovedMeanwhile):
    sentence = "Phiếu này đang ở tình trạng “{state}” nên không làm việc này được. Hãy tải lại trang."


class MarkedMeanwhile(DomainError):
    sentence = (
        "Trong lúc bạn nhập, {who} đã ghi {points} cho mục {number} lúc {when}. "
        "Phần bạn nhập vẫn còn trên màn hình: hãy xem rồi ghi lại nếu cần."
    )


class WrongPoints(DomainError):
    sentence = "Điểm không hợp lệ. {why}"


class ReasonTooShort(DomainError):
    sentence = "Hãy ghi rõ lý do thay đổi điểm (ít nhất {least} ký tự)."


def hold(sheet: int, *, rounds: Sequence[str], sheets: Sequence[str]) -> Sheet:
    """The sheet, held for this transaction, in one of these states of its round and of itself.

    Raises: ScoringClosed, RoundElsewhere, SheetElsewhere.
    """
    row = Sheet.objects.select_for_update(of=("self",)).select_related("round", "unit").get(pk=sheet)
    if row.round.state not in rounds:
        state = RoundState(row.round.state)
        if tuple(rounds) == (RoundState.SCORING,) and state != RoundState.PREPARING:
            raise ScoringClosed()
        raise RoundElsewhere(title=row.round.title, state=state.label)
    if row.state not in sheets:
        raise SheetElsewhere(state=row.get_state_display())
    return row


def marks_of(sheet: int) -> dict[int, Mark]:
    """The marks of a sheet by the number of the criterion."""
    return {row.criterion_id: row for row in Mark.objects.filter(sheet=sheet).order_by("pk")}


def write(mark: Mark, revision: int, **fields: Any) -> int:
    """Change a mark that nobody has changed since `revision`; returns the new revision. Raises: MarkedMeanwhile."""
    changed = Mark.objects.filter(pk=mark.pk, revision=revision).update(revision=F("revision") + 1, **fields)
    if changed != 1:
        raise _met(mark)
    return revision + 1


def _met(mark: Mark) -> MarkedMeanwhile:
    """Who wrote what in the meantime: the change written last, whatever the clocks of two servers say."""
    last = mark.changes.select_related("by").order_by("-pk").first()
    number = mark.criterion.number
    if last is None:
        return MarkedMeanwhile("Người khác vừa sửa mục {number}. Hãy xem bản mới rồi ghi lại.", number=number)
    return MarkedMeanwhile(
        who=last.by.full_name if last.by else "hệ thống",
        points="“chưa có điểm”" if last.after is None else f"{show_decimal(last.after)} điểm",
        number=number,
        when=f"{timezone.localtime(last.at):%H:%M}",
    )


def note_change(
    mark: Mark,
    step: Step,
    before: Decimal | None,
    after: Decimal | None,
    *,
    by: Person | None,
    at: datetime,
    reason: str = "",
) -> None:
    """Keep what was changed, for ever."""
    MarkChange.objects.create(mark=mark, step=step, before=before, after=after, reason=reason, at=at, by=by)


def note(verb: str, sheet: Sheet, by: Person | None, at: datetime, **facts: object) -> None:
    """An Event of a sheet."""
    record(
        verb=verb,
        subject_kind="sheet",
        subject_id=sheet.pk,
        at=at,
        by=by.pk if by else None,
        unit=sheet.unit_id,
        facts=facts,
    )


def note_round(verb: str, row: Round, by: Person | None, at: datetime, **facts: object) -> None:
    """An Event of a round."""
    record(
        verb=verb,
        subject_kind="round",
        subject_id=row.pk,
        at=at,
        by=by.pk if by else None,
        unit=row.unit_id,
        facts=facts,
    )


def scored_people(sheet: Sheet, at: datetime) -> list[int]:
    """Who is told about a sheet: the person it is about, or the officers of the unit."""
    if sheet.person_id is not None:
        return [sheet.person_id]
    return officers_of(sheet.unit_id, at.date())
