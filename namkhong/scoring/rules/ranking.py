"""Who stands where by points: 1, 2, 2, 4. Pure."""

from collections import Counter
from collections.abc import Mapping
from decimal import Decimal


def ranks(totals: Mapping[int, Decimal]) -> dict[int, int]:
    """The rank of each subject: one more than the number of those with more points; equal totals, equal ranks."""
    standing: dict[Decimal, int] = {}
    for place, total in enumerate(sorted(totals.values(), reverse=True), start=1):
        standing.setdefault(total, place)
    return {key: standing[total] for key, total in totals.items()}


def shared(standing: Mapping[int, int]) -> frozenset[int]:
    """The ranks that more than one subject has."""
    return frozenset(rank for rank, times in Counter(standing.values()).items() if times > 1)
