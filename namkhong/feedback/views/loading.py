"""What a page of this room must find and check before it begins."""

from collections.abc import Callable
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

from namkhong.feedback import queries
from namkhong.feedback.actions import install_instruments
from namkhong.feedback.library import library
from namkhong.foundation.errors import DomainError
from namkhong.people.access import require
from namkhong.people.rules import Verb
from namkhong.units.models import Unit


def own_unit(request: HttpRequest, unit: int) -> Unit:
    """A unit for whoever keeps its points. Raises: Http404."""
    require(request, Verb.KEEP_POINTS, unit)
    return get_object_or_404(Unit, pk=unit)


def bring_library(at: datetime) -> None:
    """Our instruments are there before somebody looks for them; a newer version comes with the program."""
    if not queries.versions_there({data.key: data.version for data in library()}):
        install_instruments(instruments=library(), at=at)


def done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; where it was refused the page says why."""
    try:
        act()
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return False
    return True
