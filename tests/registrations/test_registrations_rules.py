"""Pure rules: how alike texts are, what a reason must say, what to look at before a list goes up."""

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from namkhong.registrations.rules import ALIKE, Held, alike, asks_again, remarks, says_why

ON = date(2026, 11, 22)
GOOD = {
    "own": True,
    "approved": 2,
    "waiting": 0,
    "drafts": 0,
    "gone": [],
    "twice": [],
    "unread": False,
    "has_superior": True,
    "due_on": None,
}


def keys(**more: object) -> list[str]:
    return [remark.key for remark in remarks(Held(**(GOOD | more)), ON)]


def test_same_words_are_asked_about_and_others_are_not() -> None:
    text = "Trả lời dân đúng hẹn, giữ kỷ luật giờ giấc, không nhận quà và không gợi ý nhận quà của bất cứ ai"
    assert alike(text, text.upper()) == 100 == asks_again(text, f"  {text} ")
    assert asks_again(text, text + " nào") >= ALIKE
    assert asks_again(text, "Mở sổ góp ý tại bộ phận một cửa và đọc mỗi tuần") == 0
    assert alike("", text) == alike(text, "") == 0


@settings(max_examples=60, deadline=None)
@given(st.text(max_size=80), st.text(max_size=80))
def test_likeness_is_a_share(one: str, other: str) -> None:
    assert 0 <= alike(one, other) <= 100
    assert alike(one, one) == (100 if one.split() else 0)


def test_a_reason_says_something() -> None:
    assert says_why("Thiếu nội dung phấn đấu")
    assert not says_why("Không") and not says_why(". . . . . . . . . . .") and not says_why("")


def test_remarks_name_what_must_be_mended_first() -> None:
    assert keys() == []
    assert keys(own=False, approved=0) == ["nobody"]
    assert keys(own=False) == ["no_own"]
    assert keys(unread=True, has_superior=False, gone=["A"]) == ["unread", "no_superior", "gone"]
    assert keys(twice=["B"], waiting=1, due_on=date(2026, 11, 21)) == ["twice", "left_out", "late"]
    assert keys(due_on=ON) == []


def test_remarks_count_what_they_cannot_name() -> None:
    names = [f"Người {place}" for place in range(7)]
    [gone] = remarks(Held(**(GOOD | {"gone": names})), ON)
    assert gone.sentence.endswith("Người 4 và 2 người nữa.")
    [both] = remarks(Held(**(GOOD | {"waiting": 2, "drafts": 3})), ON)
    assert "2 đăng ký chờ duyệt" in both.sentence and "3 bản chưa gửi" in both.sentence
