"""Concerns (phản ánh) that people raise after a low rating, who passed them on, and what was answered."""

from datetime import date

from django.db import models
from django.db.models import Q

from namkhong.feedback.models import Point
from namkhong.people.models import Person
from namkhong.redress.states import ConcernState, ContactKind
from namkhong.units.models import Unit


class Concern(models.Model):
    """What somebody wrote who wants an answer. It says at which point, on which day and with what score, never by which
    ballot; of its arrival the day is kept.

    `client_id` was made with the page and `mark` is a keyed hash of what was sent: the same again is one concern.
    `ticket` and `receipt` are keyed hashes too: a ticket raises one concern, and a receipt is stored nowhere. `sealed`
    is the contact under the key of personal data. `answered_on` is the first answer; the day after a sender said that
    it is not solved is `answered_again_on`. `consent` names the wording that was agreed to.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    rated_on = models.DateField()
    score = models.SmallIntegerField()
    words = models.TextField()
    consent = models.CharField(max_length=20)
    client_id = models.UUIDField(unique=True)
    mark = models.BinaryField(max_length=16)
    ticket = models.BinaryField(max_length=16, unique=True)
    receipt = models.BinaryField(max_length=16, unique=True)
    contact_kind = models.CharField(max_length=10, choices=ContactKind, blank=True, default="")
    sealed = models.BinaryField(null=True)
    state = models.CharField(max_length=20, choices=ConcernState, default=ConcernState.RECEIVED)
    received_on = models.DateField()
    accept_by = models.DateField()
    answer_by = models.DateField()
    accepted_on = models.DateField(null=True)
    answered_on = models.DateField(null=True)
    reopened_on = models.DateField(null=True)
    answer_again_by = models.DateField(null=True)
    answered_again_on = models.DateField(null=True)
    solved = models.BooleanField(null=True)
    verdict = models.TextField(blank=True, default="")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(reopened_on=None, answer_again_by=None)
                | Q(reopened_on__isnull=False, answer_again_by__isnull=False),
                name="concern_reopened_whole",
            ),
            models.CheckConstraint(
                condition=Q(contact_kind="", sealed=None) | ~Q(contact_kind="") & Q(sealed__isnull=False),
                name="concern_contact_is_sealed",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "received_on"], name="concern_by_unit"),
            models.Index(fields=["state", "answer_by"], name="concern_by_state"),
        ]

    @property
    def due_on(self) -> date:
        """The last day of the answer that is owed now."""
        return self.answer_again_by or self.answer_by


class Transfer(models.Model):
    """A concern that was passed on to a sister unit, once, and why."""

    concern = models.OneToOneField(Concern, on_delete=models.CASCADE, related_name="transfer")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    reason = models.CharField(max_length=500)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")


class Answer(models.Model):
    """What a unit answered; `mailed_at` where it was also sent to the e-mail address that was left."""

    concern = models.ForeignKey(Concern, on_delete=models.CASCADE, related_name="answers")
    words = models.TextField()
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    mailed_at = models.DateTimeField(null=True)
