"""Points where people are asked: opening, closing, what is printed for them and shown at a counter."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from namkhong.feedback import queries
from namkhong.feedback.actions import close_point, make_codes, open_point, reopen_point
from namkhong.feedback.drafting import paper_pdf, poster_pdf, qr_svg, slips_pdf
from namkhong.feedback.forms.points import PROOFS, CodesForm, PointForm
from namkhong.feedback.models import Point
from namkhong.feedback.rules.codes import changing_code
from namkhong.feedback.rules.definitions import quick_questions
from namkhong.feedback.states import PROOF, SHOWING_CODES, PointKind
from namkhong.feedback.views.entering import address, bring_library, done, file, own_point, own_unit
from namkhong.foundation.clock import now, today
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb

PRINTED = (PointKind.SLIPS, PointKind.PAPER)
"""Kinds whose codes are printed here; invitations and samples have ways of their own."""


@entered_with(Verb.KEEP_POINTS)
def points(request: HttpRequest, unit: int) -> HttpResponse:
    """Where a unit asks people."""
    row = own_unit(request, unit)
    return render(request, "feedback/points.html", {"unit": row, "points": queries.points_of(unit)})


@entered_with(Verb.KEEP_POINTS)
def open_new(request: HttpRequest, unit: int) -> HttpResponse:
    """A new point of a unit."""
    row = own_unit(request, unit)
    bring_library(now())
    form = PointForm(request.POST or None, instruments=queries.instruments_for(unit))
    if request.method == "POST" and form.is_valid():
        at = now()
        made = open_point(unit=row, instrument=form.chosen(), draft=form.draft(), by=person_in(request), at=at)
        messages.success(request, "Đã mở điểm lấy ý kiến. Có thể in và dùng ngay.")
        return redirect("feedback:point", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "feedback/open_point.html", {"unit": row, "form": form, "proofs": PROOFS}, status=status)


@entered_with(Verb.KEEP_POINTS)
def point(request: HttpRequest, pk: int) -> HttpResponse:
    """A point: its address, what can be printed for it; sent to, a batch of codes is made."""
    row = own_point(request, pk)
    form = CodesForm(request.POST or None, on=today())
    hands_out = row.kind in PRINTED
    if request.method == "POST" and hands_out and form.is_valid():
        if done(request, lambda: make_codes(point=row, **form.cleaned_data, by=person_in(request), at=now())):
            messages.success(request, "Đã tạo mã. Tải tờ in ở dưới, in ra rồi cắt rời từng phiếu.")
        return redirect("feedback:point", pk)
    context = {
        "point": row,
        "unit": row.unit,
        "address": address(request, row),
        "qr": mark_safe(qr_svg(address(request, row))),  # drawn here, of our own address
        "hands_out": hands_out,
        "shows": row.kind in SHOWING_CODES,
        "proof": PROOF[PointKind(row.kind)],
        "form": form,
        "today": today(),
    } | _of_its_kind(row)
    return render(request, "feedback/point.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody is asked there any more."""
    row = own_point(request, pk)
    if done(request, lambda: close_point(point=row, by=person_in(request), at=now())):
        messages.success(request, "Đã đóng. Ý kiến đã nhận vẫn còn; mở lại được bất cứ lúc nào.")
    return redirect("feedback:point", pk)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask there again."""
    row = own_point(request, pk)
    if done(request, lambda: reopen_point(point=row, by=person_in(request), at=now())):
        messages.success(request, "Đã mở lại, địa chỉ và mã QR như cũ.")
    return redirect("feedback:point", pk)


@entered_with(Verb.KEEP_POINTS)
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster as PDF."""
    row = own_point(request, pk)
    return file(poster_pdf(row, address(request, row)), f"ap-phich-{row.slug}.pdf")


@entered_with(Verb.KEEP_POINTS)
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """The slips of a batch as PDF."""
    batch = queries.batch_of(pk)
    if batch is None:
        raise Http404
    row = own_point(request, batch.point_id, *PRINTED)
    if row.kind == PointKind.PAPER:
        asked = quick_questions(row.instrument.definition)
        return file(paper_pdf(batch, address(request, row), asked), f"phieu-giay-{batch.pk}.pdf")
    return file(slips_pdf(batch, address(request, row)), f"phieu-cham-diem-{batch.pk}.pdf")


@entered_with(Verb.KEEP_POINTS)
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The code of a counter, for a screen that people see; it changes every half minute and the page with it."""
    row = own_point(request, pk)
    if row.kind not in SHOWING_CODES or not row.open:
        raise Http404
    code = changing_code(bytes(row.secret), int(now().timestamp()))
    leads_to = f"{address(request, row)}/{code}"
    context = {"point": row, "unit": row.unit, "code": code, "address": leads_to, "qr": mark_safe(qr_svg(leads_to))}
    answer = render(request, "feedback/screen.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _of_its_kind(row: Point) -> dict[str, Any]:
    """What stands on the page of a point beside its address, by the way in which people come to it."""
    if row.kind == PointKind.INVITATION:
        return {"draws": queries.invitations_of(row.pk)}
    if row.kind == PointKind.KIOSK:
        return {"kiosks": queries.kiosks_of(row.pk)}
    piles = queries.piles_of(row.pk) if row.kind == PointKind.PAPER else None
    batches = queries.batches_of(row.pk) if row.kind in PRINTED else None
    return {"batches": batches, "piles": piles, "poster": row.kind == PointKind.POSTER}
