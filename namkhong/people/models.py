"""Persons, where they work, their sealed personal data, their accounts and the dated posts they hold."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from namkhong.journal.models import Batch
from namkhong.people.states import PostKind
from namkhong.units.models import Dated, DatedQuerySet, Unit


class Person(models.Model):
    """A cadre, official, employee or worker.

    `kept_by` is the unit that keeps the list in which `staff_code` names the person; both empty for a person who was
    added by hand. `enrolled_in` is the batch that brought the person in.
    """

    full_name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120, editable=False)
    sort_name = models.CharField(max_length=500, editable=False)
    kept_by = models.ForeignKey(
        Unit,
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        db_index=False,
    )
    staff_code = models.CharField(max_length=30, blank=True)
    enrolled_in = models.ForeignKey(Batch, on_delete=models.PROTECT, null=True, blank=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["kept_by", "staff_code"], condition=~Q(staff_code=""), name="person_once_in_a_register"
            ),
            models.CheckConstraint(
                condition=Q(staff_code="") | Q(kept_by__isnull=False), name="staff_code_has_register"
            ),
        ]
        indexes = [models.Index(fields=["sort_name", "search_name", "id"], name="person_in_order")]

    def __str__(self) -> str:
        return self.full_name


class Employment(Dated):
    """Where a person works, from a day to a day; a person who moves gets a new row and keeps the old one.

    A row that a batch ended before its first day never held: a reorganisation written down late has put another one,
    at the successor, in its place. It stays for the day on which the batch is taken back.
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="+")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    position = models.CharField(max_length=120, blank=True)

    objects = DatedQuerySet["Employment"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")) | Q(ended_in__isnull=False),
                name="employment_days_in_order",
            ),
            models.UniqueConstraint(fields=["person"], condition=Q(valid_to=None), name="employment_one_open"),
        ]


class DataKey(models.Model):
    """A key for personal data, wrapped by the key that is kept outside the database."""

    wrapped = models.BinaryField()
    made_at = models.DateTimeField()


class PersonalData(models.Model):
    """What is nobody's business without a reason: identity number, telephone, day of birth, sealed together.

    The marks are keyed hashes by which an exact identity number or telephone can be looked up without opening any row.
    """

    person = models.OneToOneField(Person, on_delete=models.CASCADE, primary_key=True, related_name="+")
    sealed = models.BinaryField()
    identity_mark = models.BinaryField(max_length=16, null=True)
    phone_mark = models.BinaryField(max_length=16, null=True)

    class Meta:
        indexes = [
            models.Index(fields=["identity_mark"], name="personal_by_identity"),
            models.Index(fields=["phone_mark"], name="personal_by_phone"),
        ]


class AccountManager(BaseUserManager["Account"]):
    """Makes accounts; there is no superuser, authority comes from posts alone."""

    def create_account(self, person: Person, username: str, password: str) -> "Account":
        """An account for a person; the password is kept as a salted hash."""
        account = self.model(person=person, username=username)
        account.set_password(password)
        account.save(using=self._db)
        return account

    def get_by_natural_key(self, username: str | None) -> "Account":
        """Sign-in names are compared without case."""
        return self.get(username__iexact=username)


class Account(AbstractBaseUser):
    """What a person signs in with."""

    person = models.OneToOneField(Person, on_delete=models.PROTECT, related_name="account")
    username = models.CharField(max_length=60, unique=True)
    email = models.EmailField(blank=True)
    is_active = models.BooleanField(default=True)

    objects = AccountManager()

    USERNAME_FIELD = "username"
    EMAIL_FIELD = "email"

    def __str__(self) -> str:
        return self.person.full_name

    def has_perm(self, perm: str, obj: Any = None) -> bool:
        """Framework permissions are not used: the authority table decides."""
        return False


class Post(Dated):
    """What a person is trusted with at a unit, from a day to a day (last day included); never on any day where a batch
    ended it before its first (see Employment).
    """

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=PostKind)
    title = models.CharField(max_length=120, blank=True)

    objects = DatedQuerySet["Post"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")) | Q(ended_in__isnull=False),
                name="post_days_in_order",
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "kind"], condition=Q(valid_to=None), name="post_one_open_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["unit", "kind"], name="post_by_unit")]
