"""Sums of ballots: what a group adds, and how it goes up the tree."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from namkhong.feedback.rules.statistics import Share, share_of

ASIDE: Final = 5
"""The place of those set aside, behind the five scores."""

ENOUGH: Final = 30
"""From so many ballots on a percentage is shown."""

Cell = tuple[int, str, str]
"""A unit, a day as it is written in JSON, and a class."""

Sums = dict[tuple[int, int, str], list[int]]
"""By unit, month and class: six own figures, then six of everybody below, the unit included."""


def changes(ballots: Iterable[tuple[int, str, str, int, int]]) -> list[list[int | str]]:
    """What ballots (unit, day, class, place, how many) add, one entry for a cell, as it is stored."""
    cells: dict[Cell, list[int]] = {}
    for unit, day, evidence, place, count in ballots:
        found = cells.get((unit, day, evidence))
        if found is None:
            found = cells[unit, day, evidence] = [0, 0, 0, 0, 0, 0]
        found[place] += count
    return [[*cell, *counts] for cell, counts in cells.items()]


def gathered(groups: Iterable[Sequence[Sequence[int | str]]]) -> dict[Cell, list[int]]:
    """Everything that stored groups add, one entry for a cell."""
    cells: dict[Cell, list[int]] = {}
    for group in groups:
        for unit, day, evidence, *counts in group:
            cell = (int(unit), str(day), str(evidence))
            found = cells.get(cell)
            cells[cell] = (
                [int(c) for c in counts] if found is None else [a + int(b) for a, b in zip(found, counts, strict=True)]
            )
    return cells


def spread(cells: Mapping[Cell, Sequence[int]], above: Mapping[str, Mapping[int, Iterable[int]]]) -> Sums:
    """What cells add to the sums of their units and of everybody who stood `above` them on the day."""
    sums: Sums = defaultdict(lambda: [0] * 12)
    for (unit, day, evidence), counts in cells.items():
        month = int(day[:4]) * 100 + int(day[5:7])
        told = [(place, count) for place, count in enumerate(counts) if count]
        row = sums[unit, month, evidence]
        for place, count in told:
            row[place] += count
        for upper in {unit, *above[day].get(unit, ())}:
            row = sums[upper, month, evidence]
            for place, count in told:
                row[6 + place] += count
    return sums


@dataclass(frozen=True, slots=True)
class Counts:
    """Ballots of one class: how many gave each score from 1 to 5, and how many are set aside."""

    scores: tuple[int, int, int, int, int] = (0, 0, 0, 0, 0)
    aside: int = 0

    @property
    def total(self) -> int:
        """How many count."""
        return sum(self.scores)

    @property
    def share(self) -> Share:
        """The share of satisfied people."""
        return share_of(self.scores)

    @property
    def satisfied(self) -> Decimal | None:
        """Per cent that gave 4 or 5; None where fewer than `ENOUGH` were given, which would say nothing."""
        if self.total < ENOUGH:
            return None
        return Decimal(100 * (self.scores[3] + self.scores[4])) / self.total

    @property
    def interval(self) -> tuple[Decimal, Decimal] | None:
        """The 95 % interval of that share (Wilson), in per cent; None where no share is told."""
        if self.satisfied is None:
            return None
        found = self.share.interval
        return Decimal(str(100 * found.low)), Decimal(str(100 * found.high))
