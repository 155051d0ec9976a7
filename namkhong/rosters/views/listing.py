"""Lists brought in before, one list as it stands, its bar, its marked copy, the empty tables to fill in."""

import io

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.foundation.clock import now, today
from namkhong.journal.models import Progress
from namkhong.journal.queries import fallen_silent
from namkhong.papers.sending import send
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb
from namkhong.rosters import policies
from namkhong.rosters.actions import why_not
from namkhong.rosters.columns import COLUMNS
from namkhong.rosters.forms import LoadForm
from namkhong.rosters.models import Roster
from namkhong.rosters.sheets.writing import write_template
from namkhong.rosters.states import RosterKind, RosterState
from namkhong.rosters.views.showing import checked_figures, loaded_figures, mistakes_of, steps
from namkhong.rosters.views.steps import own_roster
from namkhong.units.states import Line, UnitKind

PAGE_SIZE = 30
_WORKING = (RosterState.MATCHED, RosterState.LOADING)
_FILES = {RosterKind.STAFF: "mau-danh-sach-nguoi.xlsx", RosterKind.UNITS: "mau-danh-sach-don-vi.xlsx"}


@entered_with(Verb.MANAGE_STAFF)
def index(request: HttpRequest) -> HttpResponse:
    """Lists of my units, the newest first."""
    person, on = person_in(request).pk, today()
    if not policies.registers_of(person, on).exists():
        raise Http404
    page = Paginator(policies.visible_rosters(person, on), PAGE_SIZE).get_page(request.GET.get("trang"))
    return render(request, "rosters/index.html", {"page": page})


@entered_with(Verb.MANAGE_STAFF)
def roster(request: HttpRequest, pk: int) -> HttpResponse:
    """One list: to be matched, being worked on, checked, or ended."""
    row = own_roster(request, pk)
    if row.state == RosterState.UPLOADED:
        return redirect("rosters:match", pk)
    if row.state in _WORKING:
        return _working(request, row)
    if row.state == RosterState.CHECKED:
        context = {"figures": checked_figures(row), "mistakes": mistakes_of(row), "form": LoadForm(row)}
        broken = _bar_of(row)
        context |= {"steps": steps(2), "roster": row, "failure": broken.failure if broken else ""}
        return render(request, "rosters/checked.html", context)
    loaded = row.state == RosterState.LOADED
    why = why_not(row) if loaded else ""
    context = {"roster": row, "figures": loaded_figures(row), "loaded": loaded, "why_not": why}
    return render(request, "rosters/ended.html", context)


def _working(request: HttpRequest, row: Roster) -> HttpResponse:
    bar = _bar_of(row)
    context = {"roster": row, "bar": bar, "loading": row.state == RosterState.LOADING, "steps": steps(2)}
    context["silent"] = bar is not None and fallen_silent(bar, now())
    context["stopped"] = bar is None or bar.ended_at is not None or context["silent"]
    return render(request, "rosters/working.html", context)


def _bar_of(row: Roster) -> Progress | None:
    return Progress.objects.filter(pk=row.progress_id).first() if row.progress_id else None


@entered_with(Verb.MANAGE_STAFF)
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for every two seconds; when the work has ended, or has
    not been heard of for long, the whole page is loaded again.
    """
    row = own_roster(request, pk)
    progress = _bar_of(row)
    if progress is None:
        raise Http404
    response = render(request, "rosters/bar.html", {"bar": progress, "roster": row})
    if progress.ended_at or fallen_silent(progress, now()):
        response.headers["HX-Redirect"] = reverse("rosters:roster", args=[pk])
    return response


@entered_with(Verb.MANAGE_STAFF)
def marked(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The person's own table with a column for what is wrong."""
    row = own_roster(request, pk)
    if row.marked is None:
        raise Http404
    return send(row.marked)


@entered_with(Verb.MANAGE_STAFF)
def template(request: HttpRequest, kind: str) -> HttpResponse:
    """An empty table to fill in, with its explanations."""
    if kind not in COLUMNS or not policies.registers_of(person_in(request).pk, today()).exists():
        raise Http404
    choices = {}
    if kind == RosterKind.UNITS:
        choices = {"Loại đơn vị": [str(unit.label) for unit in UnitKind], "Tuyến": [str(line.label) for line in Line]}
    out = io.BytesIO()
    write_template(out, COLUMNS[kind], choices)
    answer = HttpResponse(out.getvalue(), "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet")
    answer["Content-Disposition"] = f'attachment; filename="{_FILES[RosterKind(kind)]}"'
    return answer
