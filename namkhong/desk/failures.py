"""Error pages that say plainly what happened and what to do next."""

import logging
from collections.abc import Callable

from django.core.exceptions import RequestDataTooBig, TooManyFieldsSent, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string

from namkhong.foundation.errors import DomainError
from namkhong.people.access import open_to_all
from namkhong.people.kept import keep_form

log = logging.getLogger(__name__)
Handler = Callable[[HttpRequest], HttpResponse]


class said_plainly:  # noqa: N801  middleware reads as a verb in the settings
    """A refusal that no page has caught still reaches the person as its sentence, never as a breakdown."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: object) -> HttpResponse | None:
        """A zero sign in an address is nobody's slip, and PostgreSQL breaks down on it."""
        if "%00" in request.META.get("QUERY_STRING", ""):
            return render(request, "400.html", {"too_long": False}, status=400)
        return None

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """The sentence on a page of its own; any other exception stays one."""
        if not isinstance(exception, DomainError):
            return None
        return render(request, "422.html", {"sentence": exception.sentence}, status=422)


@open_to_all
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be understood, or is longer than any form of ours."""
    too_long = isinstance(exception, RequestDataTooBig | TooManyFieldsSent | TooManyFilesSent)
    return render(request, "400.html", {"too_long": too_long}, status=400)


@open_to_all
def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """403: not allowed."""
    return render(request, "403.html", status=403)


@open_to_all
def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """404: nothing here, or nothing for this person."""
    return render(request, "404.html", status=404)


@open_to_all
def server_error(request: HttpRequest) -> HttpResponse:
    """500: our mistake. Where even the frame of the page cannot be made (no database), the words alone."""
    try:
        return render(request, "500.html", status=500)
    except Exception:
        log.exception("the page that tells of a mistake could not be made whole")
        return HttpResponse(render_to_string("500.html"), status=500)


@open_to_all
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was opened too long ago: what was typed is kept and offered again."""
    keep_form(request)
    return render(request, "403.html", {"form_too_old": True, "back": request.path}, status=403)
