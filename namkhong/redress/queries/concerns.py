"""Lists of concerns, who they can be passed on to, and how many were answered in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, F, Q, QuerySet
from django.db.models.functions import Coalesce

from namkhong.foundation.text import fold
from namkhong.people.rules import Verb
from namkhong.redress.models import Answer, Concern, Transfer
from namkhong.redress.policies import of_units
from namkhong.redress.states import WAITING, ConcernState
from namkhong.units.models import Lineage, Unit

MOST_SISTERS = 20


def concerns_seen(person: int, on: date) -> QuerySet[Concern]:
    """Everything a person may see, with unit and point; `due` is the last day of what is owed, the soonest first."""
    rows = Concern.objects.filter(of_units(person, Verb.READ_CONCERNS, on)).select_related("unit", "point")
    return rows.annotate(due=Coalesce("answer_again_by", "answer_by")).order_by("due", "pk")


def in_part(rows: QuerySet[Concern], part: str) -> QuerySet[Concern]:
    """Those that wait for the unit, those that are answered, those that are closed."""
    states = {"cho": WAITING, "da-tra-loi": (ConcernState.ANSWERED,), "da-khep": (ConcernState.SETTLED,)}[part]
    return rows.filter(state__in=states)


def part_counts(rows: QuerySet[Concern]) -> dict[str, int]:
    """How many there are of each, in one statement."""
    return rows.order_by().aggregate(
        waiting=Count("pk", filter=Q(state__in=WAITING)),
        answered=Count("pk", filter=Q(state=ConcernState.ANSWERED)),
        settled=Count("pk", filter=Q(state=ConcernState.SETTLED)),
    )


def concern_of(pk: int) -> Concern | None:
    """A concern with its unit and its point."""
    return Concern.objects.select_related("unit", "point").filter(pk=pk).first()


def passed_on(concern: int) -> Transfer | None:
    """From where a concern was passed on; None where it was not."""
    return Transfer.objects.select_related("from_unit").filter(concern=concern).first()


def answers_of(concern: int) -> QuerySet[Answer]:
    """What was answered, in order."""
    return Answer.objects.filter(concern=concern).select_related("by").order_by("pk")


def sisters(unit: int, words: str, on: date) -> list[Unit]:
    """Units under the same one on some line, found by words; the first ones by name."""
    upper = Lineage.objects.on(on).filter(descendant=unit, depth=1).order_by().values("ancestor")
    below = Lineage.objects.on(on).filter(ancestor__in=upper, depth=1).order_by().values("descendant")
    rows = Unit.objects.filter(pk__in=below, closed_on=None).exclude(pk=unit)
    return list(rows.filter(search_name__contains=fold(words)).order_by("sort_name", "pk")[:MOST_SISTERS])


@dataclass(frozen=True, slots=True)
class Timeliness:
    """Concerns of some days: how many came, how many were answered in time (again, too, where it was asked for), how
    many late or overdue; the rest still has time.
    """

    received: int = 0
    in_time: int = 0
    late: int = 0


def timeliness(units: Iterable[int], first: date, last: date, on: date) -> dict[int, Timeliness]:
    """By unit, of concerns that came between two days; units without any are left out."""
    rows = Concern.objects.filter(unit__in=units, received_on__range=(first, last)).order_by().values("unit")
    counted = rows.annotate(
        received=Count("pk"), timely=Count("pk", filter=_in_time()), slow=Count("pk", filter=_late(on))
    )
    return {unit: Timeliness(*told) for unit, *told in counted.values_list("unit", "received", "timely", "slow")}


def _in_time() -> Q:
    again = Q(reopened_on=None) | Q(answered_again_on__lte=F("answer_again_by"))
    return Q(answered_on__lte=F("answer_by")) & again


def _late(on: date) -> Q:
    first = Q(answered_on__gt=F("answer_by")) | Q(answered_on=None, answer_by__lt=on)
    missing = Q(reopened_on__isnull=False, answered_again_on=None, answer_again_by__lt=on)
    return first | Q(answered_again_on__gt=F("answer_again_by")) | missing
