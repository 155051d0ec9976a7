"""Pages of published figures for everybody: no sign-in, no cookie, the same for all, fit to be kept by caches."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.template.loader import render_to_string

from namkhong import __version__
from namkhong.design.components.tables import Tab, link
from namkhong.feedback.models import Edition
from namkhong.feedback.queries import published
from namkhong.feedback.rules.statistics import Share
from namkhong.feedback.states import PROVES, Evidence
from namkhong.feedback.views.rows import page_of, rows_below
from namkhong.feedback.views.said import Said, gaps, prior_for
from namkhong.feedback.views.trends import trend_of
from namkhong.foundation.clock import today
from namkhong.foundation.days import show_day
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import open_to_all
from namkhong.units.models import Unit
from namkhong.units.queries import ancestors, find
from namkhong.units.states import Line

SECONDS_KEPT = 600
MOST_FOUND = 50
TILES = "o"
PERIODS = {"": ("Cả năm", 1, 12)} | {str(q): (f"Quý {q}", 3 * q - 2, 3 * q) for q in range(1, 5)}

View = Callable[..., HttpResponse]


def kept_by_caches(view: View) -> View:
    """What it answers may be kept by anybody for some minutes."""

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        found = view(request, *args, **kwargs)
        found.headers["Cache-Control"] = f"public, max-age={SECONDS_KEPT}"
        return found

    return open_to_all(answer)


def shown(template: str, context: dict[str, Any]) -> HttpResponse:
    """A page made without the request, so that nothing on it can depend on who asks."""
    fixed = settings.FIXED_TODAY
    frame = {
        "version": __version__,
        "fixed_today": f"Dữ liệu mẫu, tính như hôm nay là ngày {show_day(fixed)}." if fixed else "",
    }
    return HttpResponse(render_to_string(template, frame | context))


@kept_by_caches
def start(request: HttpRequest) -> HttpResponse:
    """Where to begin: a search by name, the tops of the lines, the months that were published."""
    words = request.GET.get("tim", "").strip()[:100]
    found = list(find(words)[: MOST_FOUND + 1]) if words else []
    context = {
        "words": words,
        "found": found[:MOST_FOUND],
        "more": len(found) > MOST_FOUND,
        "tops": [(Line(line).label, line, unit) for line, unit in published.tops()],
        "editions": Edition.objects.order_by("-month", "line", "-revision")[:24],
        "classes": [(kind, PROVES[kind]) for kind in Evidence],
    }
    return shown("feedback/open/start.html", context)


@dataclass(frozen=True, slots=True)
class Asked:
    """What the address asks for: a year, a part of it, a line, a class."""

    year: int
    period: str
    line: str
    kind: Evidence

    @property
    def months(self) -> range:
        """The months as 202601 and so on."""
        _, first, last = PERIODS[self.period]
        return range(self.year * 100 + first, self.year * 100 + last + 1)


@kept_by_caches
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """What people say of a unit and everybody under it, and of the units directly below side by side."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    asked = _asked(request, unit)
    editions = [e for e in published.latest((asked.year - 1) * 100 + 1, asked.year * 100 + 12) if e.line == asked.line]
    told = published.told_of(unit, editions)
    now = [edition for edition in editions if edition.month in asked.months]
    parent = published.parent_in(unit, now)
    sisters = published.summed_below(parent, now, asked.kind) if parent else {}
    said = _said(told, asked, [sister.share for sister in sisters.values()])
    rows = rows_below(unit, asked.line, on, now, asked.kind)
    context = {
        "unit": row,
        "asked": asked,
        "line_label": Line(asked.line).label,
        "said": said,
        "gaps": gaps(said),
        "trend": trend_of(told, asked.year, asked.kind, published.target_of(unit, asked.line, on, asked.year)),
        "above": list(reversed(ancestors(unit, asked.line, on))),
        "last_month": max((edition.month_of_year for edition in now), default=0),
        "editions": now,
        **_tabs(request, asked, said),
        **page_of(request, rows, tiles=request.GET.get("xem") == TILES, page="ratings:unit"),
    }
    return shown("feedback/open/unit.html", context)


def _asked(request: HttpRequest, unit: int) -> Asked:
    get, on = request.GET, today()
    year = whole_number(get.get("nam", ""), 4)
    newest = Edition.objects.order_by("-month").values_list("month", flat=True).first()
    return Asked(
        year=year if year and 2000 <= year <= on.year else newest // 100 if newest else on.year,
        period=get.get("ky", "") if get.get("ky", "") in PERIODS else "",
        line=get["tuyen"] if get.get("tuyen") in Line.values else published.home_line(unit, on),
        kind=Evidence(get["loai"]) if get.get("loai") in Evidence.values else Evidence.ONE_TIME,
    )


def _said(told: list[published.Told], asked: Asked, sisters: list[Share]) -> list[Said]:
    """Every class; the estimate that leans on sisters only for the class they were asked for."""
    return [
        Said(
            kind,
            published.summed(row for row in told if row.evidence == kind and row.month in asked.months),
            prior_for(sisters) if kind == asked.kind else None,
        )
        for kind in Evidence
    ]


def _tabs(request: HttpRequest, asked: Asked, said: list[Said]) -> dict[str, list[Tab]]:
    query = {key: value for key, value in request.GET.dict().items() if key != "trang"}
    counts = {one.kind: one.sum.share.answered for one in said}
    years = range(max(today().year - 2, 2000), today().year + 1)
    return {
        "years": [Tab(f"Năm {year}", link(query, nam=str(year)), year == asked.year) for year in years],
        "periods": [Tab(name, link(query, ky=key), key == asked.period) for key, (name, *_) in PERIODS.items()],
        "kinds": [Tab(k.label, link(query, loai=k.value), k == asked.kind, counts[k] or None) for k in Evidence],
    }
