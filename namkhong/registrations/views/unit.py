"""The registrations of a unit: its own, its people's, and the list sent up."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.journal.models import Batch
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.registrations import actions, queries
from namkhong.registrations.actions import Place
from namkhong.registrations.forms import ReasonForm
from namkhong.registrations.rules import remarks
from namkhong.registrations.states import GONE_UP
from namkhong.registrations.views.loading import judged_list, own_place, read_place, ticked
from namkhong.registrations.views.unit_page import unit_page
from namkhong.units.queries import parent


@entered_with(Verb.READ_REGISTRATION)
def unit(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """What a unit and its people register, and how its list stands."""
    return unit_page(request, read_place(request, campaign, year, unit))


def _done(request: HttpRequest, place: Place, act: Callable[[], str]) -> HttpResponse:
    """Carry it out and say so (`act` answers with the words), or show the page with what stands in the way."""
    try:
        messages.success(request, act())
    except DomainError as refused:
        return unit_page(request, place, refusal=refused.sentence, status=422)
    return redirect("registrations:unit", place.campaign.pk, place.year, place.unit.pk)


@entered_with(Verb.REGISTER)
@only_posted
def copy(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Take last year's registrations as drafts."""
    place = own_place(request, campaign, year, unit)

    def act() -> str:
        many = actions.copy_last_year(place=place, by=person_in(request), at=now())
        return f"Đã chép {many} đăng ký của năm {year - 1}. Mỗi bản cần được mở ra xem lại trước khi gửi."

    return _done(request, place, act)


@entered_with(Verb.REGISTER)
@only_posted
def send_all(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Hand in every draft of the unit's people."""
    place = own_place(request, campaign, year, unit)

    def act() -> str:
        many = actions.send_all(place=place, by=person_in(request), at=now())
        return f"Đã gửi {many} đăng ký để duyệt tại đơn vị."

    return _done(request, place, act)


def _judged_place(request: HttpRequest, campaign: int, year: int, unit: int) -> Place:
    """For those who judge at the unit. Raises: Http404."""
    place = read_place(request, campaign, year, unit)
    if unit not in own_units(person_in(request).pk, Verb.JUDGE_REGISTRATION, today()):
        raise Http404
    return place


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def approve_people(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Approve the people ticked, or everybody who waits."""
    place = _judged_place(request, campaign, year, unit)
    rows = None if "tat-ca" in request.POST else ticked(request, "phieu")

    def act() -> str:
        actions.approve_many(place=place, rows=rows, by=person_in(request), at=now())
        return "Đã duyệt. Nếu nhầm, bấm “Hoàn tác lần duyệt vừa rồi”."

    return _done(request, place, act)


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def undo_people(request: HttpRequest, campaign: int, year: int, unit: int, batch: int) -> HttpResponse:
    """Take back an approval of many people that I gave."""
    place = _judged_place(request, campaign, year, unit)
    found = get_object_or_404(Batch, pk=batch, by_id=person_in(request).pk)

    def act() -> str:
        many = actions.undo_approvals(place=place, batch=found, by=person_in(request), at=now())
        return f"Đã hoàn tác: {many} đăng ký trở lại chờ duyệt."

    return _done(request, place, act)


@entered_with(Verb.REGISTER)
def send_list(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """What would go up, with what to look at first; POST sends it."""
    place = own_place(request, campaign, year, unit)
    joint = queries.list_of(campaign, unit, year)
    if request.method != "POST":
        if joint is not None and joint.state in GONE_UP:
            return redirect("registrations:unit", campaign, year, unit)
        return _sending_page(request, place)
    try:
        sent = actions.send_list(place=place, by=person_in(request), at=now())
    except DomainError as refused:
        return _sending_page(request, place, refused.sentence)
    messages.success(request, f"Đã gửi danh sách tới {sent.to_unit.name if sent.to_unit else 'cấp trên'}.")
    return redirect("registrations:unit", campaign, year, unit)


def _sending_page(request: HttpRequest, place: Place, refusal: str = "") -> HttpResponse:
    on = today()
    held = queries.held_by(place.campaign, place.unit.pk, place.year, on)
    found = remarks(held, on)
    context = {
        "place": place,
        "held": held,
        "remarks": found,
        "blocked": any(remark.blocking for remark in found),
        "above": parent(place.unit.pk, place.campaign.line, on),
        "own": queries.own_of(place.campaign.pk, place.unit.pk, place.year),
        "totals": queries.totals_by_honour(place.campaign.pk, place.unit.pk, place.year),
        "refusal": refusal,
    }
    return render(request, "registrations/send.html", context, status=422 if refusal else 200)


@entered_with(Verb.REGISTER)
@only_posted
def recall_list(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Take the list back before it is judged."""
    place = own_place(request, campaign, year, unit)
    joint = queries.list_of(campaign, unit, year)
    if joint is None:
        raise Http404

    def act() -> str:
        actions.recall_list(joint=joint, by=person_in(request), at=now())
        return "Đã rút danh sách về để sửa. Nhớ gửi lại khi xong."

    return _done(request, place, act)


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def approve_list(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Accept a list that was received."""
    joint = judged_list(request, campaign, year, unit)

    def act() -> str:
        actions.approve_list(joint=joint, by=person_in(request), at=now())
        return f"Đã duyệt danh sách của {joint.unit.brief}."

    return _done(request, Place(joint.campaign, joint.unit, year), act)


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def refuse_list(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Hand a list back with a reason."""
    joint = judged_list(request, campaign, year, unit)
    place, form = Place(joint.campaign, joint.unit, year), ReasonForm(request.POST)
    if not form.is_valid():
        return unit_page(request, place, form=form, status=422)

    def act() -> str:
        actions.refuse_list(joint=joint, reason=form.cleaned_data["reason"], by=person_in(request), at=now())
        return f"Đã từ chối danh sách của {joint.unit.brief}. Đơn vị nhận được lý do của bạn."

    return _done(request, place, act)


@entered_with(Verb.JUDGE_REGISTRATION)
@only_posted
def revoke_list(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """Undo a judgement: the list waits again."""
    joint = judged_list(request, campaign, year, unit)

    def act() -> str:
        actions.revoke_list(joint=joint, by=person_in(request), at=now())
        return "Đã bỏ kết quả duyệt. Danh sách trở lại chờ duyệt."

    return _done(request, Place(joint.campaign, joint.unit, year), act)
