"""Taking a loaded list back, as long as nobody has built on it."""

from datetime import datetime

from django.db import IntegrityError, connection, transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import mark_undone, record
from namkhong.journal.queries import events_of
from namkhong.people.actions import enrolling
from namkhong.people.actions.enrolling import Before
from namkhong.rosters.actions.founding import unfound, units_used_since
from namkhong.rosters.models import Overwritten, Roster
from namkhong.rosters.queries import overwritten_later
from namkhong.rosters.states import UNDO, RosterKind

PIECE = 5_000


class UsedSince(DomainError):
    sentence = "Không hoàn tác được nữa: {reason} Hãy sửa từng người, hoặc nạp một danh sách mới."


def why_not(roster: Roster) -> str:
    """Why a loaded list cannot be taken back, in a sentence; "" where it can."""
    if roster.batch_id is None:
        return ""
    if roster.kind == RosterKind.UNITS:
        return units_used_since(roster.batch_id)
    if overwritten_later(roster.batch_id):
        return "Một danh sách nạp sau đã sửa thông tin của những người này."
    changed = Overwritten.objects.filter(batch=roster.batch_id).values("person")
    began = events_of("roster", roster.pk).filter(verb="roster.begin").order_by("-pk").values_list("pk", flat=True)
    return enrolling.used_since(roster.batch_id, changed=changed, after=began.first() or 0)


def undo(*, roster: Roster, by: int, at: datetime) -> None:
    """Take the whole list back. Raises: UsedSince, MovedMeanwhile."""
    reason = why_not(roster)
    if reason:
        raise UsedSince(reason=reason)
    try:
        with transaction.atomic():
            make(UNDO, Roster.objects.filter(pk=roster.pk), undone_at=at)
            take_back(roster, by=by, at=at)
            # Whoever points at a person who has gone is found here, and not after the answer was given.
            connection.check_constraints()
            record(
                verb="roster.undo",
                subject_kind="roster",
                subject_id=roster.pk,
                at=at,
                by=by,
                unit=roster.kept_by_id,
            )
    except IntegrityError:
        raise UsedSince(reason="Đã có dữ liệu khác gắn với người trong danh sách.") from None
    roster.refresh_from_db()


def take_back(roster: Roster, *, by: int, at: datetime) -> None:
    """What a list began goes, what it ended or changed is as before. Inside a transaction."""
    assert roster.batch_id is not None
    if roster.kind == RosterKind.UNITS:
        unfound(batch=roster.batch_id)
    else:
        rows = Overwritten.objects.filter(batch=roster.batch_id).order_by("pk")
        before = [
            Before(
                row.person_id,
                row.full_name,
                row.employment_id,
                row.position,
                _bytes(row.sealed),
                _bytes(row.identity_mark),
                _bytes(row.phone_mark),
            )
            for row in rows.iterator(chunk_size=PIECE)
        ]
        rows.delete()
        enrolling.take_back(batch=roster.batch_id, before=before)
    mark_undone(batch=roster.batch_id, by=by, at=at)


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)
