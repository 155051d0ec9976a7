"""Duties to explain and mend: opened for a finished month, written by the unit, judged by the unit above."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.feedback.queries.coded import DeskDay, coded_counts, low_days
from namkhong.feedback.rules.counts import Counts
from namkhong.foundation.days import IsWorkingDay
from namkhong.foundation.errors import DomainError
from namkhong.foundation.months import month_of
from namkhong.foundation.moves import make
from namkhong.foundation.periods import month_period
from namkhong.journal.actions import record_each, tell, tell_each
from namkhong.people.models import Person
from namkhong.people.queries import officers_of_each
from namkhong.redress import states
from namkhong.redress.actions.flags import raise_flags
from namkhong.redress.actions.noting import note, told
from namkhong.redress.models import Remedy
from namkhong.redress.queries.thresholds import thresholds_of
from namkhong.redress.rules import standing
from namkhong.redress.rules.terms import LONGEST_MEND, MEND_AGAIN_DAYS, MEND_DAYS, due_after
from namkhong.units.models import Lineage, Unit


class MonthNotOver(DomainError):
    sentence = "Tháng này chưa kết thúc. Chỉ xét những tháng đã qua."


class MendDayOutOfReach(DomainError):
    sentence = "Ngày làm xong phải từ hôm nay đến một năm nữa."


@dataclass(frozen=True, slots=True)
class Explanation:
    """Why it came to this, what is done about it, and by when."""

    causes: str
    measures: str
    mend_by: date


def open_remedies(*, month: int, is_working_day: IsWorkingDay, at: datetime) -> int:
    """Open a duty for every unit whose month (as 202610) was low or that had a burst of low marks at a desk.

    Done again it opens only what is missing. Proposes inspections where low months repeat. Returns how many are new.
    Raises: MonthNotOver.
    """
    if month >= month_of(at.date()):
        raise MonthNotOver()
    counts = coded_counts(month, month, own=True, least=1)
    bursts = _bursts(month)
    with transaction.atomic():
        asked = _still_there({unit for unit, found in counts.items() if found.interval} | bursts.keys(), month, at)
        thresholds = thresholds_of(asked, at.date())
        due = due_after(at.date(), MEND_DAYS, is_working_day)
        fresh = [
            row
            for unit in sorted(asked)
            if (
                row := _remedy(unit, month, counts.get(unit, Counts()), thresholds[unit], bursts.get(unit, []), due, at)
            )
        ]
        made = Remedy.objects.bulk_create(fresh, batch_size=500)
        record_each(
            verb="remedy.open",
            subject_kind="remedy",
            subjects=[(row.pk, row.unit_id) for row in made],
            at=at,
            by=None,
            facts={"month": _named(month)},
        )
        _tell_units(made, at)
        raise_flags(month=month, units=[row.unit_id for row in made if row.low], at=at)
    return len(made)


def _bursts(month: int) -> Mapping[int, list[DeskDay]]:
    period = month_period(*divmod(month, 100))
    found: dict[int, list[DeskDay]] = {}
    for row in low_days(period.starts_on, period.ends_on, standing.BURST_LEAST):
        if standing.is_burst(row.low, row.total):
            found.setdefault(row.unit, []).append(row)
    return found


def _still_there(units: Collection[int], month: int, at: datetime) -> set[int]:
    """Those that have not ended and have no duty of the month yet."""
    there = Unit.objects.filter(pk__in=units, closed_on=None) | Unit.objects.filter(
        pk__in=units, closed_on__gte=at.date()
    )
    had = Remedy.objects.filter(month=month).order_by().values("unit")
    return set(there.exclude(pk__in=had).order_by().values_list("pk", flat=True))


def _remedy(
    unit: int, month: int, counts: Counts, threshold: Decimal, bursts: Iterable[DeskDay], due: date, at: datetime
) -> Remedy | None:
    told_of = [[row.point, row.day.isoformat(), row.low, row.total] for row in bursts]
    low = standing.is_low(counts, threshold)
    if not low and not told_of:
        return None
    return Remedy(
        unit_id=unit,
        month=month,
        low=low,
        satisfied=counts.scores[3] + counts.scores[4],
        answered=counts.total,
        threshold=threshold,
        bursts=told_of,
        opened_at=at,
        due_on=due,
    )


def _tell_units(rows: Iterable[Remedy], at: datetime) -> None:
    """The officers of every unit; each is told of his own."""
    by_unit = {row.unit_id: row for row in rows}
    for unit, people in sorted(officers_of_each(by_unit, at.date()).items()):
        row = by_unit[unit]
        facts = {"unit": unit, "month": _named(row.month), "due_on": row.due_on.isoformat()}
        url = reverse("redress:remedy", args=[row.pk])
        tell_each(told=[(person, facts) for person in people], kind="remedy_opened", at=at, url=url)


@transaction.atomic
def explain(*, remedy: Remedy, explanation: Explanation, by: Person | None, at: datetime) -> None:
    """Send causes and measures up. Raises: TooShort, MendDayOutOfReach, MovedMeanwhile."""
    on, day = at.date(), explanation.mend_by
    causes, measures = told(explanation.causes), told(explanation.measures)
    if not on <= day <= on + timedelta(days=LONGEST_MEND):
        raise MendDayOutOfReach()
    texts = {"causes": causes, "measures": measures, "mend_by": day}
    make(states.SUBMIT, _one(remedy), **texts, sent_on=remedy.sent_on or on, sent_by=by)
    note("remedy.submit", remedy, by, at, month=_named(remedy.month))
    above = (
        Lineage.objects.on(on).filter(descendant=remedy.unit_id, depth=1).order_by().values_list("ancestor", flat=True)
    )
    people = {person for each in officers_of_each(above, on).values() for person in each}
    _tell(people, "remedy_submitted", remedy, at)


@transaction.atomic
def approve(*, remedy: Remedy, by: Person | None, at: datetime) -> None:
    """The unit above is satisfied with the explanation. Raises: MovedMeanwhile."""
    make(states.APPROVE, _one(remedy), judged_at=at, judged_by=by, reason="")
    note("remedy.approve", remedy, by, at, month=_named(remedy.month))
    _tell(_officers(remedy, at), "remedy_approved", remedy, at)


@transaction.atomic
def return_(*, remedy: Remedy, reason: str, is_working_day: IsWorkingDay, by: Person | None, at: datetime) -> None:
    """Send it back with what is missing. Raises: TooShort, MovedMeanwhile."""
    why, due = told(reason), due_after(at.date(), MEND_AGAIN_DAYS, is_working_day)
    make(states.RETURN, _one(remedy), judged_at=at, judged_by=by, reason=why, due_again_on=due)
    note("remedy.return", remedy, by, at, month=_named(remedy.month))
    remedy.due_again_on = due
    _tell(_officers(remedy, at), "remedy_returned", remedy, at, reason=why)


def _one(remedy: Remedy) -> QuerySet[Remedy]:
    return Remedy.objects.filter(pk=remedy.pk)


def _officers(remedy: Remedy, at: datetime) -> Iterable[int]:
    return officers_of_each([remedy.unit_id], at.date()).get(remedy.unit_id, [])


def _tell(people: Iterable[int], kind: str, remedy: Remedy, at: datetime, **more: str) -> None:
    facts = {"unit": remedy.unit_id, "month": _named(remedy.month), "due_on": remedy.term.isoformat(), **more}
    tell(people=people, kind=kind, at=at, url=reverse("redress:remedy", args=[remedy.pk]), facts=facts)


def _named(month: int) -> str:
    """As people write a month: 10/2026."""
    return f"{month % 100:02d}/{month // 100}"
