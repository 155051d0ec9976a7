"""What an administrator does: units below, people with posts, accounts and lost passwords."""

import secrets

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import get_object_or_404, redirect, render

from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people import actions, queries
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.forms import PersonForm, UnitForm
from namkhong.people.kept import take_kept_form
from namkhong.people.models import Post
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.people.states import PostKind
from namkhong.units.actions import found_below
from namkhong.units.models import Unit
from namkhong.units.queries import children, lines_of

_LETTERS = "abcdefghjkmnpqrstuvwxyz23456789"


@entered_with(Verb.MANAGE_ACCOUNTS)
def accounts(request: HttpRequest) -> HttpResponse:
    """Leads an administrator to the unit whose people he looks after."""
    units = superior_units(person_in(request).pk, Verb.MANAGE_ACCOUNTS, today())
    if not units:
        raise Http404
    return redirect("people:unit_people", units[0])


@entered_with(Verb.MANAGE_ACCOUNTS)
def unit_people(request: HttpRequest, unit: int) -> HttpResponse:
    """The people of a unit and the units below it."""
    require(request, Verb.MANAGE_ACCOUNTS, unit)
    return _page(request, get_object_or_404(Unit, pk=unit), PersonForm(), UnitForm())


@entered_with(Verb.MANAGE_ACCOUNTS)
def add_person(request: HttpRequest, unit: int) -> HttpResponse:
    """Enrol a person, give a post, open an account; the first password is shown once."""
    require(request, Verb.MANAGE_ACCOUNTS, unit)
    place = get_object_or_404(Unit, pk=unit)
    form = PersonForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        password = _password()
        try:
            actions.take_on(
                full_name=form.cleaned_data["full_name"],
                unit=place,
                kind=PostKind(form.cleaned_data["kind"]),
                title=form.cleaned_data["title"],
                username=form.cleaned_data["username"],
                password=password,
                since=today(),
                by=person_in(request).pk,
                at=now(),
            )
        except DomainError as error:
            form.add_error("username", error.sentence)
        else:
            return _handed_over(request, place, form.cleaned_data["username"], password)
    return _page(request, place, form, UnitForm())


@entered_with(Verb.MANAGE_ACCOUNTS)
def add_unit(request: HttpRequest, unit: int) -> HttpResponse:
    """A new unit directly below, on the lines on which this one stands."""
    require(request, Verb.MANAGE_ACCOUNTS, unit)
    place = get_object_or_404(Unit, pk=unit)
    form = UnitForm(_typed(request))
    if request.method == "POST" and form.is_valid():
        try:
            made = found_below(parent=place, since=today(), by=person_in(request).pk, at=now(), **form.cleaned_data)
        except DomainError as error:
            form.add_error("name", error.sentence)
        else:
            messages.success(request, f"Đã thêm {made.name}. Hãy thêm người phụ trách của đơn vị này.")
            return redirect("people:unit_people", made.pk)
    return _page(request, place, PersonForm(), form)


@entered_with(Verb.MANAGE_ACCOUNTS)
def relieve(request: HttpRequest, post: int) -> HttpResponse:
    """End a post today; the person's past work stays."""
    row = _post(request, post)
    if request.method == "POST":
        try:
            actions.relieve(post=row, until=today(), by=person_in(request).pk, at=now())
        except DomainError as error:
            messages.error(request, error.sentence)
        else:
            messages.success(request, f"{row.person.full_name} thôi giữ nhiệm vụ tại đơn vị từ ngày mai.")
        return redirect("people:unit_people", row.unit_id)
    return render(request, "people/relieve.html", {"post": row})


@entered_with(Verb.MANAGE_ACCOUNTS)
def renew_password(request: HttpRequest, post: int) -> HttpResponse:
    """Give a new first password to a person who lost his."""
    row = _post(request, post)
    if request.method != "POST":
        return render(request, "people/renew_password.html", {"post": row})
    password = _password()
    account = actions.renew_password(person=row.person, password=password, by=person_in(request).pk, at=now())
    return _handed_over(request, row.unit, account.username, password)


def _post(request: HttpRequest, pk: int) -> Post:
    row = get_object_or_404(Post.objects.on(today()).select_related("person", "unit"), pk=pk)
    require(request, Verb.MANAGE_ACCOUNTS, row.unit_id)
    return row


def _page(request: HttpRequest, unit: Unit, person_form: PersonForm, unit_form: UnitForm) -> HttpResponse:
    on = today()
    below = {row.pk: row for line in lines_of(unit.pk, on) for row in children(unit.pk, line, on)}
    context = {
        "unit": unit,
        "posts": queries.with_usernames(queries.holders(unit.pk, list(PostKind), on)),
        "below": sorted(below.values(), key=lambda row: row.search_name),
        "person_form": person_form,
        "unit_form": unit_form,
        "kept": request.method != "POST" and (person_form.is_bound or unit_form.is_bound),
    }
    return render(request, "people/accounts.html", context, status=422 if request.method == "POST" else 200)


def _handed_over(request: HttpRequest, unit: Unit, username: str, password: str) -> HttpResponse:
    """Shown once and kept nowhere: the page is the only place where the password can be read."""
    return render(request, "people/handed_over.html", {"unit": unit, "username": username, "password": password})


def _typed(request: HttpRequest) -> QueryDict | None:
    """What is posted now, or was posted when the session had run out."""
    return request.POST if request.method == "POST" else take_kept_form(request, person_in(request).pk)


def _password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))
