"""Files whose pictured pages are being read."""

from collections.abc import Iterable
from datetime import datetime

from django.db.models import QuerySet

from namkhong.journal.models import Progress
from namkhong.journal.queries import fallen_silent
from namkhong.plans.models import Recognition
from namkhong.plans.states import RecognitionState


def recognition_of(pk: int) -> Recognition | None:
    """One with its unit, its file, who began it, and the plan that came of it."""
    return Recognition.objects.filter(pk=pk).select_related("unit", "file", "began_by", "plan").first()


def recognition_under_way(unit: int, file: int) -> Recognition | None:
    """The one that reads this file of the unit just now."""
    return Recognition.objects.filter(unit=unit, file=file, state=RecognitionState.READING).first()


def open_recognitions(units: Iterable[int]) -> QuerySet[Recognition]:
    """Those of some units that are under way or were refused, the newest first."""
    states = [RecognitionState.READING, RecognitionState.REFUSED]
    rows = Recognition.objects.filter(unit__in=units, state__in=states).select_related("unit", "file")
    return rows.order_by("-began_at", "-pk")


def bar_of(recognition: Recognition) -> Progress | None:
    """How far its reading has come."""
    return Progress.objects.filter(pk=recognition.progress_id).first()


def is_at_work(recognition: Recognition, at: datetime) -> bool:
    """Whether it is being read or waits for its turn, and has not been silent for long."""
    bar = bar_of(recognition)
    under_way = recognition.state == RecognitionState.READING and bar is not None and bar.ended_at is None
    return under_way and bar is not None and not fallen_silent(bar, at)
