"""Points where people are asked: opening, closing, what is printed for them and shown at a counter."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.safestring import mark_safe

from namkhong.feedback import queries
from namkhong.feedback.actions import close_point, install_instruments, make_codes, open_point, reopen_point
from namkhong.feedback.drafting import poster_pdf, qr_svg, slips_pdf
from namkhong.feedback.forms import CodesForm, PointForm
from namkhong.feedback.library import library
from namkhong.feedback.models import Instrument, Point
from namkhong.feedback.rules.codes import changing_code
from namkhong.feedback.states import HANDING_OUT_CODES, SHOWING_CODES
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in, require
from namkhong.people.rules import Verb
from namkhong.units.models import Unit


@entered_with(Verb.KEEP_POINTS)
def points(request: HttpRequest, unit: int) -> HttpResponse:
    """Where a unit asks people."""
    row = _own_unit(request, unit)
    return render(request, "feedback/points.html", {"unit": row, "points": queries.points_of(unit)})


@entered_with(Verb.KEEP_POINTS)
def open_new(request: HttpRequest, unit: int) -> HttpResponse:
    """A new point of a unit."""
    row = _own_unit(request, unit)
    form = PointForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        at = now()
        made = open_point(unit=row, instrument=_quick(at), draft=form.draft(), by=person_in(request), at=at)
        messages.success(request, "Đã mở điểm lấy ý kiến. Có thể in và dùng ngay.")
        return redirect("feedback:point", made.pk)
    status = 422 if request.method == "POST" else 200
    return render(request, "feedback/open_point.html", {"unit": row, "form": form}, status=status)


@entered_with(Verb.KEEP_POINTS)
def point(request: HttpRequest, pk: int) -> HttpResponse:
    """A point: its address, what can be printed for it; sent to, a batch of codes is made."""
    row = _own_point(request, pk)
    form = CodesForm(request.POST or None, on=today())
    hands_out = row.kind in HANDING_OUT_CODES
    if request.method == "POST" and hands_out and form.is_valid():
        if _done(request, lambda: make_codes(point=row, **form.cleaned_data, by=person_in(request), at=now())):
            messages.success(request, "Đã tạo mã. Tải tờ in ở dưới, in ra rồi cắt rời từng phiếu.")
        return redirect("feedback:point", pk)
    context = {
        "point": row,
        "unit": row.unit,
        "address": _address(request, row),
        "qr": mark_safe(qr_svg(_address(request, row))),  # drawn here, of our own address
        "hands_out": hands_out,
        "shows": row.kind in SHOWING_CODES,
        "batches": queries.batches_of(pk),
        "form": form,
        "today": today(),
    }
    return render(request, "feedback/point.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def close(request: HttpRequest, pk: int) -> HttpResponse:
    """Nobody is asked there any more."""
    row = _own_point(request, pk)
    if _done(request, lambda: close_point(point=row, by=person_in(request), at=now())):
        messages.success(request, "Đã đóng. Ý kiến đã nhận vẫn còn; mở lại được bất cứ lúc nào.")
    return redirect("feedback:point", pk)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def reopen(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask there again."""
    row = _own_point(request, pk)
    if _done(request, lambda: reopen_point(point=row, by=person_in(request), at=now())):
        messages.success(request, "Đã mở lại, địa chỉ và mã QR như cũ.")
    return redirect("feedback:point", pk)


@entered_with(Verb.KEEP_POINTS)
def poster(request: HttpRequest, pk: int) -> HttpResponse:
    """The poster as PDF."""
    row = _own_point(request, pk)
    return _printed(poster_pdf(row, _address(request, row)), f"ap-phich-{row.slug}.pdf")


@entered_with(Verb.KEEP_POINTS)
def slips(request: HttpRequest, pk: int) -> HttpResponse:
    """The slips of a batch as PDF."""
    batch = queries.batch_of(pk)
    if batch is None:
        raise Http404
    require(request, Verb.KEEP_POINTS, batch.point.unit_id)
    return _printed(slips_pdf(batch, _address(request, batch.point)), f"phieu-cham-diem-{batch.pk}.pdf")


@entered_with(Verb.KEEP_POINTS)
def screen(request: HttpRequest, pk: int) -> HttpResponse:
    """The code of a counter, for a screen that people see; it changes every half minute and the page with it."""
    row = _own_point(request, pk)
    if row.kind not in SHOWING_CODES or not row.open:
        raise Http404
    code = changing_code(bytes(row.secret), int(now().timestamp()))
    address = f"{_address(request, row)}/{code}"
    context = {"point": row, "unit": row.unit, "code": code, "address": address, "qr": mark_safe(qr_svg(address))}
    answer = render(request, "feedback/screen.html", context)
    answer.headers["Cache-Control"] = "no-store"
    return answer


def _own_unit(request: HttpRequest, unit: int) -> Unit:
    require(request, Verb.KEEP_POINTS, unit)
    return get_object_or_404(Unit, pk=unit)


def _own_point(request: HttpRequest, pk: int) -> Point:
    row = queries.point_of(pk)
    if row is None:
        raise Http404
    require(request, Verb.KEEP_POINTS, row.unit_id)
    return row


def _quick(at: datetime) -> Instrument:
    """The quick rating; the first point of an installation brings it in."""
    found = queries.quick_instrument()
    if found is None:
        install_instruments(instruments=library(), at=at)
        found = queries.quick_instrument()
    assert found is not None
    return found


def _address(request: HttpRequest, row: Point) -> str:
    return request.build_absolute_uri(f"/g/{row.slug}")


def _done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; where it was refused the page says why."""
    try:
        act()
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return False
    return True


def _printed(data: bytes, name: str) -> HttpResponse:
    return HttpResponse(
        data, content_type="application/pdf", headers={"Content-Disposition": f'attachment; filename="{name}"'}
    )
