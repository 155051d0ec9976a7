"""People follow their units through a reorganisation: where they work and what they are trusted with, all at once."""

import json
from collections.abc import Mapping
from datetime import date, datetime, timedelta

from django.db import connection, transaction
from django.db.models import Exists, OuterRef

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Employment, Person, Post
from namkhong.people.queries import ended_by
from namkhong.people.states import HEADS, PostKind
from namkhong.units.models import ChangePart, Lineage, Succession, Unit
from namkhong.units.states import PartRole

Goals = Mapping[int, int | None]
"""Where the people of a unit that ended go, by its number; None: nowhere, nobody succeeds it."""


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
) -> None:
    """Carry people over from the units that a batch ended to those that succeed them, from `effective_on` on.

    `takes` says, by the number of a unit that ended, which unit takes its people; it is needed where there are
    several successors, or none was decided (None: they go nowhere). `heads` says, by the number of a unit, who is at
    its head from that day on; None leaves it vacant, a unit not named keeps its head if it goes on. Nothing is
    guessed: former heads of units that ended stay as people, without a post at the head of anything.
    Raises: NobodyTakes, CannotTake, NoSuchHead.
    """
    heads, last_day = heads or {}, effective_on - timedelta(days=1)
    with transaction.atomic():
        goals = _goals(batch, effective_on, takes or {})
        superior = _superior(heads, goals, effective_on)
        there = {"unit__in": ended_by(batch).values("pk")}
        counts = {
            "employments": Employment.objects.from_day(effective_on).filter(**there).end_in(batch, last_day),
            "posts": Post.objects.from_day(effective_on).filter(**there).end_in(batch, last_day),
        }
        _begin("employments", goals, batch, effective_on)
        _begin("posts", goals, batch, effective_on)
        for unit, person in sorted(heads.items()):
            kind = PostKind.SUPERIOR_HEAD if unit in superior else PostKind.HEAD
            _put_at_the_head(unit, person, kind, batch=batch, since=effective_on, by=by, at=at)
        record(verb="people.follow", subject_kind="batch", subject_id=batch, at=at, by=by, facts=counts)


def unfollow(*, batch: int, by: int | None, at: datetime) -> None:
    """Take back exactly what `follow` did; ask `queries.acted_on` first whether that is still possible."""
    with transaction.atomic():
        counts = {"employments": Employment.objects.take_back(batch), "posts": Post.objects.take_back(batch)}
        record(verb="people.unfollow", subject_kind="batch", subject_id=batch, at=at, by=by, facts=counts)


def _goals(batch: int, on: date, takes: Goals) -> dict[int, int | None]:
    """Who takes the people of each unit that ended, through units that only came and went within the batch."""
    ended = set(ended_by(batch).values_list("pk", flat=True))
    heirs: dict[int, list[int]] = {unit: [] for unit in ended}
    rows = Succession.objects.filter(batch=batch, predecessor__in=ended_by(batch)).order_by("pk")
    for source, goal in rows.values_list("predecessor", "successor"):
        heirs[source].append(goal)
    next_: dict[int, int | None] = {}
    undecided: set[int] = set()
    nameless = _results_not_decided(batch)
    for unit, successors in heirs.items():
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
    _refuse_undecided({unit: goal for unit, goal in goals.items() if goal in undecided}, on)
    return goals


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
    names = dict(Unit.objects.filter(pk__in=[source, taker]).order_by().values_list("pk", "name"))
    raise CannotTake(unit=names.get(taker, "Đơn vị được chọn"), source=names[source])


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


def _begin(what: str, goals: Goals, batch: int, since: date) -> None:
    """Begin at the successors what the batch has just ended, in one statement."""
    pairs = json.dumps({str(unit): goal for unit, goal in goals.items() if goal is not None})
    words = _DIALECT["sqlite" if connection.vendor == "sqlite" else "standard"]
    sql = (_GOALS_SQL + _BEGIN_SQL[what]).format(**words, heads=", ".join(f"'{kind}'" for kind in HEADS))
    with connection.cursor() as cursor:
        cursor.execute(sql, {"pairs": pairs, "batch": batch, "since": since.isoformat()})


# SQLite keeps days as text; a cast to DATE would make a number of them.
_DIALECT = {
    "sqlite": {
        "pairs": "SELECT CAST(key AS INTEGER), value FROM json_each(%(pairs)s)",
        "day": "TEXT",
        "later": "MAX",
    },
    "standard": {
        "pairs": "SELECT key::bigint, value::bigint FROM jsonb_each_text(%(pairs)s::jsonb)",
        "day": "DATE",
        "later": "GREATEST",
    },
}

_GOALS_SQL = "WITH goals (source, goal) AS MATERIALIZED ({pairs})"

_BEGIN_SQL = {
    "employments": """
INSERT INTO people_employment (person_id, unit_id, position, valid_from, valid_to, begun_in_id)
SELECT old.person_id, goals.goal, old.position, {later}(old.valid_from, CAST(%(since)s AS {day})), old.valid_to_before,
       %(batch)s
FROM people_employment AS old JOIN goals ON goals.source = old.unit_id
WHERE old.ended_in_id = %(batch)s
ORDER BY old.id
""",
    # Who holds the same kind of post twice over (at two units that merged, or at the successor already) holds it once.
    "posts": """,
moved AS MATERIALIZED (
    SELECT old.person_id, goals.goal, old.kind, old.title, {later}(old.valid_from, CAST(%(since)s AS {day})) AS since,
           old.valid_to_before AS until, COALESCE(old.valid_to_before, CAST('9999-12-31' AS {day})) AS last_day,
           ROW_NUMBER() OVER (ORDER BY CASE WHEN old.valid_to_before IS NULL THEN 0 ELSE 1 END, old.id) AS rank
    FROM people_post AS old JOIN goals ON goals.source = old.unit_id
    WHERE old.ended_in_id = %(batch)s AND old.kind NOT IN ({heads})
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
