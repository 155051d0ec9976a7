"""Whether one share is larger than another, and by how much at least and at most. Pure.

Source: R. G. Newcombe, "Interval Estimation for the Difference between Independent Proportions: Comparison of Eleven
Methods", Statistics in Medicine 17 (1998), method 10, which is built from Wilson's intervals of the two shares.
"""

from math import sqrt
from statistics import NormalDist

from namkhong.feedback.rules.statistics import Z95, Interval, Share, wilson


def difference(one: Share, other: Share, z: float = Z95) -> Interval:
    """The 95 % interval of one share minus the other, from -1 to 1; all of it where one of them has no rating.

    With p, l, u the share and its Wilson bounds:  d ± √((p₁ − l₁)² + (u₂ − p₂)²), and the other way round above.
    """
    if not one.answered or not other.answered:
        return Interval(-1.0, 1.0)
    mine, theirs = wilson(one.satisfied, one.answered, z), wilson(other.satisfied, other.answered, z)
    apart = one.value - other.value
    low = apart - sqrt((one.value - mine.low) ** 2 + (theirs.high - other.value) ** 2)
    high = apart + sqrt((mine.high - one.value) ** 2 + (other.value - theirs.low) ** 2)
    return Interval(max(-1.0, low), min(1.0, high))


def clear(difference: Interval) -> bool:
    """Whether a difference is told apart from none."""
    return difference.low > 0 or difference.high < 0


def z_of(comparisons: int) -> float:
    """So many standard errors that of as many comparisons none is taken for clear by chance in 95 of 100 months.

    Bonferroni; one comparison gives `Z95`.
    """
    return NormalDist().inv_cdf(1 - 0.025 / max(1, comparisons))
