"""A plan document, what the machine read in it, and the plan a unit adopted after a person had checked it."""

from functools import reduce
from typing import Any

from django.db import models
from django.db.models import Case, Q, Value, When
from django.db.models.fields.json import KT
from django.db.models.functions import Lower, Replace, Substr

from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.plans.states import Basis, ClauseKind, Deed, PlanState, RecognitionState
from namkhong.units.models import Unit
from namkhong.units.states import Line


class Reading(models.Model):
    """What the machine read in one document. Never changed: corrections live in the plan's clauses."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    text = models.TextField()
    result = models.JSONField()
    genre = models.CharField(max_length=40)
    read_at = models.DateTimeField()
    read_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")


class Recognition(models.Model):
    """A file with pictured pages whose words the background worker makes out, for a unit on a line.

    `progress_id` is the bar of the attempt that counts: an earlier one that comes to an end after all changes nothing.
    `reading` is there once it has been read, `refusal` says in a sentence why it could not be.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20, choices=Line)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=10, choices=RecognitionState, default=RecognitionState.READING)
    progress_id = models.BigIntegerField()
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="+")
    plan = models.ForeignKey("Plan", on_delete=models.PROTECT, null=True, related_name="+")
    refusal = models.TextField(blank=True)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["unit", "file"], condition=Q(state=RecognitionState.READING), name="recognition_once_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(state=RecognitionState.READ, reading__isnull=False)
                | (~Q(state=RecognitionState.READ) & Q(reading__isnull=True)),
                name="recognition_read_has_reading",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state"], name="recognition_by_unit")]

    def __str__(self) -> str:
        return self.file.name


class Plan(models.Model):
    """A plan (or a document that works like one) of a unit on a line.

    `superior_plan` is the one it carries out; `amends` the unit's own adopted plan that it takes the place of: an
    amendment holds the whole plan as it reads from then on.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    line = models.CharField(max_length=20, choices=Line)
    reading = models.ForeignKey(Reading, on_delete=models.PROTECT, null=True, related_name="plans")
    superior_plan = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="lower_plans")
    amends = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="amendments")
    definition_key = models.CharField(max_length=60, blank=True)
    title = models.CharField(max_length=500, blank=True)
    campaign_name = models.CharField(max_length=300, blank=True)
    issuer = models.CharField(max_length=250, blank=True)
    number = models.CharField(max_length=60, blank=True)
    issued_on = models.DateField(null=True)
    state = models.CharField(max_length=20, choices=PlanState, default=PlanState.DRAFT)
    warnings = models.JSONField(default=list)
    created_at = models.DateTimeField()
    created_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    adopted_at = models.DateTimeField(null=True)
    adopted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "state"], name="plan_by_unit")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=PlanState.ADOPTED) | Q(adopted_at__isnull=False), name="plan_adopted_has_moment"
            ),
        ]

    def __str__(self) -> str:
        return self.title or self.campaign_name


_PLAINLY = ((" ", ""), ("–", "-"), ("Đ", "D"), ("đ", "d"), ("Ư", "U"), ("ư", "u"))
"""What `rules.critic.citing.bare` does with the signs that numbers of documents are made of, as databases can do it."""


def _plain_number() -> Case:
    """Of a legal basis: the number of the document, for looking it up; of anything else nothing."""
    start: Any = KT("facts__number")
    plain = reduce(lambda told, pair: Replace(told, Value(pair[0]), Value(pair[1])), _PLAINLY, start)
    return Case(When(kind=ClauseKind.LEGAL_BASIS, then=Lower(Substr(plain, 1, 60))), default=None)


class Clause(models.Model):
    """One item of a plan with the sentence it came from.

    `facts` holds what the kind needs (days, percentages, bodies); `span_from`/`span_to` are character offsets
    into the reading's text; `confidence` is between 0 and 1 and empty where a person typed the item. An item with
    `removed_at` was taken out of a draft and can be put back; adopting the plan deletes it. `accepted_at` is set once a
    person has found the item right. `cited` is kept by the database.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="clauses")
    kind = models.CharField(max_length=30, choices=ClauseKind)
    order = models.IntegerField()
    text = models.TextField()
    facts = models.JSONField(default=dict)
    quote = models.TextField(blank=True)
    span_from = models.IntegerField(null=True)
    span_to = models.IntegerField(null=True)
    confidence = models.DecimalField(max_digits=3, decimal_places=2, null=True)
    basis = models.CharField(max_length=10, choices=Basis, default=Basis.TYPED)
    reason = models.CharField(max_length=300, blank=True)
    removed_at = models.DateTimeField(null=True)
    accepted_at = models.DateTimeField(null=True)
    cited = models.GeneratedField(
        expression=_plain_number(), output_field=models.CharField(max_length=60, null=True), db_persist=True
    )

    class Meta:
        indexes = [
            models.Index(fields=["plan", "kind", "order"], name="clause_by_plan"),
            models.Index(fields=["cited", "id"], condition=Q(cited__isnull=False), name="clause_by_cited"),
        ]


class Dismissal(models.Model):
    """A finding of the critic that somebody set aside, with the reason. Findings themselves are computed, never stored:
    `mark` (`rules.critic.Finding.mark`) names one at its place, so that it comes back once that place changes.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="+")
    kind = models.CharField(max_length=30)
    mark = models.CharField(max_length=16)
    reason = models.CharField(max_length=300)
    dismissed_at = models.DateTimeField()
    dismissed_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["plan", "mark"], condition=Q(undone_at__isnull=True), name="dismissal_once_per_finding"
            ),
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="dismissal_undone_by_somebody",
            ),
        ]


class Correction(models.Model):
    """What one person changed in a draft in one go, so that it can be told and taken back.

    `changes` is a list of {"clause": number, "before": fields, "after": fields} with only the fields that changed
    (see `rules.history`). Never changed afterwards but for `undone_at` and `undone_by`.
    """

    plan = models.ForeignKey(Plan, on_delete=models.CASCADE, related_name="corrections")
    deed = models.CharField(max_length=20, choices=Deed)
    label = models.CharField(max_length=200, blank=True)
    changes = models.JSONField(default=list)
    at = models.DateTimeField()
    by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    undone_at = models.DateTimeField(null=True)
    undone_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["plan", "at"], name="correction_by_plan")]
        constraints = [
            models.CheckConstraint(
                condition=Q(undone_at__isnull=True, undone_by__isnull=True)
                | Q(undone_at__isnull=False, undone_by__isnull=False),
                name="correction_undone_by_somebody",
            ),
        ]
