"""A reorganisation written by hand, as the room of units writes it, for the tests of what follows it."""

from collections.abc import Mapping, Sequence
from datetime import date, timedelta
from decimal import Decimal

from namkhong.journal.actions import begin_batch
from namkhong.units.actions import rebuild_lineage
from namkhong.units.models import Heir, Placement, Reorganisation, Succession, Unit
from namkhong.units.states import Line, ReorganisationState
from tests.world import NOW

DAY = date(2026, 7, 1)
SINCE = date(2019, 1, 1)


def upheave(
    *,
    heirs: Mapping[Unit, Sequence[Unit]],
    moved: Mapping[Unit, Unit] | None = None,
    on: date = DAY,
    number: str = "",
) -> int:
    """Close the units of `heirs`, name who succeeds them, put the units of `moved` under others on the union line."""
    batch = begin_batch(kind="reorganisation", by=None, at=NOW)
    last = on - timedelta(days=1)
    ended = [unit.pk for unit in heirs]
    if number:
        unit = next(iter(heirs))
        Reorganisation.objects.create(
            unit=unit,
            title="Sắp xếp",
            number=number,
            decided_on=on,
            effective_on=on,
            created_at=NOW,
            batch=batch,
            state=ReorganisationState.DRAFT,
        )
    Unit.objects.filter(pk__in=ended).update(closed_on=last, closed_in=batch)
    shares = [(old, new, Decimal(1) / len(row)) for old, row in heirs.items() for new in row]
    Succession.objects.bulk_create(
        Succession(predecessor=old, successor=new, share=round(share, 10), effective_on=on, batch=batch)
        for old, new, share in shares
    )
    Heir.objects.bulk_create(
        Heir(unit=old, heir=new, share=round(share, 10), valid_from=on) for old, new, share in shares
    )
    Placement.objects.filter(unit__in=ended, valid_to=None).end_in(batch.pk, last)
    for unit, above in (moved or {}).items():
        Placement.objects.filter(unit=unit, line=Line.UNION, valid_to=None).end_in(batch.pk, last)
        Placement.objects.create(unit=unit, line=Line.UNION, parent=above, valid_from=on, begun_in=batch)
    for line in (Line.UNION, Line.ADMINISTRATION):
        rebuild_lineage(line=line)
    return batch.pk
