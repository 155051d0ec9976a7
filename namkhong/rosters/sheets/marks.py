"""What the reader does not tell of a table: which cells are formulas."""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from typing import Final

from namkhong.rosters.sheets.biff import formula_cells

MOST = 5_000
"""So many formulas are named; a table with more is refused all the same."""
_PIECE: Final = 1 << 20
_ROOM: Final = 4_096
_CELL: Final = re.compile(rb'<(?:\w+:)?c\s[^>]*?r="([A-Z]{1,3})(\d{1,7})"[^>]*>\s*<(?:\w+:)?f[\s>/]')
_TARGET: Final = re.compile(rb"<Relationship\s[^>]*>")


def formulas_in(path: Path, ending: str, place: int) -> dict[int, list[int]]:
    """The columns (from 0) that hold formulas, by row as people count them (from 1).

    Raises: ValueError for an old Excel file whose insides are not as they should be.
    """
    found: dict[int, list[int]] = {}
    if ending == ".xls":
        for row, column in formula_cells(path, place):
            found.setdefault(row, []).append(column)
            if len(found) >= MOST:
                break
        return found
    if ending != ".xlsx":
        return {}
    with zipfile.ZipFile(path) as archive:
        part = _part_of(archive, place)
        if part is None:
            return {}
        for column, row in _cells(archive, part):
            found.setdefault(row, []).append(column)
            if len(found) >= MOST:
                break
    return found


def _part_of(archive: zipfile.ZipFile, place: int) -> str | None:
    """The part of the archive that holds the sheet at a place of the book."""
    try:
        book, ties = archive.read("xl/workbook.xml"), archive.read("xl/_rels/workbook.xml.rels")
    except KeyError:
        return None
    sheets = re.findall(rb'<(?:\w+:)?sheet\s[^>]*?\w+:id="([^"]+)"', book)
    targets = {_attribute(tie, b"Id"): _attribute(tie, b"Target") for tie in _TARGET.findall(ties)}
    target = targets.get(sheets[place].decode(), "") if place < len(sheets) else ""
    part = target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return part if part in archive.namelist() else None


def _attribute(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\s" + name + rb'="([^"]*)"', tag)
    return found.group(1).decode() if found else ""


def _cells(archive: zipfile.ZipFile, part: str) -> Iterator[tuple[int, int]]:
    """Column and row of every formula, read piece by piece; the end of a piece is looked at again with the next."""
    rest = b""
    with archive.open(part) as opened:
        while piece := opened.read(_PIECE):
            text = rest + piece
            done = 0
            if b"<f" in text or b":f" in text:
                for match in _CELL.finditer(text):
                    done = match.end()
                    yield _column(match.group(1)), int(match.group(2))
            rest = text[max(done, len(text) - _ROOM) :]


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def ods_has_formulas(path: Path) -> bool:
    """Whether any cell of an OpenDocument table is worked out."""
    mark, rest = b"table:formula=", b""
    with zipfile.ZipFile(path) as archive, archive.open("content.xml") as opened:
        while piece := opened.read(_PIECE):
            if mark in rest + piece:
                return True
            rest = piece[-len(mark) :]
    return False
