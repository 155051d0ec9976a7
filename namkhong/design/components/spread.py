"""How things are spread: over a scale, a table of shares, tiles. Drawn on the server, the numbers in words too."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from namkhong.design.components.panels import Number, shown
from namkhong.design.components.status import percent

HEIGHT, ABOVE, BELOW = 220, 44, 30
LEFT, WIDE = 2.0, 96.0
GAP = 0.12
"""White between two bars, as a part of the width of one."""
LABELS = 11
"""More labels than this would run into one another on a phone."""


@dataclass(frozen=True, slots=True)
class Bin:
    """One stretch of the scale, from `low` up to the next one, and how many fall into it."""

    low: Number
    count: int


@dataclass(frozen=True, slots=True)
class ScaleEdge:
    """A border on the scale and what begins there; `count` is how many stand between it and the next one above."""

    at: Number
    label: str
    count: int | None = None


def histogram(
    title: str, bins: Sequence[Bin], step: Number, edges: Sequence[ScaleEdge] = (), unit: str = "", note: str = ""
) -> dict[str, Any]:
    """How many stand where on a scale. `bins` follow one another, each `step` wide; `edges` are drawn as lines.

    Raises: ValueError where there is no bin.
    """
    if not bins:
        raise ValueError("a histogram needs a stretch")
    first, most = float(bins[0].low), max(bin_.count for bin_ in bins)
    last = float(bins[-1].low) + float(step)

    def at(value: Number) -> str:
        return f"{LEFT + WIDE * percent(float(value) - first, last - first) / 100:.2f}"

    every = -(-len(bins) // LABELS)
    return {
        "title": title,
        "bins": _bars(bins, float(step), most),
        "ticks": [{"x": at(bin_.low), "value": shown(bin_.low)} for bin_ in bins[::every]],
        "edges": [
            {"x": at(edge.at), "value": shown(edge.at), "label": edge.label, "count": edge.count} for edge in edges
        ],
        "unit": unit,
        "note": note,
        "height": HEIGHT,
        "floor": HEIGHT - BELOW,
        "label_y": HEIGHT - 8,
        "above": ABOVE - 24,
    }


def _bars(bins: Sequence[Bin], step: float, most: int) -> list[dict[str, Any]]:
    width = WIDE / len(bins)
    drawn = [
        {
            "x": f"{LEFT + width * (place + GAP / 2):.2f}",
            "width": f"{width * (1 - GAP):.2f}",
            "middle": f"{LEFT + width * (place + 0.5):.2f}",
            "y": HEIGHT - BELOW - _tall(bin_.count, most),
            "height": _tall(bin_.count, most),
            "count": bin_.count,
            "value": shown(bin_.count),
            "range": f"{shown(bin_.low)} – dưới {shown(float(bin_.low) + step)}",
        }
        for place, bin_ in enumerate(bins)
    ]
    drawn[-1]["range"] = f"{shown(bins[-1].low)} – {shown(float(bins[-1].low) + step)}"
    return drawn


def _tall(count: int, most: int) -> int:
    """Something that is there is always seen."""
    return max(2, round((HEIGHT - ABOVE - BELOW) * count / most)) if count else 0


TONES = ((90, "full"), (70, "good"), (50, "fair"), (0, "low"))
"""From how many per cent on a cell of a heat grid has which look."""


@dataclass(frozen=True, slots=True)
class HeatHead:
    """A column of a heat grid: its short name, and what it stands for."""

    label: str
    title: str


@dataclass(frozen=True, slots=True)
class HeatRow:
    """A row of a heat grid: percentages in the order of the columns, None where nothing is stated."""

    label: str
    cells: Sequence[Number | None]
    url: str = ""


def heat_grid(title: str, heads: Sequence[HeatHead], rows: Sequence[HeatRow], note: str = "") -> dict[str, Any]:
    """Shares of many things at many places, each as a number on a coloured ground. The key says what the colours mean.

    Raises: ValueError where a row has not as many cells as there are columns.
    """
    if any(len(row.cells) != len(heads) for row in rows):
        raise ValueError("a row of a heat grid has a cell for every column")
    drawn = [
        {
            "row": row,
            "cells": [
                {"head": head, "value": None if cell is None else shown(cell, 0), "tone": _tone(cell)}
                for head, cell in zip(heads, row.cells, strict=True)
            ],
        }
        for row in rows
    ]
    return {"title": title, "heads": heads, "rows": drawn, "note": note, "key": HEAT_KEY}


HEAT_KEY = [("full", "từ 90 %"), ("good", "70 – dưới 90 %"), ("fair", "50 – dưới 70 %"), ("low", "dưới 50 %")]


def _tone(cell: Number | None) -> str:
    if cell is None:
        return "none"
    return next((tone for least, tone in TONES if cell >= least), "low")


@dataclass(frozen=True, slots=True)
class Tile:
    """One place: its name, its main figure (None: not stated), a share in per cent by which it is coloured.

    `place` is its row and column on a map of tiles (see `ROWS` and `COLUMNS`), and `title` its name in full there.
    """

    label: str
    value: Number | None
    share: Number | None = None
    note: str = ""
    url: str = ""
    place: tuple[int, int] | None = None
    title: str = ""


ROWS, COLUMNS = 18, 5
"""As large as a map of tiles may be; its style has a rule for each row and column."""


def tile_map(title: str, tiles: Sequence[Tile], note: str = "", places: int = 1) -> dict[str, Any]:
    """Places side by side as tiles, coloured by share, each with its figure and a way to what lies below it.

    Where every tile has a place they lie as on a map. Raises: ValueError for a place outside of it.
    """
    lying = [tile.place for tile in tiles if tile.place]
    if any(not (1 <= row <= ROWS and 1 <= column <= COLUMNS) for row, column in lying):
        raise ValueError(f"a map of tiles has {ROWS} rows and {COLUMNS} columns")
    drawn = [
        {"tile": tile, "value": None if tile.value is None else shown(tile.value, places), "tone": _tone(tile.share)}
        for tile in tiles
    ]
    on_map = bool(tiles) and len(lying) == len(tiles)
    return {"title": title, "tiles": drawn, "note": note, "key": HEAT_KEY, "on_map": on_map}
