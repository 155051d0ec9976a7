"""One registration: what it says, what happened to it, and what may be done with it."""

from collections.abc import Callable

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, only_posted, person_in, signed_in
from namkhong.people.rules import Verb
from namkhong.registrations import actions, policies, queries
from namkhong.registrations.forms import ReasonForm
from namkhong.registrations.models import Registration
from namkhong.registrations.rules import asks_again
from namkhong.registrations.states import GONE_UP
from namkhong.registrations.views.loading import judged_registration, own_registration, seen_registration
from namkhong.registrations.views.telling import story


@signed_in
def registration(request: HttpRequest, pk: int) -> HttpResponse:
    """What is aimed at and promised, and how it stands."""
    return _page(request, seen_registration(request, pk))


def _page(
    request: HttpRequest, row: Registration, refusal: str = "", form: ReasonForm | None = None, status: int = 200
) -> HttpResponse:
    person, on = person_in(request).pk, today()
    joint = queries.list_of(row.campaign_id, row.unit_id, row.year)
    before = queries.last_years([row]).get(row.person_id, "")
    context = {
        "row": row,
        "joint": joint,
        "gone_up": joint is not None and joint.state in GONE_UP,
        "before": before,
        "question": asks_again(row.promise, before),
        "may_write": policies.may_write(person, row, on),
        "may_judge": policies.may_judge(person, row, on),
        "may_read_unit": policies.may_read(person, row.campaign, row.unit_id, row.year, on),
        "story": story("registration", row.pk),
        "refusal": refusal,
        "form": form or ReasonForm(),
    }
    return render(request, "registrations/registration.html", context, status=status)


def _done(request: HttpRequest, row: Registration, act: Callable[[], None], words: str) -> HttpResponse:
    try:
        act()
    except DomainError as refused:
        return _page(request, seen_registration(request, row.pk), refused.sentence, status=422)
    messages.success(request, words)
    return redirect("registrations:registration", row.pk)


@signed_in
@only_posted
def send(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it in at the unit."""
    row = own_registration(request, pk)
    return _done(
        request,
        row,
        lambda: actions.send(row=row, by=person_in(request), at=now()),
        "Đã gửi duyệt. Khi còn chờ duyệt, bạn vẫn rút về được.",
    )


@signed_in
@only_posted
def recall(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it back before it is judged."""
    row = own_registration(request, pk)
    return _done(
        request,
        row,
        lambda: actions.recall(row=row, by=person_in(request), at=now()),
        "Đã rút về. Nhớ gửi lại sau khi sửa.",
    )


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def approve(request: HttpRequest, pk: int) -> HttpResponse:
    """Let it go into the list."""
    row = judged_registration(request, pk)
    return _done(
        request,
        row,
        lambda: actions.approve(row=row, by=person_in(request), at=now()),
        "Đã duyệt. Người này sẽ có trong danh sách chung.",
    )


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def refuse(request: HttpRequest, pk: int) -> HttpResponse:
    """Hand it back with a reason."""
    row, form = judged_registration(request, pk), ReasonForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form=form, status=422)
    return _done(
        request,
        row,
        lambda: actions.refuse(row=row, reason=form.cleaned_data["reason"], by=person_in(request), at=now()),
        "Đã từ chối. Người đăng ký nhận được lý do của bạn.",
    )


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def revoke(request: HttpRequest, pk: int) -> HttpResponse:
    """Undo a judgement."""
    row = judged_registration(request, pk)
    return _done(
        request,
        row,
        lambda: actions.revoke(row=row, by=person_in(request), at=now()),
        "Đã bỏ kết quả duyệt. Đăng ký trở lại chờ duyệt.",
    )


@signed_in
def drop(request: HttpRequest, pk: int) -> HttpResponse:
    """Take it out, after asking."""
    row, refusal = own_registration(request, pk), ""
    if request.method == "POST":
        try:
            actions.drop(row=row, by=person_in(request), at=now())
            messages.success(request, "Đã bỏ đăng ký này.")
            if policies.may_read(person_in(request).pk, row.campaign, row.unit_id, row.year, today()):
                return redirect("registrations:unit", row.campaign_id, row.year, row.unit_id)
            return redirect("registrations:mine")
        except DomainError as refused:
            refusal = refused.sentence
    context = {"row": row, "refusal": refusal}
    return render(request, "registrations/drop.html", context, status=422 if refusal else 200)
