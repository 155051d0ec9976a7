"""Searching the units that a reorganisation may touch."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

from django.db.models import Q

from namkhong.foundation.numbers import whole_number
from namkhong.foundation.text import fold
from namkhong.reorganisations.policies import in_hand
from namkhong.units.models import Placement, Reorganisation, Unit
from namkhong.units.states import Line

FOUND = 15
"""So many units are shown for a search; more words find fewer."""
_MOST_TICKED = 500


def day_before(reorganisation: Reorganisation) -> date:
    """The last day of the old order."""
    return reorganisation.effective_on - timedelta(days=1)


def search(reorganisation: Reorganisation, words: str) -> list[Unit]:
    """Units under the one that carries it out whose name holds the words, the shortest names first."""
    key = fold(words.replace("\x00", ""))[:200]
    if not key:
        return []
    parts = Q()
    for word in key.split()[:8]:
        parts &= Q(search_name__contains=word)
    rows = in_hand(reorganisation.unit_id, day_before(reorganisation)).filter(parts)
    return list(rows.order_by("search_name", "pk")[:FOUND])


def by_number(reorganisation: Reorganisation, numbers: Sequence[str]) -> list[Unit]:
    """Ticked units by the numbers that were sent, those of them that may be touched."""
    wanted = {number for text in numbers[:_MOST_TICKED] if (number := whole_number(text)) is not None}
    if not wanted:
        return []
    rows = in_hand(reorganisation.unit_id, day_before(reorganisation)).filter(pk__in=wanted)
    return list(rows.order_by("search_name", "pk"))


def superiors_of(reorganisation: Reorganisation, units: Iterable[Unit]) -> dict[str, str]:
    """Under whom each unit stands, in words, by the number that a form sends."""
    found: dict[str, list[str]] = {}
    rows = Placement.objects.on(day_before(reorganisation)).filter(unit__in={unit.pk for unit in units})
    named = rows.filter(parent__isnull=False).order_by("unit", "line").values_list("unit", "line", "parent__name")
    for unit, line, parent in named:
        found.setdefault(str(unit), []).append(f"{Line(line).label}: trực thuộc {parent}")
    return {unit: "; ".join(lines) for unit, lines in found.items()}
