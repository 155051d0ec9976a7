"""Instruments, points where people are asked, codes, ballots as they were given, and their sums."""

from django.db import models
from django.db.models import Q

from namkhong.feedback.states import Evidence, InstrumentKind, InstrumentState, PointKind
from namkhong.people.models import Person
from namkhong.units.models import Unit


class Instrument(models.Model):
    """One version of a set of questions. `unit` owns it; empty for those that come with the project.

    `definition` is what `rules.definitions` reads; `key` names all versions.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    key = models.CharField(max_length=60)
    version = models.SmallIntegerField(default=1)
    name = models.CharField(max_length=250)
    kind = models.CharField(max_length=20, choices=InstrumentKind)
    definition = models.JSONField()
    state = models.CharField(max_length=20, choices=InstrumentState, default=InstrumentState.DRAFT)
    issued_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "key", "version"], name="instrument_versions_count"),
            models.UniqueConstraint(
                fields=["key", "version"], condition=Q(unit=None), name="instrument_of_ours_versions_count"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Point(models.Model):
    """Where people are asked: a desk, a procedure or a whole unit, by one instrument in one way.

    `slug` stands in the address of the page; `secret` makes the codes that change, and is shown to nobody. Whoever
    changes a point says when in `changed_at`: the public door, which knows points by heart, looks there.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    instrument = models.ForeignKey(Instrument, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=PointKind)
    desk = models.CharField(max_length=200, blank=True)
    procedure = models.CharField(max_length=300, blank=True)
    slug = models.CharField(max_length=12, unique=True)
    secret = models.BinaryField(max_length=32)
    open = models.BooleanField(default=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    changed_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return self.desk or self.procedure or self.unit.name


class CodeBatch(models.Model):
    """One-time codes printed together: serials 1 to `size`. No code is stored; `rules.codes` tells ours from others."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    size = models.IntegerField()
    valid_to = models.DateField()
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(size__gt=0), name="code_batch_not_empty")]


class SpentCode(models.Model):
    """A one-time code that has been used. It does not say for which ballot, nor at what minute."""

    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="+", db_index=False)
    serial = models.IntegerField()
    day = models.DateField()

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "serial"], name="code_spent_once")]


class Ballot(models.Model):
    """One rating as it was given. Only ever added; `set_aside` alone may change (the database sees to that).

    `id` was made with the page on which the rating was given, and `mark` is a hash of what was sent: the same again
    is one rating, another under the same number is refused. Nothing tells who sent it, from where or at what minute.
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

    class Meta:
        constraints = [models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="ballot_score_in_scale")]
        indexes = [
            # The day first: new rows go to one place of the index, and a unit's month is 31 short searches.
            models.Index(fields=["day", "unit", "point", "evidence", "score", "set_aside"], name="ballot_by_day"),
        ]


class Delta(models.Model):
    """What one group of ballots adds to the sums; written with the group, added up and deleted a second later.

    `counts` is a list of [unit, day, class, n1, n2, n3, n4, n5, set aside].
    """

    counts = models.JSONField()


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
