"""A correction as data: which fields of which item were what before, and what they are after."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

Fields = dict[str, Any]

REMOVED, ACCEPTED = "removed", "accepted"
"""Two fields that stand for a moment in the row: whether an item is taken out, whether a person found it right."""


@dataclass(frozen=True, slots=True)
class Change:
    """One item before and after; both hold only the fields that differ."""

    clause: int
    before: Fields
    after: Fields

    def as_json(self) -> Fields:
        """As it is kept."""
        return {"clause": self.clause, "before": self.before, "after": self.after}

    @classmethod
    def of_json(cls, kept: Mapping[str, Any]) -> "Change":
        """Back from `as_json`."""
        return cls(kept["clause"], kept["before"], kept["after"])


def change_of(clause: int, before: Fields, after: Fields) -> Change:
    """What differs between two states of an item."""
    differing = [name for name in after if before.get(name) != after[name]]
    return Change(clause, {name: before.get(name) for name in differing}, {name: after[name] for name in differing})


def stands(change: Change, now: Mapping[str, Any]) -> bool:
    """Whether an item is still as the change left it, so that taking it back loses nothing done since."""
    return all(now[name] == value for name, value in change.after.items())


def told_apart(changes: Sequence[Change], now: Mapping[int, Mapping[str, Any]]) -> tuple[list[Change], list[Change]]:
    """The changes that can be taken back, and those whose item was changed again or is gone."""
    whole = [change for change in changes if change.clause in now and stands(change, now[change.clause])]
    return whole, [change for change in changes if change not in whole]
