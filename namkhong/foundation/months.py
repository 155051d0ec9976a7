"""Months as numbers that sort, such as 202611: what sums of a month are kept under."""

from calendar import monthrange
from datetime import date, timedelta


def month_of(day: date) -> int:
    """The month of a day.

    >>> month_of(date(2026, 11, 22))
    202611
    """
    return day.year * 100 + day.month


def months_later(month: int, count: int) -> int:
    """The month so many months later, before for a negative count.

    >>> months_later(202611, 2), months_later(202601, -1)
    (202701, 202512)
    """
    whole = month // 100 * 12 + month % 100 - 1 + count
    return whole // 12 * 100 + whole % 12 + 1


def month_bounds(month: int) -> tuple[date, date]:
    """The first and the last day of a month.

    >>> month_bounds(202602)[1]
    datetime.date(2026, 2, 28)
    """
    year, of_year = divmod(month, 100)
    return date(year, of_year, 1), date(year, of_year, monthrange(year, of_year)[1])


def days_of(month: int) -> list[date]:
    """The days of a month.

    >>> len(days_of(202602))
    28
    """
    first, last = month_bounds(month)
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]
