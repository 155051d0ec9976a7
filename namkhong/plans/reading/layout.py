"""From words with places to text in reading order: lines, columns, paragraphs. For pages of a PDF and of a scan alike.

Places are in points from the upper left corner of the page as it is looked at.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from namkhong.plans.reading.cells import CELL, ROW_END, TABLE_END
from namkhong.plans.reading.grids import Grid
from namkhong.plans.reading.markers import TYPE_NAMES

_WIDE_GAP = 1.3
"""A gap between words, in heights of a line, that may part two columns."""
_NARROW_GAP = 0.5
_INDENT = 8.0
_RIGHT_HEAD = re.compile(r"CỘNG H[ÒO][ÀA]? XÃ|Độc lập|ĐẢNG CỘNG SẢN")
_LEFT_FOOT = re.compile(r"N[ơo]i nhận", re.IGNORECASE)
_UNITS = ("m", "km", "cm", "mm", "dm")


class Segment(NamedTuple):
    """Some words that stand together."""

    left: float
    top: float
    right: float
    bottom: float
    text: str

    @property
    def height(self) -> float:
        """From the highest to the lowest sign."""
        return self.bottom - self.top

    @property
    def middle(self) -> float:
        """Half-way down."""
        return (self.top + self.bottom) / 2


@dataclass
class Row:
    """What stands side by side on a page, from left to right."""

    segments: list[Segment]
    top: float = 0.0
    bottom: float = 0.0

    @property
    def left(self) -> float:
        """Where its first word begins."""
        return self.segments[0].left

    @property
    def right(self) -> float:
        """Where its last word ends."""
        return max(segment.right for segment in self.segments)

    @property
    def height(self) -> float:
        """From the highest to the lowest sign."""
        return self.bottom - self.top

    @property
    def text(self) -> str:
        """Its words."""
        return joined(self.segments)


@dataclass
class Layout:
    """One page: size, rows from top to bottom, and the tables that drawn lines show; `pictured` if read by machine."""

    width: float
    height: float
    rows: list[Row]
    grids: list[Grid] = field(default_factory=list)
    pictured: bool = False


def joined(segments: Sequence[Segment]) -> str:
    """Words side by side as text: a space where there is one, or room for one."""
    if len(segments) == 1:
        return " ".join(segments[0].text.split())
    out = ""
    before: Segment | None = None
    for segment in segments:
        room = before is not None and segment.left - before.right > 0.13 * min(max(before.height, segment.height), 14.0)
        if room and not out.endswith(" ") and not segment.text.startswith(" "):
            out += " "
        out += segment.text
        before = segment
    return " ".join(out.split())


def rows_of(segments: Sequence[Segment]) -> list[Row]:
    """Segments whose middles are level with each other make a row."""
    rows: list[Row] = []
    for segment in sorted(segments, key=lambda item: item.middle):
        row = next((row for row in reversed(rows[-3:]) if _level(row, segment)), None)
        if row is None:
            rows.append(Row([segment], segment.top, segment.bottom))
        else:
            row.segments.append(segment)
            if segment.height > 0.6 * row.height:
                row.top, row.bottom = min(row.top, segment.top), max(row.bottom, segment.bottom)
    for row in rows:
        row.segments.sort(key=lambda item: item.left)
    return sorted(rows, key=lambda item: item.top + item.bottom)


def _level(row: Row, segment: Segment) -> bool:
    middle = (row.top + row.bottom) / 2
    inside = row.top <= segment.middle <= row.bottom or segment.top <= middle <= segment.bottom
    return inside and abs(middle - segment.middle) <= 0.5 * max(row.height, segment.height)


def without_marks(rows: list[Row]) -> None:
    """Take the small raised numbers of footnotes out of the rows."""
    for row in rows:
        kept: list[Segment] = []
        for segment in row.segments:
            raised = segment.height < 0.62 * row.height and segment.bottom < row.bottom - 0.38 * row.height
            mark = raised and segment.text.strip().isdigit() and len(segment.text.strip()) <= 3
            if mark and kept and not kept[-1].text.split(" ")[-1].endswith(_UNITS):
                # Its place goes to the word before, or a gap would be taken for a space.
                kept[-1] = kept[-1]._replace(right=segment.right)
            else:
                kept.append(segment)
        row.segments = kept


def lines(page: Layout) -> Iterator[str]:
    """The text of the page line by line, tables and columns by the convention of `cells`, paragraphs by blank lines."""
    rest: list[Row] = []
    grids = sorted(page.grids, key=lambda grid: grid.top)
    for row in page.rows:
        while grids and row.top > grids[0].bottom - 2:
            yield from _plain(rest, page)
            rest = []
            yield from _grid(grids.pop(0))
        outside = row.segments
        if grids and row.bottom > grids[0].top:
            outside = [segment for segment in row.segments if not grids[0].take(segment)]
        if outside:
            rest.append(Row(outside, row.top, row.bottom))
    yield from _plain(rest, page)
    for grid in grids:
        yield from _grid(grid)


def _grid(grid: Grid) -> Iterator[str]:
    yield CELL
    for cells in grid.cells():
        for number, segments in enumerate(cells):
            if number:
                yield CELL
            for row in rows_of(segments):
                yield row.text
        yield ROW_END
    yield TABLE_END


def _plain(rows: list[Row], page: Layout) -> Iterator[str]:
    """Rows outside tables: blocks of two columns, and paragraphs between them."""
    margins = _Margins(rows, page)
    index = 0
    before: Row | None = None
    while index < len(rows):
        after, gutter = _two_columns(rows, index, page)
        if after > index:
            yield from _columns(rows[index:after], gutter)
            index, before = after, None
            continue
        row = rows[index]
        if before is not None and margins.begins(before, row):
            yield ""
        yield row.text
        before, index = row, index + 1


def _columns(rows: list[Row], gutter: float) -> Iterator[str]:
    """Left column, then right column, as one row of a table."""
    yield CELL
    for side in (0, 1):
        if side:
            yield CELL
        for row in rows:
            part = [segment for segment in row.segments if (segment.left >= gutter) == bool(side)]
            if part:
                yield joined(part)
    yield ROW_END
    yield TABLE_END


def _two_columns(rows: list[Row], index: int, page: Layout) -> tuple[int, float]:
    """The index after a block of two columns that begins at `index`, and where they part; `index` if there is none."""
    first = index + 1 if index + 1 < len(rows) and _opens_right(rows[index], page) else index
    space = _gap(rows[first], page)
    if space is None or (first > index and _narrowed(rows[index], *space) is None):
        return index, 0.0
    low, high = space
    after, both = first + 1, 1
    while after < len(rows):
        row = rows[after]
        narrowed = _narrowed(row, low, high)
        if narrowed is None or row.top - rows[after - 1].bottom > 4 * row.height or _is_title(row, page):
            break
        low, high = narrowed
        both += row.left < low + 1 and row.right > high - 1
        after += 1
    telling = any(_RIGHT_HEAD.search(row.text) or _LEFT_FOOT.match(row.text) for row in rows[index:after])
    if both < 2 and not telling:
        return index, 0.0
    if not telling:
        return _last_of_both(rows, index, after, low, high), (low + high) / 2
    return after, (low + high) / 2


def _alone(row: Row) -> bool:
    """Nothing stands apart from the rest of the row."""
    return all(after.left - before.right < min(row.height, 16.0) for before, after in pairwise(row.segments))


def _opens_right(row: Row, page: Layout) -> bool:
    """Alone on the right in capitals, as the first line of a signature."""
    return _alone(row) and row.left > 0.35 * page.width and row.text.isupper() and not _is_title(row, page)


def _is_title(row: Row, page: Layout) -> bool:
    """Alone in the middle of the page, or the name of a type of document: no part of a column."""
    centred = abs((row.left + row.right) / 2 - page.width / 2) < 0.04 * page.width
    return row.text.rstrip(": ") in TYPE_NAMES or (centred and _alone(row))


def _last_of_both(rows: list[Row], index: int, after: int, low: float, high: float) -> int:
    """Rows that stand on one side only and end the block may be plain text again."""
    while after > index + 1 and not (rows[after - 1].left < low + 1 and rows[after - 1].right > high - 1):
        after -= 1
    return after


def _gap(row: Row, page: Layout) -> tuple[float, float] | None:
    """The widest gap of a row, around the middle of the page, where two columns may part."""
    if len(row.segments) < 2:
        return None
    telling = _RIGHT_HEAD.search(row.text) or _LEFT_FOOT.match(row.text)
    least = (_NARROW_GAP if telling else _WIDE_GAP) * min(row.height, 16.0)
    best: tuple[float, float] | None = None
    reach = row.segments[0].right
    for segment in row.segments[1:]:
        inside = reach < 0.75 * page.width and segment.left > 0.25 * page.width
        if segment.left - reach >= least and inside and (best is None or segment.left - reach > best[1] - best[0]):
            best = (reach, segment.left)
        reach = max(reach, segment.right)
    return best


def _narrowed(row: Row, low: float, high: float) -> tuple[float, float] | None:
    """The gap that is left when this row joins the block; None where a word of it stands in the way."""
    middle = (low + high) / 2
    for segment in row.segments:
        if (segment.left + segment.right) / 2 < middle:
            low = max(low, segment.right)
        else:
            high = min(high, segment.left)
    return (low, high) if high - low >= _NARROW_GAP * min(row.height, 16.0) else None


class _Margins:
    """Where lines usually begin and end on this page, and how far apart they stand."""

    def __init__(self, rows: list[Row], page: Layout) -> None:
        lefts = sorted(row.left for row in rows) or [0.0]
        self.left = lefts[len(lefts) // 10]
        rights = sorted(row.right for row in rows) or [page.width]
        self.right = rights[int(len(rights) * 0.8)]
        steps = [below.top - above.top for above, below in pairwise(rows)]
        self.step = median(steps) if steps else 20.0
        flush = sum(row.left - self.left < _INDENT / 2 for row in rows)
        self.indents_first = flush >= 0.3 * max(len(rows), 1)

    def begins(self, before: Row, row: Row) -> bool:
        """Whether a paragraph begins with this row."""
        if row.top - before.top > 1.35 * self.step or before.right < self.right - 0.12 * (self.right - self.left):
            return True
        indented = row.left - self.left > _INDENT
        same = abs(row.left - before.left) < 3
        return indented and self.indents_first and (same or before.left - self.left < _INDENT)
