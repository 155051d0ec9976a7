"""Who may bring in a list, and see one."""

from datetime import date

from django.db.models import QuerySet

from namkhong.people.policies import may, units_within
from namkhong.people.rules import Verb
from namkhong.rosters.models import Roster
from namkhong.units.models import Unit


def may_load(person: int, unit: int, on: date) -> bool:
    """Whether the person may bring in lists that the unit keeps."""
    return may(person, Verb.MANAGE_STAFF, unit, on)


def registers_of(person: int, on: date) -> QuerySet[Unit]:
    """Units for which the person may bring in lists."""
    return units_within(person, Verb.MANAGE_STAFF, on).filter(closed_on=None)


def visible_rosters(person: int, on: date) -> QuerySet[Roster]:
    """Lists of those units, the newest first."""
    units = units_within(person, Verb.MANAGE_STAFF, on).values("pk")
    return Roster.objects.filter(kept_by__in=units).select_related("kept_by").order_by("-uploaded_at", "-pk")
