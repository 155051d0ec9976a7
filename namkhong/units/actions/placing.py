"""Placing units on lines, moving them, and letting them end."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import Q

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.units.actions.checking import UnderItself, check_placements
from namkhong.units.actions.lineage import CircleInTree, refresh_lineage
from namkhong.units.models import Lineage, Placement, Unit
from namkhong.units.states import Line


class NotPlaced(DomainError):
    sentence = "Đơn vị “{unit}” không đứng trên tuyến {line} vào ngày {day:%d/%m/%Y}."


class PlacedLater(DomainError):
    sentence = "Đơn vị “{unit}” đã đứng ở vị trí hiện nay từ ngày {day:%d/%m/%Y}. Hãy chọn một ngày sau ngày đó."


class StillAbove(DomainError):
    sentence = (
        "Đơn vị “{unit}” còn đơn vị trực thuộc sau ngày {day:%d/%m/%Y}, trong đó có “{child}”. Hãy chuyển các đơn vị "
        "trực thuộc sang cấp trên khác trước."
    )


class ClosedAlready(DomainError):
    sentence = "Đơn vị “{unit}” đã kết thúc hoạt động sau ngày {day:%d/%m/%Y}."


def place(*, unit: Unit, line: str, parent: Unit | None, since: date, by: int | None, at: datetime) -> Placement:
    """Put a unit under a parent on a line from a day on.

    Raises: UnderItself, AlreadyPlaced, CircleInTree, TooDeep, BeforeItsParent.
    """
    with transaction.atomic():
        placement = _begin(unit, line, parent, since)
        _record("unit.place", unit, by, at, line=line, parent=parent.pk if parent else None, since=since.isoformat())
    return placement


def place_many(*, placements: Iterable[Placement], line: str) -> None:
    """Load many placements of one line at once.

    Raises: UnderItself, AlreadyPlaced, CircleInTree, TooDeep, BeforeItsParent; nothing is placed then.
    """
    rows = list(placements)
    check_placements(rows, line)
    with transaction.atomic():
        Placement.objects.bulk_create(rows, batch_size=2000)
        refresh_lineage(line=line, units=[row.unit_id for row in rows])


def move(*, unit: Unit, line: str, parent: Unit | None, since: date, by: int | None, at: datetime) -> Placement:
    """Let a unit answer to another parent from a day on; all who stand below go with it.

    Raises: NotPlaced, PlacedLater, UnderItself, AlreadyPlaced, CircleInTree, TooDeep, BeforeItsParent.
    """
    with transaction.atomic():
        held = _held(unit, line, since)
        if held.valid_from >= since:
            raise PlacedLater(unit=unit.name, day=held.valid_from)
        Placement.objects.filter(pk=held.pk).update(valid_to=since - timedelta(days=1))
        placement = _begin(unit, line, parent, since)
        facts = {"from": held.parent_id, "parent": parent.pk if parent else None, "since": since.isoformat()}
        _record("unit.move", unit, by, at, line=line, **facts)
    return placement


def leave_line(*, unit: Unit, line: str, until: date, by: int | None, at: datetime) -> None:
    """Let a unit stand on a line no longer than to a last day. Raises: NotPlaced, StillAbove."""
    with transaction.atomic():
        held = _held(unit, line, until)
        _refuse_children(unit, until, Q(line=line))
        Placement.objects.filter(pk=held.pk).update(valid_to=until)
        refresh_lineage(line=line, units=[unit.pk])
        _record("unit.leave_line", unit, by, at, line=line, until=until.isoformat())


def close(*, unit: Unit, on: date, by: int | None, at: datetime) -> None:
    """End a unit: `on` is its last day on every line, and its last day altogether.

    Raises: ClosedAlready, PlacedLater (a place of it begins later still), StillAbove.
    """
    if unit.closed_on:
        raise ClosedAlready(unit=unit.name, day=unit.closed_on)
    with transaction.atomic():
        _refuse_children(unit, on, Q())
        standing = Placement.objects.filter(unit=unit).exclude(valid_to__lte=on)
        late = standing.filter(valid_from__gt=on).order_by("valid_from").first()
        if late or (unit.founded_on and unit.founded_on > on):
            raise PlacedLater(unit=unit.name, day=late.valid_from if late else unit.founded_on)
        lines = sorted(set(standing.order_by().values_list("line", flat=True)))
        standing.update(valid_to=on)
        for line in lines:
            refresh_lineage(line=line, units=[unit.pk])
        unit.closed_on = on
        unit.save(update_fields=["closed_on"])
        _record("unit.close", unit, by, at, on=on.isoformat())


def _begin(unit: Unit, line: str, parent: Unit | None, since: date) -> Placement:
    placement = Placement(unit=unit, line=line, parent=parent, valid_from=since)
    if parent == unit:
        raise UnderItself(unit=unit.name)
    if parent and _stands_under(parent, unit, line, since):
        raise CircleInTree(unit=unit.name, parent=parent.name)
    check_placements([placement], line)
    placement.save(force_insert=True)
    refresh_lineage(line=line, units=[unit.pk])
    return placement


def _held(unit: Unit, line: str, day: date) -> Placement:
    held = Placement.objects.on(day).filter(unit=unit, line=line).first()
    if held is None:
        raise NotPlaced(unit=unit.name, line=Line(line).label, day=day)
    return held


def _refuse_children(unit: Unit, last_day: date, where: Q) -> None:
    """Nobody may stand under a unit that is no longer there."""
    below = Placement.objects.filter(where, parent=unit).exclude(valid_to__lte=last_day)
    child = below.order_by("unit__sort_name").first()
    if child:
        raise StillAbove(unit=unit.name, child=child.unit.name, day=last_day)


def _stands_under(lower: Unit, upper: Unit, line: str, since: date) -> bool:
    ever = Lineage.objects.filter(line=line, descendant=lower, ancestor=upper)
    return ever.exclude(valid_to__lt=since).exists()


def _record(verb: str, unit: Unit, by: int | None, at: datetime, **facts: str | int | None) -> None:
    record(verb=verb, subject_kind="unit", subject_id=unit.pk, at=at, by=by, unit=unit.pk, facts=facts)
