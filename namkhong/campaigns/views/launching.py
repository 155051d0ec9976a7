"""Launching a campaign and rolling it over to another year: counted first, asked, then done with a progress bar."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.campaigns import actions, queries
from namkhong.campaigns.forms import YearsForm
from namkhong.campaigns.models import Campaign
from namkhong.campaigns.queries import Planned
from namkhong.campaigns.rules import chain_warnings, years_to_assign
from namkhong.campaigns.states import CampaignState
from namkhong.campaigns.tasks import roll_out_years
from namkhong.campaigns.views.loading import own_campaign, sent
from namkhong.campaigns.views.showing import launch_steps
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.journal.actions import begin_progress
from namkhong.journal.models import Progress
from namkhong.journal.queries import progress_of
from namkhong.law.queries import is_working_day
from namkhong.people.access import entered_with, person_in
from namkhong.people.kept import take_kept_form
from namkhong.people.rules import Verb

AT_ONCE = 300
"""Up to so many units the work is done while the person waits; above it the background worker does it."""


@entered_with(Verb.LAUNCH_CAMPAIGN)
def launch(request: HttpRequest, pk: int) -> HttpResponse:
    """What launching would do, and doing it."""
    campaign = own_campaign(request, pk, today())
    if campaign.state != CampaignState.PREPARING:
        return redirect("campaigns:campaign", pk)
    return _rollout_page(request, campaign, _stage_years(campaign), reverse("reports:forms", args=[pk]))


@entered_with(Verb.LAUNCH_CAMPAIGN)
def assign(request: HttpRequest, pk: int) -> HttpResponse:
    """Give out another year, or give this year's duties to units that have joined since."""
    campaign = own_campaign(request, pk, today())
    if campaign.state != CampaignState.RUNNING:
        return redirect("campaigns:campaign", pk)
    latest = max([today().year, *queries.years_of(pk)])
    years = [latest + 1, *_stage_years(campaign)] if latest <= today().year else [latest, *_stage_years(campaign)]
    return _rollout_page(request, campaign, sorted(set(years), reverse=True), _campaign_url(campaign))


def _campaign_url(campaign: Campaign) -> str:
    return reverse("campaigns:campaign", args=[campaign.pk])


def _stage_years(campaign: Campaign) -> list[int]:
    stages = [(row.start_year, row.end_year, row.open_ended) for row in queries.stages_of(campaign.pk)]
    return years_to_assign(stages, today())


def _rollout_page(request: HttpRequest, campaign: Campaign, years: list[int], next_url: str) -> HttpResponse:
    kept = take_kept_form(request, person_in(request).pk) if request.method == "GET" else None
    ticked = kept.getlist("years") if kept else [str(_first_choice(campaign, years))]
    form = YearsForm(sent(request), years=years, initial={"years": ticked})
    if request.method == "POST" and form.is_valid():
        try:
            return _roll_out(request, campaign, form.chosen(), next_url)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = _counted(campaign, years) | {"campaign": campaign, "form": form, "kept": kept}
    return render(request, "campaigns/launch.html", context, status=422 if form.errors else 200)


def _first_choice(campaign: Campaign, years: list[int]) -> int:
    """What starts ticked: the next year not given out yet, at launch the running year (or the last of the plan)."""
    given = set(queries.years_of(campaign.pk))
    missing = [year for year in years if year not in given]
    return missing[0] if missing else years[0]


def _counted(campaign: Campaign, years: Sequence[int]) -> dict[str, Any]:
    """For each year how much would be given out, and the list of duties of the first choice."""
    on = today()
    plans = {year: queries.planned(campaign, year, on) for year in years}
    given = queries.given_by_year(campaign.pk)
    shown = _first_choice(campaign, list(years))
    running = campaign.state == CampaignState.RUNNING
    return {
        "year_hints": {str(year): _hint(rows, given.get(year, 0)) for year, rows in plans.items()},
        "planned": plans[shown],
        "caption": f"Sẽ giao trong năm {shown}",
        "running": running,
        "question": "Giao việc cho các đơn vị?" if running else "Phát động và giao việc?",
        "steps": launch_steps(2),
        "warnings": [w.sentence for w in chain_warnings(queries.chain_of(campaign.pk, shown))],
        "dayless": [row.definition.title for row in plans[shown] if row.definition.day is None],
    }


def _hint(rows: Sequence[Planned], given: int) -> str:
    if given:
        return f"Đã giao {show_decimal(given)} việc; chọn lại thì chỉ đơn vị mới được giao thêm."
    if not rows:
        return "Không có việc nào theo kế hoạch."
    units, duties = max(row.units for row in rows), sum(row.duties for row in rows)
    return f"{len(rows)} loại việc, {show_decimal(units)} đơn vị, {show_decimal(duties)} việc được giao."


def _roll_out(request: HttpRequest, campaign: Campaign, years: list[int], next_url: str) -> HttpResponse:
    """Small trees at once; large ones through the worker, with a bar to watch."""
    person, at = person_in(request), now()
    if queries.units_in_scope(campaign, at.date())["all_below"] > AT_ONCE:
        label = f"Đang giao việc của {campaign.name}"[:200]
        bar = begin_progress(label=label, by=person.pk, total=len(years), at=at, next_url=next_url)
        roll_out_years.enqueue(campaign.pk, years, person.pk, bar.pk)
        return redirect("campaigns:running", bar.pk)
    made = actions.roll_out(
        campaign=campaign, years=years, on=at.date(), is_working_day=is_working_day, by=person, at=at
    )
    messages.success(request, f"Đã giao {show_decimal(made)} việc cho các đơn vị.")
    return redirect(next_url)


@entered_with(Verb.LAUNCH_CAMPAIGN)
def running(request: HttpRequest, pk: int) -> HttpResponse:
    """A page that reloads itself until the work has ended, then goes on."""
    bar_row = _own_bar(request, pk)
    if bar_row.ended_at and not bar_row.failure:
        messages.success(request, "Đã giao việc xong cho các đơn vị.")
        return redirect(bar_row.next_url)
    return render(request, "campaigns/running.html", {"bar": bar_row})


@entered_with(Verb.LAUNCH_CAMPAIGN)
def bar(request: HttpRequest, pk: int) -> HttpResponse:
    """The bar alone, asked for every two seconds; when the work has ended the whole page is loaded again."""
    row = _own_bar(request, pk)
    response = render(request, "campaigns/bar.html", {"bar": row})
    if row.ended_at:
        response.headers["HX-Redirect"] = reverse("campaigns:running", args=[pk])
    return response


def _own_bar(request: HttpRequest, pk: int) -> Progress:
    row = progress_of(pk, person_in(request).pk)
    if row is None:
        raise Http404
    return row
