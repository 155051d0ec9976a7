"""Keeping every correction, and taking one back."""

from collections.abc import Iterable, Sequence
from datetime import datetime
from decimal import Decimal
from itertools import groupby
from typing import Any

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans.actions.holding import hold_draft
from namkhong.plans.models import Clause, Correction, Plan
from namkhong.plans.rules import ACCEPTED, REMOVED, Change, change_of, told_apart
from namkhong.plans.states import Deed

Fields = dict[str, Any]

_PLAIN = ("text", "facts", "quote", "span_from", "span_to", "basis", "reason")
_AT_ONCE = 500
"""Rows named in one statement; databases take only so many."""


class ChangedSince(DomainError):
    sentence = "Mục này đã được sửa tiếp sau lần đó nên không hoàn tác được. Hãy hoàn tác lần sửa sau trước."


class UndoneAlready(DomainError):
    sentence = "Lần sửa này đã được hoàn tác rồi."


def state_of(clause: Clause) -> Fields:
    """Everything of an item that a correction may change, fit for JSON."""
    confidence = None if clause.confidence is None else f"{clause.confidence:.2f}"
    told = {name: getattr(clause, name) for name in _PLAIN} | {"confidence": confidence}
    told["basis"] = str(told["basis"])
    return told | {REMOVED: clause.removed_at is not None, ACCEPTED: clause.accepted_at is not None}


def keep(
    *, plan: Plan, deed: Deed, label: str, changes: Sequence[Change], by: Person, at: datetime
) -> Correction | None:
    """Write down what was changed; nothing where nothing was."""
    told = [change.as_json() for change in changes if change.after]
    if not told:
        return None
    return Correction.objects.create(plan=plan, deed=deed, label=label[:200], changes=told, by=by, at=at)


def change(
    *, clauses: Iterable[Clause], deed: Deed, label: str, to: Fields, plan: Plan, by: Person, at: datetime
) -> Correction | None:
    """Give some items of one plan these fields (as in `state_of`) and keep what they were before."""
    changes = []
    for clause in clauses:
        before = state_of(clause)
        changes.append(change_of(clause.pk, before, before | to))
    _write([made.clause for made in changes if made.after], to, at)
    return keep(plan=plan, deed=deed, label=label, changes=changes, by=by, at=at)


def undo(*, correction: Correction, by: Person, at: datetime) -> int:
    """Take a correction back; of many items at once, those changed since stay as they are. Returns how many went back.

    Raises: NotADraft, UndoneAlready, ChangedSince where no item can go back.
    """
    with transaction.atomic():
        hold_draft(correction.plan)
        if not Correction.objects.filter(pk=correction.pk, undone_at=None).update(undone_at=at, undone_by=by):
            raise UndoneAlready()
        changes = [Change.of_json(kept) for kept in correction.changes]
        rows = Clause.objects.filter(plan=correction.plan).select_for_update().order_by("pk")
        wanted = {made.clause for made in changes}
        whole, _ = told_apart(changes, {row.pk: state_of(row) for row in rows if row.pk in wanted})
        if not whole:
            raise ChangedSince()
        for before, group in groupby(whole, key=lambda made: made.before):
            _write([made.clause for made in group], before, at)
        record(
            verb="clause.undo",
            subject_kind="plan",
            subject_id=correction.plan_id,
            at=at,
            by=by.pk,
            unit=correction.plan.unit_id,
            facts={"correction": correction.pk, "deed": str(correction.deed), "clauses": len(whole)},
        )
    return len(whole)


def _write(clauses: list[int], to: Fields, at: datetime) -> None:
    """The fields of `state_of` back into rows."""
    values = {name: value for name, value in to.items() if name in _PLAIN}
    if "confidence" in to:
        values["confidence"] = None if to["confidence"] is None else Decimal(to["confidence"])
    for name, column in ((REMOVED, "removed_at"), (ACCEPTED, "accepted_at")):
        if name in to:
            values[column] = at if to[name] else None
    for first in range(0, len(clauses), _AT_ONCE):
        Clause.objects.filter(pk__in=clauses[first : first + _AT_ONCE]).update(**values)
