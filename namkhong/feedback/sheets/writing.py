"""Invitations and samples as workbooks. Whatever people wrote is written as text, never as a formula."""

from collections.abc import Iterable, Sequence
from io import BytesIO
from typing import Final

import xlsxwriter
from django.utils.timezone import localtime

from namkhong.feedback.models import Draw
from namkhong.feedback.rules.drawing import drawn
from namkhong.feedback.sheets.reading import COLUMNS, Result

Rows = Iterable[Sequence[str | int]]
Sheet = tuple[str, Sequence[tuple[str, int]], Rows]
"""The name of a sheet, its columns with their widths, its rows."""

RULE: Final = (
    "Với mỗi số k từ 1 đến N, tính SHA-256 của chuỗi “số gốc:k” (ghi liền, không dấu cách). "
    "Lấy n số có kết quả nhỏ nhất. Ai có số gốc cũng tính lại được đúng danh sách này."
)
TEXT: Final = (
    "{unit} kính mời ông/bà chấm điểm lần giải quyết hồ sơ {reference}. Không hỏi tên, chạm hai lần là xong: {link} "
    "Đường dẫn dùng một lần, đến hết ngày {until}."
)


def invitations_file(draw: Draw, results: Sequence[Result], codes: Sequence[str], address: str) -> bytes:
    """Those of the results that were drawn, each with its link and a text that is ready to be sent."""
    unit, until = draw.point.unit.name, f"{draw.batch.valid_to:%d/%m/%Y}"
    rows = []
    for place, code in zip(drawn(draw.seed, len(results), draw.batch.size), codes, strict=True):
        result, link = results[place - 1], f"{address}/{code}"
        text = TEXT.format(unit=unit, reference=result.reference, link=link, until=until)
        rows.append((place, result.reference, result.email, link, text))
    columns = [("Hồ sơ thứ", 10), ("Mã hồ sơ", 28), ("Thư điện tử", 28), ("Đường dẫn", 52), ("Lời mời", 90)]
    return _workbook(("Thư mời", columns, rows), _how(draw))


def sample_file(draw: Draw, codes: Sequence[str], address: str) -> bytes:
    """Which transactions to ask, counted in the order of the register, and the code that each is handed."""
    places = drawn(draw.seed, draw.population, draw.batch.size)
    rows = [(place, code, f"{address}/{code}") for place, code in zip(places, codes, strict=True)]
    return _workbook(("Mẫu", [("Lượt thứ", 12), ("Mã", 24), ("Đường dẫn", 56)], rows), _how(draw))


def template_file() -> bytes:
    """An empty list with its head, and what belongs in each column."""
    told = [(one.label, "Có" if one.required else "", one.example, one.explained) for one in COLUMNS]
    columns = [("Cột", 20), ("Bắt buộc", 12), ("Ví dụ", 30), ("Cách ghi", 70)]
    return _workbook(("Hồ sơ đã trả", [(one.label, 32) for one in COLUMNS], []), ("Giải thích", columns, told))


def _how(draw: Draw) -> Sheet:
    rows: list[tuple[str, str | int]] = [
        ("Đơn vị", draw.point.unit.name),
        ("Bốc thăm lúc", f"{localtime(draw.batch.made_at):%H:%M ngày %d/%m/%Y}"),
        ("Tổng số (N)", draw.population),
        ("Số được rút (n)", draw.batch.size),
        ("Số gốc", draw.seed),
        ("Cách rút", RULE),
    ]
    if draw.body:
        rows[1:1] = [("Bên độc lập phát mã", draw.body)]
    return "Cách bốc thăm", [("Mục", 24), ("Nội dung", 90)], rows


def _workbook(*sheets: Sheet) -> bytes:
    out = BytesIO()
    with xlsxwriter.Workbook(
        out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    ) as book:
        bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#DDE7E4", "border": 1})
        # As text, so that Excel makes no number of a reference when somebody edits it.
        plain = book.add_format({"num_format": "@", "valign": "top"})
        for name, columns, rows in sheets:
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for place, (label, width) in enumerate(columns):
                sheet.set_column(place, place, width, plain)
                sheet.write_string(0, place, label, bold)
            for line, row in enumerate(rows, start=1):
                for place, value in enumerate(row):
                    if isinstance(value, int):
                        sheet.write_number(line, place, value)
                    elif value:
                        sheet.write_string(line, place, value, plain)
    return out.getvalue()
