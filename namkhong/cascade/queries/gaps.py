"""What the plans below lack, counted clause by clause, and which units it is."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from namkhong.cascade.models import Delivery, Gap, Trace
from namkhong.cascade.queries.deliveries import closed_heirs, deliveries_of
from namkhong.cascade.rules import Behind, label_of
from namkhong.cascade.states import GapKind, Standing
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import draft_of, in_order, lower_plans
from namkhong.plans.states import PlanState
from namkhong.units.models import Heir, Unit


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
    stood_for = Heir.objects.filter(heir=OuterRef(OuterRef("unit"))).values("unit")
    sent = Delivery.objects.filter(plan=plan).filter(Q(unit=OuterRef("unit")) | Q(unit__in=stood_for))
    rows = Plan.objects.filter(superior_plan=plan, state=PlanState.ADOPTED)
    return rows.filter(~Exists(traced), Exists(sent)).order_by("pk")


def behind_of(plan: Plan, on: date) -> list[tuple[Unit, Behind]]:
    """Who must be urged: units without a plan of their own, and those whose plan has gaps; the latest due first.

    For a unit that has ended its heirs are urged, unless they have a copy of their own.
    """
    lacking = _lacking(plan)
    rows = list(deliveries_of(plan, on))
    heirs = closed_heirs([row.unit for row in rows], on)
    issued = set(lower_plans(plan).order_by().values_list("unit", flat=True))
    known = {row.unit_id for row in rows}
    found: dict[int, tuple[Unit, Behind]] = {}
    for row in sorted(rows, key=lambda row: row.due_on or date.max):
        for unit in heirs.get(row.unit_id, [row.unit]):
            standing = Standing.ISSUED if unit.pk in issued else Standing(row.standing)
            is_elsewhere = unit.pk != row.unit_id and unit.pk in known
            if not is_elsewhere and (standing is not Standing.ISSUED or unit.pk in lacking):
                words = tuple(lacking.get(unit.pk, ()))
                found.setdefault(unit.pk, (unit, Behind(unit.name, standing, row.due_on, words)))
    return sorted(found.values(), key=lambda pair: pair[1].standing is Standing.ISSUED)


def _lacking(plan: Plan) -> dict[int, list[str]]:
    """What the adopted plan of each unit lacks, in words."""
    lacking: dict[int, list[str]] = {}
    living = Gap.objects.filter(plan=plan, lower__state=PlanState.ADOPTED).select_related("upper")
    for gap in living.order_by("unit", "upper__order", "kind"):
        words = f"{label_of(draft_of(gap.upper))} {GapKind(gap.kind).label}"
        lacking.setdefault(gap.unit_id, []).append(words)
    return lacking
