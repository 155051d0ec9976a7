"""Groups that detectors have set aside: of a unit, and those of units below that wait for an answer."""

from datetime import date

from django.db.models import QuerySet

from namkhong.feedback.models import AsideGroup
from namkhong.feedback.states import AsideState
from namkhong.people.policies import units_within
from namkhong.people.rules import Verb


def aside_of(unit: int) -> QuerySet[AsideGroup]:
    """A unit's groups, the latest day first."""
    return AsideGroup.objects.filter(unit=unit).select_related("point").defer("ballots").order_by("-day", "-pk")


def aside_group(pk: int) -> AsideGroup | None:
    """A group with its point and unit and who wrote what."""
    rows = AsideGroup.objects.select_related("unit", "point", "appealed_by", "answered_by")
    return rows.filter(pk=pk).first()


def waiting_appeals(person: int, on: date) -> QuerySet[AsideGroup]:
    """Appeals that a person may answer, the oldest first."""
    rows = AsideGroup.objects.filter(state=AsideState.APPEALED, unit__in=units_within(person, Verb.JUDGE_RATINGS, on))
    return rows.select_related("unit", "point").defer("ballots").order_by("appealed_at", "pk")
