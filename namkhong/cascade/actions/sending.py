"""Sending an adopted plan to units directly below."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from namkhong.cascade.actions.noting import note, officers_at
from namkhong.cascade.models import Delivery
from namkhong.cascade.policies import receivers
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import tell
from namkhong.people.models import Person
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState


class NotInForce(DomainError):
    sentence = "Chỉ gửi xuống được kế hoạch đang thực hiện."


class NobodyToSend(DomainError):
    sentence = "Các đơn vị đã chọn đều được gửi kế hoạch này rồi, hoặc không trực thuộc đơn vị."


def send(
    *, plan: Plan, units: Sequence[int], due_on: date | None, note_text: str, by: Person | None, at: datetime
) -> int:
    """Send a plan to some of the units directly below; returns to how many. Who has it already is passed over.

    Raises: NotInForce, NobodyToSend.
    """
    with transaction.atomic():
        if Plan.objects.select_for_update().filter(pk=plan.pk, state=PlanState.ADOPTED).first() is None:
            raise NotInForce()
        wanted = set(units)
        able = receivers(plan, at.date()).order_by("pk").values_list("pk", flat=True)
        chosen = [unit for unit in able if unit in wanted]
        if not chosen:
            raise NobodyToSend()
        Delivery.objects.bulk_create(
            [
                Delivery(plan=plan, unit_id=unit, due_on=due_on, note=note_text[:500], sent_at=at, sent_by=by)
                for unit in chosen
            ],
            batch_size=1000,
        )
        due = due_on.isoformat() if due_on else ""
        facts = {"unit": plan.unit_id, "title": str(plan), "due_on": due}
        kind = "plan_amended" if plan.amends_id else "plan_sent"
        for start in range(0, len(chosen), 5000):
            people = officers_at(chosen[start : start + 5000], at)
            tell(people=people, kind=kind, at=at, url=reverse("cascade:index"), facts=facts)
        note("cascade.send", plan, plan.unit_id, by, at, units=len(chosen), due_on=due)
    return len(chosen)
