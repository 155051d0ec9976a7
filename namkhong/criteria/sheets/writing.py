"""The criteria of a set as a workbook that can be filled in further and handed in again."""

from collections.abc import Sequence
from decimal import Decimal
from io import BytesIO

import xlsxwriter

from namkhong.criteria.rules.structure import CriterionDef
from namkhong.criteria.rules.words import deadline_words, scale_words, step_lines
from namkhong.criteria.sheets.columns import COLUMNS

WIDTHS = {"title": 60, "levels": 40, "guide": 40, "scale": 26, "evidence": 30, "checked_by": 26}


def workbook(criteria: Sequence[CriterionDef]) -> bytes:
    """One sheet of criteria and one that explains the columns. Words are written as words, never as formulas."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#DDE7E4", "border": 1, "text_wrap": True, "valign": "top"})
    # As text, so that Excel makes no day of the number 1.10.
    text = book.add_format({"num_format": "@", "text_wrap": True, "valign": "top"})
    number = book.add_format({"num_format": "0.##", "valign": "top"})
    sheet = book.add_worksheet("Tiêu chí")
    sheet.freeze_panes(1, 3)
    for place, column in enumerate(COLUMNS):
        sheet.write_string(0, place, column.label, head)
        plain = number if column.key in ("most", "weight") else text
        sheet.set_column(place, place, WIDTHS.get(column.key, 12), plain)
    for line, row in enumerate(criteria, start=1):
        for place, cell in enumerate(cells(row)):
            if isinstance(cell, Decimal):
                sheet.write_number(line, place, float(cell), number)
            elif cell:
                sheet.write_string(line, place, cell, text)
    _explain(book, head, text)
    book.close()
    return out.getvalue()


def cells(row: CriterionDef) -> list[str | Decimal]:
    """A criterion in the order of the columns."""
    return [
        row.number,
        row.parent,
        row.title,
        scale_words(row),
        row.most,
        row.weight,
        step_lines(row.levels),
        row.evidence,
        deadline_words(row),
        row.checked_by,
        row.cap_by,
        row.guide,
    ]


def _explain(book: "xlsxwriter.Workbook", head: object, text: object) -> None:
    told = book.add_worksheet("Giải thích")
    rows = [("Cột", "Bắt buộc", "Ví dụ", "Cách ghi")]
    rows += [(one.label, "Có" if one.required else "", one.example, one.explained) for one in COLUMNS]
    for line, cells_of_row in enumerate(rows):
        for place, words in enumerate(cells_of_row):
            told.write_string(line, place, words, text if line else head)
    told.set_column(0, 2, 24)
    told.set_column(3, 3, 80)
