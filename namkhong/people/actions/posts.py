"""Appointing persons to posts and relieving them."""

from datetime import date, datetime, timedelta

from django.db import transaction

from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person, Post
from namkhong.people.states import HEADS, PostKind
from namkhong.units.models import Lineage, Unit


class AlreadyInPost(DomainError):
    sentence = "{person} đã giữ nhiệm vụ này tại {unit}."


class HeadedLater(DomainError):
    sentence = "{person} đứng đầu đơn vị từ ngày {day}: hãy chọn một ngày sau ngày đó."


class OwnAdministration(DomainError):
    sentence = "Bạn không thể tự thôi nhiệm vụ quản trị của mình. Hãy nhờ một người quản trị khác."


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


def appoint_head(*, person: Person, unit: Unit, since: date, by: int | None, at: datetime, title: str = "") -> Post:
    """Put a person at the head of a unit from a day on; whoever is at its head has his last day the day before.

    A head under whom units stand that day is a superior one. Raises: AlreadyInPost, HeadedLater.
    """
    with transaction.atomic():
        above = Lineage.objects.on(since).filter(ancestor=unit, depth__gt=0).exists()
        kind = PostKind.SUPERIOR_HEAD if above else PostKind.HEAD
        for post in (
            Post.objects.from_day(since).filter(unit=unit, kind__in=HEADS).select_related("person").order_by("pk")
        ):
            if post.person_id == person.pk and post.kind == kind:
                raise AlreadyInPost(person=person.full_name, unit=unit.name)
            if post.valid_from >= since:
                raise HeadedLater(person=post.person.full_name, day=show_day(post.valid_from))
            relieve(post=post, until=since - timedelta(days=1), by=by, at=at)
        return appoint(person=person, unit=unit, kind=kind, since=since, by=by, at=at, title=title)


def relieve(*, post: Post, until: date, by: int | None, at: datetime) -> None:
    """End a post with a last day; the row stays, because old papers point to it.

    Raises: OwnAdministration, so that a unit is never left without anybody who can open accounts.
    """
    if post.person_id == by and post.kind == PostKind.ADMINISTRATOR:
        raise OwnAdministration()
    with transaction.atomic():
        Post.objects.filter(pk=post.pk).from_day(until).update(valid_to=max(until, post.valid_from))
        record(
            verb="post.relieve",
            subject_kind="person",
            subject_id=post.person_id,
            at=at,
            by=by,
            unit=post.unit_id,
        )
