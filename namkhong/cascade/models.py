"""A plan sent down, what each lower clause carries out, what lower plans lack, and steps that can be undone."""

from django.db import models
from django.db.models import F, Q

from namkhong.cascade.states import GapKind, How
from namkhong.people.models import Person
from namkhong.plans.models import Clause, Plan
from namkhong.units.models import Unit


class Delivery(models.Model):
    """An adopted plan sent to one unit below. How far the unit has come is read from here and from its plans.

    `due_on` is the day by which the unit is to issue its own plan. The row stays when the unit ends; whoever stands
    for it then is its heir (`units.queries.heirs_on`).
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    due_on = models.DateField(null=True)
    note = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField()
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    opened_at = models.DateTimeField(null=True)
    opened_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    received_at = models.DateTimeField(null=True)
    received_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["plan", "unit"], name="delivery_once_per_unit"),
            models.CheckConstraint(
                condition=Q(received_at=None) | Q(opened_at__isnull=False, opened_at__lte=F("received_at")),
                name="delivery_opened_before_received",
            ),
        ]


class Trace(models.Model):
    """A clause of a lower plan and the superior's clause it carries out.

    Several may meet: one lower clause for two above, two below for one. `clause` is empty where the unit said that
    the superior's clause is not for it and has adopted its plan without one.
    """

    lower = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    upper = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    clause = models.ForeignKey(Clause, on_delete=models.SET_NULL, null=True, related_name="+")
    how = models.CharField(max_length=20, choices=How)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["upper", "clause"], name="trace_once_per_pair"),
        ]


class Gap(models.Model):
    """What an adopted lower plan lacks against one clause of its superior's; rebuilt from traces at any time.

    `plan` and `unit` repeat what `upper` and `lower` say, so that a superior counts three thousand units at once.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+", db_index=False)
    upper = models.ForeignKey(Clause, on_delete=models.PROTECT, related_name="+")
    lower = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=GapKind)

    class Meta:
        indexes = [models.Index(fields=["plan", "upper", "kind", "unit"], name="gap_by_plan")]
        constraints = [
            models.UniqueConstraint(fields=["lower", "upper", "kind"], name="gap_once"),
        ]


class Step(models.Model):
    """One saving of a draft, with its clauses as they were before, so that it can be undone.

    `before` is a list of dicts with `clause`, `text`, `facts`, `kept`; `undone_at` says that it was.
    """

    plan = models.ForeignKey(Plan, on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    section = models.CharField(max_length=20)
    before = models.JSONField(default=list)
    undone_at = models.DateTimeField(null=True)
