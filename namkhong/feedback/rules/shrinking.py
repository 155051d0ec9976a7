"""Estimates for small units: drawn towards what units of their kind get, the more so the fewer their ratings. Pure.

Beta-binomial, empirical Bayes: B. Efron, C. Morris, "Stein's Paradox in Statistics", Scientific American 236 (1977).
"""

from collections.abc import Sequence
from dataclasses import dataclass

from namkhong.feedback.rules.statistics import Share

LEAST, MOST = 10.0, 400.0
"""Bounds of the prior's weight in ratings: units are never taken for all alike, nor for unlike altogether."""


@dataclass(frozen=True, slots=True)
class Prior:
    """What is known before a unit's own ratings: the mean of its group, worth `weight` ratings."""

    mean: float
    weight: float

    @property
    def formula(self) -> str:
        """The formula with its numbers, as it is printed beside an estimate."""
        mean = f"{self.mean * 100:.1f}".replace(".", ",")
        weight = f"{self.weight:.0f}"
        return f"Ước lượng = (số hài lòng + {weight} × {mean}%) : (số lượt + {weight})"


def prior_of(shares: Sequence[Share]) -> Prior:
    """Mean and weight from the group's units, by moments: the variance between units beyond what chance explains.

    With fewer than two units that have ratings, or no variance beyond chance, the weight is the largest.
    """
    rated = [share for share in shares if share.answered > 0]
    answered = sum(share.answered for share in rated)
    if not answered:
        return Prior(0.5, MOST)
    mean = sum(share.satisfied for share in rated) / answered
    chance = mean * (1 - mean)
    spread = sum(share.answered * (share.value - mean) ** 2 for share in rated)
    # Cochran's moment estimator of the variance between units, sizes differing.
    room = answered - sum(share.answered**2 for share in rated) / answered
    between = (spread - (len(rated) - 1) * chance) / room if room > 0 else 0.0
    if between <= 0 or chance <= 0:
        return Prior(mean, MOST)
    return Prior(mean, min(MOST, max(LEAST, chance / between - 1)))


def shrunk(share: Share, prior: Prior) -> float:
    """The estimate for one unit, between its own share and the group's mean."""
    return (share.satisfied + prior.weight * prior.mean) / (share.answered + prior.weight)
