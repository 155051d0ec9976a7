"""Lists that nothing speaks against: they hold somebody, everybody on them still works there, nobody twice."""

from datetime import date

from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.people.models import Employment
from namkhong.registrations.models import JointList, Registration
from namkhong.registrations.states import GONE_UP, RegistrationState


def on_lists() -> QuerySet[Registration]:
    """What stands on the list of the row around it: the unit's own as it was sent, and its approved people."""
    rows = Registration.objects.filter(campaign=OuterRef("campaign"), unit=OuterRef("unit"), year=OuterRef("year"))
    own = Q(person=None, state__in=GONE_UP)
    return rows.filter(own | Q(person__isnull=False, state=RegistrationState.APPROVED)).order_by()


def gone_people(rows: QuerySet[Registration], on: date) -> QuerySet[Registration]:
    """Of these registrations those of people who do not work at the unit on a day."""
    here = Employment.objects.on(on).filter(person=OuterRef("person"), unit=OuterRef("unit"))
    return rows.filter(~Exists(here), person__isnull=False)


def registered_elsewhere(rows: QuerySet[Registration]) -> QuerySet[Registration]:
    """Of these registrations those of people who are registered in another campaign of the same year too."""
    others = Registration.objects.filter(person=OuterRef("person"), year=OuterRef("year"))
    return rows.filter(Exists(others.exclude(campaign=OuterRef("campaign"))), person__isnull=False)


def clean_lists(lists: QuerySet[JointList], on: date) -> QuerySet[JointList]:
    """Of these lists those that nothing speaks against on a day."""
    held = on_lists()
    doubtful = [Exists(gone_people(held, on)), Exists(registered_elsewhere(held))]
    return lists.filter(Exists(held)).exclude(doubtful[0]).exclude(doubtful[1])
