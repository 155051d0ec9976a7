"""Ratings of a year by the hundred million: counted anew from ballots, and read from their sums over HTTP.

`python tools/on_postgresql.py python -m bench.ratings_read 100000000`; on SQLite with fewer. Ballots are made by the
database itself, in order of their days as they would have come, over all units and three classes.
"""

import os
import sys
import time
from collections.abc import Iterator
from typing import TYPE_CHECKING

from bench.alone import database, finish, look_at_tables
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Country

YEAR = 2026
_MADE_PG = """
INSERT INTO feedback_ballot (id, mark, unit_id, point_id, day, hour, score, evidence, set_aside, words, answers)
SELECT gen_random_uuid(), n, {first} + floor(random() * {units})::int, 1,
  DATE '{since}' + (n * {days} / {ballots})::int,
  8 + (n % 9), 1 + floor(sqrt(random()) * 5)::int, (ARRAY['A','B','C'])[1 + n % 3], '', '', NULL
FROM generate_series({start}::bigint, {end}::bigint - 1) AS n
"""
_MADE_LITE = """
INSERT INTO feedback_ballot (id, mark, unit_id, point_id, day, hour, score, evidence, set_aside, words, answers)
WITH RECURSIVE counted(n) AS (SELECT {start} UNION ALL SELECT n + 1 FROM counted WHERE n < {end} - 1)
SELECT lower(hex(randomblob(16))), n, {first} + abs(random() % {units}), 1,
  date('{since}', '+' || (n * {days} / {ballots}) || ' days'), 8 + (n % 9), 1 + abs(random() % 5),
  substr('ABC', 1 + n % 3, 1), '', '', NULL
FROM counted
"""
AT_ONCE = 2_000_000


def measure(country: "Country", ballots: int) -> Iterator[Row]:
    """Making, counting, reading."""
    began = time.perf_counter()
    make(country, ballots)
    print(f"{ballots} ballots made in {time.perf_counter() - began:.0f} s", flush=True)
    yield from _counting()
    look_at_tables()
    yield from _reading(country)


def make(country: "Country", ballots: int, since: str = "2026-01-01", days: int = 365) -> None:
    """So many ballots over all units of a country, by the database itself, from a day on for so many days."""
    from django.db import connection

    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            # Their numbers are by chance here, so nothing is lost by not indexing them.
            cursor.execute("ALTER TABLE feedback_ballot DROP CONSTRAINT feedback_ballot_pkey")
            cursor.execute("DROP INDEX ballot_by_day")
        made = _MADE_PG if connection.vendor == "postgresql" else _MADE_LITE
        for start in range(0, ballots, AT_ONCE):
            end = min(start + AT_ONCE, ballots)
            first, units = country.top.pk, len(country.units)
            spans = {"start": start, "end": end, "ballots": ballots, "since": since, "days": days}
            cursor.execute(made.format(**spans, first=first, units=units))
        if connection.vendor == "postgresql":
            cursor.execute(
                "CREATE INDEX ballot_by_day ON feedback_ballot (day, unit_id, point_id, evidence, score, set_aside)"
            )
            cursor.execute("VACUUM (ANALYZE) feedback_ballot")


def _counting() -> Iterator[Row]:
    from bench.world import START
    from namkhong.feedback.actions import recount

    _scan()
    scans = [_scan() for _ in range(2)]
    alone = min(_scan(alone=True) for _ in range(2))
    began = time.perf_counter()
    wrong = recount(at=START).wrong
    spent = time.perf_counter() - began
    print(f"a scan {scans}, counted {wrong} sums in {spent:.1f} s", flush=True)
    control = round(sorted(scans)[0], 2)
    yield Row("feedback.recount_s", round(spent, 1), "s", control, "one sequential scan", "ratio <= 4")
    began = time.perf_counter()
    assert recount(at=START).wrong == 0, "counted again, nothing differs"
    spent = round(time.perf_counter() - began, 1)
    yield Row("feedback.recount_again_s", spent, "s", control, "one sequential scan", "ratio <= 4")
    yield Row("feedback.recount_again_beside_one_process_s", spent, "s", round(alone, 2), "scan by one process")


def _scan(*, alone: bool = False) -> float:
    """Seconds to read the whole table once, looking at every row; PostgreSQL does it by several processes at once,
    unless it is to read `alone`.
    """
    from django.db import connection

    began = time.perf_counter()
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(f"SET max_parallel_workers_per_gather = {0 if alone else 2}")
        cursor.execute("SELECT SUM(score), SUM(hour) FROM feedback_ballot")
        cursor.fetchone()
    return time.perf_counter() - began


def _reading(country: "Country") -> Iterator[Row]:
    from django.core.management import call_command
    from django.urls import reverse

    from bench.serving import page_ms, server, sign_in
    from bench.world import _person
    from namkhong.people.states import PostKind

    call_command("collectstatic", verbosity=0, interactive=False)
    officer = _person("Nguyễn Thị Cả Nước", country.top, PostKind.SUPERIOR_OFFICER, "bench.country")
    asked = f"?nam={YEAR}&loai=A&tuyen=administration"
    pages = [
        ("nation_by_province", reverse("feedback:below", args=[country.top.pk]) + asked, "<= 50"),
        ("province_ranked", reverse("feedback:below", args=[country.provinces[3].pk]) + asked, "<= 100"),
        ("nation_months", reverse("feedback:unit", args=[country.top.pk]) + f"?nam={YEAR}", "<= 30"),
        ("unit_months", reverse("feedback:unit", args=[country.schools[77].pk]) + f"?nam={YEAR}", "<= 30"),
    ]
    with server() as serving:
        for name, page, goal in pages:
            waited, cpu = page_ms(serving, page, sign_in(officer))
            yield Row(f"feedback.{name}_p95", round(waited, 1), "ms", goal=goal)
            yield Row(f"feedback.{name}_cpu", round(cpu, 1), "ms")


def main() -> int:
    """Measure in a database of its own."""
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else 1_000_000
    with database():
        from bench import land

        return finish(measure(land.build(int(os.environ.get("UNITS", "130000"))), ballots))


if __name__ == "__main__":
    sys.exit(main())
