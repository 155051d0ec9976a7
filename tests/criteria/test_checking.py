"""Every mistake is found at its place, and sets without mistakes have none."""

import os
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.criteria.rules.checking import faults, short_of, unfit
from namkhong.criteria.rules.structure import Condition, CriterionDef, Level, SetDef
from namkhong.criteria.rules.tree import Tree
from namkhong.criteria.states import Measure, Scale
from tests.criteria.sets import SMALL, criterion, good_sets, leaves, levels

D = Decimal
EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "40"))


def changed(number: str, made: SetDef = SMALL, **more: object) -> SetDef:
    """The set with one criterion changed."""
    assert any(row.number == number for row in made.criteria)
    rows = tuple(replace(row, **more) if row.number == number else row for row in made.criteria)
    return replace(made, criteria=rows)


def added(*rows: CriterionDef) -> SetDef:
    return replace(SMALL, criteria=(*SMALL.criteria, *rows))


def band(which: str, **more: object) -> SetDef:
    """The set with one grade changed."""
    return replace(SMALL, bands=tuple(replace(row, **more) if row.code == which else row for row in SMALL.bands))


def has(made: SetDef, number: str, word: str, code: str = "") -> bool:
    return any(fault.number == number and fault.band == code and word in fault.sentence for fault in faults(made))


def test_a_good_set_has_no_faults():
    assert faults(SMALL) == []


@pytest.mark.parametrize(
    ("made", "number", "word"),
    [
        (changed("1.1", most=D(5)), "1", "cộng lại được 11 điểm, còn thiếu 1 điểm so với 12 điểm"),
        (changed("1.1", most=D("7.5")), "1", "thừa 1,5 điểm"),
        (changed("2", most=D(3)), "", "18 điểm, còn thiếu 2 điểm so với tổng 20 điểm"),
        (changed("2", weight=D(3)), "", "thừa 4 điểm"),
        (replace(SMALL, total=D(0)), "", "Tổng điểm phải lớn hơn 0"),
        (replace(SMALL, total=D("20.001")), "", "Tổng điểm phải lớn hơn 0"),
        (replace(SMALL, name=" "), "", "chưa có tên"),
        (replace(SMALL, name="a" * 251), "", "nhiều nhất là 250"),
        (replace(SMALL, source="a" * 501), "", "Căn cứ dài 501"),
        (replace(SMALL, subject="dog"), "", "chấm ai"),
        (replace(SMALL, criteria=()), "", "chưa có mục nào"),
        (added(*(criterion(f"9{at}", 1) for at in range(292))), "", "301 mục"),
        (added(criterion("2", 1)), "2", "dùng cho nhiều mục"),
        (added(criterion(" ", 1)), " ", "chưa có số"),
        (added(criterion("a" * 21, 1)), "a" * 21, "Số thứ tự dài 21"),
        (changed("1.1", parent="7"), "1.1", "Không có nhóm cha mang số 7"),
        (changed("1", parent="1"), "1", "trong chính nó"),
        (changed("1", parent="1.1"), "1.1", "trong chính nó"),
        (changed("1.2", scale=Scale.GROUP), "1.2", "chưa có mục nào bên trong"),
        (added(criterion("2.1", 1)), "2", "phải để cách chấm là nhóm"),
        (changed("3", most=D(5)), "3", "không quá 4 điểm"),
        (changed("3", most=D(0)), "3", "lớn hơn 0"),
        (changed("1.1", cap_by="8"), "1.1", "Không có mục mang số 8"),
        (changed("1.1", cap_by="1.1"), "1.1", "theo chính nó"),
        (changed("1.1", cap_by="1"), "1.1", "nằm trong nhau"),
        (changed("1", cap_by="1.1"), "1", "nằm trong nhau"),
        (changed("2", cap_by="1.1"), "2", "đi thành vòng"),
        (changed("2", cap_by="1"), "1.1", "đi thành vòng"),
        (changed("4", cap_by="1"), "4", "Điểm trừ không bị giới hạn"),
        (changed("1.1", cap_by="4"), "1.1", "không dùng để giới hạn"),
        (changed("1.1", title="\t"), "1.1", "chưa có nội dung"),
        (changed("1.1", title="a" * 501), "1.1", "nhiều nhất là 500"),
        (changed("1.1", evidence="a" * 301), "1.1", "Minh chứng dài 301"),
        (changed("1.1", checked_by="a" * 201), "1.1", "Nơi thẩm định dài 201"),
        (changed("1.1", scale="guess"), "1.1", "Chưa chọn cách chấm"),
        (changed("1.1", most=D(-1)), "1.1", "Điểm tối đa phải từ 0"),
        (changed("1.1", most=D("1.001")), "1.1", "hai chữ số"),
        (changed("1.1", most=D(0)), "1.1", "Điểm tối đa phải lớn hơn 0"),
        (changed("1.1", weight=D(0)), "1.1", "Hệ số phải lớn hơn 0"),
        (changed("1.1", weight=D(-2)), "1.1", "Hệ số phải lớn hơn 0"),
        (changed("1.1", scale=Scale.MEASURED), "1.1", "Chưa chọn số liệu"),
        (
            replace(changed("1.1", scale=Scale.MEASURED, measure=Measure.UNDERSTANDING), subject="individual"),
            "1.1",
            "không dùng để chấm từng người",
        ),
        (changed("1.1", scale=Scale.MEASURED, measure="moon"), "1.1", "không có số liệu này"),
        (changed("1.1", measure=Measure.SATISFACTION), "1.1", "Chỉ mục do hệ thống tự tính"),
        (changed("1.1", scale=Scale.MEASURED, measure=Measure.CASES_CONCLUDED), "1.1", "phải chia mức"),
        (changed("1.1", levels=levels(6)), "1.1", "mới có các mức điểm"),
        (changed("1.3", levels=()), "1.3", "chưa có mức nào"),
        (changed("1.3", levels=levels(4, 5)), "1.3", "“Mức 5” phải có điểm từ 0 đến 4"),
        (changed("1.3", levels=levels(3, 2)), "1.3", "một mức đạt điểm tối đa 4"),
        (changed("1.3", levels=levels(*range(31))), "1.3", "31 mức"),
        (changed("1.3", levels=(*levels(4), Level(D(1)))), "1.3", "chưa ghi tên"),
        (changed("1.3", levels=(*levels(4), *levels(4))), "1.3", "hai lần"),
        (changed("1.3", levels=(Level(D(4), "a" * 121),)), "1.3", "dài 121"),
        (changed("1.3", levels=(Level(D(4), "a", D(3)),)), "1.3", "từ bao nhiêu"),
        (changed("1.1", day=31, month=2), "1.1", "31/2"),
        (changed("1.1", day=29, month=2), "1.1", "29/2"),
        (changed("1.1", day=1, month=13), "1.1", "1/13"),
        (changed("1.1", day=1), "1.1", "cả ngày và tháng"),
        (changed("1.1", month=1), "1.1", "cả ngày và tháng"),
    ],
)
def test_mistakes_of_criteria(made: SetDef, number: str, word: str):
    assert has(made, number, word), faults(made)


def test_mistakes_of_measured_levels():
    share = {"scale": Scale.MEASURED, "measure": Measure.PLEDGE_COVERAGE}
    assert has(changed("1.1", levels=levels(6), **share), "1.1", "chưa ghi đạt từ bao nhiêu")
    twice = (Level(D(6), at_least=D(5)), Level(D(2), at_least=D(5)))
    assert has(changed("1.1", levels=twice, **share), "1.1", "cùng tính từ 5")
    assert has(changed("1.1", levels=(Level(D(7), at_least=D(5)),), **share), "1.1", "Mức từ 5 phải có điểm")
    assert faults(changed("1.1", levels=(Level(D(6), at_least=D(5)),), **share)) == []
    assert faults(changed("1.1", **share)) == []


def test_criteria_in_order():
    mixed = Tree(
        (criterion("1.1.1", 1), criterion("2", 1), criterion("1.1", 1), criterion("1", 1), criterion("3.1", 1))
    )
    assert [row.number for row in mixed.ordered()] == ["2", "1", "1.1", "1.1.1"]
    assert [row.number for row in Tree((criterion("1", 1), criterion("1", 1))).ordered()] == ["1"]


@pytest.mark.parametrize(
    ("made", "number"),
    [
        (added(criterion("2", 1)), "2"),
        (added(criterion("a/b", 1)), "a/b"),
        (changed("1.1", parent="7"), "1.1"),
        (changed("1", parent="1.1"), "1"),
        (changed("1.1", cap_by="8"), "1.1"),
        (changed("1.1", most=D("0.001")), "1.1"),
        (changed("1.1", scale=Scale.MEASURED), "1.1"),
        (replace(SMALL, total=D(-1)), ""),
    ],
)
def test_what_not_even_a_draft_may_be(made: SetDef, number: str):
    assert number in {fault.number for fault in unfit(made)}


def test_a_draft_may_have_mistakes():
    odd = (changed("1.1", title=""), changed("2", cap_by="1"), changed("1.1", most=D(1)), changed("1.1", day=31))
    assert [unfit(made) for made in odd] == [[]] * 4 and all(map(faults, odd))


def test_depth():
    deep = [criterion(".".join("7" * at), 1, Scale.GROUP) for at in range(1, 5)]
    made = replace(SMALL, total=D(21), criteria=(*SMALL.criteria, *deep, criterion("7.7.7.7.7", 1)))
    assert [(fault.number, "bậc 5" in fault.sentence) for fault in faults(made)] == [("7.7.7.7.7", True)]


def test_what_hangs_under_a_circle_is_not_blamed_for_it():
    made = changed("1", parent="1.1")
    assert not has(made, "1.2", "chính nó") and has(made, "1", "chính nó")


@pytest.mark.parametrize(
    ("made", "code", "word"),
    [
        (band("fair", at_least=D(15)), "fair", "cùng ngưỡng"),
        (band("fair", at_least=D(16)), "fair", "thấp hơn mức “Tốt”"),
        (band("good", at_least=D("20.5")), "good", "nhiều điểm hơn tổng điểm 20"),
        (band("weak", at_least=D(-1)), "weak", "phải từ 0 đến 20"),
        (band("weak", at_least=D(1)), "weak", "phải tính từ 0 điểm"),
        (band("good", label=" "), "good", "chưa có tên"),
        (band("good", label="a" * 121), "good", "nhiều nhất là 120"),
        (band("good", code=""), "", "ký hiệu riêng"),
        (band("good", code="fair"), "fair", "ký hiệu riêng"),
        (band("good", quota_of="best"), "good", "tính trên một mức không có"),
        (band("good", quota=None), "good", "chưa ghi tỷ lệ"),
        (band("good", quota=D(101)), "good", "không quá 100 %"),
        (band("good", quota=D(0)), "good", "lớn hơn 0"),
        (band("good", conditions=(Condition("luck"),)), "good", "không biết"),
        (band("good", conditions=(Condition("each_at_least"),)), "good", "từ 0 đến 100 %"),
        (band("good", conditions=(Condition("each_at_least", value=D(101)),)), "good", "từ 0 đến 100 %"),
        (band("good", conditions=(Condition("criterion_at_least", "77", D(1)),)), "good", "không có trong bộ: “77”"),
        (band("good", conditions=(Condition("criterion_at_least", "2", D(9)),)), "good", "từ 0 đến 8"),
    ],
)
def test_mistakes_of_grades(made: SetDef, code: str, word: str):
    assert has(made, "", word, code), faults(made)


def test_conditions_that_hold():
    fine = (Condition("no_discipline"), Condition("without_bonus"), Condition("criterion_at_least", "2", D(8)))
    assert faults(band("good", conditions=fine, quota=None, quota_of="")) == []
    assert faults(replace(SMALL, bands=())) == []


def test_words_about_a_sum():
    assert [short_of(D(5), D(have)) for have in (5, 3, "6.25")] == ["", "còn thiếu 2 điểm", "thừa 1,25 điểm"]


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(good_sets())
def test_random_good_sets_have_no_faults(made: SetDef):
    assert faults(made) == []


BREAKS: dict[str, Callable[[CriterionDef], dict[str, object]]] = {
    "no title": lambda row: {"title": ""},
    "no weight": lambda row: {"weight": D(0)},
    "no such parent": lambda row: {"parent": "không có"},
    "no such cap": lambda row: {"cap_by": "không có"},
    "its own cap": lambda row: {"cap_by": row.number},
    "no such day": lambda row: {"day": 31, "month": 2},
    "its own parent": lambda row: {"parent": row.number},
}


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_break_is_found_where_it_is(data: st.DataObject):
    made = data.draw(good_sets())
    row = data.draw(st.sampled_from(made.criteria))
    broken = changed(row.number, made, **BREAKS[data.draw(st.sampled_from(sorted(BREAKS)))](row))
    assert row.number in {fault.number for fault in faults(broken)}


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_a_sum_that_is_off_is_found_at_its_group(data: st.DataObject):
    made = data.draw(good_sets(caps=False))
    plain = [row for row in leaves(made) if row.scale in (Scale.POINTS, Scale.YES_NO)]
    if not plain:
        made = replace(SMALL, source="instead")
        plain = [made.criteria[1]]
    row = data.draw(st.sampled_from(plain))
    assert has(changed(row.number, made, most=row.most + 1), row.parent, "thừa")
