"""Tables of content turned into grids of final text."""

from __future__ import annotations

from itertools import groupby

from namkhong.foundation.text import nfc
from namkhong.papers.content import Column, Number, Row, Table
from namkhong.papers.rules.text import number_words
from namkhong.papers.sheet import Grid, GridRow, HeadCell


def grid(table: Table, width_mm: float) -> Grid:
    """The table at full text width, with one heading row, or two where columns share a group."""
    shares = sum(float(column.width) for column in table.columns) or 1.0
    return Grid(
        widths=tuple(round(width_mm * float(column.width) / shares, 2) for column in table.columns),
        aligns=tuple(column.align.value for column in table.columns),
        head=_head(table.columns),
        rows=tuple(_row(row, len(table.columns)) for row in table.rows),
    )


def _row(row: Row, columns: int) -> GridRow:
    """A row of exactly as many cells as there are columns, so that a faulty draft can still be looked at."""
    cells = [_cell(cell) for cell in row.cells[:columns]]
    return GridRow(cells=(*cells, *[""] * (columns - len(cells))), strong=row.strong)


def _cell(cell: str | Number) -> str:
    return number_words(cell) if isinstance(cell, Number) else nfc(cell)


def _head(columns: tuple[Column, ...]) -> tuple[tuple[HeadCell, ...], ...]:
    if not any(column.group for column in columns):
        return (tuple(HeadCell(text=nfc(column.heading)) for column in columns),)
    upper: list[HeadCell] = []
    lower: list[HeadCell] = []
    for group, run in groupby(columns, key=lambda column: column.group):
        members = list(run)
        if group:
            upper.append(HeadCell(text=nfc(group), across=len(members)))
            lower += [HeadCell(text=nfc(column.heading)) for column in members]
        else:
            upper += [HeadCell(text=nfc(column.heading), down=2) for column in members]
    return (tuple(upper), tuple(lower))
