"""The share of satisfied people that a unit expects of everybody below it."""

from datetime import datetime
from decimal import Decimal

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.numbers import show_decimal
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.redress.models import Threshold
from namkhong.redress.rules.standing import HIGHEST_THRESHOLD, LOWEST_THRESHOLD
from namkhong.units.models import Unit


class ThresholdOutOfReach(DomainError):
    sentence = "Ngưỡng hài lòng đặt được từ {low} đến {high} phần trăm."


@transaction.atomic
def set_threshold(*, unit: Unit, percent: Decimal, by: Person | None, at: datetime) -> None:
    """From now on; what was opened before stays measured as it was. Raises: ThresholdOutOfReach."""
    if not LOWEST_THRESHOLD <= percent <= HIGHEST_THRESHOLD:
        raise ThresholdOutOfReach(low=show_decimal(LOWEST_THRESHOLD), high=show_decimal(HIGHEST_THRESHOLD))
    Threshold.objects.update_or_create(unit=unit, defaults={"percent": percent, "set_at": at, "set_by": by})
    record(
        verb="threshold.set",
        subject_kind="unit",
        subject_id=unit.pk,
        at=at,
        by=by.pk if by else None,
        unit=unit.pk,
        facts={"percent": show_decimal(percent)},
    )
