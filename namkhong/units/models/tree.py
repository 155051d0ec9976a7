"""Units, their names through time, their dated places on each line, and the table of who stands under whom."""

from django.db import models
from django.db.models import F, Q

from namkhong.journal.models import Batch
from namkhong.units.models.dated import Dated, DatedQuerySet
from namkhong.units.states import Line, UnitKind


class Unit(models.Model):
    """An agency, organisation or union body. Never deleted: a unit that ends is closed on a day.

    `official_code` is the electronic identifier of QĐ 20/2020, `area_code` the number of the administrative area.
    `closed_on` is the last day of the unit.
    """

    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120, blank=True)
    search_name = models.CharField(max_length=400, db_index=True, editable=False)
    sort_name = models.CharField(max_length=800, editable=False)
    kind = models.CharField(max_length=30, choices=UnitKind)
    place = models.CharField(max_length=100, blank=True)
    notation = models.CharField(max_length=30, blank=True)
    official_code = models.CharField(max_length=35, blank=True)
    area_code = models.CharField(max_length=10, blank=True)
    founded_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    closed_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    founded_on = models.DateField(null=True, blank=True)
    closed_on = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(founded_on=None) | Q(closed_on__gte=F("founded_on")),
                name="unit_closed_after_founded",
            )
        ]
        indexes = [
            models.Index(fields=["official_code"], name="unit_by_official_code", condition=~Q(official_code="")),
            models.Index(fields=["area_code"], name="unit_by_area_code", condition=~Q(area_code="")),
            models.Index(fields=["sort_name", "id"], name="unit_in_order_of_names"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def brief(self) -> str:
        """The short name where there is one."""
        return self.short_name or self.name


class FormerName(Dated):
    """What a unit was called up to a day; its documents of that time keep it, and it can still be found by it."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(max_length=250)
    short_name = models.CharField(max_length=120, blank=True)
    search_name = models.CharField(max_length=400, db_index=True, editable=False)

    objects = DatedQuerySet["FormerName"].as_manager()


class Placement(Dated):
    """Where a unit stands on a line, for a stretch of days; `parent` is empty at the top of the line."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20, choices=Line)
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    objects = DatedQuerySet["Placement"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(unit=F("parent")), name="placement_not_under_itself"),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="placement_days_in_order"
            ),
            models.UniqueConstraint(
                fields=["unit", "line"], condition=Q(valid_to=None), name="placement_one_open_per_line"
            ),
        ]


class Lineage(models.Model):
    """Every pair of a unit and one that stands above it (or is it, depth 0) on a line, for a stretch of days.

    Derived from Placement and rebuilt from it at any time; it makes "who is under me" one index scan.
    """

    line = models.CharField(max_length=20, choices=Line)
    # The two indexes below begin with these keys, so that keys need no index of their own.
    ancestor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    descendant = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    depth = models.SmallIntegerField()
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Lineage"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["ancestor", "line", "depth", "descendant"], name="lineage_down"),
            models.Index(fields=["descendant", "line", "depth", "ancestor"], name="lineage_up"),
        ]


class Headcount(models.Model):
    """How many cadres, officials and employees a unit had in a year (average, or on 30/6), and who says so."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    staff = models.IntegerField()
    source = models.CharField(max_length=200)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "year"], name="headcount_one_per_year"),
            models.CheckConstraint(condition=Q(staff__gte=0), name="headcount_not_negative"),
        ]
