"""A unit that is rated for a month by people who come one after the other to the real door, without a server between.

The clock of the door is that of the people, so a month takes seconds and every run of one seed is the same.
"""

import secrets
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any
from urllib.parse import urlencode

if TYPE_CHECKING:
    from namkhong.feedback.models import Point
    from namkhong.units.models import Unit

MONTH = 202610
FIRST, LAST = date(2026, 10, 1), date(2026, 10, 31)
BEFORE = date(2026, 9, 1)
CUSTOMERS = 60
"""Results returned on a working day; some 14 of these people use their slip and as many the counter's code."""

RATES = 0.235
MARKS = (5,) * 50 + (4,) * 32 + (3,) * 10 + (2,) * 5 + (1,) * 3
"""What honest people give: 82 of 100 are satisfied."""

KEPT = 400
"""Slips at the end of the batch that never reach the people."""


@dataclass(order=True)
class Step:
    """Somebody sends a rating at a moment: with the counter's code of the time, or with a slip."""

    at: datetime
    score: int = field(compare=False)
    honest: bool = field(compare=False)
    address: str = field(compare=False)
    serial: int | None = field(default=None, compare=False)
    works: bool = field(default=True, compare=False)
    group: str = field(default="", compare=False)


@dataclass
class Scene:
    """A unit with its two points, and what was sent to them: the number of each ballot with the step it came from."""

    unit: "Unit"
    slips: "Point"
    counter: "Point"
    codes: list[str]
    sent: dict[str, Step] = field(default_factory=dict)
    refused: int = 0


def working_days(first: date, last: date) -> list[date]:
    """Mondays to Fridays."""
    days = (first + timedelta(days=n) for n in range((last - first).days + 1))
    return [day for day in days if day.weekday() < 5]


def moment(day: date, hour: float) -> datetime:
    """A moment of a day in Vietnam, with hours in decimals."""
    from namkhong.foundation.clock import VIETNAM

    return datetime(day.year, day.month, day.day, tzinfo=VIETNAM) + timedelta(hours=hour)


def honest(dice: Random, days: list[date], customers: int = CUSTOMERS) -> list[Step]:
    """People who come on their own: some rate at the counter, some use their slip, at once or at home later."""
    steps, serial = [], 0
    for day in days:
        for hour in sorted(dice.choice((dice.uniform(7.5, 11.3), dice.uniform(13, 16.8))) for _ in range(customers)):
            serial += 1
            at, how, address = moment(day, hour), dice.random(), f"10.{dice.randrange(256)}.{dice.randrange(256)}.7"
            if how < RATES:
                at += timedelta(seconds=dice.uniform(20, 150))
                steps.append(Step(at, dice.choice(MARKS), True, address))
            elif how < 2 * RATES:
                later = dice.uniform(0.01, 0.05) if dice.random() < 0.3 else dice.expovariate(1 / 6)
                at += timedelta(hours=min(later, 40))
                steps.append(Step(at, dice.choice(MARKS), True, address, serial))
    return steps


def opened(unit: "Unit", slips: int) -> Scene:
    """A unit with a point for slips, so many of them printed, and one at the counter."""
    from namkhong.feedback.actions import PointDraft, install_instruments, open_point
    from namkhong.feedback.drafting import codes_of
    from namkhong.feedback.library import library
    from namkhong.feedback.models import CodeBatch

    at = moment(BEFORE - timedelta(days=20), 8)
    quick = next(row for row in install_instruments(instruments=library(), at=at) if row.key == "quick")
    points = [
        open_point(unit=unit, instrument=quick, draft=PointDraft(kind, desk="Quầy 1"), by=None, at=at)
        for kind in ("slips", "counter")
    ]
    batch = CodeBatch.objects.create(point=points[0], size=slips, valid_to=LAST, made_at=at)
    return Scene(unit, points[0], points[1], list(codes_of(batch)))


def known_before(scene: Scene, dice: Random) -> None:
    """The month before, honest, as it lies in the box; and results returned on every working day of both months."""
    from namkhong.feedback.box import put
    from namkhong.feedback.models import Transactions
    from namkhong.feedback.rules.ballots import Rating, ballot_number, mark_of

    days = working_days(BEFORE, FIRST - timedelta(days=1))
    ratings = []
    for step in honest(dice, days):
        point, evidence = (scene.counter, "B") if step.serial is None else (scene.slips, "A")
        number = ballot_number(int(step.at.timestamp()) // 3600, secrets.token_bytes(13))
        day = min(step.at.date(), days[-1]).isoformat()
        mark = mark_of(point.pk, step.score)
        ratings.append(Rating(number, mark, scene.unit.pk, point.pk, day, step.at.hour, step.score, evidence))
    put(ratings)
    stated = working_days(BEFORE, LAST)
    Transactions.objects.bulk_create(
        Transactions(unit=scene.unit, day=day, count=CUSTOMERS, entered_at=moment(day, 17)) for day in stated
    )


def lived(scene: Scene, steps: Iterable[Step]) -> None:
    """Everybody sends what they have to send, one after the other."""
    street = Street()
    try:
        for step in sorted(steps):
            if step.at < moment(LAST + timedelta(days=1), 0):
                street.send(scene, step)
    finally:
        street.leave()


class Street:
    """People before the real door, without a server: its groups are worked at once, its clock is the steps'."""

    def __init__(self) -> None:
        from namkhong.feedback.ingest import answering

        self._module = answering
        self._before = answering.Groups, answering.now
        answering.Groups, answering.now = _AtOnce, lambda: self.at  # type: ignore[assignment,misc]
        self.at = moment(FIRST, 0)
        self.door = answering.Door(_NoLoop())  # type: ignore[arg-type]

    def leave(self) -> None:
        """Put the door's clock and groups back."""
        self._module.Groups, self._module.now = self._before  # type: ignore[misc]

    def open(self, point: "Point", code: str, address: str) -> dict[str, str]:
        """The hidden fields of a page opened with a code; `bits` is the work it asks for."""
        page = _now(self.door.show(f"/g/{point.slug}/{code}", address)).body.decode()
        fields = {name: page.split(f'name="{name}" value="')[1].split('"')[0] for name in ("i", "t")}
        return fields | ({"bits": page.split('data-bits="')[1].split('"')[0]} if 'data-bits="' in page else {})

    def send(self, scene: Scene, step: Step) -> None:
        """Open the page, do the work it asks for if the phone can, send the rating some seconds later."""
        from namkhong.feedback.rules.codes import changing_code

        self.at = step.at
        if step.serial is None:
            point, code = scene.counter, changing_code(bytes(scene.counter.secret), int(step.at.timestamp()))
        else:
            point, code = scene.slips, scene.codes[step.serial - 1]
        fields = self.open(point, code, step.address)
        bits = int(fields.pop("bits", "0"))
        if bits and step.works:
            fields["p"] = _work(fields["i"], bits)
        if step.serial is not None:
            fields["c"] = code
        scene.sent[fields["i"]] = step
        status = self.post(point, fields | {"s": str(step.score)}, step.address)
        scene.refused += step.honest and status != 200

    def post(self, point: "Point", fields: dict[str, str], address: str) -> int:
        """Send a form; the status of the answer."""
        answer = _now(self.door.take(f"/g/{point.slug}", urlencode(fields).encode(), address))
        return int(answer.status)


class _AtOnce:
    def __init__(self, work: Any, loop: Any, threads: int = 1) -> None:
        self._work = work

    async def ask(self, item: Any) -> Any:
        return self._work([item])[0]

    def stop(self) -> None:
        pass


class _NoLoop:
    def create_task(self, later: Any) -> "_NoLoop":
        later.close()
        return self

    def cancel(self) -> None:
        pass


def _now(coroutine: Any) -> Any:
    try:
        coroutine.send(None)
    except StopIteration as end:
        return end.value
    raise AssertionError("it waited")


def _work(ballot: str, bits: int) -> str:
    from namkhong.feedback.rules.work import worked

    return next(proof for proof in map(str, range(2**24)) if worked(ballot, proof, bits))
