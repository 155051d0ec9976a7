"""Criteria sets as data: versions, the tree of criteria, caps between them, and the bands of the result."""

from django.db import models
from django.db.models import F, Q

from namkhong.criteria.states import Measure, Scale, SetState, SubjectKind
from namkhong.units.models import Unit


class CriteriaSet(models.Model):
    """One version of a set. `unit` owns it; empty for the sets that come with the project. `key` names all versions.

    `total` is what the criteria sum up to, bonuses and minuses apart. `source` says on what plan or law it rests.
    `revision` counts the changes of a draft, so that nobody writes over what they have not seen; `before` is what it
    was before the last change (see `rules.plain`), for taking that back.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=60)
    version = models.SmallIntegerField(default=1)
    name = models.CharField(max_length=250)
    subject = models.CharField(max_length=20, choices=SubjectKind)
    source = models.CharField(max_length=500, blank=True)
    total = models.DecimalField(max_digits=7, decimal_places=2)
    state = models.CharField(max_length=20, choices=SetState, default=SetState.DRAFT)
    revision = models.PositiveIntegerField(default=1)
    before = models.JSONField(null=True)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "key", "version"], name="criteria_set_versions_count"),
            models.UniqueConstraint(
                fields=["key", "version"], condition=Q(unit=None), name="criteria_set_of_ours_versions_count"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Criterion(models.Model):
    """A group, criterion or sub-criterion of a set, at any depth.

    `most` are the points it can give (for a minus: can take away), before `weight`. `levels` is a list of
    {"label": str, "points": "1.5"}, the best first; for a measured criterion of {"at_least": "90", "points": "10"}, or
    empty for points in proportion to the figure. `cap_by` is another criterion whose points this one may not exceed.
    `day`/`month`: until when evidence counts. `checked_by` is the office that must check it, in words or as a unit.
    """

    set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="criteria")
    parent = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    cap_by = models.ForeignKey("self", on_delete=models.SET_NULL, null=True, related_name="+")
    order = models.IntegerField(default=0)
    number = models.CharField(max_length=20)
    title = models.CharField(max_length=500)
    guide = models.TextField(blank=True)
    scale = models.CharField(max_length=20, choices=Scale)
    most = models.DecimalField(max_digits=7, decimal_places=2)
    weight = models.DecimalField(max_digits=5, decimal_places=2, default=1)
    levels = models.JSONField(default=list)
    measure = models.CharField(max_length=30, choices=Measure, blank=True)
    evidence = models.CharField(max_length=300, blank=True)
    day = models.SmallIntegerField(null=True)
    month = models.SmallIntegerField(null=True)
    checked_by = models.CharField(max_length=200, blank=True)
    checker = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(most__gte=0), name="criterion_points_not_negative"),
            models.CheckConstraint(
                condition=~Q(scale=Scale.MEASURED) | ~Q(measure=""), name="criterion_measured_names_figure"
            ),
            models.CheckConstraint(condition=Q(parent=None) | ~Q(parent=F("id")), name="criterion_not_in_itself"),
            models.UniqueConstraint(fields=["set", "number"], name="criterion_numbers_differ"),
        ]


class Band(models.Model):
    """A grade of the result: from how many points on; `conditions` without which the next lower one is given.

    `conditions` is a list of {"kind": str, "criterion": number of a criterion, "value": "50"}, the kinds being those of
    `rules.structure.Condition`. `quota` is the largest share, in per cent, of those graded `quota_of` or better that
    may get it; empty where there is none.
    """

    set = models.ForeignKey(CriteriaSet, on_delete=models.CASCADE, related_name="bands")
    code = models.CharField(max_length=20)
    label = models.CharField(max_length=120)
    at_least = models.DecimalField(max_digits=7, decimal_places=2)
    conditions = models.JSONField(default=list)
    quota = models.DecimalField(max_digits=5, decimal_places=2, null=True)
    quota_of = models.CharField(max_length=20, blank=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["set", "code"], name="band_codes_differ")]
