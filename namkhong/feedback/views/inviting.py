"""Inviting people after their result was returned: a list comes in, links for those drawn go out."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from namkhong.feedback import actions, queries
from namkhong.feedback.drafting import codes_of
from namkhong.feedback.forms.points import InviteForm
from namkhong.feedback.models import Point
from namkhong.feedback.sheets import FaultyList, invitations_file, read_results, template_file
from namkhong.feedback.states import PointKind
from namkhong.feedback.views.entering import XLSX, address, file, key, own_point
from namkhong.foundation.clock import now, today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import entered_with, person_in
from namkhong.people.rules import Verb

SHOWN = 30
"""So many mistakes are listed; who has mended these finds the rest."""


@entered_with(Verb.KEEP_POINTS)
def invite(request: HttpRequest, pk: int) -> HttpResponse:
    """A list of results; answered at once with the file of those drawn, and nothing of it is kept."""
    row = own_point(request, pk, PointKind.INVITATION)
    form = InviteForm(request.POST or None, request.FILES or None, on=today())
    faults: tuple[Any, ...] = ()
    if request.method == "POST" and form.is_valid():
        try:
            return file(_drawn(request, row, form), f"thu-moi-{row.slug}.xlsx", XLSX)
        except FaultyList as faulty:
            faults = faulty.faults[:SHOWN]
            form.add_error("file", faulty.sentence)
        except DomainError as refused:
            form.add_error("file", refused.sentence)
    context = {"point": row, "unit": row.unit, "form": form, "faults": faults}
    return render(request, "feedback/invite.html", context, status=422 if request.method == "POST" else 200)


@entered_with(Verb.KEEP_POINTS)
def template(request: HttpRequest, pk: int) -> HttpResponse:
    """An empty list with its head."""
    own_point(request, pk, PointKind.INVITATION)
    return file(template_file(), "mau-ho-so-da-tra.xlsx", XLSX)


def _drawn(request: HttpRequest, row: Point, form: InviteForm) -> bytes:
    given = form.cleaned_data["file"]
    results = read_results(given.name, given)
    draw = actions.invite(
        point=row,
        key=key("list"),
        references=[result.reference for result in results],
        size=form.size_of(len(results)),
        valid_to=form.cleaned_data["valid_to"],
        by=person_in(request),
        at=now(),
    )
    draw = queries.invitations_of(row.pk).select_related("batch", "point__unit").get(pk=draw.pk)
    return invitations_file(draw, results, list(codes_of(draw.batch)), address(request, row))
