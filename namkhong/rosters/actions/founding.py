"""Founding the units of a list, all at once, and letting them go again."""

from datetime import date

from django.db.models import F, Max, Q

from namkhong.people.models import Employment, Post
from namkhong.rosters.models import Roster
from namkhong.rosters.rules.units import UnitChecker, UnitRow
from namkhong.units.actions import make_unit, place_many, refresh_lineage
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind


def found_units(*, roster: Roster, checker: UnitChecker, batch: int, on: date) -> dict[str, int]:
    """Found what is new, below its superiors; what is there already stays as it is. Inside a transaction.

    Raises: units.actions.BeforeItsParent and the like, where the superior does not stand on the line.
    """
    bad = checker.findings.bad_rows
    rows = [row for row in checker.ordered() if row.row not in bad and not _below_bad(row, bad)]
    new = [row for row in rows if not row.known]
    made = [_unit_of(row, batch, on) for row in new]
    Unit.objects.bulk_create(made, batch_size=500)
    for row, unit in zip(new, made, strict=True):
        row.known = unit.pk
    since = {unit.pk: unit.founded_on or on for unit in made}
    lines = _lines_of({_parent_of(row) for row in new}, on)
    places = [(row, *_place(row, since, lines)) for row in new]
    for line in Line:
        here = [(row, day) for row, day, held in places if line in held]
        if here:
            place_many(placements=[_placement(row, line, day, batch) for row, day in here], line=line)
    return {"new": len(new), "same": len(rows) - len(new), "skipped": len(checker.rows) - len(rows)}


def _below_bad(row: UnitRow, bad: set[int]) -> bool:
    step = row.above
    while step is not None:
        if step.row in bad:
            return True
        step = step.above
    return False


def _unit_of(row: UnitRow, batch: int, on: date) -> Unit:
    unit = make_unit(
        name=row.name,
        kind=UnitKind(row.kind),
        short_name=row.short,
        place=row.place,
        notation=row.notation,
        official_code=row.code,
        founded_on=row.founded or on,
    )
    unit.founded_in_id = batch
    return unit


def _parent_of(row: UnitRow) -> int:
    return row.above.known if row.above else row.parent


def _lines_of(units: set[int], on: date) -> dict[int, dict[str, date]]:
    """The lines on which units stand, and since when."""
    held: dict[int, dict[str, date]] = {}
    numbers = sorted(units)
    for start in range(0, len(numbers), 5000):
        rows = Placement.objects.on(on).filter(unit__in=numbers[start : start + 5000]).order_by()
        for unit, line, first in rows.values_list("unit", "line").annotate(Max("valid_from")):
            held.setdefault(unit, {})[line] = first
    return held


def _place(row: UnitRow, since: dict[int, date], lines: dict[int, dict[str, date]]) -> tuple[date, set[str]]:
    """From when, and on which lines: the one the row names, else all of its superior's; never before the superior."""
    above = lines.get(_parent_of(row), {})
    held = {row.line} if row.line else set(above)
    day = max([since[row.known], *(above[line] for line in held if line in above)])
    lines[row.known] = dict.fromkeys(held, day)
    return day, held


def _placement(row: UnitRow, line: str, day: date, batch: int) -> Placement:
    return Placement(unit_id=row.known, line=line, parent_id=_parent_of(row), valid_from=day, begun_in_id=batch)


def units_used_since(batch: int) -> str:
    """Why units that a list founded cannot go: somebody works there, or stands below. "" where nobody does."""
    came = Unit.objects.filter(founded_in=batch)
    if Employment.objects.filter(unit__in=came).exists() or Post.objects.filter(unit__in=came).exists():
        return "Có đơn vị trong danh sách đã có người làm việc hoặc được giao nhiệm vụ."
    strangers = Placement.objects.filter(Q(parent__in=came) | Q(unit__in=came))
    if strangers.exclude(begun_in=batch).exists() or strangers.filter(ended_in__isnull=False).exists():
        return "Có đơn vị trong danh sách đã được sắp xếp lại, hoặc đã có đơn vị khác đặt bên dưới."
    return ""


def unfound(*, batch: int) -> None:
    """Units that a list founded are closed and stand nowhere; they are never deleted. Inside a transaction."""
    placed = Placement.objects.filter(begun_in=batch)
    units = sorted(set(placed.order_by().values_list("unit", flat=True)))
    lines = sorted(set(placed.order_by().values_list("line", flat=True)))
    Placement.objects.take_back(batch)
    for line in lines:
        refresh_lineage(line=line, units=units)
    Unit.objects.filter(founded_in=batch).update(closed_on=F("founded_on"), closed_in=batch)
