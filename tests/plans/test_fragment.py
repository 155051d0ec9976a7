"""Words chosen in a document become items of a kind."""

from decimal import Decimal
from typing import Any

import pytest

from namkhong.plans.rules import ClauseDraft, carrier_of, drafts_of_words, found_in, is_sure, refreshed, wants_look
from namkhong.plans.states import ClauseKind
from tests.plans.given import reading_json


def read(kind: ClauseKind, words: str) -> list[ClauseDraft]:
    """What the words become, read here and not in a process of its own."""
    text = f"Trước\n{words}\nSau"
    carrier = carrier_of(kind, words)
    result: dict[str, Any] | None = reading_json(carrier) if carrier else None
    drafts = drafts_of_words(kind, text, 5, 6 + len(words) + 1, result)
    assert all(text[draft.span_from : draft.span_to] == draft.quote == words for draft in drafts)
    return drafts


def test_a_deadline_is_read_from_its_sentence() -> None:
    (draft,) = read(ClauseKind.DEADLINE, "- Các trường gửi báo cáo về Phòng Giáo dục chậm nhất ngày 15/6 hằng năm.")
    assert (draft.facts["day"], draft.facts["month"], draft.facts["recurrence"]) == (15, 6, "yearly")
    assert (
        draft.facts["who"] == "Các trường" and draft.confidence is not None and is_sure(draft.confidence, draft.basis)
    )


def test_two_days_in_a_sentence_are_two_deadlines() -> None:
    drafts = read(ClauseKind.DEADLINE, "Các trường gửi báo cáo về Phòng Giáo dục trước ngày 15/6 và 20/12 hằng năm")
    assert [draft.facts["month"] for draft in drafts] == [6, 12]


@pytest.mark.parametrize(
    ("kind", "words", "facts"),
    [
        (ClauseKind.TARGET, "+ Phấn đấu 95% hồ sơ đúng hạn;", {"low": "95", "direction": "reach"}),
        (ClauseKind.STAGE, "1. Giai đoạn 2: Từ năm 2024 - 2026", {"start_year": 2024, "end_year": 2026}),
        (ClauseKind.LEGAL_BASIS, "Căn cứ Kế hoạch số 08/KH-SL ngày 05/01/2021 của Sở Nội vụ;", {"number": "08/KH-SL"}),
        (ClauseKind.MILESTONE, "- Cuối năm 2026 tổ chức tổng kết phong trào.", {"kind": "final_review", "year": 2026}),
        (ClauseKind.RECURRING_ACTIVITY, "- Hằng năm thủ trưởng tổ chức đối thoại.", {"recurrence": "yearly"}),
        (ClauseKind.PLEDGE, "- Mỗi người ký bản cam kết.", {"kind": "pledge", "recurrence": "yearly"}),
        (ClauseKind.CONTENT_ITEM, "a) Không trễ hẹn;", {"group": ""}),
        (ClauseKind.RECIPIENT, "- Các phòng;", {}),
    ],
)
def test_each_kind_takes_what_it_needs(kind: ClauseKind, words: str, facts: dict[str, Any]) -> None:
    draft = read(kind, words)[0]
    assert draft.kind == kind and {name: draft.facts[name] for name in facts} == facts
    assert not draft.text.startswith(("-", "+", "a)", "1.")) and not draft.reason


def test_bodies_groups_and_signers_are_taken_by_lines() -> None:
    (body,) = read(ClauseKind.RESPONSIBILITY, "2. Phòng Nội vụ:\n- Theo dõi.\n- Tổng hợp.")
    assert (body.text, body.facts["tasks"]) == ("Phòng Nội vụ", ["Theo dõi", "Tổng hợp"])
    (body,) = read(ClauseKind.RESPONSIBILITY, "Phòng Nội vụ: theo dõi việc thực hiện.")
    assert (body.text, body.facts["tasks"]) == ("Phòng Nội vụ", ["theo dõi việc thực hiện"])
    (body,) = read(ClauseKind.RESPONSIBILITY, "Phòng Nội vụ:")
    assert (body.text, body.facts["tasks"]) == ("Phòng Nội vụ", [])
    (group,) = read(ClauseKind.TASK_GROUP, "1. Tuyên truyền\n- Mở lớp.")
    assert (group.text, group.facts["items"], group.facts["count"]) == ("Tuyên truyền", ["Mở lớp"], 1)
    (signer,) = read(ClauseKind.SIGNER, "TM. BAN\nTRƯỞNG BAN\n(Đã ký)\nLê Văn An")
    assert (signer.text, signer.facts) == ("Lê Văn An", {"authority": "TM. BAN", "title": "TRƯỞNG BAN"})
    (signer,) = read(ClauseKind.SIGNER, "(Đã ký)")
    assert signer.text == "(Đã ký)"
    (signer,) = read(ClauseKind.SIGNER, "Lê Văn An")
    assert signer.facts == {"authority": "", "title": ""}


@pytest.mark.parametrize("kind", ["legal_basis", "stage", "target", "deadline", "milestone", "recurring_activity"])
def test_what_cannot_be_read_wants_a_look(kind: str) -> None:
    (draft,) = read(ClauseKind(kind), "Trời hôm nay đẹp.")
    assert draft.reason and wants_look(draft.confidence, draft.basis) and draft.text == "Trời hôm nay đẹp"
    assert carrier_of(ClauseKind(kind), " - ") == ""
    before = ClauseDraft(kind=ClauseKind(kind), text="Cũ", facts={"day": 5})
    after = refreshed(before, draft)
    assert (after.text, after.facts, after.quote) == ("Cũ", {"day": 5}, "Trời hôm nay đẹp.")


def test_bullets_alone_stay_as_they_are() -> None:
    text = "--"
    (draft,) = drafts_of_words(ClauseKind.RECIPIENT, text, 0, 2, None)
    assert draft.text == "--"


def test_new_words_replace_facts_and_keep_for_whom() -> None:
    before = ClauseDraft(kind=ClauseKind.CRITERION, text="Cũ", facts={"group": "Tập thể"})
    (criterion,) = read(ClauseKind.CRITERION, "Đúng hẹn")
    assert refreshed(before, criterion).facts == {"group": "Tập thể"}
    before = ClauseDraft(kind=ClauseKind.DEADLINE, text="Cũ", facts={"day": 5, "month": 1, "evidence": ["Ảnh"]})
    (deadline,) = read(ClauseKind.DEADLINE, "Các trường gửi báo cáo về Phòng trước ngày 15/6 hằng năm")
    assert refreshed(before, deadline).facts["day"] == 15


def test_a_typed_sentence_is_found_with_or_without_accents() -> None:
    text = "Đơn vị gửi báo cáo\ntrước ngày 15/6.\n|\nĐơn vị gửi báo cáo\ntrước ngày 15/6."
    first = found_in(text, "don vi gửi BÁO CÁO trước")
    assert first is not None and text[slice(*first)] == "Đơn vị gửi báo cáo\ntrước"
    later = found_in(text, "gửi báo cáo", near=40)
    assert later is not None and later[0] > 30
    assert found_in(text, "không có") is None and found_in(text, "  ") is None


def test_what_is_sure_and_what_wants_a_look() -> None:
    assert is_sure(Decimal("0.80"), "printed") and not is_sure(Decimal("0.79"), "printed")
    assert not is_sure(Decimal("0.95"), "inferred") and not is_sure(None, "printed")
    assert wants_look(Decimal("0.95"), "inferred") and wants_look(Decimal("0.5"), "printed")
    assert not wants_look(Decimal("0.5"), "typed") and not wants_look(None, "inferred")
