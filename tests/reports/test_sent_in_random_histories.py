"""What was sent under a unit, asked by one statement, against the same told slowly from day to day."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import date, timedelta
from decimal import Decimal
from functools import cache
from random import Random

import pytest

from namkhong.campaigns.models import Duty
from namkhong.foundation.errors import DomainError
from namkhong.foundation.periods import parse_period
from namkhong.journal.actions import begin_batch
from namkhong.reports.models import Form, Rerouting, Return
from namkhong.reports.queries.sent import sent_under
from namkhong.reports.states import ReturnState
from namkhong.units.actions import found, leave_line, move, place
from namkhong.units.models import Heir, Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.reports.conftest import Running
from tests.world import NOW, TODAY

NOBODY = {"by": None, "at": NOW}
BEGIN, PERIODS = date(2024, 1, 1), ("2025", "2026")


class History:
    """Three tops, four units under them and eight at the foot, who move, leave the line, come back, and report."""

    def __init__(self, running: Running, seed: int) -> None:
        self.running, self.dice = running, Random(seed)
        # Asked after all has happened, so the same answer every time.
        self._last_above = cache(self._walk_up)
        self.tops = [self._found(f"Cấp trên {n}") for n in range(3)]
        self.middles = [self._found(f"Cấp giữa {n}", self.dice.choice(self.tops)) for n in range(4)]
        self.feet = [self._found(f"Cơ sở {n}", self.dice.choice(self.middles)) for n in range(8)]
        self._live()
        self._inherit()
        self._report()

    def _found(self, name: str, parent: Unit | None = None) -> Unit:
        unit = found(name=name, kind=UnitKind.GRASSROOTS_UNION, founded_on=BEGIN, **NOBODY)
        place(unit=unit, line=Line.UNION, parent=parent, since=BEGIN, **NOBODY)
        return unit

    def _live(self) -> None:
        """A step every few weeks; one that is impossible is left out."""
        day = date(2024, 11, 1)
        while day < TODAY:
            day += timedelta(days=self.dice.randint(5, 40))
            with suppress(DomainError):
                self._step(day)

    def _step(self, day: date) -> None:
        middle = self.dice.random() < 0.3
        unit = self.dice.choice(self.middles if middle else self.feet)
        terms = {"unit": unit, "line": Line.UNION}
        parent = self.dice.choice(self.tops if middle else [*self.middles, *self.tops])
        if not Placement.objects.on(day).filter(unit=unit).exists():
            place(**terms, parent=parent, since=day, **NOBODY)
        elif self.dice.random() < 0.5:
            leave_line(**terms, until=day, **NOBODY)
        else:
            move(**terms, parent=parent, since=day, **NOBODY)

    def _inherit(self) -> None:
        """Some units answer for others from some day on, in whole or in part."""
        for unit in (*self.tops, *self.middles):
            heir, share = self.dice.choice(self.tops), self.dice.choice([Decimal(1), Decimal("0.4")])
            since = BEGIN + timedelta(days=self.dice.randint(200, 1000))
            Heir.objects.create(unit=unit, heir=heir, share=share, valid_from=since)

    def _report(self) -> None:
        """Everybody at the foot owes a report of each year; most have sent it, some were led elsewhere."""
        definition = self.running.duty(self.running.world.school).definition
        form, batch = Form.objects.get(key="yearly"), begin_batch(kind="reorganisation", **NOBODY)
        for unit in self.feet:
            for period in PERIODS:
                duty = Duty.objects.create(
                    campaign=self.running.campaign, definition=definition, unit=unit, period=period, year=int(period)
                )
                state = self.dice.choice([ReturnState.SUBMITTED, ReturnState.ACCEPTED, ReturnState.DRAFT])
                sheet = Return.objects.create(
                    duty=duty,
                    campaign=duty.campaign,
                    form=form,
                    unit=unit,
                    period=period,
                    state=state,
                    saved_at=NOW,
                    submitted_at=None if state == ReturnState.DRAFT else NOW,
                )
                if self.dice.random() < 0.2:
                    one, other = self.dice.sample(self.tops, 2)
                    moved = self.dice.random() < 0.5
                    Rerouting.objects.create(batch=batch, sheet=sheet, from_unit=one, to_unit=other, moved=moved)

    def told_slowly(self, unit: Unit, period: str) -> list[int]:
        """The same by walking up from every sender on the days that count."""
        whole = parse_period(period)
        day = min(TODAY, whole.ends_on)
        inherited = Heir.objects.on(day).filter(heir=unit, share=1)
        replaced = set(inherited.values_list("unit", flat=True))
        led = set(Rerouting.objects.filter(to_unit=unit, moved=False).values_list("sheet", flat=True))
        sent = Return.objects.filter(period=period, unit__in=self.feet).exclude(state=ReturnState.DRAFT)
        return sorted(
            sheet.pk
            for sheet in sent.order_by("pk")
            if sheet.pk in led or self._counts(sheet.unit_id, unit.pk, replaced, whole.starts_on, day)
        )

    def _counts(self, sender: int, unit: int, replaced: set[int], starts: date, day: date) -> bool:
        """Under the unit on the day; else, where the sender has left the line in the period, on its last day there."""
        last, above = self._last_above(sender, starts, day)
        return unit in above or (last < day and bool(above & replaced))

    def _walk_up(self, sender: int, starts: date, day: date) -> tuple[date, frozenset[int]]:
        """The last day on the line, and who stood above."""
        last = day
        while last >= starts and not Placement.objects.on(last).filter(unit=sender).exists():
            last -= timedelta(days=1)
        return last, frozenset(self._above(sender, last)) if last >= starts else frozenset()

    def _above(self, unit: int, day: date) -> Iterator[int]:
        here: int | None = unit
        while here is not None:
            here = Placement.objects.on(day).filter(unit=here).values_list("parent", flat=True).first()
            if here is not None:
                yield here


@pytest.mark.parametrize("seed", range(12))
def test_one_statement_says_what_a_slow_walk_says(running: Running, seed: int) -> None:
    history, seen = History(running, seed), 0
    for unit in (*history.tops, *history.middles):
        found = sent_under(unit.pk, Line.UNION, [running.campaign.pk], "yearly", PERIODS, TODAY)
        for period in PERIODS:
            assert found[period] == history.told_slowly(unit, period), f"{unit} in {period}"
            seen += len(found[period])
    assert seen, "a history in which nobody reports proves nothing"
