"""Days of clauses (see `plans.rules.drafts.work_facts`): proposed earlier below, read and shown."""

import re
from datetime import date, timedelta
from typing import Any

from namkhong.plans.rules import tell_day
from namkhong.plans.rules.days import WITHIN_YEAR, has_day, last_day, last_in_month, often
from namkhong.plans.states import DayBound, HowOften

Facts = dict[str, Any]

_TYPED = re.compile(r"(\d{1,2})(?:[/\-.](\d{1,2}))?(?:[/\-.](\d{4}))?")
_BOUND_WORDS = (
    r"(?:(?:xong\s+)?(?:trước|chậm nhất(?:\s+là)?(?:\s+(?:vào|đến|trước))?|muộn nhất(?:\s+là)?|đến hết|đến)\s+)?"
)


def earlier(facts: Facts, margin: int) -> Facts:
    """The facts with a day that leaves `margin` days before the last day that is on time; unchanged without a day.

    In a month or quarter the margin shrinks as far as needed; a yearly day may move into the year before.
    """
    if not has_day(facts):
        return dict(facts)
    if often(facts) not in WITHIN_YEAR:
        last = facts["day"] - (facts["bound"] == DayBound.BEFORE)
        return facts | {"bound": str(DayBound.BY), "day": max(1, last - margin)}
    own = last_day(facts) - timedelta(days=margin)
    year = own.year if facts.get("year") else None
    return facts | {"bound": str(DayBound.BY), "day": own.day, "month": own.month, "year": year}


def read_day(typed: str, before: Facts) -> Facts | None:
    """The facts with a day typed as "30/10", "30/10/2026", or "25" for what comes every month or quarter.

    An empty text takes the day away. None where it is no day of the calendar.
    """
    if not typed.strip():
        return before | {"bound": str(DayBound.NONE), "day": None, "month": None}
    if typed.strip() == show_own_day(before):
        return dict(before)
    found = _TYPED.fullmatch(typed.strip())
    if found is None:
        return None
    day, month, year = (int(part) if part else None for part in found.groups())
    if (often(before) in WITHIN_YEAR) != (month is not None):
        return None
    try:
        date(year or 2000, month or 1, day or 0)
    except ValueError:
        return None
    kept = year or (before.get("year") if often(before) is HowOften.ONCE else None)
    return before | {"bound": str(DayBound.BY), "day": day, "month": month, "year": kept}


def show_own_day(facts: Facts) -> str:
    """The last day that is on time, as it is typed; empty without a day."""
    if not has_day(facts):
        return ""
    if often(facts) not in WITHIN_YEAR:
        return f"{last_in_month(facts):02d}"
    last = last_day(facts)
    return f"{last:%d/%m/%Y}" if facts.get("year") and often(facts) is HowOften.ONCE else f"{last:%d/%m}"


def with_own_day(text: str, before: Facts, after: Facts) -> str:
    """The sentence with its old day replaced by the new one; the new one is put at the end where none stood."""
    told = tell_day(after)
    bare = re.sub(r"[\s.;,/]+$", "", text)
    pattern = _printed(before)
    if pattern is not None:
        changed, count = pattern.subn(told, bare, count=1)
        if count:
            return " ".join(changed.split())
    return f"{bare} {told}" if told and has_day(after) else bare


def _printed(facts: Facts) -> re.Pattern[str] | None:
    """How the day of the facts may stand in a sentence, with the words that bind it and that say how often."""
    if not facts.get("day"):
        return None
    day, month, year = facts["day"], facts.get("month"), facts.get("year")
    named = rf"0?{day}"
    if month:
        named += rf"(?:\s*[/\-.]\s*0?{month}|\s+tháng\s+0?{month})"
    if year:
        named += rf"(?:\s*[/\-.]\s*{year}|\s+năm\s+{year})?"
    often = r"(?:\s+(?:hằng|hàng|mỗi)\s+(?:năm|quý|tháng))?"
    return re.compile(rf"{_BOUND_WORDS}(?:ngày\s+)?(?<!\d){named}(?![\d/]){often}", re.IGNORECASE)
