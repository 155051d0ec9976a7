"""Opens the duties to explain and mend of a finished month; `namkhong serve` keeps it running beside the site."""

import signal
from datetime import timedelta
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser
from django.db import DatabaseError, close_old_connections

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.months import month_of
from namkhong.redress.actions import open_remedies
from namkhong.redress.queries.days import is_open

SETTLING = timedelta(days=3)
"""Ratings of the last evening are counted and looked through before a month is judged."""


class Command(BaseCommand):
    """`namkhong open_remedies`: done twice, it opens nothing twice."""

    help = (
        "Mở việc giải trình cho đơn vị có mức hài lòng thấp trong tháng đã qua; --keep: chạy mãi, mỗi giờ xem một lần."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        """Which month, or whether to go on for ever."""
        parser.add_argument("--month", type=int, default=0, help="tháng, viết như 202610 (mặc định: tháng vừa qua)")
        parser.add_argument("--keep", action="store_true", help="chạy mãi, mỗi giờ xem một lần")
        parser.add_argument("--interval", type=float, default=3600.0, help="nghỉ bao nhiêu giây giữa hai lần xem")

    def handle(self, *args: Any, **options: Any) -> None:
        """Once, or every hour until told to stop."""
        if options["keep"]:
            _keep(options["interval"], self)
            return
        month = options["month"] or _last_month()
        if not 1 <= month % 100 <= 12:
            raise CommandError("Tháng viết như 202610.")
        try:
            made = open_remedies(month=month, is_working_day=is_open, at=now())
        except DomainError as error:
            raise CommandError(error.sentence) from error
        self.stdout.write(f"Tháng {month % 100}/{month // 100}: đã mở {made} việc giải trình.")


def _last_month() -> int:
    return month_of(today().replace(day=1) - timedelta(days=1))


def _keep(interval: float, command: Command) -> None:
    stop = Event()
    for told in (signal.SIGTERM, signal.SIGINT):
        signal.signal(told, lambda *_: stop.set())
    done = 0
    while not stop.is_set():
        close_old_connections()
        try:
            if today().day > SETTLING.days and done != _last_month():
                open_remedies(month=_last_month(), is_working_day=is_open, at=now())
                done = _last_month()
        except DatabaseError as broken:  # not there yet, or gone for a moment: the next hour does it
            command.stderr.write(str(broken))
        stop.wait(interval)
