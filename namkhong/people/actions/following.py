"""People follow their units through a reorganisation: where they work and what they are trusted with, all at once."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import TypeVar

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Employment, Person, Post
from namkhong.people.queries import ended_by
from namkhong.people.states import HEADS, PostKind
from namkhong.units.models import ChangePart, DatedQuerySet, Lineage, Succession, Unit
from namkhong.units.states import PartRole

M = TypeVar("M", Employment, Post)

Goals = Mapping[int, int | None]
"""Where the people of a unit that ended go, by its number; None: nowhere, nobody succeeds it."""

Apart = Mapping[int, Mapping[int, int]]
"""Where single people of a divided unit go: by its number and theirs, the unit that takes them."""


class NobodyTakes(DomainError):
    sentence = "“{unit}” có người đang làm việc hoặc giữ nhiệm vụ: cần chọn đơn vị nhận những người này."


class CannotTake(DomainError):
    sentence = "“{unit}” không nhận được người của “{source}”: cần chọn một đơn vị kế thừa."


class NoSuchHead(DomainError):
    sentence = "Không tìm thấy người được chọn đứng đầu “{unit}”: cần chọn lại người đứng đầu."


def follow(
    *,
    batch: int,
    effective_on: date,
    by: int | None,
    at: datetime,
    heads: Mapping[int, int | None] | None = None,
    takes: Goals | None = None,
    apart: Apart | None = None,
) -> None:
    """Carry people over from the units that a batch ended to those that succeed them, from `effective_on` on.

    `takes` says, by the number of a unit that ended, which unit takes its people; it is needed where there are
    several successors, or none was decided (None: they go nowhere). `apart` names those who go elsewhere than the
    rest, also from a unit that goes on after giving a part away; they leave every post there. `heads` says, by the
    number of a unit, who is at its head from that day on; None leaves it vacant, a unit not named keeps its head if it
    goes on. Nothing is guessed: former heads of units that ended stay as people, without a post at any head.
    Raises: NobodyTakes, CannotTake, NoSuchHead.
    """
    heads, last_day = heads or {}, effective_on - timedelta(days=1)
    with transaction.atomic():
        ways = _ways(batch, effective_on, takes or {}, apart or {})
        superior = _superior(heads, ways.goals, effective_on)
        counts = {
            "employments": _end(Employment.objects.from_day(effective_on), ways, batch, last_day),
            "posts": _end(Post.objects.from_day(effective_on), ways, batch, last_day),
        }
        _begin("employments", ways, batch, effective_on)
        _begin("posts", ways, batch, effective_on)
        for unit, person in sorted(heads.items()):
            kind = PostKind.SUPERIOR_HEAD if unit in superior else PostKind.HEAD
            _put_at_the_head(unit, person, kind, batch=batch, since=effective_on, by=by, at=at)
        record(verb="people.follow", subject_kind="batch", subject_id=batch, at=at, by=by, facts=counts)


def unfollow(*, batch: int, by: int | None, at: datetime) -> None:
    """Take back exactly what `follow` did; ask `queries.acted_on` first whether that is still possible."""
    with transaction.atomic():
        counts = {"employments": Employment.objects.take_back(batch), "posts": Post.objects.take_back(batch)}
        record(verb="people.unfollow", subject_kind="batch", subject_id=batch, at=at, by=by, facts=counts)


@dataclass(frozen=True, slots=True)
class _Ways:
    """Where everybody goes: the people of each unit that ended, and (unit, person, goal) of those who go apart."""

    goals: dict[int, int | None]
    apart: list[tuple[int, int, int | None]]


def _ways(batch: int, on: date, takes: Goals, apart: Apart) -> _Ways:
    """Who takes whom, through units that only came and went within the batch. Raises: NobodyTakes, CannotTake."""
    ended = set(ended_by(batch).values_list("pk", flat=True))
    heirs: dict[int, list[int]] = {unit: [] for unit in ended | set(apart)}
    rows = Succession.objects.filter(batch=batch).filter(Q(predecessor__in=ended_by(batch)) | Q(predecessor__in=apart))
    for source, goal in rows.order_by("pk").values_list("predecessor", "successor"):
        heirs[source].append(goal)
    next_: dict[int, int | None] = {}
    undecided: set[int] = set()
    nameless = _results_not_decided(batch)
    for unit in ended:
        successors = heirs[unit]
        if unit in takes:
            _check_taker(unit, takes[unit], successors, ended)
            next_[unit] = takes[unit]
        elif len(successors) == 1:
            next_[unit] = successors[0]
        elif successors or unit in nameless:
            undecided.add(unit)
        else:
            next_[unit] = None
    goals = {unit: _end_of(unit, next_) for unit in ended}
    each = []
    for source, people in apart.items():
        for taker in set(people.values()) - set(heirs[source]):
            raise _cannot_take(source, taker)
        each += [(source, person, _end_of(taker, next_)) for person, taker in people.items() if taker != source]
    waiting = [*goals.items(), *((source, goal) for source, _, goal in each)]
    _refuse_undecided({unit: goal for unit, goal in waiting if goal in undecided}, on)
    return _Ways(goals, each)


def _end(rows: DatedQuerySet[M], ways: _Ways, batch: int, last_day: date) -> int:
    """End what people hold at units that ended, and what those who go apart hold at units that go on; how many."""
    count = rows.filter(unit__in=ended_by(batch).values("pk")).end_in(batch, last_day)
    leaving: dict[int, list[int]] = {}
    for unit, person, _ in ways.apart:
        leaving.setdefault(unit, []).append(person)
    for unit in leaving.keys() - ways.goals.keys():
        count += rows.filter(unit=unit, person__in=leaving[unit]).end_in(batch, last_day)
    return count


def _end_of(unit: int, next_: Goals) -> int | None:
    """The unit at the end of the chain of successors, or the first undecided one on the way."""
    seen: set[int] = set()
    here: int | None = unit
    while here is not None and here in next_ and here not in seen:
        seen.add(here)
        here = next_[here]
    return here


def _check_taker(source: int, taker: int | None, successors: list[int], ended: set[int]) -> None:
    if taker is None or taker in successors or (not successors and taker not in ended):
        return
    raise _cannot_take(source, taker)


def _cannot_take(source: int, taker: int) -> CannotTake:
    names = dict(Unit.objects.filter(pk__in=[source, taker]).order_by().values_list("pk", "name"))
    return CannotTake(unit=names.get(taker, "Đơn vị được chọn"), source=names[source])


def _results_not_decided(batch: int) -> set[int]:
    """Units that a batch ended without anybody having decided which of its results answers for them."""
    sources = ChangePart.objects.filter(role=PartRole.SOURCE, change__reorganisation__batch=batch)
    with_results = sources.filter(change__parts__role=PartRole.RESULT)
    return {unit for unit in with_results.order_by().values_list("unit", flat=True).distinct() if unit}


def _refuse_undecided(waiting: Goals, on: date) -> None:
    """Raises: NobodyTakes for an undecided unit, if somebody who would move works or has a post there or before it."""
    employed = Employment.objects.from_day(on).filter(unit=OuterRef("pk"))
    posted = Post.objects.from_day(on).filter(unit=OuterRef("pk")).exclude(kind__in=HEADS)
    there = Unit.objects.filter(Exists(employed) | Exists(posted), pk__in=waiting)
    if unit := there.order_by("search_name", "pk").first():
        undecided = Unit.objects.filter(pk=waiting[unit.pk] or unit.pk).get()
        raise NobodyTakes(unit=undecided.name)


def _superior(heads: Mapping[int, int | None], goals: Goals, on: date) -> set[int]:
    """The units, of those that get a head, under which units stand, or that take over from one with a superior head."""
    above = Lineage.objects.on(on).filter(ancestor__in=heads, depth__gt=0).order_by()
    sources = [unit for unit, goal in goals.items() if goal in heads]
    was = Post.objects.from_day(on).filter(kind=PostKind.SUPERIOR_HEAD, unit__in=sources).order_by()
    found = {goal for unit in was.values_list("unit", flat=True) if (goal := goals[unit]) is not None}
    return found | set(above.values_list("ancestor", flat=True))


def _put_at_the_head(
    unit: int, person: int | None, kind: PostKind, *, batch: int, since: date, by: int | None, at: datetime
) -> None:
    """End the posts of whoever stood at the head of a unit, then begin that of the chosen person, if any."""
    sitting = Post.objects.from_day(since).filter(unit=unit, kind__in=HEADS)
    if person is not None:
        if not Person.objects.filter(pk=person).exists() or not Unit.objects.filter(pk=unit, closed_on=None).exists():
            raise NoSuchHead(unit=Unit.objects.filter(pk=unit).values_list("name", flat=True).first() or "đơn vị")
        if sitting.filter(person=person, kind=kind, valid_from__lt=since, valid_to=None).exists():
            sitting.exclude(person=person, kind=kind).end_in(batch, since - timedelta(days=1))
            return
    sitting.end_in(batch, since - timedelta(days=1))
    if person is not None:
        title = _title_of_a_head(person, batch)
        Post.objects.create(person_id=person, unit_id=unit, kind=kind, title=title, valid_from=since, begun_in_id=batch)
        facts = {"kind": str(kind), "since": since.isoformat(), "batch": batch}
        record(verb="post.appoint", subject_kind="person", subject_id=person, at=at, by=by, unit=unit, facts=facts)


def _title_of_a_head(person: int, batch: int) -> str:
    """The title under the signature that the person had at the head of a unit of the batch."""
    held = Post.objects.filter(person=person, kind__in=HEADS, ended_in=batch).exclude(title="")
    return held.order_by("pk").values_list("title", flat=True).first() or ""


def _begin(what: str, ways: _Ways, batch: int, since: date) -> None:
    """Begin at the successors what the batch has just ended, in one statement."""
    pairs = json.dumps({str(unit): goal for unit, goal in ways.goals.items() if goal is not None})
    words = _DIALECT["sqlite" if connection.vendor == "sqlite" else "standard"] | {"with_goal": _WITH_GOAL}
    sql = (_GOALS_SQL + _BEGIN_SQL[what]).format(**words, heads=", ".join(f"'{kind}'" for kind in HEADS))
    with connection.cursor() as cursor:
        cursor.execute(
            sql, {"pairs": pairs, "apart": json.dumps(ways.apart), "batch": batch, "since": since.isoformat()}
        )


# SQLite keeps days as text; a cast to DATE would make a number of them.
_DIALECT = {
    "sqlite": {
        "pairs": "SELECT CAST(key AS INTEGER), value FROM json_each(%(pairs)s)",
        "apart": "SELECT json_extract(value, '$[0]'), json_extract(value, '$[1]'), json_extract(value, '$[2]')"
        " FROM json_each(%(apart)s)",
        "day": "TEXT",
        "later": "MAX",
    },
    "standard": {
        "pairs": "SELECT key::bigint, value::bigint FROM jsonb_each_text(%(pairs)s::jsonb)",
        "apart": "SELECT (value ->> 0)::bigint, (value ->> 1)::bigint, (value ->> 2)::bigint"
        " FROM jsonb_array_elements(%(apart)s::jsonb)",
        "day": "DATE",
        "later": "GREATEST",
    },
}

# Whoever goes apart goes there or, where that part has ended within the batch without an heir, nowhere.
_GOALS_SQL = """
WITH goals (source, goal) AS MATERIALIZED ({pairs}),
apart (source, person, goal) AS MATERIALIZED ({apart})"""

_WITH_GOAL = """
LEFT JOIN goals ON goals.source = old.unit_id
LEFT JOIN apart ON apart.source = old.unit_id AND apart.person = old.person_id
WHERE old.ended_in_id = %(batch)s AND CASE WHEN apart.person IS NULL THEN goals.goal ELSE apart.goal END IS NOT NULL"""

_BEGIN_SQL = {
    "employments": """
INSERT INTO people_employment (person_id, unit_id, position, valid_from, valid_to, begun_in_id)
SELECT old.person_id, COALESCE(apart.goal, goals.goal), old.position,
       {later}(old.valid_from, CAST(%(since)s AS {day})), old.valid_to_before, %(batch)s
FROM people_employment AS old {with_goal}
ORDER BY old.id
""",
    # Who holds the same kind of post twice over (at two units that merged, or at the successor already) holds it once.
    "posts": """,
moved AS MATERIALIZED (
    SELECT old.person_id, COALESCE(apart.goal, goals.goal) AS goal, old.kind, old.title,
           {later}(old.valid_from, CAST(%(since)s AS {day})) AS since,
           old.valid_to_before AS until, COALESCE(old.valid_to_before, CAST('9999-12-31' AS {day})) AS last_day,
           ROW_NUMBER() OVER (ORDER BY CASE WHEN old.valid_to_before IS NULL THEN 0 ELSE 1 END, old.id) AS rank
    FROM people_post AS old {with_goal} AND old.kind NOT IN ({heads})
)
INSERT INTO people_post (person_id, unit_id, kind, title, valid_from, valid_to, begun_in_id)
SELECT moved.person_id, moved.goal, moved.kind, moved.title, moved.since, moved.until, %(batch)s
FROM moved
WHERE NOT EXISTS (
    SELECT 1 FROM moved AS better
    WHERE better.person_id = moved.person_id AND better.goal = moved.goal AND better.kind = moved.kind
      AND better.since <= moved.last_day AND better.last_day >= moved.since AND better.rank < moved.rank
) AND NOT EXISTS (
    SELECT 1 FROM people_post AS held
    WHERE held.person_id = moved.person_id AND held.unit_id = moved.goal AND held.kind = moved.kind
      AND held.valid_from <= moved.last_day AND (held.valid_to IS NULL OR held.valid_to >= moved.since)
)
ORDER BY moved.rank
""",
}
