"""Pages of the room `people`."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.people.access import signed_in
from namkhong.people.rules import GRANTS
from namkhong.people.states import PostKind


@signed_in
def permissions(request: HttpRequest) -> HttpResponse:
    """The authority table as a page: who may do what, and how far."""
    rows = [(verb.label, [grants.get(kind, "") for kind in PostKind]) for verb, grants in GRANTS.items()]
    return render(request, "people/permissions.html", {"posts": PostKind.labels, "rows": rows})
