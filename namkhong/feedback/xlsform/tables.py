"""The sheets of a form file as texts by column: no formula is run, no day or number guessed at.

The file is judged first (kind, size, what it unpacks to) and every sheet opened in a process of its own with little
memory and time, as every table here (see `rosters.sheets`).
"""

from collections.abc import Sequence
from pathlib import Path, PurePath
from tempfile import TemporaryDirectory
from typing import BinaryIO, Final

from namkhong.feedback.xlsform.columns import Table
from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import nfc
from namkhong.papers.intake import judge_sheet
from namkhong.rosters.sheets import Cell, as_text, opened
from namkhong.rosters.sheets.parent import Limits

LIMITS: Final = Limits(memory_mb=1_000, cpu_seconds=30)
"""A person waits for the answer."""
MOST_ROWS: Final = 500
WANTED: Final = ("survey", "choices", "settings", "factors")


class SheetMissing(DomainError):
    sentence = (
        "Tệp không có trang tính “{name}”. Bảng câu hỏi theo chuẩn XLSForm cần trang “survey” và “choices”; "
        "có thể xuất một bộ có sẵn ra Excel để xem mẫu."
    )


class TooManyRows(DomainError):
    sentence = "Trang “{name}” có hơn {most} dòng. Hãy bớt lại."


class FormulaInside(DomainError):
    sentence = "Trang “{name}”, dòng {row}: có ô là công thức. Hãy sao chép rồi dán lại dưới dạng giá trị."


def tables(name: str, data: BinaryIO) -> dict[str, Table]:
    """The sheets of the format that a file has, by their names.

    Raises: papers.intake.Refused, rosters.sheets.CannotRead, SheetMissing, TooManyRows, FormulaInside.
    """
    judged = judge_sheet(name, data)
    ending = PurePath(judged.name).suffix.lower()
    with TemporaryDirectory() as folder:
        path = Path(folder) / f"form{ending}"
        path.write_bytes(judged.data)
        with opened(path, ending, most=1, limits=LIMITS) as book:
            places = {title.strip().lower(): at for at, title in enumerate(book.names)}
        if "survey" not in places:
            raise SheetMissing(name="survey")
        return {one: _table(path, ending, one, places[one]) for one in WANTED if one in places}


def _table(path: Path, ending: str, name: str, place: int) -> Table:
    with opened(path, ending, sheet=place, most=MOST_ROWS + 2, limits=LIMITS) as table:
        rows = [pair for numbers, some in table.rows for pair in zip(numbers, some, strict=True)]
        formulas = table.formulas
    if len(rows) > MOST_ROWS + 1:
        raise TooManyRows(name=name, most=MOST_ROWS)
    if formulas:
        raise FormulaInside(name=name, row=min(formulas))
    if not rows:
        return []
    _, head = rows[0]
    columns = [_column(as_text(cell)) for cell in head]
    return [(number, _texts(columns, row)) for number, row in rows[1:]]


def _column(title: str) -> str:
    """The name of a column; those in a language end in vi or en, and what has no language is Vietnamese."""
    name, _, language = title.strip().partition("::")
    name, language = name.strip().lower(), language.strip().lower()
    if name not in ("label", "hint"):
        return name
    if not language or language in ("vi", "default") or "(vi)" in language or "việt" in language:
        return f"{name}_vi"
    return f"{name}_en" if language == "en" or "(en)" in language or "english" in language else f"{name}_{language}"


def _texts(columns: Sequence[str], row: Sequence[Cell]) -> dict[str, str]:
    found: dict[str, str] = {}
    for column, cell in zip(columns, row, strict=False):
        text = nfc(cell).strip() if isinstance(cell, str) else as_text(cell)
        if column and text:
            found.setdefault(column, text)
    return found
