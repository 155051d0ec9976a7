"""Reporting periods: a year, a quarter, a month, a span of years, or once. A key is short, sorts, and is stored."""

import calendar
import re
from dataclasses import dataclass
from datetime import date

from namkhong.foundation.errors import DomainError


class UnknownPeriod(DomainError):
    sentence = "Không hiểu kỳ báo cáo “{key}”."


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """A stretch of whole days. `key`: "2026", "2026-Q3", "2026-11", "2021-2026"."""

    key: str
    starts_on: date
    ends_on: date

    @property
    def year(self) -> int:
        """The calendar year in which the period ends."""
        return self.ends_on.year

    @property
    def label(self) -> str:
        """How a clerk names the period."""
        if re.fullmatch(r"\d{4}", self.key):
            return f"năm {self.key}"
        if "Q" in self.key:
            return f"quý {['I', 'II', 'III', 'IV'][int(self.key[-1]) - 1]} năm {self.key[:4]}"
        if re.fullmatch(r"\d{4}-\d{4}", self.key):
            return f"giai đoạn {self.key[:4]}–{self.key[5:]}"
        return f"tháng {int(self.key[5:])} năm {self.key[:4]}"


def year_period(year: int) -> Period:
    """The calendar year."""
    return Period(str(year), date(year, 1, 1), date(year, 12, 31))


def span_period(first: int, last: int) -> Period:
    """Whole years from `first` to `last`; a single year is that year's period."""
    if first == last:
        return year_period(first)
    return Period(f"{first}-{last}", date(first, 1, 1), date(last, 12, 31))


def quarter_period(year: int, quarter: int) -> Period:
    """Quarter 1 to 4."""
    last_month = quarter * 3
    return Period(f"{year}-Q{quarter}", date(year, last_month - 2, 1), _month_end(year, last_month))


def month_period(year: int, month: int) -> Period:
    """Month 1 to 12."""
    return Period(f"{year}-{month:02d}", date(year, month, 1), _month_end(year, month))


def parse_period(key: str) -> Period:
    """The period of a stored key. Raises: UnknownPeriod."""
    if (match := re.fullmatch(r"(\d{4})-(\d{4})", key)) and match[1] <= match[2]:
        return span_period(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-Q([1-4])", key):
        return quarter_period(int(match[1]), int(match[2]))
    if match := re.fullmatch(r"(\d{4})-(0[1-9]|1[0-2])", key):
        return month_period(int(match[1]), int(match[2]))
    if re.fullmatch(r"\d{4}", key):
        return year_period(int(key))
    raise UnknownPeriod(key=key)


def _month_end(year: int, month: int) -> date:
    return date(year, month, calendar.monthrange(year, month)[1])
