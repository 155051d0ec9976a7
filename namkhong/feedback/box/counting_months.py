"""All ballots counted from nothing, a month at a time: what units got themselves, and what everybody got above them.

How they are counted stands in `rules.grids`; here is what the database is asked for it.
"""

from collections import deque
from collections.abc import Iterable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from datetime import date
from functools import partial

import numpy as np
from django.db import connection, transaction

from namkhong.feedback.box.arrays import columns
from namkhong.feedback.box.statements import on_postgresql
from namkhong.feedback.rules.grids import Above, Grid, Numbers, Places, counted_month, holds_packed, packed

FOR_MONTHS = "SET LOCAL enable_seqscan = off; SET LOCAL jit_inline_above_cost = -1"
"""A month is a small part of a table, whether or not the server has counted its tables lately; and inlining takes
longer than it saves.
"""

_SIDE_BY_SIDE = 2
_FAR = date.max.toordinal()


@dataclass(frozen=True, slots=True)
class Tree:
    """All units, and who stood above whom."""

    places: Places
    above: Above


def tree() -> Tree:
    """The units and their superiors on all days, read once."""
    [units] = columns({"id": np.int64}, "units_unit")
    pair = ["descendant_id", "ancestor_id", _ordinal("valid_from"), f"COALESCE({_ordinal('valid_to')}, {_FAR})"]
    pairs = columns(dict.fromkeys(pair, np.int64), "units_lineage WHERE depth > 0")
    return Tree(Places(units), Above(*pairs))


def counted(months: Iterable[int], over: Tree) -> Iterator[tuple[int, Grid]]:
    """Each month with its sums in the order of `Tally` (shape units, classes, twelve).

    On PostgreSQL two months are counted side by side, over connections that see what this one sees.
    """
    if not on_postgresql():
        yield from (
            (month, counted_month(month, over.above, over.places, partial(_ballots, over.places))) for month in months
        )
        return
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_export_snapshot()")
        seen = cursor.fetchone()[0]
    waiting: deque[tuple[int, Future[Grid]]] = deque()
    with ThreadPoolExecutor(_SIDE_BY_SIDE) as pool:
        for month in months:
            waiting.append((month, pool.submit(_count_beside, month, over, seen)))
            if len(waiting) > _SIDE_BY_SIDE:
                yield _next(waiting)
        while waiting:
            yield _next(waiting)


def _next(waiting: deque[tuple[int, Future[Grid]]]) -> tuple[int, Grid]:
    month, grid = waiting.popleft()
    return month, grid.result()


def _count_beside(month: int, over: Tree, seen: str) -> Grid:
    """Count in a thread of its own, of the moment that another connection sees."""
    try:
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY")
                cursor.execute("SET TRANSACTION SNAPSHOT %s", [seen])
                cursor.execute(FOR_MONTHS)
            return counted_month(month, over.above, over.places, partial(_ballots, over.places))
    finally:
        connection.close()


def _ballots(places: Places, first: date, last: date) -> Numbers:
    """The packed ballots of some days."""
    ballot = packed("ascii", "octet_length") if on_postgresql() else packed("unicode", "length")
    return columns({ballot: holds_packed(places)}, "feedback_ballot WHERE day BETWEEN %s AND %s", first, last)[0]


def _ordinal(day: str) -> str:
    """A day as Python's calendar numbers it."""
    return f"({day} - DATE '0001-01-01' + 1)" if on_postgresql() else f"CAST(julianday({day}) - 1721424.5 AS INTEGER)"
