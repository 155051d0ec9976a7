"""Who stands under whom on a day, at any scale."""

from datetime import date
from typing import TypeVar

from django.db.models import Model, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Concat

from namkhong.units.models import Lineage, Placement, Unit

M = TypeVar("M", bound=Model)
FEW = 6000
"""Up to so many units are put in order at once; a larger subtree is met by walking all names in order."""

# A planner that sees an index on the sort name and a limit walks through all names for a few units far down the
# alphabet. What few units among many are sorted by is therefore not quite the column.
PUT_IN_ORDER = (Concat("sort_name", Value("")), "pk")


def subtree(unit: int, line: str, on: date, *, with_self: bool = True) -> QuerySet[Unit]:
    """The units below `unit` on a line on a day, itself first unless `with_self` is false."""
    lineage = Lineage.objects.on(on).filter(ancestor=unit, line=line)
    if not with_self:
        lineage = lineage.filter(depth__gt=0)
    return Unit.objects.filter(pk__in=lineage.values("descendant"))


def subtree_page(
    unit: int, line: str, on: date, *, after: Unit | None = None, size: int = 50, with_self: bool = False
) -> list[Unit]:
    """Up to `size` units below, in Vietnamese order of names, from the one `after` on.

    The names of a small subtree are fetched one by one and sorted; for a large one all names are walked in order and
    asked where they stand. No planner is left to choose between the two: it guesses wrong where names and places go
    together.
    """
    below = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth__gte=0 if with_self else 1).order_by()
    if below[:FEW].count() < FEW:
        name = Subquery(Unit.objects.filter(pk=OuterRef("descendant")).values("sort_name"))
        rows = _from(below.annotate(name=name), "name", "descendant", after)[:size]
        units = Unit.objects.in_bulk([row.descendant_id for row in rows])
        return [units[row.descendant_id] for row in rows]
    depth = Subquery(below.filter(descendant=OuterRef("pk")).values("depth")[:1])
    return list(_from(Unit.objects.alias(depth=depth).filter(depth__isnull=False), "sort_name", "pk", after)[:size])


def _from(rows: QuerySet[M], name: str, number: str, after: Unit | None) -> QuerySet[M]:
    """Rows in order of name and number, from the unit `after` on."""
    if after:
        # One bound on the leading column of the index, whatever the database makes of pairs.
        rows = rows.filter(**{f"{name}__gte": after.sort_name})
        rows = rows.exclude(**{name: after.sort_name, f"{number}__lte": after.pk})
    return rows.order_by(name, number)


def count_below(unit: int, line: str, on: date) -> int:
    """How many units stand below, at any depth."""
    return Lineage.objects.on(on).filter(ancestor=unit, line=line, depth__gt=0).count()


def children(unit: int, line: str, on: date) -> QuerySet[Unit]:
    """The units directly below."""
    below = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1)
    return Unit.objects.filter(pk__in=list(below.values_list("descendant", flat=True))).order_by(*PUT_IN_ORDER)


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
