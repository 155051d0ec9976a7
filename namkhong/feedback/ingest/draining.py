"""Adds up what the groups tell, every second, for as long as the door is open."""

import gc
import logging
import time
from threading import Event

from django.db import Error, connection

from namkhong.feedback.actions import drain
from namkhong.feedback.actions.counting import AT_ONCE

EVERY = 1.0

_log = logging.getLogger(__name__)


def keep_draining(stop: Event) -> None:
    """Until told to stop: once a second, and at once again where more waits."""
    gc.freeze()
    while not stop.is_set():
        began = time.monotonic()
        try:
            while drain() == AT_ONCE:
                pass
        except Error:
            _log.exception("sums could not be brought up to date; tried again in a second")
            connection.close()
        stop.wait(max(0.05, EVERY - (time.monotonic() - began)))
    connection.close()
