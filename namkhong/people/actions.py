"""Enrolling persons, appointing them to posts, opening accounts."""

from datetime import date, datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import fold, name_sort_key, nfc
from namkhong.journal.actions import record
from namkhong.people.models import Account, Person, Post
from namkhong.people.states import PostKind
from namkhong.units.models import Unit


class NameTaken(DomainError):
    sentence = "Tên đăng nhập “{username}” đã có người dùng. Hãy chọn tên khác."


class AlreadyInPost(DomainError):
    sentence = "{person} đã giữ nhiệm vụ này tại {unit}."


class OwnAdministration(DomainError):
    sentence = "Bạn không thể tự thôi nhiệm vụ quản trị của mình. Hãy nhờ một người quản trị khác."


class NoAccount(DomainError):
    sentence = "{person} chưa có tài khoản đăng nhập."


def make_person(full_name: str) -> Person:
    """A person who is not saved yet, with search and sort names worked out; for bulk loading."""
    clean = " ".join(nfc(full_name).split())
    return Person(full_name=clean, search_name=fold(clean), sort_name=name_sort_key(clean))


def enrol(*, full_name: str, by: int | None, at: datetime) -> Person:
    """Bring a person into the register."""
    person = make_person(full_name)
    with transaction.atomic():
        person.save(force_insert=True)
        record(verb="person.enrol", subject_kind="person", subject_id=person.pk, at=at, by=by)
    return person


def appoint(
    *, person: Person, unit: Unit, kind: PostKind, since: date, by: int | None, at: datetime, title: str = ""
) -> Post:
    """Give a person a post at a unit from a day on. `title` is the position printed under a signature.

    Raises: AlreadyInPost.
    """
    with transaction.atomic():
        if Post.objects.on(since).filter(person=person, unit=unit, kind=kind).exists():
            raise AlreadyInPost(person=person.full_name, unit=unit.name)
        post = Post.objects.create(person=person, unit=unit, kind=kind, title=title, valid_from=since)
        facts = {"kind": str(kind), "since": since.isoformat()}
        record(
            verb="post.appoint",
            subject_kind="person",
            subject_id=person.pk,
            at=at,
            by=by,
            unit=unit.pk,
            facts=facts,
        )
    return post


def relieve(*, post: Post, until: date, by: int | None, at: datetime) -> None:
    """End a post with a last day; the row stays, because old papers point to it.

    Raises: OwnAdministration, so that a unit is never left without anybody who can open accounts.
    """
    if post.person_id == by and post.kind == PostKind.ADMINISTRATOR:
        raise OwnAdministration()
    with transaction.atomic():
        Post.objects.filter(pk=post.pk, valid_to=None).update(valid_to=max(until, post.valid_from))
        record(
            verb="post.relieve",
            subject_kind="person",
            subject_id=post.person_id,
            at=at,
            by=by,
            unit=post.unit_id,
        )


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
