"""Paper sheets keyed in: how many are keyed again by somebody else, and how often the two disagree."""

from collections.abc import Iterable
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

MANY: Final = Decimal(5)
"""From so many per cent of disagreement on the whole pile had better be keyed again."""


def again(sheets: int) -> int:
    """How many of so many sheets are keyed again: a tenth, rounded up."""
    return -(-sheets // 10)


@dataclass(frozen=True, slots=True)
class Keyed:
    """One sheet as it was keyed: the first time, the second time (None: not yet, or not asked for), and what stands
    on the paper where the two differed (None: nobody has looked yet).
    """

    first: int
    second: int | None = None
    settled: int | None = None

    @property
    def differs(self) -> bool:
        """Whether two people read different scores."""
        return self.second is not None and self.second != self.first

    @property
    def open(self) -> bool:
        """Whether they did and nobody has looked at the paper again."""
        return self.differs and self.settled is None

    @property
    def score(self) -> int:
        """What goes into the box."""
        return self.first if self.settled is None else self.settled


@dataclass(frozen=True, slots=True)
class Agreement:
    """How many were keyed twice and in how many of these the scores differed."""

    twice: int
    differing: int

    @property
    def rate(self) -> Decimal | None:
        """Per cent that differed; None while none was keyed twice."""
        return Decimal(100 * self.differing) / self.twice if self.twice else None

    @property
    def poor(self) -> bool:
        """Whether the rest is not to be relied on."""
        return self.rate is not None and self.rate > MANY


def agreement(sheets: Iterable[Keyed]) -> Agreement:
    """Of sheets as they were keyed."""
    twice = [sheet for sheet in sheets if sheet.second is not None]
    return Agreement(len(twice), sum(sheet.differs for sheet in twice))
