"""The shipped sets: without mistakes, agreeing with the law, complete after the plans."""

from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from namkhong.criteria.data import BrokenSet, SetFile, library, read_set, set_on
from namkhong.criteria.rules.checking import faults
from namkhong.criteria.rules.grades import condition_words, grade_of
from namkhong.criteria.rules.structure import BandDef, Condition, SetDef
from namkhong.criteria.rules.totals import plan_of, total
from namkhong.criteria.rules.tree import Tree
from namkhong.criteria.states import Measure, Scale
from namkhong.law.queries import classify, in_force
from tests.criteria.sets import SMALL, criterion, leaves
from tests.world import TODAY

D = Decimal
FILES = {file.key: file for file in library()}


def today(key: str) -> SetDef:
    made = set_on(FILES[key], TODAY)
    assert made is not None
    return made


@pytest.mark.parametrize("key", sorted(FILES))
def test_a_shipped_set_has_no_faults(key: str):
    assert faults(today(key)) == []


def test_the_heads_of_the_plans_are_all_there():
    tops = {key: Tree(today(key).criteria).parts_of("") for key in FILES}
    assert sum(1 for row in tops["office_culture_collective"] if row.scale == Scale.GROUP) == 5
    assert sum(1 for row in tops["office_culture_individual"] if row.scale not in ("bonus", "minus")) == 7
    assert "4 xin, 4 luôn" in " ".join(row.title for row in today("office_culture_individual").criteria)
    measured = {row.measure for row in today("grassroots_union").criteria if row.measure}
    assert {Measure.PLEDGE_COVERAGE, Measure.REPORTS_ON_TIME} <= measured
    assert {today(key).total for key in FILES} == {D(100), D(18)}


def score(made: SetDef, points: Decimal) -> dict[str, Decimal]:
    """So many points, given to the criteria one after another."""
    left, given = points, {}
    for row in leaves(made):
        given[row.number] = min(left, row.most) if row.scale not in (Scale.BONUS, Scale.MINUS) else D(0)
        left -= given[row.number]
    return given


@pytest.mark.parametrize("points", range(19))
def test_a_one_stop_desk_is_graded_as_the_law_does_at_every_bound(points: int):
    made = today("one_stop")
    outcome = total(plan_of(made), score(made, D(points)))
    reached = grade_of(made, outcome).band
    assert reached is not None and reached.label == classify("one_stop", D(points), TODAY).label
    assert (reached.label == "Xuất sắc") == (points >= 15)
    assert len(leaves(made)) == in_force("classify.one_stop", TODAY).number("criteria")


@pytest.mark.parametrize("scheme", ["civil_servant", "public_employee"])
def test_the_frame_of_30_and_70(scheme: str):
    made, rule = today(scheme), in_force(f"classify.{scheme}", TODAY)
    named = Tree(made.criteria).named
    assert named["1"].most == rule.number("general_points") and named["2"].most == rule.number("result_points")
    quota = in_force(f"classify.{scheme}.quota", TODAY).number("percent")
    assert [(band.code, band.quota, band.quota_of) for band in made.bands if band.quota] == [
        ("excellent", quota, "good")
    ]
    assert set_on(FILES[scheme], date(2025, 6, 1)) is None
    assert rule.citation.document in made.source


def test_a_discipline_leads_down_to_the_lowest_grade():
    made = today("civil_servant")
    outcome = total(plan_of(made), score(made, D(95)))
    assert grade_of(made, outcome).band.code == "excellent"
    fallen = grade_of(made, outcome, disciplined=True)
    assert fallen.band.code == "not_completed" and len(fallen.kept_from) == 3


def test_a_union_with_a_neglected_head_is_not_excellent():
    made = today("grassroots_union")
    full = {row.number: D(0) if row.scale in ("bonus", "minus") else row.most for row in leaves(made)}
    plan = plan_of(made)
    assert grade_of(made, total(plan, full)).band.code == "excellent"
    neglected = total(plan, full | {"5.1": D(0), "5.3": D("4.9"), "6.1": D(3), "6.2": D(3)})
    reached = grade_of(made, neglected)
    assert neglected.total >= 90 and reached.band.code == "good"
    assert [(band.code, why) for band, why in reached.kept_from] == [("excellent", "mục 5 chưa đạt 50 % số điểm")]
    # Nobody has signed: what came of it counts for nothing.
    assert total(plan, full | {"4.1": D(2)}).capped == ("4.4",)


def test_conditions_of_grades():
    best, *rest = SMALL.bands
    full = {row.number: row.most for row in leaves(SMALL)} | {"4": D(0)}

    def reached(*conditions: Condition, **points: str) -> tuple[str, ...]:
        made = replace(SMALL, bands=(replace(best, conditions=conditions), *rest))
        sheet = full | {key[1:].replace("_", "."): D(value) for key, value in points.items()}
        found = grade_of(made, total(plan_of(made), sheet))
        return (found.band.code, *(why for _, why in found.kept_from))

    assert reached(Condition("criterion_at_least", "1.2", D(2))) == ("good",)
    assert reached(Condition("criterion_at_least", "1.2", D(2)), _1_2="0")[0] == "fair"
    assert reached(Condition("without_bonus"), _1_1="0", _1_2="2") == (
        "fair",
        "không kể điểm thưởng được 14 điểm, cần 15 điểm",
    )
    assert reached(Condition("without_bonus")) == ("good",)
    nothing = replace(SMALL, bands=())
    assert grade_of(nothing, total(plan_of(nothing), full)).band is None


def test_a_total_that_is_only_printed_as_the_bound_does_not_reach_it():
    rows = (criterion("1", 40, weight=D("0.25")), criterion("2", 10))
    made = replace(SMALL, criteria=rows, bands=(BandDef("good", "Tốt", D(15)), BandDef("weak", "Yếu", D(0))))
    outcome = total(plan_of(made), {"1": D("39.98"), "2": D("5")})
    assert (outcome.exact, outcome.total, grade_of(made, outcome).band.code) == (D("14.995"), D(15), "weak")


def test_conditions_in_words():
    kinds = ("each_at_least", "criterion_at_least", "without_bonus", "no_discipline")
    words = [condition_words(Condition(kind, "2", D(5)), "individual") for kind in kinds]
    assert len(set(words)) == 4 and all("5" in one for one in words[:2])
    assert "cảnh cáo" in condition_words(Condition("no_discipline"), "grassroots_union")


# -- files with mistakes -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("was", "now", "place"),
    [
        ('scale = "levels"', 'scale = "guess"', "criteria > 1 > scale"),
        ("total = 18", "total = 18\nweather = 1", "weather"),
        ("total = 18", "total = = 18", "?"),
    ],
)
def test_a_file_with_a_mistake_names_the_place(tmp_path: Path, was: str, now: str, place: str):
    text = (Path(__file__).parents[2] / "namkhong/criteria/library/one_stop.toml").read_text("utf-8")
    (tmp_path / "bad.toml").write_text(text.replace(was, now, 1), "utf-8")
    with pytest.raises(BrokenSet) as refused:
        read_set(tmp_path / "bad.toml")
    assert f"bad.toml sai ở {place}" in refused.value.sentence


def test_a_file_that_says_otherwise_than_the_law_is_refused():
    other: SetFile = FILES["one_stop"].model_copy(update={"total": D(20)})
    with pytest.raises(BrokenSet, match="rank_stop_2025"):
        set_on(other, TODAY)
