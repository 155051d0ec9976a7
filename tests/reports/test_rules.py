"""How figures derive, add up and measure; every branch, and the database agrees with the arithmetic."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.campaigns.states import Direction, MeasuredAs
from namkhong.reports.rules import Check, Goal, Rule, broken_checks, combine, derive, meets, misconduct_change, ratio
from namkhong.reports.states import Aggregation

D = Decimal
RELATIVE, POINTS = MeasuredAs.RELATIVE, MeasuredAs.POINTS
RULES = [
    Rule("cases", Aggregation.SUM),
    Rule("staff", Aggregation.SUM),
    Rule("rate", Aggregation.RATIO, of="cases", over="staff", scale=D(100)),
    Rule("days", Aggregation.WEIGHTED_MEAN, weight="cases"),
    Rule("longest", Aggregation.MAX),
    Rule("fall", Aggregation.CHANGE, of="cases", over="staff", base_of="cases_before", base_over="staff_before"),
]


def test_a_ratio_needs_both_parts_and_a_denominator():
    assert ratio(D(1), D(4), D(100)) == 25
    assert ratio(D(0), D(4)) == 0
    assert ratio(None, D(4)) is None
    assert ratio(D(1), None) is None
    assert ratio(D(1), D(0)) is None


@pytest.mark.parametrize(
    ("now", "base", "measure", "fall"),
    [
        (D("1.9"), D(2), RELATIVE, D(5)),
        (D("1.9"), D(2), POINTS, D("0.1")),
        (D(3), D(2), RELATIVE, D(-50)),
        (D(1), D(0), RELATIVE, None),
        (D(1), D(0), POINTS, D(-1)),
        (None, D(2), POINTS, None),
        (D(2), None, RELATIVE, None),
    ],
)
def test_a_fall_is_measured_as_the_plan_says(now, base, measure, fall):
    assert misconduct_change(now, base, measure) == fall


def test_zero_is_a_value_and_blank_is_not():
    total = combine(RULES, [{"cases": D(0), "staff": None}, {"cases": None, "staff": None}], RELATIVE)
    assert total["cases"] == 0
    assert total["staff"] is None
    assert total["rate"] is None
    assert total["longest"] is None
    assert total["days"] is None


def test_a_rate_of_many_is_the_ratio_of_sums_not_the_mean_of_rates():
    total = combine(RULES, [{"cases": D(1), "staff": D(10)}, {"cases": D(1), "staff": D(90)}], RELATIVE)
    assert total["rate"] == 2


def test_a_mean_is_weighted_and_leaves_out_who_states_no_weight():
    sheets = [{"cases": D(1), "days": D(10)}, {"cases": D(3), "days": D(2)}, {"cases": None, "days": D(99)}]
    assert combine(RULES, sheets, RELATIVE)["days"] == 4
    assert combine(RULES, [{"cases": D(0), "days": D(5)}], RELATIVE)["days"] is None


def test_derives_the_change_from_both_years():
    values = {"cases": D(1), "staff": D(100), "cases_before": D(2), "staff_before": D(100)}
    assert derive(RULES, values, RELATIVE)["fall"] == 50
    assert derive(RULES, values, POINTS)["fall"] == 1
    assert Rule("rate", Aggregation.RATIO).derived
    assert not Rule("cases", Aggregation.SUM).derived


@pytest.mark.parametrize(
    ("direction", "low", "high", "achieved", "met"),
    [
        (Direction.DECREASE, D(5), D(10), D(5), True),
        (Direction.DECREASE, D(5), D(10), D(31), True),
        (Direction.DECREASE, D(5), D(10), D("4.9"), False),
        (Direction.DECREASE, D(5), D(10), None, None),
        (Direction.AT_LEAST, None, D(80), D(79), False),
        (Direction.REACH, None, None, D(1), True),
        (Direction.AT_MOST, D(3), D(5), D(5), True),
        (Direction.AT_MOST, D(3), None, D(4), False),
        (Direction.AT_MOST, None, None, D(4), True),
    ],
)
def test_a_goal_is_met_from_its_lower_bound_on(direction, low, high, achieved, met):
    assert meets(Goal(direction, low, high), achieved) is met


def test_only_stated_figures_can_contradict():
    check = Check("pledged", "staff", "Số người ký nhiều hơn số người.")
    assert broken_checks([check], {"pledged": D(5), "staff": D(4)}) == [check]
    assert broken_checks([check], {"pledged": D(4), "staff": D(4)}) == []
    assert broken_checks([check], {"pledged": D(5), "staff": None}) == []
    assert broken_checks([check], {"pledged": None, "staff": D(4)}) == []


figures = st.one_of(st.none(), st.integers(0, 10_000).map(Decimal))


@given(st.lists(st.fixed_dictionaries({"cases": figures, "staff": figures, "longest": figures}), max_size=8))
def test_adding_in_two_steps_is_adding_once(sheets):
    """A superior's superior gets the same sums and maxima through the middle as directly."""
    middle = [combine(RULES, sheets[:3], RELATIVE), combine(RULES, sheets[3:], RELATIVE)]
    through, directly = combine(RULES, middle, RELATIVE), combine(RULES, sheets, RELATIVE)
    assert {key: through[key] for key in ("cases", "staff", "longest", "rate")} == {
        key: directly[key] for key in ("cases", "staff", "longest", "rate")
    }
