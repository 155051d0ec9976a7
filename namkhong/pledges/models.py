"""Rounds of pledges, their texts, who signed, the questions that measure understanding, and coverage in numbers."""

from django.db import models
from django.db.models import Q

from namkhong.campaigns.models import Campaign
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.pledges.states import Assessor, PaperState, PledgeState, RoundState, Way
from namkhong.units.models import Unit


class Round(models.Model):
    """One year's pledges of a campaign. `reading` is the short text everybody reads before the questions.

    `link_version` is part of every personal link: raising it makes all links handed out so far worthless.
    `text_version` rises whenever a unit issues its lines, so that a text kept in memory is known to be an old one.
    `counted_at` says of when the kept counts are, `rebuilt_at` when they were last counted from scratch; `looked_to`
    is the last Event that counting has looked at.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    title = models.CharField(max_length=300)
    reading = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=RoundState, default=RoundState.PREPARING)
    opens_on = models.DateField()
    due_on = models.DateField(null=True)
    link_version = models.SmallIntegerField(default=1)
    text_version = models.IntegerField(default=0)
    looked_to = models.BigIntegerField(default=0)
    counted_at = models.DateTimeField(null=True)
    rebuilt_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["campaign", "year"], name="pledge_round_one_a_year")]

    def __str__(self) -> str:
        return self.title


class Wording(models.Model):
    """The lines that one unit asks of its own people and of all below it, in one version.

    The organiser's lines are the five "không"; a unit below may add its own. `lines` is a list of
    {"text": str, "no_item": 1..5 | null}. The version in force is the latest one issued; earlier ones stay.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="wordings")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    version = models.SmallIntegerField()
    lines = models.JSONField(default=list)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "unit", "version"], name="wording_versions_count")]


class SignedText(models.Model):
    """A whole text as people signed it, once for all who signed the same: its lines and the hash over them."""

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    mark = models.BinaryField(max_length=32)
    lines = models.JSONField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "mark"], name="signed_text_once")]


class Pledge(models.Model):
    """One person's pledge in one round, at the unit where the person worked then.

    `client_id` was made by the device that signed and `client_mark` is a hash of what it sent: the same again is
    answered as before, another body under the same number is refused.
    `needs_head`/`needs_union` say which counterparties existed when it was signed.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20, choices=PledgeState, default=PledgeState.AWAITED)
    way = models.CharField(max_length=10, choices=Way, blank=True)
    text = models.ForeignKey(SignedText, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    signed_at = models.DateTimeField(null=True)
    client_id = models.UUIDField(null=True)
    client_mark = models.BinaryField(max_length=32, null=True)
    evidence = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    reason = models.CharField(max_length=300, blank=True)
    until_on = models.DateField(null=True)
    needs_head = models.BooleanField(default=False)
    needs_union = models.BooleanField(default=False)
    head_at = models.DateTimeField(null=True)
    head_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)
    union_at = models.DateTimeField(null=True)
    union_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+", db_index=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["round", "person"], name="pledge_one_in_a_round"),
            models.UniqueConstraint(
                fields=["client_id"], condition=Q(client_id__isnull=False), name="pledge_once_from_a_device"
            ),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.SIGNED) | Q(signed_at__isnull=False, text__isnull=False),
                name="pledge_signed_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state=PledgeState.REFUSED) | ~Q(reason=""), name="pledge_refused_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(head_at=None, head_by=None) | Q(head_at__isnull=False, head_by__isnull=False),
                name="pledge_head_signature_whole",
            ),
            models.CheckConstraint(
                condition=Q(union_at=None, union_by=None) | Q(union_at__isnull=False, union_by__isnull=False),
                name="pledge_union_signature_whole",
            ),
        ]
        indexes = [models.Index(fields=["unit", "round", "state"], name="pledge_by_unit")]


class Evaluation(models.Model):
    """How each line of a pledge was kept, as one assessor sees it: a list of {"kept": Kept, "note": str}, one a line.

    Findings of inspections point at a pledge and the place of a line in it.
    """

    pledge = models.ForeignKey(Pledge, on_delete=models.PROTECT, related_name="evaluations")
    assessor = models.CharField(max_length=10, choices=Assessor)
    lines = models.JSONField()
    given_at = models.DateTimeField()
    given_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["pledge", "assessor"], name="evaluation_one_of_an_assessor")]


class Question(models.Model):
    """A question of the bank of a campaign: its options, which one is right (0-based), and why."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    words = models.CharField(max_length=500)
    options = models.JSONField()
    right = models.SmallIntegerField()
    why = models.CharField(max_length=500, blank=True)
    in_use = models.BooleanField(default=True)

    @property
    def right_words(self) -> str:
        """The option that is right."""
        words: str = self.options[self.right]
        return words


class Answering(models.Model):
    """One try of a person at three questions: which were asked, what was answered, how many were right.

    `unit` is where the person worked then.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+", db_index=False)
    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    attempt = models.SmallIntegerField()
    questions = models.JSONField()
    answers = models.JSONField()
    right = models.SmallIntegerField()
    understood = models.BooleanField()
    answered_at = models.DateTimeField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["round", "person", "attempt"], name="answering_tries_count")]
        indexes = [models.Index(fields=["unit", "round"], name="answering_by_unit")]


class Coverage(models.Model):
    """How far a unit itself (`own_*`) and everybody under it, itself included (`all_*`), is with a round.

    Derived from employments, pledges and answers; kept up by the worker from `CoverageChange` and rebuilt from
    scratch at any time. `obliged` are those who work there and are not on long leave; `unlisted` counts units at the
    foot of the line of whose people there is no list, so that nobody takes them for complete.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    own_obliged = models.IntegerField(default=0)
    own_signed = models.IntegerField(default=0)
    own_refused = models.IntegerField(default=0)
    own_on_leave = models.IntegerField(default=0)
    own_understood = models.IntegerField(default=0)
    own_unlisted = models.IntegerField(default=0)
    all_obliged = models.IntegerField(default=0)
    all_signed = models.IntegerField(default=0)
    all_refused = models.IntegerField(default=0)
    all_on_leave = models.IntegerField(default=0)
    all_understood = models.IntegerField(default=0)
    all_unlisted = models.IntegerField(default=0)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["unit", "round"], name="coverage_one_of_a_unit")]
        indexes = [models.Index(fields=["round"], name="coverage_by_round")]


class CoverageChange(models.Model):
    """An act changed something about a unit's people in a round: the worker counts that unit afresh.

    Appended with the act itself and never updated, so that nobody who signs waits for anybody else; counting a unit
    twice does no harm, so that nothing can be counted twice. The database does not look the keys up: whoever appends
    has just written a pledge with the same ones, and a row is gone within seconds.
    """

    round = models.ForeignKey(Round, on_delete=models.CASCADE, related_name="+", db_index=False, db_constraint=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)


class PaperBatch(models.Model):
    """Sheets signed on paper that are brought in together, by scan or by typing their codes, and undone together.

    `seen` is what was found on them (`rules.sheets.Sighting` as data) with their pages in `pages`, one number a file;
    `recorded` holds the numbers of the pledges that were signed by it, all at the moment `recorded_at`.
    """

    round = models.ForeignKey(Round, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False)
    state = models.CharField(max_length=20, choices=PaperState, default=PaperState.READING)
    progress_id = models.BigIntegerField(null=True)
    refusal = models.TextField(blank=True)
    pages = models.JSONField(default=list)
    seen = models.JSONField(default=list)
    recorded = models.JSONField(default=list)
    recorded_at = models.DateTimeField(null=True)
    began_at = models.DateTimeField()
    began_by = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")

    class Meta:
        indexes = [models.Index(fields=["unit", "round", "-began_at"], name="paper_batch_by_unit")]


class PaperFile(models.Model):
    """One file of a batch, in the order in which they were handed in."""

    batch = models.ForeignKey(PaperBatch, on_delete=models.CASCADE, related_name="files")
    place = models.SmallIntegerField()
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "place"], name="paper_file_one_at_a_place")]
