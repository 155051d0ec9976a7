"""What must hold of placements, checked for one or for a hundred thousand at once."""

from collections.abc import Iterable, Iterator, Sequence

from namkhong.foundation.errors import DomainError
from namkhong.units.models import Placement, Unit
from namkhong.units.rules.stretches import Stretch, first_before_its_parent, first_overlap


class AlreadyPlaced(DomainError):
    sentence = "Đơn vị “{unit}” đã có cấp trên trên tuyến này trong thời gian đó."


class UnderItself(DomainError):
    sentence = "Đơn vị “{unit}” không thể là cấp trên của chính mình. Hãy chọn đơn vị khác."


class BeforeItsParent(DomainError):
    sentence = (
        "Không thể đặt “{unit}” dưới “{parent}” từ ngày {day:%d/%m/%Y}: ngày đó “{parent}” chưa đứng (hoặc không còn "
        "đứng) trên tuyến này. Hãy đặt đơn vị cấp trên trước."
    )


def check_placements(placements: Sequence[Placement], line: str) -> None:
    """Refuse new placements of a line that cannot stand beside each other and beside those that are there.

    Circles are found when Lineage is derived. Raises: UnderItself, AlreadyPlaced, BeforeItsParent.
    """
    new = [Stretch(row.unit_id, row.valid_from, row.valid_to, row.parent_id) for row in placements]
    for row in new:
        if row.parent == row.unit:
            raise UnderItself(unit=_name(row.unit))
    units = {row.unit for row in new}
    there = list(stretches_of(units | {row.parent for row in new if row.parent is not None}, line))
    clash = first_overlap([*new, *(row for row in there if row.unit in units)])
    if clash:
        raise AlreadyPlaced(unit=_name(clash.unit))
    lost = first_before_its_parent(new, [*new, *there])
    if lost and lost.parent is not None:
        raise BeforeItsParent(unit=_name(lost.unit), parent=_name(lost.parent), day=lost.first)


def stretches_of(units: Iterable[int], line: str) -> Iterator[Stretch]:
    """The placements that units have on a line, ever."""
    numbers = sorted(set(units))
    for start in range(0, len(numbers), 5000):
        rows = Placement.objects.filter(line=line, unit__in=numbers[start : start + 5000]).order_by(
            "unit", "valid_from"
        )
        yield from (Stretch(*row) for row in rows.values_list("unit", "valid_from", "valid_to", "parent"))


def _name(unit: int) -> str:
    return Unit.objects.values_list("name", flat=True).get(pk=unit)
