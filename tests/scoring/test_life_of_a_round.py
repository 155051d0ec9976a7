"""Random lives of a round against a plain model: what is allowed happens as the model says, the rest is refused.

Everything goes through the actions that the pages call. Quick in the suite; NAMKHONG_EXAMPLES says how many lives.
"""

import os
from collections import Counter
from dataclasses import dataclass, field
from datetime import timedelta
from decimal import Decimal
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from hypothesis import HealthCheck, Phase, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, initialize, invariant, rule, run_state_machine_as_test

from namkhong.criteria.models import Criterion
from namkhong.foundation.errors import DomainError
from namkhong.scoring import actions
from namkhong.scoring.models import Appeal, Mark, MarkChange, Sheet
from namkhong.scoring.states import AppealState, Step
from tests.scoring.stage import Stage, set_stage
from tests.world import NOW, World

EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "0"))
NUMBERS = ("1.1", "1.2", "1.3", "2.1", "2.2", "3")
MEASURED, BONUS = "2.2", "3"
LEGAL = {"1.1": range(21), "1.2": (0, 10), "1.3": (0, 10, 20), "2.1": range(31), "2.2": range(21), "3": range(6)}
WHY = "Đã đối chiếu với hồ sơ lưu"

units = st.sampled_from(["school", "clinic", "office"])
numbers = st.sampled_from(NUMBERS)
points = st.sampled_from([0, 0, 3, 10, 10, 20, 20, 30, 31])
reasons = st.sampled_from([WHY, WHY, WHY, "ngắn"])

told: Counter[str] = Counter()
"""How often each thing was done and how often it was refused; printed where a long form runs with -s."""

Points = dict[str, Decimal | None]


def empty() -> Points:
    return dict.fromkeys(NUMBERS)


@dataclass
class Plain:
    """One sheet as it should be."""

    state: str = "open"
    own: Points = field(default_factory=empty)
    checked: Points = field(default_factory=empty)
    final: Points = field(default_factory=empty)
    reopened: set[str] = field(default_factory=set)
    changes: dict[str, list[tuple[Decimal | None, Decimal | None]]] = field(
        default_factory=lambda: {number: [] for number in NUMBERS}
    )
    totals: list[Decimal | None] = field(default_factory=lambda: [None, None, None])
    revision: int = 1
    appeal: str | None = None
    """The criterion an appeal that waits is about, "" for the whole."""

    def standing(self, number: str) -> Decimal | None:
        for step in (self.final, self.checked, self.own):
            if step[number] is not None:
                return step[number]
        return None

    def checkable(self, number: str) -> Decimal | None:
        return self.own[number] if self.checked[number] is None else self.checked[number]

    def total(self) -> Decimal:
        return added({number: self.standing(number) for number in NUMBERS})


def added(given: Points) -> Decimal:
    """Nothing weighs anything in this set, so that a sum is a sum."""
    return sum((each for each in given.values() if each is not None), Decimal(0))


class Life(RuleBasedStateMachine):
    """One round of three units, done and modelled side by side."""

    stage: Stage
    world: World

    def __init__(self) -> None:
        super().__init__()
        self.point = transaction.savepoint()
        self.round, self.day = "scoring", NOW
        self.sheets = {name: Plain() for name in ("school", "clinic", "office")}
        self.known: dict[str, Decimal | None] = dict.fromkeys(self.sheets)
        self.frozen: dict[int, tuple[Any, ...]] = {}

    @initialize(so_far=st.sampled_from(["begun", "checked", "published", "published"]))
    def begin(self, so_far: str) -> None:
        """Where a life starts; half of them after publication, which is far along the way."""
        if so_far == "checked":
            self.through("school")
        elif so_far == "published":
            self.to_publication()

    def teardown(self) -> None:
        transaction.savepoint_rollback(self.point)
        self.stage.round.refresh_from_db()

    def sheet(self, name: str) -> Sheet:
        return self.stage.sheet(getattr(self.world, name))

    def try_(self, what: str, allowed: bool, act: Any) -> bool:
        """Do it where it is allowed, else see it refused."""
        told[what if allowed else f"{what} refused"] += 1
        if allowed:
            act()
            return True
        with pytest.raises(DomainError), transaction.atomic():
            act()
        return False

    def common(self) -> dict[str, Any]:
        return {"by": self.world.district_head, "at": self.day}

    @rule(name=units, number=numbers, given=st.one_of(st.none(), points))
    def fill(self, name: str, number: str, given: int | None) -> None:
        row, new = self.sheets[name], None if given is None else Decimal(given)
        here = self.round == "scoring" and row.state in ("open", "returned")
        if number == MEASURED:
            allowed, new = here and new in (None, row.own[number]), row.own[number]
        else:
            asked = not row.reopened or number in row.reopened
            allowed = here and (new == row.own[number] or (asked and (new is None or int(new) in LEGAL[number])))
        unit = getattr(self.world, name)
        if self.try_("fill", allowed, lambda: self.stage.give(unit, number, given)):
            row.own[number] = new

    @rule(name=units)
    def fill_all(self, name: str) -> None:
        for number in NUMBERS:
            if number not in (MEASURED, BONUS):
                self.fill(name, number, 10)

    @rule(name=units)
    def submit(self, name: str) -> None:
        row = self.sheets[name]
        whole = all(row.own[number] is not None for number in NUMBERS if number not in (MEASURED, BONUS))
        allowed = self.round == "scoring" and row.state in ("open", "returned") and whole
        if self.try_("submit", allowed, lambda: actions.submit(sheet=self.sheet(name), **self.common())):
            row.state = "submitted"
            row.own[BONUS] = row.own[BONUS] or Decimal(0)
            row.totals[0] = added(row.own)

    @rule(name=units)
    def recall(self, name: str) -> None:
        row = self.sheets[name]
        fresh = all(row.checked[number] is None for number in row.reopened or NUMBERS)
        allowed = self.round == "scoring" and row.state == "submitted" and fresh
        if self.try_("recall", allowed, lambda: actions.recall(sheet=self.sheet(name), **self.common())):
            row.state, row.totals[0] = "open", None

    @rule(name=units, value=st.sampled_from([None, 50, 100]))
    def tell(self, name: str, value: int | None) -> None:
        self.known[name] = None if value is None else Decimal(value)
        unit = getattr(self.world, name)
        actions.tell_figure(
            unit=unit.pk,
            period="2026",
            measure="satisfaction",
            value=self.known[name],
            source="Báo cáo",
            source_url="",
            at=self.day,
        )

    @rule()
    def measure(self) -> None:
        allowed = self.round in ("scoring", "deciding")
        if self.try_("measure", allowed, lambda: actions.measure(round=self.stage.round, **self.common())):
            for name, row in self.sheets.items():
                if row.state in ("open", "returned", "submitted") and row.checked[MEASURED] is None:
                    known = self.known[name]
                    row.own[MEASURED] = None if known is None else known / 5
                if row.state == "submitted":
                    row.totals[0] = added(row.own)

    def checkable_now(self, row: Plain) -> bool:
        return self.round in ("scoring", "deciding") and row.state == "submitted"

    @rule(name=units, number=numbers, given=points, reason=reasons)
    def check(self, name: str, number: str, given: int, reason: str) -> None:
        row, new = self.sheets[name], Decimal(given)
        before = row.checkable(number)
        said = reason == WHY or before == new
        allowed = self.checkable_now(row) and given in LEGAL[number] and said
        mark = self.stage.mark(getattr(self.world, name), number)
        asked = {"criterion": mark.criterion_id, "points": new, "reason": reason, "revision": mark.revision}
        if self.try_("check", allowed, lambda: actions.check(sheet=mark.sheet, **asked, **self.common())):
            if row.checked[number] != new:
                row.changes[number].append((before, new))
            row.checked[number] = new

    @rule(name=units, number=numbers)
    def check_with_an_old_page(self, name: str, number: str) -> None:
        row, mark = self.sheets[name], self.stage.mark(getattr(self.world, name), number)
        new = next(Decimal(each) for each in LEGAL[number] if Decimal(each) != row.checked[number])
        asked = {"criterion": mark.criterion_id, "points": new, "reason": WHY, "revision": mark.revision + 1}
        self.try_("old page", False, lambda: actions.check(sheet=mark.sheet, **asked, **self.common()))

    @rule(name=units)
    def keep_rest(self, name: str) -> None:
        row = self.sheets[name]
        act = lambda: actions.keep_rest(sheet=self.sheet(name), offices=(), **self.common())  # noqa: E731
        if self.try_("keep", self.checkable_now(row), act):
            for number in NUMBERS:
                if row.checked[number] is None and row.own[number] is not None:
                    row.checked[number] = row.own[number]
                    row.changes[number].append((row.own[number], row.own[number]))

    @rule(name=units)
    def finish(self, name: str) -> None:
        row = self.sheets[name]
        allowed = self.checkable_now(row) and None not in row.checked.values()
        if self.try_("finish", allowed, lambda: actions.finish(sheet=self.sheet(name), **self.common())):
            row.state, row.totals[1], row.reopened = "checked", added(row.checked), set()

    @rule(name=units)
    def through(self, name: str) -> None:
        """All the way to a finished check."""
        self.fill_all(name)
        self.submit(name)
        self.check(name, MEASURED, 10, WHY)
        self.keep_rest(name)
        self.finish(name)

    @rule(name=units)
    def check_again(self, name: str) -> None:
        row = self.sheets[name]
        allowed = self.round in ("scoring", "deciding") and row.state == "checked"
        if self.try_("again", allowed, lambda: actions.check_again(sheet=self.sheet(name), **self.common())):
            row.state, row.final, row.totals[1:] = "submitted", empty(), [None, None]

    @rule(name=units, named=st.sets(numbers, max_size=2), reason=reasons)
    def return_(self, name: str, named: set[str], reason: str) -> None:
        row = self.sheets[name]
        allowed = self.round == "scoring" and row.state in ("submitted", "checked")
        allowed = allowed and bool(named) and MEASURED not in named and reason == WHY
        criteria = [self.stage.numbers[number] for number in named]
        act = lambda: actions.return_(sheet=self.sheet(name), criteria=criteria, reason=reason, **self.common())  # noqa: E731
        if self.try_("return", allowed, act):
            for number in named:
                row.changes[number].append((row.checkable(number), None))
                row.checked[number] = None
            row.state, row.reopened, row.final, row.totals[1:] = "returned", set(named), empty(), [None, None]

    @rule(name=units, number=numbers)
    def undo(self, name: str, number: str) -> None:
        row = self.sheets[name]
        mark = self.stage.mark(getattr(self.world, name), number)
        change = MarkChange.objects.filter(mark=mark, step=Step.CHECK).order_by("-pk").first()
        if change is None:
            return
        past = row.changes[number]
        allowed = self.checkable_now(row) and past[-1][1] is not None
        if self.try_("undo", allowed, lambda: actions.undo(change=change, **self.common())):
            back = past[-1][0] if len(past) > 1 and past[-2][1] is not None else None
            past.append((past[-1][1], back))
            row.checked[number] = back

    @rule(name=units, reason=reasons)
    def leave_out(self, name: str, reason: str) -> None:
        row = self.sheets[name]
        living = row.state in ("open", "submitted", "returned", "checked")
        allowed = self.round in ("scoring", "deciding") and living and reason == WHY
        act = lambda: actions.leave_out(sheet=self.sheet(name), reason=reason, **self.common())  # noqa: E731
        if self.try_("leave out", allowed, act):
            row.state = "void"

    @rule(name=units)
    def take_in(self, name: str) -> None:
        row = self.sheets[name]
        allowed = self.round == "scoring" and row.state == "void"
        if self.try_("take in", allowed, lambda: actions.take_in(sheet=self.sheet(name), **self.common())):
            for number in NUMBERS:
                if row.checked[number] is not None:
                    row.changes[number].append((row.checked[number], None))
            row.state, row.reopened, row.totals = "open", set(), [None, None, None]
            row.checked, row.final = empty(), empty()

    @rule()
    def begin_deciding(self) -> None:
        act = lambda: actions.begin_deciding(round=self.stage.round, **self.common())  # noqa: E731
        if self.try_("decide", self.round == "scoring", act):
            self.round = "deciding"

    @rule()
    def back_to_scoring(self) -> None:
        act = lambda: actions.back_to_scoring(round=self.stage.round, **self.common())  # noqa: E731
        if self.try_("back", self.round == "deciding", act):
            self.round = "scoring"

    @rule(name=units, number=numbers, given=points, reason=reasons)
    def decide(self, name: str, number: str, given: int, reason: str) -> None:
        row, new = self.sheets[name], Decimal(given)
        said = reason == WHY or row.standing(number) == new
        allowed = self.round == "deciding" and row.state == "checked" and given in LEGAL[number] and said
        mark = self.stage.mark(getattr(self.world, name), number)
        asked = {"criterion": mark.criterion_id, "points": new, "reason": reason, "revision": mark.revision}
        changes = row.standing(number) != new
        if self.try_("decide", allowed, lambda: actions.decide(sheet=mark.sheet, **asked, **self.common())) and changes:
            row.final[number] = new
            row.totals[2] = row.total()

    @rule()
    def publish(self) -> None:
        ready = all(row.state in ("checked", "void") for row in self.sheets.values())
        act = lambda: actions.publish(round=self.stage.round, **self.common())  # noqa: E731
        if self.try_("publish", self.round == "deciding" and ready, act):
            self.round = "published"
            for row in self.sheets.values():
                if row.state == "checked":
                    row.state, row.totals[2] = "published", row.total()

    @rule()
    def to_publication(self) -> None:
        """All the way to publication, so that what comes after it is lived through often."""
        self.leave_out("office", WHY)
        for name in ("school", "clinic"):
            self.through(name)
        self.begin_deciding()
        self.publish()

    @rule(name=units, number=st.sampled_from(["", "1.1", "2.2"]), words=reasons)
    def appeal(self, name: str, number: str, words: str) -> None:
        row = self.sheets[name]
        criterion = Criterion.objects.get(pk=self.stage.numbers[number]) if number else None
        open_ = self.round == "published" and row.state == "published" and self.day <= NOW + timedelta(days=10)
        draft = actions.AppealDraft(words, criterion)
        act = lambda: actions.appeal(sheet=self.sheet(name), draft=draft, **self.common())  # noqa: E731
        if self.try_("appeal", open_ and row.appeal is None and words == WHY, act):
            row.appeal = number

    def waiting(self, name: str) -> Appeal | None:
        rows = Appeal.objects.filter(sheet=self.sheet(name), state=AppealState.WAITING)
        return rows.select_related("sheet__round").first()

    @rule(name=units, what=st.sampled_from(["take back", "dismiss"]))
    def close_appeal(self, name: str, what: str) -> None:
        row = self.waiting(name)
        assert (row is None) == (self.sheets[name].appeal is None)
        if row is None:
            return
        if what == "dismiss":
            actions.dismiss(appeal=row, answer=WHY, **self.common())
        else:
            actions.take_back(appeal=row, **self.common())
        told[what] += 1
        self.sheets[name].appeal = None

    @rule(name=units, number=numbers, given=points, answer=reasons)
    def uphold(self, name: str, number: str, given: int, answer: str) -> None:
        row, old, waits = self.sheets[name], self.sheet(name), self.waiting(name)
        if waits is None:
            return
        fits = row.appeal in ("", number) and given in LEGAL[number] and Decimal(given) != row.standing(number)
        changes = {self.stage.numbers[number]: Decimal(given)}
        act = lambda: actions.uphold(appeal=waits, points=changes, answer=answer, **self.common())  # noqa: E731
        if self.try_("uphold", self.round == "published" and fits and answer == WHY, act):
            self.frozen[old.pk] = _seen(Sheet.objects.get(pk=old.pk))
            row.final[number], row.appeal, row.revision = Decimal(given), None, row.revision + 1
            row.totals[2] = row.total()

    @rule(days=st.integers(1, 8))
    def wait(self, days: int) -> None:
        if self.round == "published":
            self.day += timedelta(days=days)

    @rule()
    def settle(self) -> None:
        over = self.day > NOW + timedelta(days=10)
        quiet = all(row.appeal is None for row in self.sheets.values())
        act = lambda: actions.settle(round=self.stage.round, **self.common())  # noqa: E731
        if self.try_("settle", self.round == "published" and over and quiet, act):
            self.round = "settled"

    @rule(name=units)
    def tamper(self, name: str) -> None:
        """Past all actions: what was published stays."""
        sheet = self.sheet(name)
        if self.sheets[name].state != "published":
            return
        for rows, change in ((Sheet.objects.filter(pk=sheet.pk), {"final_total": 1}), (sheet.marks, {"note": "sửa"})):
            with pytest.raises(DatabaseError), transaction.atomic():
                rows.update(**change)

    @rule(name=units, number=numbers, given=points)
    def appeal_and_uphold(self, name: str, number: str, given: int) -> None:
        """What takes two steps in a row, so that it is lived through often."""
        self.appeal(name, "", WHY)
        self.uphold(name, number, given, WHY)

    @invariant()
    def agrees(self) -> None:
        """Every sheet, every mark and every total is what the model says; superseded ones are as they were."""
        assert self.stage.round.state == self.round
        names = {getattr(self.world, name).pk: name for name in self.sheets}
        latest = {sheet.unit_id: sheet for sheet in Sheet.objects.filter(round=self.stage.round).order_by("revision")}
        marks = Mark.objects.filter(sheet__in=[sheet.pk for sheet in latest.values()]).order_by("pk")
        steps = marks.values_list(
            "sheet", "criterion__number", "self_points", "checked_points", "final_points", "reopened"
        )
        found = {(sheet, number): list(rest) for sheet, number, *rest in steps}
        for unit, sheet in latest.items():
            row = self.sheets[names[unit]]
            assert (sheet.state, sheet.revision) == (row.state, row.revision)
            assert [sheet.self_total, sheet.checked_total, sheet.final_total] == row.totals, names[unit]
            for number in NUMBERS:
                wanted = [row.own[number], row.checked[number], row.final[number], number in row.reopened]
                assert found[sheet.pk, number] == wanted, (names[unit], number)
        for pk, seen in self.frozen.items():
            assert _seen(Sheet.objects.get(pk=pk)) == seen


def _seen(sheet: Sheet) -> tuple[Any, ...]:
    """A superseded sheet with its marks."""
    rows = Mark.objects.filter(sheet=sheet.pk).order_by("pk").values_list()
    return sheet.state, sheet.final_total, sheet.revision, list(rows)


@pytest.mark.django_db
def test_any_life_of_a_round_is_as_the_model_says(world: World) -> None:
    stage = set_stage(world)
    Criterion.objects.filter(set=stage.round.set_id, number=MEASURED).update(measure="satisfaction")
    machine = type("LifeHere", (Life,), {"stage": stage, "world": world})
    run_state_machine_as_test(
        machine,
        settings=settings(
            max_examples=EXAMPLES or 8,
            stateful_step_count=20,
            deadline=None,
            phases=[Phase.explicit, Phase.reuse, Phase.generate],  # a life takes a good part of a second
            derandomize=not EXAMPLES,
            database=None,
            suppress_health_check=list(HealthCheck),
        ),
    )


def teardown_module() -> None:
    for what, count in sorted(told.items()):
        print(f"{count:6} {what}")
