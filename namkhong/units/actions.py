"""Founding units, placing them on lines, stating headcounts."""

from collections.abc import Iterable
from datetime import date, datetime
from typing import TypedDict, Unpack

from django.db import connection, transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import fold, nfc
from namkhong.journal.actions import record
from namkhong.units.models import Headcount, Lineage, Placement, Unit
from namkhong.units.states import UnitKind


class AlreadyPlaced(DomainError):
    sentence = "Đơn vị “{unit}” đã có cấp trên trên tuyến này trong thời gian đó."


class CircleInTree(DomainError):
    sentence = "Không thể đặt “{unit}” dưới “{parent}”: “{parent}” đang trực thuộc chính “{unit}”."


class UnderItself(DomainError):
    sentence = "Đơn vị “{unit}” không thể là cấp trên của chính mình. Hãy chọn đơn vị khác."


class SameName(DomainError):
    sentence = "Đã có đơn vị trực thuộc tên “{name}”. Hãy kiểm tra lại, hoặc thêm địa danh để phân biệt."


class UnitTraits(TypedDict, total=False):
    """What may be said of a unit when it is founded, besides its name and kind."""

    short_name: str
    place: str
    notation: str
    founded_on: date


def found(*, name: str, kind: UnitKind, by: int | None, at: datetime, **traits: Unpack[UnitTraits]) -> Unit:
    """Bring a unit into the register. `notation` is the tail of its document numbers, such as "LĐLĐ"."""
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
    """A unit that is not saved yet, with its search name worked out; for bulk loading."""
    clean = " ".join(nfc(name).split())
    search = fold(f"{clean} {traits.get('short_name', '')}")
    return Unit(name=clean, kind=kind, search_name=search, **traits)


def place(*, unit: Unit, line: str, parent: Unit | None, since: date, by: int | None, at: datetime) -> Placement:
    """Put a unit under a parent on a line from a day on. Raises: UnderItself, AlreadyPlaced, CircleInTree."""
    if parent == unit:
        raise UnderItself(unit=unit.name)
    with transaction.atomic():
        if Placement.objects.filter(unit=unit, line=line).exclude(valid_to__lt=since).exists():
            raise AlreadyPlaced(unit=unit.name)
        if parent and _stands_under(parent, unit, line, since):
            raise CircleInTree(unit=unit.name, parent=parent.name)
        placement = Placement.objects.create(unit=unit, line=line, parent=parent, valid_from=since)
        rebuild_lineage(line=line)
        record(
            verb="unit.place",
            subject_kind="unit",
            subject_id=unit.pk,
            at=at,
            by=by,
            unit=unit.pk,
            facts={"line": line, "parent": parent.pk if parent else None, "since": since.isoformat()},
        )
    return placement


def place_many(*, placements: Iterable[Placement], line: str) -> None:
    """Load many placements of one line at once and rebuild its lineage once."""
    with transaction.atomic():
        Placement.objects.bulk_create(placements, batch_size=2000)
        rebuild_lineage(line=line)


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


def rebuild_lineage(*, line: str) -> None:
    """Derive Lineage of a line anew from its placements.

    A pair holds on the days on which every step between the two holds, so the days of a longer chain are the
    overlap of the days of its steps.
    """
    Lineage.objects.filter(line=line).delete()
    words = _DIALECT["sqlite" if connection.vendor == "sqlite" else "standard"]
    with connection.cursor() as cursor:
        cursor.execute(_LINEAGE_SQL.format(**words), {"line": line})


# SQLite keeps days as text and calls the smaller of two values MIN; a cast to DATE would make a number of them.
_DIALECT = {
    "sqlite": {"earliest": "MIN", "latest": "MAX", "day": "TEXT"},
    "standard": {"earliest": "LEAST", "latest": "GREATEST", "day": "DATE"},
}

_LINEAGE_SQL = """
WITH RECURSIVE chain (ancestor_id, descendant_id, depth, valid_from, valid_to) AS (
    SELECT unit_id, unit_id, 0, valid_from, COALESCE(valid_to, DATE_OPEN)
    FROM units_placement WHERE line = %(line)s
    UNION ALL
    SELECT up.parent_id, chain.descendant_id, chain.depth + 1,
           {latest}(up.valid_from, chain.valid_from),
           {earliest}(COALESCE(up.valid_to, DATE_OPEN), chain.valid_to)
    FROM chain JOIN units_placement AS up ON up.unit_id = chain.ancestor_id AND up.line = %(line)s
    WHERE up.parent_id IS NOT NULL AND chain.depth < 20
      AND {latest}(up.valid_from, chain.valid_from) <= {earliest}(COALESCE(up.valid_to, DATE_OPEN), chain.valid_to)
)
INSERT INTO units_lineage (line, ancestor_id, descendant_id, depth, valid_from, valid_to)
SELECT %(line)s, ancestor_id, descendant_id, depth, valid_from, NULLIF(valid_to, DATE_OPEN) FROM chain
""".replace("DATE_OPEN", "CAST('9999-12-31' AS {day})")


def _stands_under(lower: Unit, upper: Unit, line: str, since: date) -> bool:
    ever = Lineage.objects.filter(line=line, descendant=lower, ancestor=upper)
    return ever.exclude(valid_to__lt=since).exists()
