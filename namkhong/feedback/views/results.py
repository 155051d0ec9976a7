"""Ratings for those who are signed in: a unit month by month, its points, the units directly below side by side."""

from datetime import date

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from namkhong.design.components.tables import Tab, link
from namkhong.feedback import queries
from namkhong.feedback.queries.published import Below, Summed
from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.states import Evidence
from namkhong.feedback.views.rows import joined, page_of
from namkhong.feedback.views.said import Said
from namkhong.feedback.views.screens import screens_of
from namkhong.feedback.views.showing import factor_bars, figure_rows
from namkhong.foundation.clock import today
from namkhong.foundation.months import month_bounds, month_of, months_later
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, require, signed_in
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Unit
from namkhong.units.queries import lines_of


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """My units, each with a way to its ratings."""
    person, on = person_in(request).pk, today()
    units = Unit.objects.filter(pk__in=own_units(person, Verb.READ_FEEDBACK, on)).order_by("sort_name", "pk")
    judges = bool(superior_units(person, Verb.JUDGE_RATINGS, on))
    waiting = queries.waiting_appeals(person, on).count() if judges else 0
    return render(request, "feedback/index.html", {"units": units, "judges": judges, "waiting": waiting})


@entered_with(Verb.READ_FEEDBACK)
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """A unit's year, in sum, month by month and class by class."""
    row, on, person = get_object_or_404(Unit, pk=unit), today(), person_in(request).pk
    require(request, Verb.READ_FEEDBACK, unit)
    year = _year(request, on)
    found = queries.month_figures(unit, year * 100 + 1, year * 100 + 12)
    context = {
        "unit": row,
        "months": [(month, _by_class(found.get(year * 100 + month, {}))) for month in range(1, 13)],
        "said": [_said(kind, [each[kind] for each in found.values() if kind in each]) for kind in Evidence],
        "year": year,
        "screens": screens_of(unit, "unit"),
        "tabs": _years(year, on),
        "draws": may(person, Verb.DRAW_SAMPLE, unit, on),
        "keeps": may(person, Verb.KEEP_POINTS, unit, on),
        "aims": may(person, Verb.SET_RATING_TARGET, unit, on),
        "line": next((line for line in lines_of(unit, on) if queries.has_units_below(unit, line, on)), ""),
    }
    return render(request, "feedback/unit.html", context)


@entered_with(Verb.READ_FEEDBACK)
def below(request: HttpRequest, unit: int) -> HttpResponse:
    """The units directly below, one class, one year, side by side."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_FEEDBACK, unit)
    year, line = _year(request, on), request.GET.get("tuyen", "")
    line = line or next(iter(lines_of(unit, on)), "")
    kind = _class(request)
    figures = queries.children_figures(unit, line, on, year * 100 + 1, year * 100 + 12, kind)
    sums = {each.unit: Summed(each.counts.share, each.counts.aside) for each in figures}
    rows = joined([Below(each.unit, each.name, "") for each in figures], sums, kind)
    tabs = [Tab(each.label, f"?nam={year}&loai={each}&tuyen={line}", each == kind) for each in Evidence]
    tiles = request.GET.get("xem") == "o"
    context = {"unit": row, "year": year, "kind": kind, "tabs": tabs}
    context |= page_of(request, rows, tiles=tiles, page="feedback:unit")
    return render(request, "feedback/below.html", context)


@entered_with(Verb.READ_FEEDBACK)
def by_point(request: HttpRequest, unit: int) -> HttpResponse:
    """The points of a unit in one month, class by class."""
    row, this = get_object_or_404(Unit, pk=unit), month_of(today())
    require(request, Verb.READ_FEEDBACK, unit)
    months = [months_later(this, -back) for back in range(12)]
    asked = whole_number(request.GET.get("thang", ""), 6)
    month = asked if asked in months else this
    figures = queries.point_figures(unit, *month_bounds(month))
    context = {
        "unit": row,
        "year": month // 100,
        "month": month % 100,
        "points": [(each.point, _by_class(each.counts)) for each in figures],
        "tabs": [Tab(f"{at % 100}/{at // 100}", link({}, thang=str(at)), at == month) for at in months],
    }
    return render(request, "feedback/by_point.html", context)


@entered_with(Verb.READ_FEEDBACK)
def factors(request: HttpRequest, unit: int) -> HttpResponse:
    """What longer instruments found in a year, factor by factor, one class at a time."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_FEEDBACK, unit)
    year, kind = _year(request, on), _class(request)
    found = queries.factor_figures(unit, year * 100 + 1, year * 100 + 12, kind)
    figures = [(one, factor_bars(one), figure_rows(one)) for one in found]
    tabs = [Tab(each.label, f"?nam={year}&loai={each}", each == kind) for each in Evidence]
    years = [Tab(f"Năm {each}", f"?nam={each}&loai={kind}", each == year) for each in _offered(on)]
    context = {"unit": row, "figures": figures, "year": year, "kind": kind, "tabs": tabs, "years": years}
    return render(request, "feedback/factors.html", context)


def _by_class(found: dict[str, Counts]) -> list[tuple[Evidence, Counts]]:
    return [(kind, found.get(kind, Counts())) for kind in Evidence]


def _said(kind: Evidence, months: list[Counts]) -> Said:
    n1, n2, n3, n4, n5 = (sum(counts.scores[place] for counts in months) for place in range(5))
    return Said(kind, Summed(Counts((n1, n2, n3, n4, n5)).share, sum(counts.aside for counts in months)))


def _class(request: HttpRequest) -> Evidence:
    asked = request.GET.get("loai")
    return Evidence(asked) if asked in Evidence.values else Evidence.ONE_TIME


def _year(request: HttpRequest, on: date) -> int:
    year = whole_number(request.GET.get("nam", ""), 4)
    return year if year and 2000 <= year <= on.year else on.year


def _years(chosen: int, on: date) -> list[Tab]:
    return [Tab(f"Năm {year}", f"?nam={year}", year == chosen) for year in _offered(on)]


def _offered(on: date) -> range:
    return range(max(on.year - 2, 2000), on.year + 1)
