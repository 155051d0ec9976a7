"""Every night the day before is handed to the background worker, once, whatever else runs beside."""

from datetime import datetime, timedelta
from typing import Final

from namkhong.feedback.actions import begin_inspection
from namkhong.feedback.tasks import inspect_ratings

FROM_HOUR: Final = 1
GIVEN_UP: Final = timedelta(hours=3)
"""A day that was begun so long ago and never ended is begun again."""

LATE_DAYS: Final = (3,)
"""Also gone through again: a kiosk without network may send three days later."""


def hand_over_yesterday(at: datetime) -> bool:
    """Whether the day before was handed to the worker now."""
    if at.hour < FROM_HOUR:
        return False
    day = at.date() - timedelta(days=1)
    if not begin_inspection(day=day, at=at, again_after=at - GIVEN_UP):
        return False
    inspect_ratings.enqueue(day.isoformat(), [(day - timedelta(days=back)).isoformat() for back in LATE_DAYS])
    return True
