"""What holds for the points of one criterion on one sheet. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from typing import Protocol

from namkhong.scoring.states import RoundState, SheetState

SHORTEST_REASON = 10
"""A reason in fewer letters tells nobody anything."""

SELF_SCORING = (SheetState.OPEN, SheetState.RETURNED)
"""States of a sheet in which its subject writes on it."""

CHECKING = (RoundState.SCORING, RoundState.DECIDING)
"""States of a round in which sheets are checked; the subjects write in the first of them only."""


class Marked(Protocol):
    """The points of a criterion at each step."""

    @property
    def self_points(self) -> Decimal | None: ...
    @property
    def checked_points(self) -> Decimal | None: ...
    @property
    def final_points(self) -> Decimal | None: ...
    @property
    def reopened(self) -> bool: ...


def standing(mark: Marked) -> Decimal | None:
    """The points that count now: those of the latest step at which any were given."""
    for points in (mark.final_points, mark.checked_points):
        if points is not None:
            return points
    return mark.self_points


def checkable(mark: Marked) -> Decimal | None:
    """The points a checker finds: those checked before, else the subject's own."""
    return mark.checked_points if mark.checked_points is not None else mark.self_points


def writable(mark: Marked, marks: Iterable[Marked]) -> bool:
    """Whether the subject may write points: everywhere, or only where a return has asked for it."""
    return mark.reopened or not any(each.reopened for each in marks)


def recallable(marks: Iterable[Marked]) -> bool:
    """Whether a sheet that was handed in may be taken back: nobody has begun to check what was handed in last."""
    rows = list(marks)
    handed_in = [row for row in rows if row.reopened] or rows
    return all(row.checked_points is None for row in handed_in)


def is_reason(words: str) -> bool:
    """Whether the words say why."""
    return len(words.strip()) >= SHORTEST_REASON


def needs_reason(before: Decimal | None, after: Decimal) -> bool:
    """Whoever changes points that somebody else gave says why; who lets them stand need not."""
    return before != after


@dataclass(frozen=True, slots=True)
class Window:
    """The days on which appeals are heard: `days` after publication, the day of publication not counted."""

    published_on: date
    days: int

    @property
    def last_day(self) -> date:
        """The last day on which an appeal may be made."""
        return self.published_on + timedelta(days=self.days)

    def is_open(self, on: date) -> bool:
        """Whether an appeal may be made on a day."""
        return on <= self.last_day
