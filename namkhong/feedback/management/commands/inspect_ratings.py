"""Goes through days with the detectors at once, instead of waiting for the night."""

from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from namkhong.feedback.actions import begin_inspection, end_inspection, inspect_day
from namkhong.foundation.clock import now


class Command(BaseCommand):
    """`namkhong inspect_ratings [day ...]`: yesterday where none is named; a second time changes nothing."""

    help = "Kiểm các ý kiến chấm điểm của những ngày nêu ra (mặc định: hôm qua), để riêng ý kiến bất thường."

    def add_arguments(self, parser: CommandParser) -> None:
        """The days, as 2026-11-21."""
        parser.add_argument("days", nargs="*", help="ngày dạng năm-tháng-ngày, ví dụ 2026-11-21")

    def handle(self, *args: Any, **options: Any) -> None:
        """One line for each day."""
        try:
            days = [date.fromisoformat(day) for day in options["days"]] or [now().date() - timedelta(days=1)]
        except ValueError as wrong:
            raise CommandError("Ngày phải viết dạng năm-tháng-ngày, ví dụ 2026-11-21.") from wrong
        for day in days:
            begin_inspection(day=day, at=now(), again_after=now())
            done = inspect_day(day=day, at=now())
            end_inspection(day=day, done=done, at=now())
            self.stdout.write(f"{day:%d/%m/%Y}: xem {done.ballots} ý kiến, để riêng {done.aside}.")
