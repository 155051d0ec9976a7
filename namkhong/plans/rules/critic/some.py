"""One finding about several items of which the first is quoted."""

from collections.abc import Sequence

from namkhong.plans.rules.critic.case import Case, numbers, short
from namkhong.plans.rules.critic.finding import Change, Finding, FindingKind, Weight
from namkhong.plans.rules.proposals import NumberedClause

_SHOWN = 4
"""So many places lead into the text; the sentence counts the rest."""


def about_some(
    case: Case,
    clauses: Sequence[NumberedClause],
    *,
    kind: FindingKind,
    weight: Weight,
    said: str,
    counted: str,
    mend: str,
    changes: tuple[Change, ...] = (),
) -> Finding:
    """`said` begins the sentence; `counted` is what the others are called ("chỗ", "chỉ tiêu"); one item at least."""
    others = f" (và {len(clauses) - 1} {counted} nữa)" if len(clauses) > 1 else ""
    return Finding(
        kind=kind,
        weight=weight,
        sentence=f"{said}: “{short(clauses[0].draft.text)}”{others}.",
        mend=mend,
        spots=case.spots_of(*clauses[:_SHOWN]),
        clauses=numbers(clauses),
        changes=changes,
    )
