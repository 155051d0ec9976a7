"""Open pages: raising a concern after a low rating, and reading what was answered by the code of the receipt.

Why they take forms without a forgery token (`csrf_exempt`): nothing that a browser sends along by itself gives any
right here. The ticket or the code in the address is the whole authority, so no page here sets a cookie. Exactly once is
the work of the number that was made with the page (`i`).
"""

from typing import Any
from uuid import uuid4

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.loader import render_to_string
from django.views.decorators.csrf import csrf_exempt

from namkhong.feedback.models import Point
from namkhong.feedback.rules.invitations import Invitation, still_good
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import open_to_all
from namkhong.redress import actions, queries
from namkhong.redress.forms import ConcernForm
from namkhong.redress.queries.days import is_open
from namkhong.redress.rules.terms import ANSWER_AGAIN_DAYS, ANSWER_DAYS

MOST_BYTES = 40_000
"""Four thousand letters, each of them nine signs on the way here."""
NOWHERE = "Đường dẫn gửi phản ánh này không đúng."
TOO_LONG = "Nội dung gửi lên dài quá mức cho phép. Xin viết ngắn lại."
UNREADABLE = "Trang đã mở không còn dùng được. Xin mở lại đường dẫn."
UNKNOWN = "Không có phản ánh nào mang mã này. Xin xem lại từng chữ trên biên nhận."


@csrf_exempt
@open_to_all
def concern(request: HttpRequest, ticket: str) -> HttpResponse:
    """Raise a concern with the ticket of a low rating."""
    invitation = queries.invitation_of(ticket)
    point = Point.objects.select_related("unit").filter(pk=invitation.point).first() if invitation else None
    if invitation is None or point is None:
        return _problem(404, NOWHERE)
    if request.method == "POST":
        return _raised(request, invitation, point)
    if not still_good(invitation, today()):
        return _problem(404, actions.TicketOld.sentence)
    return _asked(ConcernForm(initial={"i": uuid4()}), invitation, point)


def _raised(request: HttpRequest, invitation: Invitation, point: Point) -> HttpResponse:
    if int(request.META.get("CONTENT_LENGTH") or 0) > MOST_BYTES:
        return _problem(413, TOO_LONG)
    form = ConcernForm(request.POST)
    if not form.is_valid():
        return _problem(422, UNREADABLE) if "i" in form.errors else _asked(form, invitation, point, 422)
    client_id = form.cleaned_data["i"]
    try:
        row = actions.raise_concern(
            invitation=invitation, client_id=client_id, draft=form.draft(), is_working_day=is_open, at=now()
        )
    except (actions.TicketUsed, actions.AnotherBody) as refused:
        return _problem(409, refused.sentence)
    except DomainError as refused:
        return _problem(422, refused.sentence)
    return _page("receipt", 200, concern=row, code=queries.receipt_of(client_id))


@csrf_exempt
@open_to_all
def read(request: HttpRequest) -> HttpResponse:
    """Type the code of a receipt."""
    typed = request.POST.get("ma", "")[:60]
    if request.method == "POST" and (row := queries.by_receipt(typed)):
        return redirect("redress:read_own", queries.receipt_of(row.client_id))
    return _page("read", 422 if request.method == "POST" else 200, typed=typed, mistake=UNKNOWN if typed else "")


@csrf_exempt
@open_to_all
def read_own(request: HttpRequest, code: str) -> HttpResponse:
    """A concern as its sender sees it; sent to, whether it is solved."""
    row = queries.by_receipt(code)
    if row is None:
        return _page("read", 404, typed="", mistake=UNKNOWN)
    said = request.POST.get("lam", "")
    if request.method == "POST" and said in ("xong", "chua"):
        words = request.POST.get("vi-sao", "").replace("\x00", "")[:2000]
        try:
            actions.judge_answer(concern=row, solved=said == "xong", words=words, is_working_day=is_open, at=now())
        except DomainError as refused:
            return _problem(409, refused.sentence)
        return redirect("redress:read_own", code)
    told = {"answers": queries.answers_of(row.pk), "passed": queries.passed_on(row.pk), "today": today()}
    return _page("own", 200, concern=row, code=code, again=ANSWER_AGAIN_DAYS, **told)


def _asked(form: ConcernForm, invitation: Invitation, point: Point, status: int = 200) -> HttpResponse:
    return _page("concern", status, form=form, invitation=invitation, point=point, days=ANSWER_DAYS)


def _problem(status: int, sentence: str) -> HttpResponse:
    return _page("problem", status, sentence=sentence)


def _page(name: str, status: int, **context: Any) -> HttpResponse:
    """Made without the frame of other pages, which would ask who is signed in; no other site is told the address."""
    response = HttpResponse(render_to_string(f"redress/public/{name}.html", context), status=status)
    response.headers["X-Robots-Tag"] = "noindex, nofollow"
    response.headers["Referrer-Policy"] = "no-referrer"
    return response
