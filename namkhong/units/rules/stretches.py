"""Stretches of days on which a unit stands under another."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """A unit stands under a parent (None: at the top) from a day to a day, last day included (None: open)."""

    unit: int
    first: date
    last: date | None
    parent: int | None

    def holds(self, day: date) -> bool:
        """Whether it holds on a day."""
        return self.first <= day and (self.last is None or day <= self.last)


def first_overlap(stretches: Iterable[Stretch]) -> Stretch | None:
    """The first stretch that begins before an earlier one of the same unit has ended."""
    before: Stretch | None = None
    for each in sorted(stretches, key=lambda row: (row.unit, row.first)):
        if before and before.unit == each.unit and (before.last is None or each.first <= before.last):
            return each
        before = each
    return None


def first_before_its_parent(new: Iterable[Stretch], of_parents: Iterable[Stretch]) -> Stretch | None:
    """The first new stretch on whose first day the parent itself does not stand on the line."""
    standing: dict[int, list[Stretch]] = defaultdict(list)
    for each in of_parents:
        standing[each.unit].append(each)
    for each in sorted(new, key=lambda row: (row.unit, row.first)):
        if each.parent is not None and not any(row.holds(each.first) for row in standing[each.parent]):
            return each
    return None
