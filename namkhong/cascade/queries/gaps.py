"""What the plans below lack, counted clause by clause, and which units it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, QuerySet

from namkhong.cascade.models import Delivery, Gap, Trace
from namkhong.cascade.queries.deliveries import deliveries_of
from namkhong.cascade.rules import Behind, label_of
from namkhong.cascade.states import GapKind, Standing
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import draft_of, in_order
from namkhong.plans.states import PlanState
from namkhong.units.models import Unit


@dataclass(frozen=True, slots=True)
class GapLine:
    """ "mục IV.4 chưa có ai phụ trách ở 12 đơn vị"."""

    clause: Clause
    label: str
    kind: GapKind
    units: int


def gap_lines(plan: Plan) -> list[GapLine]:
    """Every gap in the adopted plans below, with how many units have it, in the order of the superior's plan."""
    living = Gap.objects.filter(plan=plan, lower__state=PlanState.ADOPTED)
    rows = living.order_by().values("upper", "kind").annotate(n=Count("unit", distinct=True))
    found = {(row["upper"], row["kind"]): row["n"] for row in rows}
    clauses = in_order(Clause.objects.filter(pk__in={upper for upper, _ in found}))
    return [
        GapLine(clause, label_of(draft_of(clause)), kind, found[clause.pk, str(kind)])
        for clause in clauses
        for kind in GapKind
        if (clause.pk, str(kind)) in found
    ]


def gap_units(plan: Plan, clause: int, kind: GapKind) -> QuerySet[Unit]:
    """The units whose plan has this gap, in the order of names."""
    living = Gap.objects.filter(plan=plan, upper=clause, kind=kind, lower__state=PlanState.ADOPTED)
    return Unit.objects.filter(pk__in=living.order_by().values("unit")).order_by("sort_name", "pk")


def uncompared(plan: Plan) -> QuerySet[Plan, Any]:
    """Adopted plans below that were made elsewhere, so that nobody has compared them clause by clause yet."""
    traced = Trace.objects.filter(lower=OuterRef("pk"))
    sent = Delivery.objects.filter(plan=plan, unit=OuterRef("unit"))
    rows = Plan.objects.filter(superior_plan=plan, state=PlanState.ADOPTED)
    return rows.filter(~Exists(traced), Exists(sent)).order_by("pk")


def behind_of(plan: Plan, on: date) -> list[tuple[Unit, Behind]]:
    """Who must be urged: units without a plan of their own, and those whose plan has gaps; the latest due first."""
    lacking: dict[int, list[str]] = {}
    living = Gap.objects.filter(plan=plan, lower__state=PlanState.ADOPTED).select_related("upper")
    for gap in living.order_by("unit", "upper__order", "kind"):
        words = f"{label_of(draft_of(gap.upper))} {GapKind(gap.kind).label}"
        lacking.setdefault(gap.unit_id, []).append(words)
    rows = [row for row in deliveries_of(plan) if row.standing != Standing.ISSUED or row.unit_id in lacking]
    rows.sort(key=lambda row: (row.standing == Standing.ISSUED, row.due_on or date.max))
    return [
        (row.unit, Behind(row.unit.name, Standing(row.standing), row.due_on, tuple(lacking.get(row.unit_id, ()))))
        for row in rows
    ]
