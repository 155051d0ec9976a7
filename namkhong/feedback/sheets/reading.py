"""A list of returned results, as the one-stop software exports it: all of it, or what is wrong row by row.

Judged first and opened in a process of its own, as every table here (`rosters.sheets`). Nothing of it is stored.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.text import nfc
from namkhong.papers.intake import judge_sheet
from namkhong.rosters.sheets import (
    Beginning,
    Column,
    FaultyRows,
    Header,
    Opened,
    Row,
    RowFault,
    as_text,
    beginning,
    cell,
    match,
    opened,
)
from namkhong.rosters.sheets.parent import Limits

LIMITS: Final = Limits(memory_mb=1_000, cpu_seconds=30)
"""A person waits for the answer."""
MOST: Final = 20_000
LONGEST: Final = 120
COLUMNS: Final = (
    Column(
        "reference",
        "Mã hồ sơ",
        ("số hồ sơ", "mã số hồ sơ", "mã biên nhận", "số biên nhận", "mã hs"),
        required=True,
        example="000.00.01.H40-261122-0001",
        explained="Mỗi kết quả đã trả một dòng, không trùng nhau.",
    ),
    Column(
        "email",
        "Thư điện tử",
        ("email", "e-mail", "địa chỉ thư điện tử", "hộp thư"),
        example="",
        explained="Có thể bỏ trống. Chỉ chép lại sang tệp trả về, không lưu trên máy chủ.",
    ),
)


class TooManyResults(DomainError):
    sentence = "Danh sách có hơn {most} dòng. Hãy tách thành nhiều tệp, ví dụ mỗi tuần một tệp."


class NoResults(DomainError):
    sentence = "Danh sách có dòng tiêu đề nhưng chưa có hồ sơ nào bên dưới."


class NoReferences(DomainError):
    sentence = "Danh sách thiếu cột “Mã hồ sơ”. Hãy tải tệp mẫu về để so tiêu đề các cột."


class FaultyList(FaultyRows):
    sentence = "Danh sách có {count} chỗ phải sửa nên chưa tạo mã nào."


@dataclass(frozen=True, slots=True)
class Result:
    """One returned result: its row in the list, its reference, an e-mail address or ""."""

    row: int
    reference: str
    email: str


def read_results(name: str, data: BinaryIO) -> list[Result]:
    """The results in a file, in order.

    Raises: papers.intake.Refused, rosters.sheets.CannotRead, NoReferences, TooManyResults, NoResults,
    FaultyList.
    """
    judged = judge_sheet(name, data)
    ending = PurePath(judged.name).suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"list{ending}"
        path.write_bytes(judged.data)
        return _read(path, ending)


def _read(path: Path, ending: str) -> list[Result]:
    header = _header(beginning(path, ending, limits=LIMITS))
    with opened(path, ending, most=MOST + 50, limits=LIMITS) as table:
        below = list(_below(table, header))
        merged, formulas = table.merged_rows(header.row), table.formulas
    if len(below) > MOST:
        raise TooManyResults(most=show_decimal(MOST))
    if not below:
        raise NoResults
    faults = [
        RowFault(number, words) for number, row in below for words in _of_cells(number, row, header, merged, formulas)
    ]
    found = [Result(number, _text(row, header, "reference"), _text(row, header, "email")) for number, row in below]
    faults += _of_results(found)
    if faults:
        raise FaultyList(sorted(faults, key=lambda fault: fault.row))
    return found


def _header(start: Beginning) -> Header:
    """The first row that names the column of references; it may be the only column, as in no other table of ours."""
    for place, number in enumerate(start.numbers):
        matched = match(start.texts(place), COLUMNS)
        if "reference" in matched:
            return Header(number, start.texts(place), matched)
    raise NoReferences


def _below(table: Opened, header: Header) -> Iterator[tuple[int, Row]]:
    for numbers, rows in table.rows:
        for number, row in zip(numbers, rows, strict=True):
            if number > header.row and any(as_text(cell(row, place)).strip() for place in header.matched.values()):
                yield number, row


def _text(row: Row, header: Header, key: str) -> str:
    return " ".join(nfc(as_text(cell(row, header.matched.get(key)))).split())


def _of_cells(
    number: int,
    row: Row,
    header: Header,
    merged: Mapping[int, tuple[int, int]],
    formulas: Mapping[int, Sequence[int]],
) -> Iterator[str]:
    """What is wrong with cells whatever they mean."""
    labels = {place: column.label for column in COLUMNS if (place := header.matched.get(column.key)) is not None}
    for place in formulas.get(number, ()):
        if place in labels:
            yield f"Cột “{labels[place]}” là công thức. Hãy sao chép rồi dán lại dưới dạng giá trị."
    if number in merged:
        first, last = merged[number]
        yield f"Dòng {first} đến {last} có ô bị gộp. Hãy bỏ gộp ô, mỗi hồ sơ một dòng."
    for place, label in labels.items():
        if isinstance(cell(row, place), date | datetime | time | timedelta):
            yield f"Cột “{label}”: Excel đã đổi thành ngày. Hãy định dạng cột là Văn bản rồi ghi lại."


def _of_results(results: Sequence[Result]) -> Iterator[RowFault]:
    first: dict[str, int] = {}
    for result in results:
        if not result.reference:
            yield RowFault(result.row, "Thiếu mã hồ sơ.")
        elif max(len(result.reference), len(result.email)) > LONGEST:
            yield RowFault(result.row, f"Ô dài quá {LONGEST} ký tự.")
        elif (before := first.setdefault(result.reference, result.row)) != result.row:
            yield RowFault(result.row, f"Trùng mã hồ sơ với dòng {before}.")
