"""Choosing the form of each reporting duty, right after a campaign is launched."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.policies import may_run_campaign
from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb
from namkhong.reports.actions import choose_forms, install_forms
from namkhong.reports.forms import ChoiceOfForms
from namkhong.reports.forms_data import library
from namkhong.reports.queries import chosen_forms, library_forms, reporting_definitions


@entered_with(Verb.LAUNCH_CAMPAIGN)
@require_http_methods(["GET", "HEAD", "POST"])
def forms(request: HttpRequest, campaign: int) -> HttpResponse:
    """The usual forms are chosen already; one press confirms them."""
    found = Campaign.objects.select_related("unit").filter(pk=campaign).first()
    if found is None or not may_run_campaign(person_in(request).pk, found, today()):
        raise Http404
    install_forms(
        forms=library()
    )  # a new installation, and one whose program brings newer forms, has them from here on
    definitions = reporting_definitions(found.pk)
    chosen = chosen_forms(definitions)
    form = ChoiceOfForms(definitions, library_forms(), chosen, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        choose_forms(campaign=found, choices=form.choices(), by=person_in(request), at=now())
        messages.success(request, "Đã chọn mẫu báo cáo cho cuộc vận động.")
        return redirect("campaigns:campaign", found.pk)
    context = {"campaign": found, "form": form, "definitions": definitions}
    return render(request, "reports/forms.html", context, status=422 if form.errors else 200)
