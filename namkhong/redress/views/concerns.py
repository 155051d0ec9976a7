"""Concerns as a unit sees them: those that wait, one of them, passing it on, opening the contact."""

from datetime import date

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache

from namkhong.design.components.tables import Tab
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import whole_number
from namkhong.foundation.periods import year_period
from namkhong.people.access import entered_with, only_posted, person_in, require, signed_in
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.people.states import OpeningReason
from namkhong.redress import actions, policies, queries
from namkhong.redress.forms import AnswerForm, ContactForm, TransferForm
from namkhong.redress.models import Concern
from namkhong.redress.states import WAITING, ConcernState, ContactKind
from namkhong.redress.tasks import send_answer
from namkhong.redress.views.loading import done, own_concern, seen_concern
from namkhong.redress.views.showing import concern_tag
from namkhong.units.models import Unit

ROWS = 50
PARTS = (("cho", "Chờ trả lời", "waiting"), ("da-tra-loi", "Đã trả lời", "answered"), ("da-khep", "Đã khép", "settled"))


@signed_in
def index(request: HttpRequest) -> HttpResponse:
    """Concerns of my units and those below, the soonest due first."""
    person, on = person_in(request).pk, today()
    rows = queries.concerns_seen(person, on)
    counts, asked = queries.part_counts(rows), request.GET.get("phan", "")
    part = asked if asked in {key for key, _, _ in PARTS} else "cho"
    page = Paginator(queries.in_part(rows, part), ROWS).get_page(request.GET.get("trang"))
    context = {
        "tabs": [Tab(label, f"?phan={key}", key == part, counts[name]) for key, label, name in PARTS],
        "page": page,
        "rows": [(row, concern_tag(row, on)) for row in page],
        "part": part,
        "today": on,
        "judges": bool(superior_units(person, Verb.JUDGE_REMEDIES, on)),
    }
    return render(request, "redress/index.html", context)


@entered_with(Verb.READ_CONCERNS)
def unit(request: HttpRequest, unit: int) -> HttpResponse:
    """The concerns of a unit that came in a year, and how many were answered in time."""
    row, on = get_object_or_404(Unit, pk=unit), today()
    require(request, Verb.READ_CONCERNS, unit)
    year = whole_number(request.GET.get("nam", ""), 4) or on.year
    year = year if 2000 <= year <= on.year else on.year
    period = year_period(year)
    told = queries.timeliness([unit], period.starts_on, period.ends_on, on).get(unit, queries.Timeliness())
    found = queries.concerns_seen(person_in(request).pk, on).filter(unit=unit, received_on__year=year)
    page = Paginator(found, ROWS).get_page(request.GET.get("trang"))
    context = {
        "unit": row,
        "year": year,
        "tabs": [Tab(f"Năm {each}", f"?nam={each}", each == year) for each in range(on.year - 2, on.year + 1)],
        "told": told,
        "page": page,
        "rows": [(each, concern_tag(each, on)) for each in page],
        "today": on,
    }
    return render(request, "redress/unit.html", context)


@entered_with(Verb.READ_CONCERNS)
def concern(request: HttpRequest, pk: int) -> HttpResponse:
    """One concern; sent to, the answer."""
    if request.method != "POST":
        return _page(request, seen_concern(request, pk), AnswerForm())
    row, form = own_concern(request, pk), AnswerForm(request.POST)
    if not form.is_valid():
        return _page(request, row, form)
    try:
        made = actions.answer(concern=row, words=form.cleaned_data["words"], by=person_in(request), at=now())
    except DomainError as refused:
        form.add_error("words", refused.sentence)
        return _page(request, row, form)
    if row.contact_kind == ContactKind.EMAIL and actions.mails():
        send_answer.enqueue(made.pk, request.build_absolute_uri("/"))
    messages.success(request, "Đã trả lời. Người gửi đọc được ngay bằng mã biên nhận.")
    return redirect("redress:concern", pk)


def _page(request: HttpRequest, row: Concern, form: AnswerForm, contact: str = "") -> HttpResponse:
    person, on = person_in(request).pk, today()
    context = {
        "concern": row,
        "tag": concern_tag(row, on),
        "passed": queries.passed_on(row.pk),
        "answers": queries.answers_of(row.pk),
        "form": form,
        "answers_it": row.state in WAITING and policies.may_answer(person, row, on),
        "accepts": row.state in (ConcernState.RECEIVED, ConcernState.TRANSFERRED),
        "passes_on": row.state == ConcernState.RECEIVED,
        "opens": bool(row.contact_kind) and policies.may_open_contact(person, row, on),
        "contact": contact,
        "today": on,
    }
    return render(request, "redress/concern.html", context, status=422 if form.errors else 200)


@entered_with(Verb.ANSWER_CONCERNS)
@only_posted
def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """It is being looked into."""
    row = own_concern(request, pk)
    done(request, lambda: actions.accept(concern=row, by=person_in(request), at=now()), "Đã nhận xử lý.")
    return redirect("redress:concern", pk)


@entered_with(Verb.ANSWER_CONCERNS)
def transfer(request: HttpRequest, pk: int) -> HttpResponse:
    """Look for the sister unit it is about, then pass it on."""
    row, words = own_concern(request, pk), request.GET.get("tim", "")[:120].strip()
    form = TransferForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        to, why = get_object_or_404(Unit, pk=form.cleaned_data["unit"]), form.cleaned_data["reason"]
        try:
            actions.transfer(concern=row, to_unit=to, reason=why, by=person_in(request), at=now())
        except DomainError as refused:
            form.add_error("reason", refused.sentence)
        else:
            messages.success(request, f"Đã chuyển tới {to.name}.")
            return redirect("redress:index")
    context = {
        "concern": row,
        "words": words,
        "form": form,
        "found": _sisters(request, row, words, today()),
        "search": reverse("redress:transfer", args=[pk]),
    }
    return render(request, "redress/transfer.html", context, status=422 if request.method == "POST" else 200)


def _sisters(request: HttpRequest, row: Concern, words: str, on: date) -> list[tuple[Unit, bool]]:
    chosen = whole_number(request.POST.get("unit", ""))
    return [(each, each.pk == chosen) for each in queries.sisters(row.unit_id, words, on)]


@never_cache
@entered_with(Verb.READ_PERSONAL)
@only_posted
def open_contact(request: HttpRequest, pk: int) -> HttpResponse:
    """The contact that was left, opened for this one page; it is written down that it was."""
    row, person = own_concern(request, pk), person_in(request)
    if not policies.may_open_contact(person.pk, row, today()):
        raise Http404
    form = ContactForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy chọn lý do mở xem.")
        return redirect("redress:concern", pk)
    try:
        contact = actions.open_contact(
            concern=row, reason=OpeningReason(form.cleaned_data["reason"]), by=person, at=now()
        )
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return redirect("redress:concern", pk)
    return _page(request, row, AnswerForm(), contact)
