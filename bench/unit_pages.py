"""The page of a unit at every level of 130,000, for somebody who looks down on all; `python -m bench.unit_pages`."""

import os
import sys
from collections.abc import Iterator
from datetime import date
from typing import TYPE_CHECKING

from bench.alone import database, finish, look_at_tables
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Country

TODAY = date(2026, 11, 22)
CONTROL = "the sign-in page"
GOAL = "<= 50"


def measure(country: "Country") -> Iterator[Row]:
    """Waiting for the page over HTTP, and processor time of the server, level by level; the officer is at the top."""
    from django.core.management import call_command
    from django.urls import reverse

    from bench.serving import page_ms, server, sign_in
    from bench.world import _person
    from namkhong.people.states import PostKind

    call_command("collectstatic", verbosity=0, interactive=False)
    officer = _person("Nguyễn Thị Cả Nước", country.top, PostKind.SUPERIOR_OFFICER, "bench.country")
    look_at_tables()
    levels = {
        "country": country.top,
        "province": country.provinces[3],
        "commune": country.communes[500],
        "school": country.schools[5000],
        "branch": country.branches[9000],
    }
    with server() as serving:
        floor, _ = page_ms(serving, reverse("account_login"))
        for name, unit in levels.items():
            waited, cpu = page_ms(serving, reverse("desk:unit", args=[unit.pk]), sign_in(officer))
            yield Row(f"desk.unit_page_{name}_p95_ms", round(waited, 1), "ms", round(floor, 1), CONTROL, GOAL)
            yield Row(f"desk.unit_page_{name}_cpu_ms", round(cpu, 1), "ms CPU")


def main() -> int:
    """Measure in a database of its own."""
    with database():
        from bench import land

        return finish(measure(land.build(int(os.environ.get("NAMKHONG_BENCH_UNITS", "130000")))))


if __name__ == "__main__":
    sys.exit(main())
