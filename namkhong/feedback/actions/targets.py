"""Setting what share of satisfied people a unit is to reach."""

from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from django.db import transaction

from namkhong.feedback.models import Target
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.units.models import Unit


@dataclass(frozen=True, slots=True)
class Aimed:
    """From the share of a base year on, from `least` to `most` percentage points more each year."""

    base_year: int
    base: Decimal
    least: Decimal
    most: Decimal


@transaction.atomic
def set_target(*, unit: Unit, aimed: Aimed, by: Person | None, at: datetime) -> Target:
    """Set the target of a unit and all below it; the same base year again takes the place of what was set."""
    told = {"base": aimed.base, "least": aimed.least, "most": aimed.most, "set_at": at, "set_by": by}
    target, _ = Target.objects.update_or_create(unit=unit, base_year=aimed.base_year, defaults=told)
    record(
        verb="rating_target.set",
        subject_kind="rating_target",
        subject_id=target.pk,
        at=at,
        by=by.pk if by else None,
        unit=unit.pk,
        facts={
            "base_year": aimed.base_year,
            "base": str(aimed.base),
            "least": str(aimed.least),
            "most": str(aimed.most),
        },
    )
    return target
