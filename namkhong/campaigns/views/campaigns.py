"""The list of campaigns, one campaign with its progress, its targets, its end."""

from datetime import date
from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.campaigns import actions, queries
from namkhong.campaigns.forms import MeasureForm
from namkhong.campaigns.models import Campaign, Target
from namkhong.campaigns.policies import may_hand_over, may_run_campaign, orphaned, overseeing_unit
from namkhong.campaigns.rules import chain_warnings
from namkhong.campaigns.states import CampaignState, MeasuredAs
from namkhong.campaigns.views.loading import own_campaign, sent, visible_campaign
from namkhong.campaigns.views.showing import duty_rows, share_rows, stage_rows, target_rows, year_tabs
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import entered_with, person_in, signed_in
from namkhong.people.policies import own_units, reaching
from namkhong.people.rules import Verb
from namkhong.plans.policies import may_see as may_see_plan
from namkhong.units.models import Unit


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Campaigns that touch my units, and adopted plans that wait for a launch."""
    person, on = person_in(request), today()
    page = Paginator(queries.campaigns_at(person.pk, on), 50).get_page(request.GET.get("trang"))
    plans = queries.plans_to_launch(person.pk, on)
    few = Unit.objects.filter(pk__in=[row.unit_id for row in page])
    prepared_at = few.filter(reaching(person.pk, Verb.LAUNCH_CAMPAIGN, on)).values_list("pk", flat=True)
    context = {"page": page, "plans": plans, "prepared_at": set(prepared_at)}
    return render(request, "campaigns/index.html", context)


@entered_with(Verb.READ_UNIT)
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """One campaign: what it wants, and how far the units are in a year."""
    on, person = today(), person_in(request)
    row = visible_campaign(request, pk, on)
    years = queries.years_of(pk)
    year = _year(request, years, on.year)
    above = overseeing_unit(person.pk, row, on)
    narrowed = above if above != row.unit_id else None
    shares = queries.shares_by_definition(pk, year, on, to_unit=narrowed) if above else []
    own = queries.own_duties(pk, own_units(person.pk, Verb.READ_UNIT, on), year, on)
    return render(
        request,
        "campaigns/campaign.html",
        {
            "campaign": row,
            "stages": stage_rows(queries.stages_of(pk), on),
            "targets": target_rows(queries.targets_of(pk)),
            "tabs": year_tabs(years, year),
            "year": year,
            "today": on,
            "shares": share_rows(row, shares),
            "narrowed": narrowed,
            "own": duty_rows(own),
            "warnings": chain_warnings(queries.chain_of(pk, year)) if above else [],
            "may_run": may_run_campaign(person.pk, row, on),
            **_belonging(person.pk, row, year, on),
            "assign_label": _assign_label(years, on.year),
        },
    )


def _belonging(person: int, row: Campaign, year: int, on: date) -> dict[str, Any]:
    """To whom the campaign has belonged, whether it has a home, and for its organiser what others ask as well."""
    runs = may_run_campaign(person, row, on)
    return {
        "owners": queries.owners_of(row.pk),
        "enrolled": queries.enrolled_count(row.pk, on),
        "orphaned": orphaned(row, on),
        "may_see_plan": may_see_plan(person, row.plan, on),
        "may_hand_over": may_hand_over(person, row, on),
        "repeats": queries.repeats_of(row, year) if runs and row.state == CampaignState.RUNNING else [],
    }


def _year(request: HttpRequest, years: list[int], this_year: int) -> int:
    """The year asked for, else the latest one that has begun."""
    asked = whole_number(request.GET.get("nam", ""))
    if asked in years:
        return asked
    return next((year for year in years if year <= this_year), years[0] if years else this_year)


def _assign_label(years: list[int], this_year: int) -> str:
    """The button names the next year that has not been given out, at most the one after this."""
    after = max(years, default=this_year - 1) + 1
    return f"Giao việc năm {after}" if after <= this_year + 1 else "Giao bổ sung"


@entered_with(Verb.LAUNCH_CAMPAIGN)
def measure(request: HttpRequest, pk: int) -> HttpResponse:
    """Per cent of the base year, or percentage points: the plan rarely says, so a person must."""
    target = get_object_or_404(Target.objects.select_related("campaign", "stage"), pk=pk)
    if not may_run_campaign(person_in(request).pk, target.campaign, today()):
        raise Http404
    form = MeasureForm(sent(request), initial={"measured_as": target.measured_as})
    if request.method == "POST" and form.is_valid():
        chosen = MeasuredAs(form.cleaned_data["measured_as"])
        actions.set_target(target=target, measured_as=chosen, by=person_in(request), at=now())
        messages.success(request, "Đã ghi cách hiểu chỉ tiêu. Các bảng số liệu sẽ tính theo cách này.")
        return redirect("campaigns:campaign", target.campaign_id)
    context = {"target": target, "form": form, "row": target_rows([target])[0]}
    return render(request, "campaigns/measure.html", context, status=422 if form.errors else 200)


@entered_with(Verb.LAUNCH_CAMPAIGN)
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """End a campaign, after saying what that means."""
    row = own_campaign(request, pk, today())
    refusal, undone = "", queries.undone_count(pk)
    if request.method == "POST":
        try:
            actions.close(campaign=row, on=today(), by=person_in(request), at=now())
            messages.success(request, "Đã kết thúc cuộc vận động. Bạn có thể mở lại bất cứ lúc nào.")
            return redirect("campaigns:campaign", pk)
        except DomainError as refused:
            refusal = refused.sentence
    context = {"campaign": row, "undone": undone, "refusal": refusal}
    return render(request, "campaigns/close.html", context, status=422 if refusal else 200)


@entered_with(Verb.LAUNCH_CAMPAIGN)
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up a closed campaign again."""
    row = own_campaign(request, pk, today())
    refusal = ""
    if request.method == "POST":
        try:
            actions.reopen(campaign=row, by=person_in(request), at=now())
            messages.success(request, "Đã mở lại cuộc vận động.")
            return redirect("campaigns:campaign", pk)
        except DomainError as refused:
            refusal = refused.sentence
    return render(
        request, "campaigns/reopen.html", {"campaign": row, "refusal": refusal}, status=422 if refusal else 200
    )
