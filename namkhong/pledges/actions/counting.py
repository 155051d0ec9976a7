"""The worker's counting: what was touched is counted afresh and added up the tree, once, whoever signs meanwhile."""

import json
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction
from django.db.models import Max

from namkhong.journal.actions import record
from namkhong.journal.models import Event
from namkhong.people.models import Person
from namkhong.pledges.actions import counting_sql as sql
from namkhong.pledges.actions.fulfilling import fulfil_complete
from namkhong.pledges.models import Coverage, CoverageChange, Round
from namkhong.pledges.queries.counting import own_counts, own_of, values_of
from namkhong.pledges.rules.counting import NAMES, Count

MOST = 50_000
"""So many changes are taken up at once."""

OVERLAP = 5_000
"""Events are numbered when they are written and seen when they are committed: so many are looked at again."""

OF_PEOPLE = ("person.employ", "person.transfer", "person.leave")
OF_TREES = (
    "campaign.enrol",
    "campaign.hand_over",
    "campaign.unenrol",
    "people.follow",
    "people.unfollow",
    "roster.load",
    "roster.undo",
    "unit.close",
    "unit.leave_line",
    "unit.move",
    "unit.place",
)
"""After these everything is counted afresh."""


@dataclass(frozen=True, slots=True)
class Drained:
    """What one drain did: units counted afresh, and whether more waits."""

    units: int
    more: bool


@dataclass(frozen=True, slots=True)
class Rebuilt:
    """What counting from scratch found: units in all, and those whose kept counts had been different."""

    units: int
    different: int


def drain(*, round: Round, at: datetime) -> Drained:
    """Count afresh what was touched since the last time, and add the differences up the tree.

    Changes are taken off the queue first and units are counted afterwards, so that whatever is committed in between is
    counted now and once more later, with the same result. Drains of one round wait for one another; those who sign
    wait for nobody.
    """
    with transaction.atomic():
        _locked(round)
        touched, more = _taken(round)
        moved = _moved_people(round, at)
        if moved is None or not Coverage.objects.filter(round=round).exists():
            rebuilt = _rebuilt(round, at)
            done = Drained(rebuilt.units, more=False)
            touched = set(Coverage.objects.filter(round=round).values_list("unit", flat=True))
        else:
            touched |= moved
            _count_afresh(round, touched, at)
            done = Drained(len(touched), more)
    fulfil_complete(round=round, units=touched, at=at)
    return done


def rebuild(*, round: Round, by: Person | None, at: datetime) -> Rebuilt:
    """Count a round from scratch, from employments and pledges alone; what was kept is compared and replaced."""
    with transaction.atomic():
        _locked(round)
        CoverageChange.objects.filter(round=round).delete()
        done = _rebuilt(round, at)
        record(
            verb="pledge.rebuild",
            subject_kind="pledge_round",
            subject_id=round.pk,
            at=at,
            by=by.pk if by else None,
            unit=round.campaign.unit_id,
            facts={"units": done.units, "different": done.different},
        )
    fulfil_complete(round=round, units=None, at=at)
    return done


def _locked(round: Round) -> None:
    """Nobody else counts this round; the lock does not stand in the way of rows that point at it."""
    Round.objects.select_for_update(no_key=True, of=("self",)).filter(pk=round.pk).values_list("pk").get()


def _taken(round: Round) -> tuple[set[int], bool]:
    """Units off the queue, and whether more are left."""
    with connection.cursor() as cursor:
        cursor.execute(sql.TAKE, {"round": round.pk, "most": MOST})
        rows = cursor.fetchall()
    return {row[0] for row in rows}, len(rows) == MOST


def _moved_people(round: Round, at: datetime) -> set[int] | None:
    """Units where people came or went since the last time; None where so much has changed that all must be counted."""
    seen = Round.objects.values_list("looked_to", flat=True).get(pk=round.pk)
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    Round.objects.filter(pk=round.pk).update(looked_to=last, counted_at=at)
    news = Event.objects.filter(pk__gt=seen - OVERLAP, verb__in=[*OF_PEOPLE, *OF_TREES]).order_by("pk")
    units: set[int] = set()
    for number, verb, unit, facts in news.values_list("pk", "verb", "unit_id", "facts"):
        if verb in OF_TREES and number > seen:
            return None
        if verb in OF_PEOPLE:
            units |= {place for place in (unit, facts.get("from")) if place}
    return units


def _count_afresh(round: Round, units: Collection[int], at: datetime) -> None:
    fresh = own_counts(round, units, at.date())
    kept = {row.unit_id: own_of(row) for row in _rows_of(round, units)}
    changed = {unit: fresh.get(unit, Count()) - kept.get(unit, Count()) for unit in fresh.keys() | kept.keys()}
    rows = [[unit, *(getattr(count, name) for name in NAMES)] for unit, count in changed.items() if count != Count()]
    if not rows:
        return
    with connection.cursor() as cursor:
        cursor.execute(sql.ADD_UP[connection.vendor], values_of(round, at.date()) | {"changes": json.dumps(rows)})


def _rows_of(round: Round, units: Collection[int]) -> Iterable[Coverage]:
    asked = sorted(units)
    for start in range(0, len(asked), 5000):
        yield from Coverage.objects.filter(round=round, unit__in=asked[start : start + 5000]).order_by()


def _rebuilt(round: Round, at: datetime) -> Rebuilt:
    last = Event.objects.aggregate(last=Max("pk"))["last"] or 0
    Round.objects.filter(pk=round.pk).update(looked_to=last, counted_at=at, rebuilt_at=at)
    values = values_of(round, at.date())
    with connection.cursor() as cursor:
        cursor.execute(sql.FORGET, values)
        different = cursor.rowcount
        cursor.execute(sql.COUNT_ALL, values)
        different += cursor.rowcount
    return Rebuilt(Coverage.objects.filter(round=round).count(), different)
