"""Questions about law: what is in force on a day, which days are worked, whether a document still holds."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from functools import cache

from namkhong.foundation.days import shifted
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.text import fold
from namkhong.law.data import Group, documents, documents_by_number, holiday_tables, rule_tables
from namkhong.law.rules import (
    Band,
    DayOff,
    DocumentStatus,
    LegalDocument,
    Rule,
    YearOfHolidays,
    band_of,
    days_off_of,
    is_weekend,
    status_among,
    working_days_after,
)


class NoRuleInForce(DomainError):
    sentence = "Chưa có quy định về “{subject}” trong dữ liệu cho ngày {on:%d/%m/%Y}. Hãy báo người quản trị bổ sung."


class NoHolidayCalendar(NoRuleInForce):
    sentence = "Chưa có lịch nghỉ lễ, Tết năm {year} trong dữ liệu. Hãy báo người quản trị bổ sung trước khi tính hạn."


class NotRankedByPoints(DomainError):
    sentence = "Trên ngày {on:%d/%m/%Y}, “{title}” không xếp loại theo điểm."


class ScoreOutOfRange(DomainError):
    sentence = "Điểm {score} nằm ngoài thang điểm từ 0 đến {highest}. Hãy kiểm tra lại."


def in_force(subject: str, on: date) -> Rule:
    """The rule of a subject in force on a day. Raises: NoRuleInForce."""
    for rule in rule_tables()[1]:
        if rule.subject == subject and rule.holds(on):
            return rule
    raise NoRuleInForce(subject=subject, on=on)


def rules(on: date, words: str = "") -> list[Rule]:
    """Rules in force on a day, in the order of the tables; `words` keeps those that hold every word, accents aside."""
    return [rule for rule in rule_tables()[1] if rule.holds(on) and _has(rule, words)]


def groups() -> tuple[Group, ...]:
    """Headings of the page of law, in order."""
    return rule_tables()[0]


def _has(rule: Rule, words: str) -> bool:
    text = fold(f"{rule.title} {rule.says} {rule.citation.document} {rule.citation.article} {rule.transition}")
    return all(word in text for word in fold(words).split())


def classify(scheme: str, score: Decimal, on: date) -> Band:
    """The rank a score earns under a scheme (`civil_servant`, `public_employee`, `one_stop`, `grassroots_union`).

    Decimal points, never rounded; a score on the border belongs to the higher rank.
    Raises: NoRuleInForce, NotRankedByPoints, ScoreOutOfRange.
    """
    rule = in_force(f"classify.{scheme}", on)
    if not rule.bands:
        raise NotRankedByPoints(title=rule.title, on=on)
    highest = rule.number("highest")
    band = band_of(rule.bands, score)
    if band is None or score > highest:
        raise ScoreOutOfRange(score=show_decimal(score), highest=show_decimal(highest))
    return band


def holiday_years() -> list[int]:
    """The years whose days off are in the tables, in order."""
    return sorted(holiday_tables()[1])


def holiday_year(year: int) -> YearOfHolidays:
    """What is settled for one year, with its source and whether it was checked. Raises: NoHolidayCalendar."""
    years = holiday_tables()[1]
    if year not in years:
        raise NoHolidayCalendar(year=year)
    return years[year]


@cache
def days_off(year: int) -> tuple[DayOff, ...]:
    """Every day off of a year in order, with name and kind. Raises: NoHolidayCalendar."""
    return days_off_of(holiday_tables()[0], holiday_year(year))


@cache
def holidays(year: int) -> frozenset[date]:
    """Days off of a year: holidays, days made up for weekends, swapped days. Raises: NoHolidayCalendar."""
    return frozenset(off.day for off in days_off(year))


@cache
def worked_saturdays() -> frozenset[date]:
    """Saturdays worked in exchange for another day, over all years of the tables."""
    years = holiday_tables()[1].values()
    return frozenset(day for year in years for day in (*year.worked, *(swap.work for swap in year.swaps)))


def is_working_day(day: date) -> bool:
    """Whether offices work on a day. Raises: NoHolidayCalendar where the year is not in the tables."""
    return day not in holidays(day.year) and (not is_weekend(day) or day in worked_saturdays())


def next_working_day(day: date) -> date:
    """The first working day after a day. Raises: NoHolidayCalendar."""
    return working_days_after(day, 1, is_working_day)


def add_working_days(day: date, n: int) -> date:
    """The n-th working day after a day, which is not counted itself. Raises: NoHolidayCalendar, ValueError."""
    return working_days_after(day, n, is_working_day)


def last_day(starts_on: date, days: int, *, working: bool) -> date:
    """The last day of a term of `days` that begins with an event on `starts_on`.

    The day of the event is not counted. A term in calendar days that would end on a day off ends on the next
    working day (rules `days.first_excluded` and `days.end_shift`). Raises: NoHolidayCalendar.
    """
    if working:
        return add_working_days(starts_on, days)
    return shifted(date.fromordinal(starts_on.toordinal() + days), is_working_day)


def status_of_document(number: str, on: date) -> DocumentStatus:
    """How a document stands on a day: in force, replaced and by which, not yet in force, or not known here."""
    return status_among(documents_by_number(), number, on)


def documents_about(words: str) -> Sequence[LegalDocument]:
    """Documents whose number or name holds every word, accents aside."""
    wanted = fold(words).split()
    return [d for d in documents() if all(word in fold(f"{d.number} {d.name}") for word in wanted)]
