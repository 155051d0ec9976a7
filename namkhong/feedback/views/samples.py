"""Samples drawn at a unit below for an independent body; the unit itself sees only that there is one."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.feedback import queries
from namkhong.feedback.actions import close_point, draw_sample
from namkhong.feedback.drafting import codes_of, sample_pdf, slips_pdf
from namkhong.feedback.forms.points import SampleForm
from namkhong.feedback.models import Draw
from namkhong.feedback.policies import drawing_unit
from namkhong.feedback.rules.drawing import drawn
from namkhong.feedback.sheets import sample_file
from namkhong.feedback.sheets.writing import RULE
from namkhong.feedback.views.entering import XLSX, address, done, file, quick
from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, only_posted, person_in, require
from namkhong.people.rules import Verb
from namkhong.units.models import Unit


@entered_with(Verb.DRAW_SAMPLE)
def samples(request: HttpRequest, unit: int) -> HttpResponse:
    """Samples drawn at a unit; sent to, one more is drawn."""
    require(request, Verb.DRAW_SAMPLE, unit)
    row, by, at = get_object_or_404(Unit, pk=unit), person_in(request), now()
    form = SampleForm(request.POST or None, on=at.date())
    if request.method == "POST" and form.is_valid():
        above = drawing_unit(by.pk, unit, at.date())
        made = draw_sample(unit=row, instrument=quick(at), draft=form.draft(), drawn_by=above, by=by, at=at)
        messages.success(request, "Đã rút mẫu. Tải biên bản và mã, chuyển thẳng cho bên độc lập.")
        return redirect("feedback:sample", made.pk)
    context = {"unit": row, "form": form, "draws": queries.samples_at(unit), "today": at.date()}
    return render(request, "feedback/samples.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.DRAW_SAMPLE)
def sample(request: HttpRequest, pk: int) -> HttpResponse:
    """How a sample was drawn, and what is handed to the body that asks."""
    row = _own_sample(request, pk)
    places = drawn(row.seed, row.population, row.batch.size)
    context = {"draw": row, "point": row.point, "unit": row.point.unit, "places": places, "rule": RULE}
    return render(request, "feedback/sample.html", context | {"address": address(request, row.point), "today": today()})


@entered_with(Verb.DRAW_SAMPLE)
@only_posted
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody is asked there any more."""
    row = _own_sample(request, pk)
    if done(request, lambda: close_point(point=row.point, by=person_in(request), at=now())):
        messages.success(request, "Đã kết thúc mẫu này. Ý kiến đã nhận vẫn còn.")
    return redirect("feedback:sample", pk)


@entered_with(Verb.DRAW_SAMPLE)
def codes(request: HttpRequest, pk: int) -> HttpResponse:
    """The numbers drawn with their codes, as a workbook."""
    row = _own_sample(request, pk)
    return file(sample_file(row, list(codes_of(row.batch)), address(request, row.point)), f"mau-{pk}.xlsx", XLSX)


@entered_with(Verb.DRAW_SAMPLE)
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """The codes as slips to cut apart."""
    row = _own_sample(request, pk)
    return file(slips_pdf(row.batch, address(request, row.point)), f"phieu-mau-{pk}.pdf")


@entered_with(Verb.DRAW_SAMPLE)
def record(request: HttpRequest, pk: int) -> HttpResponse:
    """How it was drawn, to be signed."""
    return file(sample_pdf(_own_sample(request, pk)), f"bien-ban-rut-mau-{pk}.pdf")


def _own_sample(request: HttpRequest, pk: int) -> Draw:
    row = queries.sample_of(pk)
    if row is None:
        raise Http404
    require(request, Verb.DRAW_SAMPLE, row.point.unit_id)
    return row
