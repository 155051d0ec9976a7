"""People of a unit and of all units one may read: the list, finding by name, a person's page."""

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render

from namkhong.foundation.clock import today
from namkhong.people.access import entered_with, person_in, require
from namkhong.people.models import Person
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.queries import head_of
from namkhong.people.queries.finding import PAGE, find_people
from namkhong.people.queries.staff import (
    heads_of,
    hints,
    only_posted_at,
    posts_ever,
    staff_of,
    units_knowing,
    working_life,
)
from namkhong.people.rules import Verb
from namkhong.people.states import OpeningReason
from namkhong.units.models import Unit

ROWS = 50
FURTHEST = 1_000
"""Whoever looks so far has typed too little."""


@entered_with(Verb.READ_STAFF)
def find(request: HttpRequest) -> HttpResponse:
    """Find a person among all units whose staff one may read, as one types."""
    reader = person_in(request).pk
    if not may_anywhere(reader):
        raise Http404
    words = request.GET.get("tim", "")[:120]
    skip = _number(request.GET.get("tu", ""), FURTHEST)
    found = find_people(words=words, reader=reader, on=today(), skip=skip)
    context = {
        "words": words,
        "found": found,
        "first": skip + 1,
        "more": skip + PAGE if found.more and skip + PAGE <= FURTHEST else None,
        "may_look_up": bool(own_units(reader, Verb.READ_PERSONAL, today())),
    }
    return render(request, "people/find.html", context)


@entered_with(Verb.READ_STAFF)
def staff(request: HttpRequest, unit: int) -> HttpResponse:
    """The people of a unit, in Vietnamese order, with a box to find one."""
    require(request, Verb.READ_STAFF, unit)
    place, on = get_object_or_404(Unit, pk=unit), today()
    words = request.GET.get("tim", "")[:120]
    rows = Paginator(staff_of(unit, on, words), ROWS).get_page(request.GET.get("trang"))
    context = {
        "unit": place,
        "words": words,
        "page": rows,
        "head": head_of(unit, on),
        "heads": heads_of(unit)[:10],
        "posted": only_posted_at(unit, on)[:50],
        "on": on,
        "manages": may(person_in(request).pk, Verb.MANAGE_STAFF, unit, on),
    }
    return render(request, "people/staff.html", context)


@entered_with(Verb.READ_STAFF)
def person(request: HttpRequest, person: int) -> HttpResponse:
    """Where a person has worked and what he was trusted with; personal data as hints, for those who may open it."""
    row, unit = known_person(request, person, Verb.READ_STAFF)
    reader, on = person_in(request).pk, today()
    opens = any(may(reader, Verb.READ_PERSONAL, each, on) for each in units_knowing(person, on))
    context = {
        "subject": row,
        "unit": unit,
        "life": working_life(person),
        "posts": posts_ever(person),
        "on": on,
        "opens": opens,
        "hints": hints(person) if opens else [],
        "reasons": OpeningReason.choices,
        "manages": any(may(reader, Verb.MANAGE_STAFF, each, on) for each in units_knowing(person, on)),
    }
    return render(request, "people/person.html", context)


def may_anywhere(reader: int) -> bool:
    """Whether the person may read the staff of any unit at all."""
    return bool(own_units(reader, Verb.READ_STAFF, today()) or superior_units(reader, Verb.READ_STAFF, today()))


def known_person(request: HttpRequest, number: int, verb: Verb) -> tuple[Person, int]:
    """A person and the unit through which the reader may do this to him. Raises: Http404."""
    reader, on = person_in(request).pk, today()
    for unit in units_knowing(number, on) if number < 2**63 else []:
        if may(reader, verb, unit, on):
            return get_object_or_404(Person, pk=number), unit
    raise Http404


def _number(text: str, most: int) -> int:
    return min(int(text), most) if text.isascii() and text.isdigit() and len(text) < 6 else 0
