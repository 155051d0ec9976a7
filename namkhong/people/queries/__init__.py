"""Reading persons, where they work and the posts they hold."""

from datetime import date

from django.db.models import F, QuerySet

from namkhong.foundation.text import fold
from namkhong.people.models import Account, Person, Post
from namkhong.people.queries.following import acted_on, counts_moving, ended_by, hanging, moving_with
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
    "officers_of",
    "person_of",
    "posts_of",
    "units_of",
    "with_usernames",
]


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
    kinds = [PostKind.GRASSROOTS_OFFICER, PostKind.HEAD, PostKind.SUPERIOR_OFFICER, PostKind.SUPERIOR_HEAD]
    return list(holders(unit, kinds, on).values_list("person", flat=True))


def find(words: str) -> QuerySet[Person]:
    """Persons by name, typed with or without accents, in Vietnamese order of given names."""
    return Person.objects.filter(search_name__contains=fold(words)).order_by("sort_name", "pk")


def names(people: set[int]) -> dict[int, str]:
    """Full names by number."""
    return dict(Person.objects.filter(pk__in=people).order_by().values_list("pk", "full_name"))
