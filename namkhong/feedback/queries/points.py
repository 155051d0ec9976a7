"""Which points a unit has, and what was printed for them."""

from django.db.models import QuerySet

from namkhong.feedback.models import CodeBatch, Point


def points_of(unit: int) -> QuerySet[Point]:
    """The points of a unit, open ones first, the latest first."""
    return Point.objects.filter(unit=unit).select_related("instrument").order_by("-open", "-pk")


def point_of(pk: int) -> Point | None:
    """A point with its unit and what it asks."""
    return Point.objects.select_related("unit", "instrument").filter(pk=pk).first()


def batches_of(point: int) -> QuerySet[CodeBatch]:
    """Codes printed for a point, the latest first."""
    return CodeBatch.objects.filter(point=point).select_related("made_by").order_by("-pk")


def batch_of(pk: int) -> CodeBatch | None:
    """A batch of codes with its point and unit."""
    return CodeBatch.objects.select_related("point__unit").filter(pk=pk).first()
