"""Who stands before whom: groups of units between which every interval is apart, never a rank within one. Pure."""

from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from dataclasses import dataclass

from namkhong.feedback.rules.statistics import Say, Share


@dataclass(frozen=True, slots=True)
class Standing:
    """Where a unit stands among its sisters.

    Every unit of `tier` 1 is clearly better than every unit of tier 2, and so on; within a tier there is no order.
    `better_than` and `worse_than` count the sisters whose intervals lie wholly below and wholly above its own.
    """

    tier: int
    better_than: int
    worse_than: int


def standings(shares: Mapping[int, Share]) -> dict[int, Standing]:
    """The standing of every unit that has ratings enough to be compared; the others are not in the answer."""
    found = {unit: share.interval for unit, share in shares.items() if share.say is Say.SHARE}
    lows = sorted(interval.low for interval in found.values())
    highs = sorted(interval.high for interval in found.values())
    tiers = _tiers(sorted((interval.high, interval.low, unit) for unit, interval in found.items()))
    return {
        unit: Standing(tiers[unit], bisect_left(highs, interval.low), len(lows) - bisect_right(lows, interval.high))
        for unit, interval in found.items()
    }


def _tiers(rising: list[tuple[float, float, int]]) -> dict[int, int]:
    """From the best down: a new group begins where all that follow lie wholly below all that were there."""
    tiers: dict[int, int] = {}
    tier, reach = 0, 2.0
    for high, low, unit in reversed(rising):
        if high < reach:
            tier, reach = tier + 1, low
        reach = min(reach, low)
        tiers[unit] = tier
    return tiers
