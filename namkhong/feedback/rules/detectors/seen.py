"""What detectors look at: ballots of one class at one point and day, and what is known of the point beside them."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from math import floor, sqrt
from typing import Final
from uuid import UUID

from namkhong.feedback.rules.detectors.chance import tail
from namkhong.feedback.rules.signs import Sign
from namkhong.feedback.rules.statistics import SATISFIED
from namkhong.feedback.states import Detector

Side = tuple[int, ...]

CONTENT: Final[Side] = SATISFIED
DISCONTENT: Final[Side] = (1, 2, 3)
SIDES: Final[tuple[Side, ...]] = (CONTENT, DISCONTENT)
"""The two sides of the published share: whatever is taken or kept within one side leaves the share alone."""

DAYS_BACK: Final = 28
DAYS_KNOWN: Final = 5
"""The usual is what came on the days with ratings of the four weeks before, where there were at least five."""

PRIOR: Final = (0.05, 0.05, 0.1, 0.3, 0.5)
PRIOR_RATINGS: Final = 10
"""Shares of the five marks expected before anything is known of a point, worth so many ratings."""

MEAN_ERRORS: Final = 2.0
MEAN_LEAST: Final = 0.25
"""The mean of ratings is unlike the usual from two standard errors on; a quarter of a mark is left alone however many
say so.
"""

SHARES: Final = ((CONTENT, 0.0228, 0.08), (DISCONTENT, 0.0228, 0.08), ((5,), 0.1, 0.1), ((1,), 0.1, 0.1))
"""A share is unlike the usual when chance makes one as large so seldom, and it lies by so much above the usual. Of the
best and the worst mark one in ten suffices: people who were sent give these, and twenty of them can tell no more.
"""

AGAIN_CHANCE: Final = 0.3
"""Where a burst was found at the point in the weeks before and has not been taken back, so much suffices of these two:
who was sent once is sent again, and then gives the same marks.
"""

CALM_LEAST: Final = 30
"""From so many ratings on that came by themselves, these alone say what is usual: crowds that passed do not."""

GOLDEN: Final = 0.6180339887498949


@dataclass(frozen=True, slots=True)
class Seen:
    """A ballot that counts, as a detector sees it."""

    id: UUID
    hour: int
    score: int
    signs: int = 0

    def has(self, sign: Sign) -> bool:
        """Whether it bears any of the signs."""
        return bool(self.signs & sign)


@dataclass(frozen=True, slots=True)
class Usual:
    """What came at a point, of one class, in the four weeks before: days with ratings, and how many of each score.

    `calm` are those of them that did not come among many.
    """

    days: int = 0
    scores: tuple[int, ...] = (0, 0, 0, 0, 0)
    calm: tuple[int, ...] = (0, 0, 0, 0, 0)

    @property
    def known(self) -> bool:
        """Whether there were days enough to call anything usual."""
        return self.days >= DAYS_KNOWN

    def per_day(self, scores: Side) -> float:
        """How many of some scores came on a day; 0 where there was none."""
        return sum(self.scores[score - 1] for score in scores) / self.days if self.days else 0.0

    def share(self, scores: Side) -> float:
        """How many of all had these scores, between 0 and 1; what is expected of anybody counts as a few ratings."""
        return sum(self._shares()[score - 1] for score in scores)

    def unlike(self, ballots: Sequence[Seen], *, again: bool = False) -> bool:
        """Whether ballots say something else than people usually say here, to the good or to the bad.

        `again`: a burst was found here before, and less suffices.
        """
        count = len(ballots)
        if not count:
            return False
        shares = self._shares()
        mean = sum(score * share for score, share in enumerate(shares, 1))
        variance = sum((score - mean) ** 2 * share for score, share in enumerate(shares, 1))
        away = abs(sum(ballot.score for ballot in ballots) / count - mean)
        if away >= max(MEAN_LEAST, MEAN_ERRORS * sqrt(variance / count)):
            return True
        return any(
            len(of(ballots, scores)) / count - self.share(scores) >= least
            and tail(count, len(of(ballots, scores)), self.share(scores))
            <= (AGAIN_CHANCE if again and len(scores) == 1 else chance)
            for scores, chance, least in SHARES
        )

    def _shares(self) -> list[float]:
        scores = self.calm if sum(self.calm) >= CALM_LEAST else self.scores
        whole = sum(scores) + PRIOR_RATINGS
        return [(found + PRIOR_RATINGS * prior) / whole for found, prior in zip(scores, PRIOR, strict=True)]


@dataclass(frozen=True, slots=True)
class Facts:
    """What is known beside the ballots: their class, results returned that day, working hours, what is usual.

    `day` is the day's number (its ordinal); `opens` and `closes` are None where the counter is open day and night,
    `transactions` where nobody has stated them. `again` tells that a burst was found here in the four weeks before.
    """

    evidence: str
    day: int = 0
    transactions: int | None = None
    opens: int | None = None
    closes: int | None = None
    usual: Usual = Usual()
    again: bool = False


@dataclass(frozen=True, slots=True)
class Finding:
    """Ballots that a detector sets aside, in order of their numbers, and the sentence that says why."""

    detector: Detector
    ballots: tuple[UUID, ...]
    sentence: str


def of(ballots: Iterable[Seen], scores: Side) -> list[Seen]:
    """The ballots with some scores."""
    return [ballot for ballot in ballots if ballot.score in scores]


def beyond(ballots: Iterable[Seen], most: int) -> list[Seen]:
    """All ballots but `most` of them; those with signs go first. Which of equals go has no bearing on the share.

    A number begins with its hour and ends by chance, so it is read from its end.
    """
    return sorted(ballots, key=lambda ballot: (ballot.signs != 0, ballot.id.bytes[::-1]))[most:]


def kept(usual: float, turn: int) -> int:
    """How many to keep where so many are usual: in the long run exactly that, so that a part of one is kept now and
    then. `turn` numbers the hours or days; which of them keep one more is the same for everybody.

    >>> [kept(0.25, turn) for turn in range(8)]
    [0, 0, 0, 1, 0, 0, 0, 0]
    """
    return floor(usual + turn * GOLDEN % 1)


def finding(detector: Detector, ballots: Iterable[Seen], sentence: str) -> Finding:
    """A finding over ballots in any order."""
    return Finding(detector, tuple(sorted(ballot.id for ballot in ballots)), sentence)
