"""Finding people by name among 2.5 million, as a national, a provincial and a commune officer; and what it costs.

python -m bench.people_search [PEOPLE]              on SQLite, in a folder that goes afterwards
python tools/on_postgresql.py python -m bench.people_search [PEOPLE]
"""

import sys
import time
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

from bench.alone import database, finish
from bench.rows import Row

ON = date(2026, 11, 22)
PEOPLE = 2_500_000
PROVINCES, COMMUNES, GRASSROOTS = 34, 98, 30
LINE = "union"


def measure() -> Iterator[Row]:
    """The time to the first page of 20, over a mix of what people type; the control is fetching 20 people by number."""
    from django.db import connection

    from namkhong.people.models import Person
    from namkhong.people.queries.finding import Scope, find_in
    from namkhong.units.models import Unit

    goal = {"postgresql": "<= 50", "sqlite": "<= 150"}[connection.vendor]
    asked = typed_queries()
    floor = _p95(lambda: list(Person.objects.filter(pk__in=range(1000, 1020)).order_by("pk")), 50)
    levels = {"national": 1}
    for level, name in (("provincial", "lien doan tinh 7"), ("commune", "cong doan xa 7.3")):
        levels[level] = Unit.objects.order_by("pk").values_list("pk", flat=True).get(search_name=name)
    slow: list[tuple[float, str, str]] = []
    for level, unit in levels.items():
        scope = Scope((unit,), (unit,), ON)
        find_in(words="khởi động", scope=scope)
        taken = []
        for words in asked:
            began = time.perf_counter()
            find_in(words=words, scope=scope)
            taken.append(1000 * (time.perf_counter() - began))
            slow.append((taken[-1], level, words))
        name = f"people.search_{level}_{connection.vendor}"
        yield Row(f"{name}_p95_ms", round(quantile(taken, 0.95), 1), "ms", round(floor, 2), "20 by number", goal)
        yield Row(f"{name}_median_ms", round(quantile(taken, 0.5), 1), "ms", round(floor, 2), "20 by number")
    for took, level, words in sorted(slow, reverse=True)[:12]:
        print(f"  slowest: {took:7.1f} ms {level:10} “{words}”")


def typed_queries(count: int = 240) -> list[str]:
    """What people type: full names, two words, a given name alone, rare words, beginnings, other orders, no hit."""
    from bench.people_names import people
    from namkhong.foundation.text import fold

    chance = Random(11)
    names = people(20_000, seed=12)
    kinds = [
        lambda words: words,
        lambda words: [words[0], words[-1]],
        lambda words: words[-2:],
        lambda words: words[-1:],
        lambda words: [*words[:-1], words[-1][:1]],
        lambda words: [words[0][: chance.randint(2, 4)]],
        lambda words: [words[-1], *words[:-1]],
        lambda words: words[:1],
        lambda words: words[1:2],
        lambda words: [*words[:-1], "Xyz"],
    ]
    rare = ["Quách", "Giàng", "Âu", "Ông", "Thạch", "Ứng", "Ấn", "Uy", "Én", "Sỹ"]
    asked = []
    for number in range(count):
        words = chance.choice(names).split()
        if number % 12 == 11:
            words = [rare[number // 12 % len(rare)], *words[-1:]][: chance.randint(1, 2)]
        else:
            words = kinds[number % 12 % len(kinds)](words)
        text = " ".join(words)
        asked.append(text if number % 3 == 0 else fold(text))
    return asked


def quantile(values: Sequence[float], part: float) -> float:
    """The value below which a part of all values lies."""
    return sorted(values)[min(int(len(values) * part), len(values) - 1)]


def _p95(ask, times: int) -> float:  # type: ignore[no-untyped-def]
    taken = []
    for _ in range(times):
        began = time.perf_counter()
        ask()
        taken.append(1000 * (time.perf_counter() - began))
    return quantile(taken, 0.95)


def build(count: int = PEOPLE) -> Iterator[Row]:
    """Units and people in bulk; what the two indexes of names cost for a million rows that are added."""
    grassroots = _found_units()
    _load(1, count, grassroots)
    more = min(count, 1_000_000)
    indexed = _load(count + 1, more, [])
    _drop_name_indexes()
    bare = _load(count + more + 1, more, [])
    _run(f"DELETE FROM people_person WHERE id > {count}")
    _make_name_indexes()
    cost, per = (indexed - bare) * 1e6 / more, bare * 1e6 / more
    yield Row("people.name_indexes_s_per_million", round(cost, 1), "s", round(per, 1), "people_person without them")


def _found_units() -> list[int]:
    """One country: provinces, communes, units of work, on one line; the numbers of the units of work."""
    from namkhong.units.actions import make_unit, place_many
    from namkhong.units.models import Placement, Unit
    from namkhong.units.states import UnitKind

    units: list[Unit] = []
    above: dict[int, int] = {}

    def found(name: str, upper: int | None) -> int:
        unit = make_unit(name=name, kind=UnitKind.FEDERATION)
        unit.pk = len(units) + 1
        units.append(unit)
        if upper:
            above[unit.pk] = upper
        return unit.pk

    top, grassroots = found("Tổng Liên đoàn", None), []
    for province in range(PROVINCES):
        upper = found(f"Liên đoàn tỉnh {province}", top)
        for commune in range(COMMUNES):
            lower = found(f"Công đoàn xã {province}.{commune}", upper)
            grassroots += [found(f"Công đoàn cơ sở {province}.{commune}.{n}", lower) for n in range(GRASSROOTS)]
    Unit.objects.bulk_create(units, batch_size=2_000)
    since = date(2020, 1, 1)
    rows = (Placement(unit_id=u.pk, line=LINE, parent_id=above.get(u.pk), valid_from=since) for u in units)
    place_many(placements=rows, line=LINE)
    return grassroots


def _load(first: int, count: int, grassroots: Sequence[int]) -> float:
    """People numbered from `first`, each at one of the units if there are any; seconds for the rows of persons."""
    from bench.people_names import people
    from namkhong.foundation.text import fold, name_sort_key

    chance = Random(first)
    names = people(count, seed=first)
    persons = [(n, name, fold(name), name_sort_key(name), "") for n, name in enumerate(names, first)]
    began = time.perf_counter()
    _pour("people_person", "id, full_name, search_name, sort_name, staff_code", persons)
    taken = time.perf_counter() - began
    if grassroots:
        works = [(n, chance.choice(grassroots), "Chuyên viên", "2020-01-01") for n in range(first, first + count)]
        _pour("people_employment", "person_id, unit_id, position, valid_from", works)
    return taken


def _pour(table: str, columns: str, rows: Sequence[tuple[object, ...]]) -> None:
    from django.db import connection, transaction

    with transaction.atomic(), connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            with cursor.copy(f"COPY {table} ({columns}) FROM STDIN") as block:
                for row in rows:
                    block.write_row(row)
        else:
            places = ", ".join(["%s"] * len(columns.split(",")))
            cursor.executemany(f"INSERT INTO {table} ({columns}) VALUES ({places})", rows)


def _drop_name_indexes() -> None:
    from django.db import connection

    _run("DROP INDEX person_in_order")
    if connection.vendor == "postgresql":
        _run("DROP INDEX person_by_words")
    else:
        for trigger in ("add", "drop", "change"):
            _run(f"DROP TRIGGER people_words_{trigger}")


def _make_name_indexes() -> None:
    from importlib import import_module

    from django.db import connection

    made = import_module("namkhong.people.migrations.0004_finding_people")
    _run("CREATE INDEX person_in_order ON people_person (sort_name, search_name, id)")
    if connection.vendor == "postgresql":
        _run(made.POSTGRESQL)
        for table in ("people_person", "people_employment", "units_lineage", "units_unit"):
            _run(f"VACUUM ANALYZE {table}")
    else:
        _run("DROP TABLE people_words")
        for statement in made.SQLITE:
            _run(statement)
        _run("ANALYZE")


def _run(sql: str) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(sql)


def main() -> int:
    """Build, measure, print."""
    with database():
        return finish([*build(int(sys.argv[1]) if len(sys.argv) > 1 else PEOPLE), *measure()])


if __name__ == "__main__":
    sys.exit(main())
