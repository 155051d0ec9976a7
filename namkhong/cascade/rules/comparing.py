"""What a lower plan lacks against one clause of the superior's."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation
from typing import Any

from namkhong.cascade.rules.days import is_later
from namkhong.cascade.rules.inheriting import LED
from namkhong.cascade.states import GapKind
from namkhong.plans.rules import ClauseDraft
from namkhong.plans.states import ClauseKind, TargetDirection

Facts = dict[str, Any]


def lacks(upper: ClauseDraft, lower: Sequence[ClauseDraft]) -> list[GapKind]:
    """The gaps of a clause that applies below, given the lower clauses that carry it out."""
    if not lower:
        return [GapKind.MISSING]
    found = []
    if upper.kind in LED and not any(lead_of(draft).strip() for draft in lower):
        found.append(GapKind.UNOWNED)
    if upper.kind == ClauseKind.TARGET and all(is_weaker(draft.facts, upper.facts) for draft in lower):
        found.append(GapKind.WEAKER)
    if any(is_later(draft.facts, upper.facts) for draft in lower):
        found.append(GapKind.LATER)
    return found


def lead_of(draft: ClauseDraft) -> str:
    """The body named for a clause: the text of a responsibility, `lead` of a task group, `who` of work."""
    if draft.kind == ClauseKind.RESPONSIBILITY:
        return draft.text
    return str(draft.facts.get("lead" if draft.kind == ClauseKind.TASK_GROUP else "who") or "")


def is_weaker(own: Facts, upper: Facts) -> bool:
    """Whether a target asks less than the superior's; False where the two measure differently or say no figure."""
    if own.get("unit") != upper.get("unit") or own.get("direction") != upper.get("direction"):
        return False
    if upper.get("direction") == TargetDirection.AT_MOST:
        mine, theirs = _number(own, "high", "low"), _number(upper, "high", "low")
        return mine is not None and theirs is not None and mine > theirs
    mine, theirs = _number(own, "low", "high"), _number(upper, "low", "high")
    return mine is not None and theirs is not None and mine < theirs


def _number(facts: Facts, first: str, second: str) -> Decimal | None:
    """The bound that counts, as it was typed or read."""
    text = facts.get(first) or facts.get(second) or ""
    try:
        return Decimal(str(text)) if text else None
    except InvalidOperation:
        return None
