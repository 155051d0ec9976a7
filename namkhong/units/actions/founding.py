"""Founding units and stating headcounts."""

from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import fold
from namkhong.journal.actions import record
from namkhong.units.actions.naming import named
from namkhong.units.actions.placing import place
from namkhong.units.models import Headcount, Lineage, Placement, Unit
from namkhong.units.rules.codes import check_official_code
from namkhong.units.states import UnitKind


class SameName(DomainError):
    sentence = "Đã có đơn vị trực thuộc tên “{name}”. Hãy kiểm tra lại, hoặc thêm địa danh để phân biệt."


class UnitTraits(TypedDict, total=False):
    """What may be said of a unit when it is founded, besides its name and kind."""

    short_name: str
    place: str
    notation: str
    official_code: str
    area_code: str
    founded_on: date


def found(*, name: str, kind: UnitKind, by: int | None, at: datetime, **traits: Unpack[UnitTraits]) -> Unit:
    """Bring a unit into the register. `notation` is the tail of its document numbers, such as "LĐLĐ".

    Raises: BadOfficialCode, BadTaxCode.
    """
    check_official_code(traits.get("official_code", ""), kind)
    unit = make_unit(name=name, kind=kind, **traits)
    with transaction.atomic():
        unit.save(force_insert=True)
        record(verb="unit.found", subject_kind="unit", subject_id=unit.pk, at=at, by=by, unit=unit.pk)
    return unit


def found_below(
    *, parent: Unit, name: str, kind: str, since: date, by: int | None, at: datetime, **traits: Unpack[UnitTraits]
) -> Unit:
    """Found a unit directly below another, on every line on which that one stands. Raises: SameName."""
    with transaction.atomic():
        search = fold(f"{name} {traits.get('short_name', '')}")
        below = Lineage.objects.on(since).filter(ancestor=parent, depth=1).values("descendant")
        if Unit.objects.filter(search_name=search, pk__in=below).exists():
            raise SameName(name=name)
        unit = found(name=name, kind=UnitKind(kind), by=by, at=at, **traits)
        for line in Placement.objects.on(since).filter(unit=parent).order_by("line").values_list("line", flat=True):
            place(unit=unit, line=line, parent=parent, since=since, by=by, at=at)
    return unit


def make_unit(*, name: str, kind: UnitKind, **traits: Unpack[UnitTraits]) -> Unit:
    """A unit that is not saved yet, with its names for searching and sorting worked out; for bulk loading.

    Codes are taken as they are: whoever loads many checks them row by row (units.rules.codes).
    """
    unit = Unit(kind=kind, **traits)
    for column, value in named(name, unit.short_name).items():
        setattr(unit, column, value)
    return unit


def state_headcount(*, unit: Unit, year: int, staff: int, source: str, by: int | None, at: datetime) -> None:
    """State how many staff a unit had in a year; stating it again replaces the figure and leaves an Event."""
    with transaction.atomic():
        Headcount.objects.update_or_create(unit=unit, year=year, defaults={"staff": staff, "source": source})
        record(
            verb="unit.headcount",
            subject_kind="unit",
            subject_id=unit.pk,
            at=at,
            by=by,
            unit=unit.pk,
            facts={"year": year, "staff": staff},
        )
