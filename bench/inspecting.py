"""Going through a day of 100,000 ratings with four weeks behind it, and what a rating's signs cost at the door.

`python -m bench.inspecting [ballots a day]`, on PostgreSQL through `tools/on_postgresql.py`.
"""

import secrets
import sys
import time
from collections.abc import Iterator
from datetime import date, timedelta
from random import Random
from typing import TYPE_CHECKING

from bench.alone import database, finish, look_at_tables
from bench.rows import Row

if TYPE_CHECKING:
    from namkhong.feedback.models import Ballot, Point

DAY = date(2026, 11, 20)
POINTS = 4_000


def measure(ballots: int) -> Iterator[Row]:
    """Signs, then a day."""
    yield Row("feedback.signs_us", round(_signs(), 2), "µs", goal="<= 5")
    _make(ballots)
    look_at_tables()
    from bench.world import START
    from namkhong.feedback.actions import inspect_day

    began = time.perf_counter()
    done = inspect_day(day=DAY, at=START)
    spent = time.perf_counter() - began
    print(f"{done} in {spent:.1f} s", flush=True)
    yield Row("feedback.inspect_day_s", round(spent, 1), "s", goal="<= 60")
    began = time.perf_counter()
    assert inspect_day(day=DAY, at=START).aside == 0, "twice over as once"
    yield Row("feedback.inspect_day_again_s", round(time.perf_counter() - began, 1), "s")


def _signs() -> float:
    """Microseconds for the signs of one rating, spread over many points."""
    from namkhong.feedback.ingest.arrivals import Arrivals

    memory, dice = Arrivals(), Random(1)
    asked = [(dice.randrange(5_000), "C", 1e9 + number / 50) for number in range(200_000)]
    began = time.perf_counter()
    for point, evidence, second in asked:
        memory.signs(point, evidence, second)
    return (time.perf_counter() - began) / len(asked) * 1e6


def _make(ballots: int) -> None:
    """So many ratings on the day and a quarter of it on each working day before, some points with a burst."""
    from bench.world import START
    from namkhong.feedback.actions import install_instruments
    from namkhong.feedback.library import library
    from namkhong.feedback.models import Ballot, Point
    from namkhong.feedback.rules.codes import slug_of
    from namkhong.units.actions import make_unit
    from namkhong.units.models import Unit

    quick = install_instruments(instruments=library(), at=START)[0]
    units = [make_unit(name=f"Đơn vị {number}", kind="committee") for number in range(POINTS // 2)]
    Unit.objects.bulk_create(units)
    at = {"made_at": START, "changed_at": START, "secret": bytes(32), "instrument": quick, "kind": "counter"}
    points = [Point(unit=unit, slug=slug_of(secrets.token_bytes(5)), **at) for unit in units for _ in range(2)]
    Point.objects.bulk_create(points)
    dice = Random(2)
    for back in range(28, -1, -1):
        day = DAY - timedelta(days=back)
        count = ballots if back == 0 else (ballots // 4 if day.weekday() < 5 else 0)
        Ballot.objects.bulk_create(
            (_ballot(dice, points[dice.randrange(POINTS)], day) for _ in range(count)), batch_size=5_000
        )


def _ballot(dice: Random, point: "Point", day: date) -> "Ballot":
    from uuid import UUID

    from namkhong.feedback.models import Ballot

    burst = point.pk % 100 == 0 and dice.random() < 0.7
    return Ballot(
        id=UUID(bytes=secrets.token_bytes(16)),
        mark=0,
        unit_id=point.unit_id,
        point=point,
        day=day,
        hour=10 if burst else dice.choice((8, 9, 10, 13, 14, 15, 16)),
        score=5 if burst else dice.choice((5, 5, 5, 4, 4, 4, 3, 2)),
        evidence=dice.choice("ABC"),
        signs=2 if burst else 0,
    )


def main() -> int:
    """Measure in a database of its own."""
    ballots = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    with database():
        return finish(measure(ballots))


if __name__ == "__main__":
    sys.exit(main())
