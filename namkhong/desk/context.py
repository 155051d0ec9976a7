"""What every page shows around its content: the person, the navigation, the day."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from namkhong import __version__
from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import today
from namkhong.foundation.days import show_day
from namkhong.journal.queries import unread_count
from namkhong.people.kept import owner_mark
from namkhong.people.policies import own_units, superior_units
from namkhong.people.queries import units_of
from namkhong.people.rules import Verb


@dataclass(frozen=True, slots=True)
class NavigationItem:
    """One entry of the main navigation."""

    label: str
    url: str
    current: bool
    icon: str


_ITEMS = [
    ("Việc của tôi", "home", ["desk:home"]),
    ("Cuộc vận động", "flag", ["campaigns:index"]),
    ("Cam kết", "pencil", ["pledges:index"]),
    ("Thi đua", "scale", ["scoring:index", "registrations:index", "criteria:index"]),
    ("Kế hoạch", "list", ["plans:index", "cascade:index"]),
    ("Báo cáo", "chart", ["reports:index"]),
    ("Ý kiến", "voice", ["feedback:index", "redress:index"]),
    ("Văn bản", "file", ["papers:index"]),
]
"""Label, icon, and the pages it stands for: it leads to the first, and is marked on all and on those below them."""

_FOR_THOSE_WHO = {"Ý kiến": Verb.READ_FEEDBACK}
"""Entries that are shown only to whoever may do something."""


_SISTERS = [
    [
        ("Chấm điểm, xếp loại", "scoring:index"),
        ("Đăng ký thi đua", "registrations:index"),
        ("Bộ tiêu chí", "criteria:index"),
    ],
    [("Ý kiến chấm điểm", "feedback:index"), ("Phản ánh", "redress:index")],
]
"""Pages that stand side by side under one entry of the navigation, for whoever has anything to do with them."""


_FOOTER = [("Quy định đang áp dụng", "law:index"), ("Ai được làm gì", "people:permissions")]


def page(request: HttpRequest) -> dict[str, Any]:
    """Template variables of the page frame."""
    person = getattr(request, "person", None)
    fixed = settings.FIXED_TODAY
    frame: dict[str, Any] = {
        "version": __version__,
        "fixed_today": f"Dữ liệu mẫu, tính như hôm nay là ngày {show_day(fixed)}." if fixed else "",
        "person": person,
        "navigation": [],
        "sisters": [],
    }
    if person is not None:
        frame["navigation"] = _navigation(person.pk, request.path)
        frame["sisters"] = _sisters(request.path)
        frame["unit_name"] = ", ".join(unit.brief for unit in units_of(person.pk, today()))
        frame["unread_notices"] = unread_count(person.pk)
        frame["footer_links"] = _footer(person.pk)
        frame["notices_url"] = reverse("desk:notices")
        frame["form_owner"] = owner_mark(person.pk)
    return frame


def _footer(person: int) -> list[dict[str, str]]:
    links = [*_FOOTER]
    if own_units(person, Verb.READ_STAFF, today()):
        links.append(("Tìm người", "people:find"))
    if own_units(person, Verb.MANAGE_STAFF, today()):
        links.append(("Nạp danh sách", "rosters:index"))
    if superior_units(person, Verb.REORGANISE, today()):
        links.append(("Sắp xếp đơn vị", "reorganisations:index"))
    if superior_units(person, Verb.MANAGE_ACCOUNTS, today()):
        links.append(("Người và đơn vị", "people:accounts"))
    return [{"label": label, "url": reverse(name)} for label, name in links]


def _sisters(here: str) -> list[Tab]:
    """The pages beside this one, where it is one of those that stand side by side."""
    for group in _SISTERS:
        rows = [Tab(label, reverse(name), here == reverse(name)) for label, name in group]
        if any(row.current for row in rows):
            return rows
    return []


def _navigation(person: int, here: str) -> list[NavigationItem]:
    items = []
    for label, icon, names in _ITEMS:
        if (verb := _FOR_THOSE_WHO.get(label)) and not own_units(person, verb, today()):
            continue
        urls = [reverse(name) for name in names]
        current = any(here == url or (url != "/" and here.startswith(url)) for url in urls)
        items.append(NavigationItem(label, urls[0], current, icon))
    return items
