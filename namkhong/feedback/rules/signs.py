"""Signs of finer time, told when a rating comes in and kept with it: what a detector needs and the hour does not tell.

A sign compares a rating with those of its class that came just before it at the same point, and says no more than
"soon after", "one of many" or "as evenly as the one before". It names no moment and no other rating, and ballots of an
hour lie in an order of chance; so from all signs of an hour together nobody can work out at what minute a rating came.
"""

from enum import IntFlag
from typing import Final

QUICK_SECONDS: Final = 5.0
"""Two people at one desk take longer than this to finish, even where a slip is handed out every half minute."""

DENSE_SECONDS: Final = 300.0
DENSE_RATINGS: Final = 5
"""A rating is one of many when the fifth before it came within these seconds: more than one a minute at one point."""

EVEN_SHARE: Final = 0.05
EVEN_SECONDS: Final = 0.3
EVEN_LONGEST: Final = 900.0
"""Gaps are even when they differ by no more than a twentieth (or what a network adds), and last up to 15 minutes."""

NEXT_SERIALS: Final = 3
NEXT_SECONDS: Final = 90.0
"""A code follows another when its serial is one to three higher in the same batch and it comes within these seconds."""


class Sign(IntFlag):
    """What is remarkable about when a rating came."""

    NONE = 0
    QUICK = 1
    DENSE = 2
    EVEN = 4
    NEXT = 8


CROWDED: Final = Sign.QUICK | Sign.DENSE
"""Either tells that a rating came among many."""


def is_even(gap: float, before: float) -> bool:
    """Whether two gaps in seconds are as good as equal.

    >>> is_even(10.2, 10.0), is_even(12.0, 10.0), is_even(0.0, 0.0)
    (True, False, False)
    """
    return EVEN_SECONDS < gap <= EVEN_LONGEST and abs(gap - before) <= max(EVEN_SECONDS, EVEN_SHARE * gap)
