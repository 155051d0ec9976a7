"""Reading persons, where they work and the posts they hold."""

from collections.abc import Iterable
from datetime import date

from django.db.models import F, QuerySet

from namkhong.foundation.text import fold
from namkhong.people.models import Account, Person, Post
from namkhong.people.queries.following import acted_on, counts_moving, ended_by, hanging, moving_with
from namkhong.people.queries.staff import names_ever_at
from namkhong.people.states import HEADS, PostKind
from namkhong.units.models import Unit

__all__ = [
    "acted_on",
    "counts_moving",
    "ended_by",
    "find",
    "hanging",
    "head_of",
    "holders",
    "moving_with",
    "names",
    "names_ever_at",
    "officers_of",
    "officers_of_each",
    "person_of",
    "posts_of",
    "units_of",
    "with_usernames",
]

_PAPERWORK = [PostKind.GRASSROOTS_OFFICER, PostKind.HEAD, PostKind.SUPERIOR_OFFICER, PostKind.SUPERIOR_HEAD]


def person_of(account: Account) -> Person:
    """The person behind an account."""
    return account.person


def posts_of(person: int, on: date) -> list[Post]:
    """The posts a person holds on a day, each with its unit."""
    return list(Post.objects.on(on).filter(person=person).select_related("unit").order_by("unit__search_name", "pk"))


def units_of(person: int, on: date) -> list[Unit]:
    """The units at which a person holds a post on a day, each once."""
    return list({post.unit_id: post.unit for post in posts_of(person, on)}.values())


def holders(unit: int, kinds: list[PostKind], on: date) -> QuerySet[Post]:
    """Who holds a post of these kinds at a unit on a day."""
    return Post.objects.on(on).filter(unit=unit, kind__in=kinds).select_related("person").order_by("pk")


def with_usernames(posts: QuerySet[Post]) -> QuerySet[Post]:
    """The same posts, each with `username`, None for a person without an account."""
    return posts.annotate(username=F("person__account__username"))


def head_of(unit: int, on: date) -> Post | None:
    """The person at the head of a unit on a day."""
    return holders(unit, list(HEADS), on).first()


def officers_of(unit: int, on: date) -> list[int]:
    """Numbers of the persons who do the paperwork of a unit: its officers and its head."""
    return list(holders(unit, _PAPERWORK, on).values_list("person", flat=True))


def officers_of_each(units: Iterable[int], on: date) -> dict[int, list[int]]:
    """The same for many units at once."""
    asked, found = sorted(set(units)), dict[int, list[int]]()
    for start in range(0, len(asked), 5000):
        rows = Post.objects.on(on).filter(unit__in=asked[start : start + 5000], kind__in=_PAPERWORK).order_by("pk")
        for unit, person in rows.values_list("unit", "person"):
            found.setdefault(unit, []).append(person)
    return found


def find(words: str) -> QuerySet[Person]:
    """Persons by name, typed with or without accents, in Vietnamese order of given names."""
    return Person.objects.filter(search_name__contains=fold(words)).order_by("sort_name", "pk")


def names(people: set[int]) -> dict[int, str]:
    """Full names by number."""
    return dict(Person.objects.filter(pk__in=people).order_by().values_list("pk", "full_name"))
