"""Which points a unit has, and what was printed for them."""

from django.db.models import QuerySet

from namkhong.feedback.models import CodeBatch, Instrument, Point
from namkhong.feedback.states import InstrumentKind, InstrumentState


def points_of(unit: int) -> QuerySet[Point]:
    """The points of a unit, open ones first, the latest first."""
    return Point.objects.filter(unit=unit).order_by("-open", "-pk")


def point_of(pk: int) -> Point | None:
    """A point with its unit."""
    return Point.objects.select_related("unit").filter(pk=pk).first()


def batches_of(point: int) -> QuerySet[CodeBatch]:
    """Codes printed for a point, the latest first."""
    return CodeBatch.objects.filter(point=point).select_related("made_by").order_by("-pk")


def batch_of(pk: int) -> CodeBatch | None:
    """A batch of codes with its point and unit."""
    return CodeBatch.objects.select_related("point__unit").filter(pk=pk).first()


def quick_instrument() -> Instrument | None:
    """The quick rating that comes with the project, in the version in use; None where it was never brought in."""
    rows = Instrument.objects.filter(unit=None, kind=InstrumentKind.QUICK, state=InstrumentState.ISSUED)
    return rows.order_by("-version").first()
