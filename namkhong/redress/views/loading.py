"""What a page of this room must find and check before it begins; how an act is carried out and answered."""

from collections.abc import Callable

from django.contrib import messages
from django.http import Http404, HttpRequest

from namkhong.foundation.clock import today
from namkhong.foundation.errors import DomainError
from namkhong.people.access import person_in
from namkhong.redress import policies, queries
from namkhong.redress.models import Concern, InspectionFlag, Remedy


def seen_concern(request: HttpRequest, pk: int) -> Concern:
    """For those who may see it. Raises: Http404."""
    row = queries.concern_of(pk)
    if row is None or not policies.may_see(person_in(request).pk, row, today()):
        raise Http404
    return row


def own_concern(request: HttpRequest, pk: int) -> Concern:
    """For the unit's own officers. Raises: Http404."""
    row = seen_concern(request, pk)
    if not policies.may_answer(person_in(request).pk, row, today()):
        raise Http404
    return row


def seen_remedy(request: HttpRequest, pk: int) -> Remedy:
    """For those who may see it. Raises: Http404."""
    row = queries.remedy_of(pk)
    if row is None or not policies.may_see(person_in(request).pk, row, today()):
        raise Http404
    return row


def judged_remedy(request: HttpRequest, pk: int) -> Remedy:
    """For officers of a unit above. Raises: Http404."""
    row = seen_remedy(request, pk)
    if not policies.may_judge(person_in(request).pk, row, today()):
        raise Http404
    return row


def judged_flag(request: HttpRequest, pk: int) -> InspectionFlag:
    """For officers of a unit above. Raises: Http404."""
    row = queries.flag_of(pk)
    if row is None or not policies.may_judge(person_in(request).pk, row, today()):
        raise Http404
    return row


def done(request: HttpRequest, act: Callable[[], object], told: str) -> bool:
    """Whether it was done; the next page says so, or why it was refused."""
    try:
        act()
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return False
    messages.success(request, told)
    return True
