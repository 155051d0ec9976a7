"""Sums of ballots: what groups have told, and what it adds up to."""

from django.db import models

from namkhong.feedback.states import Evidence
from namkhong.units.models import Unit


class Delta(models.Model):
    """What one group of ballots adds to the sums; written with the group, added up and deleted a second later.

    `counts` is a list of [unit, day, class, n1, n2, n3, n4, n5, set aside]; `answers`, of groups with longer
    instruments, one of [unit, day, class, instrument, question, n1, n2, n3, n4, n5]; `worded` are the numbers of those
    ballots of the group in which somebody wrote something.
    """

    counts = models.JSONField()
    answers = models.JSONField(null=True)
    worded = models.JSONField(default=list)


class Tally(models.Model):
    """Sums of a month and class: the unit's own ballots, and those of everybody under it, itself included.

    `n1` to `n5` count the scores of ballots that count; `aside` those set aside. A ballot goes to whoever stood above
    its unit on its day, on any line, once. Derived: kept up from `Delta`, made anew from ballots by `recount`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    month = models.IntegerField()
    evidence = models.CharField(max_length=1, choices=Evidence)
    own_n1 = models.IntegerField(default=0)
    own_n2 = models.IntegerField(default=0)
    own_n3 = models.IntegerField(default=0)
    own_n4 = models.IntegerField(default=0)
    own_n5 = models.IntegerField(default=0)
    own_aside = models.IntegerField(default=0)
    all_n1 = models.IntegerField(default=0)
    all_n2 = models.IntegerField(default=0)
    all_n3 = models.IntegerField(default=0)
    all_n4 = models.IntegerField(default=0)
    all_n5 = models.IntegerField(default=0)
    all_aside = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "month", "evidence"], name="tally_one_of_a_month")]
