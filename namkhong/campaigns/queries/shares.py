"""How many units have done what is asked, counted in the database; honest about who is not obliged."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from namkhong.campaigns.models import Duty, DutyDefinition, Extension
from namkhong.campaigns.states import DutyState


@dataclass(frozen=True, slots=True)
class Share:
    """Counts of units for one duty in one year. `obliged` leaves out those who need not do it."""

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
    rows = _with_extension(Duty.objects.filter(campaign=campaign, year=year))
    if to_unit is not None:
        rows = rows.filter(to_unit=to_unit)
    counted = {row["definition"]: row for row in rows.order_by().values("definition").annotate(**_counts(on))}
    definitions = DutyDefinition.objects.filter(pk__in=counted).order_by("order", "pk")
    return [_share(definition, year, counted[definition.pk]) for definition in definitions]


def shares_by_year(definition: DutyDefinition, on: date) -> list[Share]:
    """One Share for each year of a definition, the earliest first."""
    rows = _with_extension(Duty.objects.filter(definition=definition))
    counted = rows.order_by("year").values("year").annotate(**_counts(on))
    return [_share(definition, row["year"], row) for row in counted]


def _with_extension(rows: QuerySet[Duty]) -> QuerySet[Duty]:
    latest = Extension.objects.filter(duty=OuterRef("pk")).order_by().values("duty")
    return rows.annotate(
        due_now=Coalesce(Subquery(latest.annotate(latest=Max("due_on")).values("latest")), F("due_on"))
    )


def _counts(on: date) -> dict[str, Count]:
    return {
        "obliged": Count("pk", filter=~Q(state=DutyState.NOT_OBLIGED)),
        "done": Count("pk", filter=Q(state=DutyState.FULFILLED)),
        "late": Count("pk", filter=Q(state=DutyState.FULFILLED, fulfilled_on__gt=F("due_on"))),
        "overdue": Count("pk", filter=Q(state=DutyState.OPEN, due_now__lt=on)),
        "excused": Count("pk", filter=Q(state=DutyState.NOT_OBLIGED)),
    }


def _share(definition: DutyDefinition, year: int, row: dict[str, int]) -> Share:
    return Share(
        definition=definition,
        year=year,
        obliged=row["obliged"],
        done=row["done"],
        late=row["late"],
        overdue=row["overdue"],
        excused=row["excused"],
    )
