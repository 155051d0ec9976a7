"""Moving a person to another unit, and putting somebody at the head of a unit."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import fold
from namkhong.people import actions
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.forms import HeadForm, LeaveForm, TransferForm
from namkhong.people.models import Person
from namkhong.people.policies import units_within
from namkhong.people.queries import head_of
from namkhong.people.queries.staff import staff_of, working_life
from namkhong.people.rules import Verb
from namkhong.people.views.staff import known_person
from namkhong.units.models import Unit

SHOWN = 20
LISTED = 500


@entered_with(Verb.MANAGE_STAFF)
def transfer(request: HttpRequest, person: int) -> HttpResponse:
    """Choose where a person goes, among the units whose staff one manages, then from which day."""
    subject, _ = known_person(request, person, Verb.MANAGE_STAFF)
    form = TransferForm(request.POST or None, initial={"since": today(), "to": request.GET.get("den")})
    if request.method == "POST" and form.is_valid():
        require(request, Verb.MANAGE_STAFF, form.cleaned_data["to"])
        to = get_object_or_404(Unit, pk=form.cleaned_data.pop("to"))
        try:
            actions.transfer(person=subject, to=to, by=person_in(request).pk, at=now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error("since", error.sentence)
        else:
            messages.success(request, f"{subject.full_name} chuyển đến {to.name}.")
            return redirect("people:person", subject.pk) if _still_known(request, person) else redirect("people:find")
    words = request.GET.get("tim", "")[:120]
    context = {"subject": subject, "form": form, "words": words, "now_at": working_life(person).first()}
    context |= {"units": _units(request, words), "to": _chosen(request, form)}
    return render(request, "people/transfer.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.MANAGE_STAFF)
def leave(request: HttpRequest, person: int) -> HttpResponse:
    """A person retires or leaves: the last day of work, and with it of what he was trusted with there."""
    subject, _ = known_person(request, person, Verb.MANAGE_STAFF)
    form = LeaveForm(request.POST or None, initial={"until": today()})
    if request.method == "POST" and form.is_valid():
        try:
            actions.leave(person=subject, by=person_in(request).pk, at=now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error("until", error.sentence)
        else:
            messages.success(request, f"Đã ghi ngày làm việc cuối cùng của {subject.full_name}.")
            return redirect("people:person", subject.pk) if _still_known(request, person) else redirect("people:find")
    context = {"subject": subject, "form": form, "now_at": working_life(person).filter(valid_to=None).first()}
    return render(request, "people/leave.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.MANAGE_STAFF)
def appoint_head(request: HttpRequest, unit: int) -> HttpResponse:
    """Put somebody who works at the unit at its head from a day on."""
    require(request, Verb.MANAGE_STAFF, unit)
    place = get_object_or_404(Unit, pk=unit)
    form = HeadForm(request.POST or None, initial={"since": today()})
    people = staff_of(unit, today()).values_list("person", "person__full_name")[:LISTED]
    form.fields["person"].choices = [("", "Chọn người"), *people]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        person = get_object_or_404(Person, pk=form.cleaned_data.pop("person"))
        try:
            actions.appoint_head(person=person, unit=place, by=person_in(request).pk, at=now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error("since", error.sentence)
        else:
            messages.success(request, f"{person.full_name} đứng đầu {place.name}.")
            return redirect("people:staff", unit)
    context = {"unit": place, "form": form, "head": head_of(unit, today())}
    return render(request, "people/appoint_head.html", context, status=422 if request.method == "POST" else 200)


def _units(request: HttpRequest, words: str) -> list[Unit]:
    """Some units, by name, to which the reader may move somebody."""
    units = units_within(person_in(request).pk, Verb.MANAGE_STAFF, today()).filter(closed_on=None)
    for word in fold(words).split():
        units = units.filter(search_name__contains=word)
    return list(units.order_by("search_name", "pk")[:SHOWN])


def _chosen(request: HttpRequest, form: TransferForm) -> Unit | None:
    given = form["to"].value()
    if not str(given or "").isdigit() or int(given) >= 2**63:
        return None
    return units_within(person_in(request).pk, Verb.MANAGE_STAFF, today()).filter(pk=int(given)).first()


def _still_known(request: HttpRequest, person: int) -> bool:
    within = units_within(person_in(request).pk, Verb.READ_STAFF, today())
    return working_life(person).filter(unit__in=within.values("pk"), valid_to=None).exists()
