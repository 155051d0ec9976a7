"""Keeps the counts of pledges up to date for as long as it runs."""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser
from django.db import DatabaseError, close_old_connections

from namkhong.foundation.clock import now
from namkhong.pledges.actions import count_at_night, keep_counts


class Command(BaseCommand):
    """`namkhong keep_coverage`: beside the server, started by it; a second one does no harm."""

    help = "Cộng số người đã ký cam kết, vài giây một lần; ban đêm tính lại từ đầu."

    def add_arguments(self, parser: CommandParser) -> None:
        """How long to rest between two times."""
        parser.add_argument("--interval", type=float, default=3.0, help="nghỉ bao nhiêu giây giữa hai lần (mặc định 3)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Count until told to stop; what is being counted is finished first."""
        stop = Event()
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: stop.set())
        while not stop.is_set():
            close_old_connections()
            try:
                keep_counts(at=now())
                count_at_night(at=now())
            except DatabaseError as broken:  # not there yet, or gone for a moment: the next time counts all the same
                self.stderr.write(str(broken))
            stop.wait(options["interval"])
