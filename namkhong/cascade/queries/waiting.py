"""What the cascade asks of a person."""

from datetime import date

from django.urls import reverse

from namkhong.cascade.models import Trace
from namkhong.cascade.queries.deliveries import received
from namkhong.cascade.states import Standing
from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState

_LABELS = {
    Standing.UNOPENED: "Xem kế hoạch cấp trên mới gửi",
    Standing.OPENED: "Tiếp nhận kế hoạch cấp trên",
    Standing.RECEIVED: "Lập kế hoạch của đơn vị",
    Standing.DRAFTING: "Soạn tiếp kế hoạch của đơn vị",
}


def waiting_for(person: int, on: date, *, upto: int = 50) -> list[Waiting]:
    """Plans sent to the person's own units for which these have not issued their own."""
    rows = received(own_units(person, Verb.PREPARE_PLAN, on), on).exclude(standing=Standing.ISSUED)
    rows = rows.filter(plan__state=PlanState.ADOPTED)
    return [
        Waiting(
            label=_LABELS[Standing(row.standing)],
            detail=str(row.plan),
            unit_name=row.unit.brief,
            due_on=row.due_on,
            url=reverse("cascade:delivery", args=[row.pk]),
            kind="plan_sent",
        )
        for row in rows[:upto]
    ]


def guided_reviews(person: int, on: date) -> set[str]:
    """Where drafts that are written here are reviewed: a desk that names them by their delivery names them once."""
    units = own_units(person, Verb.PREPARE_PLAN, on)
    traced = Trace.objects.filter(lower__unit__in=units, lower__state=PlanState.DRAFT).order_by().values("lower")
    plans = Plan.objects.filter(pk__in=traced).order_by("pk").values_list("pk", flat=True)
    return {reverse("plans:review", args=[pk]) for pk in plans}
