"""`namkhong demo`: fill an empty database with the demonstration and print who can sign in."""

import time
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from namkhong.desk.demo.build import build
from namkhong.desk.demo.cast import PASSWORD
from namkhong.units.models import Unit


class Command(BaseCommand):
    """Five campaigns with units, people and years of reports; names and figures are invented."""

    help = "Fill an empty database with the demonstration."

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a database that is not a demonstration's, and one that is not empty."""
        if not settings.DEMO:
            raise CommandError("This is not a demonstration database. Set NAMKHONG_DEMO=1 for one of its own.")
        if Unit.objects.exists():
            raise CommandError("The database already holds units. Use 'make demo-fresh' to start anew.")
        began = time.monotonic()
        sign_ins = build(lambda line: self.stdout.write(f"  {line}"))
        self.stdout.write(f"\nReady after {time.monotonic() - began:.0f} s. Everybody's password: {PASSWORD}\n\n")
        for row in sign_ins:
            self.stdout.write(f"  {row.username:24}{row.name:24}{row.role:26}{row.unit}")
