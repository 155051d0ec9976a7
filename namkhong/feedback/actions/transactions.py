"""Stating how many results a unit returned on which day, and when its counters are open."""

from collections.abc import Mapping
from datetime import date, datetime

from django.db import transaction

from namkhong.feedback.models import Transactions, WorkingHours
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.units.models import Unit


class NotYet(DomainError):
    sentence = "Chưa đến ngày {day}, nên chưa có số kết quả đã trả của ngày đó."


@transaction.atomic
def state_transactions(*, unit: Unit, counts: Mapping[date, int | None], by: Person | None, at: datetime) -> list[date]:
    """Results returned by day, None for not known; the days on which that is another number than before.

    Raises: NotYet for a day that has not come.
    """
    if late := [day for day in counts if day > at.date()]:
        raise NotYet(day=f"{min(late):%d/%m/%Y}")
    rows = Transactions.objects.filter(unit=unit, day__in=list(counts))
    before = dict(rows.order_by("day").values_list("day", "count"))
    changed = sorted(day for day, count in counts.items() if before.get(day) != count)
    rows.filter(day__in=changed).delete()
    Transactions.objects.bulk_create(
        Transactions(unit=unit, day=day, count=count, entered_at=at, entered_by=by)
        for day in changed
        if (count := counts[day]) is not None
    )
    if changed:
        facts = {"days": len(changed), "from": changed[0].isoformat(), "to": changed[-1].isoformat()}
        _record("transactions.state", unit, by, at, facts)
    return changed


@transaction.atomic
def state_working_hours(*, unit: Unit, opens: int, closes: int, by: Person | None, at: datetime) -> None:
    """From which hour to which the counters of a unit are open; 0 to 24 for day and night."""
    WorkingHours.objects.update_or_create(unit=unit, defaults={"opens": opens, "closes": closes})
    _record("transactions.hours", unit, by, at, {"opens": opens, "closes": closes})


def _record(verb: str, unit: Unit, by: Person | None, at: datetime, facts: Mapping[str, object]) -> None:
    whom = by.pk if by else None
    record(verb=verb, subject_kind="unit", subject_id=unit.pk, unit=unit.pk, at=at, by=whom, facts=facts)
