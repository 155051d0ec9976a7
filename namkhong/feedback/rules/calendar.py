"""Which months are due to be published."""

from datetime import date
from typing import Final

DAYS_TO_LOOK: Final = 3
"""Days after the end of a month for odd ratings to be found and set aside."""

LOOK_BACK: Final = 12
"""Months that are still published when the machine was off on their day."""


def due_months(on: date) -> list[int]:
    """The months to be published by a day, the oldest first.

    >>> due_months(date(2026, 11, 4))[-1], due_months(date(2026, 11, 3))[-1]
    (202610, 202609)
    """
    last = on.year * 12 + on.month - 2 - (on.day <= DAYS_TO_LOOK)
    return [month // 12 * 100 + month % 12 + 1 for month in range(last - LOOK_BACK + 1, last + 1)]
