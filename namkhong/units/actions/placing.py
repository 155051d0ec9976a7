"""Placing units on lines."""

from collections.abc import Iterable
from datetime import date, datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.units.actions.lineage import rebuild_lineage
from namkhong.units.models import Lineage, Placement, Unit


class AlreadyPlaced(DomainError):
    sentence = "Đơn vị “{unit}” đã có cấp trên trên tuyến này trong thời gian đó."


class CircleInTree(DomainError):
    sentence = "Không thể đặt “{unit}” dưới “{parent}”: “{parent}” đang trực thuộc chính “{unit}”."


class UnderItself(DomainError):
    sentence = "Đơn vị “{unit}” không thể là cấp trên của chính mình. Hãy chọn đơn vị khác."


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


def _stands_under(lower: Unit, upper: Unit, line: str, since: date) -> bool:
    ever = Lineage.objects.filter(line=line, descendant=lower, ancestor=upper)
    return ever.exclude(valid_to__lt=since).exists()
