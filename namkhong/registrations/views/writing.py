"""Writing registrations: the unit's own, many people at once, from a table; changing one."""

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, person_in, signed_in
from namkhong.people.models import Person
from namkhong.people.queries.staff import staff_of
from namkhong.people.rules import Verb
from namkhong.registrations import actions, queries
from namkhong.registrations.actions import Place
from namkhong.registrations.forms import TableForm, WishForm
from namkhong.registrations.models import Registration
from namkhong.registrations.rules import Whose, asks_again
from namkhong.registrations.sheets import COLUMNS, Line, Wrong, lines_in_file, lines_pasted, people_on
from namkhong.registrations.states import EDITABLE
from namkhong.registrations.views.loading import own_place, own_registration, ticked, typed
from namkhong.registrations.views.showing import SEARCH, sources

ROWS = 200
SHOWN = 50


@entered_with(Verb.REGISTER)
def write_own(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """The unit's own registration, begun or changed."""
    place, on = own_place(request, campaign, year, unit), today()
    own = queries.own_of(campaign, unit, year)
    if own is not None:
        return redirect("registrations:edit", own.pk)
    offers = queries.honours(Whose.UNIT, on)
    form = WishForm(offers, queries.suggestions(campaign), typed(request))
    if request.method == "POST" and form.is_valid():
        wish = actions.Wish(form.aimed(), form.promised())
        try:
            actions.write(place=place, person=None, wish=wish, by=person_in(request), at=now())
            messages.success(request, "Đã ghi đăng ký của đơn vị.")
            return redirect("registrations:unit", campaign, year, unit)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {"form": form, "place": place, "who": place.unit.name, "sources": sources(offers)}
    return render(request, "registrations/write.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.REGISTER)
def pick(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """People of the unit, one or many at once, with one honour."""
    place, on = own_place(request, campaign, year, unit), today()
    offers, chosen = queries.honours(Whose.PERSON, on), ticked(request, "nguoi")
    form = WishForm(offers, queries.suggestions(campaign), typed(request))
    if request.method == "POST" and form.is_valid():
        wish = actions.Wish(form.aimed(), form.promised())
        people = Person.objects.filter(pk__in=chosen).order_by("sort_name", "pk")
        try:
            wishes = [(person, wish) for person in people]
            rows = actions.write_many(place=place, wishes=wishes, by=person_in(request), at=now())
            messages.success(request, f"Đã ghi đăng ký của {len(rows)} người. Hãy gửi duyệt khi đã đủ nội dung.")
            return redirect("registrations:unit", campaign, year, unit)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    context = {"form": form, "place": place, "sources": sources(offers), "ticked": set(chosen)}
    context |= _staff(request, place)
    return render(request, "registrations/pick.html", context, status=422 if request.method == "POST" else 200)


def _staff(request: HttpRequest, place: Place) -> dict[str, Any]:
    """Those who work at the unit and have no registration of that year, by name."""
    words = request.GET.get(SEARCH, "").strip()[:120]
    done = Registration.objects.filter(campaign=place.campaign, year=place.year, person__isnull=False)
    rows = staff_of(place.unit.pk, today(), words).exclude(person__in=done.values("person"))
    return {"page": Paginator(rows, ROWS).get_page(request.GET.get("trang")), "words": words}


@entered_with(Verb.REGISTER)
def from_table(request: HttpRequest, campaign: int, year: int, unit: int) -> HttpResponse:
    """People from a file or pasted rows; where a row is wrong, nothing is taken and every mistake is told."""
    place = own_place(request, campaign, year, unit)
    offers = queries.honours(Whose.PERSON, today())
    form = TableForm(offers, typed(request), request.FILES or None)
    wrong: list[Wrong] = []
    if request.method == "POST" and form.is_valid():
        try:
            wishes, wrong = _read(form, place)
            if not wrong:
                rows = actions.write_many(place=place, wishes=wishes, by=person_in(request), at=now())
                messages.success(request, f"Đã ghi đăng ký của {len(rows)} người. Hãy xem lại rồi gửi duyệt.")
                return redirect("registrations:unit", campaign, year, unit)
        except DomainError as refused:
            form.add_error("file" if request.FILES else "text", refused.sentence)
    context = {"form": form, "place": place, "wrong": wrong[:SHOWN], "many_wrong": len(wrong), "columns": COLUMNS}
    return render(request, "registrations/table.html", context, status=422 if request.method == "POST" else 200)


def _read(form: TableForm, place: Place) -> tuple[list[tuple[Person, actions.Wish]], list[Wrong]]:
    upload = form.cleaned_data["file"]
    lines: list[Line] = lines_in_file(upload.name, upload.file) if upload else lines_pasted(form.cleaned_data["text"])
    done = Registration.objects.filter(campaign=place.campaign, year=place.year, person__isnull=False).order_by()
    staff = staff_of(place.unit.pk, today())
    return people_on(lines, staff, set(done.values_list("person", flat=True)), form.aimed())


@signed_in
def edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Change what is aimed at and promised; beside it what was promised last year."""
    row = own_registration(request, pk)
    if row.state not in EDITABLE:
        return redirect("registrations:registration", pk)
    offers = queries.honours(Whose.UNIT if row.person_id is None else Whose.PERSON, today())
    first = {"honour": row.honour, "promise": row.promise}
    form = WishForm(offers, queries.suggestions(row.campaign_id), typed(request), initial=first)
    if request.method == "POST" and form.is_valid():
        wish = actions.Wish(form.aimed(), form.promised())
        try:
            actions.revise(row=row, wish=wish, by=person_in(request), at=now())
            messages.success(request, "Đã lưu.")
            return redirect("registrations:registration", pk)
        except DomainError as refused:
            form.add_error(None, refused.sentence)
    before = queries.last_years([row]).get(row.person_id, "")
    context = {
        "form": form,
        "row": row,
        "place": Place(row.campaign, row.unit, row.year),
        "who": row.person.full_name if row.person else row.unit.name,
        "sources": sources(offers),
        "before": before,
        "question": asks_again(row.promise, before),
    }
    return render(request, "registrations/write.html", context, status=422 if request.method == "POST" else 200)
