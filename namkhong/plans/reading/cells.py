"""Tables inside plain text: which line stands in which row and column, and tables of Markdown or pasted from Word.

A table starts with a line "|", cells are parted by "|", a row ends with "||", and the table ends with "|||". Text that
somebody else flattened has only "|" and no rows.
"""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

CELL, ROW_END, TABLE_END = "|", "||", "|||"
_RULE_ROW = re.compile(r"\s*\|?(?:\s*:?-{2,}:?\s*\|)+\s*(?::?-{2,}:?)?\s*\|?\s*")
_LEAST_TABS = 2


class Place(NamedTuple):
    """Table and row counted from 1, column from 0; all 0 outside of tables with rows."""

    table: int
    row: int
    column: int


NOWHERE = Place(0, 0, 0)


def places(lines: Sequence[str]) -> dict[int, Place]:
    """The place of every line that stands in a row; lines that are not named stand nowhere."""
    bars = [
        (index, len(line.strip())) for index, line in enumerate(lines) if line.strip().strip("|") == "" and "|" in line
    ]
    if all(width == 1 for _, width in bars):
        return {}
    out: dict[int, Place] = {}
    starts: list[int] = []
    table = row = first_row = 0
    for index, width in bars:
        if width == 1:
            starts.append(index)
        elif width >= 3:
            starts, first_row = [], row
        elif starts:
            table += row == first_row
            row += 1
            for column, (since, until) in enumerate(zip(starts, [*starts[1:], index], strict=True)):
                out.update((line, Place(table, row, column)) for line in range(since + 1, until))
            starts = [index]
    return out


def as_lines(rows: Sequence[Sequence[str]]) -> Iterator[str]:
    """A table in the convention above; a cell may hold several lines."""
    yield CELL
    for row in rows:
        for number, cell in enumerate(row):
            if number:
                yield CELL
            yield cell
        yield ROW_END
    yield TABLE_END


def with_tables(text: str) -> str:
    """The text with tables of Markdown, and rows parted by tabs, put into the convention above."""
    if "\t" not in text and "|" not in text:
        return text
    lines = text.split("\n")
    out: list[str] = []
    index = 0
    while index < len(lines):
        rows, after = _markdown(lines, index) or _tabbed(lines, index) or _barred(lines, index) or ([], index)
        if rows:
            out.extend(as_lines(rows))
            index = after
        else:
            out.append(lines[index])
            index += 1
    return "\n".join(out)


def _markdown(lines: list[str], index: int) -> tuple[list[list[str]], int] | None:
    """Rows of a Markdown table whose heading is the line at `index`, and the index after it."""
    if "|" not in lines[index] or index + 1 >= len(lines) or "--" not in lines[index + 1]:
        return None
    if len(lines[index + 1]) > 1000 or not _RULE_ROW.fullmatch(lines[index + 1]):
        return None
    rows = [_cells(lines[index])]
    index += 2
    while index < len(lines) and lines[index].strip().startswith("|") and lines[index].strip("| \t\r"):
        rows.append(_cells(lines[index]))
        index += 1
    return rows, index


def _cells(line: str) -> list[str]:
    """The cells of a Markdown row; "<br>" is a line break and "\\|" a bar in a cell."""
    inner = line.strip().removeprefix("|").removesuffix("|").replace("\\|", "\x00")
    return [re.sub(r"<br ?/?>", "\n", cell.strip().replace("\x00", "|")) for cell in inner.split("|")]


def _tabbed(lines: list[str], index: int) -> tuple[list[list[str]], int] | None:
    """Rows parted by tabs, as a table pasted from Word or a spreadsheet has them: two rows or more of three cells."""
    tabs = lines[index].count("\t")
    if tabs < _LEAST_TABS or not lines[index].strip():
        return None
    after = index
    while after < len(lines) and lines[after].count("\t") == tabs and lines[after].strip():
        after += 1
    if after - index < 2 or any(len(line) - len(line.lstrip("\t")) >= tabs for line in lines[index:after]):
        return None
    return [[cell.strip() for cell in line.split("\t")] for line in lines[index:after]], after


def _barred(lines: list[str], index: int) -> tuple[list[list[str]], int] | None:
    """Rows of three cells or more parted by bars alone, without the rule of Markdown: two or more with as many bars."""
    bars = lines[index].strip().strip("|").count("|")
    if bars < _LEAST_TABS:
        return None
    after = index
    while after < len(lines) and lines[after].strip().strip("|").count("|") == bars:
        after += 1
    return ([_cells(line) for line in lines[index:after]], after) if after - index >= 2 else None
