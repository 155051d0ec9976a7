"""Whether satisfaction has risen or fallen, whether a target is reached: said only where chance does not explain it."""

from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from typing import Final

from namkhong.feedback.rules.differences import difference
from namkhong.feedback.rules.statistics import Say, Share

WHOLE: Final = Decimal(100)


class Course(StrEnum):
    """How one share stands to an earlier one."""

    UP = "up"
    DOWN = "down"
    UNCLEAR = "unclear"
    UNKNOWN = "unknown"


def course(now: Share, before: Share) -> Course:
    """Up or down where the interval of the difference does not hold zero; unknown where one of them is too small."""
    if now.say is not Say.SHARE or before.say is not Say.SHARE:
        return Course.UNKNOWN
    apart = difference(now, before)
    if apart.low > 0:
        return Course.UP
    return Course.DOWN if apart.high < 0 else Course.UNCLEAR


@dataclass(frozen=True, slots=True)
class Aim:
    """What a year is to reach, in per cent."""

    low: Decimal
    high: Decimal


def aim_of(base: Decimal, least: Decimal, most: Decimal, years: int) -> Aim:
    """The aim so many years after the base year: each year adds from `least` to `most` percentage points, up to 100."""
    return Aim(min(WHOLE, base + least * years), min(WHOLE, base + most * years))


class Reached(StrEnum):
    """How a share stands to its aim."""

    YES = "yes"
    NO = "no"
    OPEN = "open"


def reached(share: Share, aim: Aim) -> Reached:
    """Yes where the whole interval is at the aim or above it, no where it is wholly below; else it cannot be said."""
    if share.say is not Say.SHARE:
        return Reached.OPEN
    interval, least = share.interval, float(aim.low) / 100
    if interval.low >= least:
        return Reached.YES
    return Reached.NO if interval.high < least else Reached.OPEN
