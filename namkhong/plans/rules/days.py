"""The days of clauses (see `drafts.work_facts`): whether there is one, its last moment, which of two comes later."""

from datetime import date, timedelta
from typing import Any

from namkhong.plans.states import DayBound, HowOften

Facts = dict[str, Any]

WITHIN_YEAR = (HowOften.ONCE, HowOften.YEARLY)
"""What has a month; anything else comes back within the year on a day of the month."""
_ANY_YEAR = 2001
"""A common year stands for every year: a day that does not exist in it (29 February) is moved to the last that does."""


def often(facts: Facts) -> HowOften:
    """How often it comes back; once where that is not said."""
    return HowOften(facts.get("recurrence") or HowOften.ONCE)


def has_day(facts: Facts) -> bool:
    """Whether the clause names a day that can be reckoned with."""
    if (facts.get("bound") or DayBound.NONE) == DayBound.NONE or not facts.get("day"):
        return False
    return bool(facts.get("month")) or often(facts) not in WITHIN_YEAR


def is_later(own: Facts, upper: Facts) -> bool:
    """Whether the lower unit's last day falls after the superior's; False where the two cannot be compared.

    Days that come back every year are compared round the year, so that 26 December lies before 5 January.
    """
    if not has_day(own) or not has_day(upper):
        return False
    if (often(own) in WITHIN_YEAR) != (often(upper) in WITHIN_YEAR):
        return False
    if often(own) not in WITHIN_YEAR:
        return last_in_month(own) > last_in_month(upper) if often(own) == often(upper) else False
    if own.get("year") and upper.get("year"):
        return last_day(own) > last_day(upper)
    ahead = (last_day(own | {"year": None}) - last_day(upper | {"year": None})).days
    return (ahead + 182) % 365 - 182 > 0


def last_in_month(facts: Facts) -> int:
    """The last day of the month that is on time."""
    last: int = facts["day"] - (facts["bound"] == DayBound.BEFORE)
    return max(1, last)


def last_day(facts: Facts) -> date:
    """The last day that is on time; of a day without a year that in some common year."""
    year, month, day = facts.get("year") or _ANY_YEAR, facts["month"], facts["day"]
    while True:
        try:
            named = date(year, month, day)
            break
        except ValueError:
            day -= 1
    return named - timedelta(days=1) if facts["bound"] == DayBound.BEFORE else named
