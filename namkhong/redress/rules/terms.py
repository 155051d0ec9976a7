"""Within how many working days something is owed. Terms of the house, declared here and nowhere else; no law sets them.

They count from the day after the event (rule `days.first_excluded` of the room of law).
"""

from datetime import date
from typing import Final

from namkhong.foundation.days import IsWorkingDay
from namkhong.law.rules import working_days_after

ACCEPT_DAYS: Final = 2
"""To say that a concern is being looked into, or to pass it on."""
ANSWER_DAYS: Final = 10
"""To answer it; passing it on does not make it longer."""
ANSWER_AGAIN_DAYS: Final = 5
"""To answer again, where the sender says that it is not solved."""
MEND_DAYS: Final = 10
"""To explain a low month and say what is done about it."""
MEND_AGAIN_DAYS: Final = 5
"""To do so again after it was returned."""
LONGEST_MEND: Final = 366
"""Days within which what was promised is to be done."""


def due_after(day: date, days: int, is_working_day: IsWorkingDay) -> date:
    """The last day of a term of working days."""
    return working_days_after(day, days, is_working_day)
