"""To whom a campaign belongs, which units it is laid on, and what reorganisations did to duties."""

from django.db import models
from django.db.models import F, Q

from namkhong.campaigns.models.campaigns import Campaign
from namkhong.campaigns.models.duties import Duty
from namkhong.campaigns.states import DutyState
from namkhong.journal.models import Batch
from namkhong.units.models import Dated, DatedQuerySet, Unit


class Ownership(Dated):
    """The unit to which a campaign belongs, from a day on, and why it was handed over."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="ownerships")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=300, blank=True)

    objects = DatedQuerySet["Ownership"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="ownership_days_in_order"
            ),
            models.UniqueConstraint(fields=["campaign"], condition=Q(valid_to=None), name="ownership_one_open"),
        ]


class Enrolment(Dated):
    """A unit on which a campaign is laid.

    A campaign without any is laid on everybody under its owner. A campaign that came to an owner with a larger tree
    has them, so that it stays with the units it was made for (and with their successors).
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="enrolments")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")

    objects = DatedQuerySet["Enrolment"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="enrolment_days_in_order"
            ),
            models.UniqueConstraint(fields=["campaign", "unit"], condition=Q(valid_to=None), name="enrolment_one_open"),
        ]


class DutyMove(models.Model):
    """How a duty stood before a reorganisation touched it; `went_to` is its receiver afterwards where that changed."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_index=False, related_name="+")
    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="moves")
    state = models.CharField(max_length=20, choices=DutyState)
    reason = models.CharField(max_length=300, blank=True)
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    went_to = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "duty"], name="duty_moved_once_in_a_batch")]
