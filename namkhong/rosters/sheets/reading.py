"""A table handed in, row by row: its sheets, its header, then the rows below it with their numbers in the file."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from itertools import chain, zip_longest
from pathlib import Path
from typing import Any

from namkhong.rosters.sheets import errors
from namkhong.rosters.sheets.cells import Cell, as_text
from namkhong.rosters.sheets.packing import Unpacker
from namkhong.rosters.sheets.parent import LIMITS, Limits, frames

LOOKED_AT = 40
"""Rows at the beginning in which a header may stand."""
ALL = 2_000_000

Row = list[Cell]
Rows = tuple[list[int], list[Row]]
"""The numbers of some rows, as Excel shows them, and their cells."""
Columns = tuple[list[int], list[list[Cell]]]
"""The same, column by column; all are as long as there are numbers."""


@dataclass(frozen=True, slots=True)
class Opened:
    """A sheet that is being read: the names of all sheets, how many rows it reaches down to (0: not known), cells
    that were merged into one (first and last row and column, counted from 1 and from 0), and columns with formulas
    by row. What stands in it is read once: as rows or as columns.
    """

    names: list[str]
    height: int
    merged: list[tuple[tuple[int, int], tuple[int, int]]]
    formulas: dict[int, list[int]]
    parts: Iterator[tuple[str, Any]]

    @property
    def rows(self) -> Iterator[Rows]:
        """Some rows after another. Iterating raises: errors.CannotRead."""
        return map(_as_rows, self._plain())

    @property
    def columns(self) -> Iterator[Columns]:
        """The same as columns; shorter rows end in empty cells. Iterating raises: errors.CannotRead."""
        return map(_as_columns, self._plain())

    def _plain(self) -> Iterator[tuple[str, list[int], list[list[Cell]]]]:
        unpacker = Unpacker()
        for kind, what in self.parts:
            if kind == "end":
                return
            try:
                numbers, cells = what
                yield kind, numbers, unpacker.unpack(cells) if kind == "columns" else cells
            except (LookupError, TypeError, ValueError, AttributeError) as wrong:
                raise errors.CannotRead() from wrong

    def merged_rows(self, after: int) -> dict[int, tuple[int, int]]:
        """Rows below a row that share a cell with another one: the first and the last row of the shared cell."""
        found: dict[int, tuple[int, int]] = {}
        for (top, _), (bottom, _) in self.merged:
            if bottom > top and bottom > after:
                found |= dict.fromkeys(range(max(top, after + 1), bottom + 1), (top, bottom))
        return found


@contextmanager
def opened(path: Path, ending: str, *, sheet: int = 0, most: int = ALL, limits: Limits = LIMITS) -> Iterator[Opened]:
    """Open a table for reading in a process of its own; `ending` is that of its name, such as ".xlsx".

    At most `most` rows that hold anything are read. Raises: errors.CannotRead, at once or while iterating.
    """
    with frames(path, ending, sheet, most, limits) as stream:
        _, head = next(stream)
        merged = [((top[0] + 1, top[1]), (end[0] + 1, end[1])) for top, end in head["merged"]]
        yield Opened(head["names"], head["rows"], merged, head["formulas"], stream)


def _as_rows(part: tuple[str, list[int], list[list[Cell]]]) -> Rows:
    kind, numbers, cells = part
    return numbers, list(map(list, zip(*cells, strict=True))) if kind == "columns" else cells


def _as_columns(part: tuple[str, list[int], list[list[Cell]]]) -> Columns:
    kind, numbers, cells = part
    return numbers, cells if kind == "columns" else list(map(list, zip_longest(*cells, fillvalue="")))


@dataclass(frozen=True, slots=True)
class Beginning:
    """The first rows of a sheet, for finding its header and for showing a person what is in it; how far it reaches
    down, 0 where that is not known.
    """

    names: list[str]
    numbers: list[int]
    rows: list[Row]
    height: int = 0

    def texts(self, place: int) -> list[str]:
        """The cells of one of these rows as text."""
        return [as_text(cell) for cell in self.rows[place]]


def beginning(path: Path, ending: str, *, sheet: int = 0, limits: Limits = LIMITS) -> Beginning:
    """The first rows that hold anything. Raises: errors.CannotRead, errors.NothingInside."""
    with opened(path, ending, sheet=sheet, most=LOOKED_AT, limits=limits) as table:
        parts = list(table.rows)
    numbers = list(chain.from_iterable(part[0] for part in parts))
    rows = list(chain.from_iterable(part[1] for part in parts))
    if not rows:
        raise errors.NothingInside()
    return Beginning(table.names, numbers, rows, table.height)


def sheets_in(path: Path, ending: str) -> int:
    """How many sheets there are. Raises: errors.CannotRead."""
    with opened(path, ending, most=1) as table:
        return len(table.names)


def cell(row: Sequence[Cell], column: int | None) -> Cell:
    """The cell of a column (from 0); "" where the row is shorter or the column is not there."""
    return row[column] if column is not None and column < len(row) else ""
