"""Reading the sums: a unit month by month, the units directly below side by side. Classes are never put together."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.db.models import QuerySet, Sum

from namkhong.feedback.models import Tally
from namkhong.feedback.rules.counts import Counts
from namkhong.units.models import Lineage, Unit

_SUMS = ("n1", "n2", "n3", "n4", "n5", "aside")


@dataclass(frozen=True, slots=True)
class UnitFigures:
    """A unit and the ballots of everybody in it and under it, of one class."""

    unit: int
    name: str
    counts: Counts


def month_figures(unit: int, first: int, last: int) -> dict[int, dict[str, Counts]]:
    """By month and class, from the month `first` to `last` (as 202611): the unit and everybody under it."""
    rows = Tally.objects.filter(unit=unit, month__gte=first, month__lte=last).order_by("month", "evidence")
    found: dict[int, dict[str, Counts]] = defaultdict(dict)
    for month, evidence, *sums in rows.values_list("month", "evidence", *(f"all_{name}" for name in _SUMS)):
        found[month][evidence] = _counts(sums)
    return dict(found)


def children_figures(unit: int, line: str, on: date, first: int, last: int, evidence: str) -> list[UnitFigures]:
    """The units directly below on a line on a day, with the sums of some months and one class; best share first.

    Units without enough ballots for a share come last, in order of their names.
    """
    below = Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1)
    numbers = list(below.values_list("descendant", flat=True))
    names = Unit.objects.filter(pk__in=numbers).order_by("sort_name", "pk").values_list("pk", "name")
    tallies = Tally.objects.filter(unit__in=numbers, month__gte=first, month__lte=last, evidence=evidence)
    sums = _by_unit(tallies)
    rows = [UnitFigures(pk, name, sums.get(pk, Counts())) for pk, name in names]
    return sorted(rows, key=lambda row: -(row.counts.satisfied if row.counts.satisfied is not None else Decimal(-1)))


def has_units_below(unit: int, line: str, on: date) -> bool:
    """Whether anybody stands below a unit on a line."""
    return Lineage.objects.on(on).filter(ancestor=unit, line=line, depth=1).exists()


def _by_unit(tallies: QuerySet[Tally]) -> dict[int, Counts]:
    totals = tallies.order_by().values("unit").annotate(**{f"sum_{name}": Sum(f"all_{name}") for name in _SUMS})
    columns = ("unit", *(f"sum_{name}" for name in _SUMS))
    return {unit: _counts(sums) for unit, *sums in totals.values_list(*columns)}


def _counts(sums: Iterable[Any]) -> Counts:
    *scores, aside = sums
    n1, n2, n3, n4, n5 = scores
    return Counts((n1, n2, n3, n4, n5), aside)
