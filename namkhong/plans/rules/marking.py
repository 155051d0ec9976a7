"""The text that was read as lines and tables, cut into parts, with every item marked where it stands.

In the text a table begins with a line "|", its cells are parted by lines "|", and a row ends with "||".
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

PART = 12_000
"""So many letters make a part of a document at least; a page asks for the parts it shows."""

_ROWS_TOGETHER = 60
_LONGEST_ROW = 400
"""Lines of one row; a bar without its end is not looked for through the whole document."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its number, and offsets into the text."""

    pk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Span:
    """A line of the text: `text[start:end]`."""

    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Block:
    """A line (`rows` empty) or some rows of a table; a cell holds its lines."""

    start: int
    end: int
    rows: tuple[tuple[tuple[Span, ...], ...], ...] = ()


@dataclass(frozen=True, slots=True)
class Part:
    """Some blocks that follow each other; `number` counts from 1."""

    number: int
    blocks: tuple[Block, ...]

    @property
    def start(self) -> int:
        """Offset of the first letter."""
        return self.blocks[0].start

    @property
    def end(self) -> int:
        """Offset after the last letter."""
        return self.blocks[-1].end


@dataclass(frozen=True, slots=True)
class Run:
    """Words with the items that stand on them, the widest first; `begins` are those whose first words these are."""

    text: str
    items: tuple[int, ...] = ()
    begins: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class MarkedLine:
    """A line in runs; `start` is its offset."""

    start: int
    runs: tuple[Run, ...]


@dataclass(frozen=True, slots=True)
class MarkedBlock:
    """A block with its lines marked: `line`, or `rows` of cells of lines."""

    line: MarkedLine | None
    rows: tuple[tuple[tuple[MarkedLine, ...], ...], ...] = ()


def parts_of(text: str, size: int = PART) -> list[Part]:
    """The whole text in parts of at least `size` letters (the last may be shorter), none of them empty."""
    parts: list[Part] = []
    blocks: list[Block] = []
    for block in _blocks(text):
        blocks.append(block)
        if block.end - blocks[0].start >= size:
            parts.append(Part(len(parts) + 1, tuple(blocks)))
            blocks = []
    return [*parts, Part(len(parts) + 1, tuple(blocks))] if blocks else parts


def part_with(parts: Sequence[Part], offset: int) -> int:
    """The number of the part that holds a letter; the first for one before it, the last for one after all."""
    return next((part.number for part in parts if offset < part.end), len(parts) or 1)


def marked(text: str, part: Part, places: Sequence[Place]) -> list[MarkedBlock]:
    """A part with its items marked. Items may overlap as they like; one that crosses a line goes on in the next."""
    pen = _Pen(text, sorted(places, key=lambda place: (place.start, -place.end, place.pk)))
    return [
        MarkedBlock(None, tuple(tuple(tuple(map(pen.line, cell)) for cell in row) for row in block.rows))
        if block.rows
        else MarkedBlock(pen.line(Span(block.start, block.end)))
        for block in part.blocks
    ]


class _Pen:
    """Marks line after line; lines must come in the order of the text."""

    def __init__(self, text: str, places: Sequence[Place]) -> None:
        self._text, self._coming, self._next = text, places, 0
        self._open: list[Place] = []
        self._begun: set[int] = set()

    def line(self, span: Span) -> MarkedLine:
        while self._next < len(self._coming) and self._coming[self._next].start < span.end:
            self._open.append(self._coming[self._next])
            self._next += 1
        self._open = [place for place in self._open if place.end > span.start]
        return MarkedLine(span.start, tuple(self._runs(span)))

    def _runs(self, span: Span) -> Iterator[Run]:
        edges = {span.start, span.end}
        for place in self._open:
            edges |= {edge for edge in (place.start, place.end) if span.start < edge < span.end}
        cuts = sorted(edges)
        for start, end in pairwise(cuts):
            here = [place for place in self._open if place.start < end and place.end > start]
            begins = [place.pk for place in here if place.pk not in self._begun]
            self._begun.update(begins)
            yield Run(self._text[start:end], tuple(place.pk for place in here), tuple(begins))


def _blocks(text: str) -> Iterator[Block]:
    """Lines one by one; tables in groups of rows, so that a long one can be parted too."""
    lines = _lines(text)
    at = 0
    while at < len(lines):
        rows, after = _table(text, lines, at)
        if not rows:
            span = lines[at]
            if text[span.start : span.end] not in ("|", "||"):
                yield Block(span.start, span.end)
            at += 1
            continue
        for first in range(0, len(rows), _ROWS_TOGETHER):
            some = rows[first : first + _ROWS_TOGETHER]
            spans = [span for row in some for cell in row for span in cell]
            if spans:
                yield Block(spans[0].start, spans[-1].end, tuple(some))
        at = after


def _lines(text: str) -> list[Span]:
    out, start = [], 0
    for line in text.split("\n"):
        out.append(Span(start, start + len(line)))
        start += len(line) + 1
    return out


Rows = list[tuple[tuple[Span, ...], ...]]


def _table(text: str, lines: list[Span], at: int) -> tuple[Rows, int]:
    """Rows of a table that begins at this line, and the line after it; no rows where none begins.

    Only rows that are closed by "||" count. A later row has at most as many cells as the widest before it, so that
    the next paragraph and the table behind it are not taken for one.
    """
    rows: Rows = []
    if text[lines[at].start : lines[at].end] != "|":
        return rows, at
    after = at + 1
    while row := _row(text, lines, after):
        cells, end = row
        if rows and len(cells) > max(map(len, rows)):
            break
        rows.append(cells)
        after = end
    return rows, after


def _row(text: str, lines: list[Span], at: int) -> tuple[tuple[tuple[Span, ...], ...], int] | None:
    cells: list[tuple[Span, ...]] = []
    cell: list[Span] = []
    for number in range(at, min(len(lines), at + _LONGEST_ROW)):
        words = text[lines[number].start : lines[number].end]
        if words == "||":
            return (*cells, tuple(cell)), number + 1
        if words == "|":
            cells.append(tuple(cell))
            cell = []
        else:
            cell.append(lines[number])
    return None
