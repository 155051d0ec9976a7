"""Adds up what the groups tell, every second, for as long as the door is open; reads what was written in between, and
once an hour asks what is due.
"""

import gc
import logging
import time
from collections.abc import Callable
from threading import Event

from django.db import Error, connection

from namkhong.feedback.actions import drain, read_remarks
from namkhong.feedback.actions.counting import AT_ONCE

EVERY = 1.0
BUSY_EVERY = 0.6
"""Seconds between two rounds; while ratings come, often and little: a large round would hold up the door."""
HOUR = 3600.0
WORDS_AT_ONCE = 100

_log = logging.getLogger(__name__)


def keep_draining(stop: Event, hourly: Callable[[], object] | None = None) -> None:
    """Until told to stop: once a second, and at once again where more waits. `hourly` is called at the start and once
    an hour.
    """
    # A round makes tens of thousands of lists and drops them again; none of them goes in circles.
    gc.freeze()
    gc.set_threshold(100_000, 50, 100)
    asked = -HOUR
    while not stop.is_set():
        began, every = time.monotonic(), EVERY
        try:
            while count := drain():
                every = BUSY_EVERY
                if count < AT_ONCE:
                    break
            if hourly and began - asked >= HOUR:
                asked = began
                hourly()
            _read_until(began + every, stop)
        except Error:
            _log.exception("sums could not be brought up to date; tried again in a second")
            connection.close()
        stop.wait(max(0.05, every - (time.monotonic() - began)))
    connection.close()


def _read_until(moment: float, stop: Event) -> None:
    """Read what waits, by small groups, while there is time: sums come first, words may be some seconds late."""
    while not stop.is_set() and time.monotonic() < moment and read_remarks(WORDS_AT_ONCE) == WORDS_AT_ONCE:
        pass
