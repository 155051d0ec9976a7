"""Every page says who may enter. A page that says nothing is closed, and a test of the house finds it."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseNotAllowed
from django.http.response import HttpResponseBase
from django.shortcuts import redirect

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


def only_posted(view: View) -> View:
    """For what is only ever sent, never looked at. Looked at all the same (the sign-in page leads back to where a form
    was sent), it leads on to the page the form stands on, one step up in the address.
    """

    @wraps(view)
    def answer(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if request.method in ("GET", "HEAD"):
            return redirect("../")
        if request.method != "POST":
            return HttpResponseNotAllowed(["POST"])
        found: HttpResponseBase = view(request, *args, **kwargs)
        return found

    answer.only_posted = True  # type: ignore[attr-defined]
    return answer


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
