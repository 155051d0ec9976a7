"""A lower unit's draft: begun from the superior's plan, saved part by part, undone step by step."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import datetime
from typing import Any

from django.db import transaction

from namkhong.cascade import queries
from namkhong.cascade.actions.noting import note
from namkhong.cascade.actions.receiving import receive
from namkhong.cascade.models import Delivery, Step, Trace
from namkhong.cascade.rules import Own, bare_words, in_sentence, items_after, section_of, shares_of
from namkhong.cascade.states import Section
from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.plans.actions import Revision, add_clause, revise_many, take_out_clause
from namkhong.plans.actions.many import kept_mark
from namkhong.plans.actions.taking_in import make_plan, row_of
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import clauses_of, draft_of
from namkhong.plans.rules import ClauseDraft, HeadDraft
from namkhong.plans.states import ClauseKind, PlanState
from namkhong.units.models import Unit


class AlreadyIssued(DomainError):
    sentence = "Đơn vị đã ban hành kế hoạch thực hiện kế hoạch này. Hãy sửa đổi, bổ sung bản đã ban hành."


class NothingToUndo(DomainError):
    sentence = "Không còn lần lưu nào để hoàn tác."


def begin(*, delivery: Delivery, own: Own, by: Person, at: datetime) -> Plan:
    """A draft with the unit's share of every clause of the plan sent to it; a second click finds the first draft.

    Raises: AlreadyIssued.
    """
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=delivery.unit_id)
        known = queries.own_plan_of(delivery)
        if known is not None and known.state == PlanState.DRAFT:
            return known
        if known is not None:
            raise AlreadyIssued()
        receive(delivery=delivery, by=by, at=at)
        upper = delivery.plan
        head = HeadDraft(
            title=f"Thực hiện {in_sentence(upper.campaign_name)}" if upper.campaign_name else upper.title,
            campaign_name=upper.campaign_name,
            issuer=delivery.unit.name,
        )
        plan = make_plan(unit=delivery.unit, line=upper.line, head=head, clauses=[], by=by, at=at)
        Plan.objects.filter(pk=plan.pk).update(superior_plan=upper)
        plan.refresh_from_db()
        add_shares(plan, upper, clauses_of(upper), own, at)
        note("cascade.begin", plan, plan.unit_id, by, at, superior=upper.pk)
    return plan


def add_shares(plan: Plan, upper: Plan, clauses: list[Clause], own: Own, at: datetime) -> None:
    """Write the unit's share of some of the superior's clauses, traced to them."""
    issuer = upper.issuer or upper.unit.name
    own = replace(own, told=frozenset(bare_words(row.text) for row in clauses if section_of(row.kind) is Section.WORK))
    first = Clause.objects.filter(plan=plan).count()
    shares = [(row, share) for row in clauses for share in shares_of(_with_items(row, upper), issuer, own)]
    made = Clause.objects.bulk_create(
        [
            _row(plan, first + place, share.draft, None if share.applies else at)
            for place, (_, share) in enumerate(shares)
        ]
    )
    Trace.objects.bulk_create(
        Trace(lower=plan, upper=row, clause=clause, how=share.how)
        for (row, share), clause in zip(shares, made, strict=True)
    )


def _with_items(row: Clause, upper: Plan) -> ClauseDraft:
    """A group of tasks with the tasks printed under it, where the reading kept only how many there are."""
    draft = draft_of(row)
    if row.kind != ClauseKind.TASK_GROUP or draft.facts.get("items") or upper.reading is None or row.span_to is None:
        return draft
    items = items_after(upper.reading.text, row.span_to, draft.facts.get("count") or 0)
    return replace(draft, facts=draft.facts | {"items": items})


def _row(plan: Plan, order: int, draft: ClauseDraft, removed_at: datetime | None) -> Clause:
    row = row_of(plan, order, draft)
    row.removed_at = removed_at
    return row


def save(*, plan: Plan, section: Section, revisions: Mapping[int, Revision], by: Person, at: datetime) -> int:
    """Save one part of the page; returns how many clauses changed. What they said before is kept to be undone.

    Raises: plans.actions.NotADraft, plans.actions.ClausesChangedMeanwhile.
    """
    with transaction.atomic():
        before = revise_many(plan=plan, revisions=revisions, by=by, at=at)
        if before:
            Step.objects.create(plan=plan, at=at, by=by, section=section, before=[_kept(row) for row in before])
    return len(before)


def _kept(row: Clause) -> dict[str, Any]:
    return {"clause": row.pk, "text": row.text, "facts": row.facts, "kept": row.removed_at is None}


def undo(*, plan: Plan, by: Person, at: datetime) -> Section:
    """Take the last saving back; returns the part of the page it was in.

    Raises: NothingToUndo, plans.actions.NotADraft.
    """
    with transaction.atomic():
        step = queries.last_step(plan)
        if step is None or not Step.objects.filter(pk=step.pk, undone_at=None).update(undone_at=at):
            raise NothingToUndo()
        now = Clause.objects.in_bulk([row["clause"] for row in step.before])
        revisions = {
            row["clause"]: Revision(row["text"], row["facts"], row["kept"], kept_mark(now[row["clause"]]))
            for row in step.before
            if row["clause"] in now
        }
        revise_many(plan=plan, revisions=revisions, by=by, at=at)
        note("cascade.undo", plan, plan.unit_id, by, at, section=step.section)
    return Section(step.section)


def add_own(
    *, plan: Plan, kind: ClauseKind, text: str, facts: dict[str, Any], upper: Clause | None, by: Person, at: datetime
) -> Clause:
    """Add a clause of the unit's own, tied to a clause of the superior's where it carries one out.

    Raises: plans.actions.NotADraft.
    """
    with transaction.atomic():
        clause = add_clause(plan=plan, kind=kind, text=text, facts=facts, by=by, at=at)
        if upper is not None and upper.plan_id == plan.superior_plan_id:
            Trace.objects.create(lower=plan, upper=upper, clause=clause, how="concrete")
    return clause


def take_out_own(*, clause: Clause, by: Person, at: datetime) -> None:
    """Take a clause of the unit's own out again. Raises: plans.actions.NotADraft."""
    take_out_clause(clause=clause, by=by, at=at)
