"""Bringing units into a running campaign that were founded later or have come under its owner."""

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.campaigns import actions, queries
from namkhong.campaigns.forms import EnrolForm
from namkhong.campaigns.states import CampaignState
from namkhong.campaigns.views.loading import own_campaign, sent
from namkhong.design.components.tables import PAGE
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal, whole_number
from namkhong.law.queries import is_working_day
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb

ROWS = 50


@entered_with(Verb.LAUNCH_CAMPAIGN)
def enrol(request: HttpRequest, pk: int) -> HttpResponse:
    """Who is not in the campaign yet: found, ticked, brought in. Below, who was brought in and can be taken out."""
    on = today()
    campaign = own_campaign(request, pk, on)
    if campaign.state != CampaignState.RUNNING:
        return redirect("campaigns:campaign", pk)
    form, ticked = EnrolForm(sent(request)), request.POST.getlist("don-vi")
    if request.method == "POST" and form.is_valid():
        chosen = {number for text in ticked[:ROWS] if (number := whole_number(text)) is not None}
        try:
            actions.enrol_newcomers(
                campaign=campaign,
                units=chosen,
                with_past=form.cleaned_data["with_past"],
                on=on,
                is_working_day=is_working_day,
                by=person_in(request),
                at=now(),
            )
            messages.success(request, f"Đã thêm {show_decimal(len(chosen))} đơn vị vào cuộc vận động.")
            return redirect(request.get_full_path())
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    words = request.GET.get("tim", "")[:120]
    page = Paginator(queries.newcomers(campaign, on, words), ROWS).get_page(request.GET.get(PAGE))
    context = {
        "campaign": campaign,
        "form": form,
        "page": page,
        "words": words,
        "ticked": set(ticked),
        "narrowed": queries.scope_of(campaign, on).enrolled,
        "brought": queries.brought_into(pk),
    }
    return render(request, "campaigns/enrol.html", context, status=422 if form.errors else 200)


@entered_with(Verb.LAUNCH_CAMPAIGN)
@only_posted
def unenrol(request: HttpRequest, pk: int, batch: int) -> HttpResponse:
    """Take out again who was brought in at one time."""
    campaign = own_campaign(request, pk, today())
    try:
        actions.unenrol(campaign=campaign, batch=batch, by=person_in(request), at=now())
        messages.success(request, "Đã bỏ các đơn vị này ra khỏi cuộc vận động.")
    except DomainError as refused:
        messages.error(request, refused.sentence)
    return redirect("campaigns:enrol", pk)
