"""What may be said of so many ratings: shares with their intervals, when nothing is said, who may be compared. Pure.

Sources: E. B. Wilson, "Probable Inference, the Law of Succession, and Statistical Inference", JASA 22 (1927), for the
interval; QĐ 1001/QĐ-BNV (2023) for the index (the share of "hài lòng" and "rất hài lòng").
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from math import sqrt
from typing import Final

Z95: Final = 1.959963984540054
"""So many standard errors to each side hold 95 of 100 true values."""

LEAST_SHOWN: Final = 10
"""Of fewer ratings nothing is published: people who answered could be recognised."""

LEAST_COMPARED: Final = 30
"""From so many on a share is published with its interval, and compared; below, "chưa đủ mẫu"."""

SATISFIED: Final = (4, 5)
"""Scores that count as satisfied, of 1 to 5."""


class Say(StrEnum):
    """How much a number of ratings allows to be said."""

    NOTHING = "nothing"
    TOO_FEW = "too_few"
    SHARE = "share"


@dataclass(frozen=True, slots=True)
class Interval:
    """Bounds of a share, both between 0 and 1."""

    low: float
    high: float

    def overlaps(self, other: "Interval") -> bool:
        """Whether the two have a point in common: such units are not ranked against each other."""
        return self.low <= other.high and other.low <= self.high


@dataclass(frozen=True, slots=True)
class Share:
    """Satisfied people among those who answered, and what may be said of it."""

    satisfied: int
    answered: int

    @property
    def say(self) -> Say:
        """Nothing, too few for a figure, or a share with its interval."""
        if self.answered < LEAST_SHOWN:
            return Say.NOTHING
        return Say.TOO_FEW if self.answered < LEAST_COMPARED else Say.SHARE

    @property
    def value(self) -> float:
        """The share, 0 to 1. Raises: ZeroDivisionError where nobody has answered."""
        return self.satisfied / self.answered

    @property
    def percent(self) -> Decimal:
        """The share in per cent to one place, half up; exact, whatever the numbers."""
        return (Decimal(self.satisfied) * 100 / Decimal(self.answered)).quantize(Decimal("0.1"), ROUND_HALF_UP)

    @property
    def interval(self) -> Interval:
        """The 95 % interval."""
        return wilson(self.satisfied, self.answered)


def wilson(satisfied: int, answered: int, z: float = Z95) -> Interval:
    """Wilson's interval of a share: never outside 0 to 1, and never of no width, even where everybody is satisfied.

    centre = (k + z²/2) / (n + z²);  half width = z / (n + z²) · √(k·(n − k)/n + z²/4)
    """
    if answered <= 0:
        return Interval(0.0, 1.0)
    z2 = z * z
    centre = (satisfied + z2 / 2) / (answered + z2)
    half = z / (answered + z2) * sqrt(satisfied * (answered - satisfied) / answered + z2 / 4)
    low = 0.0 if satisfied == 0 else max(0.0, centre - half)
    high = 1.0 if satisfied == answered else min(1.0, centre + half)
    return Interval(low, high)


def share_of(counts: Sequence[int]) -> Share:
    """The share of a distribution: how many gave 1, 2, 3, 4 and 5."""
    return Share(sum(counts[score - 1] for score in SATISFIED), sum(counts))


def comparable(one: Share, other: Share) -> bool:
    """Whether one may be said to be better than the other: both large enough, and their intervals apart."""
    return one.say is other.say is Say.SHARE and not one.interval.overlaps(other.interval)


def required_sample(population: int, error: float = 0.05) -> int:
    """How many people to ask of so many transactions: n = N / (1 + N·e²), rounded up (Yamane; SIPAS guideline)."""
    if population <= 0:
        return 0
    exact = population / (1 + population * error * error)
    whole = int(exact)
    return whole if exact == whole else whole + 1


@dataclass(frozen=True, slots=True)
class Counted:
    """Ratings of one evidence class that count: one-time codes in whole, counter codes up to the day's transactions.

    `weight` is between 0 and 1 and the same for all ratings of the class, so that a surplus of ratings cannot shift
    the mixture; static posters weigh nothing.
    """

    share: Share
    weight: float


def mixed(classes: Mapping[str, Counted]) -> tuple[float, float]:
    """The weighted share of several classes, and the effective number of ratings behind it (Kish).

    share = Σ w·k / Σ w·n;  effective n = (Σ w·n)² / Σ w²·n. Both 0 where nothing counts.
    """
    mass = sum(part.weight * part.share.answered for part in classes.values())
    if mass <= 0:
        return 0.0, 0.0
    value = sum(part.weight * part.share.satisfied for part in classes.values()) / mass
    squares = sum(part.weight**2 * part.share.answered for part in classes.values())
    return value, mass * mass / squares


def capped_weight(ratings: int, transactions: int | None) -> float:
    """What a rating by counter code weighs: 1 up to the number of transactions, less when there are more ratings than
    transactions; 1 where transactions are not known.
    """
    if transactions is None or ratings <= transactions:
        return 1.0
    return transactions / ratings
