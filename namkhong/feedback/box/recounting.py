"""Puts the sums that are kept beside those counted anew from all ballots, and mends what differs, month by month."""

from typing import Any

import numpy as np
from django.db import connection
from django.db.models import Max, Min
from numpy.typing import NDArray

from namkhong.feedback.box.arrays import add_rows, columns
from namkhong.feedback.box.counting_months import FOR_MONTHS, counted, tree
from namkhong.feedback.box.statements import SUMS, on_postgresql
from namkhong.feedback.models import Ballot, Delta, Tally
from namkhong.feedback.rules.grids import CLASSES, Grid, Numbers, Places
from namkhong.foundation.months import month_of, months_later

_LETTERS = np.array([name.encode() for name in CLASSES], "S1")
_PAIRS = [f"(CAST({one} AS bigint) << 32) | {other}" for one, other in zip(SUMS[::2], SUMS[1::2], strict=True)]
_DROPPED_AT_ONCE = 10_000


def begin() -> None:
    """Of the whole recount one moment is seen: to be called before anything else in its transaction."""
    if on_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def still_told() -> tuple[list[list[Any]], list[list[str]]]:
    """What groups have told (counts and answers) and nobody has added yet, and which of their ballots have words; taken
    away.
    """
    waiting = list(Delta.objects.order_by("pk").values_list("pk", "counts", "answers", "worded"))
    Delta.objects.filter(pk__in=[pk for pk, *_ in waiting]).delete()
    return [told for _, *told, _ in waiting], [worded for *_, worded in waiting]


def mend() -> int:
    """Count everything anew and put the sums right where they differ; how many there were."""
    if on_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SELECT brin_summarize_new_values('tally_by_month')")
            cursor.execute(FOR_MONTHS)
    whole = tree()
    return sum(_put_right(month, sums, whole.places) for month, sums in counted(_months(), whole))


def _months() -> list[int]:
    """From the first month with ballots or sums to the last."""
    days = Ballot.objects.order_by("day").values_list("day", flat=True)
    ends = [month_of(day) for day in (days.first(), days.last()) if day]
    ends += [month for month in Tally.objects.aggregate(Min("month"), Max("month")).values() if month]
    months = [min(ends)] if ends else []
    while months and months[-1] < max(ends):
        months.append(months_later(months[-1], 1))
    return months


def _put_right(month: int, fresh: Grid, places: Places) -> int:
    wrong = np.argwhere((fresh != _kept(month, places)).any(axis=2))
    if not len(wrong):
        return 0
    _drop(month, wrong, places)
    right = fresh[wrong[:, 0], wrong[:, 1]]
    there = right.any(axis=1)
    units, classes = wrong[there].T
    fields: dict[str, NDArray[Any]] = {
        "unit_id": places.units[units],
        "month": np.full(len(units), month, np.int32),
        "evidence": _LETTERS[classes],
    }
    fields |= {name: right[there, n].astype(np.int32) for n, name in enumerate(SUMS)}
    add_rows("feedback_tally", fields)
    return len(wrong)


def _kept(month: int, places: Places) -> Grid:
    """The sums of a month as they are kept."""
    names = dict.fromkeys([_cell(), *_PAIRS], np.int64)
    cells, *found = columns(names, "feedback_tally WHERE month = %s", month)
    pairs = np.stack(found, axis=1)
    halves = np.stack([pairs >> 32, pairs & 0xFFFFFFFF], axis=2).astype(np.int32)
    sums = np.zeros((len(places), len(CLASSES), len(SUMS)), np.int32)
    sums[places.of(cells >> 3), cells & 7] = halves.reshape(-1, len(SUMS))
    return sums


def _drop(month: int, wrong: Numbers, places: Places) -> None:
    """Delete the sums of a month that are kept for these pairs of row and class."""
    ids, cells = columns({"id": np.int64, _cell(): np.int64}, "feedback_tally WHERE month = %s", month)
    doomed = ids[np.isin(cells, (places.units[wrong[:, 0]] << 3) + wrong[:, 1])]
    for start in range(0, len(doomed), _DROPPED_AT_ONCE):
        Tally.objects.filter(pk__in=doomed[start : start + _DROPPED_AT_ONCE].tolist()).delete()


def _cell() -> str:
    """Unit and class of a sum as one number, in SQL."""
    return f"unit_id * 8 + {'ascii' if on_postgresql() else 'unicode'}(evidence) - {ord(CLASSES[0])}"
