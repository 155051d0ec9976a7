"""Random lives of a list with its registrations, against a plain model that knows the states by heart.

Quick in the suite; NAMKHONG_EXAMPLES says how many lives the long form has.
"""

import os
from collections import Counter
from copy import deepcopy
from random import Random

import pytest
from django.db import transaction
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from namkhong.campaigns.states import DutyState
from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.registrations import actions
from namkhong.registrations.models import JointList, Registration
from tests.registrations.stage import OWN, WISH, Stage
from tests.world import NOW

EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "0"))
WHY = "Nội dung còn chung chung"
OF_A_PERSON = ("write", "revise", "drop", "send", "recall", "approve", "refuse", "revoke")
OF_ALL = ("send_all", "approve_many", "undo_many")
OF_THE_LIST = ("send_list", "recall_list", "approve_list", "refuse_list", "revoke_list", "approve_lists", "undo_lists")
STEPS = (*OF_A_PERSON, *OF_A_PERSON, *OF_ALL, *OF_THE_LIST, *OF_THE_LIST)

LENGTH = 20
FORBIDDEN = 0.25
"""So many steps are taken whether they are allowed or not."""

told: Counter[str] = Counter()
"""How often each thing was done and how often it was refused; printed where a long form runs with -s."""


class Model:
    """What a clerk with a sheet of paper would keep: a word for everybody, the unit, the list and the duty."""

    MOVES = {
        "send": ({"not_sent", "refused"}, "waiting"),
        "recall": ({"waiting"}, "not_sent"),
        "approve": ({"waiting"}, "approved"),
        "refuse": ({"waiting"}, "refused"),
        "revoke": ({"approved", "refused"}, "waiting"),
    }

    def __init__(self) -> None:
        self.rows: dict[int | None, str] = {}
        self.bulk: set[int | None] = set()
        self.list, self.in_bulk, self.mended = "not_sent", False, False

    @property
    def still(self) -> bool:
        return self.list in ("not_sent", "refused")

    @property
    def duty(self) -> str:
        return DutyState.FULFILLED if self.list in ("waiting", "approved") else DutyState.OPEN

    def step(self, name: str, who: int | None) -> bool:
        """Whether the step is allowed; if so it is made."""
        if name.endswith(("_list", "_lists")):
            return self._list(name)
        allowed = self.still and self._row(name, who)
        self.mended |= allowed
        return allowed

    def _row(self, name: str, who: int | None) -> bool:
        if name in OF_ALL:
            return self._all(name)
        state = self.rows.get(who)
        if name == "write":
            self.rows.setdefault(who, "not_sent")
            return state is None
        if name in ("revise", "drop"):
            if state not in ("not_sent", "refused"):
                return False
            if name == "drop":
                del self.rows[who]
            return True
        frm, to = self.MOVES[name]
        if who is None or state not in frm:
            return False
        self.rows[who] = to
        self.bulk.discard(who)
        return True

    def _all(self, name: str) -> bool:
        people = [who for who in self.rows if who is not None]
        chosen = {
            "send_all": [who for who in people if self.rows[who] == "not_sent"],
            "approve_many": [who for who in people if self.rows[who] == "waiting"],
            "undo_many": [who for who in people if self.rows[who] == "approved" and who in self.bulk],
        }[name]
        for who in chosen:
            self.rows[who] = {"send_all": "waiting", "approve_many": "approved", "undo_many": "waiting"}[name]
        if name == "approve_many" and chosen:
            self.bulk = set(chosen)
        if name == "undo_many":
            self.bulk -= set(chosen)
        return bool(chosen)

    def _list(self, name: str) -> bool:
        holds = None in self.rows or "approved" in [state for who, state in self.rows.items() if who is not None]
        if name == "approve_lists":
            step = "approve"
        elif name == "undo_lists":
            step = "revoke"
            if not (self.list == "approved" and self.in_bulk):
                return False
        else:
            step = name.removesuffix("_list")
        frm, to = self.MOVES[step]
        if self.list not in frm or (step == "send" and not holds):
            return False
        if step == "revoke" and self.list == "refused" and self.mended:
            return False
        self.mended = False
        self.list, self.in_bulk = to, name == "approve_lists"
        own = self.rows.get(None)
        if own in frm:
            self.rows[None] = to
        return True


class Life:
    """The same steps through the actions that the pages call."""

    def __init__(self, stage: Stage) -> None:
        self.stage, self.place, self.world = stage, stage.school, stage.world
        self.batch = self.list_batch = None

    def row(self, person: Person | None) -> Registration:
        row = Registration.objects.filter(unit=self.world.school, person=person).select_related("campaign").first()
        return row or Registration(campaign=self.stage.campaign, unit=self.world.school, year=2026, person=person)

    def joint(self) -> JointList:
        actions_of = JointList.objects.filter(unit=self.world.school).select_related("campaign")
        return actions_of.first() or JointList(campaign=self.stage.campaign, unit=self.world.school, year=2026)

    def step(self, name: str, person: Person | None) -> bool:
        """Whether the step was let through."""
        try:
            with transaction.atomic():
                self._do(name, person)
            return True
        except DomainError:
            return False

    def _do(self, name: str, person: Person | None) -> None:
        head, clerk, above = self.world.school_head, self.world.school_officer, self.world.district_head
        match name:
            case "write":
                wish = WISH if person else OWN
                actions.write(place=self.place, person=person, wish=wish, by=clerk, at=NOW)
            case "revise":
                actions.revise(row=self.row(person), wish=OWN, by=clerk, at=NOW)
            case "refuse":
                actions.refuse(row=self.row(person), reason=WHY, by=head, at=NOW)
            case "send_all":
                actions.send_all(place=self.place, by=clerk, at=NOW)
            case "approve_many":
                self.batch = actions.approve_many(place=self.place, rows=None, by=head, at=NOW)
            case "undo_many":
                self._undo()
            case "send_list":
                actions.send_list(place=self.place, by=clerk, at=NOW)
            case "refuse_list":
                actions.refuse_list(joint=self.joint(), reason=WHY, by=above, at=NOW)
            case "approve_lists" | "undo_lists":
                self._many_lists(name)
            case "recall_list" | "approve_list" | "revoke_list":
                getattr(actions, name)(joint=self.joint(), by=above, at=NOW)
            case _:
                getattr(actions, name)(row=self.row(person), by=head, at=NOW)

    def _undo(self) -> None:
        if self.batch is None:
            raise DomainError()
        actions.undo_approvals(place=self.place, batch=self.batch, by=self.world.school_head, at=NOW)

    def _many_lists(self, name: str) -> None:
        about = {"campaign": self.stage.campaign, "year": 2026, "by": self.world.district_head, "at": NOW}
        if name == "approve_lists":
            self.list_batch = actions.approve_lists(to_unit=self.world.district, lists=None, **about)
        elif self.list_batch is None:
            raise DomainError()
        else:
            actions.undo_lists(batch=self.list_batch, **about)


def chosen(dice: Random, model: Model, people: list[Person | None]) -> tuple[str, Person | None]:
    """A step at random; three in four are looked for among those that are allowed, or lives would never get far."""
    steps = [(dice.choice(STEPS), dice.choice(people)) for _ in range(30)]
    if dice.random() < FORBIDDEN:
        return steps[0]
    fit = (step for step in steps if deepcopy(model).step(step[0], step[1].pk if step[1] else None))
    return next(fit, steps[0])


def agree(model: Model, life: Life) -> None:
    """The rows are what the paper says, and nothing refused is without its reason."""
    rows = Registration.objects.filter(unit=life.world.school)
    assert dict(rows.values_list("person", "state")) == model.rows
    assert (life.joint().state, life.stage.duty(life.world.school).state) == (model.list, model.duty)
    assert (life.joint().to_unit_id is not None) == (model.list != "not_sent")
    assert not rows.filter(reason="", state="refused").exists()
    assert not rows.exclude(state="refused").exclude(reason="").exists()


@settings(
    max_examples=EXAMPLES or 6,
    deadline=None,
    database=None,
    phases=[Phase.generate] if EXAMPLES else [Phase.generate, Phase.shrink],
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(seed=st.integers(0, 2**32))
def test_lives_agree_with_paper(stage: Stage, seed: int) -> None:
    dice, model = Random(seed), Model()
    with transaction.atomic():
        life, people = Life(stage), [None, *stage.teachers[:3]]
        for _ in range(LENGTH):
            name, person = chosen(dice, model, people)
            allowed = model.step(name, person.pk if person else None)
            assert life.step(name, person) == allowed, name
            told[f"{name} {'done' if allowed else 'refused'}"] += 1
            agree(model, life)
        transaction.set_rollback(True)


@pytest.fixture(autouse=True, scope="module")
def tell():
    """Print what was done at the end."""
    yield
    if EXAMPLES:
        print(f"\n{dict(sorted(told.items()))}")
