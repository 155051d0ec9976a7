"""Criteria from a spreadsheet that somebody hands in: all of it, or what is wrong row by row.

The file is judged first (kind, size, what it unpacks to) and opened in a process of its own with little memory and
time, as every table here (see `rosters.sheets`).
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final, TypeVar

from namkhong.criteria.rules.structure import CriterionDef
from namkhong.criteria.rules.words import deadline_of, scale_of, steps_of
from namkhong.criteria.sheets.columns import COLUMNS
from namkhong.criteria.states import Scale
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import parse_decimal
from namkhong.foundation.text import nfc
from namkhong.papers.intake import judge_sheet
from namkhong.rosters.sheets import (
    Cell,
    FaultyRows,
    Header,
    Row,
    RowFault,
    as_text,
    beginning,
    cell,
    find_header,
    opened,
)
from namkhong.rosters.sheets.parent import Limits

T = TypeVar("T")
LIMITS: Final = Limits(memory_mb=1_000, cpu_seconds=30)
"""A person waits for the answer."""
MOST: Final = 300
LABELS: Final = {column.key: column.label for column in COLUMNS}
LINED: Final = ("levels", "guide")
"""Columns whose cells have several lines."""


class TooManyRows(DomainError):
    sentence = "Bảng có hơn {most} dòng tiêu chí. Hãy bớt lại hoặc tách thành hai bộ."


class NoRows(DomainError):
    sentence = "Bảng có dòng tiêu đề nhưng chưa có tiêu chí nào bên dưới."


class ColumnMissing(DomainError):
    sentence = "Bảng thiếu cột “{column}”. Hãy tải tệp mẫu về để so tiêu đề các cột."


class FaultySheet(FaultyRows):
    sentence = "Bảng có {count} chỗ phải sửa nên chưa nạp dòng nào."


@dataclass(frozen=True, slots=True)
class Sheet:
    """Criteria with the rows they stand in."""

    criteria: tuple[CriterionDef, ...]
    rows: tuple[int, ...]


def read(name: str, data: BinaryIO) -> Sheet:
    """The criteria of a file.

    Raises: papers.intake.Refused, rosters.sheets.CannotRead, NoHeader, ColumnMissing, TooManyRows, NoRows, FaultySheet.
    """
    judged = judge_sheet(name, data)
    ending = PurePath(judged.name).suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"sheet{ending}"
        path.write_bytes(judged.data)
        return _read(path, ending)


def _read(path: Path, ending: str) -> Sheet:
    header = find_header(beginning(path, ending, limits=LIMITS), COLUMNS)
    for column in COLUMNS:
        if column.required and column.key not in header.matched:
            raise ColumnMissing(column=column.label)
    with opened(path, ending, most=MOST + 50, limits=LIMITS) as table:
        rows = [pair for numbers, some in table.rows for pair in zip(numbers, some, strict=True)]
        merged, formulas = table.merged_rows(header.row), table.formulas
    below = [(number, row) for number, row in rows if number > header.row and _filled(row, header)]
    if len(below) > MOST:
        raise TooManyRows(most=MOST)
    if not below:
        raise NoRows()
    found: list[CriterionDef] = []
    faults: list[RowFault] = []
    for number, row in below:
        faults += [RowFault(number, words) for words in _of_cells(number, row, header, merged, formulas)]
        made, wrong = _criterion(_texts(row, header), header)
        faults += [RowFault(number, words) for words in wrong]
        found.append(made)
    if faults:
        raise FaultySheet(faults)
    return Sheet(tuple(found), tuple(number for number, _ in below))


def _filled(row: Row, header: Header) -> bool:
    return any(as_text(cell(row, place)).strip() for place in header.matched.values())


def _of_cells(
    number: int,
    row: Row,
    header: Header,
    merged: Mapping[int, tuple[int, int]],
    formulas: Mapping[int, Sequence[int]],
) -> Iterator[str]:
    """What is wrong with cells whatever they mean."""
    labels = {place: LABELS[key] for key, place in header.matched.items()}
    for place in formulas.get(number, ()):
        if place in labels:
            yield f"Cột “{labels[place]}” là công thức. Hãy sao chép rồi dán lại dưới dạng giá trị."
    if number in merged:
        first, last = merged[number]
        yield f"Dòng {first} đến {last} có ô bị gộp. Hãy bỏ gộp ô, mỗi dòng ghi đủ các cột."
    for key, place in header.matched.items():
        if key != "deadline" and isinstance(cell(row, place), date | datetime | time | timedelta):
            yield f"Cột “{LABELS[key]}”: Excel đã đổi thành ngày. Hãy định dạng cột là Văn bản rồi ghi lại."


def _texts(row: Row, header: Header) -> dict[str, str]:
    return {key: _text(key, cell(row, header.matched.get(key))) for key in LABELS}


def _text(key: str, value: Cell) -> str:
    """A cell as the words of its column: lines stay lines, numbers of criteria keep their dot, days lose their year."""
    if key == "deadline" and isinstance(value, date):
        return f"{value.day}/{value.month}"
    if key in ("number", "parent", "cap_by") and isinstance(value, float):
        return as_text(value).replace(",", ".")
    if key in LINED and isinstance(value, str):
        return "\n".join(line.strip() for line in nfc(value).strip().splitlines())
    return as_text(value).strip()


def _criterion(texts: Mapping[str, str], header: Header) -> tuple[CriterionDef, list[str]]:
    """A row as a criterion as far as it can be understood, and what cannot."""
    reading = _Reading(texts)
    scale, measure = reading.of("scale", scale_of, (Scale.POINTS, ""))
    nothing: tuple[int | None, int | None] = (None, None)
    day, month = reading.of("deadline", deadline_of, nothing)
    number = texts["number"].removesuffix(".")
    made = CriterionDef(
        number=number,
        title=texts["title"],
        scale=scale,
        most=reading.of("most", parse_decimal, Decimal(1)),
        weight=reading.of("weight", parse_decimal, Decimal(1)) if texts["weight"] else Decimal(1),
        parent=texts["parent"].removesuffix(".") if "parent" in header.matched else number.rpartition(".")[0],
        cap_by=texts["cap_by"].removesuffix("."),
        levels=reading.of("levels", lambda text: steps_of(text, scale), ()),
        measure=measure,
        guide=texts["guide"],
        evidence=texts["evidence"],
        day=day,
        month=month,
        checked_by=texts["checked_by"],
    )
    return made, reading.wrong


class _Reading:
    """Reads the cells of one row and keeps the sentences about those that cannot be read."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        self.texts = texts
        self.wrong: list[str] = []

    def of(self, key: str, how: Callable[[str], T], otherwise: T) -> T:
        """The cell of a column as `how` reads it; what cannot be read is noted, and `otherwise` stands for it."""
        try:
            return how(self.texts[key])
        except DomainError as refused:
            self.wrong.append(f"Cột “{LABELS[key]}”: {refused.sentence}")
            return otherwise
