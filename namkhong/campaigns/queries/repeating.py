"""What a plan would ask that running campaigns ask already, before anything is given out."""

from datetime import date

from django.db.models import Count

from namkhong.campaigns.models import Duty, DutyDefinition
from namkhong.campaigns.queries.overlaps import Repeat, repeat, without_dismissed
from namkhong.campaigns.states import CampaignState, DutyKind
from namkhong.plans.models import Dismissal, Plan
from namkhong.plans.queries import proposals, set_aside
from namkhong.units.models import Lineage


def repeats_of_plan(plan: Plan, on: date, *, upto: int = 20) -> list[Repeat]:
    """Duties of this year, of units on the plan's line from its own downwards, of the kinds that the plan asks for.

    "Other work" is left out: it says too little. A campaign made from this very plan is no other one.
    """
    asked = {duty.kind: duty.title for duty in reversed(proposals(plan).duties) if duty.kind != DutyKind.TASK}
    below = Lineage.objects.on(on).filter(ancestor=plan.unit_id, line=plan.line).values("descendant")
    rows = (
        Duty.objects.filter(year=on.year, campaign__state=CampaignState.RUNNING, unit__in=below)
        .filter(definition__kind__in=list(asked))
        .exclude(campaign__plan=plan.pk)
        .order_by()
        .values("definition")
        .annotate(units=Count("unit", distinct=True))
        .order_by("-units", "definition")[:upto]
    )
    counted = list(rows)
    known = DutyDefinition.objects.select_related("campaign", "campaign__unit").in_bulk(
        [row["definition"] for row in counted]
    )
    others = [(known[row["definition"]], row["units"]) for row in counted]
    return [repeat(asked[other.kind], other, units) for other, units in others]


def open_repeats(plan: Plan, on: date) -> list[Repeat]:
    """The same without what somebody has set aside."""
    return without_dismissed(plan.pk, repeats_of_plan(plan, on))


def repeats_aside(plan: Plan, on: date) -> list[tuple[Repeat, Dismissal]]:
    """What somebody has set aside, with the row that says why."""
    aside = set_aside(plan.pk)
    return [(row, aside[row.mark]) for row in repeats_of_plan(plan, on) if row.mark in aside]
