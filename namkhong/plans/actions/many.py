"""Correcting many items of a draft as one."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans.actions.history import keep, state_of
from namkhong.plans.actions.holding import hold_draft
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import draft_of
from namkhong.plans.rules import REMOVED, change_of, mark_of
from namkhong.plans.states import Basis, Deed


class ClausesChangedMeanwhile(DomainError):
    """`clauses` names the items that somebody else has changed."""

    sentence = (
        "Người khác vừa sửa {count} mục của phần này. Những gì bạn gõ còn nguyên trong ô; "
        "hãy xem bản mới rồi lưu lại, lưu lại là ghi đè bản đó."
    )

    def __init__(self, clauses: list[int]) -> None:
        super().__init__(count=len(clauses))
        self.clauses = clauses


@dataclass(frozen=True, slots=True)
class Revision:
    """One item as it is to read, `kept` or taken out; `seen` is its mark (`kept_mark`) when the person began."""

    text: str
    facts: dict[str, Any]
    kept: bool
    seen: str


def kept_mark(clause: Clause) -> str:
    """The mark of what an item says and whether it is in the plan."""
    return mark_of(draft_of(clause)) + ("" if clause.removed_at is None else "-")


def revise_many(*, plan: Plan, revisions: Mapping[int, Revision], by: Person, at: datetime) -> list[Clause]:
    """Write revisions by clause number in a few statements; returns the clauses that changed, as they were before.

    Numbers of clauses of other plans are passed over. Raises: NotADraft, ClausesChangedMeanwhile.
    """
    with transaction.atomic():
        hold_draft(plan)
        rows = list(Clause.objects.filter(plan=plan, pk__in=revisions).order_by("pk"))
        before = [row for row in rows if _differs(row, revisions[row.pk])]
        met = [row.pk for row in before if kept_mark(row) != revisions[row.pk].seen]
        if met:
            raise ClausesChangedMeanwhile(met)
        if before:
            fields = ["text", "facts", "removed_at", "basis", "confidence"]
            Clause.objects.bulk_update([_revised(row, revisions[row.pk], at) for row in before], fields, batch_size=200)
            _keep(plan, before, revisions, by, at)
            facts = {"clauses": [row.pk for row in before]}
            record(
                verb="clause.revise_many",
                subject_kind="plan",
                subject_id=plan.pk,
                at=at,
                by=by.pk,
                unit=plan.unit_id,
                facts=facts,
            )
    return before


def _keep(plan: Plan, before: list[Clause], revisions: Mapping[int, Revision], by: Person, at: datetime) -> None:
    """One correction for all of them, so that they can be taken back together."""
    changes = []
    for row in before:
        was, new = state_of(row), revisions[row.pk]
        to = {
            "text": new.text,
            "facts": new.facts,
            REMOVED: not new.kept,
            "basis": str(Basis.TYPED),
            "confidence": None,
        }
        changes.append(change_of(row.pk, was, was | to))
    keep(plan=plan, deed=Deed.REVISE, label=f"{len(before)} mục", changes=changes, by=by, at=at)


def _differs(row: Clause, revision: Revision) -> bool:
    return (row.text, row.facts, row.removed_at is None) != (revision.text, revision.facts, revision.kept)


def _revised(row: Clause, revision: Revision, at: datetime) -> Clause:
    return Clause(
        pk=row.pk,
        text=revision.text,
        facts=revision.facts,
        removed_at=None if revision.kept else row.removed_at or at,
        basis=Basis.TYPED,
        confidence=None,
    )
