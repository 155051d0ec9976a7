"""Writing areas as units: which are there already, founding those that are missing, finding the root."""

from collections.abc import Iterable, Mapping
from datetime import date

from django.db.models import Q

from namkhong.foundation.errors import DomainError
from namkhong.units.actions import make_unit
from namkhong.units.country.areas import Area
from namkhong.units.country.decisions import decisions
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind

LINE = Line.ADMINISTRATION
TODAY_KIND, FORMER_KIND = "country", "country_former"
"""Kinds of batches: a unit that a batch of the second kind founded is a former one, whatever its number."""

ROOT_NAME = "Chính phủ"


class NoSuchRoot(DomainError):
    sentence = "Không có đơn vị nào đang hoạt động tên “{name}”. Hãy ghi đúng tên đầy đủ hoặc tên viết tắt."


class SeveralRoots(DomainError):
    sentence = "Có {count} đơn vị tên “{name}”. Hãy ghi tên đầy đủ để phân biệt."


def root(name: str) -> Unit | None:
    """The unit that is to stand above the provinces: the one of that full or short name, not ended.

    None where nothing was asked for and there is no Government yet. Raises: NoSuchRoot, SeveralRoots.
    """
    wanted = name or ROOT_NAME
    open_units = Unit.objects.filter(closed_on=None).order_by("pk")
    found = list(open_units.filter(name=wanted)[:2]) or list(open_units.filter(short_name=wanted)[:2])
    if len(found) > 1:
        raise SeveralRoots(count=len(found), name=wanted)
    if name and not found:
        raise NoSuchRoot(name=name)
    return found[0] if found else None


def units_of_today(areas: Iterable[Area]) -> dict[str, Unit]:
    """Units, by number of area, that stand for areas of today already, whoever brought them in."""
    there = Unit.objects.filter(closed_on=None).filter(Q(founded_in=None) | ~Q(founded_in__kind=FORMER_KIND))
    return _by_code(there.exclude(area_code="").order_by("-pk"), areas)


def adopt(provinces: Iterable[Area]) -> list[int]:
    """Write the number of a province on the one unit that bears the name of its committee and has no number yet.

    So that an installation that began with its own province gets the rest around it. Names of communes are borne by
    several and say nothing. Returns the units' numbers.
    """
    codes = {area.committee: area.code for area in provinces}
    same_name = Unit.objects.filter(name__in=list(codes), area_code="", kind=UnitKind.COMMITTEE, closed_on=None)
    found: dict[str, list[Unit]] = {}
    for unit in same_name.order_by("pk"):
        found.setdefault(codes[unit.name], []).append(unit)
    taken = set(Unit.objects.filter(area_code__in=list(found), closed_on=None).values_list("area_code", flat=True))
    adopted = []
    for code, units in found.items():
        if len(units) == 1 and code not in taken:
            Unit.objects.filter(pk=units[0].pk).update(area_code=code)
            adopted.append(units[0].pk)
    return adopted


def units_of_before(areas: Iterable[Area]) -> dict[str, Unit]:
    """Units, by number of area, that stand for former areas and were brought in as such."""
    there = Unit.objects.filter(founded_in__kind=FORMER_KIND, founded_in__undone_at=None)
    return _by_code(there.order_by("-pk"), areas)


def found_many(areas: Iterable[Area], *, batch: int, founded_on: Mapping[str, date]) -> dict[str, Unit]:
    """Found the committees of areas at once, and return them by number; no founding day is one nobody knows."""
    people = decisions().people
    units = [
        make_unit(
            name=area.committee,
            short_name=area.short,
            kind=UnitKind.COMMITTEE,
            place=area.place(people),
            notation="UBND",
            area_code=area.code,
        )
        for area in areas
    ]
    for unit in units:
        unit.founded_in_id = batch
        unit.founded_on = founded_on.get(unit.area_code)
    return {unit.area_code: unit for unit in Unit.objects.bulk_create(units, batch_size=1000)}


def first_days(units: Iterable[Unit]) -> dict[int, date]:
    """From which day each unit stands on the line where it stands now; nothing for one that stands nowhere."""
    rows = Placement.objects.filter(line=LINE, valid_to=None, unit__in=[unit.pk for unit in units])
    days = dict(rows.order_by().values_list("unit", "valid_from"))
    return {unit: day for unit, day in days.items() if day}


def _by_code(units: Iterable[Unit], areas: Iterable[Area]) -> dict[str, Unit]:
    codes = {area.code for area in areas}
    return {unit.area_code: unit for unit in units if unit.area_code in codes}
