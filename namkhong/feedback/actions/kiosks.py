"""Starting and stopping the tablets that take ratings at a counter."""

from datetime import datetime

from django.db import transaction

from namkhong.feedback.actions.points import Closed
from namkhong.feedback.models import Kiosk, Point
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import record
from namkhong.people.models import Person


@transaction.atomic
def start_kiosk(*, point: Point, by: Person | None, at: datetime) -> Kiosk:
    """A tablet may take ratings here until it is stopped or the point is closed. Raises: Closed."""
    if not point.open:
        raise Closed
    kiosk = Kiosk.objects.create(point=point, made_at=at, made_by=by)
    _record("kiosk.start", kiosk, by, at)
    return kiosk


@transaction.atomic
def stop_kiosk(*, kiosk: Kiosk, by: Person | None, at: datetime) -> None:
    """Nothing more is taken from it, also what still waits on it. Raises: MovedMeanwhile."""
    if Kiosk.objects.filter(pk=kiosk.pk, stopped_at=None).update(stopped_at=at, stopped_by=by) != 1:
        raise MovedMeanwhile
    _record("kiosk.stop", kiosk, by, at)


def _record(verb: str, kiosk: Kiosk, by: Person | None, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="kiosk",
        subject_id=kiosk.pk,
        at=at,
        by=by.pk if by else None,
        unit=kiosk.point.unit_id,
    )
