"""Handing a campaign over, and giving a home to what a reorganisation left without one."""

from collections.abc import Callable

from django import forms
from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.campaigns import actions, queries
from namkhong.campaigns.forms import HandOverForm, ReceiveForm, SpareForm
from namkhong.campaigns.models import Campaign
from namkhong.campaigns.policies import may_hand_over, may_settle, orphaned, receivers
from namkhong.campaigns.views.loading import sent
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.people.access import entered_with, person_in
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Unit
from namkhong.units.queries import find


@entered_with(Verb.HAND_OVER)
def orphans(request: HttpRequest) -> HttpResponse:
    """Campaigns nobody owns, duties nobody receives, duties nobody owes: what I may give a home."""
    found = queries.orphans(person_in(request).pk, today())
    return render(request, "campaigns/orphans.html", {"orphans": found})


@entered_with(Verb.HAND_OVER)
def hand_over(request: HttpRequest, pk: int) -> HttpResponse:
    """To whom a campaign is given: units found by name."""
    campaign = _given(request, pk)
    words = request.GET.get("tim", "").strip()[:100]
    offered = receivers(person_in(request).pk, campaign, today())
    page = Paginator(find(words).filter(pk__in=offered.values("pk")), 20).get_page(request.GET.get("trang"))
    context = {"campaign": campaign, "orphaned": orphaned(campaign, today()), "page": page, "words": words}
    return render(request, "campaigns/receiver.html", context)


@entered_with(Verb.HAND_OVER)
def hand_over_to(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """From when and why, with what it means, told before it is done."""
    campaign, person = _given(request, pk), person_in(request)
    to = get_object_or_404(receivers(person.pk, campaign, today()), pk=unit)
    form = HandOverForm(sent(request), initial={"since": today()})

    def act() -> str:
        actions.hand_over(campaign=campaign, to=to, **form.cleaned_data, by=person, at=now())
        return f"Đã bàn giao cuộc vận động cho {to.name} và báo cho đơn vị đó."

    if _done(request, form, act):
        return redirect("campaigns:campaign", pk)
    context = {"campaign": campaign, "to": to, "form": form}
    return render(request, "campaigns/hand_over.html", context, status=422 if form.errors else 200)


def _given(request: HttpRequest, pk: int) -> Campaign:
    """The campaign, for those who may hand it over. Raises: Http404."""
    campaign = get_object_or_404(Campaign.objects.select_related("unit", "plan"), pk=pk)
    if not may_hand_over(person_in(request).pk, campaign, today()):
        raise Http404
    return campaign


@entered_with(Verb.HAND_OVER)
def receive(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """Duties that are owed to a unit that has ended are owed to mine from now on."""
    campaign, gone = _settled(request, pk, unit)
    own = superior_units(person_in(request).pk, Verb.HAND_OVER, today(), line=campaign.line)
    form = ReceiveForm(sent(request), units=Unit.objects.filter(pk__in=own).order_by("search_name", "pk"))

    def act() -> str:
        to = form.cleaned_data["to"]
        count = actions.readdress(campaign=campaign, receiver=gone, to=to, by=person_in(request), at=now())
        return f"{to.name} nhận {show_decimal(count)} việc trước đây gửi tới {gone.name}."

    if _done(request, form, act):
        return redirect("campaigns:orphans")
    title = f"Nhận {queries.left_to(campaign.pk, gone.pk, today())} việc trước đây gửi tới {gone.name}?"
    context = {"campaign": campaign, "form": form, "title": title}
    return render(request, "campaigns/receive.html", context, status=422 if form.errors else 200)


@entered_with(Verb.HAND_OVER)
def spare(request: HttpRequest, pk: int, unit: int) -> HttpResponse:
    """What a unit that ended without a successor still owed is not asked any more, and why."""
    campaign, gone = _settled(request, pk, unit)
    form = SpareForm(sent(request))

    def act() -> str:
        reason = form.cleaned_data["reason"]
        count = actions.spare(campaign=campaign, unit=gone, reason=reason, by=person_in(request), at=now())
        return f"Đã miễn {show_decimal(count)} việc của {gone.name}."

    if _done(request, form, act):
        return redirect("campaigns:orphans")
    title = f"Miễn {queries.left_by(campaign.pk, gone.pk)} việc chưa xong của {gone.name}?"
    context = {"campaign": campaign, "unit": gone, "form": form, "title": title}
    return render(request, "campaigns/spare.html", context, status=422 if form.errors else 200)


def _settled(request: HttpRequest, pk: int, unit: int) -> tuple[Campaign, Unit]:
    campaign = get_object_or_404(Campaign.objects.select_related("unit"), pk=pk)
    gone = get_object_or_404(Unit, pk=unit)
    if not may_settle(person_in(request).pk, campaign, gone, today()):
        raise Http404
    return campaign, gone


def _done(request: HttpRequest, form: forms.Form, act: Callable[[], str]) -> bool:
    """Whether it was asked for and done; the sentence that says so waits for the next page, a refusal on the form."""
    if request.method != "POST" or not form.is_valid():
        return False
    try:
        messages.success(request, act())
    except DomainError as refused:
        form.add_error(None, refused.sentence)
        return False
    return True
