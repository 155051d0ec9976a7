"""Who may send a plan down, receive it, draft from it, and look at what those below make of it."""

from datetime import date

from django.db.models import QuerySet

from namkhong.cascade.models import Delivery
from namkhong.people.policies import may, superior_units
from namkhong.people.rules import Verb
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.units.models import Lineage, Unit
from namkhong.units.queries import children

IN_FORCE = (PlanState.ADOPTED, PlanState.REPLACED)


def may_send(person: int, plan: Plan, on: date) -> bool:
    """The unit itself, once the plan is adopted and somebody stands below on its line."""
    if plan.state != PlanState.ADOPTED or not may(person, Verb.ADOPT_PLAN, plan.unit_id, on):
        return False
    return Lineage.objects.on(on).filter(ancestor=plan.unit_id, line=plan.line, depth=1).exists()


def may_follow(person: int, plan: Plan, on: date) -> bool:
    """Whoever reads plans below from the plan's unit, or from above it, on the plan's line."""
    if plan.state not in IN_FORCE:
        return False
    own = superior_units(person, Verb.READ_PLAN, on, line=plan.line)
    below = Lineage.objects.on(on).filter(ancestor__in=own, descendant=plan.unit_id, line=plan.line)
    return bool(own) and below.exists()


def may_see_delivery(person: int, delivery: Delivery, on: date) -> bool:
    """Readers of the receiving unit's plans, above it on the plan's line included."""
    return may(person, Verb.READ_PLAN, delivery.unit_id, on, line=delivery.plan.line)


def may_receive(person: int, delivery: Delivery, on: date) -> bool:
    """The receiving unit itself."""
    return may(person, Verb.PREPARE_PLAN, delivery.unit_id, on)


def may_draft(person: int, plan: Plan, on: date) -> bool:
    """Those who prepare the unit's plans, while it is a draft that carries out another plan."""
    drafted = plan.state == PlanState.DRAFT and plan.superior_plan_id is not None
    return drafted and may(person, Verb.PREPARE_PLAN, plan.unit_id, on)


def may_issue(person: int, plan: Plan, on: date) -> bool:
    """Give the number and adopt: both at one's own unit."""
    return all(may(person, verb, plan.unit_id, on) for verb in (Verb.ISSUE_DOCUMENT, Verb.ADOPT_PLAN))


def receivers(plan: Plan, on: date) -> QuerySet[Unit]:
    """The units directly below on the plan's line to which it has not been sent yet."""
    return children(plan.unit_id, plan.line, on).exclude(
        pk__in=Delivery.objects.filter(plan=plan).order_by().values("unit")
    )
