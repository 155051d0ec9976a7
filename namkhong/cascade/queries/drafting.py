"""A lower unit's draft: its clauses beside those of the superior that they carry out."""

from dataclasses import dataclass
from datetime import date

from namkhong.cascade.models import Delivery, Step, Trace
from namkhong.cascade.rules import Own, section_of
from namkhong.cascade.states import How, Section
from namkhong.papers.models import Document
from namkhong.papers.queries import documents_from
from namkhong.papers.states import DocumentState
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import in_order
from namkhong.plans.states import PlanState
from namkhong.units.models import Unit
from namkhong.units.queries import has_children, headcount

SOURCE = "lower_plan"
"""What a document made from a plan says of its source."""
MARGIN_ABOVE, MARGIN_LEAF = 10, 5
"""Days a unit needs before its superior's day: to total up from below, and where nobody stands below."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A clause of the draft with the superior's clause it carries out."""

    clause: Clause
    upper: Clause
    how: How

    @property
    def kept(self) -> bool:
        """Whether it is in the plan."""
        return self.clause.removed_at is None


def entries_of(plan: Plan) -> dict[Section, list[Entry]]:
    """The traced clauses of a draft by section, in the order of the screen; those taken out stand at their place."""
    traces = Trace.objects.filter(lower=plan, clause__isnull=False).select_related("clause", "upper")
    known = {trace.clause_id or 0: trace for trace in traces.order_by("-pk")}
    rows = in_order(Clause.objects.filter(plan=plan, pk__in=known))
    found: dict[Section, list[Entry]] = {section: [] for section in Section}
    for row in rows:
        trace = known[row.pk]
        found[section_of(row.kind)].append(Entry(row, trace.upper, How(trace.how)))
    return found


def added_clauses(plan: Plan) -> list[Clause]:
    """What the unit has added of its own: clauses that carry out none of the superior's."""
    traced = Trace.objects.filter(lower=plan, clause__isnull=False).values("clause")
    return in_order(Clause.objects.filter(plan=plan, removed_at=None).exclude(pk__in=traced))


def own_plan_of(delivery: Delivery) -> Plan | None:
    """The unit's own plan that carries out the one sent to it: the adopted one, else the draft."""
    rows = Plan.objects.filter(superior_plan=delivery.plan_id, unit=delivery.unit_id).select_related("unit")
    states = [PlanState.DRAFT, PlanState.ADOPTED]
    return rows.filter(state__in=states).order_by("state", "-pk").first()


def own_of(unit: Unit, superior: str, line: str, on: date, lead: str = "", margin: int | None = None) -> Own:
    """What the rules need to know of a unit that drafts."""
    usual = MARGIN_ABOVE if has_children(unit.pk, line, on) else MARGIN_LEAF
    staff = headcount(unit.pk, on.year)
    return Own(
        unit=unit.name,
        superior=superior,
        margin=usual if margin is None else margin,
        lead=lead,
        staff=staff.staff if staff else None,
    )


def last_step(plan: Plan) -> Step | None:
    """The last saving that has not been undone."""
    return Step.objects.filter(plan=plan, undone_at=None).order_by("-pk").first()


def document_of_plan(plan: Plan) -> Document | None:
    """The official document drafted last from a plan, or issued."""
    rows = documents_from(SOURCE, plan.pk)
    return rows.filter(state=DocumentState.ISSUED).first() or rows.filter(state=DocumentState.DRAFT).first()
