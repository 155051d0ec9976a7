"""`namkhong begin`: the first unit and the administrator of a new installation."""

import getpass
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction

from namkhong.foundation.clock import now, today
from namkhong.people.actions import take_on
from namkhong.people.states import PostKind
from namkhong.units.actions import found, place
from namkhong.units.models import Unit
from namkhong.units.states import Line, UnitKind


class Command(BaseCommand):
    """Asks nothing but the password; everything else is added on the page "Người và đơn vị"."""

    help = "Begin a new installation: the top unit and its administrator."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The unit, its line and kind, the administrator."""
        parser.add_argument("--unit", required=True, help='name of the top unit, such as "Liên đoàn Lao động tỉnh …"')
        parser.add_argument("--kind", required=True, choices=UnitKind.values)
        parser.add_argument("--line", required=True, choices=Line.values)
        parser.add_argument("--administrator", required=True, help="full name")
        parser.add_argument("--username", required=True)

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a database that already holds units."""
        if Unit.objects.exists():
            raise CommandError("This installation has begun already: add units and people on its pages.")
        password = getpass.getpass("Password of the administrator (at least 10 characters): ")
        if len(password) < 10:
            raise CommandError("The password needs at least 10 characters; nothing was written.")
        at, since = now(), today()
        with transaction.atomic():
            unit = found(name=options["unit"], kind=UnitKind(options["kind"]), by=None, at=at)
            place(unit=unit, line=options["line"], parent=None, since=since, by=None, at=at)
            take_on(
                full_name=options["administrator"],
                unit=unit,
                kind=PostKind.ADMINISTRATOR,
                title="",
                username=options["username"],
                password=password,
                since=since,
                by=None,
                at=at,
            )
        self.stdout.write("Sign in and open /quan-tri/ to add people and units.")
