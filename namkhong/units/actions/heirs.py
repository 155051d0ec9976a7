"""The rebuildable table of who stands for whom."""

from collections.abc import Iterable

from django.db.models import QuerySet

from namkhong.units.models import Heir, Succession
from namkhong.units.rules.heirs import Step, closure

_SOME = 5000


def rebuild_heirs(units: Iterable[int] | None = None) -> None:
    """Derive Heir from Succession: of everybody, or of the given predecessors and of all whose succession leads there.

    To be called within the transaction that changed Succession.
    """
    if units is None:
        Heir.objects.all().delete()
        steps = _steps(Succession.objects.all())
        _write(steps, None)
        return
    among = _reaching(set(units))
    for some in _slices(among):
        Heir.objects.filter(unit__in=some).delete()
    _write(_leading_from(among), among)


def _write(steps: Iterable[Step], among: set[int] | None) -> None:
    rows = [
        Heir(unit_id=row.unit, heir_id=row.heir, share=row.share, valid_from=row.first, valid_to=row.last)
        for row in closure(steps)
        if among is None or row.unit in among
    ]
    Heir.objects.bulk_create(rows, batch_size=2000)


def _reaching(units: set[int]) -> set[int]:
    """The units and everybody who was ever succeeded, over any number of steps, by one of them."""
    found, fresh = set(units), set(units)
    while fresh:
        before: set[int] = set()
        for some in _slices(fresh):
            before.update(Succession.objects.filter(successor__in=some).values_list("predecessor", flat=True))
        fresh = before - found
        found |= fresh
    return found


def _leading_from(units: set[int]) -> list[Step]:
    """Every step that a walk from the units to their heirs can take."""
    steps: list[Step] = []
    asked: set[int] = set()
    fresh = set(units)
    while fresh:
        new = [step for some in _slices(fresh) for step in _steps(Succession.objects.filter(predecessor__in=some))]
        steps += new
        asked |= fresh
        fresh = {step.successor for step in new} - asked
    return steps


def _steps(rows: QuerySet[Succession]) -> list[Step]:
    found = rows.order_by().values_list("effective_on", "pk", "predecessor", "successor", "share")
    return [Step(*row) for row in found]


def _slices(units: set[int]) -> list[list[int]]:
    numbers = sorted(units)
    return [numbers[start : start + _SOME] for start in range(0, len(numbers), _SOME)]
