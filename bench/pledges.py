"""A national round of pledges: 2.3 million people in 130,000 units sign; `python -m bench.pledges [PEOPLE [SINGLE]]`.

On PostgreSQL the server should run as one in earnest does, with every commit on the disk: the private one of
tools/on_postgresql.py does not, so give NAMKHONG_DATABASE_URL one that does.
"""

import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime, timedelta, timezone
from threading import Barrier
from typing import TYPE_CHECKING, Any

from bench.alone import autovacuum, database, finish, look_at_tables
from bench.people_search import _drop_name_indexes, _pour, quantile
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Country
    from namkhong.people.models import Person
    from namkhong.pledges.models import Round

ON = date(2026, 11, 22)
AT = datetime(2026, 11, 22, 9, 0, tzinfo=timezone(timedelta(hours=7)))
PEOPLE, SINGLE = 2_300_000, 40_000
PROCESSES, THREADS = 2, 4
"""As the server runs: each thread has a connection of its own."""
BATCH = 1000
CONTROL = "bare INSERT of one row, committed"


def measure(country: "Country", people: int, single: int) -> Iterator[Row]:
    """Signing one by one and in batches, counting, and the page of 34 provinces."""
    with autovacuum():
        yield from _signed(country, people, single)


def _signed(country: "Country", people: int, single: int) -> Iterator[Row]:
    from namkhong.pledges import actions
    from namkhong.pledges.models import CoverageChange

    round = _round(country)
    took, first = _timed(lambda: actions.rebuild(round=round, by=None, at=AT))
    yield Row("pledges.first_count_s", took, "s", goal="<= 120")
    print(f"{first.units} units counted", flush=True)
    yield from _single(round, single)
    waiting = CoverageChange.objects.count()
    took, drained = _timed(lambda: _drained(round))
    yield Row("pledges.drain_after_single_s", took, "s")
    yield Row("pledges.drain_after_single_per_s", round_(waiting / took), "changes/s")
    print(f"{waiting} changes, {drained} units", flush=True)
    yield from _many(round, single, people)
    waiting = CoverageChange.objects.count()
    took, drained = _timed(lambda: _drained(round))
    yield Row("pledges.drain_after_many_s", took, "s")
    yield Row("pledges.drain_after_many_units_per_s", round_(drained / took), "units/s")
    took, proof = _timed(lambda: actions.rebuild(round=round, by=None, at=AT))
    assert proof.different == 0, f"{proof.different} units had been counted wrongly"
    yield Row("pledges.rebuild_s", took, "s", goal="<= 120")
    yield from _provinces(country, round)


def _round(country: "Country") -> "Round":
    from namkhong.campaigns.models import Campaign
    from namkhong.campaigns.states import CampaignState
    from namkhong.plans.models import Plan
    from namkhong.plans.states import PlanState
    from namkhong.pledges import actions
    from namkhong.pledges.rules.suggestions import FIVE_NO

    plan = Plan.objects.create(
        unit=country.top, line="union", title="Kế hoạch", state=PlanState.ADOPTED, created_at=AT, adopted_at=AT
    )
    campaign = Campaign.objects.create(
        plan=plan, unit=country.top, line="union", name="Đo tốc độ", state=CampaignState.RUNNING, launched_on=ON
    )
    draft = actions.RoundDraft("Đợt 2026", ON)
    round = actions.prepare(campaign=campaign, year=2026, draft=draft, lines=FIVE_NO, by=None, at=AT)
    actions.open_round(round=round, by=None, at=AT)
    return round


def _single(round: "Round", count: int) -> Iterator[Row]:
    """Two processes of four threads, as many connections, each signing for one person after another."""
    control = sum(rate for rate, _ in _side_by_side("control", round.pk, count // 4))
    both = _side_by_side("sign", round.pk, count)
    yield Row(
        "pledges.sign_per_s", round_(sum(rate for rate, _ in both)), "pledges/s", round_(control), CONTROL, ">= 1000"
    )
    yield Row("pledges.sign_cpu_ms", round_(sum(cpu for _, cpu in both) / len(both), 3), "ms CPU, client")


def _side_by_side(what: str, round: int, count: int) -> list[tuple[float, float]]:
    """Rate and CPU time for one, of each process."""
    each = count // PROCESSES
    commands = [
        [sys.executable, "-m", "bench.pledges", what, str(round), str(1 + place * each), str(each)]
        for place in range(PROCESSES)
    ]
    running = [subprocess.Popen(command, stdout=subprocess.PIPE, text=True) for command in commands]
    told = [process.communicate()[0].split() for process in running]
    return [(float(rate), float(cpu)) for rate, cpu in told]


def side(what: str, round: int, first: int, count: int) -> None:
    """One of the processes: prints how many a second, and CPU milliseconds for one."""
    import django

    django.setup()
    from django.db import connection

    from namkhong.people.models import Person
    from namkhong.pledges.models import Round

    row = Round.objects.get(pk=round)
    people = list(Person.objects.filter(pk__gte=first, pk__lt=first + count).only("pk", "full_name").order_by("pk"))
    begin = {"sign": lambda: _signer(row), "control": _inserter}[what]
    portions = [people[place::THREADS] for place in range(THREADS)]
    ready = Barrier(THREADS + 1)

    def work(portion: list[Person]) -> None:
        act = begin()  # a connection of its own
        act(portion[0])
        ready.wait()
        for person in portion[1:]:
            act(person)
        connection.close()

    with ThreadPoolExecutor(THREADS) as threads:
        done = [threads.submit(work, portion) for portion in portions]
        ready.wait()
        cpu, began = time.process_time(), time.perf_counter()
        for portion in done:
            portion.result()
    took, used, count = time.perf_counter() - began, time.process_time() - cpu, len(people) - THREADS
    print(f"{count / took:.1f} {used * 1000 / count:.4f}")


def _signer(row: "Round") -> "Callable[[Person], Any]":
    from uuid import uuid4

    from namkhong.pledges import actions
    from namkhong.pledges.states import Way

    def sign(person: "Person") -> None:
        done = actions.sign(
            round=row, person=person, way=Way.LINK, client_id=uuid4(), client_body=b"signed", by=person, at=AT
        )
        assert not done.again

    return sign


def _inserter() -> "Callable[[Person], Any]":
    """The least that writing one row can cost here: the driver itself, one statement, committed by itself."""
    from django.db import connection

    connection.ensure_connection()
    raw: Any = connection.connection
    mark = "%s" if connection.vendor == "postgresql" else "?"
    statement = f"INSERT INTO bench_control (person, words) VALUES ({mark}, {mark})"
    return lambda person: raw.execute(statement, (person.pk, "signed"))


def _many(round: "Round", first: int, people: int) -> Iterator[Row]:
    from namkhong.pledges import actions
    from namkhong.pledges.states import Way

    began, done = time.perf_counter(), 0
    for start in range(first + 1, people + 1, BATCH):
        batch = [actions.Signature(number) for number in range(start, min(start + BATCH, people + 1))]
        done += len(actions.sign_many(round=round, signatures=batch, way=Way.PAPER, by=None, at=AT).signed)
    took = time.perf_counter() - began
    assert done == people - first
    yield Row("pledges.sign_many_per_s", round_(done / took), "pledges/s", goal=">= 1000")


def _drained(round: "Round") -> int:
    from namkhong.pledges import actions

    units, more = 0, True
    while more:
        done = actions.drain(round=round, at=AT)
        units, more = units + done.units, done.more
    return units


def _provinces(country: "Country", round: "Round") -> Iterator[Row]:
    from django.core.management import call_command
    from django.urls import reverse

    from bench.serving import page_ms, server, sign_in
    from bench.world import _person
    from namkhong.people.states import PostKind
    from namkhong.pledges import queries

    look_at_tables()
    asked = []
    for _ in range(60):
        took, rows = _timed(lambda: queries.rows_below(round, country.top.pk, ON))
        assert len(rows) == len(country.provinces)
        assert all(row.count.per_cent == 100 for row in rows)
        asked.append(took * 1000)
    yield Row("pledges.provinces_query_p95_ms", round_(quantile(asked, 0.95), 1), "ms", goal="<= 60")
    call_command("collectstatic", verbosity=0, interactive=False)
    officer = _person("Nguyễn Thị Cả Nước", country.top, PostKind.SUPERIOR_OFFICER, "bench.pledges")
    with server() as serving:
        floor, _ = page_ms(serving, reverse("account_login"))
        waited, cpu = page_ms(serving, reverse("pledges:coverage", args=[round.pk, country.top.pk]), sign_in(officer))
    control = "the sign-in page"
    yield Row("pledges.provinces_page_p95_ms", round_(waited, 1), "ms", round_(floor, 1), control, "<= 60")
    yield Row("pledges.provinces_page_cpu_ms", round_(cpu, 1), "ms CPU")


def enrol(country: "Country", count: int) -> None:
    """People numbered from 1, dealt out over all schools and their branches."""
    from django.db import connection

    from bench.people_names import people
    from namkhong.foundation.text import fold

    _drop_name_indexes()
    units = [unit.pk for unit in (*country.schools, *country.branches)]
    names = people(count, seed=5)
    _pour(
        "people_person",
        "id, full_name, search_name, sort_name, staff_code",
        [(number, name, fold(name), "", "") for number, name in enumerate(names, 1)],
    )
    works = [(number, units[number * 7919 % len(units)], "", "2020-01-01") for number in range(1, count + 1)]
    _pour("people_employment", "person_id, unit_id, position, valid_from", works)
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_control (person bigint, words varchar(20))")
        if connection.vendor == "postgresql":
            cursor.execute("SELECT setval('people_person_id_seq', %s)", [count + 1])
            cursor.execute("ANALYZE")
        else:
            cursor.execute("ANALYZE")


def _timed(act: Callable[[], Any]) -> tuple[float, Any]:
    began = time.perf_counter()
    done = act()
    return round_(time.perf_counter() - began, 4), done


def round_(value: float, places: int = 1) -> float:
    """As `round`, whose name a round of pledges has taken."""
    return float(f"{value:.{places}f}")


def main(arguments: Sequence[str]) -> int:
    """Build, measure, print and keep."""
    if arguments and not arguments[0].isdigit():
        side(arguments[0], *map(int, arguments[1:]))
        return 0
    people, single = (int(arguments[place]) if len(arguments) > place else (PEOPLE, SINGLE)[place] for place in (0, 1))
    with database():
        from bench import land

        began = time.perf_counter()
        country = land.build(int(os.environ.get("NAMKHONG_BENCH_UNITS", "130000")))
        enrol(country, people)
        print(f"{people} people in {time.perf_counter() - began:.0f} s", flush=True)
        rows = []
        for row in measure(country, people, single):
            print(
                f"  {row.name}: {row.value} {row.unit}{f' (control {row.control})' if row.control else ''}", flush=True
            )
            rows.append(row)
        return finish(rows)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
