"""What an amendment above changes for a lower plan."""

from dataclasses import dataclass

from namkhong.cascade.models import Delivery, Trace
from namkhong.cascade.rules import ClauseChange, changes_between, label_of, told_change
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import clauses_of, draft_of
from namkhong.plans.rules import NumberedClause
from namkhong.plans.states import PlanState


@dataclass(frozen=True, slots=True)
class Touched:
    """A change above with the own clauses it touches."""

    key: str
    label: str
    change: ClauseChange
    before: list[str]
    after: list[str]
    own: list[Clause]


def change_of(delivery: Delivery) -> Plan | None:
    """The unit's plan, adopted or in draft, that carries out what the plan sent to it amends; None where none does."""
    if delivery.plan.amends_id is None:
        return None
    states = [PlanState.ADOPTED, PlanState.DRAFT]
    rows = Plan.objects.filter(superior_plan=delivery.plan.amends_id, unit=delivery.unit_id, state__in=states)
    return rows.select_related("unit", "superior_plan").order_by("state", "-pk").first()


def touched_by(upper: Plan, lower: Plan) -> tuple[list[Touched], dict[int, int]]:
    """The changes between the plan that `lower` carries out and the amended one, and which old clause is which new."""
    old = Clause.objects.filter(plan=lower.superior_plan_id, removed_at=None).order_by("order")
    changes, matched = changes_between(numbered(list(old)), numbered(clauses_of(upper)))
    own: dict[int, list[Clause]] = {}
    traces = Trace.objects.filter(lower=lower, clause__isnull=False, clause__removed_at=None).select_related("clause")
    for trace in traces.order_by("pk"):
        if trace.clause is not None:
            own.setdefault(trace.upper_id, []).append(trace.clause)
    return [_touched(change, own) for change in changes], matched


def _touched(change: ClauseChange, own: dict[int, list[Clause]]) -> Touched:
    row = change.new or change.old
    assert row is not None
    before, after = told_change(change)
    key = f"{'moi' if change.new else 'cu'}-{row.pk}"
    mine = own.get(change.old.pk or 0, []) if change.old else []
    return Touched(key, label_of(row.draft), change, before, after, mine)


def numbered(clauses: list[Clause]) -> list[NumberedClause]:
    """Clauses as the rules want them."""
    return [NumberedClause(clause.pk, draft_of(clause)) for clause in clauses]
