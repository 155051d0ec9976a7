"""What an amendment changes: clauses of the old plan matched with those of the new by number and text."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from namkhong.cascade.rules.inheriting import CARRIED
from namkhong.cascade.states import ChangeKind
from namkhong.foundation.text import fold
from namkhong.plans.rules import ClauseDraft, NumberedClause, tell

ALIKE = 0.6
"""From this likeness of their words (0 to 1) on, two clauses of a kind are taken for one."""
_SAID_ELSEWHERE = ("count", "suggestion", "lead")


@dataclass(frozen=True, slots=True)
class ClauseChange:
    """One change; `old` is None for what is new, `new` for what is gone."""

    kind: ChangeKind
    old: NumberedClause | None
    new: NumberedClause | None


def changes_between(
    old: Sequence[NumberedClause], new: Sequence[NumberedClause]
) -> tuple[list[ClauseChange], dict[int, int]]:
    """The changes in the order of the new plan, what is gone last; and which old clause is which new one by number."""
    pairs = _pairs([row for row in old if row.draft.kind in CARRIED], [row for row in new if row.draft.kind in CARRIED])
    by_new = {theirs.pk: mine for mine, theirs in pairs}
    changes = [change for row in new if row.draft.kind in CARRIED for change in _change(by_new.get(row.pk), row)]
    kept = {mine.pk for mine, _ in pairs}
    gone = [row for row in old if row.draft.kind in CARRIED and row.pk not in kept]
    changes += [ClauseChange(ChangeKind.REMOVED, row, None) for row in gone]
    return changes, {mine.pk or 0: theirs.pk or 0 for mine, theirs in pairs}


def told_change(change: ClauseChange) -> tuple[list[str], list[str]]:
    """What the clause said and what it says, in lines for the screen."""
    return (_lines(change.old), _lines(change.new))


def _lines(row: NumberedClause | None) -> list[str]:
    return [row.draft.text, *tell(row.draft)] if row else []


def _change(mine: NumberedClause | None, row: NumberedClause) -> Iterator[ClauseChange]:
    if mine is None:
        yield ClauseChange(ChangeKind.ADDED, None, row)
    elif _said(mine.draft) != _said(row.draft):
        yield ClauseChange(ChangeKind.REVISED, mine, row)


def _said(draft: ClauseDraft) -> tuple[str, dict[str, Any]]:
    """Words and facts that matter, without white space, empty facts and what is only reckoned."""
    facts = {name: value for name, value in draft.facts.items() if value and name not in _SAID_ELSEWHERE}
    return " ".join(draft.text.split()).rstrip(" .;"), facts


def _pairs(old: Sequence[NumberedClause], new: Sequence[NumberedClause]) -> list[tuple[NumberedClause, NumberedClause]]:
    """The best pairs first, each clause once: same words, then same number, then much alike."""
    scored = [
        (likeness, -place, mine, theirs)
        for place, mine in enumerate(old)
        for theirs in new
        if mine.draft.kind == theirs.draft.kind and (likeness := _likeness(mine.draft, theirs.draft)) >= ALIKE
    ]
    scored.sort(key=lambda row: row[:2], reverse=True)
    used: set[tuple[str, int | None]] = set()
    pairs = []
    for _, _, mine, theirs in scored:
        if ("old", mine.pk) not in used and ("new", theirs.pk) not in used:
            used |= {("old", mine.pk), ("new", theirs.pk)}
            pairs.append((mine, theirs))
    return pairs


def _likeness(one: ClauseDraft, other: ClauseDraft) -> float:
    words, others = fold(one.text).rstrip(" .;"), fold(other.text).rstrip(" .;")
    if words == others:
        return 2.0 + (_said(one)[1] == _said(other)[1])
    number = one.facts.get("number")
    if number and number == other.facts.get("number"):
        return 1.5
    matcher = SequenceMatcher(None, words, others)
    return matcher.ratio() if matcher.real_quick_ratio() >= ALIKE and matcher.quick_ratio() >= ALIKE else 0.0
