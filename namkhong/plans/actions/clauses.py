"""Correcting what was read, one item at a time. Every change leaves an Event; the reading itself never changes."""

from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db import transaction
from django.db.models import Max

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import draft_of
from namkhong.plans.rules import mark_of
from namkhong.plans.states import Basis, ClauseKind, PlanState


class OnClause(Protocol):
    """A verb on one item that needs nothing but who and when."""

    def __call__(self, *, clause: Clause, by: Person, at: datetime) -> None:
        """Do it. Raises: NotADraft."""


class NotADraft(DomainError):
    sentence = "Kế hoạch này đã được đưa vào thực hiện hoặc đã bỏ nên không sửa được nữa. Hãy tải lại trang."


class ChangedMeanwhile(DomainError):
    sentence = (
        "Người khác vừa sửa mục này. Nội dung bạn gõ còn nguyên trong ô; "
        "bản mới hiện ở phía trên để bạn so, lưu lại là ghi đè bản đó."
    )


def add_clause(*, plan: Plan, kind: ClauseKind, text: str, facts: dict[str, Any], by: Person, at: datetime) -> Clause:
    """Add an item that the reader did not find. Raises: NotADraft."""
    with transaction.atomic():
        hold_draft(plan)
        last = Clause.objects.filter(plan=plan).aggregate(last=Max("order"))["last"]
        order = 0 if last is None else last + 1
        clause = Clause.objects.create(plan=plan, kind=kind, order=order, text=text, facts=facts, basis=Basis.TYPED)
        _record("clause.add", clause, by, at)
    return clause


def revise_clause(*, clause: Clause, text: str, facts: dict[str, Any], seen: str, by: Person, at: datetime) -> None:
    """Correct an item; its source sentence stays. `seen` is the mark (`rules.mark_of`) of what the person had before
    the eyes. Raises: NotADraft, ChangedMeanwhile.
    """
    with transaction.atomic():
        hold_draft(clause.plan)
        now = Clause.objects.select_for_update().get(pk=clause.pk)
        if mark_of(draft_of(now)) != seen:
            raise ChangedMeanwhile()
        Clause.objects.filter(pk=clause.pk).update(text=text, facts=facts, basis=Basis.TYPED, confidence=None)
        _record("clause.revise", clause, by, at)


def confirm_clause(*, clause: Clause, by: Person, at: datetime) -> None:
    """A person has looked: the item is as the document says. Raises: NotADraft."""
    with transaction.atomic():
        hold_draft(clause.plan)
        Clause.objects.filter(pk=clause.pk).update(confidence=Decimal(1))
        _record("clause.confirm", clause, by, at)


def take_out_clause(*, clause: Clause, by: Person, at: datetime) -> None:
    """Take an item out; it can be put back until the plan is adopted. Raises: NotADraft."""
    with transaction.atomic():
        hold_draft(clause.plan)
        if Clause.objects.filter(pk=clause.pk, removed_at=None).update(removed_at=at):
            _record("clause.take_out", clause, by, at)


def put_back_clause(*, clause: Clause, by: Person, at: datetime) -> None:
    """Undo `take_out_clause`. Raises: NotADraft."""
    with transaction.atomic():
        hold_draft(clause.plan)
        if Clause.objects.filter(pk=clause.pk, removed_at__isnull=False).update(removed_at=None):
            _record("clause.put_back", clause, by, at)


def hold_draft(plan: Plan) -> None:
    """Hold the plan for this transaction, if it is still a draft. Raises: NotADraft."""
    if Plan.objects.select_for_update().filter(pk=plan.pk, state=PlanState.DRAFT).first() is None:
        raise NotADraft()


def _record(verb: str, clause: Clause, by: Person, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="plan",
        subject_id=clause.plan_id,
        at=at,
        by=by.pk,
        unit=clause.plan.unit_id,
        facts={"clause": clause.pk, "kind": str(clause.kind)},
    )
