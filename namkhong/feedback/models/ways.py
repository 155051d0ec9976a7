"""Ways in beside posters and slips: tablets at a counter, draws by lot, piles of paper that are keyed in."""

from django.db import models
from django.db.models import F, Q

from namkhong.feedback.models.points import CodeBatch, Point
from namkhong.feedback.states import PileState
from namkhong.people.models import Person
from namkhong.units.models import Unit


class Kiosk(models.Model):
    """A tablet that takes ratings at a point until it is stopped. Its address is `rules.kiosk`'s: nothing is kept."""

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    stopped_at = models.DateTimeField(null=True)
    stopped_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(stopped_by=None) | Q(stopped_at__isnull=False), name="kiosk_stopped_by_with_when"
            )
        ]


class Draw(models.Model):
    """Codes for so many of a list, drawn by lot; `rules.drawing` finds the same numbers again from the seed.

    Of the list itself only its length is kept and, for invitations, a mark by which the same list is known again.
    For an independent sample `drawn_by` is the superior unit and `body` whoever hands out the codes.
    """

    batch = models.OneToOneField(CodeBatch, on_delete=models.PROTECT, related_name="draw")
    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    seed = models.CharField(max_length=32)
    population = models.IntegerField()
    mark = models.BinaryField(max_length=32, null=True)
    error = models.DecimalField(max_digits=4, decimal_places=1, null=True)
    body = models.CharField(max_length=250, blank=True, default="")
    drawn_by = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(condition=Q(population__gt=0), name="draw_of_something"),
            models.UniqueConstraint(fields=["point", "mark"], name="draw_once_of_a_list"),
        ]


class Pile(models.Model):
    """Paper sheets that are keyed in together, checked, and put into the box together.

    `seed` draws the tenth that is keyed again. The counts are written when the sheets go in, because the sheets
    themselves are not kept: a code beside a score would tell who rated how.
    """

    point = models.ForeignKey(Point, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=20, choices=PileState, default=PileState.KEYING)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    seed = models.CharField(max_length=32, blank=True, default="")
    put_at = models.DateTimeField(null=True)
    put_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sheets = models.IntegerField(default=0)
    twice = models.IntegerField(default=0)
    differing = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(put_at=None, put_by=None) | Q(put_at__isnull=False), name="pile_put_by_with_when"
            )
        ]


class PileSheet(models.Model):
    """One paper sheet of a pile that has not gone in yet. `chosen`: to be keyed again by somebody else."""

    pile = models.ForeignKey(Pile, on_delete=models.CASCADE, related_name="+")
    batch = models.ForeignKey(CodeBatch, on_delete=models.PROTECT, related_name="+", db_index=False)
    serial = models.IntegerField()
    score = models.SmallIntegerField()
    words = models.TextField(blank=True, default="")
    keyed_at = models.DateTimeField()
    keyed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    chosen = models.BooleanField(default=False)
    second_score = models.SmallIntegerField(null=True)
    second_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    settled_score = models.SmallIntegerField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["batch", "serial"], name="paper_keyed_once"),
            models.CheckConstraint(condition=Q(score__gte=1, score__lte=5), name="paper_score_in_scale"),
            models.CheckConstraint(
                condition=Q(second_by=None) | ~Q(second_by=F("keyed_by")), name="paper_checked_by_another"
            ),
        ]
