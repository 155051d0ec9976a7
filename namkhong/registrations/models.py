"""What units and persons undertake to reach in a year, the list a unit sends up, and covenants between units."""

from django.db import models
from django.db.models import Q

from namkhong.campaigns.models import Campaign
from namkhong.journal.models import Batch
from namkhong.people.models import Person
from namkhong.registrations.states import CovenantState, RegistrationState
from namkhong.units.models import Unit


class JointList(models.Model):
    """The registrations of a unit and its people for one year, sent together to the unit above.

    What is on it are the unit's own registration and those of its people that are approved; nothing of it may change
    while the list is before the unit above or approved. `to_unit` is the unit above as it was at sending, `duties` the
    duties that the sending fulfilled, `judged_in` the batch where many lists were judged at once; `mended` says that
    the unit has begun to change what was refused, which then cannot be taken for what was sent.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, related_name="+")
    year = models.SmallIntegerField()
    state = models.CharField(max_length=20, choices=RegistrationState, default=RegistrationState.NOT_SENT)
    reason = models.CharField(max_length=500, blank=True)
    sent_at = models.DateTimeField(null=True)
    sent_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    duties = models.JSONField(default=list)
    mended = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "unit", "year"], name="joint_list_one_a_year"),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.REFUSED) | ~Q(reason=""), name="joint_list_refused_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["to_unit", "year", "state"], name="joint_list_by_receiver"),
            models.Index(fields=["judged_in"], name="joint_list_by_batch", condition=Q(judged_in__isnull=False)),
        ]


class ListMove(models.Model):
    """Before whom a list waited until a reorganisation, and before whom from then on."""

    batch = models.ForeignKey(Batch, on_delete=models.PROTECT, db_index=False, related_name="+")
    joint = models.ForeignKey(JointList, on_delete=models.PROTECT, related_name="+")
    from_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    to_unit = models.ForeignKey(Unit, on_delete=models.PROTECT, db_index=False, related_name="+")

    class Meta:
        constraints = [models.UniqueConstraint(fields=["batch", "joint"], name="list_moved_once_in_a_batch")]


class Registration(models.Model):
    """What a unit (no person) or a person of it registers for one year: the honour aimed at and what is promised.

    A person's registration is judged at the unit; the unit's own by the unit above, with the joint list.
    `unread` marks one copied from the year before that nobody has looked at yet.
    """

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    person = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    year = models.SmallIntegerField()
    honour = models.CharField(max_length=200)
    promise = models.TextField(blank=True)
    state = models.CharField(max_length=20, choices=RegistrationState, default=RegistrationState.NOT_SENT)
    reason = models.CharField(max_length=500, blank=True)
    written_at = models.DateTimeField()
    written_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    sent_at = models.DateTimeField(null=True)
    judged_at = models.DateTimeField(null=True)
    judged_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")
    judged_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, db_index=False, related_name="+")
    unread = models.BooleanField(default=False)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["campaign", "unit", "year"], condition=Q(person=None), name="registration_one_of_a_unit"
            ),
            models.UniqueConstraint(
                fields=["campaign", "person", "year"],
                condition=Q(person__isnull=False),
                name="registration_one_of_a_person",
            ),
            models.CheckConstraint(
                condition=~Q(state=RegistrationState.REFUSED) | ~Q(reason=""), name="registration_refused_has_reason"
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "year", "state"], name="registration_by_unit"),
            models.Index(fields=["judged_in"], name="registration_by_batch", condition=Q(judged_in__isnull=False)),
        ]


class Covenant(models.Model):
    """What the units of a bloc promise one another for a year (giao ước thi đua); kept by the unit that leads it."""

    campaign = models.ForeignKey(Campaign, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    year = models.SmallIntegerField()
    bloc = models.CharField(max_length=200)
    promises = models.JSONField(default=list)
    state = models.CharField(max_length=20, choices=CovenantState, default=CovenantState.DRAFT)
    reason = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField()
    made_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["campaign", "year", "bloc"], name="covenant_one_of_a_bloc"),
            models.CheckConstraint(
                condition=~Q(state=CovenantState.CANCELLED) | ~Q(reason=""), name="covenant_cancelled_has_reason"
            ),
        ]


class CovenantParty(models.Model):
    """A unit of a bloc, and who signed the covenant for it and when."""

    covenant = models.ForeignKey(Covenant, on_delete=models.CASCADE, related_name="parties")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(null=True)
    signed_by = models.ForeignKey(Person, on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["covenant", "unit"], name="covenant_party_once"),
            models.CheckConstraint(
                condition=Q(signed_at=None, signed_by=None) | Q(signed_at__isnull=False, signed_by__isnull=False),
                name="covenant_signature_whole",
            ),
        ]
