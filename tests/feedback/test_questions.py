"""Longer instruments as data: what is asked, what is wrong with a definition, what can be taken of what was sent."""

from typing import Any

import pytest

from namkhong.feedback.library import InstrumentData, library
from namkhong.feedback.rules.answers import Mistake, answered, holds, marks_of, stored
from namkhong.feedback.rules.faults import faults
from namkhong.feedback.rules.questions import Condition, questionnaire

LABELS = ["Rất kém", "Kém", "Tạm", "Tốt", "Rất tốt"]
OPTIONS = [{"key": "yes", "words": "Có", "words_en": "Yes"}, {"key": "no", "words": "Không"}]
OVERALL = {"key": "overall", "kind": "scale", "words": "Nhìn chung?"}


def asking(*questions: dict[str, Any], **more: Any) -> Any:
    """An instrument with these questions and an overall one."""
    sections = [{"key": "a", "title": "Phần một", "questions": [*questions, OVERALL]}]
    return questionnaire({"overall": "overall", "labels": LABELS, "sections": sections, **more})


def one(kind: str, key: str = "q", **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": kind, "words": "Hỏi gì?", **more}


def sentences(*questions: dict[str, Any], **more: Any) -> list[tuple[str, str]]:
    return [(fault.question, fault.sentence) for fault in faults(asking(*questions, **more))]


def test_every_instrument_of_ours_is_sound_and_in_two_languages() -> None:
    assert [data.key for data in library()] == [
        "hospital_inpatient",
        "hospital_outpatient",
        "one_stop",
        "quick",
        "school",
        "sipas",
    ]
    for data in library():
        asked = questionnaire(data.stored_definition())
        assert asked.in_english and asked.overall in asked.named
        assert all(option.text.en for question in asked.questions for option in question.options)
        assert all(section.title.en for section in asked.sections if section.title.vi)
        in_factors = {question.factor for question in asked.questions} - {""}
        assert in_factors == {factor.value for factor in asked.factors}
    by_key = {data.key: questionnaire(data.stored_definition()) for data in library()}
    assert (
        len(by_key["sipas"].factors) == len(by_key["hospital_inpatient"].factors) == len(by_key["school"].factors) == 5
    )


def test_a_file_with_faults_is_refused() -> None:
    data = library()[0].model_dump()
    data["definition"]["overall"] = "nobody"
    with pytest.raises(ValueError, match="câu hỏi chung"):
        InstrumentData.model_validate(data)


@pytest.mark.parametrize(
    ("question", "sentence"),
    [
        (one("scale", labels=["Kém", "Tốt"]), "đúng năm mức, đang có 2"),
        (one("choice", options=OPTIONS[:1]), "từ 2 đến 20 lựa chọn, đang có 1"),
        (one("choices", options=[*OPTIONS, OPTIONS[0]]), "Lựa chọn “yes” bị ghi 2 lần"),
        (one("choice", options=[*OPTIONS, {"key": "Có lẽ", "words": "Có lẽ"}]), "Tên lựa chọn “Có lẽ”"),
        (one("choice", options=[*OPTIONS, {"key": "maybe", "words": ""}]), "lựa chọn chưa có lời"),
        (one("choice", options=[*OPTIONS, {"key": "long", "words": "x" * 101}]), "lựa chọn dài quá 100"),
        (one("number"), "phải có số lớn nhất"),
        (one("words"), "phải có số chữ nhiều nhất"),
        (one("words", most=2001), "tất cả 2001 chữ"),
        (one("sound"), "Không rõ câu này trả lời bằng cách nào"),
        (one("scale", key="Ý-kiến"), "chữ thường không dấu"),
        (one("scale", words=" "), "chưa có lời"),
        (one("scale", words="x" * 301), "dài quá 300 chữ"),
        (one("scale", factor="care"), "Không có yếu tố “care”"),
        (one("number", most=9, factor="time"), "Chỉ câu trên thang năm mức"),
        (one("scale", when={"question": "q", "is": "1"}), "dựa vào chính nó"),
        (one("scale", when={"question": "gone", "is": "1"}), "không có câu đó"),
        (one("scale", when={"question": "overall", "is": "1"}), "đứng sau"),
    ],
)
def test_what_is_wrong_is_said_at_its_question(question: dict[str, Any], sentence: str) -> None:
    found = sentences(question, factors=[{"key": "time", "name": "Thời gian"}])
    assert len(found) == 1 and sentence in found[0][1] and found[0][0] in (question["key"], "")


@pytest.mark.parametrize(
    ("before", "when", "sentence"),
    [
        (one("words", "b", most=9), {"is": "x"}, "viết bằng lời nên không dùng"),
        (one("choice", "b", options=OPTIONS), {"at_most": 2}, "không trả lời bằng số nên không so"),
        (one("number", "b", most=9), {"at_least": "nhiều"}, "“nhiều” không phải là số"),
        (one("choice", "b", options=OPTIONS), {"among": ["yes", "maybe"]}, "không có lựa chọn “maybe”"),
        (one("number", "b", most=9), {"is": "hai"}, "điều kiện phải là số"),
        (one("number", "b", most=9), {"among": [2, 3]}, ""),
        (one("scale", "b"), {"at_most": 2}, ""),
    ],
)
def test_a_condition_must_be_able_to_hold(before: dict[str, Any], when: dict[str, Any], sentence: str) -> None:
    found = sentences(before, one("number", most=5, when={"question": "b", **when}))
    assert [text for _, text in found if sentence in text] == [text for _, text in found]
    assert bool(found) == bool(sentence)


def test_what_is_wrong_with_the_whole() -> None:
    empty = questionnaire({"sections": []})
    assert [fault.sentence for fault in faults(empty)] == ["Bộ câu hỏi chưa có câu nào."]
    many = sentences(*(one("number", f"q{n}", most=5) for n in range(60)))
    assert "có 61 câu" in many[0][1]
    twice = sentences(one("number", most=5), one("number", most=6))
    assert [text for _, text in twice] == ["Tên “q” bị dùng cho 2 câu."] * 2
    factors = [{"key": "time", "name": "Thời gian"}] * 2
    assert sentences(factors=factors) == [("", "Yếu tố “time” bị ghi 2 lần.")]
    hidden = asking(one("number", most=9), overall="late")
    assert "câu hỏi chung" in faults(hidden)[0].sentence
    late = {"key": "late", "kind": "scale", "words": "Sau?", "when": {"question": "overall", "at_most": 2}}
    sections = [{"key": "a", "questions": [OVERALL, late]}]
    found = faults(questionnaire({"overall": "late", "labels": LABELS, "sections": sections}))
    assert ["không kèm điều kiện" in fault.sentence for fault in found] == [True]


SMALL = asking(
    one("choice", "late", options=OPTIONS, required=True),
    one("words", "why", most=5, when={"question": "late", "is": "yes"}, required=True),
    one("number", "trips", most=9),
    one("choices", "where", options=OPTIONS, when={"question": "trips", "at_least": 2}),
    one("scale", "polite"),
    one("words", "words", most=20),
)


def test_what_was_sent_is_held_against_what_is_asked() -> None:
    sent = {"late": ["yes"], "why": ["Đường xa"], "trips": [" 3 "], "where": ["no", "yes"], "overall": ["4"]}
    found = answered(SMALL, {**sent, "words": ["Cảm ơn"], "polite": [""], "other": ["1"]})
    assert not found.mistakes and found.score == 4 and found.words == "Cảm ơn"
    assert found.answers == {
        "late": "yes",
        "why": "Đường",
        "trips": 3,
        "where": ["yes", "no"],
        "words": "Cảm ơn",
        "overall": 4,
    }
    assert marks_of(SMALL, found.answers) == {"overall": 4}
    assert stored(SMALL, {"overall": 4, "words": "x"}) == '{"marks":{"overall":4}}'
    assert stored(SMALL, {"overall": 4, "late": "no"}) == '{"marks":{"overall":4},"told":{"late":"no"}}'


@pytest.mark.parametrize(
    ("sent", "mistakes"),
    [
        ({}, {"late": Mistake.MISSING, "overall": Mistake.MISSING}),
        ({"late": ["yes"], "overall": ["1"]}, {"why": Mistake.MISSING}),
        ({"late": ["maybe"], "overall": ["1"]}, {"late": Mistake.NOT_OFFERED}),
        ({"late": ["yes", "no"], "overall": ["6"]}, {"late": Mistake.NOT_OFFERED, "overall": Mistake.NOT_OFFERED}),
        ({"late": ["no"], "overall": ["1"], "trips": ["10"]}, {"trips": Mistake.TOO_LARGE}),
        ({"late": ["no"], "overall": ["1"], "trips": ["²"]}, {"trips": Mistake.NO_NUMBER}),
        ({"late": ["no"], "overall": ["1"], "trips": ["1" * 10]}, {"trips": Mistake.NO_NUMBER}),
    ],
)
def test_what_cannot_be_taken_is_named(sent: dict[str, list[str]], mistakes: dict[str, Mistake]) -> None:
    assert answered(SMALL, sent).mistakes == mistakes


def test_what_nobody_asked_is_dropped_with_what_hangs_on_it() -> None:
    found = answered(SMALL, {"late": ["no"], "why": ["x"], "trips": ["1"], "where": ["yes"], "overall": ["5"]})
    assert found.answers == {"late": "no", "trips": 1, "overall": 5}


@pytest.mark.parametrize(
    ("condition", "answer", "expected"),
    [
        (Condition("q", "is", ("3",)), 3, True),
        (Condition("q", "is", ("a",)), ["a", "b"], True),
        (Condition("q", "among", ("a", "c")), "b", False),
        (Condition("q", "at_most", ("2",)), 2, True),
        (Condition("q", "at_least", ("2",)), 1, False),
        (Condition("q", "at_least", ("2",)), "many", False),
    ],
)
def test_when_a_condition_holds(condition: Condition, answer: Any, expected: bool) -> None:
    assert holds(condition, {"q": answer}) is expected
    assert holds(condition, {}) is False


def test_english_falls_back_to_vietnamese() -> None:
    text = SMALL.named["late"].options[1].text
    assert text.said(english=True) == "Không" and SMALL.named["late"].options[0].text.said(english=True) == "Yes"
    assert not SMALL.in_english
    assert questionnaire({"questions": [OVERALL]}).overall == "score"
