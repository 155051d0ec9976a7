"""Why offices are closed on a day, from the tables of holidays."""

from datetime import date
from functools import cache

from namkhong.law.data import holiday_tables
from namkhong.law.rules import days_off_of, is_weekend

_WEEKDAYS = {5: "Thứ Bảy", 6: "Chủ nhật"}


def why_closed(day: date) -> str:
    """The name of the holiday or of the day of the weekend; "" on a working day.

    In a year that is not in the tables only weekends are known.
    """
    offs, worked = _of_year(day.year)
    if day in offs:
        return offs[day]
    return _WEEKDAYS[day.weekday()] if is_weekend(day) and day not in worked else ""


@cache
def _of_year(year: int) -> tuple[dict[date, str], frozenset[date]]:
    """Days off with their names, and Saturdays worked."""
    fixed, years = holiday_tables()
    worked = frozenset(day for row in years.values() for day in (*row.worked, *(swap.work for swap in row.swaps)))
    offs = {off.day: off.name for off in days_off_of(fixed, years[year])} if year in years else {}
    return offs, worked
