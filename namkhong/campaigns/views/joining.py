"""Duties that ask the same, done once: the list of offers, joining with one press, taking apart again."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme

from namkhong.campaigns import actions, queries
from namkhong.campaigns.models import Duty
from namkhong.campaigns.policies import may_do_duty
from namkhong.campaigns.views.loading import visible_duty
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.foundation.periods import parse_period
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb


@entered_with(Verb.FULFIL_DUTY)
def overlaps(request: HttpRequest) -> HttpResponse:
    """What my units are asked twice, and may do once."""
    on, person = today(), person_in(request).pk
    rows = [(row, parse_period(row.duty.period).label) for row in queries.overlaps_for(person, on)]
    return render(request, "campaigns/overlaps.html", {"rows": rows, "today": on})


@entered_with(Verb.FULFIL_DUTY)
@only_posted
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """From now on this duty is answered by the other one."""
    row = _own_duty(request, pk)
    lead = _own_duty(request, whole_number(request.POST.get("cung", "")) or 0)
    try:
        actions.join(duty=row, lead=lead, by=person_in(request), at=now())
        messages.success(request, f"Đã ghép. Làm xong “{lead.definition.title}” là xong cả hai việc.")
    except DomainError as refused:
        messages.warning(request, refused.sentence)
    return _back(request, row)


@entered_with(Verb.FULFIL_DUTY)
@only_posted
def part(request: HttpRequest, pk: int) -> HttpResponse:
    """Each is done by itself again."""
    row = _own_duty(request, pk)
    try:
        actions.part(duty=row, by=person_in(request), at=now())
        messages.success(request, "Đã tách. Từ nay hai việc làm riêng.")
    except DomainError as refused:
        messages.warning(request, refused.sentence)
    return _back(request, row)


def _own_duty(request: HttpRequest, pk: int) -> Duty:
    row = visible_duty(request, pk, today())
    if not may_do_duty(person_in(request).pk, row, today()):
        raise Http404
    return row


def _back(request: HttpRequest, row: Duty) -> HttpResponse:
    back = request.POST.get("ve", "")
    if back and url_has_allowed_host_and_scheme(back, allowed_hosts=None):
        return redirect(back)
    return redirect("campaigns:duty", row.pk)
