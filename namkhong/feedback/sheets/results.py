"""Results returned day by day as a spreadsheet: one to fill in, and what somebody hands in.

The file is judged first and opened in a process of its own with little memory and time (`rosters.sheets`).
"""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from io import BytesIO
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

import xlsxwriter

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import parse_decimal
from namkhong.papers.intake import judge_sheet
from namkhong.rosters.sheets import (
    Column,
    FaultyRows,
    Header,
    Row,
    RowFault,
    as_day,
    as_text,
    beginning,
    cell,
    find_header,
    opened,
)
from namkhong.rosters.sheets.parent import Limits

LIMITS: Final = Limits(memory_mb=1_000, cpu_seconds=30)
"""A person waits for the answer."""
MOST: Final = 400
"""Rows of a file: a year of days."""
MOST_A_DAY: Final = 100_000
DAY: Final = Column("day", "Ngày", ("ngày trả", "ngày trả kết quả", "ngày làm việc"), required=True)
COUNT: Final = Column(
    "count",
    "Số kết quả đã trả",
    ("số lượt", "số kết quả", "số hồ sơ đã trả", "số giao dịch", "số lượt giao dịch"),
    required=True,
)


class TooManyDays(DomainError):
    sentence = "Bảng có hơn {most} dòng. Mỗi ngày một dòng, mỗi lần nạp nhiều nhất một năm."


class NoDays(DomainError):
    sentence = "Bảng có dòng tiêu đề nhưng chưa có ngày nào bên dưới."


class ColumnMissing(DomainError):
    sentence = "Bảng thiếu cột “{column}”. Hãy tải bảng mẫu về để so tiêu đề các cột."


class NotACount(DomainError):
    sentence = "“{text}” không phải là số kết quả. Hãy ghi một số nguyên từ 0 đến 100.000."


class FaultyResults(FaultyRows):
    sentence = "Bảng có {count} chỗ phải sửa nên chưa nạp ngày nào."


def read(name: str, data: BinaryIO, on: date) -> dict[date, int | None]:
    """Results by day, None where the cell is empty.

    Raises: papers.intake.Refused, rosters.sheets.CannotRead, NoHeader, ColumnMissing, TooManyDays, NoDays,
    FaultyResults.
    """
    judged = judge_sheet(name, data)
    ending = PurePath(judged.name).suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{ending}"
        path.write_bytes(judged.data)
        return _read(path, ending, on)


def _read(path: Path, ending: str, on: date) -> dict[date, int | None]:
    header = find_header(beginning(path, ending, limits=LIMITS), (DAY, COUNT))
    for column in (DAY, COUNT):
        if column.key not in header.matched:
            raise ColumnMissing(column=column.label)
    with opened(path, ending, most=MOST + 50, limits=LIMITS) as table:
        rows = [pair for numbers, some in table.rows for pair in zip(numbers, some, strict=True)]
        formulas = table.formulas
    below = [(number, row) for number, row in rows if number > header.row and _text(row, header, DAY)]
    if len(below) > MOST:
        raise TooManyDays(most=MOST)
    if not below:
        raise NoDays()
    found: dict[date, int | None] = {}
    faults: list[RowFault] = []
    for number, row in below:
        faults += [RowFault(number, words) for words in _formulas(header, formulas.get(number, ()))]
        faults += [RowFault(number, words) for words in _taken(found, row, header, on)]
    if faults:
        raise FaultyResults(faults)
    return found


def _text(row: Row, header: Header, column: Column) -> str:
    return as_text(cell(row, header.matched[column.key])).strip()


def _formulas(header: Header, places: Sequence[int]) -> Iterator[str]:
    for column in (DAY, COUNT):
        if header.matched[column.key] in places:
            yield f"Cột “{column.label}” là công thức. Hãy sao chép rồi dán lại dưới dạng giá trị."


def _taken(found: dict[date, int | None], row: Row, header: Header, on: date) -> Iterator[str]:
    """Put a row into what was found, or say what is wrong with it."""
    try:
        day, count = as_day(cell(row, header.matched[DAY.key])), _count(_text(row, header, COUNT))
    except DomainError as refused:
        yield refused.sentence
        return
    if day is None:
        return
    if day in found:
        yield f"Ngày {day:%d/%m/%Y} đã có ở một dòng trên."
    elif day > on:
        yield f"Ngày {day:%d/%m/%Y} chưa đến."
    else:
        found[day] = count


def _count(text: str) -> int | None:
    if not text:
        return None
    number = parse_decimal(text)
    if number != int(number) or not 0 <= number <= MOST_A_DAY:
        raise NotACount(text=text)
    return int(number)


def workbook(days: Sequence[date], counts: Mapping[date, int]) -> bytes:
    """The days of a month with what is known of them, to fill in and hand in again."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    head = book.add_format({"bold": True, "bg_color": "#DDE7E4", "border": 1})
    as_a_day = book.add_format({"num_format": "dd/mm/yyyy"})
    sheet = book.add_worksheet("Kết quả đã trả")
    sheet.freeze_panes(1, 1)
    sheet.set_column(0, 1, 20)
    for place, column in enumerate((DAY, COUNT)):
        sheet.write_string(0, place, column.label, head)
    for line, day in enumerate(days, start=1):
        sheet.write_datetime(line, 0, day, as_a_day)
        if day in counts:
            sheet.write_number(line, 1, counts[day])
    book.close()
    return out.getvalue()
