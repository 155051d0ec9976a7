"""Tablets of a point, draws made for a point or at the units below."""

from django.db.models import F, QuerySet

from namkhong.feedback.models import Draw, Kiosk
from namkhong.feedback.states import PointKind


def kiosks_of(point: int) -> QuerySet[Kiosk]:
    """The tablets of a point, running ones first, the latest first."""
    return (
        Kiosk.objects.filter(point=point)
        .select_related("made_by")
        .order_by(F("stopped_at").desc(nulls_first=True), "-pk")
    )


def kiosk_of(pk: int) -> Kiosk | None:
    """A tablet with its point and unit."""
    return Kiosk.objects.select_related("point__unit").filter(pk=pk).first()


def invitations_of(point: int) -> QuerySet[Draw]:
    """Draws out of lists of results, the latest first."""
    return Draw.objects.filter(point=point).select_related("batch__made_by").order_by("-pk")


def samples_at(unit: int) -> QuerySet[Draw]:
    """Samples drawn at a unit for independent bodies, the latest first."""
    rows = Draw.objects.filter(point__unit=unit, point__kind=PointKind.SAMPLE)
    return rows.select_related("batch__made_by", "point", "drawn_by").order_by("-pk")


def sample_of(pk: int) -> Draw | None:
    """A sample with its point, unit and codes."""
    rows = Draw.objects.filter(point__kind=PointKind.SAMPLE)
    return rows.select_related("batch__point__unit", "point__unit", "drawn_by").filter(pk=pk).first()
