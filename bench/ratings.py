"""Public ratings at the size of the nation: taken in beside bare inserts of the same server, and read from their sums.

`python tools/on_postgresql.py python -m bench.ratings` on PostgreSQL (a server that keeps what it says it has kept),
`python -m bench.ratings` on SQLite. Parts: `taking`, `reading` (ROWS ballots, `reading 10000000`); both by default.
"""

import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from threading import Thread
from typing import Any

from bench.alone import database, finish
from bench.loading import Load, requests_to, send
from bench.rows import Row

CONNECTIONS = int(os.environ.get("CONNECTIONS", "512"))
SECONDS = 8.0
ROUNDS = 3
UNITS = 130_000
FASTEST = 30_000
"""Ratings a second that the door cannot reach, so that a load never runs out of them."""


def taking(points: list[str]) -> Iterator[Row]:
    """Ratings over HTTP: spread over all units, then all to one."""
    from django.db import connection

    on_postgresql = connection.vendor == "postgresql"
    with _door() as door:
        # Whoever rates has opened the page before, and the door then knows the point: each is asked for once before.
        _load(door, points, seconds=len(points) / 4500, numbers=len(points))
        bare: list[float] = []
        loads: list[Load] = []
        cpu: list[float] = []
        lags: list[float] = []
        for _ in range(ROUNDS):
            if on_postgresql:
                bare.append(_pgbench())
            load, spent, lag = _load(door, points, seconds=SECONDS)
            loads.append(load)
            cpu.append(spent)
            lags.append(lag)
            _say(load, spent, lag, bare[-1] if bare else 0)
        one, one_cpu, one_lag = _load(door, points[:1], seconds=float(os.environ.get("ONE_UNIT", "30")))
        _say(one, one_cpu, one_lag, 0)
    rate = median(load.rate for load in loads)
    control = median(bare) if bare else None
    yield Row(
        "feedback.take_per_s", round(rate), "ratings/s", control, "pgbench", "ratio >= 0.8" if bare else ">= 2000"
    )
    yield Row("feedback.take_cpu_ms", round(median(cpu), 3), "ms", goal="<= 0.6")
    yield Row("feedback.take_p99", round(median(load.percentile(0.99) for load in loads), 1), "ms", goal="<= 100")
    yield Row(
        "feedback.take_one_unit_per_s",
        round(one.rate),
        "ratings/s",
        control,
        "pgbench",
        "ratio >= 0.8" if bare else ">= 2000",
    )
    yield Row("feedback.take_one_unit_p99", round(one.percentile(0.99), 1), "ms", goal="<= 100")
    failed = sum(count for load in (*loads, one) for status, count in load.statuses.items() if status != b"200")
    yield Row("feedback.take_failed", failed, "answers", goal="<= 0")
    yield Row("feedback.leaf_to_nation_p99", round(max(lags), 2), "s", goal="<= 3")


def _say(load: Load, cpu: float, lag: float, bare: float) -> None:
    own = load.cpu / len(load.waits) * 1000
    print(
        f"{load.rate:7.0f}/s, bare {bare:6.0f}/s, p50 {load.percentile(0.5):.1f}, p99 {load.percentile(0.99):.1f} ms,"
    )
    print(f"        {cpu:.3f} CPU ms each, generator {own:.3f}, up in {lag:.2f} s, {load.statuses}", flush=True)


@contextmanager
def _door() -> Iterator[tuple[int, list[int]]]:
    """The door and its counter as `namkhong serve` starts them: the port, and their processes."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    environment = {**os.environ, "NAMKHONG_DATABASE_URL": _url()}
    started = [
        subprocess.Popen([sys.executable, "-m", "namkhong", *command], env=environment)
        for command in (["ratings", "--port", str(port)], ["count_ratings"])
    ]
    try:
        for _ in range(300):
            try:
                socket.create_connection(("127.0.0.1", port), 1).close()
                break
            except OSError:
                time.sleep(0.1)
        yield port, [process.pid for process in started]
    finally:
        for process in started:
            process.send_signal(signal.SIGINT)
        for process in started:
            process.wait(30)


def _url() -> str:
    return os.environ["NAMKHONG_DATABASE_URL"]


def _load(
    door: tuple[int, list[int]], points: list[str], *, seconds: float, numbers: int = 0
) -> tuple[Load, float, float]:
    """A load, CPU milliseconds of a rating (servers and database), and how long ratings took to the top."""
    from namkhong.feedback.rules.ballots import ballot_number

    port, processes = door
    hour = int(time.time()) // 3600
    made = [ballot_number(hour, os.urandom(13)) for _ in range(numbers or int(seconds * FASTEST))]
    requests = requests_to(points, made, _tickets(points, made))
    watch = _Watch()
    watch.start()
    before = _cpu_ms(processes)
    load = send(port, requests, connections=CONNECTIONS, seconds=seconds)
    time.sleep(2.5)
    spent = _cpu_ms(processes) - before
    watch.going = False
    watch.join()
    return load, spent / len(load.waits), watch.lag(load)


def _tickets(points: list[str], numbers: list[str]) -> list[str]:
    """What the pages of the points were opened with."""
    from django.conf import settings

    from namkhong.feedback.models import Point
    from namkhong.feedback.rules import codes

    key = codes.derived_key(settings.SECRET_KEY, "ticket")
    found = dict(Point.objects.values_list("slug", "pk"))
    keys = [found[slug] for slug in points]
    ticket = codes.Ticket(int(time.time()) // 60, False, 0)
    return [codes.write_ticket(key, number, keys[n % len(keys)], ticket) for n, number in enumerate(numbers)]


class _Watch(Thread):
    """Looks at the sum of the nation ten times a second."""

    def __init__(self) -> None:
        super().__init__()
        self.going = True
        self.seen: list[tuple[float, int]] = []

    def run(self) -> None:
        from django.db import connection

        names = " + ".join(f"all_n{n}" for n in range(1, 6))
        while self.going:
            with connection.cursor() as cursor:
                cursor.execute(
                    f"SELECT COALESCE(SUM({names}), 0) FROM feedback_tally"
                    " WHERE unit_id = (SELECT MIN(id) FROM units_unit)"
                )
                self.seen.append((time.perf_counter(), int(cursor.fetchone()[0])))
            time.sleep(0.1)
        connection.close()

    def lag(self, load: Load) -> float:
        """The 99th percentile of the seconds from an answer to the sum of the nation."""
        base = self.seen[0][1]
        waits, place = [], 0
        for number, at in enumerate(load.answered_at, 1):
            while place < len(self.seen) and self.seen[place][1] - base < number:
                place += 1
            waits.append(self.seen[place][0] - at if place < len(self.seen) else 99.0)
        return sorted(waits)[int(len(waits) * 0.99)]


def _cpu_ms(processes: list[int]) -> float:
    """CPU time so far of some processes and their children, of our connections to the database server, and of those of
    its own processes that write for everybody.
    """
    ours = _url().partition("?")[0].rpartition("/")[2]
    ticks = 0
    for folder in Path("/proc").glob("[0-9]*"):
        try:
            fields = (folder / "stat").read_text().rpartition(")")[2].split()
            told = (folder / "cmdline").read_text()
        except OSError:
            continue
        serves = told.startswith("postgres: ") and any(
            word in told for word in (f" {ours} ", "walwriter", "checkpointer", "background writer")
        )
        if int(folder.name) in processes or int(fields[1]) in processes or serves:
            ticks += int(fields[11]) + int(fields[12])
    return ticks * 1000 / os.sysconf("SC_CLK_TCK")


_BARE = """
CREATE TABLE IF NOT EXISTS bare (id bigserial PRIMARY KEY, mark bigint, unit_id bigint, point_id bigint, day date,
  hour smallint, score smallint, evidence text, set_aside text, words text, answers jsonb)
"""
_INSERT = """
\\set unit random(1, 130000)
INSERT INTO bare (mark, unit_id, point_id, day, hour, score, evidence, set_aside, words)
VALUES (:unit, :unit, :unit, '2026-11-22', 9, 5, 'C', '', '');
"""


def _pgbench() -> float:
    """Bare single-row inserts a second, prepared, sixteen clients, into a table with the same columns."""
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(_BARE)
    with tempfile.NamedTemporaryFile("w", suffix=".sql") as script:
        script.write(_INSERT)
        script.flush()
        command = [
            "pgbench",
            "-n",
            "-M",
            "prepared",
            "-c",
            "16",
            "-j",
            "2",
            "-T",
            str(int(SECONDS)),
            "-f",
            script.name,
            _url(),
        ]
        told = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    return float(told.split("tps = ")[1].split()[0])


def poster_at(units: list[Any]) -> list[str]:
    """A poster at every unit."""
    import secrets

    from bench.world import START
    from namkhong.feedback.actions import install_instruments
    from namkhong.feedback.library import library
    from namkhong.feedback.models import Point
    from namkhong.feedback.rules.codes import slug_of

    [quick] = [row for row in install_instruments(instruments=library(), at=START) if row.key == "quick"]
    rows = [
        Point(
            unit=unit,
            instrument=quick,
            kind="poster",
            slug=slug_of(secrets.token_bytes(5)),
            secret=bytes(32),
            made_at=START,
            changed_at=START,
        )
        for unit in units
    ]
    Point.objects.bulk_create(rows, batch_size=5000)
    return [row.slug for row in rows]


def main() -> int:
    """Measure in a database of its own."""
    with database():
        from bench import land
        from bench.alone import look_at_tables

        country = land.build(int(os.environ.get("UNITS", UNITS)))
        points = poster_at(country.units)
        look_at_tables()
        return finish(taking(points))


if __name__ == "__main__":
    sys.exit(main())
