"""Parts that are missing, percentages without a base, abbreviations without a meaning."""

from dataclasses import replace

import pytest

from namkhong.plans.rules import HeadDraft
from namkhong.plans.rules.critic import FindingKind, Weight, findings
from namkhong.plans.states import ClauseKind
from tests.plans.critic.made import HEAD, clause, given, of, only, target

K = FindingKind
FULL = (clause(ClauseKind.SIGNER, "Trần Thị Cúc"), clause(ClauseKind.RECIPIENT, "Các xã"))
TEXT = "KẾ HOẠCH\nI. MỤC TIÊU\nLàm cho bàn làm việc gọn gàng trước ngày 5/6.\n"


def test_missing_parts() -> None:
    assert of(K.MISSING_PART, given(TEXT, FULL)) == []
    bare = only(K.MISSING_PART, given(TEXT, head=HeadDraft()))
    assert bare.weight is Weight.SERIOUS
    assert "số văn bản, ngày ban hành, người ký, nơi nhận" in bare.sentence
    assert only(K.MISSING_PART, given(TEXT, FULL, head=replace(HEAD, number=""))).weight is Weight.NOTE
    for other in ({"complete": False}, {"genre": "bai_bao_ve_ke_hoach"}):
        assert of(K.MISSING_PART, given(TEXT, head=HeadDraft(), **other)) == []
    assert findings(given("", head=HeadDraft())) == []


def test_a_plan_without_any_time() -> None:
    text = "Thực hiện Kế hoạch số 8/KH-UBND ngày 4 tháng 1 năm 2026\nI. MỤC TIÊU\nLàm cho bàn làm việc gọn gàng."
    assert "thời hạn nào" in only(K.MISSING_PART, given(text, FULL)).sentence
    assert of(K.MISSING_PART, given(f"{text} Chậm nhất là cuối năm.", FULL)) == []
    assert of(K.MISSING_PART, given("Làm gọn gàng trong quý 2.", FULL)) == []


@pytest.mark.parametrize(
    ("text", "facts", "wanted"),
    [
        ("giảm 20% số bàn bừa bộn", {}, True),
        ("giảm 20% số bàn bừa bộn so với năm 2025", {}, False),
        ("hằng năm giảm 20% số bàn bừa bộn", {"period": "yearly"}, False),
        ("giảm 20 bàn bừa bộn", {"unit": "other"}, False),
        ("có 20% bàn gọn", {"direction": "reach"}, False),
    ],
)
def test_growth_and_decline_need_a_base(text: str, facts: dict, wanted: bool) -> None:
    row = target(text, facts.pop("direction", "decrease"), "20", **facts)
    assert bool(of(K.BASE, given(f"II. CHỈ TIÊU\n{text}", (row,)))) is wanted
    assert bool(of(K.BASE, given("khác", (row,)))) is wanted


def test_several_targets_are_one_finding() -> None:
    rows = (target("giảm 20% số bàn", "decrease", "20"), target("giảm 10% số ghế", "decrease", "10"))
    assert "(và 1 chỉ tiêu nữa)" in only(K.BASE, given("giảm 20% số bàn\ngiảm 10% số ghế", rows)).sentence


def test_per_cent_of_a_rate_may_mean_two_things() -> None:
    row = target("Hằng năm giảm tỷ lệ chậm hạn 5%", "decrease", "5", period="yearly")
    found = only(K.BASE, given("x", (row, replace(row, text="Hằng năm tăng mức độ hài lòng 2%"))))
    assert "(và 1 chỉ tiêu nữa)" in found.sentence
    assert [(change.facts["unit"], change.facts["unit_stated"]) for change in found.changes] == [
        ("percent", True),
        ("points", True),
    ]
    for other in (
        replace(row, facts=row.facts | {"unit_stated": True}),
        replace(row, text="Hằng năm giảm tỷ lệ chậm hạn 5 điểm phần trăm"),
        replace(row, text="Hằng năm giảm 5% số vụ"),
        replace(row, facts=row.facts | {"unit": "points"}),
        replace(row, facts=row.facts | {"direction": "reach"}),
    ):
        assert of(K.BASE, given("x", (other,))) == []


BODY = "KẾ HOẠCH\nI. VIỆC\nCác phòng dùng QLVX để nhập sổ hằng ngày cho đủ.\nKhi QLVX hỏng thì ghi tay vào sổ giấy.\n"


def test_abbreviations_that_nobody_explains() -> None:
    found = only(K.ABBREVIATION, given(BODY))
    assert "QLVX" in found.sentence and len(found.spots) == 1


@pytest.mark.parametrize(
    "text",
    [
        BODY.replace("QLVX để", "phần mềm quản lý vận xe (QLVX) để"),
        BODY.replace("KẾ HOẠCH\n", "KẾ HOẠCH\nQuản lý văn xã\n"),
        BODY.replace("Khi QLVX", "Khi phần mềm"),
        BODY.replace("QLVX", "UBND"),
        BODY.replace("QLVX", "XXI"),
        BODY.replace("QLVX để", "phần mềm, sau đây gọi tắt là QLVX, để"),
        BODY.replace("Các phòng dùng QLVX để nhập sổ hằng ngày cho đủ.", "CÁC PHÒNG DÙNG QLVX"),
        BODY.replace("I. VIỆC", "Việc"),
        "",
    ],
)
def test_abbreviations_that_are_clear(text: str) -> None:
    assert of(K.ABBREVIATION, given(text)) == []


def test_many_abbreviations_are_one_finding_and_the_list_of_recipients_does_not_count() -> None:
    words = [f"Q{sign}X" for sign in "ABEGHK"] + ["QMX"]
    line = " và ".join(f"phòng làm việc {word}" for word in words)
    text = f"KẾ HOẠCH\nI. VIỆC\n{line}\n{line}\nNơi nhận: QZX; QZX"
    recipient = replace(clause(ClauseKind.RECIPIENT, "QZX; QZX"), span_from=text.index("QZX"), span_to=len(text))
    found = only(K.ABBREVIATION, given(text, (recipient,)))
    assert "và 1 chữ nữa" in found.sentence and "QZX" not in found.sentence
    assert of(K.ABBREVIATION, given(text, genre="bai_bao_ve_ke_hoach")) == []
