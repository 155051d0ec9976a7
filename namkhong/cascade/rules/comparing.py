"""What a lower plan lacks against one clause of the superior's."""

from collections.abc import Sequence

from namkhong.cascade.rules.inheriting import LED
from namkhong.cascade.states import GapKind
from namkhong.plans.rules import ClauseDraft
from namkhong.plans.rules.comparing import is_weaker
from namkhong.plans.rules.days import is_later
from namkhong.plans.states import ClauseKind


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
