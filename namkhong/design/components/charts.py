"""Charts drawn on the server from plain lists, with sizes as SVG attributes and the numbers always in words too."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import ceil, floor, log10
from typing import Any

from namkhong.design.components.panels import Number, shown
from namkhong.design.components.status import percent


@dataclass(frozen=True, slots=True)
class Bar:
    """A bar: `value` None means not stated; `mark` is a short remark in words ("cao nhất")."""

    label: str
    value: Number | None
    mark: str = ""


def bar_chart(title: str, bars: Sequence[Bar], unit: str = "", note: str = "", full: float = 0) -> dict[str, Any]:
    """Lying bars from zero, each with its label and number as text. Values must not be negative.

    The whole width stands for `full` (100 for shares), or else for the largest value.
    """
    top = full or max((float(bar.value) for bar in bars if bar.value is not None), default=0.0)
    drawn = [
        {
            "bar": bar,
            "width": None if bar.value is None else f"{percent(float(bar.value), top):.1f}",
            "value": None if bar.value is None else shown(bar.value),
        }
        for bar in bars
    ]
    return {"title": title, "bars": drawn, "unit": unit, "note": note}


@dataclass(frozen=True, slots=True)
class Band:
    """The zone a target asks for, from `low` to `high`, in the unit of the series."""

    low: Number
    high: Number
    label: str = "Mục tiêu"


HEIGHT, ABOVE, BELOW = 240, 28, 34
LEFT, RIGHT = 7.0, 93.0


def line_chart(
    title: str,
    points: Sequence[tuple[str, Number | None]],
    unit: str = "",
    band: Band | None = None,
    note: str = "",
) -> dict[str, Any]:
    """A yearly series as a line, the target as a band; a year without a figure leaves a gap and is named.

    `points` are (label, value). Widths are in percent so that letters keep their size on a phone.
    """
    known = [float(value) for _, value in points if value is not None]
    if band:
        known += [float(band.low), float(band.high)]
    ticks = _ticks(known)
    low, high = ticks[0], ticks[-1]
    step = (RIGHT - LEFT) / max(1, len(points) - 1)
    drawn = [
        {
            "label": label,
            "x": f"{LEFT + i * step:.2f}",
            "y": None if value is None else _y(float(value), low, high),
            "value": None if value is None else shown(value),
            "value_y": None if value is None else _y(float(value), low, high) - 12,
        }
        for i, (label, value) in enumerate(points)
    ]
    return {
        "title": title,
        "points": drawn,
        "segments": [(a, b) for a, b in pairwise(drawn) if a["y"] is not None and b["y"] is not None],
        "grid": [{"y": _y(at, low, high), "value": shown(at)} for at in ticks],
        "band": _band(band, low, high),
        "unit": unit,
        "note": note,
        "height": HEIGHT,
        "floor": HEIGHT - BELOW,
        "label_y": HEIGHT - 10,
    }


def _ticks(values: Sequence[float]) -> list[float]:
    """Three to six round numbers around the values; from zero unless they all lie far from it."""
    low, high = (min(values), max(values)) if values else (0.0, 1.0)
    if 0 <= low <= 2 * (high - low) or low == high >= 0:
        low = 0.0
    rough = (high - low or 1.0) / 4
    power = 10.0 ** floor(log10(rough))
    step = next(power * nice for nice in (1, 2, 2.5, 5, 10) if power * nice >= rough)
    first, last = floor(low / step), ceil(high / step)
    return [round(at * step, 6) for at in range(first, max(last, first + 1) + 1)]


def _y(value: float, low: float, high: float) -> int:
    return round(ABOVE + (high - value) / (high - low) * (HEIGHT - ABOVE - BELOW))


def _band(band: Band | None, low: float, high: float) -> dict[str, Any] | None:
    if band is None:
        return None
    top, bottom = _y(float(band.high), low, high), _y(float(band.low), low, high)
    words = f"{band.label}: {shown(band.low)} – {shown(band.high)}"
    return {"y": top, "height": max(2, bottom - top), "edges": (top, bottom), "words": words}
