"""What people wrote, made ready to be searched and grouped; derived from ballots, made anew from them at any time."""

from django.db import models

from namkhong.feedback.models.ballots import Ballot
from namkhong.feedback.models.points import Point
from namkhong.feedback.states import Evidence
from namkhong.units.models import Unit


class Unread(models.Model):
    """A ballot with words that nobody has read yet: the queue between the door and `Remark`."""

    ballot = models.UUIDField(primary_key=True)


class Remark(models.Model):
    """The words of one ballot with everything that tells a person taken out (`shown`), as they may leave the unit.

    `folded` are those words without accents, for searching: whoever searches by a name finds nothing. `topics` is a set
    of topics as one number (`rules.topics.Lexicon.bits`). Whether the ballot is set aside stands with the ballot.
    """

    ballot = models.OneToOneField(Ballot, on_delete=models.PROTECT, related_name="remark", db_constraint=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    day = models.DateField()
    score = models.SmallIntegerField()
    evidence = models.CharField(max_length=1, choices=Evidence)
    topics = models.BigIntegerField(default=0)
    shown = models.TextField()
    folded = models.TextField()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "day", "id"], name="remark_of_unit"),
            models.Index(fields=["day", "id"], name="remark_by_day"),
        ]
