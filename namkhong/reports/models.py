"""Forms as data, returns filled in by units, their figures, texts and evidence, and what each was summed from."""

from django.db import models
from django.db.models import Q

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.journal.models import Batch
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.reports.states import Aggregation, FormKind, Origin, ReturnState
from namkhong.units.models import Unit


class Form(models.Model):
    """A report form in one version. A version that has been used never changes; a new one is added."""

    key = models.CharField(max_length=40)
    version = models.SmallIntegerField()
    title = models.CharField(max_length=200)
    kind = models.CharField(max_length=20, choices=FormKind)
    checks = models.JSONField(default=list)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["key", "version"], name="form_version_once")]


class Indicator(models.Model):
    """One figure of a form.

    `formula` names other indicators: {"of", "over", "scale"} for a ratio of sums, {"weight"} for a weighted mean,
    {"of", "over", "base_of", "base_over"} for a change against the base year. `known_as` is the key under which the
    system may already know the figure.
    """

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="indicators")
    key = models.CharField(max_length=40)
    label = models.CharField(max_length=200)
    group = models.CharField(max_length=120, blank=True)
    hint = models.CharField(max_length=300, blank=True)
    unit_name = models.CharField(max_length=30)
    aggregation = models.CharField(max_length=20, choices=Aggregation)
    formula = models.JSONField(default=dict)
    known_as = models.CharField(max_length=40, blank=True)
    required = models.BooleanField(default=False)
    decimals = models.SmallIntegerField(default=0)
    highest = models.DecimalField(max_digits=14, decimal_places=4, null=True)
    order = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "key"], name="indicator_key_once")]


class Section(models.Model):
    """One part of the narrative of a form."""

    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="sections")
    key = models.CharField(max_length=40)
    title = models.CharField(max_length=200)
    hint = models.CharField(max_length=300, blank=True)
    required = models.BooleanField(default=False)
    order = models.SmallIntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["form", "key"], name="section_key_once")]


class FormUse(models.Model):
    """Which form answers which duty of a campaign."""

    definition = models.OneToOneField(DutyDefinition, on_delete=models.CASCADE, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")


class Return(models.Model):
    """One unit's report for one duty. `version` counts savings, so that two editors cannot overwrite each other.

    `submission` is the id the sender's screen made: the same id again is the same sending, not a second one.
    `mirrored_from` is the return of a joined duty that this one was written from and is sent with.
    """

    duty = models.ForeignKey(Duty, on_delete=models.PROTECT, related_name="+")
    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    form = models.ForeignKey(Form, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    period = models.CharField(max_length=12)
    revision = models.SmallIntegerField(default=1)
    state = models.CharField(max_length=20, choices=ReturnState, default=ReturnState.DRAFT)
    version = models.IntegerField(default=1)
    saved_at = models.DateTimeField(null=True)
    saved_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    submission = models.UUIDField(null=True)
    submitted_at = models.DateTimeField(null=True)
    submitted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.TextField(blank=True)
    provisional = models.BooleanField(default=False)
    frozen = models.JSONField(default=dict)
    mirrored_from = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["duty", "revision"], name="return_revision_once"),
            models.UniqueConstraint(
                fields=["duty"], condition=Q(state=ReturnState.ACCEPTED), name="return_one_accepted_per_duty"
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["submitted", "accepted"]) | Q(submitted_at__isnull=False),
                name="return_submitted_has_moment",
            ),
            models.CheckConstraint(condition=~Q(state="sent_back") | ~Q(reason=""), name="return_sent_back_has_reason"),
        ]
        indexes = [
            models.Index(fields=["to_unit", "period", "state"], name="return_by_receiver"),
            models.Index(fields=["campaign", "period", "state", "unit"], name="return_by_campaign"),
            models.Index(fields=["unit", "period"], name="return_by_unit"),
        ]


class Entry(models.Model):
    """One figure of a return. An empty value means "chưa có số liệu"; zero is a value."""

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="entries")
    indicator = models.ForeignKey(Indicator, on_delete=models.PROTECT, related_name="+")
    value = models.DecimalField(max_digits=18, decimal_places=4, null=True)
    origin = models.CharField(max_length=10, choices=Origin, default=Origin.TYPED)
    note = models.CharField(max_length=300, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "indicator"], name="entry_once")]
        # With the value in it, sums are read from the index alone.
        indexes = [models.Index(fields=["indicator", "sheet", "value"], name="entry_to_be_summed")]


class Narrative(models.Model):
    """The text of one section of a return."""

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="narratives")
    section = models.ForeignKey(Section, on_delete=models.PROTECT, related_name="+")
    text = models.TextField(blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["sheet", "section"], name="narrative_once")]


class Attachment(models.Model):
    """A file that backs up a return."""

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="attachments")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    removed_at = models.DateTimeField(null=True)


class Addend(models.Model):
    """One return that went into the figures of another: the trace from a total to the units it came from."""

    total = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="addends")
    part = models.ForeignKey(Return, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["total", "part"], name="addend_once")]


class Rerouting(models.Model):
    """What a reorganisation did with the receiver of a return.

    `moved`: the return waits for `to_unit` instead of `from_unit`. Otherwise it was accepted already and stays where it
    was sent, but `to_unit` counts it, because `from_unit` ended before it had summed it up.
    """

    sheet = models.ForeignKey(Return, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    moved = models.BooleanField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "sheet"], name="rerouting_once_a_batch")]
        indexes = [models.Index(fields=["to_unit", "sheet"], name="rerouting_by_receiver")]


class HistoricalFigure(models.Model):
    """A unit's figure of a year before the system was there, with the document it stands in.

    Shown apart and never added to live figures.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    key = models.CharField(max_length=40)
    year = models.SmallIntegerField()
    value = models.DecimalField(max_digits=18, decimal_places=4)
    source = models.CharField(max_length=300)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "key", "year"], name="historical_figure_once")
        ]
