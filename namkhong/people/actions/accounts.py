"""Opening accounts and renewing passwords."""

from datetime import date, datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.actions.persons import enrol
from namkhong.people.actions.posts import appoint
from namkhong.people.models import Account, Person
from namkhong.people.states import PostKind
from namkhong.units.models import Unit


class NameTaken(DomainError):
    sentence = "Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác."


class NoAccount(DomainError):
    sentence = "{person} chưa có tài khoản đăng nhập."


def open_account(*, person: Person, username: str, password: str, by: int | None, at: datetime) -> Account:
    """Let a person sign in. Raises: NameTaken."""
    with transaction.atomic():
        if Account.objects.filter(username__iexact=username).exists():
            raise NameTaken(username=username)
        account = Account.objects.create_account(person, username, password)
        record(verb="account.open", subject_kind="person", subject_id=person.pk, at=at, by=by)
    return account


def take_on(
    *,
    full_name: str,
    unit: Unit,
    kind: PostKind,
    title: str,
    username: str,
    password: str,
    since: date,
    by: int | None,
    at: datetime,
) -> Person:
    """Enrol a person, appoint and open an account, all or nothing. Raises: NameTaken."""
    with transaction.atomic():
        person = enrol(full_name=full_name, by=by, at=at)
        appoint(person=person, unit=unit, kind=kind, since=since, by=by, at=at, title=title)
        open_account(person=person, username=username, password=password, by=by, at=at)
    return person


def renew_password(*, person: Person, password: str, by: int | None, at: datetime) -> Account:
    """Set a new first password; sessions that were open with the old one end. Raises: NoAccount."""
    with transaction.atomic():
        account = Account.objects.filter(person=person).first()
        if account is None:
            raise NoAccount(person=person.full_name)
        account.set_password(password)
        account.save(update_fields=["password"])
        record(verb="account.renew_password", subject_kind="person", subject_id=person.pk, at=at, by=by)
    return account
