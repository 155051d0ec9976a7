"""Who stands under whom, and finding units by name."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from namkhong.foundation.text import fold
from namkhong.units.models import Headcount, Lineage, Placement, Unit


def subtree(unit: int, line: str, on: date, *, with_self: bool = True) -> QuerySet[Unit]:
    """The units below `unit` on a line on a day, itself first unless `with_self` is false."""
    lineage = Lineage.objects.on(on).filter(ancestor=unit, line=line)
    if not with_self:
        lineage = lineage.filter(depth__gt=0)
    return Unit.objects.filter(pk__in=lineage.values("descendant"))


def children(unit: int, line: str, on: date) -> QuerySet[Unit]:
    """The units directly below."""
    below = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1)
    return Unit.objects.filter(pk__in=below.values("descendant")).order_by("search_name", "pk")


def parent(unit: int, line: str, on: date) -> Unit | None:
    """The unit directly above, None at the top or off the line."""
    above = Lineage.objects.on(on).filter(descendant=unit, line=line, depth=1)
    return Unit.objects.filter(pk__in=above.values("ancestor")).first()


def ancestors(unit: int, line: str, on: date) -> list[Unit]:
    """Everybody above, the nearest first."""
    above = Lineage.objects.on(on).filter(descendant=unit, line=line, depth__gt=0)
    return [row.ancestor for row in above.select_related("ancestor").order_by("depth")]


def is_below(lower: int, upper: int, line: str, on: date) -> bool:
    """Whether `lower` stands under `upper` (a unit is not under itself)."""
    return Lineage.objects.on(on).filter(descendant=lower, ancestor=upper, line=line, depth__gt=0).exists()


def has_children(unit: int, line: str, on: date) -> bool:
    """Whether anybody answers to the unit on the line."""
    return Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1).exists()


def lines_of(unit: int, on: date) -> list[str]:
    """The lines on which the unit stands on a day."""
    placements = Placement.objects.on(on).filter(unit=unit)
    return list(placements.order_by("line").values_list("line", flat=True))


def find(words: str) -> QuerySet[Unit]:
    """Units whose name holds the words, typed with or without accents."""
    return Unit.objects.filter(search_name__contains=fold(words)).order_by("search_name", "pk")


def headcount(unit: int, year: int) -> Headcount | None:
    """The staff of a unit in a year, or nothing where it was never stated."""
    return Headcount.objects.filter(unit=unit, year=year).first()


def with_superior(units: QuerySet[Unit], line: str, on: date) -> QuerySet[Unit]:
    """The same units, each with `superior_name` on a line on a day."""
    above = Lineage.objects.on(on).filter(descendant=OuterRef("pk"), line=line, depth=1)
    return units.annotate(superior_name=Subquery(above.values("ancestor__name")[:1]))
