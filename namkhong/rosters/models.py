"""Lists that are brought in, and what they overwrote."""

from django.db import models
from django.db.models import Q

from namkhong.journal.models import Batch
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.rosters.states import RosterKind, RosterState
from namkhong.units.models import Unit


class Roster(models.Model):
    """A sheet of units or of staff on its way in.

    `kept_by` is the unit that keeps the list. The file, and the copy of it with its mistakes marked, are there until
    the list has ended. `columns` says where each column stands, `counts` what was found and done, `mistakes` the first
    ones as [row, column, sentence, warning], without personal data. `done_row` is the last row of the file that has
    been written for good, so that a loading that was cut off goes on after it.
    """

    kept_by = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=10, choices=RosterKind)
    state = models.CharField(max_length=10, choices=RosterState, default=RosterState.UPLOADED)
    name = models.CharField(max_length=200)
    file = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    marked = models.ForeignKey(StoredFile, on_delete=models.PROTECT, null=True, related_name="+")
    sheet = models.PositiveSmallIntegerField(default=0)
    header_row = models.PositiveIntegerField(default=0)
    titles = models.JSONField(default=list)
    columns = models.JSONField(default=dict)
    mend_capitals = models.BooleanField(default=False)
    skip_bad = models.BooleanField(default=False)
    end_missing = models.BooleanField(default=False)
    counts = models.JSONField(default=dict)
    mistakes = models.JSONField(default=list)
    done_row = models.PositiveIntegerField(default=0)
    load_on = models.DateField(null=True)
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, null=True, related_name="+")
    progress_id = models.BigIntegerField(null=True)
    uploaded_at = models.DateTimeField()
    uploaded_by_id = models.BigIntegerField(null=True)
    loaded_at = models.DateTimeField(null=True)
    undone_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state__in=[RosterState.LOADING, RosterState.LOADED]) | Q(batch__isnull=False),
                name="roster_loaded_has_batch",
            ),
        ]
        indexes = [models.Index(fields=["kept_by", "-uploaded_at"], name="roster_by_register")]

    def __str__(self) -> str:
        return self.name

    @property
    def ending(self) -> str:
        """The end of the file's name, which says how it is read."""
        return "." + self.name.rpartition(".")[2].lower()


class Overwritten(models.Model):
    """What a person was before a list changed it. `employment_id` is the row whose position it was."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.CASCADE, related_name="+")
    full_name = models.CharField(max_length=120)
    employment_id = models.BigIntegerField(default=0)
    position = models.CharField(max_length=120, blank=True)
    sealed = models.BinaryField(null=True)
    identity_mark = models.BinaryField(max_length=16, null=True)
    phone_mark = models.BinaryField(max_length=16, null=True)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "person"], name="overwritten_once_in_a_batch")]
