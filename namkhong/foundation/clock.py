"""The only place that asks what time it is. Views, tasks and commands call it and pass the answer down."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings

VIETNAM = ZoneInfo("Asia/Ho_Chi_Minh")


def now() -> datetime:
    """The present moment, aware, in Vietnam's time zone.

    Where `settings.FIXED_TODAY` names a day (demonstration, tests), that day with the real time of day.
    """
    moment = datetime.now(UTC).astimezone(VIETNAM)
    fixed: date | None = settings.FIXED_TODAY
    if fixed is None:
        return moment
    return moment + timedelta(days=(fixed - moment.date()).days)


def today() -> date:
    """Today in Vietnam."""
    return now().date()
