"""What a page of this room must find and check before it begins."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django import forms
from django.http import Http404, HttpRequest, QueryDict
from django.shortcuts import get_object_or_404

from namkhong.foundation.errors import DomainError
from namkhong.people.access import person_in
from namkhong.scoring.models import Round, Sheet
from namkhong.scoring.policies import Rights, may_run, rights_on
from namkhong.scoring.queries.rounds import may_see_round
from namkhong.scoring.queries.sheets import sheet_of


def sent(request: HttpRequest) -> QueryDict | None:
    """What was posted, even when it is nothing; None where the page is only looked at."""
    return request.POST if request.method == "POST" else None


def seen_round(request: HttpRequest, pk: int, on: date) -> Round:
    """The round, for those it has to do with. Raises: Http404."""
    row = get_object_or_404(Round.objects.select_related("unit", "set", "campaign"), pk=pk)
    if not may_see_round(person_in(request).pk, row, on):
        raise Http404
    return row


def own_round(request: HttpRequest, pk: int, on: date) -> Round:
    """The round, for those who run it. Raises: Http404."""
    row = get_object_or_404(Round.objects.select_related("unit", "set"), pk=pk)
    if not may_run(person_in(request).pk, row, on):
        raise Http404
    return row


def sheet_with(
    request: HttpRequest, pk: int, on: date, needs: Callable[[Rights], Any] = lambda rights: rights.reads
) -> tuple[Sheet, Rights]:
    """The sheet and what the person may do with it, where that is what is needed. Raises: Http404."""
    row = sheet_of(pk)
    if row is None:
        raise Http404
    rights = rights_on(person_in(request).pk, row, on)
    if not needs(rights):
        raise Http404
    return row, rights


def carried_out(form: forms.Form, act: Callable[[], Any], field: str | None = None) -> bool:
    """Whether it was done; otherwise the reason stands on the form, beside what was typed."""
    try:
        act()
    except DomainError as refused:
        if not form.errors:
            form.add_error(field, refused.sentence)
        return False
    return True
