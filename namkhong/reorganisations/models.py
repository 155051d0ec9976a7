"""What a person has decided about a reorganisation beyond its changes."""

from django.db import models

from namkhong.people.models import Person
from namkhong.units.models import Change, ChangePart, Reorganisation


class Answer(models.Model):
    """The answer to one question that a reorganisation raises (`rules.Question.key`), as one of its choices."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="+")
    question = models.CharField(max_length=60)
    value = models.CharField(max_length=30)
    answered_at = models.DateTimeField()
    answered_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["reorganisation", "question"], name="answer_one_per_question"),
        ]


class Allotment(models.Model):
    """To which part of a divided unit one person goes, where that is not left to the answer for everybody."""

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    part = models.ForeignKey(ChangePart, on_delete=models.CASCADE, related_name="+")
    made_at = models.DateTimeField()
    made_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["change", "person"], name="allotment_one_per_person"),
        ]
