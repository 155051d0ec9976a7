"""Sheets of units that a reorganisation ends are left out of their rounds; what was published stays as it is."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from namkhong.foundation.days import show_day
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.people.queries.following import ended_by
from namkhong.scoring import states
from namkhong.scoring.models import Sheet, SheetMove
from namkhong.scoring.queries.following import unfinished_of


def follow(*, batch: int, effective_on: date, by: Person | None, at: datetime) -> None:
    """Leave out the unpublished sheets of units that ended; their successors are taken in by whoever runs the round."""
    reason = f"Đơn vị kết thúc theo sắp xếp từ ngày {show_day(effective_on)}."
    with transaction.atomic():
        rows = unfinished_of(ended_by(batch).values("pk"))
        moves = [
            SheetMove(batch_id=batch, sheet_id=pk, state=state, reason=before)
            for pk, state, before in rows.order_by("pk").values_list("pk", "state", "reason")
        ]
        SheetMove.objects.bulk_create(moves, batch_size=1000)
        moved = Sheet.objects.filter(pk__in=SheetMove.objects.filter(batch=batch).values("sheet"))
        moved.update(state=states.LEAVE_OUT.to, reason=reason)
        _record("score.follow", batch, len(moves), by, at)


def unfollow(*, batch: int, by: Person | None, at: datetime) -> None:
    """Take back exactly what `follow` did; ask `queries.acted_on` first whether that is still possible."""
    with transaction.atomic():
        moves = SheetMove.objects.filter(batch=batch)
        before = moves.filter(sheet=OuterRef("pk"))
        count = Sheet.objects.filter(pk__in=moves.values("sheet")).update(
            state=Subquery(before.values("state")[:1]), reason=Subquery(before.values("reason")[:1])
        )
        moves.delete()
        _record("score.unfollow", batch, count, by, at)


def _record(verb: str, batch: int, sheets: int, by: Person | None, at: datetime) -> None:
    person = by.pk if by else None
    record(verb=verb, subject_kind="batch", subject_id=batch, at=at, by=person, facts={"sheets": sheets})
