"""Bands, side conditions, vetoes, the grade of the unit: what one subject may get, and the sentence that says why."""

import os
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.criteria.rules.structure import BandDef, Condition
from namkhong.scoring.rules.grading import MOST_SIGNS, NOT_YET, Bar, Case, Verdict, Yardstick, judge, place_in, shown
from namkhong.scoring.states import VetoKind

D = Decimal
EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "100"))
often = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

BANDS = (
    BandDef("excellent", "Xuất sắc", D(90), quota=D(20), quota_of="good"),
    BandDef("good", "Tốt", D(70)),
    BandDef("completed", "Hoàn thành", D(50)),
    BandDef("not_completed", "Không hoàn thành", D(0)),
)
YARDSTICK = Yardstick(BANDS, {"1": D(30), "2": D(70)}, least_months=6)
CASE = Case(D(95), D(95), {"1": D(28), "2": D(67)})


def with_conditions(*conditions: Condition) -> Yardstick:
    """The yardstick with side conditions on its best band."""
    return replace(YARDSTICK, bands=(replace(BANDS[0], conditions=conditions), *BANDS[1:]))


@pytest.mark.parametrize(
    ("total", "place"),
    [("100", 0), ("90", 0), ("89.99", 1), ("70", 1), ("69.99", 2), ("50", 2), ("49.999", 3), ("0", 3), ("-2", 3)],
)
def test_a_total_on_the_border_belongs_to_the_better_band(total, place):
    verdict = judge(YARDSTICK, replace(CASE, total=D(total)))
    assert (verdict.place, verdict.held_back) == (place, "")
    assert verdict.open == tuple(range(place, 4))


def test_a_total_is_cut_off_not_rounded_up():
    assert shown(D("89.996")) == D("89.99")
    assert shown(D("-0.005")) == D("-0.01")


def test_below_the_lowest_band_there_is_no_grade():
    high = replace(YARDSTICK, bands=BANDS[:2])
    assert judge(high, replace(CASE, total=D(60))).open == ()
    assert judge(high, replace(CASE, total=D(60))).held_back == "Tổng điểm chưa đến mức thấp nhất."
    assert judge(replace(YARDSTICK, bands=()), CASE) == Verdict(())


@pytest.mark.parametrize(
    ("condition", "spoilt", "sentence"),
    [
        (
            Condition("each_at_least", value=D(50)),
            replace(CASE, points={"1": D("14.99"), "2": D(70)}),
            "Đủ điểm mức “Xuất sắc” nhưng mục 1 chưa đạt 50 % số điểm.",
        ),
        (
            Condition("criterion_at_least", "2.1", D(20)),
            replace(CASE, points={"1": D(28), "2": D(67), "2.1": D("19.5")}),
            "Đủ điểm mức “Xuất sắc” nhưng mục 2.1 được 19,5 điểm, cần 20 điểm.",
        ),
        (
            Condition("no_discipline"),
            replace(CASE, disciplined=True),
            "Đủ điểm mức “Xuất sắc” nhưng có kỷ luật đang có hiệu lực.",
        ),
        (
            Condition("without_bonus"),
            replace(CASE, base=D("89.5")),
            "Đủ điểm mức “Xuất sắc” nhưng không kể điểm thưởng được 89,5 điểm, cần 90 điểm.",
        ),
    ],
)
def test_a_side_condition_caps_the_band_to_the_next_lower_one(condition, spoilt, sentence):
    yardstick = with_conditions(condition)
    holding = replace(CASE, points={**CASE.points, "2.1": D(20)})
    assert judge(yardstick, holding).place == 0
    verdict = judge(yardstick, spoilt)
    assert (verdict.open, verdict.held_back) == ((1, 2, 3), sentence)


def test_bands_whose_conditions_do_not_hold_are_passed_over_down_to_the_lowest():
    strict = Condition("no_discipline")
    yardstick = replace(YARDSTICK, bands=tuple(replace(band, conditions=(strict,)) for band in BANDS))
    verdict = judge(yardstick, replace(CASE, disciplined=True))
    assert verdict.open == (3,)
    assert verdict.held_back == "Đủ điểm mức “Xuất sắc” nhưng có kỷ luật đang có hiệu lực."


def test_a_lower_band_with_a_condition_is_no_refuge_either():
    bands = (BANDS[0], replace(BANDS[1], conditions=(Condition("no_discipline"),)), *BANDS[2:])
    verdict = judge(replace(YARDSTICK, bands=bands), replace(CASE, disciplined=True))
    assert verdict.open == (0, 2, 3)


@pytest.mark.parametrize(
    ("bar", "person", "place"),
    [
        (Bar(VetoKind.REPRIMAND), True, 3),
        (Bar(VetoKind.REPRIMAND, on_duty=False), True, 1),
        (Bar(VetoKind.REPRIMAND), False, 1),
        (Bar(VetoKind.WARNING, on_duty=False), True, 3),
        (Bar(VetoKind.WARNING), False, 3),
        (Bar(VetoKind.OTHER), True, 1),
        (Bar(VetoKind.OTHER), False, 1),
    ],
)
def test_what_stands_against_a_subject_lowers_its_grade_and_says_so(bar, person, place):
    verdict = judge(YARDSTICK, replace(CASE, person=person, bars=(bar,)))
    assert verdict.place == place
    assert verdict.held_back.startswith("Đủ điểm mức “Xuất sắc” nhưng ")


def test_a_veto_on_the_best_says_nothing_where_the_points_do_not_reach_it():
    assert judge(YARDSTICK, replace(CASE, total=D(75), bars=(Bar(VetoKind.OTHER),))).held_back == ""


def test_of_what_is_being_verified_the_neutral_sentence_alone_is_said():
    known = (Bar(VetoKind.WARNING), Bar(VetoKind.UNDER_VERIFICATION))
    for case in (replace(CASE, bars=known), replace(CASE, bars=known, missing=("1",), months=2, person=True)):
        verdict = judge(YARDSTICK, case)
        assert (verdict.place, verdict.open, verdict.held_back) == (None, (), NOT_YET)


def test_who_is_not_graded_is_told_why():
    assert judge(YARDSTICK, replace(CASE, months=6)).place == 0
    assert judge(YARDSTICK, replace(CASE, months=5)).held_back == "Không xếp loại: làm việc trong kỳ chưa đủ 6 tháng."
    assert "2.1, 3" in judge(YARDSTICK, replace(CASE, missing=("2.1", "3"))).held_back
    assert "đơn vị" in judge(YARDSTICK, replace(CASE, waits_for_unit=True)).held_back


def test_the_head_stands_no_higher_than_the_unit():
    verdict = judge(YARDSTICK, replace(CASE, person=True, ceiling=1))
    assert verdict.open == (1, 2, 3)
    assert verdict.held_back.endswith("người đứng đầu không xếp cao hơn đơn vị (“Tốt”).")
    assert judge(YARDSTICK, replace(CASE, person=True, ceiling=0)).held_back == ""


def test_the_grade_of_the_unit_is_found_by_its_code_or_by_its_distance_from_the_best():
    union = (BandDef("strong", "Vững mạnh", D(85)), BandDef("fair", "Khá", D(70)))
    assert place_in(BANDS, "good", union) == 1
    assert place_in(BANDS, "fair", union) == 1
    assert place_in(union, "not_completed", BANDS) == 1
    with pytest.raises(ValueError, match="nothing"):
        place_in(BANDS, "nothing", union)


def test_a_long_sentence_fits_its_column():
    many = tuple(f"1.{number}" for number in range(100))
    assert len(judge(YARDSTICK, replace(CASE, missing=many)).held_back) == MOST_SIGNS


cents = st.integers(0, 10_000).map(lambda number: D(number) / 100)
bars = st.builds(Bar, st.sampled_from(VetoKind), st.booleans())
cases = st.builds(
    lambda first, second, bonus, **others: Case(
        first + second + bonus, first + second, {"1": first, "2": second}, **others
    ),
    first=st.integers(0, 3_000).map(lambda number: D(number) / 100),
    second=st.integers(0, 7_000).map(lambda number: D(number) / 100),
    bonus=st.integers(0, 1_000).map(lambda number: D(number) / 100),
    person=st.booleans(),
    bars=st.lists(bars, max_size=2).map(tuple),
    disciplined=st.booleans(),
    months=st.none() | st.integers(0, 12),
    ceiling=st.none() | st.integers(0, 3),
)
conditions = st.sampled_from(
    [
        Condition("each_at_least", value=D(50)),
        Condition("criterion_at_least", "1", D(20)),
        Condition("no_discipline"),
        Condition("without_bonus"),
    ]
)


@often
@given(cases, st.lists(conditions, max_size=3), st.sampled_from("12"), cents)
def test_more_points_never_lower_a_grade(case, chosen, criterion, more):
    yardstick = with_conditions(*chosen)
    better = replace(
        case,
        total=case.total + more,
        base=case.base + more,
        points={**case.points, criterion: case.points[criterion] + more},
    )
    before, after = judge(yardstick, case).place, judge(yardstick, better).place
    assert (before is None) == (after is None)
    assert after is None or before is None or after <= before
