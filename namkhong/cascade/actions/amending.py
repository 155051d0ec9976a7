"""Following an amendment of the superior's plan: a new draft of the lower plan with the answers worked in."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from namkhong.cascade import queries
from namkhong.cascade.actions.drafting import add_shares
from namkhong.cascade.actions.noting import note
from namkhong.cascade.actions.receiving import receive
from namkhong.cascade.models import Delivery, Trace
from namkhong.cascade.queries import Touched
from namkhong.cascade.rules import Own, shares_of
from namkhong.cascade.rules.comparing import lead_of
from namkhong.cascade.states import Answer
from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.plans.actions import drop
from namkhong.plans.actions.taking_in import make_plan, row_of
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import draft_of, in_order
from namkhong.plans.rules import HeadDraft
from namkhong.plans.states import PlanState
from namkhong.units.models import Unit


class NothingChanged(DomainError):
    sentence = "Đơn vị chưa có kế hoạch thực hiện bản cũ nên không có gì để sửa theo. Hãy lập kế hoạch mới."


def follow(*, delivery: Delivery, answers: Mapping[str, Answer], own: Own, by: Person, at: datetime) -> Plan:
    """Draft the unit's plan anew for the amended plan sent to it: what is followed reads as above, the rest stays.

    `answers` by `Touched.key`; what has no answer is kept. An adopted plan is amended, a draft is put aside for the
    new one. A second click finds the first draft. Raises: NothingChanged.
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=delivery.unit_id)
        known = queries.own_plan_of(delivery)
        if known is not None:
            return known
        lower = queries.change_of(delivery)
        if lower is None:
            raise NothingChanged()
        receive(delivery=delivery, by=by, at=at)
        touched, matched = queries.touched_by(delivery.plan, lower)
        followed = [row for row in touched if answers.get(row.key) == Answer.FOLLOW]
        plan, made = _copied(lower, delivery, matched, by, at)
        for row in followed:
            _work_in(row, plan, made, own, at)
        if lower.state == PlanState.DRAFT:
            drop(plan=lower, by=by, at=at)
        facts = {"followed": len(followed), "kept": len(touched) - len(followed)}
        note("cascade.follow", plan, plan.unit_id, by, at, **facts)
    return plan


def _copied(
    lower: Plan, delivery: Delivery, matched: Mapping[int, int], by: Person, at: datetime
) -> tuple[Plan, dict[int, Clause]]:
    """The lower plan clause by clause, traced to the clauses of the amended plan; and each copy by its original."""
    head = HeadDraft(title=lower.title, campaign_name=lower.campaign_name, issuer=lower.issuer)
    plan = make_plan(unit=lower.unit, line=lower.line, head=head, clauses=[], by=by, at=at)
    amends = lower if lower.state == PlanState.ADOPTED else lower.amends
    Plan.objects.filter(pk=plan.pk).update(superior_plan=delivery.plan, amends=amends)
    plan.refresh_from_db()
    old = in_order(Clause.objects.filter(plan=lower))
    rows = [row_of(plan, place, draft_of(clause).without_source()) for place, clause in enumerate(old)]
    for row, clause in zip(rows, old, strict=True):
        row.removed_at = clause.removed_at
    made = dict(zip([clause.pk for clause in old], Clause.objects.bulk_create(rows), strict=True))
    traces = Trace.objects.filter(lower=lower, upper__in=matched, clause__in=made).order_by("pk")
    Trace.objects.bulk_create(
        Trace(lower=plan, upper_id=matched[row.upper_id], clause=made[row.clause_id or 0], how=row.how)
        for row in traces
    )
    return plan, made


def _work_in(row: Touched, plan: Plan, made: Mapping[int, Clause], own: Own, at: datetime) -> None:
    """One change above, followed: added, taken out, or read anew with the body that was named before."""
    upper, new = plan.superior_plan, row.change.new
    if upper is None or new is None:
        Clause.objects.filter(pk__in=[made[clause.pk].pk for clause in row.own]).update(removed_at=at)
        return
    if not row.own:
        add_shares(plan, upper, list(Clause.objects.filter(pk=new.pk or 0)), own, at)
        return
    issuer = upper.issuer or upper.unit.name
    hows = dict(Trace.objects.filter(lower=plan, upper=new.pk or 0).order_by("pk").values_list("clause", "how"))
    for clause in row.own:
        copy, mine = made[clause.pk], draft_of(clause)
        shares = shares_of(new.draft, issuer, replace(own, lead=lead_of(mine)))
        share = next((each for each in shares if each.how == hows.get(copy.pk)), shares[0])
        facts = share.draft.facts
        if mine.facts.get("people"):
            facts = facts | {"people": mine.facts["people"]}
        Clause.objects.filter(pk=copy.pk).update(text=share.draft.text, facts=facts)
