"""The authority table as a page."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.people.access import signed_in
from namkhong.people.rules import authority_table
from namkhong.people.states import PostKind


@signed_in
def permissions(request: HttpRequest) -> HttpResponse:
    """The authority table as a page: who may do what, and how far."""
    rows = [(verb.label, list(zip(PostKind.labels, reaches, strict=True))) for verb, reaches in authority_table()]
    columns = "|".join(["Việc", *PostKind.labels])
    return render(request, "people/permissions.html", {"columns": columns, "rows": rows})
