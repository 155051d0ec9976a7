"""Nobody enters a page that is not declared open without being signed in; what was typed is kept meanwhile."""

from collections.abc import Callable
from typing import Any

from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpRequest, HttpResponse
from django.urls import resolve

from namkhong.people.kept import keep_form
from namkhong.people.models import Account

Handler = Callable[[HttpRequest], HttpResponse]


class signed_in_only:  # noqa: N801  middleware reads as a verb in the settings
    """Sends visitors to the sign-in page, keeping the form they were sending."""

    def __init__(self, get_response: Handler) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: Any, kwargs: Any
    ) -> HttpResponse | None:
        """Deny by default: a view without a declared access rule is an error of ours, not an open door."""
        if view.__module__.startswith(("allauth.", "django.")):
            return None
        access = getattr(view, "access", None)
        if access is None:
            raise ImproperlyConfigured(f"{resolve(request.path).view_name} does not say who may enter")
        if access == "open" or request.user.is_authenticated:
            return None
        keep_form(request)
        if request.headers.get("HX-Request"):
            return HttpResponse(status=204, headers={"HX-Redirect": redirect_to_login(request.path).url})
        return redirect_to_login(request.get_full_path())


def present_person(get_response: Handler) -> Handler:
    """Puts the signed-in person on the request as `request.person`."""

    def middleware(request: HttpRequest) -> HttpResponse:
        account = request.user
        request.person = account.person if isinstance(account, Account) else None  # type: ignore[attr-defined]
        return get_response(request)

    return middleware
