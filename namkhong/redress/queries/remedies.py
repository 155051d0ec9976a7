"""Duties to explain and mend with the figures before and after; proposals to inspect."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Case, Count, F, IntegerField, Q, QuerySet, Value, When
from django.db.models.functions import Coalesce

from namkhong.feedback.models import Point
from namkhong.feedback.queries.coded import coded_counts
from namkhong.feedback.rules.counts import Counts
from namkhong.foundation.months import month_of, months_later
from namkhong.people.rules import Verb
from namkhong.redress.models import InspectionFlag, Remedy
from namkhong.redress.policies import of_units
from namkhong.redress.states import OWED, FlagState, RemedyState

AFTER = 3
"""Months after the low one that are shown beside it."""


def remedies_seen(person: int, on: date) -> QuerySet[Remedy]:
    """Everything a person may see: what is owed first, by its day, then what waits for the unit above."""
    rows = Remedy.objects.filter(of_units(person, Verb.READ_CONCERNS, on)).select_related("unit")
    owed, sent = When(state__in=OWED, then=Value(0)), When(state=RemedyState.SUBMITTED, then=Value(1))
    place = Case(owed, sent, default=Value(2), output_field=IntegerField())
    return rows.annotate(place=place, due=Coalesce("due_again_on", "due_on")).order_by("place", "due", "-month", "pk")


def remedy_counts(rows: QuerySet[Remedy]) -> dict[str, int]:
    """How many are owed, how many are before the unit above."""
    return rows.order_by().aggregate(
        owed=Count("pk", filter=Q(state__in=OWED)), sent=Count("pk", filter=Q(state=RemedyState.SUBMITTED))
    )


def remedy_of(pk: int) -> Remedy | None:
    """A remedy with its unit and who wrote and judged it."""
    return Remedy.objects.select_related("unit", "sent_by", "judged_by").filter(pk=pk).first()


@dataclass(frozen=True, slots=True)
class Month:
    """One month of a unit: what people with a code said. `before` marks the month that had to be explained."""

    month: int
    counts: Counts
    before: bool

    @property
    def first_day(self) -> date:
        """For showing its name."""
        return date(*divmod(self.month, 100), 1)


def before_and_after(remedy: Remedy, on: date) -> list[Month]:
    """The low month and those after it, as far as they have come, counted as they are now."""
    months = [months_later(remedy.month, step) for step in range(AFTER + 1)]
    asked = [month for month in months if month <= month_of(on)]
    found = [coded_counts(month, month, units=[remedy.unit_id], own=True).get(remedy.unit_id) for month in asked]
    return [Month(month, counts or Counts(), month == remedy.month) for month, counts in zip(asked, found, strict=True)]


@dataclass(frozen=True, slots=True)
class Burst:
    """A day on which many were dissatisfied at one desk."""

    point: str
    day: date
    low: int
    total: int


def bursts_of(remedy: Remedy) -> list[Burst]:
    """The bursts of a remedy with the names of their desks."""
    names = {
        row.pk: str(row)
        for row in Point.objects.select_related("unit").filter(pk__in=[row[0] for row in remedy.bursts])
    }
    return [Burst(names[point], date.fromisoformat(day), low, total) for point, day, low, total in remedy.bursts]


def flags_seen(person: int, on: date) -> QuerySet[InspectionFlag]:
    """Proposals to inspect units below a person: undecided ones first."""
    rows = InspectionFlag.objects.filter(of_units(person, Verb.JUDGE_REMEDIES, on)).select_related("unit", "decided_by")
    decided = Case(When(state=FlagState.RAISED, then=Value(0)), default=Value(1), output_field=IntegerField())
    return rows.order_by(decided, F("month").desc(), "pk")


def flag_of(pk: int) -> InspectionFlag | None:
    """A proposal with its unit."""
    return InspectionFlag.objects.select_related("unit", "decided_by").filter(pk=pk).first()
