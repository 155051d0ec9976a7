"""Which points a unit has."""

from django.db.models import QuerySet

from namkhong.feedback.models import Point


def points_of(unit: int) -> QuerySet[Point]:
    """The points of a unit, open ones first, the latest first."""
    return Point.objects.filter(unit=unit).order_by("-open", "-pk")
