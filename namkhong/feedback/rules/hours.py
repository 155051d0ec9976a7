"""Within which hours a counter is open, where its unit has said so and where it has not."""

from typing import Final

from namkhong.units.states import UnitKind

EARLIEST, LATEST = 6, 19
"""Taken for units that have not stated their hours: wide enough for early markets and late desks."""

WHOLE_DAY: Final = (0, 24)
DAY_AND_NIGHT: Final = (UnitKind.HOSPITAL,)
"""Kinds of units that are open day and night unless they say otherwise."""


def hours_of(kind: str, stated: tuple[int, int] | None) -> tuple[int, int] | None:
    """From which hour to which; None where a counter is open day and night."""
    hours = stated or (WHOLE_DAY if kind in DAY_AND_NIGHT else (EARLIEST, LATEST))
    return None if hours == WHOLE_DAY else hours
