"""What ballots are held against, and what was found: results returned, working hours, groups that were set aside."""

from django.db import models
from django.db.models import F, Q

from namkhong.feedback.models.points import Point
from namkhong.feedback.states import AsideState, Detector, Evidence
from namkhong.people.models import Person
from namkhong.units.models import Unit


class Transactions(models.Model):
    """How many results a unit returned to people on a day, as the unit itself has stated."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    count = models.IntegerField()
    entered_at = models.DateTimeField()
    entered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "day"], name="transactions_one_of_a_day"),
            models.CheckConstraint(condition=Q(count__gte=0), name="transactions_not_negative"),
        ]


class WorkingHours(models.Model):
    """Within which hours a unit's counters are open: from the hour `opens` until the hour `closes` begins."""

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, primary_key=True, related_name="+")
    opens = models.SmallIntegerField()
    closes = models.SmallIntegerField()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(opens__gte=0, closes__lte=24, opens__lt=F("closes")), name="working_hours_in_order"
            )
        ]


class Inspection(models.Model):
    """A day whose ballots the detectors have gone through, or are going through since `begun_at`."""

    day = models.DateField(primary_key=True)
    begun_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)
    ballots = models.IntegerField(default=0)
    aside = models.IntegerField(default=0)


class AsideGroup(models.Model):
    """One finding: ballots of one class at one point and day that a detector has set aside, and why.

    `ballots` are their numbers, to find them again; they stand for no person, and no page shows them. `sentence` is
    what was said then, with its numbers and the threshold, whatever thresholds come later.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+", db_index=False)
    day = models.DateField()
    evidence = models.CharField(max_length=1, choices=Evidence)
    detector = models.CharField(max_length=12, choices=Detector)
    sentence = models.TextField()
    ballots = models.JSONField()
    count = models.IntegerField()
    state = models.CharField(max_length=20, choices=AsideState, default=AsideState.STANDING)
    found_at = models.DateTimeField()
    appeal = models.TextField(blank=True)
    appealed_at = models.DateTimeField(null=True)
    appealed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    answer = models.TextField(blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [
            models.Index(fields=["unit", "-day"], name="aside_of_unit"),
            models.Index(fields=["day", "point"], name="aside_of_day"),
            models.Index(fields=["unit"], condition=Q(state="appealed"), name="aside_appealed"),
        ]
        constraints = [
            models.CheckConstraint(condition=Q(count__gt=0), name="aside_not_empty"),
            models.CheckConstraint(
                condition=Q(state=AsideState.STANDING)
                | (~Q(appeal="") & Q(appealed_at__isnull=False, appealed_by__isnull=False)),
                name="aside_appeal_has_words",
            ),
            models.CheckConstraint(
                condition=Q(state__in=[AsideState.STANDING, AsideState.APPEALED])
                | (~Q(answer="") & Q(answered_at__isnull=False, answered_by__isnull=False)),
                name="aside_answer_has_words",
            ),
        ]
