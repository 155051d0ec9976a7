"""Loading what a page is about, or a wall for whoever may not see it."""

from django.http import Http404, HttpRequest
from django.urls import reverse

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.queries import touches
from namkhong.foundation.clock import today
from namkhong.foundation.periods import Period, UnknownPeriod, parse_period
from namkhong.people.access import person_in
from namkhong.people.policies import may, may_look_back
from namkhong.people.rules import Verb
from namkhong.reports import policies
from namkhong.reports.models import Return
from namkhong.reports.queries import sheet_of
from namkhong.units.models import Unit


def seen_sheet(request: HttpRequest, pk: int) -> Return:
    """The return, for whoever may see it. Raises: Http404."""
    sheet = sheet_of(pk)
    if sheet is None or not policies.may_see(person_in(request).pk, sheet, today()):
        raise Http404
    return sheet


def own_sheet(request: HttpRequest, pk: int) -> Return:
    """The return, for whoever may write it. Raises: Http404."""
    sheet = seen_sheet(request, pk)
    if not policies.may_write(person_in(request).pk, sheet, today()):
        raise Http404
    return sheet


def judged_sheet(request: HttpRequest, pk: int) -> Return:
    """The return, for whoever may judge it. Raises: Http404."""
    sheet = seen_sheet(request, pk)
    if not policies.may_judge(person_in(request).pk, sheet, today()):
        raise Http404
    return sheet


def gathered(request: HttpRequest, campaign: int, unit: int, verb: Verb = Verb.READ_REPORT) -> tuple[Campaign, Unit]:
    """A campaign and a unit it touches on which the person holds the verb on the campaign's line. Raises: Http404."""
    found = Campaign.objects.select_related("plan", "unit").filter(pk=campaign).first()
    at = Unit.objects.filter(pk=unit).first()
    if found is None or at is None or not touches(found, at.pk):
        raise Http404
    allowed = may_look_back if verb is Verb.READ_REPORT else may
    if not allowed(person_in(request).pk, verb, at.pk, today(), line=found.line):
        raise Http404
    return found, at


def crumbs(*steps: tuple[str, str]) -> list[dict[str, str]]:
    """The way to a page below the front page of reports: (label, address) of each step, the last without one."""
    way = [("Báo cáo", reverse("reports:index")), *steps]
    return [{"label": label, "url": url} for label, url in way]


def period_in(key: str) -> Period:
    """The period named in an address. Raises: Http404."""
    try:
        return parse_period(key)
    except (UnknownPeriod, ValueError) as error:
        raise Http404 from error
