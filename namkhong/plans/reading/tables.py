"""Tables of tasks and of criteria: their rows and columns, also where a text flattened them to one cell a line."""

import re
from dataclasses import dataclass, field

from namkhong.plans.reading.columns import Column, column_of, is_rubric, is_task_table
from namkhong.plans.reading.lines import Line
from namkhong.plans.reading.words import squeeze

_LABEL = re.compile(r"(?:\d{1,3}(?:\.\d{1,2}){0,2}|[IVX]{1,5}|[A-HĐ]|[a-zđ])\s?[.)]?|[-–+*]")
_HEADING_LIMIT = 60
_LEAST_ROWS = 1


@dataclass
class Row:
    """One row: its lines by column. A row of a merged cell has its text in the first column that names work."""

    cells: dict[int, list[Line]] = field(default_factory=dict)

    def text(self, column: int | None) -> str:
        """The text of a cell on one line; empty where there is none."""
        return squeeze(" ".join(line.text for line in self.cells.get(column, []))) if column is not None else ""

    @property
    def lines(self) -> list[Line]:
        """All its lines in order."""
        return [line for column in sorted(self.cells) for line in self.cells[column]]


@dataclass(frozen=True)
class Table:
    """A table of tasks or of criteria without its heading; `columns` tells what each column holds."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    lines: frozenset[int]
    first: int

    def place(self, wanted: Column) -> int | None:
        """The first column of a kind."""
        return self.columns.index(wanted) if wanted in self.columns else None

    @property
    def rubric(self) -> bool:
        """Criteria with points."""
        return is_rubric(self.columns)


def find_tables(lines: list[Line]) -> list[Table]:
    """Every table whose heading names tasks or criteria; all other tables stay running text."""
    out: list[Table] = []
    index = 0
    while index < len(lines):
        found = _known(lines, index) if lines[index].table else _flattened(lines, index)
        if found is None:
            index += 1
            continue
        table, index = found
        if table is not None:
            out.append(table)
    return out


def _known(lines: list[Line], index: int) -> tuple[Table | None, int]:
    """A table whose rows the source told."""
    number = lines[index].table
    after = index
    while after < len(lines) and lines[after].table == number:
        after += 1
    rows: dict[int, Row] = {}
    for line in lines[index:after]:
        rows.setdefault(line.row, Row()).cells.setdefault(line.column, []).append(line)
    return _made(list(rows.values()), lines[index:after]), after


def _flattened(lines: list[Line], index: int) -> tuple[Table | None, int] | None:
    """A table of which only the bars between cells are left; it starts with the heading of its number column."""
    first = lines[index]
    if not first.cell or column_of(first.text) is not Column.NUMBER or len(first.text) > 12:
        return None
    width, after = _width(lines, index)
    if width < 3:
        return None
    second, width, after = _second_heading(lines, index, width, after)
    rows = [_row_of(lines[index:after], first.cell)] if second is None else second
    rows, after = _collect(lines, after, width, rows)
    return _made(rows, lines[index:after]), after


def _width(lines: list[Line], index: int) -> tuple[int, int]:
    """How many cells the heading has, and the first line after it."""
    after = index + 1
    while after < len(lines) and lines[after].cell - lines[after - 1].cell <= 1:
        if lines[after].cell - lines[index].cell > 14 or len(lines[after].text) > _HEADING_LIMIT * 2:
            break
        after += 1
    return lines[after - 1].cell - lines[index].cell + 1, after


def _row_of(lines: list[Line], start: int) -> Row:
    row = Row()
    for line in lines:
        row.cells.setdefault(line.cell - start, []).append(line)
    return row


def _second_heading(lines: list[Line], index: int, width: int, after: int) -> tuple[list[Row] | None, int, int]:
    """A heading over two rows: the merged cell of the first is parted by the cells of the second."""
    end = after
    while end < len(lines) and (end == after or lines[end].cell - lines[end - 1].cell <= 1):
        end += 1
    below = _row_of(lines[after:end], lines[after].cell) if after < len(lines) else Row()
    kinds = [column_of(below.text(column)) for column in below.cells]
    short = all(len(below.text(column)) < _HEADING_LIMIT for column in below.cells)
    labelled = bool(below.cells) and _LABEL.fullmatch(below.text(0)) is not None
    if len(kinds) < 2 or not short or labelled or Column.OTHER in kinds:
        return None, width, after
    top = _row_of(lines[index:after], lines[index].cell)
    merged = [place for place in range(width) if column_of(top.text(place)) in (Column.LEAD, Column.POINTS)]
    if not merged:
        return None, width, after
    row = Row()
    for place in range(width):
        if place < merged[0]:
            row.cells[place] = top.cells.get(place, [])
        elif place > merged[0]:
            row.cells[place + len(kinds) - 1] = top.cells.get(place, [])
    for offset, column in enumerate(sorted(below.cells)):
        row.cells[merged[0] + offset] = below.cells[column]
    return [row], width + len(kinds) - 1, end


def _collect(lines: list[Line], index: int, width: int, rows: list[Row]) -> tuple[list[Row], int]:
    """The rows of a flattened table: n cells stand between n + 1 bars; merged rows have fewer."""
    if index >= len(lines):
        return rows, index
    start, previous, last = lines[index].cell, lines[index].cell, ""
    row = Row()
    while index < len(lines):
        line = lines[index]
        column = line.cell - start
        fresh = line.cell - previous >= 2
        if fresh and column_of(line.text) is Column.NUMBER and not _LABEL.fullmatch(line.text):
            break  # the heading of the next table
        if column > width + 1 and not (fresh and _LABEL.fullmatch(line.text)):
            break
        if fresh and (column == width + 1 or _opens_row(line.text, last)):
            rows.append(row)
            row, start, column = Row(), line.cell, 0
        elif column == width:
            break
        if column == 0:
            last = line.text
        row.cells.setdefault(column, []).append(line)
        previous = line.cell
        index += 1
    return ([*rows, row] if row.cells else rows), index


def _opens_row(text: str, last: str) -> bool:
    """A label that follows the one before (so that a number in a cell after an empty one opens no row)."""
    if _LABEL.fullmatch(text) is None:
        return False
    bare, before = text.strip(".) "), last.strip(".) ")
    if not bare.isdigit() or not before.isdigit():
        return True
    return int(bare) == int(before) + 1 or int(bare) == 1


def _made(rows: list[Row], lines: list[Line]) -> Table | None:
    """The table, if its heading (perhaps over two rows) names tasks or criteria."""
    if len(rows) < 1 + _LEAST_ROWS:
        return None
    for heading in (1, 2):
        columns = _columns(rows[:heading])
        if (is_task_table(columns) or is_rubric(columns)) and len(rows) > heading:
            more = heading + _repeats(rows[heading:], columns)
            return Table(columns, tuple(rows[more:]), frozenset(line.number for line in lines), lines[0].number)
    return None


def _columns(heading: list[Row]) -> tuple[Column, ...]:
    """What the columns hold; in a heading over two rows the lower words count where there are any."""
    width = max((column for row in heading for column in row.cells), default=-1) + 1
    out = []
    for column in range(width):
        kinds = [column_of(row.text(column)) for row in heading if row.text(column)]
        told = [kind for kind in kinds if kind is not Column.OTHER]
        out.append(told[-1] if told else Column.OTHER)
    return tuple(out)


def _repeats(rows: list[Row], columns: tuple[Column, ...]) -> int:
    """A second heading row, or the row that numbers the columns: "(1) (2) (3)"."""
    count = 0
    for row in rows[:2]:
        texts = [row.text(column) for column in row.cells]
        kinds = [column_of(text) for text in texts]
        numbers = all(re.fullmatch(r"\(?\d{1,2}\)?", text) for text in texts) and len(texts) >= 3
        heading = (
            len(texts) >= 2
            and all(kind is not Column.OTHER for kind in kinds)
            and all(len(text) < 30 for text in texts)
            and not _LABEL.fullmatch(texts[0])
        )
        if not numbers and not heading:
            break
        count += 1
    return count
