"""Letting one report answer two duties of a unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.reports.actions import answer_together
from namkhong.reports.queries import joinable
from namkhong.reports.views.entry import own_sheet


@entered_with(Verb.WRITE_REPORT)
@only_posted
def join(request: HttpRequest, pk: int) -> HttpResponse:
    """Join the two duties named by the button; it stands on the page of the report of one of them."""
    sheet, chosen = own_sheet(request, pk), (request.POST.get("cung", ""), request.POST.get("viec", ""))
    pairs = joinable(sheet.unit_id, today())
    pair = next((row for row in pairs if (str(row.lead.pk), str(row.duty.pk)) == chosen), None)
    if pair is None:
        messages.warning(request, "Hai báo cáo này không còn ghép được nữa.")
        return redirect("reports:sheet", pk)
    answer_together(pair=pair, on=today(), by=person_in(request), at=now())
    messages.success(request, "Đã ghép. Từ nay gửi một báo cáo thì báo cáo kia được gửi luôn.")
    return redirect("reports:sheet", pk)
