"""A plan beside the plan it carries out."""

import pytest

from namkhong.plans.rules import NumberedClause, comparing
from namkhong.plans.rules.comparing import Verdict
from namkhong.plans.rules.critic import Deed, FindingKind, Superior, Weight
from tests.plans.critic.made import given, of, only, report, stage, target

K = FindingKind
LESS = {"metric": "misconduct_rate", "period": "yearly"}


def above(*clauses) -> Superior:
    return Superior("Kế hoạch của tỉnh", "UBND tỉnh", [NumberedClause(90 + n, one) for n, one in enumerate(clauses)])


def numbered(*clauses) -> list[NumberedClause]:
    return [NumberedClause(n, one) for n, one in enumerate(clauses)]


def verdict(theirs, *ours) -> comparing.TargetComparison:
    [row] = comparing.targets(numbered(*ours), numbered(theirs))
    return row


@pytest.mark.parametrize(
    ("theirs", "ours", "wanted"),
    [
        (("decrease", "5"), ("decrease", "3"), Verdict.WEAKER),
        (("decrease", "5"), ("decrease", "5.0"), Verdict.SAME),
        (("decrease", "5"), ("decrease", "7"), Verdict.STRONGER),
        (("at_least", "80"), ("reach", "75"), Verdict.WEAKER),
        (("at_most", "3"), ("at_most", "4"), Verdict.WEAKER),
        (("at_most", "3"), ("at_most", "2"), Verdict.STRONGER),
        (("increase", "5"), ("decrease", "5"), Verdict.UNCLEAR),
        (("increase", "5"), ("increase", ""), Verdict.UNCLEAR),
    ],
)
def test_targets_on_the_same_thing(theirs: tuple, ours: tuple, wanted: Verdict) -> None:
    row = verdict(target("tỷ lệ ghi sổ đúng hạn", *theirs), target("Tỷ lệ ghi sổ đúng hạn của huyện", *ours))
    assert row.verdict is wanted and bool(row.reason) is (wanted in (Verdict.WEAKER, Verdict.UNCLEAR))


@pytest.mark.parametrize(
    ("other", "why"),
    [({"unit": "points"}, "điểm phần trăm"), ({"unit": "other"}, "đơn vị tính"), ({"period": "once"}, "từng năm")],
)
def test_targets_that_cannot_be_compared(other: dict, why: str) -> None:
    row = verdict(target("Giảm tiêu cực", "decrease", "5", **LESS), target("Bớt đi", "decrease", "5", **(LESS | other)))
    assert row.verdict is Verdict.UNCLEAR and why in row.reason


def test_targets_are_paired_by_metric_or_by_words() -> None:
    theirs = target("Giảm tiêu cực", "decrease", "5", **LESS)
    assert verdict(theirs, target("Giảm tiêu cực", "decrease", "5")).verdict is Verdict.MISSING
    assert verdict(target("sổ sách gọn", "reach", "9"), target("xe cộ sạch", "reach", "9")).verdict is Verdict.MISSING
    assert verdict(target("sổ sách gọn", "reach", "9")).verdict is Verdict.MISSING
    assert comparing.likeness("5%", "sổ") == 0


def test_what_the_critic_says_of_targets() -> None:
    theirs = target("Giảm tiêu cực", "decrease", "5", **LESS)
    weak = only(K.WEAKER, given("", (target("Giảm tiêu cực", "decrease", "2.5", **LESS),), superior=above(theirs)))
    assert weak.weight is Weight.SERIOUS and "giảm ít nhất 5% mỗi năm" in weak.sentence
    assert weak.changes[0].deed is Deed.REVISE and weak.changes[0].facts["low"] == "5"
    lost = only(K.WEAKER, given("", superior=above(theirs)))
    assert lost.changes[0].deed is Deed.ADD and lost.changes[0].facts["stage"] == ""
    odd = only(K.WEAKER, given("", (target("Giảm", "increase", "5", **LESS),), superior=above(theirs)))
    assert odd.weight is Weight.NOTE and odd.changes == () and "hai chiều" in odd.sentence
    assert of(K.WEAKER, given("", (theirs,), superior=above(theirs))) == []
    assert of(K.WEAKER, given("", (theirs,))) == []
    points = target("Tỷ lệ đạt", "reach", "80", unit="points")
    few = target("Tỷ lệ đạt", "reach", "70", unit="points")
    assert "đạt 80 điểm phần trăm." in only(K.WEAKER, given("", (few,), superior=above(points))).sentence


YEARLY = {"recurrence": "yearly", "bound": "before"}


def test_days_after_those_of_the_superior() -> None:
    theirs = report("Các huyện gửi về tỉnh", who="UBND các huyện", to="UBND tỉnh", day=20, month=11, **YEARLY)
    own_duty = report("Tỉnh gửi Bộ", who="UBND tỉnh", to="Bộ Nội vụ", day=1, month=10, **YEARLY)
    late = report("các xã gửi về huyện", who="UBND các xã", to="UBND huyện", day=25, month=11, **YEARLY)
    found = only(K.LATER_THAN_SUPERIOR, given("", (late,), superior=above(theirs, own_duty)))
    assert found.weight is Weight.BLOCKING and "trước ngày 20/11" in found.sentence
    early = report("các xã gửi về huyện", day=10, month=11, **YEARLY)
    once = report("các xã gửi về huyện", day=25, month=11, year=2026, bound="by")
    assert of(K.LATER_THAN_SUPERIOR, given("", (early, once), superior=above(theirs, own_duty))) == []
    assert comparing.said(once.facts) == "ngày 25/11/2026"


def test_stages_outside_those_of_the_superior() -> None:
    upper = above(stage(2021, 2025))
    assert "(2021 - 2025)" in only(K.OUTSIDE, given("", (stage(2021, 2026),), superior=upper)).sentence
    assert only(K.OUTSIDE, given("", (stage(2020, 2025),), superior=upper)).clauses == (1,)
    assert of(K.OUTSIDE, given("", (stage(2022, 2024),), superior=upper)) == []
    assert of(K.OUTSIDE, given("", (stage(2021, 2030),), superior=above(stage(2021, 2025, open_ended=True)))) == []
    assert of(K.OUTSIDE, given("", (stage(2021, 2030),), superior=above())) == []
    assert (
        "các năm tiếp theo"
        in only(K.OUTSIDE, given("", (stage(2019, 2030),), superior=above(stage(2021, 2025, open_ended=True)))).sentence
    )
