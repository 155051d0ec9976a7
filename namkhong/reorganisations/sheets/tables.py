"""A spreadsheet that is handed in: its lines by columns, and the user's own table with a column of errors."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from io import BytesIO
from pathlib import Path
from typing import Final

import xlsxwriter

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.rosters.sheets import Column, Header, Row, as_text, beginning, cell, find_header, opened
from namkhong.rosters.sheets.parent import Limits

LIMITS: Final = Limits(memory_mb=1_000, cpu_seconds=30)
"""A person waits for the answer."""
ERRORS: Final = "Lỗi"


class TooManyLines(DomainError):
    sentence = "Bảng có hơn {most} dòng. Hãy tách thành nhiều tệp."


class NoLines(DomainError):
    sentence = "Bảng có tiêu đề nhưng chưa có dòng nào bên dưới."


class ColumnMissing(DomainError):
    sentence = "Bảng thiếu cột “{column}”. Hãy tải bảng mẫu về để so tiêu đề các cột."


@dataclass(frozen=True, slots=True)
class Line:
    """A row with anything in it: its number as Excel shows it, its cells as text, what is wrong with the cells."""

    number: int
    texts: Mapping[str, str]
    faults: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fault:
    """What is wrong with a row, or with several at once (the first is named)."""

    line: int
    sentence: str


@dataclass(frozen=True, slots=True)
class Table:
    """A table as it was handed in."""

    header: Header
    lines: list[Line] = field(default_factory=list)
    rows: list[tuple[int, Row]] = field(default_factory=list)


def read(path: Path, ending: str, columns: Sequence[Column], most: int) -> Table:
    """The lines of a file. Raises: rosters.sheets.CannotRead, NoHeader, ColumnMissing, TooManyLines, NoLines."""
    header = find_header(beginning(path, ending, limits=LIMITS), columns)
    for column in columns:
        if column.required and column.key not in header.matched:
            raise ColumnMissing(column=column.label)
    with opened(path, ending, most=most + 50, limits=LIMITS) as opened_table:
        rows = [pair for numbers, some in opened_table.rows for pair in zip(numbers, some, strict=True)]
        merged = opened_table.merged_rows(header.row)
        formulas = opened_table.formulas
    below = [(number, row) for number, row in rows if number > header.row and _filled(row, header)]
    if len(below) > most:
        raise TooManyLines(most=show_decimal(most))
    if not below:
        raise NoLines()
    labels = {place: column.label for column in columns if (place := header.matched.get(column.key)) is not None}
    lines = [
        Line(number, _texts(row, header, columns), tuple(_faults(number, row, labels, merged, formulas)))
        for number, row in below
    ]
    return Table(header, lines, rows)


def _filled(row: Row, header: Header) -> bool:
    return any(as_text(cell(row, place)).strip() for place in header.matched.values())


def _texts(row: Row, header: Header, columns: Sequence[Column]) -> dict[str, str]:
    return {column.key: as_text(cell(row, header.matched.get(column.key))).strip() for column in columns}


def _faults(
    number: int,
    row: Row,
    labels: Mapping[int, str],
    merged: Mapping[int, tuple[int, int]],
    formulas: Mapping[int, Sequence[int]],
) -> list[str]:
    """What is wrong with cells whatever they mean."""
    found = []
    worked_out = [labels[place] for place in formulas.get(number, ()) if place in labels]
    if worked_out:
        found.append(f"Cột “{worked_out[0]}” là công thức. Hãy sao chép rồi dán lại dưới dạng giá trị.")
    if number in merged:
        first, last = merged[number]
        found.append(f"Dòng {first} đến {last} có ô bị gộp. Hãy bỏ gộp ô, mỗi dòng ghi đủ các cột.")
    for place, label in labels.items():
        if isinstance(cell(row, place), date | datetime | time | timedelta):
            found.append(f"Cột “{label}” là ngày giờ. Hãy ghi bằng chữ.")
    return found


def with_errors(table: Table, faults: Sequence[Fault]) -> bytes:
    """The rows as they were handed in, each where it stood, with one more column that says what is wrong."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False})
    sheet = book.add_worksheet("Bảng có lỗi")
    bold = book.add_format({"bold": True, "text_wrap": True, "valign": "top"})
    red = book.add_format({"font_color": "#9c1c1c", "text_wrap": True, "valign": "top"})
    last = max(len(row) for _, row in table.rows)
    sheet.set_column(0, max(last - 1, 0), 28)
    sheet.set_column(last, last, 60)
    for number, row in table.rows:
        for place, value in enumerate(row):
            if isinstance(value, int | float) and not isinstance(value, bool):
                sheet.write_number(number - 1, place, value)
            elif text := as_text(value):
                sheet.write_string(number - 1, place, text, bold if number == table.header.row else None)
    sheet.write_string(table.header.row - 1, last, ERRORS, bold)
    said: dict[int, list[str]] = {}
    for fault in faults:
        said.setdefault(fault.line, []).append(fault.sentence)
    for number, sentences in said.items():
        sheet.write_string(number - 1, last, "\n".join(sentences), red)
    book.close()
    return out.getvalue()
