"""The share of leaders among the best beside their share among all, small groups left unsaid. Pure."""

from dataclasses import dataclass
from decimal import Decimal

SMALLEST = 5
"""Groups of fewer people are not told apart: a share would point at persons."""


@dataclass(frozen=True, slots=True)
class LeadersShare:
    """Leaders and others, among all who were graded and among those graded best."""

    leaders: int
    others: int
    best_leaders: int
    best_others: int

    @property
    def may_be_told(self) -> bool:
        """Whether no group is so small that its share points at persons; nobody at all points at no one."""
        best = (self.best_leaders, self.best_others)
        large = min(self.leaders, self.others, sum(best)) >= SMALLEST
        return large and not any(0 < group < SMALLEST for group in best)

    @property
    def of_all(self) -> Decimal:
        """Leaders in per cent of all graded."""
        return _share(self.leaders, self.leaders + self.others)

    @property
    def of_best(self) -> Decimal:
        """Leaders in per cent of those graded best."""
        return _share(self.best_leaders, self.best_leaders + self.best_others)


def _share(part: int, whole: int) -> Decimal:
    """A share with one decimal; nothing of nothing is nothing."""
    return round(Decimal(100 * part) / whole, 1) if whole else Decimal(0)
