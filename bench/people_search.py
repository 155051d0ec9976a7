"""Finding people by name among 2.5 million, as a national, a provincial and a commune officer; and what it costs.

python -m bench.people_search [PEOPLE]              on SQLite, in a folder that goes afterwards
python tools/on_postgresql.py python -m bench.people_search [PEOPLE]
"""

import time
from collections.abc import Iterator, Sequence
from datetime import date
from random import Random

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
    from namkhong.people.models import Person
    from namkhong.units.models import Unit

    grassroots = _found_units()
    _load_people(1, count, grassroots)
    million = min(count, 1_000_000)
    indexed = _load_people(count + 1, million, grassroots, employed=False)
    _without_name_indexes()
    bare = _load_people(count + million + 1, million, grassroots, employed=False)
    Person.objects.filter(pk__gt=count).delete() if count < 10_000 else _drop_after(count)
    _with_name_indexes()
    _tidy()
    assert Unit.objects.exists()
    yield Row(
        "people.name_indexes_s_per_million", round((indexed - bare) * 1e6 / million, 1), "s", round(bare, 1), "without"
    )
