"""The whole country: its areas of today, those of before, and the reorganisation of 2025 there and back again.

`python -m bench.country` measures in a throw-away SQLite database, `python tools/on_postgresql.py python -m
bench.country` in one of PostgreSQL.
"""

import sys
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from bench.alone import database, finish
from bench.rows import Row

if TYPE_CHECKING:
    from django.db.models import Model

AT = datetime(2026, 11, 25, 2, tzinfo=UTC)
ON = date(2026, 11, 25)
GOAL = "<= 600"


def measure() -> Iterator[Row]:
    """Seconds for each step, beside plain inserts of the rows that the step leaves behind."""
    from namkhong.units import models
    from namkhong.units.actions import carry_out_structure, redraft, take_back_structure
    from namkhong.units.country.former import load_former
    from namkhong.units.country.source import read
    from namkhong.units.country.today import load_today
    from namkhong.units.states import ReorganisationState

    tree = (models.Unit, models.Placement, models.Lineage, models.FormerName)
    lines = (models.Change, models.ChangePart, models.Succession, models.Heir)
    began = time.perf_counter()
    top = load_today(country=read(), under="", on=ON, by=None, at=AT).top
    yield Row("units.country_today_s", _since(began), "s", *_control(*tree), GOAL)

    began = time.perf_counter()
    done = load_former(country=read(), top=top, by=None, at=AT)
    yield Row("units.country_former_s", _since(began), "s", *_control(*tree, *lines), GOAL)
    assert done.reorganised.to_decide == 471

    rows = models.Reorganisation.objects.filter(state=ReorganisationState.CARRIED_OUT)
    carried_out = list(rows.order_by("pk"))
    before = _fingerprint()
    control = _control(models.Lineage, models.Succession, models.Heir)
    began = time.perf_counter()
    with transaction.atomic():
        for row in reversed(carried_out):
            take_back_structure(reorganisation=row, by=None, at=AT)
    yield Row("units.country_take_back_s", _since(began), "s", *control, GOAL)
    assert not models.Heir.objects.exists() and not models.Succession.objects.exists()

    for row in carried_out:
        redraft(reorganisation=row, by=None, at=AT)
    began = time.perf_counter()
    with transaction.atomic():
        for row in carried_out:
            carry_out_structure(reorganisation=row, by=None, at=AT)
    yield Row("units.country_carry_out_s", _since(began), "s", *control, GOAL)
    assert _fingerprint() == before, "carried out again, everything is as it was"


def _since(began: float) -> float:
    return round(time.perf_counter() - began, 2)


def _fingerprint() -> list[Any]:
    """What must be the same after taking back and carrying out again."""
    from namkhong.units.models import Heir, Lineage, Unit

    heirs = Heir.objects.order_by("unit", "heir", "valid_from").values_list("unit", "heir", "share", "valid_from")
    lineage = Lineage.objects.order_by("descendant", "depth", "ancestor", "valid_from")
    return [
        list(heirs),
        list(lineage.values_list("descendant", "ancestor", "depth", "valid_from", "valid_to")),
        list(Unit.objects.order_by("pk").values_list("name", "founded_on", "closed_on")),
    ]


def _control(*kinds: "type[Model]") -> tuple[float, str]:
    """Seconds that the driver needs to write all rows of the tables into empty ones, rolled back."""
    spent = 0.0
    with transaction.atomic(), connection.cursor() as cursor:
        for kind in kinds:
            table = kind._meta.db_table
            cursor.execute(f"SELECT * FROM {table}")
            rows = cursor.fetchall()
            cursor.execute(f"CREATE TEMPORARY TABLE plain_{table} AS SELECT * FROM {table} WHERE 1 = 0")
            began = time.perf_counter()
            _write(cursor, f"plain_{table}", rows)
            spent += time.perf_counter() - began
        transaction.set_rollback(True)
    return round(spent, 2), "COPY" if connection.vendor == "postgresql" else "executemany"


def _write(cursor: Any, table: str, rows: list[tuple[Any, ...]]) -> None:
    if connection.vendor == "postgresql":
        with cursor.copy(f"COPY {table} FROM STDIN") as copy:
            for row in rows:
                copy.write_row(row)
    elif rows:
        cursor.executemany(f"INSERT INTO {table} VALUES ({', '.join(['%s'] * len(rows[0]))})", rows)


def main() -> int:
    """Measure in a database of its own; the exit status says whether every goal is met."""
    with database():
        return finish(measure())


if __name__ == "__main__":
    sys.exit(main())
