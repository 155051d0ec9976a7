"""Reorganisations written by hand, row by row, for tests that must not wait for the rooms that write them."""

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal

from django.db.models import Value
from django.db.models.functions import Coalesce, Greatest

from namkhong.journal.actions import begin_batch
from namkhong.units.actions import make_unit, rebuild_lineage
from namkhong.units.models import Heir, Placement, Succession, Unit
from namkhong.units.states import Line, UnitKind
from tests.world import NOW

ONE = Decimal(1)


@dataclass
class Reorganising:
    """One batch on one line. `merge` and `split` end units, `transfer` moves one, `undo` takes everything back."""

    since: date
    at: datetime = NOW
    line: str = Line.UNION
    batch: int = field(init=False)

    def __post_init__(self) -> None:
        self.batch = begin_batch(kind="reorganisation", by=None, at=self.at).pk

    def found(self, name: str, parent: Unit | None, kind: str = UnitKind.GRASSROOTS_UNION) -> Unit:
        """A new unit under a parent."""
        unit = make_unit(name=name, kind=UnitKind(kind), founded_on=self.since)
        unit.founded_in_id = self.batch
        unit.save()
        self._place(unit, parent)
        return unit

    def merge(self, units: list[Unit], into: Unit) -> None:
        """Units end, one answers for all of each."""
        for unit in units:
            self.end(unit, {into.pk: ONE})

    def split(self, unit: Unit, shares: dict[Unit, str]) -> None:
        """A unit ends, several answer for a share each; a share that is not named is not decided."""
        self.end(unit, {heir.pk: Decimal(share) for heir, share in shares.items()})

    def end(self, unit: Unit, shares: dict[int, Decimal] | None = None) -> None:
        """A unit ends; without shares nobody succeeds it."""
        Placement.objects.filter(unit=unit, begun_in=self.batch).delete()  # it came and went on one day
        Placement.objects.filter(unit=unit, valid_to=None).end_in(self.batch, self.since - timedelta(days=1))
        Unit.objects.filter(pk=unit.pk).update(
            closed_on=Greatest(Value(self.since - timedelta(days=1)), Coalesce("founded_on", Value(date.min))),
            closed_in=self.batch,
        )
        for heir, share in (shares or {}).items():
            Succession.objects.create(
                predecessor=unit, successor_id=heir, share=share, effective_on=self.since, batch_id=self.batch
            )
        self.done()

    def transfer(self, unit: Unit, parent: Unit) -> None:
        """A unit goes on under another parent."""
        rows = Placement.objects.filter(unit=unit, line=self.line, valid_to=None)
        rows.end_in(self.batch, self.since - timedelta(days=1))
        self._place(unit, parent)

    def done(self) -> None:
        """Derive what is derived."""
        for line in Line:
            rebuild_lineage(line=line)
        rebuild_heirs()

    def undo(self) -> None:
        """Everything back."""
        Placement.objects.all().take_back(self.batch)
        Succession.objects.filter(batch=self.batch).delete()
        Unit.objects.filter(closed_in=self.batch).update(closed_on=None, closed_in=None)
        Unit.objects.filter(founded_in=self.batch).update(closed_on=self.since)
        self.done()

    def _place(self, unit: Unit, parent: Unit | None) -> None:
        Placement.objects.create(
            unit=unit, line=self.line, parent=parent, valid_from=self.since, begun_in_id=self.batch
        )
        self.done()


def rebuild_heirs() -> None:
    """The closure of Succession, day by day on which anything changes."""
    Heir.objects.all().delete()
    steps = list(Succession.objects.order_by("effective_on", "pk"))
    days = sorted({row.effective_on for row in steps})
    for place, day in enumerate(days):
        last = days[place + 1] - timedelta(days=1) if place + 1 < len(days) else None
        for unit in {row.predecessor_id for row in steps if row.effective_on <= day}:
            for heir, share in _heirs(unit, steps, day).items():
                Heir.objects.create(unit_id=unit, heir_id=heir, share=share, valid_from=day, valid_to=last)


def _heirs(unit: int, steps: list[Succession], day: date) -> dict[int, Decimal]:
    held = {unit: ONE}
    for when in sorted({row.effective_on for row in steps if row.effective_on <= day}):
        following: dict[int, Decimal] = {}
        for at, share in held.items():
            own = [row for row in steps if row.predecessor_id == at and row.effective_on == when]
            for heir, part in [(row.successor_id, row.share) for row in own] or [(at, ONE)]:
                following[heir] = following.get(heir, Decimal(0)) + share * part
        held = following
    return {heir: round(share, 10) for heir, share in held.items()}
