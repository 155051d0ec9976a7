"""Reports follow their units through a reorganisation: what waits to be judged finds its new receiver."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.reports.models import Rerouting, Return
from namkhong.reports.queries.following import reroutings


def follow(*, batch: int, effective_on: date, by: Person | None, at: datetime) -> None:
    """Lead returns that wait to those who receive them from `effective_on` on; accepted ones are left as they are.

    What was accepted in a running period by a unit that ended before summing it up is noted down for its successor.
    To be called after units and campaigns have followed.
    """
    with transaction.atomic():
        found = reroutings(batch, effective_on)
        rows = [
            Rerouting(
                batch_id=batch, sheet_id=row.sheet, from_unit_id=row.from_unit, to_unit_id=row.to_unit, moved=row.moved
            )
            for row in found
        ]
        Rerouting.objects.bulk_create(rows, batch_size=2000)
        count = _receive(batch, "to_unit")
        facts = {"moved": count, "counted": len(rows) - count}
        record(
            verb="report.follow", subject_kind="batch", subject_id=batch, at=at, by=by.pk if by else None, facts=facts
        )


def unfollow(*, batch: int, by: Person | None, at: datetime) -> None:
    """Take back exactly what `follow` did; ask `queries.acted_on` first whether that is still possible."""
    with transaction.atomic():
        count = _receive(batch, "from_unit")
        Rerouting.objects.filter(batch=batch).delete()
        record(
            verb="report.unfollow",
            subject_kind="batch",
            subject_id=batch,
            at=at,
            by=by.pk if by else None,
            facts={"moved": count},
        )


def _receive(batch: int, whom: str) -> int:
    """One statement: the returns that a batch moves wait for one of the two units of their rerouting."""
    moved = Rerouting.objects.filter(batch=batch, moved=True)
    receiver = moved.filter(sheet=OuterRef("pk")).values(whom)[:1]
    return Return.objects.filter(pk__in=moved.values("sheet")).update(to_unit=Subquery(receiver))
