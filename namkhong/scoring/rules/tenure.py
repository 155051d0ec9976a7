"""How long somebody has worked in a period. Pure."""

from collections.abc import Iterable
from datetime import date


def months_worked(stretches: Iterable[tuple[date, date | None]], first: date, last: date) -> int:
    """Whole months of work from `first` to `last`, both included: twelfths of the days of a year.

    A stretch without a last day goes on. Stretches of one person do not overlap: there is one place of work at a time.
    """
    days = 0
    for since, until in stretches:
        begins, ends = max(since, first), min(until or last, last)
        days += max(0, (ends - begins).days + 1)
    return days * 12 // 365
