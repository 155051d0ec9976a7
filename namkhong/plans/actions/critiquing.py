"""Setting a finding of the critic aside, taking that back, and taking one of its ready changes."""

from datetime import datetime
from typing import Protocol

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans.actions.clauses import add_clause, revise_clause, take_out_clause
from namkhong.plans.models import Clause, Dismissal, Plan
from namkhong.plans.rules.critic import Change, Deed

REASON_LETTERS = 300


class NoReason(DomainError):
    sentence = "Hãy ghi lý do bỏ qua góp ý này, để người sau còn hiểu."


class ReasonTooLong(DomainError):
    sentence = "Lý do dài quá {most} chữ. Hãy viết gọn lại."


class NothingToChange(DomainError):
    sentence = "Mục này không còn trong bản đang soát. Hãy tải lại trang."


class Dismissible(Protocol):
    """Whatever somebody may have to say about a plan: a finding of the critic, or of a room that knows more."""

    @property
    def kind(self) -> str:
        """What it is about, one word of at most thirty letters."""

    @property
    def mark(self) -> str:
        """Sixteen letters that name it as long as it says the same."""


def dismiss_finding(*, plan: Plan, finding: Dismissible, reason: str, by: Person, at: datetime) -> Dismissal:
    """Set a finding aside; twice is once, and the first reason stays. Raises: NoReason, ReasonTooLong."""
    reason = " ".join(reason.split())
    if not reason:
        raise NoReason()
    if len(reason) > REASON_LETTERS:
        raise ReasonTooLong(most=REASON_LETTERS)
    with transaction.atomic():
        Plan.objects.select_for_update().get(pk=plan.pk)  # a second click waits here
        known = Dismissal.objects.filter(plan=plan, mark=finding.mark, undone_at=None).first()
        if known is not None:
            return known
        row = Dismissal.objects.create(
            plan=plan, kind=finding.kind, mark=finding.mark, reason=reason, dismissed_at=at, dismissed_by=by
        )
        _record("plan.dismiss_finding", row, by, at)
    return row


def restore_finding(*, dismissal: Dismissal, by: Person, at: datetime) -> None:
    """Undo `dismiss_finding`; the row stays as it was, with who took it back."""
    with transaction.atomic():
        if Dismissal.objects.filter(pk=dismissal.pk, undone_at=None).update(undone_at=at, undone_by=by):
            _record("plan.restore_finding", dismissal, by, at)


def take_change(*, plan: Plan, change: Change, seen: str, by: Person, at: datetime) -> Clause:
    """Do what a finding offers, through the actions a person would use; answers with the item it is about.

    `seen` is the mark (`rules.mark_of`) of the item when the change was offered, "" when adding.
    Raises: NotADraft, ChangedMeanwhile, NothingToChange.
    """
    if change.kind is not None:
        return add_clause(plan=plan, kind=change.kind, text=change.text, facts=change.facts, by=by, at=at)
    clause = Clause.objects.filter(plan=plan, pk=change.clause or 0, removed_at=None).select_related("plan").first()
    if clause is None:
        raise NothingToChange()
    if change.deed is Deed.TAKE_OUT:
        take_out_clause(clause=clause, by=by, at=at)
    else:
        revise_clause(clause=clause, text=change.text, facts=change.facts, seen=seen, by=by, at=at)
    return clause


def _record(verb: str, row: Dismissal, by: Person, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="plan",
        subject_id=row.plan_id,
        at=at,
        by=by.pk,
        unit=row.plan.unit_id,
        facts={"finding": row.kind},
    )
