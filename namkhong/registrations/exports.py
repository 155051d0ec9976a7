"""Lists as workbooks. Whatever people wrote is written as text, never as a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final

import xlsxwriter
from django.http import HttpResponse

XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
Cell = str | int


def workbook(title: str, head: Sequence[tuple[str, int]], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet: a title, a head in bold (each column with its width), rows numbered from 1."""
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        sheet = book.add_worksheet("Danh sách")
        strong = book.add_format({"bold": True, "font_size": 13})
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "border": 1})
        plain = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
        sheet.write_string(0, 0, title, strong)
        for place, (label, width) in enumerate([("TT", 6), *head]):
            sheet.set_column(place, place, width)
            sheet.write_string(2, place, label, bold)
        sheet.freeze_panes(3, 0)
        for line, row in enumerate(rows, start=1):
            sheet.write_number(line + 2, 0, line, plain)
            for place, cell in enumerate(row, start=1):
                if isinstance(cell, str):
                    sheet.write_string(line + 2, place, cell, plain)
                else:
                    sheet.write_number(line + 2, place, cell, plain)
    return out.getvalue()


def download(name: str, body: bytes) -> HttpResponse:
    """A workbook as a download."""
    headers = {"Content-Disposition": f'attachment; filename="{name}.xlsx"', "X-Content-Type-Options": "nosniff"}
    return HttpResponse(body, content_type=XLSX, headers=headers)
