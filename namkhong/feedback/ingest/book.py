"""What the door knows of points and batches of codes: looked up by groups, and remembered.

A point that is opened or closed is noticed within `CHANGES_EVERY` seconds, a unit that is renamed within `SECONDS`.
"""

import time
from collections import OrderedDict
from collections.abc import Awaitable, Callable, Hashable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import lru_cache
from html import escape
from typing import Any, Generic, TypeVar

from namkhong.feedback.models import CodeBatch, Instrument, Point
from namkhong.feedback.rules.definitions import QuickQuestions, quick_questions
from namkhong.feedback.rules.evidence import Batch
from namkhong.feedback.rules.questions import Questionnaire, questionnaire
from namkhong.feedback.states import InstrumentKind, PointKind

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")
SECONDS = 600.0
CHANGES_EVERY = 10.0
ENTRIES = 200_000


@dataclass(frozen=True, slots=True)
class Card:
    """A point as the door needs it; `unit_name` and `about` are ready to stand on a page."""

    pk: int
    slug: str
    unit: int
    kind: str
    open: bool
    secret: bytes
    instrument: int
    unit_name: bytes
    about: bytes
    longer: bool = False


class Memory(Generic[K, V]):
    """Answers kept for a while, the oldest forgotten first; also that there is nothing under a key."""

    def __init__(self, look_up: Callable[[K], Awaitable[V]]) -> None:
        self._look_up = look_up
        self._kept: OrderedDict[K, tuple[float, V]] = OrderedDict()

    async def get(self, key: K) -> V:
        """What is kept, else what is looked up."""
        kept = self._kept.get(key)
        if kept is not None and kept[0] > time.monotonic():
            return kept[1]
        value = await self._look_up(key)
        self._kept[key] = time.monotonic() + SECONDS, value
        self._kept.move_to_end(key)
        if len(self._kept) > ENTRIES:
            self._kept.popitem(last=False)
        return value

    def forget(self, keys: Iterable[K]) -> None:
        """Look these up again when they are asked for."""
        for key in keys:
            self._kept.pop(key, None)


def changed(moments: Sequence[datetime]) -> list[list[str]]:
    """The addresses of points that have changed since each moment."""
    rows = Point.objects.order_by("changed_at")
    return [list(rows.filter(changed_at__gte=moment).values_list("slug", flat=True)) for moment in moments]


def cards(slugs: Sequence[str]) -> list[Card | None]:
    """The points of several addresses at once."""
    rows = Point.objects.filter(slug__in=set(slugs)).order_by().values_list(*_COLUMNS)
    found = {row[1]: _card(row) for row in rows}
    return [found.get(slug) for slug in slugs]


def batches(numbers: Sequence[int]) -> list[Batch | None]:
    """Several batches of codes at once."""
    rows = CodeBatch.objects.filter(pk__in=set(numbers)).select_related("point").order_by()
    found = {row.pk: Batch(row.point_id, row.size, row.valid_to, row.point.kind == PointKind.SAMPLE) for row in rows}
    return [found.get(number) for number in numbers]


@lru_cache(maxsize=2000)
def questions(instrument: int, *, english: bool = False) -> QuickQuestions:
    """What the quick rating asks; a version that has been issued never changes."""
    definition = Instrument.objects.values_list("definition", flat=True).get(pk=instrument)
    return quick_questions(definition, english=english)


@lru_cache(maxsize=1000)
def longer_questions(instrument: int) -> tuple[str, Questionnaire]:
    """The key of a longer instrument and what it asks. Not for a draft, which may still change."""
    key, definition = Instrument.objects.values_list("key", "definition").get(pk=instrument)
    return key, questionnaire(definition)


_COLUMNS = (
    "pk",
    "slug",
    "unit",
    "kind",
    "open",
    "secret",
    "instrument",
    "unit__name",
    "desk",
    "procedure",
    "instrument__kind",
)


def _card(row: tuple[Any, ...]) -> Card:
    pk, slug, unit, kind, is_open, secret, instrument, name, desk, procedure, asks = row
    longer = asks != InstrumentKind.QUICK
    _learn(instrument, longer=longer)
    about = escape(", ".join(filter(None, (desk, procedure))))
    return Card(pk, slug, unit, kind, is_open, bytes(secret), instrument, escape(name).encode(), about.encode(), longer)


def _learn(instrument: int, *, longer: bool) -> None:
    """What an instrument asks is looked up together with its point, so that no page has to wait for it."""
    if longer:
        longer_questions(instrument)
        return
    for english in (False, True):
        questions(instrument, english=english)
