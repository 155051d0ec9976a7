"""The spreadsheet of changes: its columns, and the template to fill in."""

from io import BytesIO
from typing import Final

import xlsxwriter

from namkhong.rosters.sheets import Column

COLUMNS: Final = (
    Column("kind", "Loại thay đổi", ("loại", "hình thức", "hình thức sắp xếp"), required=True, example="Sáp nhập"),
    Column("sources", "Đơn vị cũ", ("đơn vị trước sắp xếp", "đơn vị hiện nay"), required=True),
    Column("results", "Đơn vị mới", ("đơn vị sau sắp xếp", "tên mới")),
    Column("parent", "Cấp trên mới", ("cấp trên", "trực thuộc")),
    Column("shares", "Tỷ lệ %", ("tỷ lệ", "tỉ lệ", "tỉ lệ %")),
    Column("line", "Tuyến", ("tuyến tổ chức",)),
)
EXAMPLES: Final = (
    ("Sáp nhập", "Trường Tiểu học A; Trường Tiểu học B", "Trường Tiểu học C", "", "", ""),
    ("Hợp nhất", "Trường Mầm non D; Trường Mầm non E", "Trường Mầm non G", "", "", ""),
    ("Chia", "Trạm Y tế H", "Trạm Y tế I; Trạm Y tế K", "", "60; 40", ""),
    ("Chuyển cấp trên", "Công đoàn cơ sở L", "", "Liên đoàn Lao động M", "", "Công đoàn"),
)
MOST: Final = 2_000
"""More changes than this are the work of a loader, not of a person with a spreadsheet."""


def template() -> bytes:
    """A workbook to fill in: the columns, and a few rows on a second sheet that show how."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bottom": 1})
    for name, rows in (("Các thay đổi", ()), ("Ví dụ", EXAMPLES)):
        sheet = book.add_worksheet(name)
        sheet.freeze_panes(1, 0)
        for place, (column, width) in enumerate(zip(COLUMNS, (18, 48, 48, 32, 12, 14), strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, column.label, bold)
        for line, row in enumerate(rows, start=1):
            for place, text in enumerate(row):
                sheet.write_string(line, place, text)
    book.close()
    return out.getvalue()
