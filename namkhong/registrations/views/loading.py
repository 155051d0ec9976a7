"""What a page of this room must find and check before it begins."""

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from namkhong.campaigns.models import Campaign
from namkhong.foundation.clock import today
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import person_in
from namkhong.people.kept import take_kept_form
from namkhong.registrations import policies
from namkhong.registrations.actions import Place
from namkhong.registrations.models import Covenant, CovenantParty, JointList, Registration
from namkhong.registrations.queries import list_of
from namkhong.units.models import Unit

FIRST_YEAR = 2019


def place_of(campaign: int, year: int, unit: int) -> Place:
    """A campaign, a year and a unit that exist; next year's registrations may be begun. Raises: Http404."""
    if not FIRST_YEAR <= year <= today().year + 1:
        raise Http404
    found = get_object_or_404(Campaign.objects.select_related("unit", "plan"), pk=campaign)
    return Place(found, get_object_or_404(Unit, pk=unit), year)


def read_place(request: HttpRequest, campaign: int, year: int, unit: int) -> Place:
    """For those who may read the registrations of the unit. Raises: Http404."""
    place = place_of(campaign, year, unit)
    if not policies.may_read(person_in(request).pk, place.campaign, unit, year, today()):
        raise Http404
    return place


def own_place(request: HttpRequest, campaign: int, year: int, unit: int) -> Place:
    """For the unit's own officers. Raises: Http404."""
    place = place_of(campaign, year, unit)
    if not policies.may_register(person_in(request).pk, place.campaign, unit, today()):
        raise Http404
    return place


def judged_list(request: HttpRequest, campaign: int, year: int, unit: int) -> JointList:
    """A list that was sent, for those who judge it. Raises: Http404."""
    joint = list_of(campaign, unit, year)
    if joint is None or not policies.may_judge_list(person_in(request).pk, joint, today()):
        raise Http404
    return joint


def seen_registration(request: HttpRequest, pk: int) -> Registration:
    """One registration, for those who may see it. Raises: Http404."""
    rows = Registration.objects.select_related("campaign", "unit", "person", "written_by", "judged_by")
    row = get_object_or_404(rows, pk=pk)
    if not policies.may_see(person_in(request).pk, row, today()):
        raise Http404
    return row


def own_registration(request: HttpRequest, pk: int) -> Registration:
    """The same for those who may change it. Raises: Http404."""
    row = seen_registration(request, pk)
    if not policies.may_write(person_in(request).pk, row, today()):
        raise Http404
    return row


def judged_registration(request: HttpRequest, pk: int) -> Registration:
    """The same for those who judge it. Raises: Http404."""
    row = seen_registration(request, pk)
    if not policies.may_judge(person_in(request).pk, row, today()):
        raise Http404
    return row


def seen_covenant(request: HttpRequest, pk: int) -> Covenant:
    """A covenant, for the unit that leads, the members, and those who read them. Raises: Http404."""
    row = get_object_or_404(Covenant.objects.select_related("campaign", "campaign__plan", "unit"), pk=pk)
    if not policies.may_see_covenant(person_in(request).pk, row, today()):
        raise Http404
    return row


def led_covenant(request: HttpRequest, pk: int) -> Covenant:
    """The same for the unit that leads. Raises: Http404."""
    row = seen_covenant(request, pk)
    if not policies.may_lead_bloc(person_in(request).pk, row.campaign, row.unit_id, today()):
        raise Http404
    return row


def party_of(covenant: Covenant, pk: int) -> CovenantParty:
    """A member of a covenant. Raises: Http404."""
    return get_object_or_404(CovenantParty.objects.select_related("unit", "covenant"), covenant=covenant, pk=pk)


def ticked(request: HttpRequest, name: str) -> list[int]:
    """The numbers that were ticked; anything else that was sent is left out."""
    found = (whole_number(text) for text in request.POST.getlist(name)[:10_000])
    return [number for number in found if number is not None]


def typed(request: HttpRequest) -> QueryDict | None:
    """What is posted now, even when it is nothing, or was posted when the session had run out."""
    return request.POST if request.method == "POST" else take_kept_form(request, person_in(request).pk)
