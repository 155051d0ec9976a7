"""When duties are due, how a duty stands on a day, and whether days leave the superior time. Pure."""

import calendar
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from namkhong.campaigns.states import DutyState, Recurrence
from namkhong.foundation.days import Bound, IsWorkingDay, last_on_time_day, shifted
from namkhong.foundation.periods import Period, month_period, quarter_period, span_period, year_period

SOON_DAYS = 10
"""A duty is "due soon" in its last ten days."""

MARGIN_DAYS = 5
"""Days a superior needs between the last report from below and its own."""


class Standing(StrEnum):
    """How a duty stands on a day; computed, never stored."""

    NOT_OBLIGED = "not_obliged"
    ON_TIME = "on_time"
    EXTENDED = "extended"
    LATE = "late"
    OVERDUE = "overdue"
    SOON = "soon"
    OPEN = "open"
    NO_DAY = "no_day"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _LABELS[self]


_LABELS = {
    Standing.NOT_OBLIGED: "Không phải làm",
    Standing.ON_TIME: "Đúng hạn",
    Standing.EXTENDED: "Xong trong hạn đã gia hạn",
    Standing.LATE: "Xong muộn",
    Standing.OVERDUE: "Quá hạn",
    Standing.SOON: "Sắp đến hạn",
    Standing.OPEN: "Chưa đến hạn",
    Standing.NO_DAY: "Chưa định ngày",
}


def standing(
    *, state: str, due_on: date | None, current_due_on: date | None, fulfilled_on: date | None, on: date
) -> Standing:
    """How a duty stands. Lateness is measured against the duty's own day; an extension excuses but never erases."""
    if state == DutyState.NOT_OBLIGED:
        return Standing.NOT_OBLIGED
    if due_on is None or current_due_on is None:
        return Standing.ON_TIME if fulfilled_on else Standing.NO_DAY
    if fulfilled_on is not None:
        if fulfilled_on <= due_on:
            return Standing.ON_TIME
        return Standing.EXTENDED if fulfilled_on <= current_due_on else Standing.LATE
    if current_due_on < on:
        return Standing.OVERDUE
    return Standing.SOON if (current_due_on - on).days <= SOON_DAYS else Standing.OPEN


@dataclass(frozen=True, slots=True)
class Schedule:
    """When a duty comes due: the words of the plan as data."""

    bound: Bound
    recurrence: Recurrence
    day: int | None
    month: int | None
    first_year: int
    last_year: int | None
    shifts: bool = False


@dataclass(frozen=True, slots=True)
class Occurrence:
    """One period of a schedule and its last day on time (None where no day is named)."""

    period: Period
    due_on: date | None


def occurrences(schedule: Schedule, year: int, is_working_day: IsWorkingDay) -> Iterator[Occurrence]:
    """What a schedule asks for in one calendar year.

    A once-only duty of several years falls in its last year and covers them all.
    """
    if year < schedule.first_year or (schedule.last_year is not None and year > schedule.last_year):
        return
    for period, month in _periods(schedule, year):
        due = _due(schedule, year, month)
        yield Occurrence(period, shifted(due, is_working_day) if due and schedule.shifts else due)


def _periods(schedule: Schedule, year: int) -> list[tuple[Period, int | None]]:
    if schedule.recurrence is Recurrence.MONTHLY:
        return [(month_period(year, month), month) for month in range(1, 13)]
    if schedule.recurrence is Recurrence.QUARTERLY:
        return [(quarter_period(year, quarter), _quarter_month(schedule.month, quarter)) for quarter in range(1, 5)]
    if schedule.recurrence is Recurrence.YEARLY:
        return [(year_period(year), schedule.month)]
    last = schedule.last_year or schedule.first_year
    return [(span_period(schedule.first_year, last), schedule.month)] if year == last else []


def _quarter_month(month: int | None, quarter: int) -> int | None:
    """A quarterly duty names a month of the first quarter; None means the last month of each quarter."""
    return quarter * 3 if month is None else (quarter - 1) * 3 + 1 + (month - 1) % 3


def _due(schedule: Schedule, year: int, month: int | None) -> date | None:
    if schedule.bound is Bound.NONE or schedule.day is None or month is None:
        return None
    last = calendar.monthrange(year, month)[1]
    return last_on_time_day(schedule.bound, date(year, month, min(schedule.day, last)))


def tree_day(year: int, on: date) -> date:
    """The day whose tree of units answers for a year: its last day, or today in the running year."""
    return min(date(year, 12, 31), on)


def years_to_assign(stages: Sequence[tuple[int, int, bool]], on: date) -> list[int]:
    """Years of the stages (first, last, open-ended) up to this year, the latest first; this year where none is told."""
    if not stages:
        return [on.year]
    first = min(start for start, _, _ in stages)
    last = on.year if any(open_ended for _, _, open_ended in stages) else max(end for _, end, _ in stages)
    return list(range(min(last, on.year), first - 1, -1))


def named_day_words(schedule: Schedule) -> str:
    """The day as the plan words it: "trước ngày 20/10", "chậm nhất ngày 15 hằng tháng"; empty where it names none."""
    if schedule.bound is Bound.NONE or schedule.day is None:
        return ""
    words = "trước ngày" if schedule.bound is Bound.BEFORE else "chậm nhất ngày"
    if schedule.recurrence is Recurrence.MONTHLY:
        return f"{words} {schedule.day} hằng tháng"
    if schedule.recurrence is Recurrence.QUARTERLY:
        return f"{words} {schedule.day} của tháng thứ {((schedule.month or 3) - 1) % 3 + 1} mỗi quý"
    every = " hằng năm" if schedule.recurrence is Recurrence.YEARLY else ""
    return f"{words} {schedule.day}/{schedule.month}{every}"


def due_words(schedule: Schedule, due_on: date | None) -> str:
    """What the words mean for one due day, so that nobody counts a day too many.

    They may be the plan's own or a day that the organiser took, so the sentence does not claim the plan said it.
    """
    named = named_day_words(schedule)
    if not named or due_on is None:
        return "Kế hoạch không ghi ngày cụ thể."
    if schedule.bound is Bound.BEFORE:
        return f"Hạn là “{named}”, nghĩa là chậm nhất hết ngày {due_on:%d/%m/%Y}."
    return f"Hạn là “{named}”: làm xong trong ngày {due_on:%d/%m/%Y} vẫn đúng hạn."


@dataclass(frozen=True, slots=True)
class ChainLink:
    """A report from below and the organiser's own onward report, with their last days in one year."""

    lower_title: str
    lower_due_on: date
    upper_title: str
    upper_due_on: date


@dataclass(frozen=True, slots=True)
class ChainWarning:
    """Two days that do not leave the superior time; `days` is the margin, negative when in the wrong order."""

    link: ChainLink
    days: int

    @property
    def sentence(self) -> str:
        """What to tell the officer."""
        lower, upper = f"{self.link.lower_due_on:%d/%m}", f"{self.link.upper_due_on:%d/%m}"
        if self.days < 0:
            return (
                f"“{self.link.lower_title}” hạn {lower}, sau hạn {upper} của “{self.link.upper_title}”: "
                "đơn vị phải báo cáo lên trên trước khi nhận đủ số liệu từ dưới."
            )
        return (
            f"“{self.link.lower_title}” hạn {lower} chỉ còn {self.days} ngày trước hạn {upper} của "
            f"“{self.link.upper_title}”: khó kịp tổng hợp."
        )


def chain_warnings(links: Sequence[ChainLink], margin: int = MARGIN_DAYS) -> list[ChainWarning]:
    """The links whose lower day leaves the upper report fewer than `margin` days."""
    gaps = [(link, (link.upper_due_on - link.lower_due_on).days) for link in links]
    return [ChainWarning(link, days) for link, days in gaps if days < margin]
