"""Batches of signed sheets: what was found on them, judged against the round and the unit."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import QuerySet

from namkhong.journal.models import Progress
from namkhong.journal.queries import fallen_silent
from namkhong.people.models import Employment, Person
from namkhong.pledges.models import PaperBatch, Pledge, Round
from namkhong.pledges.queries.links import paper_claim
from namkhong.pledges.queries.signing import unsigned_at
from namkhong.pledges.rules.sheets import Sighting, Standing, is_inked
from namkhong.pledges.states import PaperState


@dataclass(frozen=True, slots=True)
class Judged:
    """One code of a batch: whose it is (None where it is not ours), and whether it can be recorded."""

    sighting: Sighting
    person: Person | None
    standing: Standing

    @property
    def inked(self) -> bool:
        """Whether it is proposed as signed."""
        return is_inked(self.sighting.ink)


@dataclass(frozen=True, slots=True)
class Review:
    """Everything a clerk looks at before a batch is recorded."""

    found: list[Judged]
    others: list[Judged]
    missing: list[Person]


def batch_of(pk: int) -> PaperBatch | None:
    """A batch with its round, unit and who brought it in."""
    rows = PaperBatch.objects.filter(pk=pk).select_related("round__campaign__unit", "unit", "began_by")
    return rows.first()


def batches_of(round: Round, unit: int) -> QuerySet[PaperBatch]:
    """Those of a unit that were not thrown away, the newest first."""
    rows = PaperBatch.objects.filter(round=round, unit=unit).exclude(state=PaperState.DROPPED)
    return rows.select_related("began_by").order_by("-began_at", "-pk")


def sightings(batch: PaperBatch) -> list[Sighting]:
    """What was seen, as it was kept."""
    rows: list[dict[str, Any]] = batch.seen
    return [Sighting(**row) for row in rows]


def review(batch: PaperBatch, on: date) -> Review:
    """Each code judged, and who of the unit is on no page and has not signed yet."""
    seen = sightings(batch)
    claims = {row.code: paper_claim(row.code) for row in seen}
    numbers = {claim.person for claim in claims.values() if claim is not None}
    people = Person.objects.in_bulk(numbers)
    here = Employment.objects.on(on).filter(person__in=numbers, unit=batch.unit_id)
    works = set(here.values_list("person", flat=True))
    signed = _signed(batch.round_id, numbers)
    judged = []
    for row in seen:
        claim = claims[row.code]
        person = people.get(claim.person) if claim else None
        if claim is None or person is None:
            standing = Standing.NOT_OURS
        elif claim.round != batch.round_id:
            standing = Standing.ANOTHER_ROUND
        elif person.pk not in works:
            standing = Standing.ANOTHER_UNIT
        else:
            standing = Standing.ALREADY if person.pk in signed else Standing.FOUND
        judged.append(Judged(row, person, standing))
    found = [row for row in judged if row.standing == Standing.FOUND and row.person]
    found.sort(key=lambda row: (row.sighting.file, row.sighting.page, row.person.sort_name if row.person else ""))
    others = [row for row in judged if row.standing != Standing.FOUND]
    return Review(found, others, _missing(batch, {row.person.pk for row in judged if row.person}, on))


def _missing(batch: PaperBatch, seen: Iterable[int], on: date) -> list[Person]:
    return [row.person for row in unsigned_at(batch.round, batch.unit_id, on).exclude(person__in=list(seen))]


def _signed(round: int, people: Iterable[int]) -> set[int]:
    rows = Pledge.objects.filter(round=round, person__in=list(people), signed_at__isnull=False)
    return set(rows.values_list("person", flat=True))


def bar_of(batch: PaperBatch) -> Progress | None:
    """How far its reading has come."""
    return Progress.objects.filter(pk=batch.progress_id).first() if batch.progress_id else None


def is_at_work(batch: PaperBatch, at: datetime) -> bool:
    """Whether it is being read or waits for its turn, and has not been silent for long."""
    bar = bar_of(batch)
    under_way = batch.state == PaperState.READING and bar is not None and bar.ended_at is None
    return under_way and bar is not None and not fallen_silent(bar, at)
