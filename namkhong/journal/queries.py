"""Reading the journal."""

from datetime import datetime, timedelta
from typing import Final

from django.db.models import QuerySet

from namkhong.journal.models import Event, Notice, Progress

SILENCE: Final = timedelta(minutes=5)
"""Work of which nothing was heard for so long has probably stopped; its steps take seconds."""


def events_of(subject_kind: str, subject_id: int) -> QuerySet[Event]:
    """What happened to one thing, newest first."""
    return Event.objects.filter(subject_kind=subject_kind, subject_id=subject_id).order_by("-at", "-pk")


def events_at(unit: int) -> QuerySet[Event]:
    """What happened at one unit, newest first."""
    return Event.objects.filter(unit_id=unit).order_by("-at", "-pk")


def notices_of(person: int) -> QuerySet[Notice]:
    """A person's notices, newest first."""
    return Notice.objects.filter(to_id=person).order_by("-at", "-pk")


def unread_count(person: int) -> int:
    """How many notices a person has not seen."""
    return Notice.objects.filter(to_id=person, read_at=None).count()


def progress_of(pk: int, person: int) -> Progress | None:
    """A piece of long work that this person started."""
    return Progress.objects.filter(pk=pk, by_id=person).first()


def fallen_silent(bar: Progress, at: datetime) -> bool:
    """Whether work that tells when it advances has not been heard of for long, although it has not ended."""
    return bar.ended_at is None and at - (bar.advanced_at or bar.started_at) > SILENCE
