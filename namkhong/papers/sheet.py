"""A document laid out: lines in named styles, rules, tables and side-by-side blocks, ready for any renderer.

Everything here is final text. Word and PDF are made from the same sheet, so that they cannot disagree.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from namkhong.papers.profiles import Page, Profile


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One paragraph in a style of the profile; ``label`` is set before the text ("Điều 1.", "a)", "-").

    ``keep`` holds it on the page of what follows, besides styles that always do.
    """

    style: str
    text: str
    label: str = ""
    label_bold: bool = False
    bold: bool = False
    italic: bool = False
    keep: bool = False
    item: Literal["line"] = "line"


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A solid rule under the line above it, centred, of a given length in mm."""

    length: float
    item: Literal["rule"] = "rule"


@dataclass(frozen=True, slots=True, kw_only=True)
class HeadCell:
    """A heading cell that may span columns and rows."""

    text: str
    across: int = 1
    down: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class GridRow:
    """A table row of final texts."""

    cells: tuple[str, ...]
    strong: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Grid:
    """A ruled table: column widths in mm, alignments, heading rows that repeat, rows."""

    widths: tuple[float, ...]
    aligns: tuple[str, ...]
    head: tuple[tuple[HeadCell, ...], ...]
    rows: tuple[GridRow, ...]
    item: Literal["grid"] = "grid"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pair:
    """Two columns without borders that stay together; ``left_mm`` is the width of the left one.

    ``above`` is free space over the pair, in points.
    """

    left: tuple[Line | Rule, ...]
    right: tuple[Line | Rule, ...]
    left_mm: float
    above: float = 0
    item: Literal["pair"] = "pair"


Item = Line | Rule | Grid | Pair


@dataclass(frozen=True, slots=True, kw_only=True)
class Section:
    """A run of pages with its own page numbers: the document itself, then each annex."""

    items: tuple[Item, ...]
    page: Page


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The whole document: ``heading`` for the file's title, sections in order."""

    heading: str
    profile: Profile
    sections: tuple[Section, ...]
    rule_above: float = 4  # points of free space around rules and over tables
    rule_below: float = 6
    grid_above: float = 4
