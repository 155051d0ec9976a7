"""The difference of two shares with its interval. Pure.

Source: R. G. Newcombe, "Interval estimation for the difference between independent proportions: comparison of eleven
methods", Statistics in Medicine 17 (1998), method 10 (hybrid score), made of the two Wilson intervals.
"""

from math import sqrt

from namkhong.feedback.rules.statistics import Interval, Share


def difference(one: Share, other: Share) -> Interval:
    """The 95 % interval of `one` minus `other`, from −1 to 1; all of that where nobody has answered one of them.

    low = d − √((p₁ − l₁)² + (u₂ − p₂)²);  high = d + √((u₁ − p₁)² + (p₂ − l₂)²)
    """
    if not one.answered or not other.answered:
        return Interval(-1.0, 1.0)
    first, second = one.interval, other.interval
    apart = one.value - other.value
    low = apart - sqrt((one.value - first.low) ** 2 + (second.high - other.value) ** 2)
    high = apart + sqrt((first.high - one.value) ** 2 + (other.value - second.low) ** 2)
    return Interval(max(-1.0, low), min(1.0, high))
