"""The result of a round as a spreadsheet. Text from users is written as text and never taken for a formula."""

from collections.abc import Iterable, Sequence
from decimal import Decimal
from io import BytesIO
from typing import Any

import xlsxwriter

from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.queries.explaining import Explanation
from namkhong.scoring.queries.standings import Result, bands_of, labels_of
from namkhong.scoring.rules.wording import RANKS, ROUNDED_DOWN, TIES

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
EVIDENCE = (
    "Bảng này là minh chứng để tham khảo khi đánh giá, xếp loại chất lượng theo quy định; "
    "tự nó không phải là kết quả đánh giá, xếp loại chính thức của ai."
)
HEAD = ("Hạng", "Tên", "Đơn vị", "Tổng điểm", "Xếp loại", "Vì sao chưa xếp mức cao hơn")
WIDTHS = (8, 40, 40, 12, 32, 70)
SHEETS_AT_A_TIME = 2_000


def standings_file(
    row: Round, results: Sequence[Result], told: dict[int, tuple[int | None, str]], words: Explanation
) -> bytes:
    """A workbook of two sheets: everybody with rank and grade, and how the ranking was done with its numbers.

    `told` are the rank and the sentence of each sheet. Rows are written away as they come, whatever their number.
    """
    out = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    book = xlsxwriter.Workbook(out, options)
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    sheet = book.add_worksheet("Xếp hạng")
    for place, width in enumerate(WIDTHS):
        sheet.set_column(place, place, width)
    sheet.freeze_panes(3, 0)
    sheet.write_string(0, 0, f"{row.title}. {row.unit.name}", bold)
    sheet.write_string(1, 0, EVIDENCE)
    _line(sheet, 2, HEAD, bold)
    for line, cells in enumerate(_rows(row, results, told), start=3):
        _line(sheet, line, cells)
    _explained(book.add_worksheet("Cách xếp hạng"), words, bold)
    book.close()
    return out.getvalue()


def _rows(
    row: Round, results: Sequence[Result], told: dict[int, tuple[int | None, str]]
) -> Iterable[Sequence[str | Decimal | int | None]]:
    labels = labels_of(bands_of(row))
    for first in range(0, len(results), SHEETS_AT_A_TIME):
        some = results[first : first + SHEETS_AT_A_TIME]
        known = Sheet.objects.select_related("unit", "person").in_bulk([result.sheet for result in some])
        for result in some:
            sheet, (rank, why) = known[result.sheet], told[result.sheet]
            name = sheet.person.full_name if sheet.person else sheet.unit.name
            where = sheet.unit.name if sheet.person else ""
            yield rank, name, where, result.total, labels.get(result.grade, "Chưa xếp loại"), why


def _line(sheet: Any, line: int, cells: Iterable[str | Decimal | int | None], form: Any = None) -> None:
    for place, cell in enumerate(cells):
        if isinstance(cell, str):
            sheet.write_string(line, place, cell, form)
        elif cell is not None:
            sheet.write_number(line, place, float(cell), form)


def _explained(sheet: Any, words: Explanation, bold: Any) -> None:
    sheet.set_column(0, 0, 44)
    sheet.set_column(1, 2, 60)
    lines: list[tuple[Sequence[str | Decimal | int | None], Any]] = [(("Mức", "Điều kiện", "Giới hạn"), bold)]
    lines += [(band, None) for band in words.bands]
    lines += [((), None), (("Mức", "Số phiếu"), bold), *((count, None) for count in words.counts)]
    lines += [(("Chưa xếp loại", words.ungraded), None), ((), None)]
    for given in words.given:
        cut = "" if given.cut is None else f"tổng điểm ở chỗ cuối cùng: {given.cut}".replace(".", ",")
        lines.append(((" ".join(filter(None, (given.band, given.peer_label))), given.formula, cut), None))
    lines += [((f"{each.get_means_display()}: {each.reason}",), None) for each in words.decisions]
    lines += [((), None), *(((note,), None) for note in (RANKS, ROUNDED_DOWN, TIES))]
    for line, (cells, form) in enumerate(lines):
        _line(sheet, line, cells, form)
