"""Who stands under whom on a day, at any scale."""

from datetime import date

from django.db.models import OuterRef, QuerySet, Subquery

from namkhong.units.models import Lineage, Placement, Unit

FEW = 4000
"""Up to so many units are put in order at once; a larger subtree is met by walking all names in order."""


def subtree(unit: int, line: str, on: date, *, with_self: bool = True) -> QuerySet[Unit]:
    """The units below `unit` on a line on a day, itself first unless `with_self` is false."""
    lineage = Lineage.objects.on(on).filter(ancestor=unit, line=line)
    if not with_self:
        lineage = lineage.filter(depth__gt=0)
    return Unit.objects.filter(pk__in=lineage.values("descendant"))


def subtree_page(
    unit: int, line: str, on: date, *, after: Unit | None = None, size: int = 50, with_self: bool = False
) -> list[Unit]:
    """Up to `size` units below, in Vietnamese order of names, from the one `after` on; each has its `depth` below.

    Costs the same on any page and for any size of the subtree: the rows of a small one are sorted, while for a large
    one all names are walked in order and asked where they stand.
    """
    below = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth__gte=0 if with_self else 1)
    where = below.filter(descendant=OuterRef("pk")).order_by("depth")
    units = Unit.objects.annotate(depth=Subquery(where.values("depth")[:1]))
    if below.order_by()[:FEW].count() < FEW:
        units = units.filter(pk__in=below.values("descendant"))
    else:
        units = units.filter(depth__isnull=False)
    if after:
        # One bound on the leading column of the index, whatever the database makes of pairs.
        units = units.filter(sort_name__gte=after.sort_name).exclude(sort_name=after.sort_name, pk__lte=after.pk)
    return list(units.order_by("sort_name", "pk")[:size])


def count_below(unit: int, line: str, on: date) -> int:
    """How many units stand below, at any depth."""
    return Lineage.objects.on(on).filter(ancestor=unit, line=line, depth__gt=0).count()


def children(unit: int, line: str, on: date) -> QuerySet[Unit]:
    """The units directly below."""
    below = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1)
    return Unit.objects.filter(pk__in=below.values("descendant")).order_by("sort_name", "pk")


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


def with_superior(units: QuerySet[Unit], line: str, on: date) -> QuerySet[Unit]:
    """The same units, each with `superior_name` on a line on a day."""
    above = Lineage.objects.on(on).filter(descendant=OuterRef("pk"), line=line, depth=1)
    return units.annotate(superior_name=Subquery(above.values("ancestor__name")[:1]))
