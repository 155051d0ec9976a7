"""Tables as files for a spreadsheet. Text from users is never taken for a formula."""

import csv
from collections.abc import Iterable, Iterator, Sequence
from decimal import Decimal
from io import BytesIO, StringIO

import xlsxwriter
from django.http import Http404, HttpResponse

from namkhong.foundation.numbers import show_decimal

Cell = str | Decimal | None
FORMULA_SIGNS = ("=", "+", "-", "@", "\t", "\r")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def table_file(kind: str, name: str, head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> HttpResponse:
    """The table as a download, `kind` "csv" or "xlsx". Raises: Http404 for another kind."""
    if kind == "csv":
        body, media = as_csv(head, rows), "text/csv; charset=utf-8"
    elif kind == "xlsx":
        body, media = as_xlsx(head, rows), XLSX
    else:
        raise Http404
    disposition = f'attachment; filename="{name}.{kind}"'
    return HttpResponse(body, content_type=media, headers={"Content-Disposition": disposition})


def as_csv(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """Semicolons and decimal commas, with the mark by which Excel knows UTF-8: what a Vietnamese Excel opens right."""
    out = StringIO()
    writer = csv.writer(out, delimiter=";")
    writer.writerow([defused(cell) for cell in head])
    writer.writerows([_written(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def as_xlsx(head: Sequence[str], rows: Iterable[Sequence[Cell]]) -> bytes:
    """A workbook of one sheet with its head in bold and kept in view."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Số liệu")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 0, 42)
    sheet.set_column(1, max(1, len(head) - 1), 16)
    for place, text in enumerate(head):
        sheet.write_string(0, place, text, bold)
    for line, row in enumerate(rows, start=1):
        for place, cell in _stated(row):
            if isinstance(cell, str):
                sheet.write_string(line, place, cell)
            else:
                sheet.write_number(line, place, float(cell))
    book.close()
    return out.getvalue()


def _stated(row: Sequence[Cell]) -> Iterator[tuple[int, str | Decimal]]:
    return ((place, cell) for place, cell in enumerate(row) if cell is not None)


def defused(text: str) -> str:
    """Text that a spreadsheet would run as a formula gets an apostrophe before it."""
    return f"'{text}" if text.startswith(FORMULA_SIGNS) else text


def _written(cell: Cell) -> str:
    return defused(cell) if isinstance(cell, str) else show_decimal(cell).replace(".", "")
