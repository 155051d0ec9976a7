"""The changes of a reorganisation as pages tell them, in a fixed number of queries."""

from collections import defaultdict
from collections.abc import Iterable
from datetime import date, timedelta
from decimal import Decimal
from typing import NamedTuple

from django.db.models import QuerySet

from namkhong.reorganisations.rules import ChangeView, End
from namkhong.units.models import Change, ChangePart, FormerName, Placement, Reorganisation
from namkhong.units.queries import lines_of
from namkhong.units.states import ChangeKind, PartRole

SOME = 900
"""So many changes are looked up by one statement."""


class _Part(NamedTuple):
    """A part of a change, and the names of the units that it leads to; thousands of rows need no more than this."""

    change: int
    pk: int
    role: str
    unit: int | None
    unit__name: str | None
    name: str
    share: Decimal | None
    parent__name: str | None
    parent_part__name: str | None
    same_as__name: str | None
    same_as__parent_part__name: str | None


def changes_in(reorganisation: Reorganisation) -> QuerySet[Change]:
    """The changes of a reorganisation in their order."""
    return Change.objects.filter(reorganisation=reorganisation).order_by("order", "pk")


def to_be_founded(reorganisation: Reorganisation) -> QuerySet[ChangePart]:
    """The units that a draft describes and that are not founded yet, by name."""
    kinds = (ChangeKind.MERGE, ChangeKind.SPLIT)
    parts = ChangePart.objects.filter(change__reorganisation=reorganisation, change__kind__in=kinds, unit=None)
    return parts.filter(role=PartRole.RESULT, same_as=None).exclude(name="").order_by("name", "pk")


def moved_with(reorganisation: Reorganisation) -> list[int]:
    """The units that come out of a merger or a division, were there before, and are put under another superior."""
    kinds = (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE)
    parts = ChangePart.objects.filter(change__reorganisation=reorganisation, change__kind__in=kinds, unit__isnull=False)
    placed = parts.filter(role=PartRole.RESULT).exclude(parent=None, parent_part=None)
    return list(placed.order_by("unit").values_list("unit", flat=True).distinct())


def undecided_in(reorganisation: Reorganisation) -> QuerySet[Change]:
    """The changes of which a share is not decided."""
    open_parts = ChangePart.objects.filter(role=PartRole.RESULT, share=None).values("change")
    return changes_in(reorganisation).filter(kind=ChangeKind.SPLIT, pk__in=open_parts)


def views_of(reorganisation: Reorganisation, changes: Iterable[Change]) -> list[ChangeView]:
    """Changes of one reorganisation with the names and superiors that their units had the day before it."""
    rows = list(changes)
    parts: dict[int, list[_Part]] = defaultdict(list)
    for start in range(0, len(rows), SOME):
        found = ChangePart.objects.filter(change__in=[row.pk for row in rows[start : start + SOME]])
        for columns in found.order_by("order", "pk").values_list(*_Part._fields):
            part = _Part(*columns)
            parts[part.change].append(part)
    before = reorganisation.effective_on - timedelta(days=1)
    sources = {part.unit for row in parts.values() for part in row if part.role == PartRole.SOURCE}
    names = _names(sources, before)
    above = _superiors(sources, before)
    main = next(iter(lines_of(reorganisation.unit_id, before)), "")
    return [_view(row, parts[row.pk], names, above, main) for row in rows]


def view_of(change: Change) -> ChangeView:
    """One change."""
    return views_of(change.reorganisation, [change])[0]


def _names(units: set[int | None], on: date) -> dict[int, str]:
    """What units were called on a day, where they have another name today."""
    rows = FormerName.objects.on(on).filter(unit__in=units).order_by("pk")
    return dict(rows.values_list("unit", "name"))


def _superiors(units: set[int | None], on: date) -> dict[int, dict[str, str]]:
    """The name of the unit above each unit, line by line."""
    found: dict[int, dict[str, str]] = defaultdict(dict)
    rows = Placement.objects.on(on).filter(unit__in=units, parent__isnull=False).order_by("line", "pk")
    for unit, line, name in rows.values_list("unit", "line", "parent__name"):
        found[unit][line] = name
    return found


def _view(
    row: Change, parts: list[_Part], names: dict[int, str], above: dict[int, dict[str, str]], main: str
) -> ChangeView:
    sources = [_source(part, names, above, row.line or main) for part in parts if part.role == PartRole.SOURCE]
    results = [_result(part, row.kind) for part in parts if part.role == PartRole.RESULT]
    return ChangeView(row.pk, row.kind, row.line, tuple(sources), tuple(results))


def _source(part: _Part, names: dict[int, str], above: dict[int, dict[str, str]], line: str) -> End:
    unit = part.unit
    assert unit is not None and part.unit__name is not None  # a source is a unit: the database says so
    lines = above.get(unit, {})
    parent = lines.get(line) or next(iter(lines.values()), "")
    return End(names.get(unit, part.unit__name), unit, unit, parent=parent, part=part.pk)


def _result(part: _Part, kind: str) -> End:
    described, under = part.name, part.parent_part__name
    if part.same_as__name is not None:
        described, under = part.same_as__name, part.same_as__parent_part__name
    parent = part.parent__name or under or ""
    founded = bool(described) and kind in (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE)
    name = described or part.unit__name or ""
    return End(name, None if founded else part.unit, part.unit, part.share, parent, part.pk)
