"""A unit opens the plan that was sent to it, and receives it."""

from datetime import datetime

from django.db import transaction
from django.db.models.functions import Coalesce

from namkhong.cascade.actions.noting import note
from namkhong.cascade.models import Delivery
from namkhong.people.models import Person


def open_delivery(*, delivery: Delivery, by: Person, at: datetime) -> None:
    """Somebody of the unit looks at the plan for the first time; later looks change nothing."""
    with transaction.atomic():
        if Delivery.objects.filter(pk=delivery.pk, opened_at=None).update(opened_at=at, opened_by=by):
            note("cascade.open", delivery.plan, delivery.unit_id, by, at)


def receive(*, delivery: Delivery, by: Person, at: datetime) -> None:
    """The unit has received the plan; a second click changes nothing."""
    with transaction.atomic():
        rows = Delivery.objects.filter(pk=delivery.pk, received_at=None)
        opened = {"opened_at": Coalesce("opened_at", at), "opened_by": Coalesce("opened_by", by.pk)}
        if rows.update(received_at=at, received_by=by, **opened):
            note("cascade.receive", delivery.plan, delivery.unit_id, by, at)
