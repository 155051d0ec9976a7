"""Instruments of a unit: ours and its own, what they ask, as a citizen sees them; out to a file, in from one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from namkhong.feedback import queries
from namkhong.feedback.actions import draft_instrument, issue_instrument
from namkhong.feedback.forms.instruments import InstrumentForm
from namkhong.feedback.ingest.longer import preview_page, weight_of
from namkhong.feedback.ingest.looks import Look
from namkhong.feedback.ingest.moulds import LONGER_STYLE
from namkhong.feedback.models import Instrument
from namkhong.feedback.rules.faults import faults
from namkhong.feedback.rules.questions import questionnaire
from namkhong.feedback.states import InstrumentKind, InstrumentState
from namkhong.feedback.views.entering import bring_library, done, own_unit
from namkhong.feedback.views.showing import question_rows
from namkhong.feedback.xlsform import FaultyForm, read, workbook
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in, require, signed_in
from namkhong.people.policies import may
from namkhong.people.rules import Verb

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
HEAVIEST = 15_000
"""Bytes of the page with its style sheet; a heavier one takes long on an old phone."""
SHOWN = 30
"""So many mistakes are listed; who has mended these finds the rest."""


@entered_with(Verb.KEEP_POINTS)
def instruments(request: HttpRequest, unit: int) -> HttpResponse:
    """What a unit can ask."""
    row = own_unit(request, unit)
    bring_library(now())
    keeps = _keeps(request, unit)
    context = {"unit": row, "rows": queries.instruments_of(unit, drafts=keeps), "keeps": keeps}
    return render(request, "feedback/instruments.html", context)


@entered_with(Verb.KEEP_POINTS)
def instrument(request: HttpRequest, unit: int, pk: int) -> HttpResponse:
    """What one of them asks."""
    row, one = own_unit(request, unit), _instrument(request, unit, pk)
    asked, weight = questionnaire(one.definition), weight_of(questionnaire(one.definition))
    quick = one.kind == InstrumentKind.QUICK
    context = {
        "unit": row,
        "instrument": one,
        "sections": question_rows(asked),
        "faults": faults(asked),
        "keeps": _keeps(request, unit) and one.unit_id == unit,
        "quick": quick,
        "english": asked.in_english,
        "kilobytes": 0 if quick else round(weight / 1000, 1),
        "heavy": not quick and weight > HEAVIEST,
    }
    return render(request, "feedback/instrument.html", context)


@entered_with(Verb.KEEP_POINTS)
def preview(request: HttpRequest, unit: int, pk: int) -> HttpResponse:
    """The public page as it will look; nothing can be sent from it."""
    row, one = own_unit(request, unit), _instrument(request, unit, pk)
    if one.kind == InstrumentKind.QUICK:
        raise Http404
    look = Look("en" in request.GET.get("v", ""), "to" in request.GET.get("v", ""))
    return HttpResponse(preview_page(questionnaire(one.definition), reverse("feedback:style"), look, row.name))


@signed_in
def style(request: HttpRequest) -> HttpResponse:
    """The style sheet of the public page, for looking at it beforehand."""
    return HttpResponse(LONGER_STYLE.body, content_type=LONGER_STYLE.kind)


@entered_with(Verb.KEEP_POINTS)
def download(request: HttpRequest, unit: int, pk: int) -> HttpResponse:
    """As an XLSForm workbook."""
    own_unit(request, unit)
    one = _instrument(request, unit, pk)
    name = f"bo-cau-hoi-{one.pk}.xlsx"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(workbook(one), content_type=XLSX, headers=headers)


@entered_with(Verb.KEEP_INSTRUMENTS)
def upload(request: HttpRequest, unit: int) -> HttpResponse:
    """A draft out of an XLSForm workbook."""
    require(request, Verb.KEEP_INSTRUMENTS, unit)
    row = own_unit(request, unit)
    form = InstrumentForm(request.POST or None, request.FILES or None, own=queries.own_instruments(unit))
    wrong: tuple[object, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            read_form = read(form.cleaned_data["file"].name, form.cleaned_data["file"])
            draft, by = form.draft(read_form), person_in(request)
            made = draft_instrument(unit=row, draft=draft, of=form.cleaned_data["of"], by=by, at=now())
            messages.success(request, "Đã nạp thành bản đang soạn. Hãy xem thử rồi bấm “Đưa vào dùng”.")
            return redirect("feedback:instrument", unit, made.pk)
        except FaultyForm as faulty:
            wrong = faulty.faults[:SHOWN]
            form.add_error("file", faulty.sentence)
        except DomainError as refused:
            form.add_error("file", refused.sentence)
    context = {"unit": row, "form": form, "row_faults": wrong}
    return render(request, "feedback/upload.html", context, status=422 if form.errors else 200)


@entered_with(Verb.KEEP_INSTRUMENTS)
@only_posted
def issue(request: HttpRequest, unit: int, pk: int) -> HttpResponse:
    """Put a draft in use."""
    require(request, Verb.KEEP_INSTRUMENTS, unit)
    one = _instrument(request, unit, pk)
    if one.unit_id != unit:
        raise Http404
    if done(request, lambda: issue_instrument(row=one, by=person_in(request), at=now())):
        messages.success(request, "Đã đưa vào dùng. Điểm mở từ bây giờ chọn được bộ này; điểm đang mở vẫn hỏi như cũ.")
    return redirect("feedback:instrument", unit, pk)


def _instrument(request: HttpRequest, unit: int, pk: int) -> Instrument:
    """One that the unit can see; drafts only for whoever writes them. Raises: Http404."""
    one = queries.instrument_of(pk, unit)
    if one is None or (one.state == InstrumentState.DRAFT and not _keeps(request, unit)):
        raise Http404
    return one


def _keeps(request: HttpRequest, unit: int) -> bool:
    return may(person_in(request).pk, Verb.KEEP_INSTRUMENTS, unit, today())
