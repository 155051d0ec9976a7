"""How many units have done what is asked, counted in the database; honest about who is not obliged."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, Q, QuerySet

from namkhong.campaigns.models import Duty, DutyDefinition, Extension
from namkhong.campaigns.states import DutyState


@dataclass(frozen=True, slots=True)
class Share:
    """Counts of units for one duty in one year. `obliged` leaves out those who need not do it.

    `late` counts against the duty's own day: an extension excuses lateness and does not hide it.
    """

    definition: DutyDefinition | None
    year: int
    obliged: int
    done: int
    late: int
    overdue: int
    excused: int

    @property
    def per_cent(self) -> int | None:
        """Share done of those obliged, rounded down so that 100 means everybody; None where nobody is obliged."""
        return self.done * 100 // self.obliged if self.obliged else None

    @property
    def waiting(self) -> int:
        """Obliged, not done and not yet overdue."""
        return self.obliged - self.done - self.overdue


def shares_by_definition(campaign: int, year: int, on: date, *, to_unit: int | None = None) -> list[Share]:
    """One Share for each definition that has duties in the year, in the plan's order."""
    only = {"campaign": campaign, "year": year} | ({"to_unit": to_unit} if to_unit is not None else {})
    counted = _counted(Duty.objects.filter(**only), "definition", on)
    spared = spared_counts("definition", on, **only)
    definitions = DutyDefinition.objects.filter(pk__in=counted).order_by("order", "pk")
    return [share_of(row, year, counted[row.pk], spared.get(row.pk, 0)) for row in definitions]


def shares_by_year(definition: DutyDefinition, on: date) -> list[Share]:
    """One Share for each year of a definition, the earliest first."""
    counted = _counted(Duty.objects.filter(definition=definition), "year", on)
    spared = spared_counts("year", on, definition=definition)
    return [share_of(definition, year, counted[year], spared.get(year, 0)) for year in sorted(counted)]


def standing_columns(on: date) -> dict[str, Count]:
    """What is counted of duties; "past" are open duties after their own day, extended or not."""
    return {
        "obliged": Count("pk", filter=~Q(state=DutyState.NOT_OBLIGED)),
        "done": Count("pk", filter=Q(state=DutyState.FULFILLED)),
        "late": Count("pk", filter=Q(state=DutyState.FULFILLED, fulfilled_on__gt=F("due_on"))),
        "past": Count("pk", filter=Q(state=DutyState.OPEN, due_on__lt=on)),
        "excused": Count("pk", filter=Q(state=DutyState.NOT_OBLIGED)),
    }


def _counted(rows: QuerySet[Duty], key: str, on: date) -> dict[int, dict[str, int]]:
    return {row[key]: row for row in rows.order_by().values(key).annotate(**standing_columns(on))}


def spared_counts(key: str, on: date, **only: Any) -> dict[int, int]:
    """Open duties after their own day that an extension still covers, by one column of theirs.

    Extensions in force are few, so they are looked up first and the duties by number.
    """
    covered = list(Extension.objects.filter(due_on__gte=on).order_by().values_list("duty", flat=True).distinct())
    if not covered:
        return {}
    rows = Duty.objects.filter(pk__in=covered, state=DutyState.OPEN, due_on__lt=on, **only)
    return dict(rows.order_by().values_list(key).annotate(Count("pk")))


def share_of(definition: DutyDefinition, year: int, row: dict[str, int], spared: int) -> Share:
    """The counts of `standing_columns` as a Share; `spared` of the past ones are covered by an extension."""
    return Share(
        definition=definition,
        year=year,
        obliged=row["obliged"],
        done=row["done"],
        late=row["late"],
        overdue=row["past"] - spared,
        excused=row["excused"],
    )
