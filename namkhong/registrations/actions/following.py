"""Lists follow their units through a reorganisation: those that wait to be judged find who judges them now."""

from datetime import date, datetime

from django.db import transaction
from django.db.models import OuterRef, Subquery

from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.registrations.models import JointList, ListMove
from namkhong.registrations.queries.following import receivers


def follow(*, batch: int, effective_on: date, by: Person | None, at: datetime) -> None:
    """Lead waiting lists to whoever stands above their units from `effective_on` on; judged ones stay as they are.

    To be called after the tree has changed.
    """
    with transaction.atomic():
        moves = [
            ListMove(batch_id=batch, joint_id=joint, from_unit_id=before, to_unit_id=after)
            for joint, before, after in receivers(batch, effective_on)
        ]
        ListMove.objects.bulk_create(moves, batch_size=1000)
        _readdress(batch, "to_unit")
        _record("registration.follow", batch, len(moves), by, at)


def unfollow(*, batch: int, by: Person | None, at: datetime) -> None:
    """Take back exactly what `follow` did; ask `queries.acted_on` first whether that is still possible."""
    with transaction.atomic():
        moved = _readdress(batch, "from_unit")
        ListMove.objects.filter(batch=batch).delete()
        _record("registration.unfollow", batch, moved, by, at)


def _readdress(batch: int, whom: str) -> int:
    moves = ListMove.objects.filter(batch=batch)
    receiver = moves.filter(joint=OuterRef("pk")).values(whom)[:1]
    return JointList.objects.filter(pk__in=moves.values("joint")).update(to_unit=Subquery(receiver))


def _record(verb: str, batch: int, lists: int, by: Person | None, at: datetime) -> None:
    person = by.pk if by else None
    record(verb=verb, subject_kind="batch", subject_id=batch, at=at, by=person, facts={"lists": lists})
