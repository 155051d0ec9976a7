"""Rows that hold for a stretch of days, and how a batch begins, ends and takes back such rows."""

from datetime import date
from typing import Self, TypeVar

from django.db import models
from django.db.models import F, Q

from namkhong.journal.models import Batch

M = TypeVar("M", bound=models.Model)


class DatedQuerySet(models.QuerySet[M]):
    """Rows that hold from `valid_from` to `valid_to` (last day included; open when empty)."""

    def on(self, day: date) -> Self:
        """Rows that hold on a day."""
        return self.filter(valid_from__lte=day).filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def from_day(self, day: date) -> Self:
        """Rows that hold on a day or on some day after it."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gte=day))

    def end_in(self, batch: int, last_day: date) -> int:
        """End rows with a last day as part of a batch; what they held to before is kept, so that it can come back."""
        return self.update(ended_in=batch, valid_to_before=F("valid_to"), valid_to=last_day)

    def take_back(self, batch: int) -> int:
        """Undo what a batch did to rows of this kind: those it began go, those it ended hold as before."""
        gone = self.filter(begun_in=batch).delete()[0]
        back = self.filter(ended_in=batch).update(valid_to=F("valid_to_before"), valid_to_before=None, ended_in=None)
        return gone + back


class Dated(models.Model):
    """A row that holds for a stretch of days and knows the batches that began and ended it, where there were any."""

    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)
    begun_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    ended_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")
    valid_to_before = models.DateField(null=True, blank=True, editable=False)

    class Meta:
        abstract = True
