"""Reminding units of a report they owe."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.urls import reverse

from namkhong.campaigns.models import Duty
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record, tell
from namkhong.people.models import Person
from namkhong.people.queries import officers_of


class NobodyToRemind(DomainError):
    sentence = "Mọi đơn vị đã gửi báo cáo, không còn đơn vị nào phải nhắc."


def remind(*, duties: Sequence[Duty], by: Person | None, at: datetime) -> int:
    """Tell the officers of each unit which report is awaited; returns how many units were told.

    Raises: NobodyToRemind.
    """
    if not duties:
        raise NobodyToRemind()
    with transaction.atomic():
        for duty in duties:
            _remind(duty, by, at)
    return len(duties)


def _remind(duty: Duty, by: Person | None, at: datetime) -> None:
    tell(
        people=officers_of(duty.unit_id, at.date()),
        kind="report_reminder",
        at=at,
        url=reverse("reports:begin", args=[duty.pk]),
        facts={"period": duty.period, "due_on": duty.due_on.isoformat() if duty.due_on else ""},
    )
    record(
        verb="report.remind",
        subject_kind="duty",
        subject_id=duty.pk,
        at=at,
        by=by.pk if by else None,
        unit=duty.unit_id,
    )
