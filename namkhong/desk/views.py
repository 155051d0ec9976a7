"""My work, my notices, and the page of a unit."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.template.loader import select_template
from django.urls import reverse

from namkhong.campaigns import queries as campaigns
from namkhong.campaigns.queries import Overview, Share
from namkhong.campaigns.rules import Standing
from namkhong.campaigns.states import DutyKind
from namkhong.design.components.panels import Happening
from namkhong.design.components.status import Share as Part
from namkhong.design.components.tables import Tab
from namkhong.desk import queries
from namkhong.desk.queries import Group, NoticeRow, Past
from namkhong.desk.rules import event_words
from namkhong.foundation.clock import now, today
from namkhong.foundation.numbers import whole_number
from namkhong.journal.actions import mark_read
from namkhong.journal.queries import notices_of
from namkhong.people.access import entered_with, only_posted, person_in, signed_in
from namkhong.people.policies import may, own_units
from namkhong.people.queries import head_of, posts_of
from namkhong.people.rules import Verb
from namkhong.reports.policies import may_see as may_see_return
from namkhong.reports.queries import Gathering
from namkhong.units.models import Unit

_TAGS = {
    Standing.NOT_OBLIGED: "exempt",
    Standing.ON_TIME: "done",
    Standing.EXTENDED: "done",
    Standing.LATE: "late",
    Standing.OVERDUE: "overdue",
    Standing.SOON: "soon",
    Standing.OPEN: "todo",
    Standing.NO_DAY: "todo",
}
AT_MOST = 15
"""Things shown of each group before "see all"."""

SHOWN = 5
"""Notices on the desk; the rest are on their own page."""


@dataclass(frozen=True, slots=True)
class Told:
    """A notice in words."""

    row: NoticeRow
    text: str


WORDING = (
    "campaigns",
    "registrations",
    "pledges",
    "scoring",
    "feedback",
    "reports",
    "cascade",
    "plans",
    "papers",
    "redress",
    "reorganisations",
)
"""Rooms with notices of their own."""


def _told(row: NoticeRow) -> Told:
    """The words of a notice come from the room that wrote it."""
    template = select_template([*(f"{room}/notices/{row.notice.kind}.html" for room in WORDING), "desk/notice.html"])
    return Told(row, template.render(row.words).strip())


@signed_in
def home(request: HttpRequest) -> HttpResponse:
    """What waits for me, what is new, and how far the units below are."""
    person, on = person_in(request).pk, today()
    posts = posts_of(person, on)
    returns = queries.gathered(person, on)
    unread = notices_of(person).filter(read_at=None)[:SHOWN]
    context = {
        "posts": posts,
        "today": on,
        "groups": _groups(request, person, on, {post.unit.brief for post in posts}),
        "strips": [_strip(row, returns.get(row.campaign.pk)) for row in campaigns.overview(person, on)],
        "notices": [_told(row) for row in queries.notice_rows(unread)],
        "works": bool(own_units(person, Verb.FULFIL_DUTY, on)),
    }
    return render(request, "desk/home.html", context)


def _groups(request: HttpRequest, person: int, on: date, units: set[str]) -> list[tuple[Group, int]]:
    """The groups with how many things each holds: short ones, or the one asked for in full."""
    groups, asked = [_unrepeated(group, units) for group in queries.waiting_groups(person, on)], request.GET.get("nhom")
    if any(group.key == asked for group in groups):
        return [(group, len(group.items)) for group in groups if group.key == asked]
    return [(group.shortened(AT_MOST), len(group.items)) for group in groups]


def _unrepeated(group: Group, units: set[str]) -> Group:
    """Without names a reader knows already: of the only unit he works for, or one that the label tells."""
    known = units if len(units) == 1 else set()
    items = [
        replace(item, unit_name="") if item.unit_name in known or item.unit_name in item.label else item
        for item in group.items
    ]
    return replace(group, items=tuple(items))


@dataclass(frozen=True, slots=True)
class Strip:
    """A campaign seen from above: its most telling duty as a bar, the nearest day, how many to remind and where."""

    overview: Overview
    share: Share
    parts: list[Part]
    done: int
    asked: int
    behind: int
    remind_url: str
    list_url: str


def _strip(row: Overview, returns: Gathering | None) -> Strip:
    """The yearly report tells most; without one, the duty with most units behind."""
    reports = [share for share in row.shares if share.definition and share.definition.kind == DutyKind.REPORT]
    share = max(reports or row.shares, key=lambda each: (each.overdue, each.obliged))
    if returns and (not reports or returns.obliged != share.obliged):
        returns = None
    sent = returns.submitted if returns else 0
    behind = max(share.overdue - sent, 0)
    parts = [
        Part("Đã xong đúng hạn", share.done - share.late, "good"),
        Part("Xong sau hạn", share.late, "warn"),
        Part("Đã gửi, chờ tiếp nhận", sent, "quiet"),
        Part("Còn thiếu, đã quá hạn", behind, "danger"),
        Part("Chưa đến hạn", share.waiting - max(sent - share.overdue, 0), "info"),
    ]
    remind, listed = _where_to_remind(row, share, returns)
    done, asked = sum(each.done for each in row.shares), sum(each.obliged for each in row.shares)
    shown = [part for part in parts if part.count > 0]
    return Strip(row, share, shown, done, asked, behind, remind if behind else "", listed)


def _where_to_remind(row: Overview, share: Share, returns: Gathering | None) -> tuple[str, str]:
    """Where to remind and where to look: for reports the list that knows who has sent one already."""
    if returns:
        units = reverse("reports:units", args=[row.campaign.pk, returns.period.key, returns.unit_id])
        return units, units
    where = [row.campaign.pk, share.year, share.definition.pk if share.definition else 0]
    return reverse("campaigns:remind", args=where), f"{reverse('campaigns:progress', args=where)}?tinh-trang=overdue"


@signed_in
def notices(request: HttpRequest) -> HttpResponse:
    """Everything I was told, newest first."""
    page = Paginator(notices_of(person_in(request).pk), 50).get_page(request.GET.get("trang"))
    told = [_told(row) for row in queries.notice_rows(page)]
    return render(request, "desk/notices.html", {"page": page, "notices": told})


@signed_in
@only_posted
def read(request: HttpRequest) -> HttpResponse:
    """I have seen all my notices."""
    mark_read(person=person_in(request).pk, at=now())
    return redirect("desk:home")


@entered_with(Verb.READ_UNIT)
def unit(request: HttpRequest, pk: int) -> HttpResponse:
    """A unit: its work by year, its people, who is above and below, and what happened there."""
    row, on, person = get_object_or_404(Unit, pk=pk), today(), person_in(request).pk
    if not may(person, Verb.READ_UNIT, pk, on):
        raise Http404
    years = queries.duty_years(pk)
    year = _year(request, years, on.year)
    words = request.GET.get("tim", "").strip()
    below = Paginator(queries.units_below(pk, person, words, on), 50).get_page(request.GET.get("trang"))
    context = {
        "unit": row,
        "head": head_of(pk, on),
        "superiors": queries.superiors(pk, person, on),
        "headcounts": queries.headcounts(pk),
        "tabs": [Tab(f"Năm {each}", f"?nam={each}", each == year) for each in years],
        "year": year,
        "today": on,
        "caption": f"Việc của năm {year}",
        "duties": _duties(row, year, person, on),
        "below": below,
        "words": words,
        "history": [_happening(past) for past in queries.unit_history(pk)],
    }
    return render(request, "desk/unit.html", context)


def _happening(past: Past) -> Happening:
    event = past.event
    return Happening(event.at, event_words(event.verb, event.facts), past.by, past.about)


def _year(request: HttpRequest, years: list[int], this_year: int) -> int:
    """The year asked for, else the latest one that has begun."""
    asked = whole_number(request.GET.get("nam", ""))
    if asked in years:
        return asked
    return next((year for year in years if year <= this_year), this_year)


def _duties(unit: Unit, year: int, person: int, on: date) -> list[dict[str, Any]]:
    """The duties of a year that the person may see, with how they stand, and the return where there is one."""
    returns = queries.returns_of_unit(unit.pk, year)
    returns = {duty: sheet for duty, sheet in returns.items() if may_see_return(person, sheet, on)}
    views = [campaigns.duty_view(row, on) for row in campaigns.duties_seen(unit, year, person, on)]
    return [
        {
            "view": view,
            "tag": _TAGS[view.standing],
            "label": view.standing.label,
            "sheet": returns.get(view.duty.pk),
        }
        for view in views
    ]
