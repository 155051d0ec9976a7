"""Personal data under lock: stating it, opening one field for a reason, looking a person up by an exact number."""

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people import actions
from namkhong.people.access import entered_with, only_posted, person_in
from namkhong.people.forms import LookUpForm, OpeningForm, PersonalForm
from namkhong.people.models import Person
from namkhong.people.personal import plain_identity, plain_phone, shown
from namkhong.people.policies import own_units, units_within
from namkhong.people.queries.staff import with_exactly
from namkhong.people.rules import Verb
from namkhong.people.states import OpeningReason, PersonalField
from namkhong.people.views.staff import known_person


@never_cache
@entered_with(Verb.READ_PERSONAL)
def state(request: HttpRequest, person: int) -> HttpResponse:
    """Write down personal data; the page never shows what was written before."""
    subject, _ = known_person(request, person, Verb.READ_PERSONAL)
    form = PersonalForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.state_personal(person=person, by=person_in(request).pk, at=now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error(None, error.sentence)
        else:
            messages.success(request, "Đã ghi và niêm phong thông tin cá nhân.")
            return redirect("people:person", person)
    status = 422 if request.method == "POST" else 200
    return render(request, "people/state_personal.html", {"subject": subject, "form": form}, status=status)


@never_cache
@entered_with(Verb.READ_PERSONAL)
@only_posted
def open_field(request: HttpRequest, person: int) -> HttpResponse:
    """Show one field once, to whoever says why; it is recorded before it is shown."""
    subject, unit = known_person(request, person, Verb.READ_PERSONAL)
    form = OpeningForm(request.POST)
    if not form.is_valid():
        messages.error(request, "Hãy chọn lý do mở xem.")
        return redirect("people:person", person)
    field, reason = PersonalField(form.cleaned_data["field"]), OpeningReason(form.cleaned_data["reason"])
    try:
        value = actions.open_field(
            person=subject, field=field, reason=reason, unit=unit, by=person_in(request).pk, at=now()
        )
    except DomainError as error:
        messages.error(request, error.sentence)
        return redirect("people:person", person)
    context = {"subject": subject, "label": field.label, "reason": reason.label, "value": shown(field, value)}
    return render(request, "people/opened.html", context)


@never_cache
@entered_with(Verb.READ_PERSONAL)
def look_up(request: HttpRequest) -> HttpResponse:
    """Look a person up by a whole identity number or telephone; who looked is recorded, the number is not."""
    reader, found = person_in(request).pk, None
    units = own_units(reader, Verb.READ_PERSONAL, today())
    if not units:
        raise Http404
    form, asked = LookUpForm(request.POST or None), False
    if request.method == "POST" and form.is_valid():
        field = PersonalField(form.cleaned_data["field"])
        try:
            found, asked = _look(field, form.cleaned_data["value"], reader), True
        except DomainError as error:
            form.add_error("value", error.sentence)
        else:
            number = found.pk if found else None
            actions.record_look_up(field=field, unit=units[0], found=number, by=reader, at=now())
    status = 422 if form.errors else 200
    return render(request, "people/look_up.html", {"form": form, "asked": asked, "found": found}, status=status)


def _look(field: PersonalField, value: str, reader: int) -> Person | None:
    plain = {PersonalField.IDENTITY: plain_identity, PersonalField.PHONE: plain_phone}[field](value)
    return with_exactly(field, plain, units_within(reader, Verb.READ_PERSONAL, today()))
