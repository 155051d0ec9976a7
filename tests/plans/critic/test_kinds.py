"""One example for, and one against, every kind of finding."""

from dataclasses import replace

import pytest

from namkhong.plans.rules.critic import Deed, FindingKind, Weight, findings
from namkhong.plans.states import Basis, ClauseKind
from tests.plans.critic.made import HEAD, clause, given, of, only, report, stage

K = FindingKind
TEXT = """Phong trào “Nụ cười công sở” giai đoạn 2021 - 2025.
I. MỤC TIÊU
Làm tốt giai đoạn 2021 - 2027.
Giai đoạn 2021-2026"""


def test_ranges_are_shown_together_with_every_place() -> None:
    found = only(K.RANGES, given(TEXT, (stage(2021, 2026, open_ended=True),)))
    assert found.weight is Weight.BLOCKING
    assert [spot.quote for spot in found.spots] == [
        "giai đoạn 2021 - 2025",
        "giai đoạn 2021 - 2027",
        "Giai đoạn 2021-2026",
    ]
    assert "2021 - 2025, 2021 - 2027" in found.sentence and "và các năm tiếp theo" in found.sentence
    first = found.changes[0]
    assert (first.deed, first.clause, first.facts["end_year"], first.facts["open_ended"]) == (
        Deed.REVISE,
        1,
        2025,
        False,
    )


def test_a_last_stage_that_begins_later_cannot_end_earlier() -> None:
    found = only(K.RANGES, given("Kéo dài giai đoạn 2021 - 2022.", (stage(2021, 2023), stage(2024, 2026))))
    assert found.changes == ()


@pytest.mark.parametrize(
    "text",
    [
        "Thực hiện Chương trình giảm nghèo giai đoạn 2021 - 2030.",
        "Như phong trào “Việc khác” giai đoạn 2021 - 2030.",
        "Làm tốt giai đoạn 2021 - 2026; giai đoạn 2016 - 2020 đã qua; giai đoạn 2021 - 2020.",
        "",
    ],
)
def test_ranges_of_others_do_not_clash(text: str) -> None:
    assert of(K.RANGES, given(text, (stage(2021, 2026),))) == []


def test_the_plans_own_name_in_quotation_marks_is_its_own() -> None:
    text = "Theo Kế hoạch số 3/KH-UBND về phong trào “Nụ cười công sở” giai đoạn 2021 - 2025"
    assert of(K.RANGES, given(text, (stage(2021, 2026),)))


def test_ranges_rest_once_somebody_has_decided_or_nothing_is_staged() -> None:
    assert of(K.RANGES, given(TEXT, (stage(2021, 2026, basis=Basis.TYPED),))) == []
    assert of(K.RANGES, given(TEXT)) == []


def test_days_that_no_calendar_has() -> None:
    found = of(
        K.NO_SUCH_DAY, given("Xong trước ngày 31/11/2026; họp ngày 30 tháng 13; nộp ngày 29/02 và ngày 29/02/2027.")
    )
    assert [row.sentence for row in found] == [
        "Lịch không có ngày 31/11/2026.", "Lịch không có ngày 30/13.", "Lịch không có ngày 29/02/2027.",
    ]  # fmt: skip
    assert of(K.NO_SUCH_DAY, given("ngày 28/02/2026, ngày 05 tháng 01 năm 2026, số 31/11")) == []


def test_a_day_before_the_plan_was_issued() -> None:
    late = report("gửi báo cáo đợt đầu", bound="by", day=1, month=2, year=2026)
    found = only(K.PAST, given("", (late,)))
    assert "01/02/2026" in found.sentence and found.changes[0].deed is Deed.TAKE_OUT
    assert of(K.PAST, given("", (replace(late, facts=late.facts | {"month": 4}),))) == []
    assert of(K.PAST, given("", (late,), head=replace(HEAD, issued_on=None))) == []
    odd = [{"month": 13}, {"day": 31}, {"recurrence": "yearly"}, {"year": None}, {"when": "Từ 01/2/2026"}]
    assert of(K.PAST, given("", tuple(replace(late, facts=late.facts | other) for other in odd))) == []


def test_the_last_day_on_time_is_a_day_off() -> None:
    sunday = report("gửi danh sách", bound="before", day=13, month=4, year=2026)
    found = only(K.DAY_OFF, given("", (sunday,)))
    assert "12/04/2026 (Chủ nhật)" in found.sentence and found.weight is Weight.NOTE
    [change] = found.changes
    assert (change.facts["day"], change.facts["bound"]) == (10, "by")
    holiday = replace(sunday, facts=sunday.facts | {"day": 30, "bound": "by"})
    assert "30/04/2026" in only(K.DAY_OFF, given("", (holiday,))).sentence
    assert of(K.DAY_OFF, given("", (replace(sunday, facts=sunday.facts | {"day": 15}),))) == []


LOWER = {
    "who": "Các phòng",
    "to": "UBND huyện Hòa An",
    "via": "Phòng Nội vụ",
    "recurrence": "yearly",
    "bound": "before",
}
UPPER = {"who": "Phòng Nội vụ", "to": "UBND tỉnh", "recurrence": "yearly", "bound": "before"}


@pytest.mark.parametrize(
    ("lower", "upper", "weight"),
    [
        ((20, 11), (18, 11), Weight.BLOCKING),
        ((20, 11), (20, 11), Weight.BLOCKING),
        ((20, 11), (22, 11), Weight.NOTE),
        ((20, 11), (23, 11), None),
    ],
)
def test_who_sums_up_needs_days(lower: tuple[int, int], upper: tuple[int, int], weight: Weight | None) -> None:
    rows = (
        report("các phòng gửi", day=lower[0], month=lower[1], **LOWER),
        report("phòng nội vụ gửi", day=upper[0], month=upper[1], **UPPER),
    )
    assert [row.weight for row in of(K.CHAIN, given("", rows))] == ([weight] if weight else [])


def test_only_deadlines_of_one_round_are_a_chain() -> None:
    monthly = {"recurrence": "monthly", "month": None}
    rows = (report("gửi", day=16, **(LOWER | monthly)), report("cộng", day=18, **(UPPER | monthly)))
    assert "16 hằng tháng" in only(K.CHAIN, given("", rows)).sentence
    other = report("cộng", day=18, month=5, **UPPER)
    itself = report("cộng", day=16, **(UPPER | monthly | {"to": "Phòng Nội vụ"}))
    once = report("gửi", day=16, month=5, year=2026, **(LOWER | {"recurrence": "once", "who": ""}))
    assert of(K.CHAIN, given("", (rows[0], other, itself, once))) == []
    assert (
        "Các đơn vị"
        in only(
            K.CHAIN, given("", (once, report("cộng", day=2, month=5, year=2026, **(UPPER | {"recurrence": "once"}))))
        ).sentence
    )


def test_personal_data_is_told_without_being_repeated() -> None:
    text = (
        "Liên hệ ông An, 0912 345 678, thư nguyenan@gmail.com, CCCD 001088012345, sinh ngày 12/03/1980.\n"
        "Bà Bình, CMND số 123456789, sinh năm 1975, thường trú tại số 5 đường Hoa Mai; +84987654321."
    )
    found = of(K.PERSONAL, given(text))
    assert len(found) == 7 and all(row.weight is Weight.SERIOUS for row in found)
    told = " ".join(f"{row.sentence} {row.mend} {' '.join(spot.quote for spot in row.spots)}" for row in found)
    for secret in ("345 678", "nguyenan", "88012345", "12/03/1980", "123456789", "1975", "Hoa Mai", "987654321"):
        assert secret not in told
    assert "2 chỗ có số điện thoại di động." in [row.sentence for row in found]


def test_numbers_for_the_public_are_no_personal_data() -> None:
    text = "Đường dây nóng 0912345678; tài khoản 001088012345; điện thoại 0243 825 1234; thư vp@hoaan.gov.vn"
    assert of(K.PERSONAL, given(text)) == []


def test_what_is_quoted_elsewhere_is_masked_too() -> None:
    text = "Báo cáo gửi về số 0912345678 trước ngày 10/11 hằng năm"
    row = report(text, day=10, month=11, recurrence="yearly", who="Các phòng")
    said = [f"{f.sentence} {[spot.quote for spot in f.spots]}" for f in findings(given(text, (row,)))]
    assert any("•••" in sentence for sentence in said) and not any("345678" in sentence for sentence in said)


def test_a_plan_that_names_nobody() -> None:
    work = clause(ClauseKind.TASK_GROUP, "Tuyên truyền", number="1")
    assert only(K.NOBODY, given("1. Tuyên truyền", (work,))).spots
    assert of(K.NOBODY, given("1. Tuyên truyền. Giao Phòng Nội vụ.", (work,))) == []
    assert of(K.NOBODY, given("", (work, clause(ClauseKind.RESPONSIBILITY, "Phòng Nội vụ", tasks=[])))) == []
    assert of(K.NOBODY, given("", (work, report("gửi", who="Các phòng")))) == []
    assert of(K.NOBODY, given("", (work,), genre="bai_bao_ve_ke_hoach")) == []


GROUPS = """III. NHIỆM VỤ
1. Tuyên truyền
Cơ quan chủ trì: Sở Nội vụ.
2. Tập huấn
Làm tốt.
3. Kiểm tra
Cơ quan chủ trì: Sở Tài chính.
IV. KINH PHÍ"""


def test_one_group_without_a_lead_among_groups_that_have_one() -> None:
    groups = tuple(clause(ClauseKind.TASK_GROUP, name) for name in ("Tuyên truyền", "Tập huấn", "Kiểm tra"))
    assert "Tập huấn" in only(K.NO_LEAD, given(GROUPS, groups)).sentence
    assert of(K.NO_LEAD, given(GROUPS.replace("Làm tốt", "Phòng Y tế chủ trì"), groups)) == []
    for other in (GROUPS.replace("chủ trì", "lo"), GROUPS.replace("chủ trì:", "chủ trì là")):
        assert of(K.NO_LEAD, given(other, groups)) == []
    five = (*groups, clause(ClauseKind.TASK_GROUP, "Nêu gương"), clause(ClauseKind.TASK_GROUP, "Sơ kết"))
    text = GROUPS.replace("\nIV. KINH PHÍ", "\n4. Nêu gương\nChủ trì: Hội.\n5. Sơ kết")
    assert "(và 1 nhóm nữa)" in only(K.NO_LEAD, given(text, five)).sentence
