"""What of people hangs on units that are about to change, and what was done since they changed."""

from collections import Counter
from collections.abc import Collection, Iterable
from datetime import date
from typing import Any, TypeVar

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet, Subquery, Window
from django.db.models.functions import RowNumber

from namkhong.foundation.hanging import Hanging
from namkhong.foundation.text import fold
from namkhong.people.models import Employment, Person, Post
from namkhong.people.states import HEADS, PostKind
from namkhong.units.models import Succession, Unit

M = TypeVar("M", Employment, Post)

Units = Collection[int] | QuerySet[Any, Any]

_SAMPLE = 3
_FOLLOWS = "Chuyển sang đơn vị mới cùng đơn vị; đơn vị chia thành nhiều đơn vị thì cần chọn nơi đến."
_HEAD_ENDS = "Thôi nhiệm vụ khi đơn vị kết thúc; người đứng đầu đơn vị mới do bạn chọn."


def hanging(units: Units, on: date) -> list[Hanging]:
    """How many people work at the units on a day, and how many hold posts there, kind by kind.

    `units` are numbers of units, or a queryset of such numbers.
    """
    found = []
    working = Employment.objects.on(on).filter(unit__in=units)
    if count := working.count():
        first = working.order_by("person__sort_name", "person")[:_SAMPLE].values_list("person__full_name", flat=True)
        found.append(Hanging("people.employment", "Người đang làm việc", count, _FOLLOWS, tuple(first)))
    posts = Post.objects.on(on).filter(unit__in=units)
    counts = dict(posts.order_by().values_list("kind").annotate(Count("pk")))
    place = Window(RowNumber(), partition_by="kind", order_by=["person__sort_name", "pk"])
    some = posts.annotate(place=place).filter(place__lte=_SAMPLE).order_by("kind", "place")
    names: dict[str, list[str]] = {}
    for kind, name in some.values_list("kind", "person__full_name"):
        names.setdefault(kind, []).append(name)
    for kind in PostKind:
        if kind in counts:
            becomes = _HEAD_ENDS if kind in HEADS else _FOLLOWS
            found.append(Hanging(f"people.post.{kind}", kind.label, counts[kind], becomes, tuple(names[kind])))
    return found


def moving_with(unit: int, since: date, words: str = "") -> QuerySet[Person]:
    """Those who work at a unit or hold a post there, other than at its head, on a day or after it, by name.

    Each with `position` there (None for whoever only holds a post) and `leads`: whether he stands at its head.
    """
    working, posts = (
        Employment.objects.from_day(since).filter(unit=unit),
        Post.objects.from_day(since).filter(unit=unit),
    )
    there = working.values("person").union(posts.exclude(kind__in=HEADS).values("person"))
    rows = Person.objects.filter(pk__in=there)
    for word in fold(words).split():
        rows = rows.filter(search_name__contains=word)
    of_person = {"person": OuterRef("pk")}
    position = working.filter(**of_person).order_by("valid_from", "pk").values("position")[:1]
    rows = rows.annotate(position=Subquery(position), leads=Exists(posts.filter(kind__in=HEADS, **of_person)))
    return rows.order_by("sort_name", "pk")


def counts_moving(units: Iterable[int], since: date) -> dict[int, int]:
    """How many there are of those whom `moving_with` finds, unit by unit."""
    there = {"unit__in": sorted(set(units))}
    working = Employment.objects.from_day(since).filter(**there).order_by().values_list("unit", "person")
    posts = Post.objects.from_day(since).filter(**there).exclude(kind__in=HEADS).order_by()
    return dict(Counter(unit for unit, _ in working.union(posts.values_list("unit", "person"))))


def ended_by(batch: int) -> QuerySet[Unit]:
    """The units that a batch ended: closed by it, or succeeded without succeeding themselves."""
    successions = Succession.objects.filter(batch=batch)
    goes_on = successions.filter(predecessor=F("successor"))
    gone = Q(closed_in=batch) | Q(pk__in=successions.values("predecessor"))
    return Unit.objects.filter(gone).exclude(pk__in=goes_on.values("predecessor"))


def acted_on(batch: int) -> list[str]:
    """Sentences saying what somebody has done since the batch that its taking back would undo or run into."""
    found: list[tuple[str, QuerySet[Any]]] = [
        ("Đã thay đổi nơi làm việc sau khi sắp xếp", _changed(Employment.objects.filter(begun_in=batch), batch)),
        ("Đã thôi nhiệm vụ sau khi sắp xếp", _changed(Post.objects.filter(begun_in=batch), batch)),
        ("Đã vào làm việc tại đơn vị mới", _newcomers(Employment.objects.all(), batch)),
        ("Đã nhận nhiệm vụ tại đơn vị mới", _newcomers(Post.objects.all(), batch)),
        ("Đã có nơi làm việc khác", _working_elsewhere(batch)),
        ("Đã được giao đứng đầu đơn vị", _new_heads(batch)),
    ]
    return [sentence for what, rows in found for sentence in _said(what, rows)]


def _changed(begun: QuerySet[M], batch: int) -> QuerySet[M]:
    """Rows that the batch began and whose end is no longer the one that it gave them."""
    source = begun.model._default_manager.filter(ended_in=batch, person=OuterRef("person"))
    as_given = Exists(source.filter(valid_to_before=OuterRef("valid_to")))
    return begun.filter(Q(ended_in__isnull=False) | (Q(valid_to__isnull=False) & ~as_given))


def _newcomers(rows: QuerySet[M], batch: int) -> QuerySet[M]:
    """Rows at units that the batch founded, and that it did not begin itself."""
    return rows.filter(unit__founded_in=batch).filter(Q(begun_in=None) | ~Q(begun_in=batch))


def _working_elsewhere(batch: int) -> QuerySet[Employment]:
    """Open employments, not of the batch, of people whose open employment the batch ended."""
    ended = Employment.objects.filter(ended_in=batch, valid_to_before=None)
    others = Employment.objects.filter(valid_to=None, person__in=ended.values("person"))
    return others.filter(Q(begun_in=None) | ~Q(begun_in=batch))


def _new_heads(batch: int) -> QuerySet[Post]:
    """Posts of heads, not of the batch, at units where the batch ended the post of a head before them."""
    ended = Post.objects.filter(ended_in=batch, kind__in=HEADS, unit=OuterRef("unit"))
    ended = ended.filter(valid_to__lt=OuterRef("valid_from"))
    later = Post.objects.filter(Exists(ended), kind__in=HEADS, ended_in=None)
    return later.filter(Q(begun_in=None) | ~Q(begun_in=batch))


def _said(what: str, rows: QuerySet[Any]) -> list[str]:
    count = rows.count()
    if not count:
        return []
    names = ", ".join(
        f"{row.person.full_name} ({row.unit.brief})"
        for row in rows.select_related("person", "unit").order_by("person__sort_name", "pk")[:_SAMPLE]
    )
    more = f" và {count - _SAMPLE} người khác" if count > _SAMPLE else ""
    return [f"{what}: {names}{more}."]
