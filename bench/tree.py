"""How fast a tree of 130,000 units is read and reorganised; `python -m bench.tree` measures it alone."""

import os
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import TYPE_CHECKING, Any

from bench.alone import database, finish
from bench.rows import Row

if TYPE_CHECKING:
    from bench.land import Country
    from namkhong.units.models import Reorganisation, Unit

TODAY = date(2026, 11, 22)
FROM = date(2027, 1, 1)
ASKED = 120


def measure(country: "Country") -> Iterator[Row]:
    """Reading, then changing."""
    yield from _reading(country)
    yield from _reorganising(country)


def _reading(country: "Country") -> Iterator[Row]:
    from namkhong.units import queries

    dice = Random(1)
    asked = [country.top, *country.provinces, *dice.sample(country.communes, 50), *dice.sample(country.schools, 35)]
    below = [dice.choice(country.branches) for _ in range(ASKED)]
    last: dict[int, Unit] = {}

    def first_page(unit: "Unit") -> None:
        page = queries.subtree_page(unit.pk, "union", TODAY)
        last[unit.pk] = page[-1] if page else unit

    def bare(unit: "Unit") -> None:
        _bare(_PAGE, unit.pk)

    yield _row("units.subtree_page_p95", first_page, asked, bare)
    yield _row(
        "units.subtree_next_page_p95",
        lambda unit: queries.subtree_page(unit.pk, "union", TODAY, after=last[unit.pk]),
        asked,
        bare,
    )
    yield _row(
        "units.subtree_late_page_p95",
        lambda unit: queries.subtree_page(unit.pk, "union", TODAY, after=country.communes[7]),
        asked,
        bare,
    )
    yield _row("units.children_p95", lambda unit: list(queries.children(unit.pk, "union", TODAY)[:50]), asked)
    yield _row(
        "units.ancestors_p95",
        lambda unit: queries.ancestors(unit.pk, "union", TODAY),
        below,
        lambda unit: _bare(_UP, unit.pk),
    )
    yield _row(
        "units.under_me_p95",
        lambda unit: queries.count_below(unit.pk, "union", TODAY),
        asked,
        lambda unit: _bare(_COUNT, unit.pk),
    )
    yield _row("units.is_below_p95", lambda unit: queries.is_below(unit.pk, country.top.pk, "union", TODAY), below)
    yield _row("units.find_p95", lambda unit: list(queries.find(unit.name[3:])[:50]), asked)
    yield _row("units.find_many_p95", lambda _: list(queries.find("truong hoc")[:50]), asked[:40])


_PAGE = """
SELECT unit.id, unit.name FROM units_lineage AS line JOIN units_unit AS unit ON unit.id = line.descendant_id
WHERE line.ancestor_id = %s AND line.line = 'union' AND line.depth > 0 AND line.valid_to IS NULL
ORDER BY unit.sort_name, unit.id LIMIT 50
"""
_UP = "SELECT ancestor_id FROM units_lineage WHERE descendant_id = %s AND line = 'union' AND valid_to IS NULL"
_COUNT = "SELECT COUNT(*) FROM units_lineage WHERE ancestor_id = %s AND line = 'union' AND valid_to IS NULL"


def _bare(statement: str, unit: int) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute(statement, [unit])
        cursor.fetchall()


def _row(
    name: str, ask: "Callable[[Unit], Any]", units: "list[Unit]", control: "Callable[[Unit], Any] | None" = None
) -> Row:
    """The 95th percentile of asking about each unit; a control is asked in turns, so that both meet the same noise."""
    spent: list[float] = []
    plain: list[float] = []
    for unit in units:
        spent.append(_seconds(ask, unit))
        if control:
            plain.append(_seconds(control, unit))
    return Row(name, _p95(spent), "ms", _p95(plain) if plain else None, "the bare statement" if plain else "", "<= 50")


def _seconds(ask: "Callable[[Unit], Any]", unit: "Unit") -> float:
    began = time.perf_counter()
    ask(unit)
    return time.perf_counter() - began


def _p95(seconds: list[float]) -> float:
    return round(sorted(seconds)[int(len(seconds) * 0.95)] * 1000, 2)


def _reorganising(country: "Country") -> Iterator[Row]:
    from namkhong.units.actions import ResultDraft, move

    a, b, c, divided = country.communes[:4]
    merged = ResultDraft(name="Xã hợp nhất (đo tốc độ)", kind="committee")
    yield from _carried_out("merge_3_into_1", _draft(country, ("merge", [a, b, c], [merged])))
    parts = [ResultDraft(name=f"Xã chia {n}", kind="committee", share=share) for n, share in enumerate(_SHARES)]
    yield from _carried_out("split_1_into_3", _draft(country, ("split", [divided], parts), *_below(divided, parts)))
    began = time.perf_counter()
    move(unit=country.schools[9], line="union", parent=country.communes[50], since=FROM, by=None, at=_now())
    yield Row("units.move_one", round((time.perf_counter() - began) * 1000, 1), "ms")
    yield from _carried_out("whole_country", _whole(country))


_SHARES = (Decimal("0.5"), Decimal("0.3"), Decimal("0.2"))


def _below(divided: "Unit", parts: list[Any]) -> list[tuple[Any, ...]]:
    """Who goes where: the units under the one that is divided, dealt out to its parts."""
    from namkhong.units import queries
    from namkhong.units.actions import ResultDraft

    units = list(queries.children(divided.pk, "union", TODAY))
    dealt = [(units[n::3], part) for n, part in enumerate(parts)]
    return [("transfer", some, [ResultDraft(parent=part)]) for some, part in dealt if some]


def _whole(country: "Country") -> "Reorganisation":
    """Every three communes become one, with all the schools below; provinces stay."""
    from namkhong.units.actions import ResultDraft

    there = country.communes[60:3300]
    threes = [there[n : n + 3] for n in range(0, len(there), 3)]
    return _draft(
        country,
        *(("merge", three, [ResultDraft(name=f"Xã mới {n:05d}", kind="committee")]) for n, three in enumerate(threes)),
    )


def _draft(country: "Country", *changes: tuple[Any, ...]) -> "Reorganisation":
    from namkhong.units.actions import ChangeDraft, add_changes, draft_reorganisation

    draft = draft_reorganisation(
        unit=country.top,
        title="Sắp xếp (đo tốc độ)",
        number="1/NQ",
        decided_on=TODAY,
        effective_on=FROM + timedelta(days=1),
        by=None,
        at=_now(),
    )
    drafts = [ChangeDraft(kind, "", sources, results) for kind, sources, results in changes]
    began = time.perf_counter()
    add_changes(reorganisation=draft, drafts=drafts, by=None, at=_now())
    print(f"{len(drafts)} changes drafted in {time.perf_counter() - began:.2f} s", flush=True)
    return draft


def _carried_out(name: str, draft: "Reorganisation") -> Iterator[Row]:
    from namkhong.units.actions import carry_out_structure, take_back_structure

    began = time.perf_counter()
    carry_out_structure(reorganisation=draft, by=None, at=_now())
    yield Row(f"units.{name}", round(time.perf_counter() - began, 2), "s", goal=_GOALS[name])
    began = time.perf_counter()
    take_back_structure(reorganisation=draft, by=None, at=_now())
    yield Row(f"units.{name}_taken_back", round(time.perf_counter() - began, 2), "s", goal=_GOALS[name])


_GOALS = {"merge_3_into_1": "<= 5", "split_1_into_3": "<= 5", "whole_country": "<= 600"}


def _now() -> Any:
    from bench.world import START

    return START


def main() -> int:
    """Measure in a database of its own."""
    with database():
        from django.db import connection

        from bench import land, year

        began = time.perf_counter()
        country = land.build(int(os.environ.get("NAMKHONG_BENCH_UNITS", "130000")))
        print(f"Units on two lines loaded in {time.perf_counter() - began:.0f} s", flush=True)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        return finish([*measure(country), *year.measure(country)])


if __name__ == "__main__":
    sys.exit(main())
