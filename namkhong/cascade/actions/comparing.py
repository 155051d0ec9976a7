"""Comparing a lower plan with its superior's, clause by clause, and keeping what it lacks."""

from datetime import datetime

from django.db import transaction

from namkhong.cascade import queries
from namkhong.cascade.actions.noting import note
from namkhong.cascade.models import Gap, Trace
from namkhong.cascade.queries.amending import numbered
from namkhong.cascade.rules import applies_below, changes_between, lacks
from namkhong.cascade.states import How
from namkhong.people.models import Person
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import clauses_of, draft_of


def compare(*, lower: Plan) -> int:
    """Rebuild the gaps of a plan against the one it carries out; returns how many there are.

    A clause that was left out on purpose is missing all the same: the superior sees it and judges.
    """
    upper = lower.superior_plan
    if upper is None:
        return 0
    issuer = upper.issuer or upper.unit.name
    below: dict[int, list[Clause]] = {}
    traces = Trace.objects.filter(lower=lower, clause__isnull=False, clause__removed_at=None).select_related("clause")
    pairs = [(trace.upper_id, trace.clause) for trace in traces.order_by("pk") if trace.clause is not None]
    for pk, clause in pairs:
        below.setdefault(pk, []).append(clause)
    gaps = [
        Gap(plan=upper, upper=row, lower=lower, unit_id=lower.unit_id, kind=kind)
        for row in clauses_of(upper)
        if applies_below(draft_of(row), issuer)
        for kind in lacks(draft_of(row), [draft_of(clause) for clause in below.get(row.pk, [])])
    ]
    with transaction.atomic():
        Gap.objects.filter(lower=lower).delete()
        Gap.objects.bulk_create(gaps)
    return len(gaps)


def compare_elsewhere(*, plan: Plan, by: Person, at: datetime, most: int = 50) -> int:
    """Trace plans below that were not drafted here by number and words, and compare them; returns how many.

    At most so many at once; the page offers the rest again.
    """
    rows = list(queries.uncompared(plan).select_related("unit", "superior_plan__unit")[:most])
    theirs = numbered(clauses_of(plan))
    for lower in rows:
        _, matched = changes_between(theirs, numbered(clauses_of(lower)))
        with transaction.atomic():
            Trace.objects.bulk_create(
                Trace(lower=lower, upper_id=upper, clause_id=clause, how=How.CONCRETE)
                for upper, clause in matched.items()
            )
            compare(lower=lower)
            note("cascade.compare", lower, lower.unit_id, by, at, superior=plan.pk)
    return len(rows)
