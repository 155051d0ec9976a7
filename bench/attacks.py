"""Attacks on the published figure, through the real door: how far each moves it, and what becomes of honest people.

`python -m bench.attacks [seeds]`. A unit asks with slips and at a counter; it has a month behind it and an honest month
of some 600 ratings at 82 % before it. Every attack goes on beside the same honest month at a unit of its own; then the
detectors go through the days, and the figure that counts is held against that of the honest alone.
"""

import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from random import Random
from typing import TYPE_CHECKING, Any

from bench.alone import database, finish
from bench.rows import Row
from bench.street import (
    CUSTOMERS,
    FIRST,
    KEPT,
    LAST,
    MARKS,
    MONTH,
    Scene,
    Step,
    Street,
    honest,
    known_before,
    lived,
    moment,
    opened,
    working_days,
)

if TYPE_CHECKING:
    from namkhong.units.models import Unit


@dataclass(frozen=True)
class Result:
    """What became of a month: points by which the figure moved, shares in per cent."""

    moved: float
    caught: float
    bursts_found: float | None
    honest_aside: float
    refused: int


Attack = Callable[[Random, list[date]], list[Step]]


def _false(at: datetime, score: int, address: str, **more: Any) -> Step:
    return Step(at, score, False, address, **more)


def lone_device(dice: Random, days: list[date]) -> list[Step]:
    """One phone at the counter gives the best mark sixty times a day, on ten days, three to nine minutes apart."""
    steps = []
    for day in days[2:12]:
        at = moment(day, 8)
        for _ in range(60):
            at += timedelta(minutes=dice.uniform(3, 9))
            steps.append(_false(at, 5, "10.9.9.9"))
    return steps


def code_roll(dice: Random, days: list[date]) -> list[Step]:
    """An officer works off 150 slips kept back, in order, on three evenings."""
    steps, serial = [], CUSTOMERS * len(days)
    for day in (days[4], days[9], days[14]):
        at = moment(day, 17.2)
        for _ in range(50):
            serial += 1
            at += timedelta(seconds=dice.uniform(15, 60))
            steps.append(_false(at, dice.choice((5,) * 9 + (4,)), "10.9.9.8", serial=serial, group=str(day)))
    return steps


def brigade(dice: Random, days: list[date], marks: tuple[int, ...] = (5,) * 85 + (4,) * 15) -> list[Step]:
    """Twenty people scan the counter's code within ten minutes, every working day."""
    steps = []
    for day in days:
        start = moment(day, dice.uniform(13.5, 16.5))
        for man in range(20):
            at = start + timedelta(seconds=dice.uniform(0, 600))
            steps.append(_false(at, dice.choice(marks), f"10.8.8.{man}", group=str(day)))
    return steps


def smear(dice: Random, days: list[date]) -> list[Step]:
    """The same twenty people, who want the unit to look bad."""
    return brigade(dice, days, (1,) * 80 + (2,) * 20)


def script(dice: Random, days: list[date], *, a_day: int = 500, on: int = 20) -> list[Step]:
    """A script that is fed the counter's code sends 10,000 from fifty addresses, 500 a day within some minutes."""
    steps = []
    for day in days[:on]:
        at = moment(day, dice.uniform(8, 16))
        for number in range(a_day):
            at += timedelta(seconds=0.5 + dice.uniform(-0.05, 0.05))
            steps.append(_false(at, dice.choice((5, 5, 5, 4)), f"10.7.7.{number % 50}", group=str(day)))
    return steps


def crowd(dice: Random, days: list[date]) -> list[Step]:
    """Two hundred honest people behind one address within two minutes, one in ten with a phone that runs no script."""
    start = moment(days[7], 9.5)
    moments = sorted(start + timedelta(seconds=dice.uniform(0, 120)) for _ in range(200))
    return [Step(at, dice.choice(MARKS), True, "10.6.6.6", works=dice.random() < 0.9) for at in moments]


def patient_phone(dice: Random, days: list[date]) -> list[Step]:
    """Somebody who knows the thresholds: ten best marks a day at the counter, spread over the day."""
    return [_false(moment(day, dice.uniform(8, 16.5)), 5, "10.5.5.5") for day in days for _ in range(10)]


def patient_officer(dice: Random, days: list[date]) -> list[Step]:
    """Three slips a day kept back, in no order, spread over the day."""
    serials = list(range(CUSTOMERS * len(days) + 1, CUSTOMERS * len(days) + 3 * len(days) + 1))
    dice.shuffle(serials)
    return [
        _false(moment(day, dice.uniform(8, 20)), 5, "10.5.5.6", serial=serials.pop()) for day in days for _ in range(3)
    ]


def nothing(dice: Random, days: list[date]) -> list[Step]:
    """No attack at all."""
    return []


def tried(attack: Attack, unit: "Unit", seed: int, *, stated: bool = True) -> Result:
    """An attack beside an honest month at a unit of its own, gone through by the detectors."""
    from namkhong.feedback.actions import inspect_day
    from namkhong.feedback.models import Ballot, Transactions
    from namkhong.feedback.queries import counted_share

    days = working_days(FIRST, LAST)
    scene = opened(unit, CUSTOMERS * len(days) + KEPT)
    known_before(scene, Random(seed))
    if not stated:
        Transactions.objects.filter(unit=unit).delete()
    if attack is crowd:
        Transactions.objects.filter(unit=unit, day=days[7]).update(count=CUSTOMERS + 200)
    lived(scene, [*honest(Random(seed + 1), days), *attack(Random(seed + 2), days)])
    fair = _fair_share(scene)
    for day in ((FIRST + timedelta(days=n)) for n in range((LAST - FIRST).days + 1)):
        inspect_day(day=day, at=moment(day + timedelta(days=1), 1), units=[unit.pk])
    share = counted_share(unit.pk, MONTH).share
    aside = {pk.hex for pk in Ballot.objects.filter(unit=unit).exclude(set_aside="").values_list("pk", flat=True)}
    return _result(scene, 100 * abs(share - fair), aside)


def _fair_share(scene: Scene) -> float:
    """What the honest alone say, all of them, with the class their ratings have."""
    from namkhong.feedback.models import Ballot

    rows = Ballot.objects.filter(unit=scene.unit, day__gte=FIRST, evidence__in="AB").values_list("pk", "score")
    scores = [score for pk, score in rows if scene.sent[pk.hex].honest]
    return sum(score >= 4 for score in scores) / len(scores)


def _result(scene: Scene, moved: float, aside: set[str]) -> Result:
    from namkhong.feedback.models import Ballot

    counting = {pk.hex for pk in Ballot.objects.filter(unit=scene.unit, evidence__in="AB").values_list("pk", flat=True)}
    false = [number for number, step in scene.sent.items() if not step.honest and number in counting]
    true = [number for number, step in scene.sent.items() if step.honest]
    groups: dict[str, list[bool]] = {}
    for number in false:
        if name := scene.sent[number].group:
            groups.setdefault(name, []).append(number in aside)
    bursts = [caught for caught in groups.values() if len(caught) >= 20]
    return Result(
        moved,
        100 * sum(number in aside for number in false) / len(false) if false else 0.0,
        100 * sum(any(caught) for caught in bursts) / len(bursts) if bursts else None,
        100 * sum(number in aside for number in true) / len(true),
        scene.refused,
    )


SEED = 5000
"""Other seeds than those that were looked at while the thresholds were set."""

ATTACKS: tuple[tuple[str, Attack, bool], ...] = (
    ("none", nothing, True),
    ("lone_device", lone_device, True),
    ("code_roll", code_roll, True),
    ("brigade_20", brigade, True),
    ("smear_20", smear, True),
    ("script_10000", script, True),
    ("honest_crowd", crowd, True),
    ("patient_phone", patient_phone, False),
    ("patient_officer", patient_officer, False),
)
"""Name, attack, and whether its movement is held to a goal; the patient ones stay below every threshold."""


def measure(seeds: int) -> Iterator[Row]:
    """Every attack with several seeds, the worst told."""
    refused, bursts = 0, []
    for name, attack, bound in ATTACKS:
        results = [tried(attack, _unit(f"{name} {seed}"), SEED + 37 * seed) for seed in range(seeds)]
        print(name, *results, sep="\n  ", flush=True)
        refused += sum(result.refused for result in results)
        bursts += [result.bursts_found for result in results if result.bursts_found is not None]
        worst = round(max(result.moved for result in results), 2)
        yield Row(f"feedback.attack_{name}_moves", worst, "points", goal="<= 1" if bound else None)
        if name not in ("none", "honest_crowd"):
            yield Row(f"feedback.attack_{name}_caught", round(min(result.caught for result in results), 1), "%")
        yield Row(f"feedback.attack_{name}_honest_aside", round(max(r.honest_aside for r in results), 2), "%")
    yield Row("feedback.attack_bursts_found", round(min(bursts), 1), "%", goal=">= 95")
    replayed = replay(_unit("replay"))
    yield Row("feedback.attack_replay_counted", replayed, "ratings", goal="<= 0")
    yield Row("feedback.attack_honest_refused", refused, "people", goal="<= 0")


def replay(unit: "Unit", times: int = 1000) -> int:
    """What one honest page counts for beyond once, sent so many times over as it is and under other numbers."""
    from namkhong.feedback.models import Ballot
    from namkhong.feedback.rules.codes import changing_code

    days = working_days(FIRST, LAST)
    scene = opened(unit, CUSTOMERS)
    street = Street()
    street.at = moment(days[0], 9)
    code = changing_code(bytes(scene.counter.secret), int(street.at.timestamp()))
    page = street.open(scene.counter, code, "10.1.1.1")
    for number in range(times):
        street.post(scene.counter, page | {"s": "5"}, "10.1.1.1")
        street.post(scene.counter, page | {"s": "5", "i": f"{number:032x}"}, f"10.1.{number % 200}.1")
    street.leave()
    return Ballot.objects.filter(unit=unit, evidence="B").count() - 1


def _unit(name: str) -> "Unit":
    from namkhong.units.actions import make_unit

    unit = make_unit(name=f"Đơn vị {name}", kind="committee")
    unit.save()
    return unit


def main() -> int:
    """Measure in a database of its own."""
    seeds = int(sys.argv[1]) if len(sys.argv) > 1 else 5
    with database():
        return finish(measure(seeds))


if __name__ == "__main__":
    sys.exit(main())
