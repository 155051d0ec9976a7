"""Where a person finds what there is to register, to judge and to sign."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.policies import may_see_campaign
from namkhong.campaigns.states import CampaignState
from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import person_in, signed_in
from namkhong.people.models import Employment
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.registrations import actions, policies, queries
from namkhong.registrations.forms import WishForm
from namkhong.registrations.rules import Whose
from namkhong.registrations.views.loading import FIRST_YEAR, place_of, typed
from namkhong.registrations.views.showing import sources
from namkhong.units.models import Unit


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Campaigns and years with something to register, to judge or to sign."""
    person, on = person_in(request).pk, today()
    context = {
        "own": queries.own_lists(person, on),
        "gathered": queries.gathered(person, on),
        "to_sign": queries.to_sign(person, on),
        "mine": queries.own_registrations(person)[:5],
        "open": queries.open_to(person, on),
        "today": on,
    }
    return render(request, "registrations/index.html", context)


@signed_in
def campaign(request: HttpRequest, campaign: int, year: int) -> HttpResponse:
    """The same for one campaign and year, with its covenants."""
    person, on = person_in(request).pk, today()
    row = get_object_or_404(Campaign.objects.select_related("unit", "plan"), pk=campaign)
    if not FIRST_YEAR <= year <= on.year + 1 or not may_see_campaign(person, row, on):
        raise Http404
    leads = [unit for unit in own_units(person, Verb.LEAD_BLOC, on) if policies.takes_part(row, unit, on)]
    leading = list(Unit.objects.filter(pk__in=leads).order_by("search_name", "pk"))
    years = (on.year + 1, on.year, on.year - 1)
    context = {
        "campaign": row,
        "year": year,
        "tabs": [Tab(f"Năm {each}", f"../{each}/", each == year) for each in years],
        "own": queries.own_lists(person, on, row, year),
        "gathered": queries.gathered(person, on, row, year),
        "covenants": queries.covenants_of(campaign, year, row.line, person, on),
        "leading": leading if row.state == CampaignState.RUNNING else [],
        "today": on,
    }
    return render(request, "registrations/campaign.html", context)


@signed_in
def mine(request: HttpRequest) -> HttpResponse:
    """What I have registered, and where I still may."""
    person = person_in(request).pk
    context = {"rows": queries.own_registrations(person), "open": queries.open_to(person, today())}
    return render(request, "registrations/mine.html", context)


@signed_in
def write_mine(request: HttpRequest, campaign: int, year: int) -> HttpResponse:
    """Write one's own registration at the unit where one works."""
    person, on = person_in(request), today()
    works = Employment.objects.on(on).filter(person=person).order_by("pk").first()
    place = place_of(campaign, year, works.unit_id if works else 0)
    if not policies.may_register_himself(person.pk, place.campaign, place.unit.pk, year, on):
        raise Http404
    offers = queries.honours(Whose.PERSON, on)
    form = WishForm(offers, queries.suggestions(campaign), typed(request))
    if request.method == "POST" and form.is_valid():
        wish = actions.Wish(form.aimed(), form.promised())
        try:
            row = actions.write(place=place, person=person, wish=wish, by=person, at=now())
            return redirect("registrations:registration", row.pk)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {"form": form, "place": place, "who": person.full_name, "sources": sources(offers), "back": "../../"}
    status = 422 if request.method == "POST" else 200
    return render(request, "registrations/write.html", context, status=status)
