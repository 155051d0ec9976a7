"""Adds up ratings and reads their words for as long as it runs; `namkhong serve` starts it beside the site.

Or it counts all ratings anew, or reads all words anew, and ends.
"""

import signal
from threading import Event
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from namkhong.feedback.actions import read_anew, recount
from namkhong.feedback.ingest.draining import keep_draining
from namkhong.feedback.ingest.nights import hand_over_yesterday
from namkhong.feedback.queries.editions import months_to_publish
from namkhong.feedback.rules.calendar import due_months
from namkhong.feedback.tasks import publish_due
from namkhong.foundation.clock import now, today


class Command(BaseCommand):
    """`namkhong count_ratings`: once a second; a process of its own, so that counting never holds up an answer."""

    help = "Cộng dồn ý kiến chấm điểm (namkhong serve tự chạy lệnh này); --anew: đếm lại tất cả từ từng phiếu."

    def add_arguments(self, parser: CommandParser) -> None:
        """Whether to count everything anew instead."""
        parser.add_argument("--anew", action="store_true", help="đếm lại tất cả, sửa số chưa khớp, rồi dừng")
        parser.add_argument("--words-anew", action="store_true", help="đọc lại mọi lời người dân đã viết, rồi dừng")

    def handle(self, *args: Any, **options: Any) -> None:
        """Run until told to stop, or say what was wrong."""
        if options["anew"]:
            wrong = recount(at=now()).wrong
            self.stdout.write(f"Đã đếm lại. Số liệu không khớp và đã sửa: {wrong}.")
            return
        if options["words_anew"]:
            self.stdout.write(f"Đã đọc lại {read_anew()} lời góp ý.")
            return
        stop = Event()
        for told in (signal.SIGTERM, signal.SIGINT):
            signal.signal(told, lambda *_: stop.set())
        keep_draining(stop, _leave_to_worker)


def _leave_to_worker() -> None:
    """What is due is left to the background worker, so that sums are kept up meanwhile."""
    hand_over_yesterday(now())
    if months_to_publish(due_months(today())):
        publish_due.enqueue()
