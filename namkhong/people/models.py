"""Persons, the accounts with which they sign in, and the dated posts they hold."""

from typing import Any

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager
from django.db import models
from django.db.models import F, Q

from namkhong.people.states import PostKind
from namkhong.units.models import DatedQuerySet, Unit


class Person(models.Model):
    """A cadre, official, employee or worker."""

    full_name = models.CharField(max_length=120)
    search_name = models.CharField(max_length=120, db_index=True, editable=False)
    sort_name = models.CharField(max_length=500, editable=False)

    def __str__(self) -> str:
        return self.full_name


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


class Post(models.Model):
    """What a person is trusted with at a unit, from a day to a day (last day included)."""

    person = models.ForeignKey(Person, on_delete=models.PROTECT, related_name="posts")
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30, choices=PostKind)
    title = models.CharField(max_length=120, blank=True)
    valid_from = models.DateField()
    valid_to = models.DateField(null=True, blank=True)

    objects = DatedQuerySet["Post"].as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")), name="post_days_in_order"
            ),
            models.UniqueConstraint(
                fields=["person", "unit", "kind"], condition=Q(valid_to=None), name="post_one_open_of_a_kind"
            ),
        ]
        indexes = [models.Index(fields=["unit", "kind"], name="post_by_unit")]
