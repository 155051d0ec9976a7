"""Sums by whole arrays against the plain sums of a second: the same for any ballots and any tree that changes."""

from collections import defaultdict
from datetime import date, timedelta
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.feedback.rules.counts import changes, gathered, spread
from namkhong.feedback.rules.grids import CLASSES, Above, Places, counted_month, holds_packed, packed
from namkhong.foundation.months import days_of, month_of

MONTH = 202602
DAYS = days_of(MONTH)
UNITS = [3, 7, 20, 41, 90]
AROUND = st.dates(date(2026, 1, 25), date(2026, 3, 5))
PAIRS = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(UNITS), AROUND, st.integers(0, 60)).filter(
        lambda pair: pair[0] != pair[1]
    ),
    max_size=12,
)
BALLOTS = st.lists(
    st.tuples(st.sampled_from(UNITS), st.sampled_from(DAYS), st.sampled_from(CLASSES), st.integers(0, 5)), max_size=40
)


def _array(numbers: Any) -> Any:
    return np.array(list(numbers), np.int64)


def _by_arrays(pairs: list[Any], ballots: list[Any]) -> dict[Any, list[int]]:
    above = Above(
        _array(pair[0] for pair in pairs),
        _array(pair[1] for pair in pairs),
        _array(pair[2].toordinal() for pair in pairs),
        _array(pair[2].toordinal() + pair[3] for pair in pairs),
    )

    def given_in(first: date, last: date) -> Any:
        those = [ballot for ballot in ballots if first <= ballot[1] <= last]
        return _array(unit * 64 + CLASSES.index(kind) * 8 + score for unit, _, kind, score in those)

    sums = counted_month(MONTH, above, Places(_array(UNITS)), given_in)
    rows = {
        (unit, MONTH, kind): sums[row, column].tolist()
        for row, unit in enumerate(UNITS)
        for column, kind in enumerate(CLASSES)
    }
    return {key: counts for key, counts in rows.items() if any(counts)}


def _one_by_one(pairs: list[Any], ballots: list[Any]) -> dict[Any, list[int]]:
    above: dict[str, dict[int, set[int]]] = {str(day): defaultdict(set) for day in DAYS}
    for below, upper, first, length in pairs:
        for number in range(length + 1):
            day = first + timedelta(days=number)
            if month_of(day) == MONTH:
                above[str(day)][below].add(upper)
    told = changes((unit, str(day), kind, score - 1 if score else 5, 1) for unit, day, kind, score in ballots)
    return dict(spread(gathered([told]), above))


@given(PAIRS, BALLOTS)
def test_whole_arrays_count_what_is_counted_one_by_one(pairs: list[Any], ballots: list[Any]) -> None:
    assert _by_arrays(pairs, ballots) == _one_by_one(pairs, ballots)


def test_a_month_is_cut_where_a_pair_begins_or_ends() -> None:
    days = [date(2026, 2, 1), date(2026, 2, 10), date(2026, 2, 28)]
    first, last = _array(day.toordinal() for day in days[:2]), _array(day.toordinal() for day in (days[1], days[2]))
    changing = Above(_array([3, 3]), _array([7, 20]), first, last).changing_in(MONTH)
    assert list(changing.stretches(MONTH)) == [
        (date(2026, 2, 1), date(2026, 2, 9)),
        (date(2026, 2, 10), date(2026, 2, 10)),
        (date(2026, 2, 11), date(2026, 2, 28)),
    ]


def test_classes_are_packed_by_their_place_in_the_alphabet() -> None:
    assert "".join(CLASSES) == "ABCDEFGH"[: len(CLASSES)]
    assert packed("ascii", "length").startswith("unit_id * 64 + (ascii(evidence) - 65) * 8 + ")
    assert [holds_packed(Places(_array([unit]))) for unit in (2**25 - 1, 2**25)] == [np.int32, np.int64]


def test_no_units_and_no_ballots() -> None:
    nobody = Places(_array([]))
    assert len(nobody) == 0 and nobody.grid().shape == (0, len(CLASSES), 6)
    assert not nobody.among(_array([1, 2])).any()
    assert Places(_array([5])).counted(_array([])).sum() == 0


@pytest.mark.parametrize("stranger", [4, 6])
def test_a_unit_that_is_not_there_is_said_and_never_counted_elsewhere(stranger: int) -> None:
    places = Places(_array([3, 5]))
    with pytest.raises(LookupError):
        places.counted(_array([5 * 64 + 1, stranger * 64 + 1]))
    with pytest.raises(LookupError):
        places.of(_array([stranger]))
