"""Campaigns, their stages and targets, the definitions of duties, and the duties themselves."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Max, OuterRef, Q, Subquery
from django.db.models.functions import Coalesce

from namkhong.campaigns.states import (
    CampaignState,
    Direction,
    DutyKind,
    DutyState,
    MeasuredAs,
    Obliged,
    Recurrence,
)
from namkhong.foundation.days import Bound
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.plans.models import Clause, Plan
from namkhong.units.models import Unit
from namkhong.units.states import Line

BOUNDS = [(Bound.BEFORE, "trước ngày"), (Bound.BY, "chậm nhất ngày"), (Bound.NONE, "văn bản không ghi ngày")]


class Campaign(models.Model):
    """A plan being carried out by the units under its organiser on one line."""

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20, choices=Line)
    name = models.CharField(max_length=300)
    state = models.CharField(max_length=20, choices=CampaignState, default=CampaignState.PREPARING)
    launched_on = models.DateField(null=True)
    closed_on = models.DateField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["plan"], name="campaign_one_per_plan")]
        indexes = [models.Index(fields=["unit", "state"], name="campaign_by_unit")]

    def __str__(self) -> str:
        return self.name


class Stage(models.Model):
    """A stretch of years of a campaign; `open_ended` marks "và các năm tiếp theo"."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="stages")
    name = models.CharField(max_length=120)
    start_year = models.SmallIntegerField()
    end_year = models.SmallIntegerField()
    open_ended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(end_year__gte=F("start_year")), name="stage_years_in_order"),
        ]


class Target(models.Model):
    """What a campaign wants to reach: metric, direction, bounds.

    `low`/`high` are percentages (of the base year's figure, or percentage points, as `measured_as` says);
    `base` names the figure it is compared with; `stated` is false where the plan leaves `measured_as` open.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="targets")
    stage = models.ForeignKey(Stage, on_delete=models.CASCADE, null=True, related_name="targets")
    metric = models.CharField(max_length=40)
    label = models.CharField(max_length=300)
    direction = models.CharField(max_length=10, choices=Direction)
    low = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    high = models.DecimalField(max_digits=7, decimal_places=3, null=True)
    measured_as = models.CharField(max_length=10, choices=MeasuredAs, default=MeasuredAs.RELATIVE)
    stated = models.BooleanField(default=False)
    base = models.CharField(max_length=40, default="previous_year")
    yearly = models.BooleanField(default=True)


class DutyDefinition(models.Model):
    """A duty as the plan words it: kind, who, to whom, via whom, when, evidence, source sentence."""

    campaign = models.ForeignKey(Campaign, on_delete=models.CASCADE, related_name="definitions")
    clause = models.ForeignKey(Clause, on_delete=models.PROTECT, null=True, related_name="+")
    kind = models.CharField(max_length=20, choices=DutyKind)
    title = models.CharField(max_length=200)
    obliged = models.CharField(max_length=20, choices=Obliged)
    via = models.CharField(max_length=200, blank=True)
    bound = models.CharField(max_length=10, choices=BOUNDS, default=Bound.BEFORE)
    recurrence = models.CharField(max_length=10, choices=Recurrence, default=Recurrence.YEARLY)
    day = models.SmallIntegerField(null=True)
    month = models.SmallIntegerField(null=True)
    first_year = models.SmallIntegerField()
    last_year = models.SmallIntegerField(null=True)
    shifts = models.BooleanField(default=False)
    evidence = models.CharField(max_length=300, blank=True)
    source = models.TextField(blank=True)
    order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(bound=Bound.NONE)
                | (Q(day__isnull=False) & Q(recurrence=Recurrence.MONTHLY))
                | Q(day__isnull=False, month__isnull=False),
                name="definition_names_its_day",
            ),
        ]


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
    """Definition × unit × period. `due_on` is the last day on time and never changes."""

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
