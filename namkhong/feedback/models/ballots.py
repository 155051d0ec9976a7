"""Ballots as they were given."""

from django.db import models
from django.db.models import Q

from namkhong.feedback.models.points import Point
from namkhong.feedback.states import Evidence
from namkhong.units.models import Unit


class Ballot(models.Model):
    """One rating as it was given. Only ever added; `set_aside` alone may change (the database sees to that).

    `id` was made with the page on which the rating was given, and `mark` is a hash of what was sent: the same again
    is one rating, another under the same number is refused. Nothing tells who sent it, from where or at what minute.
    `signs` say how it followed those before it (`rules.signs`), which does not give the minute away.
    Points and units are never deleted, so the database need not look them up for every row (`db_constraint`).
    """

    id = models.UUIDField(primary_key=True)
    mark = models.BigIntegerField()
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    day = models.DateField()
    hour = models.SmallIntegerField()
    score = models.SmallIntegerField()
    evidence = models.CharField(max_length=1, choices=Evidence)
    set_aside = models.CharField(max_length=12, blank=True, default="")
    words = models.TextField(blank=True, default="")
    answers = models.JSONField(null=True)
    signs = models.SmallIntegerField(default=0, db_default=0)

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="ballot_score_in_scale")]
        indexes = [
            # The day first: new rows go to one place of the index, and a unit's month is 31 short searches.
            models.Index(fields=["day", "unit", "point", "evidence", "score", "set_aside"], name="ballot_by_day"),
        ]
