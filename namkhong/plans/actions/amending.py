"""Amending an adopted plan: a draft of the whole plan as it is to read, which takes its place once adopted."""

from datetime import datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans import queries
from namkhong.plans.actions.taking_in import make_plan
from namkhong.plans.models import Plan
from namkhong.plans.rules import HeadDraft
from namkhong.plans.states import PlanState


class NotAdopted(DomainError):
    sentence = "Chỉ sửa đổi, bổ sung được kế hoạch đang thực hiện. Bản đang soát thì sửa thẳng vào bản đó."


def amend(*, plan: Plan, by: Person | None, at: datetime) -> Plan:
    """Begin an amendment of an adopted plan: a draft with every clause of it; a second click finds the first draft.

    Raises: NotAdopted.
    """
    with transaction.atomic():
        held = Plan.objects.select_for_update().filter(pk=plan.pk, state=PlanState.ADOPTED).first()
        if held is None:
            raise NotAdopted()
        if begun := queries.amendment_of(plan.pk):
            return begun
        head = HeadDraft(title=plan.title, campaign_name=plan.campaign_name, issuer=plan.issuer)
        clauses = [queries.draft_of(clause).without_source() for clause in queries.clauses_of(plan)]
        made = make_plan(unit=plan.unit, line=plan.line, head=head, clauses=clauses, by=by, at=at)
        Plan.objects.filter(pk=made.pk).update(amends=plan, superior_plan=plan.superior_plan_id)
        made.refresh_from_db()
        facts = {"amends": plan.pk}
        record(
            verb="plan.amend",
            subject_kind="plan",
            subject_id=made.pk,
            at=at,
            by=by.pk if by else None,
            unit=plan.unit_id,
            facts=facts,
        )
    return made
