"""Sums of the answers to longer instruments."""

from django.db import models

from namkhong.feedback.states import Evidence
from namkhong.units.models import Unit


class AnswerTally(models.Model):
    """How often each mark was given to a scale question in a month and class: own, and by everybody under the unit.

    `instrument` and `question` are keys, so that the versions of an instrument add up. Ballots that are set aside do
    not count. Derived as `Tally` is: kept up from `Delta.answers`, made anew from ballots by `recount`.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    month = models.IntegerField()
    evidence = models.CharField(max_length=1, choices=Evidence)
    instrument = models.CharField(max_length=60)
    question = models.CharField(max_length=40)
    own_n1 = models.IntegerField(default=0)
    own_n2 = models.IntegerField(default=0)
    own_n3 = models.IntegerField(default=0)
    own_n4 = models.IntegerField(default=0)
    own_n5 = models.IntegerField(default=0)
    all_n1 = models.IntegerField(default=0)
    all_n2 = models.IntegerField(default=0)
    all_n3 = models.IntegerField(default=0)
    all_n4 = models.IntegerField(default=0)
    all_n5 = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "month", "evidence", "instrument", "question"], name="answer_tally_one_of_a_month"
            )
        ]
