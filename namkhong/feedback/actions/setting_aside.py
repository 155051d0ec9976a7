"""Setting ballots aside, and putting them back: counted in public either way, never deleted."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.models import QuerySet

from namkhong.feedback.models import Ballot, Delta
from namkhong.feedback.rules.answer_counts import answer_changes
from namkhong.feedback.rules.counts import ASIDE, changes
from namkhong.journal.actions import record
from namkhong.people.models import Person


@transaction.atomic
def set_aside(*, ballots: Sequence[UUID], reason: str, by: Person | None, at: datetime) -> int:
    """Ballots no longer count, for a reason that `states` names; how many did until now."""
    counting = Ballot.objects.filter(pk__in=ballots, set_aside="")
    return _change(counting, reason, "ballot.set_aside", by, at)


@transaction.atomic
def put_back(*, ballots: Sequence[UUID], by: Person | None, at: datetime) -> int:
    """Ballots that were set aside count again; how many did not until now."""
    aside = Ballot.objects.filter(pk__in=ballots).exclude(set_aside="")
    return _change(aside, "", "ballot.put_back", by, at)


def _change(ballots: QuerySet[Ballot], reason: str, verb: str, by: Person | None, at: datetime) -> int:
    rows = list(ballots.select_for_update().order_by("pk").values_list("pk", "unit", "day", "evidence", "score"))
    answered = ballots.filter(answers__isnull=False).order_by("pk")
    answers: list[Any] = list(answered.values_list("unit", "day", "evidence", "point__instrument__key", "answers"))
    if not rows:
        return 0
    Ballot.objects.filter(pk__in=[row[0] for row in rows]).update(set_aside=reason)
    sign = -1 if reason else 1
    moved = [(unit, day.isoformat(), evidence, score) for _, unit, day, evidence, score in rows]
    Delta.objects.create(
        counts=changes(
            step
            for unit, day, evidence, score in moved
            for step in ((unit, day, evidence, score - 1, sign), (unit, day, evidence, ASIDE, -sign))
        ),
        answers=answer_changes(
            ((unit, day.isoformat(), evidence, instrument, question), mark, sign)
            for unit, day, evidence, instrument, said in answers
            for question, mark in said["marks"].items()
        ),
    )
    for unit in sorted({unit for unit, *_ in moved}):
        count = sum(1 for row in moved if row[0] == unit)
        facts = {"ballots": count, "reason": reason}
        by_whom = by.pk if by else None
        record(verb=verb, subject_kind="unit", subject_id=unit, unit=unit, at=at, by=by_whom, facts=facts)
    return len(rows)
