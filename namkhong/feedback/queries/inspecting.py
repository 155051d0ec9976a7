"""What detectors are given: a day's ballots unit by unit, and the facts beside them.

A handful of questions for hundreds of units, each answered by the index that begins with the day.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby
from uuid import UUID

from django.db.models import Count, F

from namkhong.feedback.models import AsideGroup, Ballot, Inspection, Transactions, WorkingHours
from namkhong.feedback.rules.detectors import Facts, Seen, Usual, worth_a_look
from namkhong.feedback.rules.detectors.seen import DAYS_BACK
from namkhong.feedback.rules.hours import hours_of
from namkhong.feedback.rules.signs import CROWDED
from namkhong.feedback.states import AsideState, Detector, Evidence
from namkhong.units.models import Unit

Key = tuple[int, str]
"""A point and a class."""


@dataclass(frozen=True, slots=True)
class PointDay:
    """The ballots of one class at one point and day that detectors may judge, and which of them are set aside."""

    unit: int
    point: int
    ballots: list[Seen]
    aside: set[UUID]
    facts: Facts


def units_rated(day: date) -> list[int]:
    """Units with any ballot on a day."""
    return list(Ballot.objects.filter(day=day).order_by("unit").values_list("unit", flat=True).distinct())


def judged_on(day: date, units: Sequence[int]) -> Iterator[PointDay]:
    """What some units' points got on a day, where there is enough of it to find anything."""
    rows = Ballot.objects.filter(day=day, unit__in=units).exclude(evidence=Evidence.SAMPLE)
    columns = ("unit", "point", "evidence", "pk", "hour", "score", "signs", "set_aside")
    ordered = rows.order_by("unit", "point", "evidence").values_list(*columns)
    results, cleared = _results(day, units), _cleared(day, units)
    found: list[PointDay] = []
    for (unit, point, evidence), some in groupby(ordered, key=lambda row: row[:3]):
        ballots, aside = _seen([row[3:] for row in some], cleared)
        stated = results.get(unit)
        if worth_a_look(evidence, len(ballots), stated):
            found.append(PointDay(unit, point, ballots, aside, Facts(evidence, day.toordinal(), stated)))
    yield from _with_facts(day, found)


def _seen(rows: Iterable[tuple[UUID, int, int, int, str]], cleared: set[UUID]) -> tuple[list[Seen], set[UUID]]:
    """Ballots that may be judged: none that an upheld appeal has put back, none set aside by anything else."""
    ballots: list[Seen] = []
    aside: set[UUID] = set()
    for number, hour, score, signs, reason in rows:
        if number in cleared or (reason and reason not in Detector.values):
            continue
        ballots.append(Seen(number, hour, score, signs))
        if reason:
            aside.add(number)
    return ballots, aside


def _with_facts(day: date, found: Sequence[PointDay]) -> Iterator[PointDay]:
    units = sorted({each.unit for each in found})
    usual, hours, bursts = _usual(day, units), _hours(units), _bursts(day, units)
    for each in found:
        opens, closes = hours[each.unit] or (None, None)
        facts = Facts(
            each.facts.evidence,
            each.facts.day,
            each.facts.transactions,
            opens,
            closes,
            usual.get((each.point, each.facts.evidence), Usual()),
            (each.point, each.facts.evidence) in bursts,
        )
        yield PointDay(each.unit, each.point, each.ballots, each.aside, facts)


def _results(day: date, units: Sequence[int]) -> dict[int, int]:
    return dict(Transactions.objects.filter(day=day, unit__in=units).order_by().values_list("unit", "count"))


def _cleared(day: date, units: Sequence[int]) -> set[UUID]:
    groups = AsideGroup.objects.filter(day=day, unit__in=units, state=AsideState.UPHELD).order_by()
    return {UUID(number) for numbers in groups.values_list("ballots", flat=True) for number in numbers}


def _usual(day: date, units: Sequence[int]) -> dict[Key, Usual]:
    """What counts of the four weeks before. Days are named one by one: so every unit's are few short searches."""
    days = [day - timedelta(days=back) for back in range(1, DAYS_BACK + 1)]
    rows = Ballot.objects.filter(day__in=days, unit__in=units, set_aside="").order_by()
    scores: dict[Key, list[int]] = defaultdict(lambda: [0] * 10)
    grouped = rows.annotate(crowded=F("signs").bitand(int(CROWDED))).values("point", "evidence", "score", "crowded")
    columns = ("point", "evidence", "score", "crowded", "n")
    for point, evidence, score, crowded, count in grouped.annotate(n=Count("*")).values_list(*columns):
        scores[point, evidence][score - 1] += count
        scores[point, evidence][score + 4] += 0 if crowded else count
    counted = rows.values("point", "evidence").annotate(n=Count("day", distinct=True))
    return {
        (point, evidence): Usual(known, tuple(scores[point, evidence][:5]), tuple(scores[point, evidence][5:]))
        for point, evidence, known in counted.values_list("point", "evidence", "n")
    }


def _bursts(day: date, units: Sequence[int]) -> set[Key]:
    """Where a burst was found in the four weeks before that no appeal has taken back."""
    groups = AsideGroup.objects.filter(unit__in=units, day__lt=day, day__gte=day - timedelta(days=DAYS_BACK))
    found = groups.filter(detector=Detector.BURST).exclude(state=AsideState.UPHELD).order_by()
    return set(found.values_list("point", "evidence"))


def _hours(units: Sequence[int]) -> Mapping[int, tuple[int, int] | None]:
    stated = {row[0]: row[1:] for row in WorkingHours.objects.filter(unit__in=units).order_by().values_list()}
    kinds = Unit.objects.filter(pk__in=units).order_by().values_list("pk", "kind")
    return {unit: hours_of(kind, stated.get(unit)) for unit, kind in kinds}


def working_hours(unit: Unit) -> tuple[int, int] | None:
    """From which hour to which a unit's counters are open; None where they are day and night."""
    return _hours([unit.pk])[unit.pk]


def last_inspection() -> Inspection | None:
    """The last day that has been gone through."""
    return Inspection.objects.exclude(ended_at=None).order_by("-day").first()
