"""Going through a day's ballots with all detectors: what they find is set aside and recorded, twice over as once."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from namkhong.feedback.actions.setting_aside import set_aside
from namkhong.feedback.models import AsideGroup, Inspection
from namkhong.feedback.queries.inspecting import PointDay, judged_on, units_rated
from namkhong.feedback.rules.detectors import Finding, inspected
from namkhong.foundation.days import show_day
from namkhong.journal.actions import tell
from namkhong.people.policies import who_may
from namkhong.people.rules import Verb

UNITS_AT_ONCE = 500
BALLOTS_AT_ONCE = 5000
"""Of a group; the databases take no more numbers in one question."""


@dataclass(frozen=True, slots=True)
class Inspected:
    """What going through a day came to: ballots looked at, groups found now, ballots set aside now."""

    ballots: int = 0
    groups: int = 0
    aside: int = 0


def inspect_day(*, day: date, at: datetime, units: Sequence[int] | None = None) -> Inspected:
    """Set aside what the detectors find on a day, at all units or at some; what is set aside already stays so.

    A few hundred units are one transaction, so that a day of the whole nation holds up nobody. The same ballots give
    the same findings whatever was set aside of them before, except those that an upheld appeal has put back.
    """
    asked = units_rated(day) if units is None else sorted(units)
    done = Inspected()
    for start in range(0, len(asked), UNITS_AT_ONCE):
        some = _inspect(day, asked[start : start + UNITS_AT_ONCE], at)
        done = Inspected(done.ballots + some.ballots, done.groups + some.groups, done.aside + some.aside)
    return done


def begin_inspection(*, day: date, at: datetime, again_after: datetime) -> bool:
    """Claim a day for the detectors; False where somebody has it already, and has not been lost since `again_after`."""
    _, made = Inspection.objects.get_or_create(day=day, defaults={"begun_at": at})
    lost = Inspection.objects.filter(day=day, ended_at=None, begun_at__lt=again_after)
    return made or lost.update(begun_at=at) == 1


def end_inspection(*, day: date, done: Inspected, at: datetime) -> None:
    """Keep what going through a claimed day came to."""
    Inspection.objects.filter(day=day).update(ended_at=at, ballots=done.ballots, aside=done.aside)


@transaction.atomic
def _inspect(day: date, units: Sequence[int], at: datetime) -> Inspected:
    ballots = groups = 0
    aside: dict[int, int] = defaultdict(int)
    for judged in judged_on(day, units):
        ballots += len(judged.ballots)
        for found, fresh in _fresh(judged):
            groups += 1
            aside[judged.unit] += len(fresh)
            _keep(judged, found, fresh, day, at)
    for unit, count in aside.items():
        _tell(unit, count, day, at)
    return Inspected(ballots, groups, sum(aside.values()))


def _fresh(judged: PointDay) -> Iterator[tuple[Finding, list[UUID]]]:
    """Findings with those of their ballots that still count."""
    for found in inspected(judged.ballots, judged.facts):
        if fresh := [number for number in found.ballots if number not in judged.aside]:
            yield found, fresh


def _keep(judged: PointDay, found: Finding, fresh: list[UUID], day: date, at: datetime) -> None:
    AsideGroup.objects.create(
        unit_id=judged.unit,
        point_id=judged.point,
        day=day,
        evidence=judged.facts.evidence,
        detector=found.detector,
        sentence=found.sentence,
        ballots=[number.hex for number in fresh],
        count=len(fresh),
        found_at=at,
    )
    for start in range(0, len(fresh), BALLOTS_AT_ONCE):
        set_aside(ballots=fresh[start : start + BALLOTS_AT_ONCE], reason=found.detector, by=None, at=at)


def _tell(unit: int, count: int, day: date, at: datetime) -> None:
    tell(
        people=who_may(Verb.KEEP_POINTS, unit, at.date()),
        kind="ratings_set_aside",
        at=at,
        url=reverse("feedback:aside", args=[unit]),
        facts={"unit": unit, "ballots": count, "day": show_day(day)},
    )
