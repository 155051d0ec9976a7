"""Points where people are asked, and the one-time codes printed for them."""

from django.db import models
from django.db.models import Q

from namkhong.feedback.models.instruments import Instrument
from namkhong.feedback.states import PointKind
from namkhong.people.models import Person
from namkhong.units.models import Unit


class Point(models.Model):
    """Where people are asked: a desk, a procedure or a whole unit, by one instrument in one way.

    `slug` stands in the address of the page; `secret` makes the codes that change, and is shown to nobody. Whoever
    changes a point says when in `changed_at`: the public door, which knows points by heart, looks there.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PointKind)
    desk = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=300, blank=True)
    slug = models.CharField(max_length=12, unique=True)
    secret = models.BinaryField(max_length=32)
    open = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.desk or self.procedure or self.unit.name


class CodeBatch(models.Model):
    """One-time codes printed together: serials 1 to `size`. No code is stored; `rules.codes` tells ours from others."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    size = models.IntegerField()
    valid_to = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="code_batch_not_empty")]


class SpentCode(models.Model):
    """A one-time code that has been used. It does not say for which ballot, nor at what minute."""

    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="+", db_index=False)
    serial = models.IntegerField()
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "serial"], name="code_spent_once")]
