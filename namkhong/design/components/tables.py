"""Tables, their sorting and paging, and tabs."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol
from urllib.parse import urlencode

from django.core.paginator import Page
from django.utils.safestring import SafeString

SORT = "sap"
PAGE = "trang"


@dataclass(frozen=True, slots=True)
class Column:
    """A column head. `sort_url` makes it a link; `sorted` is "up", "down" or empty.

    `paper` columns are there on paper only: what is filled in by hand.
    """

    label: str
    number: bool = False
    sort_url: str = ""
    sorted: str = ""
    paper: bool = False


def link(query: Mapping[str, str], **changes: str) -> str:
    """The same page with some query parameters changed; an empty value drops the parameter."""
    kept = {key: value for key, value in query.items() if key not in changes}
    return "?" + urlencode(kept | {key: value for key, value in changes.items() if value})


def sort_columns(columns: Sequence[tuple[str, str]], query: Mapping[str, str]) -> list[Column]:
    """Column heads that sort by link. `columns` are (key, label); a label ending in ":number" is right-aligned.

    The chosen key arrives as `?sap=key`, downwards as `?sap=-key`; an empty key cannot be sorted by.
    """
    chosen = query.get(SORT, "")
    heads = []
    for key, text in columns:
        plain = _column(text)
        if not key:
            heads.append(plain)
            continue
        direction = {key: "up", f"-{key}": "down"}.get(chosen, "")
        target = f"-{key}" if direction == "up" else key
        heads.append(Column(plain.label, plain.number, link(query, **{SORT: target, PAGE: ""}), direction))
    return heads


def _column(text: str) -> Column:
    label, _, kind = text.partition(":")
    return Column(label.strip(), number=kind == "number", paper=kind == "paper")


def table(
    content: SafeString, columns: str | Sequence[Column], caption: str, note: str = "", empty: str = "Chưa có dòng nào."
) -> dict[str, Any]:
    """A table whose rows are the content: `<tr>` of `<th scope="row">` and `<td data-label="…">`.

    `columns` is a list of `Column` or one string such as "Đơn vị|Số vụ:number|Ký nhận:paper". `tfoot` and `tbody` may
    be written out; bare rows are put in a body. Where there is no row the sentence `empty` is shown instead.
    """
    heads = [_column(text) for text in columns.split("|")] if isinstance(columns, str) else list(columns)
    bodied = "<tbody" in content
    return {
        "content": content,
        "columns": heads,
        "caption": caption,
        "note": note,
        "empty": "" if "<tr" in content else empty,
        "bodied": bodied,
    }


def pagination(page: "Page[Any]", query: Mapping[str, str]) -> dict[str, Any]:
    """Links to the other pages of a list; `query` (usually `request.GET`) keeps filters and sorting."""
    numbers = page.paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
    return {
        "page": page,
        "total": page.paginator.count,
        "links": [
            {
                "number": n,
                "url": link(query, **{PAGE: str(n)}) if isinstance(n, int) else "",
                "current": n == page.number,
            }
            for n in numbers
        ],
        "previous_url": link(query, **{PAGE: str(page.number - 1)}) if page.has_previous() else "",
        "next_url": link(query, **{PAGE: str(page.number + 1)}) if page.has_next() else "",
    }


class LinkItem(Protocol):
    """What navigation, tabs and the like are made of."""

    @property
    def label(self) -> str: ...
    @property
    def url(self) -> str: ...
    @property
    def current(self) -> bool: ...


@dataclass(frozen=True, slots=True)
class Tab:
    """A tab is a link to a page of its own; `count` says how many things are behind it."""

    label: str
    url: str
    current: bool = False
    count: int | None = None


def tabs(label: str, items: Sequence[Tab]) -> dict[str, Any]:
    """A row of tabs; `label` names the row for a screen reader."""
    return {"label": label, "items": items}
