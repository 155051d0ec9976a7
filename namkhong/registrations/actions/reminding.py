"""Reminding units that have not sent their list."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from namkhong.campaigns.models import Campaign
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record, tell_each
from namkhong.people.models import Person
from namkhong.people.queries import officers_of_each
from namkhong.units.models import Unit


class NobodyToRemind(DomainError):
    sentence = "Không có đơn vị nào phải nhắc."


def remind(
    *,
    campaign: Campaign,
    year: int,
    to_unit: Unit,
    units: Sequence[tuple[int, date | None]],
    by: Person | None,
    at: datetime,
) -> int:
    """Tell the officers of units (each with its last day) to send their list to `to_unit`. Returns how many are told.

    Raises: NobodyToRemind.
    """
    if not units:
        raise NobodyToRemind()
    days = dict(units)
    told = officers_of_each(days, at.date())
    with transaction.atomic():
        tell_each(
            told=(
                (person, _facts(year, to_unit, days[unit]))
                for unit, people in sorted(told.items())
                for person in people
            ),
            kind="registrations_remind",
            at=at,
            url=reverse("registrations:campaign", args=[campaign.pk, year]),
        )
        record(
            verb="joint_list.remind",
            subject_kind="campaign",
            subject_id=campaign.pk,
            at=at,
            by=by.pk if by else None,
            unit=to_unit.pk,
            facts={"units": len(units)},
        )
    return len(told)


def _facts(year: int, to_unit: Unit, due_on: date | None) -> dict[str, object]:
    return {"years": [year], "unit": to_unit.pk} | ({"due_on": due_on.isoformat()} if due_on else {})
