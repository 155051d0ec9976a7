"""What the worker does for every round that goes on: a drain every few seconds, everything from scratch at night."""

from datetime import datetime

from django.db.models import Max, Q, QuerySet

from namkhong.journal.models import Event
from namkhong.pledges.actions.counting import drain, rebuild
from namkhong.pledges.models import CoverageChange, Round
from namkhong.pledges.states import RoundState

NIGHT = range(1, 5)
"""Hours in which counting everything disturbs nobody."""


def keep_counts(*, at: datetime) -> int:
    """Drain rounds in which something was touched or people may have moved; returns how many units were counted."""
    counted, last = 0, Event.objects.aggregate(last=Max("pk"))["last"] or 0
    touched = CoverageChange.objects.values("round")
    for round in _alive().filter(Q(looked_to__lt=last) | Q(pk__in=touched)).order_by("pk"):
        done = drain(round=round, at=at)
        counted += done.units
        while done.more:
            done = drain(round=round, at=at)
            counted += done.units
    return counted


def count_at_night(*, at: datetime) -> int:
    """In the small hours count from scratch each round that was not counted so today; returns how many were."""
    if at.hour not in NIGHT:
        return 0
    midnight = at.replace(hour=0, minute=0, second=0, microsecond=0)
    waiting = _alive().filter(Q(rebuilt_at=None) | Q(rebuilt_at__lt=midnight)).order_by("pk")
    return sum(rebuild(round=round, by=None, at=at).units >= 0 for round in waiting)


def _alive() -> QuerySet[Round]:
    return Round.objects.filter(state__in=[RoundState.OPEN, RoundState.EVALUATING]).select_related("campaign")
