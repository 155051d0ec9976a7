"""Editions: the published figures of a finished month, frozen, signed, and what they were counted from."""

from hashlib import sha256

from django.db import models
from django.db.models import Q

from namkhong.feedback.states import Evidence
from namkhong.people.models import Person
from namkhong.units.models import Unit
from namkhong.units.states import Line


class Edition(models.Model):
    """The published figures of one month on one line of units. Never changed: a later one is a new revision, with its
    reason.

    `digest` is the SHA-256 of the signed text (`rules.editions.signed_text`), `signature` that of Ed25519 over the
    text, made with the key whose public half is `public_key`. `ballots` is how many ratings the shown figures rest on,
    `changed` how many published cells differ from the revision before.
    """

    month = models.IntegerField()
    line = models.CharField(max_length=20, choices=Line)
    revision = models.SmallIntegerField()
    reason = models.CharField(max_length=500, blank=True)
    ballots = models.IntegerField()
    changed = models.IntegerField()
    digest = models.CharField(max_length=64)
    signature = models.BinaryField(max_length=64)
    public_key = models.BinaryField(max_length=32)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["month", "line", "revision"], name="edition_revisions_count"),
            models.CheckConstraint(
                condition=Q(revision=1) | (Q(revision__gt=1) & ~Q(reason="")), name="edition_revision_has_reason"
            ),
        ]

    @property
    def key_name(self) -> str:
        """Sixteen signs that name the public key."""
        return sha256(bytes(self.public_key)).hexdigest()[:16]

    @property
    def year(self) -> int:
        """The year of its month."""
        return self.month // 100

    @property
    def month_of_year(self) -> int:
        """1 to 12."""
        return self.month % 100


class Published(models.Model):
    """One published cell: a unit and everybody under it, in one class.

    A hidden one holds nothing of what people said, so that no page can show it by mistake. `n1` to `n5` are told from
    `LEAST_COMPARED` ratings on; `printed` counts the one-time codes printed in the month.
    """

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    parent = models.ForeignKey(
        Unit, on_delete=models.PROTECT, null=True, related_name="+", db_index=False, db_constraint=False
    )
    evidence = models.CharField(max_length=1, choices=Evidence)
    hidden = models.BooleanField()
    answered = models.IntegerField(default=0)
    satisfied = models.IntegerField(default=0)
    aside = models.IntegerField(default=0)
    printed = models.IntegerField(default=0)
    n1 = models.IntegerField(null=True)
    n2 = models.IntegerField(null=True)
    n3 = models.IntegerField(null=True)
    n4 = models.IntegerField(null=True)
    n5 = models.IntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["edition", "unit", "evidence"], name="published_once"),
            models.CheckConstraint(
                condition=Q(hidden=False) | Q(answered=0, satisfied=0, aside=0, n1=None),
                name="published_hidden_is_empty",
            ),
        ]
        indexes = [models.Index(fields=["edition", "parent", "evidence"], name="published_below")]


class Basis(models.Model):
    """A unit's own ballots as an edition counted them; never published. The next revision is held against it."""

    edition = models.ForeignKey(Edition, on_delete=models.PROTECT, related_name="+", db_index=False)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+", db_index=False, db_constraint=False)
    evidence = models.CharField(max_length=1, choices=Evidence)
    n1 = models.IntegerField()
    n2 = models.IntegerField()
    n3 = models.IntegerField()
    n4 = models.IntegerField()
    n5 = models.IntegerField()
    aside = models.IntegerField()
    printed = models.IntegerField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["edition", "unit", "evidence"], name="basis_once")]
