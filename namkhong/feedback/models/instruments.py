"""Sets of questions, in versions."""

from django.db import models
from django.db.models import Q

from namkhong.feedback.states import InstrumentKind, InstrumentState
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
