"""What a page of this room must find and check before it begins."""

from datetime import date

from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404

from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.policies import may_keep, visible
from namkhong.criteria.states import SetState
from namkhong.foundation.numbers import whole_number
from namkhong.people.access import person_in


def visible_set(request: HttpRequest, pk: int, on: date) -> CriteriaSet:
    """The set, for those whom it concerns. Raises: Http404."""
    return get_object_or_404(visible(person_in(request).pk, on).select_related("unit"), pk=pk)


def own_draft(request: HttpRequest, pk: int, on: date) -> CriteriaSet:
    """The draft, for those who write it. Raises: Http404."""
    row = get_object_or_404(CriteriaSet.objects.select_related("unit"), pk=pk, state=SetState.DRAFT)
    if not may_keep(person_in(request).pk, row, on):
        raise Http404
    return row


def seen(request: HttpRequest) -> int:
    """The revision that the page was made from; 0, which no draft has, where the field is missing or spoilt."""
    return whole_number(request.POST.get("revision", ""), most_digits=9) or 0
