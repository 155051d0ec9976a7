"""Campaigns, their stages and targets, and the definitions of duties."""

from django.db import models
from django.db.models import F, Q

from namkhong.campaigns.states import CampaignState, Direction, DutyKind, MeasuredAs, Obliged, Recurrence
from namkhong.foundation.days import Bound
from namkhong.plans.models import Clause, Plan
from namkhong.units.models import Unit
from namkhong.units.states import Line

BOUNDS = [(Bound.BEFORE, "trước ngày"), (Bound.BY, "chậm nhất ngày"), (Bound.NONE, "văn bản không ghi ngày")]


class Campaign(models.Model):
    """A plan being carried out by the units under its organiser on one line.

    `unit` is the organiser of today: a copy of the open `Ownership`, which the verbs keep equal.
    """

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
