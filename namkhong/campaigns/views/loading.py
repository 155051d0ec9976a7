"""What a page of this room must find and check before it begins."""

from datetime import date

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.policies import may_run_campaign, may_see_campaign, may_see_duty
from namkhong.people.access import person_in


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even when it is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def visible_campaign(request: HttpRequest, pk: int, on: date) -> Campaign:
    """The campaign, for those whom it touches. Raises: Http404."""
    campaign = get_object_or_404(Campaign.objects.select_related("unit", "plan"), pk=pk)
    if not may_see_campaign(person_in(request).pk, campaign, on):
        raise Http404
    return campaign


def own_campaign(request: HttpRequest, pk: int, on: date) -> Campaign:
    """The campaign, for those who run it. Raises: Http404."""
    campaign = get_object_or_404(Campaign.objects.select_related("unit", "plan"), pk=pk)
    if not may_run_campaign(person_in(request).pk, campaign, on):
        raise Http404
    return campaign


def own_definition(request: HttpRequest, pk: int, on: date) -> DutyDefinition:
    """A duty being worded, for those who run its campaign. Raises: Http404."""
    row = get_object_or_404(DutyDefinition.objects.select_related("campaign"), pk=pk)
    if not may_run_campaign(person_in(request).pk, row.campaign, on):
        raise Http404
    return row


def visible_duty(request: HttpRequest, pk: int, on: date) -> Duty:
    """The duty with its day, for those who may read the unit that owes it. Raises: Http404."""
    rows = Duty.objects.with_due().select_related("unit", "to_unit", "definition", "campaign", "campaign__unit")
    duty = get_object_or_404(rows, pk=pk)
    if not may_see_duty(person_in(request).pk, duty, on):
        raise Http404
    return duty
