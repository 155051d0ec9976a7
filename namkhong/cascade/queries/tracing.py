"""From a superior's clause to everything that carries it out below, and from a lower clause up."""

from dataclasses import dataclass

from django.db.models import QuerySet

from namkhong.cascade.models import Trace
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import clauses_of
from namkhong.plans.states import PlanState


def carried_out_below(clause: Clause) -> QuerySet[Trace]:
    """What adopted plans below make of a clause, unit by unit; `clause` is empty where it was said not to apply."""
    rows = Trace.objects.filter(upper=clause, lower__state=PlanState.ADOPTED)
    return rows.select_related("lower__unit", "clause").order_by("lower__unit__sort_name", "lower", "pk")


@dataclass(frozen=True, slots=True)
class Traced:
    """A clause of a plan with the superior's clauses it carries out; none for what the unit added."""

    clause: Clause
    uppers: list[Clause]


def sources_of(plan: Plan) -> list[Traced]:
    """Every clause of a plan with where it comes from."""
    uppers: dict[int, list[Clause]] = {}
    for trace in Trace.objects.filter(lower=plan, clause__isnull=False).select_related("upper").order_by("pk"):
        uppers.setdefault(trace.clause_id or 0, []).append(trace.upper)
    return [Traced(clause, uppers.get(clause.pk, [])) for clause in clauses_of(plan)]
