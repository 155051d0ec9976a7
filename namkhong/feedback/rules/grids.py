"""Sums of very many ballots as whole arrays: a row for each unit, a column for each class and score.

What `rules.counts` does for the ballots of a second, this does for a hundred million of them.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

import numpy as np
from numpy.typing import NDArray

from namkhong.feedback.states import Evidence
from namkhong.foundation.months import month_bounds

Numbers = NDArray[Any]
Grid = NDArray[Any]
"""Shape (units, classes, six): the five scores of ballots that count, then those set aside."""

CLASSES = tuple(Evidence.values)
_FIRST = ord(CLASSES[0])
_SHIFT = 6
_BITS = 1 << _SHIFT
"""A ballot packed into one number: its unit, three bits of its class, three of its score (0: set aside)."""


def packed(letter: str, length: str) -> str:
    """A ballot as one number, in SQL; with what the database calls the number of a letter and the length of a text."""
    counts = f"CASE WHEN {length}(set_aside) = 0 THEN score ELSE 0 END"
    return f"unit_id * {_BITS} + ({letter}(evidence) - {_FIRST}) * 8 + {counts}"


def holds_packed(places: "Places") -> type[np.signedinteger[Any]]:
    """The narrowest type that holds every packed ballot of these units."""
    return np.int32 if len(places) and places.units[-1] < 1 << (31 - _SHIFT) else np.int64


def units_of(ballots: Numbers) -> Numbers:
    """The unit of every packed ballot."""
    return ballots >> _SHIFT


class Places:
    """The row of every unit in a grid. `units` are their numbers, each once."""

    def __init__(self, units: Numbers) -> None:
        self.units = np.sort(units)
        self._rows = np.full(int(self.units[-1]) + 1 if len(units) else 1, -1, np.int64)
        self._rows[self.units] = np.arange(len(units))
        self._shifted = (self._rows << _SHIFT).astype(holds_packed(self))

    def __len__(self) -> int:
        return len(self.units)

    def of(self, units: Numbers) -> Numbers:
        """The rows of units. Raises: LookupError for a unit that is not there."""
        return self._known(self._rows, units)

    @staticmethod
    def _known(rows: Numbers, units: Numbers) -> Numbers:
        """A row of -1 would be counted from the end."""
        if len(units) and (units.max() >= len(rows) or (found := rows[units]).min() < 0):
            raise LookupError("ballots or sums name a unit that does not exist")
        return found if len(units) else rows[:0]

    def among(self, units: Numbers) -> NDArray[np.bool_]:
        """Which of the numbers are known."""
        known = units < len(self._rows)
        known[known] = self._rows[units[known]] >= 0
        return known

    def grid(self) -> Grid:
        """Nothing counted yet."""
        return np.zeros((len(self), len(CLASSES), 6), np.int32)

    def counted(self, ballots: Numbers) -> Grid:
        """The sums of packed ballots. Raises: LookupError for a unit that is not there."""
        sums = np.zeros(len(self) << _SHIFT, np.int32)
        rows = self._known(self._shifted, units_of(ballots))
        np.add.at(sums, rows | (ballots & (_BITS - 1)), np.int32(1))
        packed_sums = sums.reshape(len(self), 8, 8)[:, : len(CLASSES)]
        return np.concatenate([packed_sums[..., 1:6], packed_sums[..., :1]], axis=2)


@dataclass(frozen=True, slots=True)
class Above:
    """Who stood above whom, on any line: pairs of units with the first and last day, as ordinals."""

    below: Numbers
    above: Numbers
    first: Numbers
    last: Numbers

    def on_all_of(self, first: int, last: int) -> "Above":
        """The pairs that held on every one of these days, taken for themselves."""
        return self._where((self.first <= first) & (self.last >= last))

    def of(self, places: Places) -> "Above":
        """The pairs whose lower unit is among these."""
        return self._where(places.among(self.below))

    def without(self, places: Places) -> "Above":
        """The pairs whose lower unit is not among these."""
        return self._where(~places.among(self.below))

    def changing_in(self, month: int) -> "Above":
        """The pairs that begin or end in the middle of a month."""
        first, last = (day.toordinal() for day in month_bounds(month))
        begins = (self.first > first) & (self.first <= last)
        ends = (self.last >= first) & (self.last < last)
        return self._where(begins | ends)

    def stretches(self, month: int) -> Iterator[tuple[date, date]]:
        """A month cut wherever one of these pairs begins or ends: first and last days."""
        first, last = (day.toordinal() for day in month_bounds(month))
        cuts = {int(day) for day in np.concatenate([self.first, self.last + 1]) if first < day <= last}
        starts = [first, *sorted(cuts)]
        for start, after in zip(starts, [*starts[1:], last + 1], strict=True):
            yield date.fromordinal(start), date.fromordinal(after) - timedelta(days=1)

    def _where(self, chosen: NDArray[np.bool_]) -> "Above":
        return Above(self.below[chosen], self.above[chosen], self.first[chosen], self.last[chosen])


def counted_month(month: int, above: Above, places: Places, ballots: Callable[[date, date], Numbers]) -> Grid:
    """The sums of a month: six own columns of each class, then six of everybody below, the unit included.

    `ballots` answers with all packed ballots from one day to another. They are counted in arrays, which go up the tree
    by pairs; units whose superiors changed in the middle of the month go up by stretches of days instead.
    """
    changing = above.changing_in(month)
    movers = Places(np.unique(changing.below))
    theirs = above.of(movers)
    own, total = places.grid(), places.grid()
    for first, last in changing.stretches(month):
        given = ballots(first, last)
        own += places.counted(given)
        if len(movers):
            moved = movers.counted(given[movers.among(units_of(given))])
            total += _rolled_up(moved, movers, theirs.on_all_of(first.toordinal(), last.toordinal()), places)
    first, last = month_bounds(month)
    settled = above.without(movers).on_all_of(first.toordinal(), last.toordinal())
    total += own
    total += _rolled_up(own, places, settled, places)
    return np.concatenate([own, total], axis=2)


def _rolled_up(own: Grid, owners: Places, pairs: Above, places: Places) -> Grid:
    """What grids of some units add to those above them: each pair once, on however many lines it stands."""
    total = places.grid()
    keys = np.sort(places.of(pairs.above) * len(owners) + owners.of(pairs.below))
    keys = keys[np.diff(keys, prepend=-1) != 0]
    if len(keys):
        above, below = np.divmod(keys, len(owners))
        starts = np.flatnonzero(np.diff(above, prepend=-1))
        used = own.any(axis=0)  # of some classes there may be nothing, or nothing set aside
        sums = np.add.reduceat(own[:, used][below], starts, axis=0, dtype=own.dtype)
        whole = np.zeros((len(starts), *used.shape), own.dtype)
        whole[:, used] = sums
        total[above[starts]] = whole
    return total
