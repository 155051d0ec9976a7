"""Days of clauses (see `plans.rules.drafts.work_facts`): proposed earlier below, compared, read and shown."""

import re
from datetime import date, timedelta
from typing import Any

from namkhong.plans.rules import tell_day
from namkhong.plans.states import DayBound, HowOften

Facts = dict[str, Any]

_ANY_YEAR = 2001
"""A common year stands for every year: a day that does not exist in it (29 February) is moved to the last that does."""
_WITHIN_YEAR = (HowOften.ONCE, HowOften.YEARLY)
_TYPED = re.compile(r"(\d{1,2})(?:[/\-.](\d{1,2}))?(?:[/\-.](\d{4}))?")
_BOUND_WORDS = (
    r"(?:(?:xong\s+)?(?:trước|chậm nhất(?:\s+là)?(?:\s+(?:vào|đến|trước))?|muộn nhất(?:\s+là)?|đến hết|đến)\s+)?"
)


def has_day(facts: Facts) -> bool:
    """Whether the clause names a day that can be reckoned with."""
    if (facts.get("bound") or DayBound.NONE) == DayBound.NONE or not facts.get("day"):
        return False
    return bool(facts.get("month")) or _often(facts) not in _WITHIN_YEAR


def earlier(facts: Facts, margin: int) -> Facts:
    """The facts with a day that leaves `margin` days before the last day that is on time; unchanged without a day.

    In a month or quarter the margin shrinks as far as needed; a yearly day may move into the year before.
    """
    if not has_day(facts):
        return dict(facts)
    if _often(facts) not in _WITHIN_YEAR:
        last = facts["day"] - (facts["bound"] == DayBound.BEFORE)
        return facts | {"bound": str(DayBound.BY), "day": max(1, last - margin)}
    own = _last_day(facts) - timedelta(days=margin)
    year = own.year if facts.get("year") else None
    return facts | {"bound": str(DayBound.BY), "day": own.day, "month": own.month, "year": year}


def is_later(own: Facts, upper: Facts) -> bool:
    """Whether the lower unit's last day falls after the superior's; False where the two cannot be compared.

    Days that come back every year are compared round the year, so that 26 December lies before 5 January.
    """
    if not has_day(own) or not has_day(upper):
        return False
    if (_often(own) in _WITHIN_YEAR) != (_often(upper) in _WITHIN_YEAR):
        return False
    if _often(own) not in _WITHIN_YEAR:
        return bool(_last_in_month(own) > _last_in_month(upper)) if _often(own) == _often(upper) else False
    if own.get("year") and upper.get("year"):
        return _last_day(own) > _last_day(upper)
    ahead = (_last_day(own | {"year": None}) - _last_day(upper | {"year": None})).days
    return (ahead + 182) % 365 - 182 > 0


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
    if (_often(before) in _WITHIN_YEAR) != (month is not None):
        return None
    try:
        date(year or 2000, month or 1, day or 0)
    except ValueError:
        return None
    kept = year or (before.get("year") if _often(before) is HowOften.ONCE else None)
    return before | {"bound": str(DayBound.BY), "day": day, "month": month, "year": kept}


def show_own_day(facts: Facts) -> str:
    """The last day that is on time, as it is typed; empty without a day."""
    if not has_day(facts):
        return ""
    if _often(facts) not in _WITHIN_YEAR:
        return f"{_last_in_month(facts):02d}"
    last = _last_day(facts)
    return f"{last:%d/%m/%Y}" if facts.get("year") and _often(facts) is HowOften.ONCE else f"{last:%d/%m}"


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


def _often(facts: Facts) -> HowOften:
    return HowOften(facts.get("recurrence") or HowOften.ONCE)


def _last_in_month(facts: Facts) -> int:
    last: int = facts["day"] - (facts["bound"] == DayBound.BEFORE)
    return max(1, last)


def _last_day(facts: Facts) -> date:
    year, month, day = facts.get("year") or _ANY_YEAR, facts["month"], facts["day"]
    while True:
        try:
            named = date(year, month, day)
            break
        except ValueError:
            day -= 1
    return named - timedelta(days=1) if facts["bound"] == DayBound.BEFORE else named
