"""A round lives through whatever happens; a plain model beside it says at every step what should have come of it.

Quick in the suite; NAMKHONG_EXAMPLES=5000 for the long form, on SQLite and on PostgreSQL.
"""

import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from uuid import UUID

import pytest
from django.db import transaction
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, rule, run_state_machine_as_test

from namkhong.foundation.errors import DomainError
from namkhong.people.actions import employ, leave, make_person, transfer
from namkhong.people.models import Employment, Person, Post
from namkhong.people.states import PostKind
from namkhong.pledges import actions, queries
from namkhong.pledges.models import Pledge
from namkhong.pledges.rules.counting import Count, counted_as, summed
from namkhong.pledges.states import PledgeState, Side, Way
from tests.pledges.stage import PledgeStage
from tests.world import NOW, SINCE, TODAY

EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "5"))
STEPS = 25
REACHED = ("school", "clinic", "office")
UNITS = (*REACHED, "sister_school")
LEFT = ("transferred", "retired")


@dataclass
class Someone:
    """A person as the model knows him: where he works since when, and his row in the register, if there is one."""

    person: Person
    unit: str | None
    since: date
    until: date | None = None
    state: str | None = None
    pledged_at: str | None = None
    sent: tuple[UUID | None, bytes] = (None, b"")
    signed: bool = False
    away_until: date | None = None
    received: dict[Side, int] = field(default_factory=dict)

    def works_at(self, on: date) -> str | None:
        """The unit of a day."""
        return self.unit if self.unit and (self.until is None or self.until >= on) else None


class Refused(Exception):
    """The model says no."""


def machine(stage: PledgeStage) -> type[RuleBasedStateMachine]:
    """The machine on a round that is there; every run is taken back at its end."""

    class Life(RuleBasedStateMachine):
        def __init__(self) -> None:
            super().__init__()
            self.point = transaction.savepoint()
            self.day, self.moment, self.acts = TODAY, NOW, 0
            staff = {"school": stage.teachers[:3], "clinic": stage.nurses[:2]}
            self.people = [Someone(who, unit, SINCE) for unit, some in staff.items() for who in some]
            actions.drain(round=stage.round, at=self.moment)

        def teardown(self) -> None:
            transaction.savepoint_rollback(self.point)

        @contextmanager
        def expected(self, right: Callable[[], None]) -> Iterator[None]:
            """What the actions do inside is refused exactly where the model refuses it."""
            try:
                right()
                may = True
            except Refused:
                may = False
            try:
                with transaction.atomic():
                    yield
                    done = True
            except DomainError:
                done = False
            assert done == may, f"the action {'went through' if done else 'was refused'}"

        def at(self) -> datetime:
            self.moment += timedelta(minutes=1)
            return self.moment

        def someone(self, number: int) -> Someone:
            return self.people[number % len(self.people)]

        @rule(number=st.integers(0, 9), client=st.integers(0, 3), body=st.sampled_from([b"a", b"b"]))
        def sign(self, number: int, client: int, body: bytes) -> None:
            one = self.someone(number)
            sent = (UUID(int=1 + client + 10 * one.person.pk), body) if client else (None, b"")
            fresh: list[bool] = []

            def right() -> None:
                if one.signed:
                    if sent[0] and sent[0] == one.sent[0] and sent[1] != one.sent[1]:
                        raise Refused
                    fresh.append(False)
                    return
                if one.works_at(self.day) not in REACHED:
                    raise Refused
                one.state, one.signed, one.sent, one.away_until = "signed", True, sent, None
                one.pledged_at = one.unit
                fresh.append(True)

            with self.expected(right):
                done = actions.sign(
                    round=stage.round,
                    person=one.person,
                    way=Way.LINK,
                    client_id=sent[0],
                    client_body=sent[1],
                    by=one.person,
                    at=self.at(),
                )
                assert [not done.again] == fresh

        @rule(number=st.integers(0, 9), client=st.integers(1, 3))
        def anothers_number(self, number: int, client: int) -> None:
            one, other = self.someone(number), self.someone(number + 1)

            def right() -> None:
                if other.signed:
                    return
                taken = one.signed and one.sent[0] is not None and one is not other
                if other.works_at(self.day) not in REACHED or taken:
                    raise Refused
                other.state, other.signed, other.away_until = "signed", True, None
                other.pledged_at, other.sent = other.unit, (number_sent, b"a")

            number_sent = one.sent[0] or UUID(int=99 + client + 10 * other.person.pk)
            with self.expected(right):
                actions.sign(
                    round=stage.round,
                    person=other.person,
                    way=Way.LINK,
                    client_id=number_sent,
                    client_body=b"a" if number_sent != other.sent[0] else other.sent[1],
                    by=None,
                    at=self.at(),
                )

        @rule(number=st.integers(0, 9), what=st.sampled_from(["refuse", "go_on_leave", "transfer", "retire"]))
        def set_aside(self, number: int, what: str) -> None:
            one = self.someone(number)
            allowed = {
                "refuse": (None, "awaited", "on_leave"),
                "go_on_leave": (None, "awaited", "refused"),
                "transfer": (None, "awaited", "refused", "on_leave", "signed"),
                "retire": (None, "awaited", "refused", "on_leave", "signed"),
            }[what]
            until = self.day + timedelta(days=1) if number % 2 and what == "go_on_leave" else None

            def right() -> None:
                if one.works_at(self.day) not in REACHED or one.state not in allowed:
                    raise Refused
                named = {"refuse": "refused", "go_on_leave": "on_leave", "transfer": "transferred"}
                if one.state is None or what in ("transfer", "retire"):
                    one.pledged_at = one.unit
                one.state, one.away_until = named.get(what, "retired"), until

            more = {"until_on": until} if what == "go_on_leave" else {}
            with self.expected(right):
                act = getattr(actions, what)
                act(round=stage.round, person=one.person, reason="Vì sao", by=None, at=self.at(), **more)

        @rule(number=st.integers(0, 9))
        def await_again(self, number: int) -> None:
            one = self.someone(number)

            def right() -> None:
                wanted = LEFT if one.signed else ("refused", "on_leave", *LEFT)
                if one.works_at(self.day) not in REACHED or one.state not in wanted:
                    raise Refused
                one.state, one.away_until = "signed" if one.signed else "awaited", None

            with self.expected(right):
                actions.await_again(round=stage.round, person=one.person, by=None, at=self.at())

        @rule(number=st.integers(0, 9))
        def unsign(self, number: int) -> None:
            one = self.someone(number)

            def right() -> None:
                if one.state != "signed":
                    raise Refused
                one.state, one.signed, one.sent = "awaited", False, (None, b"")
                one.received.clear()

            with self.expected(right):
                by = stage.world.school_officer
                actions.unsign(round=stage.round, person=one.person, reason="Ghi nhầm", by=by, at=self.at())

        @rule(number=st.integers(0, 9), unit=st.sampled_from(UNITS))
        def move(self, number: int, unit: str) -> None:
            one = self.someone(number)

            def right() -> None:
                if one.until is not None or one.unit in (None, unit) or one.since >= self.day:
                    raise Refused
                one.unit, one.since = unit, self.day

            with self.expected(right):
                to = getattr(stage.world, unit)
                transfer(person=one.person, to=to, since=self.day, by=None, at=self.at())

        @rule(number=st.integers(0, 9))
        def quit(self, number: int) -> None:
            one = self.someone(number)

            def right() -> None:
                if one.until is not None or one.since >= self.day:
                    raise Refused
                one.until = self.day - timedelta(days=1)

            with self.expected(right):
                leave(person=one.person, until=self.day - timedelta(days=1), by=None, at=self.at())

        @rule(unit=st.sampled_from(UNITS))
        def hire(self, unit: str) -> None:
            if len(self.people) < 9:
                person = make_person(f"Người Mới {len(self.people)}")
                person.save()
                employ(person=person, unit=getattr(stage.world, unit), since=self.day, by=None, at=self.at())
                self.people.append(Someone(person, unit, self.day))

        @rule(side=st.sampled_from(list(Side)))
        def receive(self, side: Side) -> None:
            """The head of the school, and the officer of its union, receive all that waits for them."""
            by = {Side.HEAD: stage.world.school_head, Side.UNION: stage.world.school_officer}[side]
            waiting = [
                one
                for one in self.people
                if one.state == "signed" and one.pledged_at == "school" and side not in one.received
            ]

            def right() -> None:
                if not waiting:
                    raise Refused
                self.acts += 1
                for one in waiting:
                    one.received[side] = self.acts

            with self.expected(right):
                done = actions.receive(round=stage.round, side=side, by=by, at=self.at())
                assert done.count == len(waiting)

        @rule(side=st.sampled_from(list(Side)))
        def give_back(self, side: Side) -> None:
            by = {Side.HEAD: stage.world.school_head, Side.UNION: stage.world.school_officer}[side]
            acts = [one.received[side] for one in self.people if side in one.received]

            def right() -> None:
                if not acts:
                    raise Refused
                for one in self.people:
                    if one.received.get(side) == max(acts):
                        del one.received[side]

            with self.expected(right):
                count = actions.return_receipt(round=stage.round, side=side, by=by, at=self.at())
                assert count == acts.count(max(acts))

        @rule()
        def night(self) -> None:
            """A day passes; at night everything is counted from scratch."""
            self.day += timedelta(days=1)
            self.moment = self.moment + timedelta(days=1)
            actions.rebuild(round=stage.round, by=None, at=self.at())
            self.compare()

        @rule()
        def drain(self) -> None:
            actions.drain(round=stage.round, at=self.at())
            self.compare()
            again = actions.rebuild(round=stage.round, by=None, at=self.at())
            assert again.different == 0

        def compare(self) -> None:
            """What is kept of every unit is what the model counts, and so is what is counted this moment."""
            own = {unit: self.count(unit) for unit in REACHED}
            for unit, count in own.items():
                number = getattr(stage.world, unit).pk
                assert queries.coverage_at(stage.round.pk, number) == (count, count), unit
                assert queries.coverage_now(stage.round, number, self.day) == count, unit
            whole = queries.coverage_at(stage.round.pk, stage.world.district.pk)[1]
            assert whole == summed(own.values())

        def count(self, unit: str) -> Count:
            there = [one for one in self.people if one.works_at(self.day) == unit]
            counted = [
                counted_as(
                    one.state,
                    until_on=one.away_until,
                    signed_before=one.signed,
                    same_unit=one.pledged_at == unit,
                    understood=False,
                    on=self.day,
                )
                for one in there
            ]
            return summed(counted) if counted else Count(unlisted=1)

        @invariant()
        def every_row_is_as_the_model_has_it(self) -> None:
            rows = {row.person_id: row for row in Pledge.objects.filter(round=stage.round)}
            for one in self.people:
                row = rows.pop(one.person.pk, None)
                if one.state is None:
                    assert row is None
                    continue
                assert row is not None
                assert PledgeState(row.state) == one.state
                assert (row.signed_at is not None) == one.signed
                assert (row.head_at is not None, row.union_at is not None) == (
                    Side.HEAD in one.received,
                    Side.UNION in one.received,
                )
            assert not rows

    return Life


@pytest.fixture
def quiet(stage: PledgeStage) -> PledgeStage:
    """Only those the model knows are at work."""
    known = [*stage.teachers[:3], *stage.nurses[:2]]
    Employment.objects.exclude(person__in=known).delete()
    Post.objects.filter(kind=PostKind.HEAD, unit=stage.world.clinic).delete()
    return stage


def test_a_round_stays_what_the_model_says(quiet: PledgeStage) -> None:
    run_state_machine_as_test(
        machine(quiet),
        settings=settings(
            max_examples=EXAMPLES,
            stateful_step_count=STEPS,
            deadline=None,
            suppress_health_check=list(HealthCheck),
        ),
    )
