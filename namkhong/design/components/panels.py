"""Cards, figures, steps, events, comparison, quotes and the tree of units."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django.utils.formats import number_format
from django.utils.safestring import SafeString

from namkhong.design.components.status import checked_tone, due

Number = int | float | Decimal


def shown(value: Number, places: int | None = None) -> str:
    """A number as Vietnamese offices write it: 1.234,5. Without `places` idle zeros after the comma are left out."""
    number = Decimal(str(value))
    if places is not None:
        number = round(number, places)
    elif number == number.to_integral_value():
        number = number.to_integral_value()
    else:
        number = number.normalize()
    return number_format(number, force_grouping=True)


def waiting(
    label: str,
    url: str,
    detail: str = "",
    unit_name: str = "",
    due_on: date | None = None,
    on: date | None = None,
    state: str = "",
) -> dict[str, Any]:
    """One thing that waits for the reader, a list item of `<ul class="waiting-list">`.

    With `on` (today) the due day is told in words; `state` is one of `STATUSES` and adds its tag.
    """
    standing = due(due_on, on) if on else None
    return {
        "label": label,
        "url": url,
        "detail": detail,
        "unit_name": unit_name,
        "due_on": due_on,
        "on": on,
        "state": state,
        "tone": standing["tone"] if standing else "brand",
    }


def figure(
    label: str,
    value: Number | None,
    unit: str = "",
    change: Number | None = None,
    change_unit: str = "",
    better: str = "",
    note: str = "",
    url: str = "",
) -> dict[str, Any]:
    """A key figure with its change against last year.

    `value` None means nobody has stated it (0 is a value). `better` is "up" or "down": which way is good news.
    """
    return {
        "label": label,
        "value": None if value is None else shown(value),
        "unit": unit,
        "note": note,
        "url": url,
        "change": None if change is None else _change(change, change_unit, better),
    }


def _change(change: Number, unit: str, better: str) -> dict[str, str]:
    way = "up" if change > 0 else "down" if change < 0 else "level"
    if way == "level":
        return {"words": "Không đổi so với năm trước", "icon": way, "tone": "quiet"}
    by = shown(change if change > 0 else -change)
    words = f"{'Tăng' if way == 'up' else 'Giảm'} {by}{_spaced(unit)} so với năm trước"
    tone = "quiet" if not better else "good" if better == way else "danger"
    return {"words": words, "icon": way, "tone": tone}


def _spaced(unit: str) -> str:
    return unit if unit.startswith("%") or not unit else f" {unit}"


@dataclass(frozen=True, slots=True)
class Stat:
    """One figure of a strip; `value` None means not stated."""

    label: str
    value: Number | None
    url: str = ""


def stat_strip(items: Sequence[Stat]) -> dict[str, Any]:
    """A few figures side by side."""
    return {"items": [{"stat": item, "value": None if item.value is None else shown(item.value)} for item in items]}


@dataclass(frozen=True, slots=True)
class Step:
    """A step of a piece of work; `state` is "done", "now" or "later"."""

    label: str
    state: str = "later"
    note: str = ""
    url: str = ""


def stepper(items: Sequence[Step]) -> dict[str, Any]:
    """The steps of a piece of work and where it stands."""
    return {"items": items}


@dataclass(frozen=True, slots=True)
class Happening:
    """One line of a story: when, what, by whom, and what was said about it."""

    at: datetime
    text: str
    by: str = ""
    detail: str = ""
    tone: str = "quiet"


def timeline(items: Sequence[Happening]) -> dict[str, Any]:
    """What happened, in the order given."""
    return {"items": items}


def compare(content: SafeString) -> dict[str, Any]:
    """Two `side` blocks next to each other, one below the other on a phone."""
    return {"content": content}


def side(content: SafeString, title: str) -> dict[str, Any]:
    """One side of a `compare`."""
    return {"content": content, "title": title}


SURENESS = {
    "high": ("Chắc chắn", "good", "check"),
    "middle": ("Nên xem lại", "warn", "alert"),
    "low": ("Chưa chắc, cần kiểm tra", "danger", "stop"),
}


def quote(text: str, source: str = "", sure: str = "", url: str = "") -> dict[str, Any]:
    """A sentence of a document, where it stands, and how sure the reading is ("high", "middle", "low").

    Raises: KeyError for another degree.
    """
    mark = None
    if sure:
        label, tone, icon = SURENESS[sure]
        mark = {"label": label, "tone": tone, "icon": icon}
    return {"text": text, "source": source, "mark": mark, "url": url}


@dataclass(frozen=True, slots=True)
class UnitNode:
    """A unit in a tree: its status (one of `STATUSES` or empty), a note, and the units below it."""

    name: str
    status: str = ""
    note: str = ""
    url: str = ""
    children: "Sequence[UnitNode]" = field(default_factory=tuple)
    open: bool = False


def unit_tree(nodes: Sequence[UnitNode]) -> dict[str, Any]:
    """Units and the units below them, each with its status; branches open and close without JavaScript."""
    return {"nodes": nodes}


def empty_state(
    title: str, text: str = "", action: str = "", url: str = "", icon: str = "check-circle"
) -> dict[str, Any]:
    """What to say where a list is empty, and what can be done."""
    return {"title": title, "text": text, "action": action, "url": url, "icon": icon}


def card(content: SafeString, title: str = "") -> dict[str, Any]:
    """A raised box around things that belong together."""
    return {"content": content, "title": title}


def confirm(content: SafeString, title: str, tone: str = "warn") -> dict[str, Any]:
    """The box of a page that asks before something is done: what will happen, then the form with its buttons."""
    return {"content": content, "title": title, "tone": checked_tone(tone)}
