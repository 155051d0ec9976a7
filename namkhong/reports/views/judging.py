"""What a superior does with a report, and how its unit takes it back or replaces it."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb
from namkhong.reports import actions
from namkhong.reports.actions.judging import ReasonTooShort
from namkhong.reports.forms import ReasonForm
from namkhong.reports.views.entry import judged_sheet, own_sheet
from namkhong.reports.views.sheet_page import reading_page


@entered_with(Verb.JUDGE_REPORT)
@only_posted
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """Receive a report."""
    sheet = judged_sheet(request, pk)
    try:
        actions.accept(sheet=sheet, by=person_in(request), at=now())
    except DomainError as refusal:
        return reading_page(request, judged_sheet(request, pk), status=422, refusal=refusal.sentence)
    messages.success(request, f"Đã tiếp nhận báo cáo của {sheet.unit.brief}.")
    return redirect("reports:sheet", pk)


@entered_with(Verb.JUDGE_REPORT)
@only_posted
def send_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Give a report back with what must be mended."""
    sheet, form = judged_sheet(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return reading_page(request, sheet, form, status=422)
    try:
        actions.send_back(sheet=sheet, reason=form.cleaned_data["reason"], by=person_in(request), at=now())
    except ReasonTooShort as refusal:
        form.add_error("reason", refusal.sentence)
        return reading_page(request, sheet, form, status=422)
    except DomainError as refusal:
        return reading_page(request, judged_sheet(request, pk), form, status=422, refusal=refusal.sentence)
    messages.success(request, f"Đã trả lại báo cáo của {sheet.unit.brief}. Đơn vị nhận được lời nhắn của bạn.")
    return redirect("reports:sheet", pk)


@entered_with(Verb.SUBMIT_REPORT)
@only_posted
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take a report back that nobody has judged yet."""
    sheet = own_sheet(request, pk)
    try:
        actions.recall(sheet=sheet, by=person_in(request), at=now())
    except DomainError as refusal:
        return reading_page(request, own_sheet(request, pk), status=422, refusal=refusal.sentence)
    messages.success(request, "Đã rút báo cáo về để sửa. Nhớ gửi lại sau khi sửa xong.")
    return redirect("reports:sheet", pk)


@entered_with(Verb.WRITE_REPORT)
@only_posted
def revise(request: HttpRequest, pk: int) -> HttpResponse:
    """Begin a later version of an accepted report."""
    sheet = own_sheet(request, pk)
    try:
        new = actions.revise(sheet=sheet, by=person_in(request), at=now())
    except DomainError as refusal:
        return reading_page(request, own_sheet(request, pk), status=422, refusal=refusal.sentence)
    messages.success(request, "Đã lập bản thay thế. Bản đã tiếp nhận vẫn còn giá trị cho đến khi bản này được nhận.")
    return redirect("reports:sheet", new.pk)
