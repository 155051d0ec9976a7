"""The people of divided units, and to which part each of them goes."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, OuterRef, Q, QuerySet, Subquery

from namkhong.people.models import Person
from namkhong.people.queries import counts_moving, moving_with
from namkhong.reorganisations.models import Allotment
from namkhong.reorganisations.queries.changes import view_of
from namkhong.reorganisations.queries.questions import answers_to
from namkhong.reorganisations.rules import ChangeView, Divided, divided_by
from namkhong.units.models import Change, Reorganisation


@dataclass(frozen=True, slots=True)
class Staffed:
    """A divided unit with the number of its people, and of those who go apart from the rest."""

    divided: Divided
    people: int
    apart: int


def divided_in(change: Change) -> Divided | None:
    """What a change divides; None for a change of another kind."""
    return divided_by(view_of(change), answers_to(change.reorganisation))


def staffed(changes: Iterable[ChangeView], answers: Mapping[str, str], since: date) -> dict[int, Staffed]:
    """The divided units with people in them, by the number of the change, in a fixed number of queries."""
    found = [divided for change in changes if (divided := divided_by(change, answers))]
    people = counts_moving([divided.unit for divided in found], since) if found else {}
    rows = Allotment.objects.filter(change__in=[divided.change for divided in found])
    apart = dict(rows.order_by().values_list("change").annotate(Count("pk"))) if found else {}
    return {row.change: Staffed(row, people[row.unit], apart.get(row.change, 0)) for row in found if row.unit in people}


def people_of(divided: Divided, since: date, words: str = "", to: int | None = None) -> QuerySet[Person]:
    """The people of a divided unit by name, each with `part`: where he goes apart from the rest.

    Given `to`, only those who go to that part, apart or with the rest.
    """
    part = Allotment.objects.filter(change=divided.change, person=OuterRef("pk")).values("part")
    rows = moving_with(divided.unit, since, words).annotate(part=Subquery(part))
    if to is not None:
        rows = rows.filter(Q(part=to) | (Q(part=None) if to == divided.rest else Q(pk=None)))
    return rows


def counts_of(divided: Divided, since: date) -> dict[int | None, int]:
    """How many people go to each part; to None those whose part nobody has decided yet."""
    counts: dict[int | None, int] = dict.fromkeys(divided.parts, 0)
    for part in people_of(divided, since).order_by().values_list("part", flat=True):  # type: ignore[misc]
        goal = divided.rest if part is None else part
        counts[goal] = counts.get(goal, 0) + 1
    return counts


def allotted(reorganisation: Reorganisation) -> list[tuple[int, int, int]]:
    """Everybody who goes apart from the rest: number of the change, of the person, of the part."""
    rows = Allotment.objects.filter(change__reorganisation=reorganisation).order_by("pk")
    return list(rows.values_list("change", "person", "part"))
