"""Instruments as XLSForm workbooks: the standard's converter takes ours, and we take what others wrote in it."""

from io import BytesIO
from typing import Any

import pytest
import xlsxwriter
from pyxform.xls2xform import convert

from namkhong.feedback.actions import install_instruments
from namkhong.feedback.library import InstrumentData, library
from namkhong.feedback.models import Instrument
from namkhong.feedback.rules.questions import Condition, Question, Text, questionnaire
from namkhong.feedback.rules.relevant import (
    UnreadableCondition,
    UnreadableLimit,
    condition_in,
    constraint_of,
    limit_in,
    relevant_of,
)
from namkhong.feedback.xlsform import FaultyForm, read, workbook
from namkhong.feedback.xlsform.tables import FormulaInside, SheetMissing, TooManyRows
from tests.world import NOW

HEAD = ["type", "name", "label::Tiếng Việt (vi)", "label::English (en)", "required", "relevant", "constraint"]
LIKERT = [["likert", n, f"Mức {n}", f"Level {n}"] for n in range(1, 6)]
YES_NO = [["yes_no", "yes", "Có", "Yes"], ["yes_no", "no", "Không", "No"]]
OVERALL = ["select_one likert", "overall", "Nhìn chung?", "All in all?", "yes"]


def book(survey: list[list[Any]], choices: Any = None, head: list[str] = HEAD, **sheets: list[list[Any]]) -> BytesIO:
    """A workbook as somebody elsewhere writes it."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    rows = {"survey": [head, *survey]}
    if choices is not False:
        columns = ["list_name", "name", "label::Tiếng Việt (vi)", "label::English (en)"]
        rows["choices"] = [columns, *(choices or LIKERT + YES_NO)]
    for name, cells in {**rows, **sheets}.items():
        sheet = made.add_worksheet(name)
        for at, row in enumerate(cells):
            sheet.write_row(at, 0, row)
    made.close()
    out.seek(0)
    return out


def wrong(*survey: list[Any], **more: Any) -> list[tuple[int, str]]:
    with pytest.raises(FaultyForm) as refused:
        read("bang.xlsx", book([*survey, OVERALL], **more))
    return [(fault.row, fault.sentence) for fault in refused.value.faults]


def ours(data: InstrumentData) -> Instrument:
    install_instruments(instruments=library(), at=NOW)
    return Instrument.objects.get(key=data.key)


@pytest.mark.parametrize("data", library(), ids=lambda data: data.key)
def test_the_standard_takes_what_we_write_and_we_read_it_back(db: None, data: InstrumentData) -> None:
    row = ours(data)
    body = workbook(row)
    warnings: list[str] = []
    xform = convert(body, warnings, file_type=".xlsx").xform
    asked = questionnaire(row.definition)
    assert not [text for text in warnings if "column" in text.lower() or "relevant" in text]
    assert all(f"/{question.key}" in xform for question in asked.questions)
    assert asked.named[asked.overall].text.en in xform
    again = read("bo-cau-hoi.xlsx", BytesIO(body))
    assert again.name == row.name
    mine = questionnaire(again.definition)
    assert mine.overall == asked.overall and mine.factors == asked.factors
    for before, after in zip(asked.questions, mine.questions, strict=True):
        assert (before.key, before.kind, before.text, before.options, before.when, before.most, before.hint) == (
            (after.key, after.kind, after.text, after.options, after.when, after.most, after.hint)
        )


def test_a_form_of_somebody_else_is_understood(db: None) -> None:
    survey = [
        ["begin group", "desk", "Tại quầy", "At the desk"],
        ["select_one likert", "polite", "Lịch sự?", "Polite?"],
        ["select_one yes_no", "late", "Có trễ không?", "Late?", "true"],
        ["text", "why", "Vì sao?", "Why?", "", "${late} = 'yes'", "string-length(.) <= 200"],
        ["end group"],
        [],
        ["integer", "trips", "Mấy lần?", "How often?", "", "", ". <= 30"],
        ["select_one likert", "end_score", "Nhìn chung?", "All in all?"],
    ]
    made = read("khao-sat.xlsx", book(survey, settings=[["form_title"], ["Khảo sát phường"]]))
    asked = questionnaire(made.definition)
    assert made.name == "Khảo sát phường" and asked.overall == "end_score"
    assert [(one.value, one.text.vi) for one in asked.factors] == [("desk", "Tại quầy")]
    assert asked.named["polite"].factor == "desk" and asked.named["late"].required
    assert asked.named["why"].when == Condition("late", "is", ("yes",)) and asked.named["why"].most == 200
    assert [section.title.vi for section in asked.sections] == ["Tại quầy", ""] and asked.in_english


def test_a_form_in_one_language_is_vietnamese(db: None) -> None:
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    for name, rows in {
        "survey": [["type", "name", "label"], ["select_one muc", "q", "Hài lòng?"]],
        "choices": [["list name", "name", "label"], *([["muc", n, f"Mức {n}"] for n in range(1, 6)])],
    }.items():
        sheet = made.add_worksheet(name)
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    made.close()
    out.seek(0)
    asked = questionnaire(read("a.xlsx", out).definition)
    assert asked.overall == "q" and asked.named["q"].text == Text("Hài lòng?") and not asked.in_english


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (["geopoint", "where", "Ở đâu?"], "Loại câu “geopoint” chưa dùng được"),
        (["deviceid", "device"], "Loại câu “deviceid” chưa dùng được"),
        (["select_one gone", "q", "Gì?"], "không có danh sách “gone”"),
        (["select_one yes_no", "Ý", "Gì?"], "Tên “Ý” chỉ được gồm"),
        (["select_one yes_no", "q", ""], "Câu hỏi chưa có lời"),
        (["text", "q", "Gì?", "", "maybe"], "Cột required ghi “maybe”"),
        (["text", "q", "Gì?", "", "", "now() > 3"], "Chưa đọc được điều kiện “now() > 3”"),
        (["text", "q", "Gì?", "", "", "${overall} = '1'"], "đứng sau"),
        (["text", "q", "Gì?", "", "", "${gone} = '1'"], "không có câu đó"),
        (["integer", "q", "Gì?", "", "", "", "regex(., 'x')"], "Chưa đọc được giới hạn"),
        (["end_group"], "không có “begin_group”"),
    ],
)
def test_what_is_wrong_is_told_with_its_row(row: list[str], sentence: str) -> None:
    found = wrong(["select_one yes_no", "first", "Một?"], row)
    assert found[0][0] == 3 and sentence in found[0][1]


def test_groups_must_follow_one_another() -> None:
    found = wrong(["begin_group", "a", "A", "", "", "${b} = '1'"], ["begin_group", "b", "B"])
    assert [row for row, _ in found] == [2, 3, 3]


def test_a_scale_has_five_labels() -> None:
    assert "đúng năm mức" in wrong(choices=LIKERT[:4])[0][1]


def test_what_only_the_standard_refuses_is_told_in_its_words() -> None:
    [(row, sentence)] = wrong(["begin_group", "nhóm một", "Nhóm"], ["integer", "b", "Mấy?"], ["end_group"])
    assert row == 2 and "chuẩn báo: On the 'survey' sheet, the 'name' value is invalid" in sentence


def test_sheets_that_are_not_there_and_too_many_rows() -> None:
    with pytest.raises(SheetMissing, match="survey"):
        read("a.xlsx", _only("khac"))
    with pytest.raises(SheetMissing, match="choices"):
        read("a.xlsx", book([OVERALL], choices=False))
    with pytest.raises(TooManyRows):
        read("a.xlsx", book([["text", f"q{n}", "Gì?"] for n in range(501)]))


def _only(name: str) -> BytesIO:
    out = BytesIO()
    made = xlsxwriter.Workbook(out)
    made.add_worksheet(name).write_row(0, 0, ["type", "name"])
    made.close()
    out.seek(0)
    return out


def test_a_formula_is_never_run() -> None:
    survey = [["text", "q", '=HYPERLINK("http://x.invalid","Gì?")'], OVERALL]
    with pytest.raises(FormulaInside, match="dòng 2"):
        read("a.xlsx", book(survey))


@pytest.mark.parametrize(
    ("text", "condition"),
    [
        ("${a} = 'x'", Condition("a", "is", ("x",))),
        (' ${ a }="x" ', Condition("a", "is", ("x",))),
        ("${a} = 3", Condition("a", "is", ("3",))),
        ("${a} <= 2", Condition("a", "at_most", ("2",))),
        ("${a} < 2", Condition("a", "at_most", ("1",))),
        ("${a} > 2", Condition("a", "at_least", ("3",))),
        ("${a} >= '2'", Condition("a", "at_least", ("2",))),
        ("selected(${a}, 'x')", Condition("a", "is", ("x",))),
        ("${a} = 'x' or ${a} = 'y'", Condition("a", "among", ("x", "y"))),
    ],
)
def test_conditions_of_the_format(text: str, condition: Condition) -> None:
    assert condition_in(text) == condition


@pytest.mark.parametrize(
    "text",
    [
        "",
        "${a}",
        "${a} = 'x' and ${b} = 'y'",
        "${a} = 'x' or ${b} = 'y'",
        "${a} > 1 or ${a} > 2",
        "${a} < 0",
        "${a} > 'x'",
        "pulldata('x')",
        "${a} = 'x' " * 300,
    ],
)
def test_other_conditions_are_refused(text: str) -> None:
    with pytest.raises(UnreadableCondition):
        condition_in(text)


def test_conditions_and_limits_are_written_as_they_are_read() -> None:
    choice, several, number, words = (Question("a", kind, Text("?"), most=9) for kind in _KINDS)
    for when, other in (
        (Condition("a", "among", ("x", "y")), choice),
        (Condition("a", "among", ("x", "y")), several),
        (Condition("a", "among", ("1", "2")), number),
        (Condition("a", "at_most", ("2",)), number),
        (Condition("a", "at_least", ("2",)), number),
    ):
        assert condition_in(relevant_of(when, other)) == when
    assert constraint_of(choice) == ""
    assert limit_in(constraint_of(number), "number") == limit_in(constraint_of(words), "words") == 9
    with pytest.raises(UnreadableLimit):
        limit_in(". <= 3", "words")


_KINDS = ("choice", "choices", "number", "words")
