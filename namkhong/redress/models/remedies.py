"""Duties to explain and mend, the thresholds by which they are opened, and proposals to inspect."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q

from namkhong.feedback.rules.statistics import Share
from namkhong.people.models import Person
from namkhong.redress.states import FlagState, RemedyState
from namkhong.units.models import Unit


def named(month: int) -> str:
    """A month as people name it: "Tháng 10/2026"."""
    return f"Tháng {month % 100}/{month // 100}"


class Threshold(models.Model):
    """The share of satisfied people (per cent) that a unit expects of everybody below it; the nearest one above holds.

    What was measured by an earlier one stays as it was: every remedy keeps the threshold it was opened by.
    """

    unit = models.OneToOneField(Unit, on_delete=models.PROTECT, related_name="+")
    percent = models.DecimalField(max_digits=5, decimal_places=2)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")


class Remedy(models.Model):
    """A unit must explain a month (as 202610) and say what it does about it.

    `low` where the share of the month was too low, with `satisfied` of `answered` people and the `threshold`; `bursts`
    are days on which many were dissatisfied at one desk: [point, day, low, total]. One of a unit and month holds both.
    `due_on` is the first term; after a return `due_again_on` is the next. `sent_on` is the day of the first
    explanation.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.IntegerField()
    low = models.BooleanField()
    satisfied = models.IntegerField()
    answered = models.IntegerField()
    threshold = models.DecimalField(max_digits=5, decimal_places=2)
    bursts = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=RemedyState, default=RemedyState.OPEN)
    opened_at = models.DateTimeField()
    due_on = models.DateField()
    due_again_on = models.DateField(null=True)
    causes = models.TextField(blank=True, default="")
    measures = models.TextField(blank=True, default="")
    mend_by = models.DateField(null=True)
    sent_on = models.DateField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="remedy_one_of_a_month"),
            models.CheckConstraint(
                condition=~Q(state=RemedyState.RETURNED) | ~Q(reason=""), name="remedy_returned_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "due_on"], name="remedy_by_state")]

    @property
    def label(self) -> str:
        """How a month is named."""
        return named(self.month)

    @property
    def percent(self) -> Decimal:
        """The share as it was when the duty was opened. Raises: ZeroDivisionError where nobody had answered."""
        return Share(self.satisfied, self.answered).percent

    @property
    def term(self) -> date:
        """The last day of what is owed now."""
        return self.due_again_on or self.due_on

    @property
    def on_time(self) -> bool | None:
        """Whether the first explanation came in time; None before it came."""
        return None if self.sent_on is None else self.sent_on <= self.due_on


class InspectionFlag(models.Model):
    """A unit was low so often that an inspection is proposed; `figures` are the months as they were: month, satisfied,
    answered.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    month = models.IntegerField()
    figures = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=FlagState, default=FlagState.RAISED)
    raised_at = models.DateTimeField()
    decided_at = models.DateTimeField(null=True)
    decided_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    reason = models.CharField(max_length=500, blank=True, default="")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "month"], name="inspection_flag_one_of_a_month"),
            models.CheckConstraint(
                condition=~Q(state=FlagState.DISMISSED) | ~Q(reason=""), name="inspection_flag_dismissed_has_reason"
            ),
        ]
        indexes = [models.Index(fields=["state", "unit"], name="inspection_flag_by_state")]

    @property
    def label(self) -> str:
        """The last of the months."""
        return named(self.month)
