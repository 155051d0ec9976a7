"""Beginning the report of a duty."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from namkhong.campaigns.models import Duty
from namkhong.campaigns.queries import duty_view
from namkhong.campaigns.states import REPORTING
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.rules import Verb
from namkhong.reports.actions import begin as begin_return
from namkhong.reports.actions import begin_from_drafts
from namkhong.reports.actions.filling import AlreadyBegun
from namkhong.reports.models import Return
from namkhong.reports.queries import drafts_left, lead_of
from namkhong.reports.views.entry import crumbs
from namkhong.reports.wording import duty_words


@entered_with(Verb.WRITE_REPORT)
@require_http_methods(["GET", "HEAD", "POST"])
def begin(request: HttpRequest, duty: int) -> HttpResponse:
    """What the report asks for and until when; a press of the button opens it with what the system knows."""
    found = _own_duty(request, duty)
    begun = _latest(found)
    if begun is not None:
        return redirect("reports:sheet", begun.pk)
    refusal = ""
    if request.method == "POST":
        try:
            start = begin_from_drafts if request.POST.get("lam") == "tu-don-vi-cu" else begin_return
            begun = start(duty=found, on=today(), by=person_in(request), at=now())
        except AlreadyBegun:
            begun = _latest(found)
        except DomainError as error:
            refusal = error.sentence
        if begun is not None:
            return redirect("reports:sheet", begun.pk)
    view = duty_view(found, today())
    title = duty_words(found.definition.title, view.period)
    way = crumbs((title, ""))
    context = {
        "view": view,
        "title": title,
        "crumbs": way,
        "refusal": refusal,
        "today": today(),
        "drafts": drafts_left(found, today()),
        "lead": _together_with(found),
    }
    return render(request, "reports/begin.html", context, status=422 if refusal else 200)


def _own_duty(request: HttpRequest, pk: int) -> Duty:
    rows = Duty.objects.with_due().select_related("unit", "to_unit", "definition", "campaign")
    duty = rows.filter(pk=pk, definition__kind__in=REPORTING).first()
    if duty is None:
        raise Http404
    require(request, Verb.WRITE_REPORT, duty.unit_id)
    return duty


def _together_with(duty: Duty) -> dict[str, Any] | None:
    """The duty whose report answers this one too, and where that report is written."""
    lead = lead_of(duty.pk)
    if lead is None:
        return None
    begun = _latest(lead)
    place = ("reports:sheet", begun.pk) if begun else ("reports:begin", lead.pk)
    return {"duty": lead, "url": reverse(place[0], args=[place[1]])}


def _latest(duty: Duty) -> Return | None:
    return Return.objects.filter(duty=duty).order_by("-revision").first()
