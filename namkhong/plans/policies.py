"""Who may see and change a plan."""

from datetime import date

from django.db.models import QuerySet

from namkhong.people.policies import may, superior_units, units_within
from namkhong.people.rules import Verb
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.units.models import Lineage, Unit


def may_see(person: int, plan: Plan, on: date) -> bool:
    """Whoever may read plans of its unit; an adopted plan also everybody it touches: readers of the units below."""
    if may(person, Verb.READ_PLAN, plan.unit_id, on):
        return True
    if plan.state not in (PlanState.ADOPTED, PlanState.REPLACED):
        return False
    units = units_within(person, Verb.READ_PLAN, on).values("pk")
    below = Lineage.objects.on(on).filter(ancestor=plan.unit_id, line=plan.line, descendant__in=units)
    return below.exists()


def may_prepare(person: int, plan: Plan, on: date) -> bool:
    """Correct the reading, drop a draft."""
    return may(person, Verb.PREPARE_PLAN, plan.unit_id, on)


def may_adopt(person: int, plan: Plan, on: date) -> bool:
    """Adopt a draft as the unit's plan."""
    return may(person, Verb.ADOPT_PLAN, plan.unit_id, on)


def units_with(person: int, verb: Verb, on: date) -> QuerySet[Unit]:
    """The units for which the person may do this with plans."""
    return units_within(person, verb, on).order_by("search_name", "pk")


def may_launch(person: int, plan: Plan, on: date) -> bool:
    """Make a campaign of an adopted plan."""
    return may(person, Verb.LAUNCH_CAMPAIGN, plan.unit_id, on)


def may_send_down(person: int, plan: Plan, on: date) -> bool:
    """Offer the way to the units below: for whoever reads them from the plan's unit on its line."""
    if plan.unit_id not in superior_units(person, Verb.READ_PLAN, on, line=plan.line):
        return False
    return Lineage.objects.on(on).filter(ancestor=plan.unit_id, line=plan.line, depth=1).exists()
