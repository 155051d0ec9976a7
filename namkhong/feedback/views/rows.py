"""The units directly below, side by side: sorted as asked, in groups instead of ranks, as a table or as tiles."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest
from django.urls import reverse

from namkhong.design.components.spread import Tile
from namkhong.design.components.tables import PAGE, SORT, Tab, link, sort_columns
from namkhong.feedback.models import Edition
from namkhong.feedback.queries.published import Below, Summed, summed_below, units_below
from namkhong.feedback.rules.places import PLACES, on_map, short_name
from namkhong.feedback.rules.statistics import Say
from namkhong.feedback.rules.tiers import Standing, standings
from namkhong.feedback.states import Evidence
from namkhong.feedback.views.said import Said
from namkhong.foundation.numbers import show_decimal

AT_ONCE = 200


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A unit directly below, what is said of it, and how it stands to its sisters."""

    below: Below
    said: Said
    standing: Standing | None

    @property
    def note(self) -> str:
        """What stands on its tile below the share."""
        if self.below.elsewhere:
            return f"xem tuyến {self.below.elsewhere}"
        if self.said.percent is None:
            return {"nothing": "quá ít ý kiến", "none": "chưa có ý kiến"}.get(self.said.told, "chưa đủ mẫu")
        low, high = self.said.interval
        return f"{show_decimal(low)}–{show_decimal(high)} % · {show_decimal(self.said.sum.share.answered)} ý kiến"


def rows_below(unit: int, line: str, on: date, editions: Sequence[Edition], kind: Evidence) -> list[UnitRow]:
    """Every unit directly below with what was published of it, in order of names."""
    sums = summed_below(unit, editions, kind)
    return joined(units_below(unit, line, on, sums), sums, kind)


def joined(units: Sequence[Below], sums: Mapping[int, Summed], kind: Evidence) -> list[UnitRow]:
    """Units with their figures and their standing among one another."""
    found = standings({unit: each.share for unit, each in sums.items()})
    return [UnitRow(row, Said(kind, sums.get(row.unit, Summed())), found.get(row.unit)) for row in units]


_KEYS: dict[str, Callable[[UnitRow], float]] = {
    "so": lambda row: row.said.sum.share.answered,
    "hl": lambda row: row.said.sum.share.value if row.said.sum.share.say is Say.SHARE else -1.0,
    "nhom": lambda row: row.standing.tier if row.standing else 1e9,
}


def page_of(request: HttpRequest, rows: list[UnitRow], *, tiles: bool, page: str) -> dict[str, Any]:
    """One page of the rows as the template wants it; `page` names the address of a unit's own page."""
    query = request.GET.dict()
    wish = query.get(SORT, "")
    if wish.lstrip("-") in _KEYS:
        rows = sorted(rows, key=_KEYS[wish.lstrip("-")], reverse=wish.startswith("-"))
    elif wish == "-ten":
        rows = rows[::-1]
    kept = {key: value for key, value in query.items() if key in ("nam", "ky", "loai")}
    part = Paginator(rows, AT_ONCE).get_page(query.get(PAGE))
    provinces = on_map([row.below.name for row in rows])
    return {
        "rows": part,
        "columns": sort_columns(
            [("ten", "Đơn vị"), ("so", "Ý kiến được tính:number"), ("hl", "Hài lòng"), ("nhom", "Nhóm")], query
        ),
        "groups": max((row.standing.tier for row in rows if row.standing), default=0),
        "tiles": _tiles(part, provinces, page, kept) if tiles else [],
        "views": [
            Tab("Bảng", link(query, xem="", **{PAGE: ""}), not tiles),
            Tab("Bản đồ" if provinces else "Ô màu", link(query, xem="o", **{PAGE: ""}), tiles),
        ],
        "kept": link(kept),
        "query": query,
    }


def _tiles(rows: Iterable[UnitRow], provinces: list[str] | None, page: str, kept: Mapping[str, str]) -> list[Tile]:
    """A tile for each unit; where they are the provinces, it lies where its province does."""
    tiles = [_tile(row, page, kept) for row in rows]
    if provinces is None:
        return tiles
    return [
        replace(tile, label=short_name(province), place=PLACES[province], title=tile.label)
        for tile, province in zip(tiles, provinces, strict=True)
    ]


def _tile(row: UnitRow, page: str, kept: Mapping[str, str]) -> Tile:
    percent = row.said.percent
    return Tile(row.below.name, percent, percent, row.note, reverse(page, args=[row.below.unit]) + link(kept))
