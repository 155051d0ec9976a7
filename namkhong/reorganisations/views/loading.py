"""What a page of this room must find and check before it begins, and what its pages share."""

from datetime import date

from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from namkhong.design.components.panels import Step, UnitNode
from namkhong.people.access import person_in
from namkhong.people.policies import LARGEST_NUMBER
from namkhong.reorganisations.policies import may_reorganise
from namkhong.reorganisations.rules import Branch
from namkhong.units.models import Change, Reorganisation
from namkhong.units.states import ReorganisationState

AT_A_TIME = 20
"""Changes on one page."""


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even when it is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def own_reorganisation(request: HttpRequest, pk: int, on: date) -> Reorganisation:
    """The reorganisation, for those who may carry it out. Raises: Http404."""
    rows = Reorganisation.objects.select_related("unit", "batch")
    row = get_object_or_404(rows, pk=min(pk, LARGEST_NUMBER))
    if not may_reorganise(person_in(request).pk, row, on):
        raise Http404
    return row


def own_draft(request: HttpRequest, pk: int, on: date) -> Reorganisation:
    """The same, only while it is a draft. Raises: Http404."""
    row = own_reorganisation(request, pk, on)
    if row.state != ReorganisationState.DRAFT:
        raise Http404
    return row


def own_change(request: HttpRequest, pk: int, on: date) -> Change:
    """A change with its reorganisation. Raises: Http404."""
    rows = Change.objects.select_related("reorganisation__unit", "reorganisation__batch")
    row = get_object_or_404(rows, pk=min(pk, LARGEST_NUMBER))
    if not may_reorganise(person_in(request).pk, row.reorganisation, on):
        raise Http404
    return row


def steps(now: int) -> list[Step]:
    """The way from a decision to its result; `now` is the place of the step at hand."""
    labels = ("Văn bản và ngày", "Các thay đổi", "Xem trước, quyết định", "Thực hiện")
    states = ["done"] * now + ["now"] + ["later"] * (len(labels) - now - 1)
    return [Step(label, state) for label, state in zip(labels, states, strict=True)]


def nodes(branches: list[Branch] | tuple[Branch, ...]) -> list[UnitNode]:
    """A sketch as the tree on the page, its branches open."""
    return [UnitNode(row.name, note=row.note, children=nodes(row.below), open=True) for row in branches]
