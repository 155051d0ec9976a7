"""Groups of units, differences, trends: against worked examples, and what must hold for all numbers."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.feedback.rules.differences import difference
from namkhong.feedback.rules.statistics import Interval, Say, Share, comparable
from namkhong.feedback.rules.tiers import standings
from namkhong.feedback.rules.trend import Aim, Course, Reached, aim_of, course, reached

SHARES = st.tuples(st.integers(0, 900), st.integers(0, 900)).map(lambda two: Share(min(two), max(two)))


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        (Share(56, 70), Share(48, 80), 0.0524, 0.3339),
        (Share(9, 10), Share(3, 10), 0.1705, 0.8090),
        (Share(6, 7), Share(2, 7), 0.0582, 0.8062),
        (Share(5, 56), Share(0, 29), -0.0381, 0.1926),
        (Share(10, 10), Share(0, 20), 0.6791, 1.0),
    ],
)
def test_differences_as_in_the_paper(one: Share, other: Share, low: float, high: float) -> None:
    """Examples of R. Newcombe, Statistics in Medicine 17 (1998), table II, method 10."""
    found = difference(one, other)
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


@given(SHARES, SHARES)
def test_a_difference_holds_its_value_and_turns_with_the_two(one: Share, other: Share) -> None:
    found, turned = difference(one, other), difference(other, one)
    assert -1 <= found.low <= found.high <= 1
    assert found.low == pytest.approx(-turned.high) and found.high == pytest.approx(-turned.low)
    if one.answered and other.answered:
        assert found.low - 1e-12 <= one.value - other.value <= found.high + 1e-12
    else:
        assert found == Interval(-1.0, 1.0)


@given(st.lists(SHARES, max_size=25))
def test_between_groups_every_two_units_are_apart(shares: list[Share]) -> None:
    named = dict(enumerate(shares))
    found = standings(named)
    assert set(found) == {unit for unit, share in named.items() if share.say is Say.SHARE}
    assert {row.tier for row in found.values()} == set(
        range(1, max((row.tier for row in found.values()), default=0) + 1)
    )
    for one, standing in found.items():
        apart = [other for other in found if comparable(named[one], named[other])]
        better = [other for other in apart if named[other].value < named[one].value]
        assert (standing.better_than, standing.worse_than) == (len(better), len(apart) - len(better))
        for other in found:
            if standing.tier < found[other].tier:
                assert named[one].interval.low > named[other].interval.high


def test_a_chain_of_intervals_that_meet_is_one_group() -> None:
    found = standings({1: Share(95, 100), 2: Share(88, 100), 3: Share(80, 100), 4: Share(20, 100), 5: Share(9, 9)})
    assert {unit: row.tier for unit, row in found.items()} == {1: 1, 2: 1, 3: 1, 4: 2}
    assert (found[1].better_than, found[3].worse_than, found[4].worse_than) == (2, 1, 3)
    assert standings({}) == {}


def test_up_and_down_only_where_chance_does_not_explain_it() -> None:
    assert course(Share(900, 1000), Share(800, 1000)) is Course.UP
    assert course(Share(800, 1000), Share(900, 1000)) is Course.DOWN
    assert course(Share(81, 100), Share(80, 100)) is Course.UNCLEAR
    assert course(Share(29, 29), Share(800, 1000)) is Course.UNKNOWN
    assert course(Share(800, 1000), Share(0, 0)) is Course.UNKNOWN


def test_an_aim_grows_by_points_and_stops_at_everybody() -> None:
    base, one, two = Decimal("80.5"), Decimal(1), Decimal(2)
    assert aim_of(base, one, two, 3) == Aim(Decimal("83.5"), Decimal("86.5"))
    assert aim_of(base, one, two, 15) == Aim(Decimal("95.5"), Decimal(100))


def test_an_aim_is_reached_by_the_whole_interval() -> None:
    aim = Aim(Decimal(85), Decimal(87))
    assert reached(Share(950, 1000), aim) is Reached.YES
    assert reached(Share(800, 1000), aim) is Reached.NO
    assert reached(Share(860, 1000), aim) is Reached.OPEN
    assert reached(Share(20, 20), aim) is Reached.OPEN
