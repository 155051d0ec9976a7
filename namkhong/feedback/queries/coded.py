"""Ratings given with a code (classes A and B), for rooms that draw consequences from them; class C counts for nothing.

Both classes are counted in full: what a counter takes beyond the results of a day is set aside by the detectors
(`rules.detectors`), so that it is not among them.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Final

from django.db.models import Count, F, Q, Sum

from namkhong.feedback.models import Ballot, Tally
from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.rules.invitations import LOW
from namkhong.feedback.states import Evidence

CODED: Final = (Evidence.ONE_TIME, Evidence.COUNTER)
_SUMS = ("n1", "n2", "n3", "n4", "n5", "aside")


def coded_counts(
    first: int, last: int, *, units: Iterable[int] | None = None, own: bool = False, least: int = 1
) -> dict[int, Counts]:
    """By unit, from the month `first` to `last` (as 202611): all units or those named, where at least so many count.

    `own`: only ballots about the unit itself, not those of everybody below.
    """
    whose = "own" if own else "all"
    rows = Tally.objects.filter(month__gte=first, month__lte=last, evidence__in=CODED)
    if units is not None:
        rows = rows.filter(unit__in=units)
    sums = rows.order_by().values("unit").annotate(**{f"sum_{name}": Sum(f"{whose}_{name}") for name in _SUMS})
    enough = sums.annotate(total=sum((F(f"sum_n{score}") for score in range(2, 6)), F("sum_n1")))
    columns = ("unit", *(f"sum_{name}" for name in _SUMS))
    found = enough.filter(total__gte=least).values_list(*columns)
    return {unit: Counts((n1, n2, n3, n4, n5), aside) for unit, n1, n2, n3, n4, n5, aside in found}


@dataclass(frozen=True, slots=True)
class DeskDay:
    """One day at one point: how many gave 1 or 2, of how many."""

    unit: int
    point: int
    day: date
    low: int
    total: int


def low_days(first: date, last: date, least: int) -> list[DeskDay]:
    """Days and points at which at least so many gave 1 or 2 with a code, in order."""
    rows = Ballot.objects.filter(day__gte=first, day__lte=last, evidence__in=CODED, set_aside="").order_by()
    counted = rows.values("unit", "point", "day").annotate(low=Count("pk", filter=Q(score__in=LOW)), total=Count("pk"))
    found = counted.filter(low__gte=least).order_by("unit", "day", "point")
    return [DeskDay(*row) for row in found.values_list("unit", "point", "day", "low", "total")]
