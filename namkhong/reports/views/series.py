"""A unit's figures year by year against the targets, and the figures copied from papers older than the system."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_safe

from namkhong.campaigns.models import Campaign, Stage
from namkhong.campaigns.queries import stages_of
from namkhong.design.components.tables import Tab, link
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.policies import may
from namkhong.people.rules import Verb
from namkhong.reports.actions import state_historical_year
from namkhong.reports.forms import HistoricalForm
from namkhong.reports.models import Indicator
from namkhong.reports.queries import form_of, series_now, series_of
from namkhong.reports.views.entry import crumbs, gathered
from namkhong.reports.views.look import Look
from namkhong.reports.views.series_page import MAIN, tables
from namkhong.reports.views.totals_now import carried_note

STAGE = "giai-doan"


@entered_with(Verb.READ_REPORT)
@require_safe
def series(request: HttpRequest, campaign: int, unit: int) -> HttpResponse:
    """The years of a stage."""
    found, at = gathered(request, campaign, unit)
    on = today()
    stages = stages_of(found.pk)
    stage = _stage(request, stages, on.year)
    first, last = (stage.start_year, min(stage.end_year, on.year)) if stage else (on.year - 1, on.year)
    last, look = max(first, last), Look.of(request)
    form = form_of(found)
    indicators = list(Indicator.objects.filter(form=form, key__in=MAIN)) if form else []
    years = (series_now if look.now else series_of)(at.pk, found, first, last, on)
    context = {
        "campaign": found,
        "unit": at,
        "stage": stage,
        "crumbs": crumbs(("Số liệu qua các năm", "")),
        "tabs": [
            Tab(f"{row.start_year}–{row.end_year}", link(look.asked, **{STAGE: str(row.pk)}), row == stage)
            for row in stages
        ],
        "trees": look.by_tree("", **({STAGE: str(stage.pk)} if stage else {})),
        "may_state": may(person_in(request).pk, Verb.WRITE_REPORT, at.pk, on),
        **(carried_note(found, at, years.former, on) if look.now else {}),
        **tables(found.pk, years, indicators),
    }
    return render(request, "reports/series.html", context)


@entered_with(Verb.WRITE_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def historical(request: HttpRequest, campaign: int, unit: int) -> HttpResponse:
    """Enter the figures of a year before the system was there."""
    found, at = gathered(request, campaign, unit, Verb.WRITE_REPORT)
    posted = request.method == "POST"
    sent = request.POST if posted else take_kept_form(request, person_in(request).pk)
    form = HistoricalForm(_old_indicators(found), today(), sent)
    if posted and form.is_valid():
        year, source = form.cleaned_data["year"], form.cleaned_data["source"]
        person, values = person_in(request), form.values()
        try:
            state_historical_year(campaign=found, unit=at, year=year, values=values, source=source, by=person, at=now())
        except DomainError as refusal:
            form.add_error(None, refusal.sentence)
        else:
            messages.success(request, f"Đã ghi số liệu cũ của năm {year}.")
            return redirect("reports:series", campaign, unit)
    way = crumbs(("Số liệu qua các năm", "../"), ("Nhập số liệu cũ", ""))
    context = {"campaign": found, "unit": at, "form": form, "crumbs": way, "kept": bool(sent) and not posted}
    return render(request, "reports/historical.html", context, status=422 if posted else 200)


def _stage(request: HttpRequest, stages: list[Stage], year: int) -> Stage | None:
    """The stage asked for, else the one this year falls into, else the last."""
    asked = [row for row in stages if str(row.pk) == request.GET.get(STAGE, "")]
    current = [row for row in stages if row.start_year <= year <= row.end_year]
    return next(iter([*asked, *current, *reversed(stages)]), None)


def _old_indicators(campaign: Campaign) -> list[Indicator]:
    form = form_of(campaign)
    rows = Indicator.objects.filter(form=form, key__in=HistoricalForm.KEYS) if form else Indicator.objects.none()
    return sorted(rows, key=lambda row: HistoricalForm.KEYS.index(row.key))
