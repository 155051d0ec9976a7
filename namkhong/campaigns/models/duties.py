"""Duties, more time for them, what was said to be done, and duties answered together."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from namkhong.campaigns.models.campaigns import Campaign, DutyDefinition
from namkhong.campaigns.states import DutyState
from namkhong.journal.models import Batch
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.units.models import Unit


class DutyQuerySet(models.QuerySet["Duty"]):
    """The vocabulary of duties."""

    def with_due(self) -> Self:
        """Each duty with `current_due_on`: the latest extension, else its own due day."""
        return self.annotate(current_due_on=Coalesce(Max("extensions__due_on"), F("due_on")))

    def with_due_looked_up(self) -> Self:
        """As `with_due`, looked up row by row: for long lists of which one page is read."""
        latest = Extension.objects.filter(duty=OuterRef("pk")).order_by().values("duty").annotate(last=Max("due_on"))
        return self.annotate(current_due_on=Coalesce(Subquery(latest.values("last")), F("due_on")))

    def open(self) -> Self:
        """Still to be done."""
        return self.filter(state=DutyState.OPEN)

    def overdue(self, on: date) -> Self:
        """Open and past the day that is due now. Needs `with_due`."""
        return self.open().filter(current_due_on__lt=on)


class Duty(models.Model):
    """Definition × unit × period. `due_on` is the last day on time and never changes.

    `made_in` is the batch that laid it on the unit apart from the others, if any: the reorganisation that passed it on
    from the unit that owed it before, or the enrolment of a newcomer.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="duties")
    definition = models.ForeignKey(DutyDefinition, on_delete=models.PROTECT, related_name="duties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=12)
    year = models.SmallIntegerField()
    due_on = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=DutyState, default=DutyState.OPEN)
    fulfilled_on = models.DateField(null=True)
    reason = models.CharField(max_length=300, blank=True)
    made_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")

    # The day that is due now; there only on rows read through `with_due`.
    current_due_on: date | None

    objects = DutyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["definition", "unit", "period"], name="duty_once_per_period"),
            models.CheckConstraint(
                condition=~Q(state=DutyState.FULFILLED) | Q(fulfilled_on__isnull=False), name="duty_fulfilled_has_day"
            ),
            models.CheckConstraint(
                condition=~Q(state=DutyState.NOT_OBLIGED) | ~Q(reason=""), name="duty_excused_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "due_on"], name="duty_by_unit"),
            # Both hold every column that counting standings reads, so that a count never touches the table.
            models.Index(
                fields=["to_unit", "year", "definition", "state", "due_on", "fulfilled_on"], name="duty_by_receiver"
            ),
            models.Index(
                fields=["campaign", "year", "definition", "state", "due_on", "fulfilled_on"], name="duty_by_campaign"
            ),
            models.Index(fields=["made_in"], name="duty_by_batch", condition=Q(made_in__isnull=False)),
        ]


class Extension(models.Model):
    """A later day granted to one unit for one duty; the duty's own day stays beside it."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="extensions")
    due_on = models.DateField()
    reason = models.CharField(max_length=300)
    granted_at = models.DateTimeField()
    granted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")


class Fulfilment(models.Model):
    """What a unit said it did: when, with what result, on what evidence. Withdrawn ones stay, marked."""

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="fulfilments")
    done_on = models.DateField()
    note = models.CharField(max_length=500, blank=True)
    count = models.IntegerField(null=True)
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    stated_at = models.DateTimeField()
    stated_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    withdrawn_at = models.DateTimeField(null=True)


class JoinedDuty(models.Model):
    """A duty that is answered together with another one of the same unit and period, so that nobody types it twice."""

    duty = models.OneToOneField(Duty, on_delete=models.PROTECT, related_name="joined_to")
    lead = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="joined")
    joined_at = models.DateTimeField()
    joined_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=~Q(duty=F("lead")), name="joined_duty_is_another")]
