"""`namkhong read --cases DIR`: the checked plans as annotated cases, to measure the reader with."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from namkhong.foundation.clock import now
from namkhong.plans import actions, queries

CAUTION = "The texts may name people and print their telephone numbers: keep them as you keep the plans themselves."


class Command(BaseCommand):
    """Writes NAME.txt and NAME.gold.json for every plan that was read, checked and adopted, or for the one named."""

    help = "Write checked plans as annotated cases for `namkhong read --evaluate`."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """The folder, and one plan where not all are wanted."""
        parser.add_argument("folder", type=Path)
        parser.add_argument("--plan", type=int, help="number of one plan, checked or not (it stands in its address)")

    def handle(self, *args: Any, **options: Any) -> None:
        """Refuses a plan that was not read from a text."""
        folder: Path = options["folder"]
        folder.mkdir(parents=True, exist_ok=True)
        plans = list(queries.checked_plans())
        if number := options["plan"]:
            plan = queries.plan_of(number)
            if plan is None or plan.reading is None:
                raise CommandError("There is no such plan, or it was not read from a document.")
            plans = [plan]
        for plan in plans:
            for name, content in actions.export_case(plan=plan, by=None, at=now()).files.items():
                (folder / name).write_text(content, encoding="utf-8")
        self.stdout.write(f"{len(plans)} cases in {folder}. {CAUTION}")
