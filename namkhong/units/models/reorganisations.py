"""Reorganisations: what a decision changes, who succeeds whom, and the rebuildable table of who stands for whom."""

from django.db import models
from django.db.models import Q

from namkhong.journal.models import Batch
from namkhong.units.models.dated import DatedQuerySet
from namkhong.units.models.tree import Unit
from namkhong.units.states import ChangeKind, Line, PartRole, ReorganisationState, UnitKind


class Reorganisation(models.Model):
    """A decision that changes units from a day on, drafted and carried out by one unit for those under it.

    `effective_on` is the first day on which the new order holds; what ends has its last day the day before.
    `batch` is there while it is carried out: everything that it changed points at that batch.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    title = models.CharField(max_length=300)
    issuer = models.CharField(max_length=250, blank=True)
    number = models.CharField(max_length=60)
    decided_on = models.DateField()
    effective_on = models.DateField()
    state = models.CharField(max_length=20, choices=ReorganisationState, default=ReorganisationState.DRAFT)
    batch = models.OneToOneField(Batch, on_delete=models.PROTECT, null=True, related_name="+")
    created_at = models.DateTimeField()
    created_by_id = models.BigIntegerField(null=True)
    carried_out_at = models.DateTimeField(null=True)
    carried_out_by_id = models.BigIntegerField(null=True)
    undone_at = models.DateTimeField(null=True)
    undone_by_id = models.BigIntegerField(null=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=ReorganisationState.CARRIED_OUT)
                | Q(batch__isnull=False, carried_out_at__isnull=False),
                name="reorganisation_carried_out_has_batch",
            ),
        ]
        indexes = [models.Index(fields=["unit", "state", "effective_on"], name="reorganisation_by_unit")]

    def __str__(self) -> str:
        return self.title


class Change(models.Model):
    """One line of a reorganisation. `line` is empty where it concerns every line on which the units stand."""

    reorganisation = models.ForeignKey(Reorganisation, on_delete=models.CASCADE, related_name="changes")
    kind = models.CharField(max_length=20, choices=ChangeKind)
    line = models.CharField(max_length=20, choices=Line, blank=True)
    order = models.IntegerField(default=0)


class ChangePart(models.Model):
    """A unit that goes into a change, or one that comes out of it.

    A result names a unit that exists, or describes one that is founded (`unit` is filled when that is done), or is
    `same_as` a result that another part of the reorganisation describes. `share` is the part of the source's figures
    that a result of a split answers for, between 0 and 1; empty means that nobody has decided it yet.
    `parent` is where a result stands afterwards, `parent_part` where that one is founded by the same reorganisation;
    both empty means where the first source stood.
    """

    change = models.ForeignKey(Change, on_delete=models.CASCADE, related_name="parts")
    role = models.CharField(max_length=10, choices=PartRole)
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    parent = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    same_as = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    parent_part = models.ForeignKey("self", on_delete=models.CASCADE, null=True, related_name="+")
    name = models.CharField(max_length=250, blank=True)
    short_name = models.CharField(max_length=120, blank=True)
    kind = models.CharField(max_length=30, choices=UnitKind, blank=True)
    place = models.CharField(max_length=100, blank=True)
    notation = models.CharField(max_length=30, blank=True)
    official_code = models.CharField(max_length=35, blank=True)
    area_code = models.CharField(max_length=10, blank=True)
    share = models.DecimalField(max_digits=11, decimal_places=10, null=True)
    order = models.IntegerField(default=0)

    class Meta:
        constraints = [
            models.CheckConstraint(condition=~Q(role=PartRole.SOURCE) | Q(unit__isnull=False), name="source_is_a_unit"),
            models.CheckConstraint(condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="part_share_in_range"),
        ]


class Succession(models.Model):
    """From a day on, a unit answers for a share of what another one was. A unit that goes on after giving a part
    away succeeds itself with the share it keeps. An empty share is one that nobody has decided yet: the figures of
    the predecessor stay its own until all its shares are there.
    """

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=11, decimal_places=10, null=True)
    effective_on = models.DateField()
    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(share=None) | Q(share__gt=0, share__lte=1), name="succession_share_in_range"
            ),
            models.UniqueConstraint(fields=["predecessor", "successor", "effective_on"], name="succession_once_a_day"),
        ]
        indexes = [models.Index(fields=["successor", "effective_on"], name="succession_by_successor")]


class Heir(models.Model):
    """Who stands for a unit on a day, and for which share of it; derived from Succession and rebuilt from it.

    Only units that were ever succeeded have rows; every other unit stands for itself in whole. On any day the shares
    of a unit's heirs add up to 1.
    """

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    heir = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    share = models.DecimalField(max_digits=11, decimal_places=10)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True)

    objects = DatedQuerySet["Heir"].as_manager()

    class Meta:
        indexes = [
            models.Index(fields=["unit", "heir"], name="heir_of_unit"),
            models.Index(fields=["heir", "unit"], name="heir_down"),
        ]
