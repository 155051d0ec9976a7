"""Every page says who may enter. A page that says nothing is closed, and a test of the house finds it."""

from collections.abc import Callable
from typing import Any

from django.http import Http404, HttpRequest

from namkhong.foundation.clock import today
from namkhong.people.models import Person
from namkhong.people.policies import may
from namkhong.people.rules import Verb

View = Callable[..., Any]


def open_to_all(view: View) -> View:
    """Anybody may enter, signed in or not."""
    view.access = "open"  # type: ignore[attr-defined]
    return view


def signed_in(view: View) -> View:
    """Anybody signed in may enter; what is shown is only what is the person's own."""
    view.access = "signed_in"  # type: ignore[attr-defined]
    return view


def entered_with(*verbs: Verb) -> Callable[[View], View]:
    """Only with one of these verbs; the view itself checks the unit of the thing with `require`."""

    def declare(view: View) -> View:
        view.access = verbs  # type: ignore[attr-defined]
        return view

    return declare


def person_in(request: HttpRequest) -> Person:
    """Who is signed in. Raises: Http404 when nobody is (the middleware lets nobody through to here)."""
    person: Person | None = getattr(request, "person", None)
    if person is None:
        raise Http404
    return person


def require(request: HttpRequest, verb: Verb, unit: int) -> None:
    """Let the request pass only where the authority table grants the verb on the unit.

    Raises: Http404 otherwise, so that strangers cannot tell a closed door from a wall.
    """
    if not may(person_in(request).pk, verb, unit, today()):
        raise Http404
