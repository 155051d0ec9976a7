"""What people wrote, of a unit and everybody who stood under it on the day: searched, filtered, the newest first."""

import re
from collections import Counter
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from django.db import connection
from django.db.models import BooleanField, Exists, F, OuterRef, Q, QuerySet
from django.db.models.expressions import RawSQL

from namkhong.feedback.models import Point, Remark
from namkhong.feedback.rules.months import Change, change_of_parts
from namkhong.feedback.rules.phrases import Surfacing, surfacing
from namkhong.feedback.rules.topics import Topic, matches, pieces
from namkhong.feedback.rules.words import searchable
from namkhong.feedback.wordlists import idle_words, lexicon
from namkhong.foundation.months import days_of, months_later
from namkhong.foundation.text import nfc
from namkhong.units.models import Lineage, Unit

AT_ONCE = 50
FEW = 2_000
"""Up to so many units are named one by one, and their words found by unit; for more, the newest words are looked
through until there are enough of them."""

COUNTED = 5_000
"""Topics are counted in so many of the newest words at most."""

_SAMPLE = 1_000
"""Of so many words each, phrases that surface are compared with others."""

_SOUGHT = re.compile(r"[\"“”]([^\"“”]+)[\"“”]|(\S+)")


@dataclass(frozen=True, slots=True)
class Search:
    """Which words are looked for: under which unit, from which day to which, by what.

    `words` are what the user typed; `scores` those asked for, none for all; `topic` its bit; `aside` True for only
    those set aside, False for only those that count; `after` is the number of the last remark of the page before.
    """

    unit: int
    first: date
    last: date
    words: str = ""
    scores: tuple[int, ...] = ()
    topic: int | None = None
    aside: bool | None = None
    after: int = 0


@dataclass(frozen=True, slots=True)
class Said:
    """One remark as it is shown: in pieces, each with whether it made a topic; full words only inside the unit.

    `week` is the Monday of its week: the day would tell a desk who it was.
    """

    number: int
    unit: Unit
    point: Point
    week: date
    score: int
    evidence: str
    aside: bool
    full: bool
    pieces: list[tuple[str, bool]]
    topics: list[Topic]

    @property
    def text(self) -> str:
        """The words in one piece."""
        return "".join(piece for piece, _ in self.pieces)


def remarks_found(search: Search) -> QuerySet[Remark]:
    """Everything that is found, the newest first."""
    rows = Remark.objects.filter(_within(search.unit, search.first, search.last))
    rows = rows.filter(day__gte=search.first, day__lte=search.last)
    if search.scores:
        rows = rows.filter(score__in=search.scores)
    if search.topic is not None:
        rows = rows.annotate(of_topic=F("topics").bitand(1 << search.topic)).filter(of_topic__gt=0)
    if search.aside is not None:
        rows = rows.exclude(ballot__set_aside="") if search.aside else rows.filter(ballot__set_aside="")
    if wanted := _sought(search.words):
        rows = _with_words(rows, wanted)
    return rows.order_by("-day", "-pk")


def page_of_remarks(search: Search, own: Collection[int], most: int = AT_ONCE) -> tuple[list[Said], bool]:
    """One page, and whether more follow; words of the units `own` are shown in full."""
    rows = remarks_found(search)
    after = Remark.objects.filter(pk=search.after).first() if search.after else None
    if after is not None:
        rows = rows.filter(Q(day__lt=after.day) | Q(day=after.day, pk__lt=after.pk))
    found = list(rows.select_related("unit", "point", "ballot")[: most + 1])
    return [said(row, own) for row in found[:most]], len(found) > most


def said(row: Remark, own: Collection[int]) -> Said:
    """A remark, which has its unit, point and ballot, as it is shown."""
    full = row.unit_id in own
    text = nfc(row.ballot.words) if full else row.shown
    found = matches(text, lexicon())
    topics = {match.topic for match in found}
    return Said(
        number=row.pk,
        unit=row.unit,
        point=row.point,
        week=row.day - timedelta(days=row.day.weekday()),
        score=row.score,
        evidence=row.evidence,
        aside=bool(row.ballot.set_aside),
        full=full,
        pieces=pieces(text, found),
        topics=[topic for topic in lexicon().topics if topic.key in topics],
    )


@dataclass(frozen=True, slots=True)
class TopicMonth:
    """A topic in this month and the month before, in how many words; `change` where its part clearly changed."""

    topic: Topic
    now: int
    before: int
    change: Change | None


@dataclass(frozen=True, slots=True)
class Topics:
    """Topics of a month, the most frequent first, and in how many words they were counted. Those set aside are not."""

    rows: list[TopicMonth]
    texts: int

    @property
    def changed(self) -> list[TopicMonth]:
        """Topics whose part of the words clearly changed."""
        return [row for row in self.rows if row.change]

    @property
    def whole(self) -> bool:
        """Whether all words were counted, not only the newest."""
        return self.texts < COUNTED


def topic_months(unit: int, month: int) -> Topics:
    """Topics of a month beside the month before."""
    (now, texts), (before, texts_before) = (
        _topics_in(unit, days_of(each)) for each in (month, months_later(month, -1))
    )
    rows = [
        TopicMonth(
            topic,
            now[topic.bit],
            before[topic.bit],
            change_of_parts(now[topic.bit], texts, before[topic.bit], texts_before, len(now)),
        )
        for topic in lexicon().topics
        if now[topic.bit] or before[topic.bit]
    ]
    return Topics(sorted(rows, key=lambda row: -row.now), texts)


def _topics_in(unit: int, days: Sequence[date]) -> tuple[Counter[int], int]:
    """How many words of a period are of each topic, by its bit, and how many words there are."""
    rows = remarks_found(Search(unit, days[0], days[-1], aside=False)).values_list("topics", flat=True)[:COUNTED]
    sets = Counter(rows)
    counts = Counter(
        {topic.bit: sum(n for bits, n in sets.items() if bits >> topic.bit & 1) for topic in lexicon().topics}
    )
    return +counts, sets.total()


def surfacing_in(unit: int, first: date, last: date) -> list[Surfacing]:
    """Phrases of no topic that are more frequent here than elsewhere in the period and everywhere before it."""
    within = remarks_found(Search(unit, first, last, aside=False))
    here = list(within.values_list("shown", flat=True)[:_SAMPLE])
    before = Remark.objects.filter(day__lt=first).order_by("-day", "-pk")
    newest = Remark.objects.filter(day__gte=first, day__lte=last).order_by("-day", "-pk")[:_SAMPLE]
    elsewhere = Remark.objects.filter(pk__in=[row.pk for row in newest.only("pk")])
    others = [
        *before.values_list("folded", flat=True)[:_SAMPLE],
        *elsewhere.exclude(_within(unit, first, last)).order_by("pk").values_list("folded", flat=True),
    ]
    return surfacing(here, others, lexicon(), idle_words())


def _within(unit: int, first: date, last: date) -> Q:
    """Of the unit itself, or of one that stood under it on the day of the remark, on whatever line."""
    below = Lineage.objects.filter(Q(valid_to=None) | Q(valid_to__gte=first), ancestor=unit, valid_from__lte=last)
    rows = list(below.order_by().values_list("descendant", "valid_from", "valid_to")[: 2 * FEW + 1])
    numbers = {unit, *(descendant for descendant, *_ in rows)}
    if len(rows) > 2 * FEW or len(numbers) > FEW:
        return Q(unit=unit) | _stood_under(unit)
    still = all(since <= first and (till is None or till >= last) for _, since, till in rows)
    named = Q(unit__in=sorted(numbers))
    return named if still else named & (Q(unit=unit) | _stood_under(unit))


def _stood_under(unit: int) -> Q:
    on_the_day = Q(valid_to=None) | Q(valid_to__gte=OuterRef("day"))
    above = Lineage.objects.filter(
        on_the_day, descendant=OuterRef("unit"), ancestor=unit, valid_from__lte=OuterRef("day")
    )
    return Q(Exists(above))


def _sought(typed: str) -> list[str]:
    """What must be there: single words, and phrases that were put in quotation marks, without accents."""
    pieces = (searchable(quoted or single) for quoted, single in _SOUGHT.findall(typed))
    return [piece for piece in pieces if piece]


def _with_words(rows: QuerySet[Remark], wanted: Sequence[str]) -> QuerySet[Remark]:
    """By the index of words (migration `remarks`), which is asked in the words of the database."""
    if connection.vendor == "postgresql":
        query = " & ".join("(" + " <-> ".join(f"'{word}'" for word in piece.split()) + ")" for piece in wanted)
        condition = "to_tsvector('simple', feedback_remark.folded) @@ %s::tsquery"
        return rows.filter(RawSQL(condition, [query], output_field=BooleanField()))
    query = " ".join(f'"{piece}"' for piece in wanted)
    within = "SELECT rowid FROM feedback_remark_words WHERE feedback_remark_words MATCH %s"
    return rows.filter(pk__in=RawSQL(within, [query]))
