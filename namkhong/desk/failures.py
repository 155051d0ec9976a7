"""Error pages that say plainly what happened and what to do next."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.people.access import open_to_all
from namkhong.people.kept import keep_form


@open_to_all
def bad_request(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """400: the request could not be understood."""
    return render(request, "400.html", status=400)


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
    """500: our mistake."""
    return render(request, "500.html", status=500)


@open_to_all
def csrf(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form whose page was opened too long ago: what was typed is kept and offered again."""
    keep_form(request)
    return render(request, "403.html", {"form_too_old": True, "back": request.path}, status=403)
