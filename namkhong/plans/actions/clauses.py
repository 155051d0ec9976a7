"""Correcting what was read, one item at a time. Every change leaves an Event and can be taken back; the reading itself
never changes.
"""

from datetime import datetime
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Max

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans.actions.history import change, keep
from namkhong.plans.actions.holding import hold_draft
from namkhong.plans.actions.taking_in import row_of
from namkhong.plans.models import Clause, Correction, Plan
from namkhong.plans.queries import draft_of
from namkhong.plans.rules import ACCEPTED, REMOVED, Change, ClauseDraft, is_sure, mark_of
from namkhong.plans.states import Basis, ClauseKind, Deed


class OnClause(Protocol):
    """A verb on one item that needs nothing but who and when."""

    def __call__(self, *, clause: Clause, by: Person, at: datetime) -> None:
        """Do it. Raises: NotADraft."""


class ChangedMeanwhile(DomainError):
    sentence = (
        "Người khác vừa sửa mục này. Nội dung bạn gõ còn nguyên trong ô; "
        "bản mới hiện ở phía trên để bạn so, lưu lại là ghi đè bản đó."
    )


class NothingSure(DomainError):
    sentence = "Không còn mục chắc chắn nào chờ nhận."


def add_clause(*, plan: Plan, kind: ClauseKind, text: str, facts: dict[str, Any], by: Person, at: datetime) -> Clause:
    """Add an item that the reader did not find. Raises: NotADraft."""
    draft = ClauseDraft(kind=kind, text=text, facts=facts)
    return add_drafts(plan=plan, drafts=[draft], by=by, at=at)[0]


def add_drafts(*, plan: Plan, drafts: list[ClauseDraft], by: Person, at: datetime) -> list[Clause]:
    """Add some items in one go. Raises: NotADraft."""
    with transaction.atomic():
        hold_draft(plan)
        last = Clause.objects.filter(plan=plan).aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
        made = [row_of(plan, order + place, draft) for place, draft in enumerate(drafts)]
        for row in made:
            row.save(force_insert=True)
        changes = [Change(row.pk, {REMOVED: True}, {REMOVED: False}) for row in made]
        keep(plan=plan, deed=Deed.ADD, label=made[0].text, changes=changes, by=by, at=at)
        for row in made:
            record_on("clause.add", row, by, at)
    return made


def revise_clause(*, clause: Clause, text: str, facts: dict[str, Any], seen: str, by: Person, at: datetime) -> None:
    """Correct an item; its source sentence stays. `seen` is the mark (`rules.mark_of`) of what the person had before
    the eyes. Raises: NotADraft, ChangedMeanwhile.
    """
    typed = {"basis": str(Basis.TYPED), "confidence": None, ACCEPTED: True}
    with transaction.atomic():
        now = hold_clause(clause, seen)
        _changed(now, Deed.REVISE, {"text": text, "facts": facts} | typed, by, at)
        record_on("clause.revise", clause, by, at)


def hold_clause(clause: Clause, seen: str) -> Clause:
    """The item as it stands now, held, if it is still what the person saw. Raises: NotADraft, ChangedMeanwhile."""
    hold_draft(clause.plan)
    now = Clause.objects.select_for_update().get(pk=clause.pk)
    if mark_of(draft_of(now)) != seen:
        raise ChangedMeanwhile()
    return now


def confirm_clause(*, clause: Clause, by: Person, at: datetime) -> None:
    """A person has looked: the item is as the document says. Raises: NotADraft."""
    with transaction.atomic():
        now = _held(clause)
        _changed(now, Deed.CONFIRM, {"confidence": "1.00", ACCEPTED: True}, by, at)
        record_on("clause.confirm", clause, by, at)


def accept_sure(*, plan: Plan, by: Person, at: datetime) -> Correction:
    """Accept everything printed and read with confidence (`rules.is_sure`) in one go.

    Raises: NotADraft, NothingSure.
    """
    with transaction.atomic():
        hold_draft(plan)
        waiting = Clause.objects.select_for_update().filter(plan=plan, removed_at=None, accepted_at=None).order_by("pk")
        sure = [row for row in waiting if is_sure(row.confidence, row.basis)]
        label = f"{len(sure)} mục"
        kept = change(clauses=sure, deed=Deed.ACCEPT, label=label, to={ACCEPTED: True}, plan=plan, by=by, at=at)
        if kept is None:
            raise NothingSure()
        record(
            verb="clause.accept",
            subject_kind="plan",
            subject_id=plan.pk,
            at=at,
            by=by.pk,
            unit=plan.unit_id,
            facts={"clauses": len(sure)},
        )
    return kept


def take_out_clause(*, clause: Clause, by: Person, at: datetime) -> None:
    """Take an item out; it can be put back until the plan is adopted. Raises: NotADraft."""
    with transaction.atomic():
        if _changed(_held(clause), Deed.TAKE_OUT, {REMOVED: True}, by, at):
            record_on("clause.take_out", clause, by, at)


def put_back_clause(*, clause: Clause, by: Person, at: datetime) -> None:
    """Undo `take_out_clause`. Raises: NotADraft."""
    with transaction.atomic():
        if _changed(_held(clause), Deed.PUT_BACK, {REMOVED: False}, by, at):
            record_on("clause.put_back", clause, by, at)


def _held(clause: Clause) -> Clause:
    hold_draft(clause.plan)
    return Clause.objects.select_for_update().get(pk=clause.pk)


def _changed(now: Clause, deed: Deed, to: dict[str, Any], by: Person, at: datetime) -> Correction | None:
    return change(clauses=[now], deed=deed, label=now.text, to=to, plan=now.plan, by=by, at=at)


def record_on(verb: str, clause: Clause, by: Person, at: datetime) -> None:
    """Write the Event of a verb on one item."""
    record(
        verb=verb,
        subject_kind="plan",
        subject_id=clause.plan_id,
        at=at,
        by=by.pk,
        unit=clause.plan.unit_id,
        facts={"clause": clause.pk, "kind": str(clause.kind)},
    )
