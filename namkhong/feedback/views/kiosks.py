"""Tablets at a counter: starting one, handing it its address, stopping it."""

from django.contrib import messages
from django.contrib.auth import logout
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.safestring import mark_safe

from namkhong.feedback import queries
from namkhong.feedback.actions import start_kiosk, stop_kiosk
from namkhong.feedback.drafting import qr_svg
from namkhong.feedback.models import Kiosk
from namkhong.feedback.rules.kiosk import write_device_ticket
from namkhong.feedback.states import PointKind
from namkhong.feedback.views.entering import done, key, own_point
from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.rules import Verb


@entered_with(Verb.KEEP_POINTS)
@only_posted
def start(request: HttpRequest, pk: int) -> HttpResponse:
    """A new tablet; the next page says how it gets its address."""
    row = own_point(request, pk, PointKind.KIOSK)
    try:
        made = start_kiosk(point=row, by=person_in(request), at=now())
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect("feedback:point", pk)
    return redirect("feedback:kiosk", made.pk)


@entered_with(Verb.KEEP_POINTS)
def kiosk(request: HttpRequest, pk: int) -> HttpResponse:
    """A tablet: the address under which it runs, as a picture for its camera."""
    row = _own_kiosk(request, pk)
    address = request.build_absolute_uri(_path(row))
    context = {"kiosk": row, "point": row.point, "unit": row.point.unit, "address": address}
    context["running"] = row.stopped_at is None and row.point.open
    context["qr"] = mark_safe(qr_svg(address))  # drawn here, of our own address
    return render(request, "feedback/kiosk.html", context)


@entered_with(Verb.KEEP_POINTS)
@only_posted
def use_here(request: HttpRequest, pk: int) -> HttpResponse:
    """This very machine becomes the tablet: whoever started it is signed out, so that nobody finds their session."""
    row = _own_kiosk(request, pk)
    logout(request)
    return redirect(_path(row))


@entered_with(Verb.KEEP_POINTS)
@only_posted
def stop(request: HttpRequest, pk: int) -> HttpResponse:
    """Nothing more is taken from it."""
    row = _own_kiosk(request, pk)
    if done(request, lambda: stop_kiosk(kiosk=row, by=person_in(request), at=now())):
        messages.success(request, "Đã dừng máy. Ý kiến đã nhận vẫn còn.")
    return redirect("feedback:point", row.point_id)


def _own_kiosk(request: HttpRequest, pk: int) -> Kiosk:
    row = queries.kiosk_of(pk)
    if row is None:
        raise Http404
    own_point(request, row.point_id, PointKind.KIOSK)
    return row


def _path(row: Kiosk) -> str:
    return f"/g/may/{write_device_ticket(key('kiosk'), row.pk)}"
