"""Which desk and which procedure: figures of a unit's points, counted from the ballots themselves."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Q

from namkhong.feedback.models import Ballot, Point
from namkhong.feedback.rules.counts import Counts

_NAMES = ("n1", "n2", "n3", "n4", "n5", "aside")
_COUNTS = {f"n{score}": Count("score", filter=Q(score=score, set_aside="")) for score in range(1, 6)}


@dataclass(frozen=True, slots=True)
class PointFigures:
    """A point and its ballots by class."""

    point: Point
    counts: dict[str, Counts]


def point_figures(unit: int, first_day: date, last_day: date) -> list[PointFigures]:
    """The points of a unit that were used on these days, by desk and procedure; the index by day answers it."""
    rows = Ballot.objects.filter(day__gte=first_day, day__lte=last_day, unit=unit).order_by()
    sums = rows.values("point", "evidence").annotate(**_COUNTS, aside=Count("score", filter=~Q(set_aside="")))
    found: dict[int, dict[str, Counts]] = defaultdict(dict)
    for point, evidence, n1, n2, n3, n4, n5, aside in sums.values_list("point", "evidence", *_NAMES):
        found[point][evidence] = Counts((n1, n2, n3, n4, n5), aside)
    points = Point.objects.filter(pk__in=list(found)).select_related("unit").order_by("desk", "procedure", "pk")
    return [PointFigures(point, found[point.pk]) for point in points]
