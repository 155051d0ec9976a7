"""What the pages of points have in common: whose point it is, its address, a deed that may be refused, a file."""

from collections.abc import Callable
from datetime import datetime

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from namkhong.feedback import queries
from namkhong.feedback.actions import install_instruments
from namkhong.feedback.library import library
from namkhong.feedback.models import Instrument, Point
from namkhong.feedback.policies import keeping_verb
from namkhong.feedback.rules.codes import derived_key
from namkhong.feedback.states import PointKind
from namkhong.foundation.errors import DomainError
from namkhong.people.access import require
from namkhong.people.rules import Verb
from namkhong.units.models import Unit

PDF = "application/pdf"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


def own_unit(request: HttpRequest, unit: int) -> Unit:
    """A unit that asks people by itself."""
    require(request, Verb.KEEP_POINTS, unit)
    return get_object_or_404(Unit, pk=unit)


def own_point(request: HttpRequest, pk: int, *kinds: PointKind) -> Point:
    """A point that is the unit's own to keep, of one of the kinds where any are named; never a sample."""
    row = queries.point_of(pk)
    if row is None or keeping_verb(row.kind) is not Verb.KEEP_POINTS or (kinds and row.kind not in kinds):
        raise Http404
    require(request, Verb.KEEP_POINTS, row.unit_id)
    return row


def bring_library(at: datetime) -> None:
    """Our instruments are there before somebody looks for them; a newer version comes with the program."""
    if not queries.versions_there({data.key: data.version for data in library()}):
        install_instruments(instruments=library(), at=at)


def quick(at: datetime) -> Instrument:
    """The quick rating; the first point of an installation brings it in."""
    bring_library(at)
    found = queries.quick_instrument()
    assert found is not None
    return found


def address(request: HttpRequest, row: Point) -> str:
    """Where people rate."""
    return request.build_absolute_uri(f"/g/{row.slug}")


def key(purpose: str) -> bytes:
    """The key of the installation for a purpose."""
    return derived_key(settings.SECRET_KEY, purpose)


def done(request: HttpRequest, act: Callable[[], object]) -> bool:
    """Whether it was done; where it was refused the page says why."""
    try:
        act()
    except DomainError as refused:
        messages.error(request, refused.sentence)
        return False
    return True


def file(data: bytes, name: str, kind: str = PDF) -> HttpResponse:
    """A download."""
    return HttpResponse(data, content_type=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})
