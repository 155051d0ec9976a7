"""Files, official documents and the registers that number them (NĐ 30/2020/NĐ-CP, articles 14, 15 and 19)."""

from pathlib import Path

from django.conf import settings
from django.db import models
from django.db.models import F, Q

from namkhong.papers.states import DocumentState, KindChoice, NumberState
from namkhong.people.models import Person
from namkhong.units.models import Unit


class StoredFile(models.Model):
    """A file somebody handed in, kept once per content and unit; the bytes lie under MEDIA_ROOT by their hash."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    sha256 = models.CharField(max_length=64)
    name = models.CharField(max_length=200)
    media_type = models.CharField(max_length=100)
    size = models.BigIntegerField()
    uploaded_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    uploaded_at = models.DateTimeField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "sha256"], name="file_once_per_unit"),
            models.CheckConstraint(condition=Q(size__gt=0), name="file_not_empty"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def path(self) -> Path:
        """Where the bytes lie."""
        return Path(settings.MEDIA_ROOT) / "papers" / self.sha256[:2] / self.sha256


class Document(models.Model):
    """An official document of a unit. `content` is the whole of it (`content.to_json`); the rest is for finding it.

    `source_kind` and `source_id` say, as a plain name and number, what a higher room made it from.
    `revision` counts the saved versions, so that two people never overwrite each other.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=20, choices=KindChoice)
    profile = models.CharField(max_length=20)
    series = models.CharField(max_length=40, blank=True)
    subject = models.CharField(max_length=500)
    content = models.JSONField()
    state = models.CharField(max_length=20, choices=DocumentState, default=DocumentState.DRAFT)
    number = models.PositiveIntegerField(null=True)
    issued_on = models.DateField(null=True)
    issued_at = models.DateTimeField(null=True)
    issued_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    drafted_at = models.DateTimeField()
    drafted_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    revision = models.PositiveIntegerField(default=1)
    revised_at = models.DateTimeField()
    replaces = models.ForeignKey("self", on_delete=models.PROTECT, null=True, related_name="replaced_by")
    source_kind = models.CharField(max_length=40, blank=True)
    source_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(
                    Q(state=DocumentState.DRAFT, number=None, issued_on=None, issued_at=None, issued_by=None)
                    | (
                        ~Q(state=DocumentState.DRAFT)
                        & Q(number__gte=1, issued_on__isnull=False, issued_at__isnull=False)
                    )
                ),
                name="document_numbered_when_issued",
            ),
            models.CheckConstraint(
                condition=Q(source_kind="", source_id=None) | (~Q(source_kind="") & Q(source_id__isnull=False)),
                name="document_source_whole",
            ),
            models.UniqueConstraint(
                fields=["replaces"], condition=~Q(state=DocumentState.DRAFT), name="document_replaced_once"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "state", "-revised_at"], name="document_by_unit"),
            models.Index(fields=["source_kind", "source_id"], name="document_by_source"),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.subject}"


class Register(models.Model):
    """The numbers of one unit, series and year. `series` is empty for the general one; a council has its own."""

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    series = models.CharField(max_length=40, blank=True)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)
    last_on = models.DateField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["unit", "series", "year"], name="register_one_per_series_and_year"),
            models.CheckConstraint(
                condition=Q(last_on=None) | Q(last_on__year=F("year")), name="register_day_in_its_year"
            ),
        ]


class IssuedNumber(models.Model):
    """A number given out. Cancelling keeps the row, so that the register has no gap without a reason."""

    register = models.ForeignKey(Register, on_delete=models.PROTECT, related_name="numbers")
    number = models.PositiveIntegerField()
    document = models.ForeignKey(Document, on_delete=models.PROTECT, related_name="numbers")
    issued_on = models.DateField()
    notation = models.CharField(max_length=40)
    subject = models.CharField(max_length=500)
    signer = models.CharField(max_length=120)
    recipients = models.JSONField(default=list)
    storage = models.CharField(max_length=120, blank=True)
    state = models.CharField(max_length=20, choices=NumberState, default=NumberState.ISSUED)
    reason = models.CharField(max_length=300, blank=True)
    cancelled_at = models.DateTimeField(null=True)
    cancelled_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="number_once_per_register"),
            models.UniqueConstraint(
                fields=["document"], condition=Q(state=NumberState.ISSUED), name="number_one_living_per_document"
            ),
            models.CheckConstraint(
                condition=Q(state=NumberState.ISSUED, reason="", cancelled_at=None)
                | (Q(state=NumberState.CANCELLED, cancelled_at__isnull=False) & ~Q(reason="")),
                name="number_cancelled_with_reason",
            ),
        ]
