"""An instrument as an XLSForm workbook. Words are written as words, never as formulas."""

from collections.abc import Sequence
from io import BytesIO

import xlsxwriter

from namkhong.feedback.models import Instrument
from namkhong.feedback.rules.questions import (
    CHOICE,
    NUMBER,
    PICKED,
    SCALE,
    Option,
    Question,
    Questionnaire,
    questionnaire,
)
from namkhong.feedback.rules.relevant import constraint_of, relevant_of
from namkhong.feedback.xlsform.columns import CHOICES, FACTORS, LIKERT, OVERALL, SETTINGS, SURVEY, VI

Rows = list[list[str]]


def workbook(row: Instrument) -> bytes:
    """The survey, its choices, settings, and a sheet of factors that other programs pass over."""
    asked = questionnaire(row.definition)
    likert = next((one.options for one in asked.questions if one.kind == SCALE), ())
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#DDE7E4", "border": 1})
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    settings = [[row.name, f"namkhong_{row.key}", str(row.version), VI]]
    factors = [[one.value, one.text.vi, one.text.en] for one in asked.factors]
    sheets = (
        ("survey", SURVEY, _survey(asked, likert)),
        ("choices", CHOICES, _choices(asked, likert)),
        ("settings", SETTINGS, settings),
        ("factors", FACTORS, factors),
    )
    for name, columns, rows in sheets:
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 2)
        for line, cells in enumerate([list(columns), *rows]):
            for place, words in enumerate(cells):
                if words:
                    sheet.write_string(line, place, words, text if line else head)
        sheet.set_column(0, len(columns), 18)
        sheet.set_column(2, 3, 50)
    book.close()
    return out.getvalue()


def _survey(asked: Questionnaire, likert: Sequence[Option]) -> Rows:
    rows: Rows = []
    for section in asked.sections:
        grouped = bool(section.title.vi)
        if grouped:
            rows.append(["begin_group", section.key, section.title.vi, section.title.en])
        rows += [_question(one, asked, likert) for one in section.questions]
        if grouped:
            rows.append(["end_group"])
    return rows


def _question(one: Question, asked: Questionnaire, likert: Sequence[Option]) -> list[str]:
    return [
        _type(one, likert),
        one.key,
        one.text.vi,
        one.text.en,
        one.hint.vi,
        one.hint.en,
        "yes" if one.required or one.key == asked.overall else "",
        relevant_of(one.when, asked.named[one.when.question]) if one.when else "",
        constraint_of(one),
        "likert" if one.kind == SCALE else "",
        OVERALL if one.key == asked.overall else one.factor,
    ]


def _type(one: Question, likert: Sequence[Option]) -> str:
    if one.kind not in PICKED:
        return "integer" if one.kind == NUMBER else "text"
    select = "select_one" if one.kind in (SCALE, CHOICE) else "select_multiple"
    return f"{select} {_list(one, likert)}"


def _list(one: Question, likert: Sequence[Option]) -> str:
    return LIKERT if one.options == likert else one.key


def _choices(asked: Questionnaire, likert: Sequence[Option]) -> Rows:
    lists = {_list(one, likert): one.options for one in asked.questions if one.kind in PICKED}
    return [[name, one.value, one.text.vi, one.text.en] for name, options in lists.items() for one in options]
