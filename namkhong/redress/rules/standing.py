"""When a month is so low that it must be explained, and when low months repeat so often that somebody should look.

Chance alone accuses nobody: a share counts as low only where even the upper end of its interval lies under the
threshold, and marks of one day are a burst only where even the lower end is high.
"""

from collections.abc import Collection, Iterable
from decimal import Decimal
from typing import Final

from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.rules.statistics import LEAST_COMPARED, wilson
from namkhong.foundation.months import months_later

THRESHOLD: Final = Decimal(70)
"""Per cent of satisfied people that a unit is expected to reach where no unit above has said otherwise."""
LOWEST_THRESHOLD, HIGHEST_THRESHOLD = Decimal(50), Decimal(95)
LEAST: Final = LEAST_COMPARED

BURST_LEAST: Final = 5
"""From so many marks of 1 or 2 at one desk on one day on they may be a burst."""
BURST_SHARE: Final = 1 / 3
"""Of all marks of that desk and day at least so many must be low, at the lower end of the interval."""

MONTHS_LOW: Final = 3
WITHIN: Final = 12
"""So many low months among so many months in a row propose an inspection."""


def is_low(counts: Counts, threshold: Decimal) -> bool:
    """Whether a month must be explained; never with fewer than `LEAST` ratings."""
    interval = counts.interval
    return interval is not None and interval[1] < threshold


def is_burst(low: int, total: int) -> bool:
    """Whether so many low marks of so many at one desk on one day must be explained."""
    return low >= BURST_LEAST and wilson(low, total).low > BURST_SHARE


def repeated(low: Iterable[int], month: int, counted: Collection[int]) -> tuple[int, ...]:
    """The low months for which an inspection is proposed after `month`; none where they are too few.

    Months that were `counted` for an earlier proposal do not count again.
    """
    first = months_later(month, 1 - WITHIN)
    found = sorted({each for each in low if first <= each <= month} - set(counted))
    return tuple(found) if month in found and len(found) >= MONTHS_LOW else ()
