"""What may be said of so many ratings: against textbook values, and properties that must hold for all numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.feedback.rules.shrinking import LEAST, MOST, prior_of, shrunk
from namkhong.feedback.rules.statistics import (
    Counted,
    Interval,
    Say,
    Share,
    capped_weight,
    comparable,
    mixed,
    required_sample,
    share_of,
    wilson,
)

COUNTS = st.integers(0, 5000).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n)))


@pytest.mark.parametrize(
    ("satisfied", "answered", "low", "high"),
    [
        (0, 10, 0.0, 0.2775),
        (5, 10, 0.2366, 0.7634),
        (10, 10, 0.7225, 1.0),
        (81, 263, 0.2553, 0.3662),
        (1, 29, 0.0061, 0.1718),
    ],
)
def test_wilson_as_in_the_books(satisfied: int, answered: int, low: float, high: float) -> None:
    """The last two are the worked examples of R. Newcombe, Statistics in Medicine 17 (1998), method 3."""
    found = wilson(satisfied, answered)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


def test_nobody_asked_may_be_anything() -> None:
    assert wilson(0, 0) == Interval(0.0, 1.0)


@given(COUNTS)
def test_the_interval_holds_the_share_and_is_mirrored(count: tuple[int, int]) -> None:
    satisfied, answered = count
    found, mirrored = wilson(satisfied, answered), wilson(answered - satisfied, answered)
    assert 0 <= found.low < found.high <= 1
    assert found.low == pytest.approx(1 - mirrored.high) and found.high == pytest.approx(1 - mirrored.low)
    if answered:
        assert found.low <= satisfied / answered <= found.high


@given(st.integers(1, 400), st.integers(1, 400))
def test_more_ratings_of_the_same_share_say_more(satisfied: int, other: int) -> None:
    few, many = wilson(satisfied, satisfied + other), wilson(4 * satisfied, 4 * (satisfied + other))
    assert many.high - many.low < few.high - few.low


@pytest.mark.parametrize(("answered", "say"), [(9, Say.NOTHING), (10, Say.TOO_FEW), (29, Say.TOO_FEW), (30, Say.SHARE)])
def test_how_much_is_said(answered: int, say: Say) -> None:
    assert Share(answered, answered).say is say


def test_a_share_in_per_cent_is_exact_and_rounded_half_up() -> None:
    assert Share(1, 16).percent == Decimal("6.3")  # 6.25
    assert share_of([3, 2, 5, 20, 70]).percent == Decimal("90.0")
    assert Share(1, 4).value == 0.25


def test_units_whose_intervals_meet_are_not_ranked() -> None:
    assert not comparable(Share(90, 100), Share(84, 100))
    assert comparable(Share(900, 1000), Share(840, 1000))
    assert not comparable(Share(29, 29), Share(1, 100))  # one of them is too small to be compared at all
    assert Interval(0.1, 0.2).overlaps(Interval(0.2, 0.3)) and not Interval(0.1, 0.19).overlaps(Interval(0.2, 0.3))


def test_how_many_to_ask() -> None:
    assert [required_sample(n) for n in (0, 1, 400, 100_000)] == [0, 1, 200, 399]


def test_posters_weigh_nothing_and_a_surplus_of_counter_ratings_does_not_count() -> None:
    codes, counter = Share(80, 100), Share(400, 400)
    assert mixed({"A": Counted(codes, 1.0), "C": Counted(Share(900, 900), 0.0)}) == (0.8, 100.0)
    weight = capped_weight(400, 100)
    assert weight == 0.25 and capped_weight(50, 100) == 1.0 and capped_weight(50, None) == 1.0
    value, effective = mixed({"A": Counted(codes, 1.0), "B": Counted(counter, weight)})
    assert value == pytest.approx(0.9) and effective == pytest.approx(200**2 / (100 + 25))
    assert mixed({"C": Counted(codes, 0.0)}) == (0.0, 0.0)


def test_a_small_unit_is_drawn_towards_its_group_and_a_large_one_is_not() -> None:
    group = [Share(int(200 * share), 200) for share in (0.6, 0.7, 0.8, 0.9)]
    prior = prior_of(group)
    assert LEAST <= prior.weight <= MOST and prior.mean == pytest.approx(0.75)
    small, large = shrunk(Share(10, 10), prior), shrunk(Share(5000, 5000), prior)
    assert 0.75 < small < 0.93 < large < 1
    assert "75,0%" in prior.formula


def test_a_group_that_differs_by_chance_alone_weighs_most() -> None:
    assert prior_of([Share(75, 100), Share(75, 100)]).weight == MOST
    assert prior_of([]).mean == 0.5
    assert prior_of([Share(0, 0), Share(3, 4)]).weight == MOST
    assert prior_of([Share(50, 50), Share(50, 50)]).weight == MOST


@given(st.lists(COUNTS, max_size=12), COUNTS)
def test_an_estimate_lies_between_the_unit_and_its_group(group: list[tuple[int, int]], own: tuple[int, int]) -> None:
    prior = prior_of([Share(*count) for count in group])
    share = Share(*own)
    ends = sorted([prior.mean, share.value if share.answered else prior.mean])
    assert ends[0] - 1e-9 <= shrunk(share, prior) <= ends[1] + 1e-9
