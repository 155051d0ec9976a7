"""The spreadsheet of the people of a divided unit, with a column for the part that takes each."""

from collections.abc import Sequence
from dataclasses import dataclass
from io import BytesIO
from typing import Final

import xlsxwriter

from namkhong.rosters.sheets import Column

PEOPLE_COLUMNS: Final = (
    Column("person", "Mã dòng", ("mã", "mã số"), required=True),
    Column("name", "Họ và tên", ("họ tên", "tên"), required=True),
    Column("position", "Chức danh", ("chức vụ",)),
    Column("part", "Đơn vị nhận", ("nơi nhận", "chuyển về", "đơn vị mới"), required=True),
)
MOST_PEOPLE: Final = 20_000
"""A unit with more people is divided by ticks on the page, or its people come to their new units by a roster."""


@dataclass(frozen=True, slots=True)
class PersonLine:
    """A row to be filled in: the number by which the row is known again, who it is, and where he goes if not with the
    rest."""

    person: int
    name: str
    position: str
    part: str


def people_workbook(lines: Sequence[PersonLine], parts: Sequence[str], rest: str) -> bytes:
    """The people of a unit; the receiving unit is chosen from a list, and an empty cell means with the rest."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    soft = book.add_format({"font_color": "#5a6472"})
    sheet, how = book.add_worksheet("Người"), book.add_worksheet("Cách ghi")
    sheet.freeze_panes(1, 0)
    for place, (column, width) in enumerate(zip(PEOPLE_COLUMNS, (10, 30, 28, 48), strict=True)):
        sheet.set_column(place, place, width)
        sheet.write_string(0, place, column.label, bold)
    for row, line in enumerate(lines, start=1):
        sheet.write_number(row, 0, line.person, soft)
        for place, text in enumerate((line.name, line.position, line.part), start=1):
            sheet.write_string(row, place, text)
    said = (
        "Để trống: người này đi cùng những người còn lại" + (f", về {rest}." if rest else "."),
        "Không sửa cột Mã dòng.",
    )
    how.set_column(0, 0, 70)
    how.write_string(0, 0, "Đơn vị nhận là một trong các đơn vị sau", bold)
    for row, text in enumerate((*parts, "", *said), start=1):
        how.write_string(row, 0, text)
    if lines:
        source = f"='Cách ghi'!$A$2:$A${len(parts) + 1}"
        sheet.data_validation(1, 3, len(lines), 3, {"validate": "list", "source": source, "show_error": False})
    book.close()
    return out.getvalue()
