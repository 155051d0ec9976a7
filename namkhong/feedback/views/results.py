"""Ratings for those who are signed in: a unit month by month, and the units directly below side by side."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from namkhong.design.components.tables import Tab
from namkhong.feedback import queries
from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.states import Evidence
from namkhong.foundation.clock import today
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, require, signed_in
from namkhong.people.policies import may, own_units
from namkhong.people.rules import Verb
from namkhong.units.models import Unit
from namkhong.units.queries import lines_of


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """My units, each with a way to its ratings."""
    numbers = own_units(person_in(request).pk, Verb.READ_FEEDBACK, today())
    units = Unit.objects.filter(pk__in=numbers).order_by("sort_name", "pk")
    return render(request, "feedback/index.html", {"units": units})


@entered_with(Verb.READ_FEEDBACK)
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """A unit's year, month by month and class by class."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_FEEDBACK, unit)
    year = _year(request, on)
    found = queries.month_figures(unit, year * 100 + 1, year * 100 + 12)
    months = [
        (month, [(kind, found.get(year * 100 + month, {}).get(kind, Counts())) for kind in Evidence])
        for month in range(1, 13)
    ]
    lines = lines_of(unit, on)
    context = {
        "unit": row,
        "months": months,
        "year": year,
        "tabs": _years(year, on),
        "draws": may(person_in(request).pk, Verb.DRAW_SAMPLE, unit, on),
        "keeps": may(person_in(request).pk, Verb.KEEP_POINTS, unit, on),
        "line": next((line for line in lines if queries.has_units_below(unit, line, on)), ""),
    }
    return render(request, "feedback/unit.html", context)


@entered_with(Verb.READ_FEEDBACK)
def below(request: HttpRequest, unit: int) -> HttpResponse:
    """The units directly below, one class, one year, side by side."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_FEEDBACK, unit)
    year, line = _year(request, on), request.GET.get("tuyen", "")
    line = line or next(iter(lines_of(unit, on)), "")
    kind = Evidence(request.GET["loai"]) if request.GET.get("loai") in Evidence.values else Evidence.ONE_TIME
    figures = queries.children_figures(unit, line, on, year * 100 + 1, year * 100 + 12, kind)
    tabs = [Tab(each.label, f"?nam={year}&loai={each}&tuyen={line}", each == kind) for each in Evidence]
    context = {"unit": row, "figures": figures, "year": year, "kind": kind, "tabs": tabs}
    return render(request, "feedback/below.html", context)


def _year(request: HttpRequest, on: date) -> int:
    year = whole_number(request.GET.get("nam", ""), 4)
    return year if year and 2000 <= year <= on.year else on.year


def _years(chosen: int, on: date) -> list[Tab]:
    years = range(max(on.year - 2, 2000), on.year + 1)
    return [Tab(f"Năm {year}", f"?nam={year}", year == chosen) for year in years]
