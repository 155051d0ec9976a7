"""Random lives of a small tree: whatever happens, both views of a figure add up to the same leaves.

Quick in the suite; `NAMKHONG_EXAMPLES=5000 pytest tests/reports/test_two_views_agree.py` takes its time.
"""

import os
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from decimal import Decimal
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from namkhong.campaigns.models import Duty
from namkhong.reports.actions import follow, unfollow
from namkhong.reports.models import Entry, Form, Indicator, Return
from namkhong.reports.queries import acted_on, total_for
from namkhong.reports.queries.as_now import total_now
from namkhong.reports.states import ReturnState
from namkhong.units.actions import make_unit
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.reports.reorganising import Reorganising
from tests.world import NOW, SINCE

START = date(2026, 1, 10)
STEPS = ("report", "report", "edit", "merge", "split", "undecided", "transfer", "dissolve", "undo")
CLOSE = Decimal("0.001")


@dataclass
class Life:
    """The tree as it is lived through, and what was ever reported by its lowest units."""

    running: object
    dice: Random
    day: date = START
    done: list[tuple[Reorganising, dict[str, tuple[object, object]]]] = field(default_factory=list)
    count: int = 0

    @property
    def form(self) -> Form:
        return Form.objects.get(key="yearly")

    @property
    def root(self) -> Unit:
        return self.running.world.federation

    def standing(self) -> list[Unit]:
        """Lowest units of today."""
        uppers = [self.running.world.district.pk, self.running.world.sister.pk, self.root.pk]
        rows = Placement.objects.on(self.day).filter(line=Line.UNION).exclude(unit__in=uppers)
        return list(Unit.objects.filter(pk__in=rows.values("unit")).order_by("pk"))

    def step(self, what: str) -> None:
        """One thing happens."""
        self.day += timedelta(days=7)
        getattr(self, what)()

    def report(self) -> None:
        """A unit without a report sends one; it is accepted or waits."""
        reported = Return.objects.values("unit")
        free = [unit for unit in self.standing() if not reported.filter(unit=unit).exists()]
        if free:
            self._send(self.dice.choice(free), 1)

    def edit(self) -> None:
        """A later revision replaces an accepted report."""
        rows = list(Return.objects.filter(state=ReturnState.ACCEPTED).order_by("pk"))
        if rows:
            old = self.dice.choice(rows)
            Return.objects.filter(pk=old.pk).update(state=ReturnState.SUPERSEDED)
            self._send(old.unit, old.revision + 1, ReturnState.ACCEPTED)

    def merge(self) -> None:
        units = self.standing()
        if len(units) >= 2:
            pair = self.dice.sample(units, 2)
            self._change(lambda change: change.merge(pair, change.found(self._name(), self._upper())))

    def split(self) -> None:
        units = self.standing()
        if units:
            first = Decimal(self.dice.randint(1, 99)) / 100
            self._change(lambda change: change.split(self.dice.choice(units), self._shares(change, first, 1 - first)))

    def undecided(self) -> None:
        units = self.standing()
        if units:
            self._change(lambda change: change.split(self.dice.choice(units), self._shares(change, Decimal("0.3"))))

    def transfer(self) -> None:
        units = self.standing()
        if units:
            self._change(lambda change: change.transfer(self.dice.choice(units), self._upper()))

    def dissolve(self) -> None:
        units = self.standing()
        if units:
            self._change(lambda change: change.end(self.dice.choice(units)))

    def undo(self) -> None:
        """The last reorganisation is taken back unless somebody acted on it, and both views are what they were."""
        if self.done and not acted_on(self.done[-1][0].batch):
            change, before, reports = self.done.pop()
            unfollow(batch=change.batch, by=None, at=NOW)
            change.undo()
            if reports == self._reported():
                now = self.views()
                assert now == before

    def views(self) -> tuple[Decimal, ...]:
        """Staff in all: as it was, as it is now with its two rest groups."""
        was = total_for(self.root.pk, self.running.campaign, self.form, "2026", self.day, provisional=True)
        now = total_now(self.root.pk, self.running.campaign, self.form, "2026", self.day, provisional=True)
        parts = [group.values.get("staff") or Decimal(0) for group in (now.here, now.outside, now.undecided)]
        return (was.values["staff"] or Decimal(0), *parts)

    def check(self) -> None:
        rows = Return.objects.filter(state__in=[ReturnState.ACCEPTED, ReturnState.SUBMITTED])
        entries = Entry.objects.filter(sheet__in=rows, indicator__key="staff")
        leaves = sum((row.value for row in entries), Decimal(0))
        was, *now = self.views()
        assert was == leaves
        assert abs(sum(now, Decimal(0)) - leaves) < CLOSE

    def _reported(self) -> list[tuple[int, str]]:
        return list(Return.objects.order_by("pk").values_list("pk", "state"))

    def _change(self, act) -> None:
        before, reports = self.views(), self._reported()
        change = Reorganising(self.day, at=self._moment())
        act(change)
        change.done()
        follow(batch=change.batch, effective_on=self.day, by=None, at=NOW)
        self.done.append((change, before, reports))

    def _shares(self, change: Reorganising, *shares: Decimal) -> dict[Unit, str]:
        return {change.found(self._name(), self._upper()): str(share) for share in shares}

    def _moment(self) -> datetime:
        self.count += 1
        return NOW + timedelta(minutes=self.count)

    def _name(self) -> str:
        self.count += 1
        return f"Đơn vị mới {self.count}"

    def _upper(self) -> Unit:
        return self.dice.choice([self.running.world.district, self.running.world.sister])

    def _send(self, unit: Unit, revision: int, state: str = "") -> None:
        first = Duty.objects.filter(campaign=self.running.campaign, year=2026).order_by("pk").first()
        duty, _ = Duty.objects.get_or_create(
            definition=first.definition, unit=unit, period="2026", campaign=self.running.campaign, year=2026
        )
        place = Placement.objects.on(self.day).filter(unit=unit, line=Line.UNION).first()
        sheet = Return.objects.create(
            duty=duty,
            campaign=self.running.campaign,
            form=self.form,
            unit=unit,
            to_unit=place.parent if place else None,
            period="2026",
            revision=revision,
            state=state or self.dice.choice([ReturnState.ACCEPTED, ReturnState.SUBMITTED]),
            submitted_at=self._moment(),
            saved_at=self._moment(),
        )
        indicator = Indicator.objects.get(form=self.form, key="staff")
        Entry.objects.create(sheet=sheet, indicator=indicator, value=Decimal(self.dice.randint(1, 999)))


@pytest.mark.django_db
@settings(
    max_examples=int(os.environ.get("NAMKHONG_EXAMPLES", "12")),
    deadline=None,
    phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a life is lived through in tenths of a second
    derandomize="NAMKHONG_EXAMPLES" not in os.environ,
    database=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture],
)
@given(steps=st.lists(st.sampled_from(STEPS), min_size=4, max_size=10), seed=st.integers(0, 10**6))
def test_both_views_add_up_to_the_same_leaves_through_any_life(running, steps, seed):
    point = transaction.savepoint()
    try:
        life = Life(running, Random(seed))
        for number in range(3):
            unit = make_unit(name=f"Trường số {number}", kind=UnitKind.SCHOOL, founded_on=SINCE)
            unit.save()
            Placement.objects.create(unit=unit, line=Line.UNION, parent=running.world.sister, valid_from=SINCE)
        Reorganising(SINCE).done()
        life.report()
        for what in steps:
            life.step(what)
            life.check()
        for _ in list(life.done):
            life.step("undo")
            life.check()
    finally:
        transaction.savepoint_rollback(point)
