"""Whole-day arithmetic of deadlines. Holidays come in from `law`; nothing here knows a calendar by heart."""

from collections.abc import Callable
from datetime import date, timedelta
from enum import StrEnum

IsWorkingDay = Callable[[date], bool]
"""Answers whether a day is a working day (`law.queries.is_working_day`)."""


class Bound(StrEnum):
    """How the words of a document bind a day."""

    BEFORE = "before"  # "trước ngày": ends with the day before
    BY = "by"  # "đến ngày", "chậm nhất": includes the day
    NONE = "none"  # the document names no day


def last_on_time_day(bound: Bound, named: date) -> date:
    """The last day that is still on time: "trước ngày 20/10" ends with 19/10, "đến ngày 20/10" with 20/10."""
    return named - timedelta(days=1) if bound is Bound.BEFORE else named


def shifted(day: date, is_working_day: IsWorkingDay) -> date:
    """The day itself, or the next working day where it falls on a day off (BLDS 2015 điều 148 khoản 5)."""
    while not is_working_day(day):
        day += timedelta(days=1)
    return day


def days_left(due_on: date, on: date) -> int:
    """Days from `on` to the due day; negative when overdue."""
    return (due_on - on).days


def show_day(day: date | None) -> str:
    """dd/mm/yyyy, empty for None."""
    return f"{day:%d/%m/%Y}" if day else ""
