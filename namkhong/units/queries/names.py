"""Finding units by any name they ever had, and what they were called on a day."""

from datetime import date

from django.db.models import Q, QuerySet

from namkhong.foundation.text import fold
from namkhong.units.models import FormerName, Headcount, Unit
from namkhong.units.queries.tree import PUT_IN_ORDER


def find(words: str) -> QuerySet[Unit]:
    """Units whose name, of today or of former days, holds the words, typed with or without accents."""
    piece = fold(words)
    # Numbers and not a subquery: with them PostgreSQL can use the index of pieces of names for a rare word, and reads
    # the names once, not twice, for one that fits a third of them.
    before = FormerName.objects.filter(search_name__contains=piece).order_by().values_list("unit", flat=True)
    return Unit.objects.filter(Q(search_name__contains=piece) | Q(pk__in=set(before))).order_by(*PUT_IN_ORDER)


def name_on(unit: Unit, day: date) -> str:
    """What a unit was called on a day; before the first name that is known, that first name."""
    former = FormerName.objects.filter(unit=unit, valid_to__gte=day).order_by("valid_to")
    return former.values_list("name", flat=True).first() or unit.name


def former_names(unit: Unit) -> QuerySet[FormerName]:
    """The names a unit had before, the latest first."""
    return FormerName.objects.filter(unit=unit).order_by("-valid_to")


def headcount(unit: int, year: int) -> Headcount | None:
    """The staff of a unit in a year, or nothing where it was never stated."""
    return Headcount.objects.filter(unit=unit, year=year).first()
