"""Publishing a month of the whole nation, proving it from the ballots, and its public pages over HTTP.

`python -m bench.published [ballots]`, on PostgreSQL through `tools/on_postgresql.py`. Ballots of three classes lie over
all 130,000 units.
"""

import os
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from bench.alone import database, finish, look_at_tables
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Country

MONTH = 202610


def measure(country: "Country", ballots: int) -> Iterator[Row]:
    """Publish, check, look at."""
    from bench.ratings_read import make
    from namkhong.feedback.actions.publishing import checked, publish_month
    from namkhong.units.states import Line

    make(country, ballots, "2026-10-01", 31)
    look_at_tables()
    began, cpu = time.perf_counter(), time.process_time()
    edition = publish_month(month=MONTH, line=Line.ADMINISTRATION, by=None, at=datetime(2026, 11, 6, tzinfo=UTC))
    print(f"{edition.ballots} of {ballots} ballots stand in the edition", flush=True)
    yield Row("feedback.publish_s", round(time.perf_counter() - began, 1), "s")
    yield Row("feedback.publish_cpu_s", round(time.process_time() - cpu, 1), "s")
    began = time.perf_counter()
    assert checked(edition=edition).good, "what was published is what the ballots say"
    yield Row("feedback.publish_check_s", round(time.perf_counter() - began, 1), "s")
    yield from _pages(country)


def _pages(country: "Country") -> Iterator[Row]:
    from django.core.management import call_command
    from django.urls import reverse

    from bench.serving import page_ms, server

    call_command("collectstatic", verbosity=0, interactive=False)
    pages = [("nation", country.top), ("province", country.provinces[-1]), ("school", country.schools[-1])]
    with server() as serving:
        for name, unit in pages:
            waited, cpu = page_ms(serving, reverse("ratings:unit", args=[unit.pk]))
            yield Row(f"feedback.public_{name}_p95", round(waited, 1), "ms")
            yield Row(f"feedback.public_{name}_cpu", round(cpu, 1), "ms")


def main() -> int:
    """Measure in a database of its own."""
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else 2_540_000
    with database():
        from bench import land

        return finish(measure(land.build(int(os.environ.get("UNITS", "130000"))), ballots))


if __name__ == "__main__":
    sys.exit(main())
