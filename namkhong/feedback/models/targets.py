"""What share of satisfied people a unit is to reach."""

from django.db import models
from django.db.models import F, Q

from namkhong.people.models import Person
from namkhong.units.models import Unit


class Target(models.Model):
    """From a base year on, so many percentage points more each year, from `least` to `most`, for a unit and all below.

    Setting it again for the same base year takes the place of what was set.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    base_year = models.SmallIntegerField()
    base = models.DecimalField(max_digits=4, decimal_places=1)
    least = models.DecimalField(max_digits=3, decimal_places=1)
    most = models.DecimalField(max_digits=3, decimal_places=1)
    set_at = models.DateTimeField()
    set_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "base_year"], name="target_one_of_a_base_year"),
            models.CheckConstraint(
                condition=Q(base__gte=0, base__lt=100, least__gte=0, most__gte=F("least")), name="target_in_order"
            ),
        ]
