"""What the two databases are asked, each in the words it answers fastest to; each whole or not at all.

PostgreSQL gets a whole group as one piece of JSON to a prepared statement, which costs the driver a third of what
arrays do; SQLite gets rows.
"""

import json
from collections.abc import Callable, Iterable, Sequence
from contextlib import closing, nullcontext
from json.encoder import encode_basestring
from typing import Any
from uuid import UUID

import psycopg
from django.db import connection, transaction
from django.db.models.expressions import RawSQL

from namkhong.feedback.models import Ballot, SpentCode
from namkhong.feedback.rules.answer_counts import AnswerSums
from namkhong.feedback.rules.ballots import Rating
from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.rules.counts import Sums

_COLUMNS = "id, mark, unit_id, point_id, day, hour, score, evidence, set_aside, words, answers, signs"
_SENT = ("id", "mark", "unit", "point", "day", "hour", "score", "evidence", "words", "answers", "signs")
_TOLD_PG = """
WITH told AS (INSERT INTO feedback_delta (counts, answers, worded) VALUES (%s::jsonb, %s::jsonb, %s::jsonb))
"""
_SPENT_PG = """, spent AS (
  INSERT INTO feedback_spentcode (batch_id, serial, day)
  SELECT batch, serial, day FROM json_to_recordset(%s) AS sent (batch bigint, serial int, day date))
"""
_BALLOTS_PG = f"""
INSERT INTO feedback_ballot ({_COLUMNS})
SELECT id, mark, unit, point, day, hour, score, evidence, '', words, answers::jsonb, signs
FROM json_to_recordset(%s) AS sent (
  id uuid, mark bigint, unit bigint, point bigint, day date, hour smallint, score smallint, evidence text, words text,
  answers text, signs smallint)
"""
_TOLD_LITE = "INSERT INTO feedback_delta (counts, answers, worded) VALUES (?, ?, ?)"
_SPENT_LITE = "INSERT INTO feedback_spentcode (batch_id, serial, day) VALUES (?, ?, ?)"
_BALLOTS_LITE = f"INSERT INTO feedback_ballot ({_COLUMNS}) VALUES (?, ?, ?, ?, ?, ?, ?, ?, '', ?, ?, ?)"

SUMS = [f"{whose}_{what}" for whose in ("own", "all") for what in ("n1", "n2", "n3", "n4", "n5", "aside")]
_ADDED = ", ".join(f"{name} = feedback_tally.{name} + excluded.{name}" for name in SUMS)
_TALLY = f"INSERT INTO feedback_tally (unit_id, month, evidence, {', '.join(SUMS)})"
_TALLY_PG = f"""
{_TALLY} SELECT * FROM unnest(%s::bigint[], %s::int[], %s::text[], {", ".join(["%s::int[]"] * 12)})
ON CONFLICT (unit_id, month, evidence) DO UPDATE SET {_ADDED}
"""
_TALLY_LITE = f"""
{_TALLY} VALUES ({", ".join("?" * 15)}) ON CONFLICT (unit_id, month, evidence) DO UPDATE SET {_ADDED}
"""


_MARKS = [f"{whose}_n{n}" for whose in ("own", "all") for n in range(1, 6)]
_KEY = "unit_id, month, evidence, instrument, question"
_MARKS_ADDED = ", ".join(f"{name} = feedback_answertally.{name} + excluded.{name}" for name in _MARKS)
_ANSWERS = f"INSERT INTO feedback_answertally ({_KEY}, {', '.join(_MARKS)})"
_ANSWERS_PG = f"""
{_ANSWERS}
SELECT * FROM unnest(%s::bigint[], %s::int[], %s::text[], %s::text[], %s::text[], {", ".join(["%s::int[]"] * 10)})
ON CONFLICT ({_KEY}) DO UPDATE SET {_MARKS_ADDED}
"""
_ANSWERS_LITE = f"{_ANSWERS} VALUES ({', '.join('?' * 15)}) ON CONFLICT ({_KEY}) DO UPDATE SET {_MARKS_ADDED}"


def alone() -> None:
    """Nobody else changes the sums until the transaction ends; SQLite lets only one write in any case.

    A lock of the table, because it does not yet fix the moment that a recount sees.
    """
    if on_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("LOCK TABLE feedback_tally IN SHARE ROW EXCLUSIVE MODE")


def write(ratings: Sequence[Rating], cells: list[list[Any]], answers: list[list[Any]], worded: Sequence[str]) -> None:
    """Write ballots, the codes they spend, what they and their answers add and which have words, all or nothing.

    For PostgreSQL that is one statement, which needs no transaction around it: a group costs one journey.
    Raises: IntegrityError when a ballot is there already or a code is spent.
    """
    told = [_json(cells), _json(answers) if answers else None, _json(worded)]
    rows = [_values(rating) for rating in ratings]
    codes = [(rating.code.batch, rating.code.serial, rating.day) for rating in ratings if rating.code]
    if not on_postgresql():
        with transaction.atomic(), connection.wrap_database_errors, _bare_cursor() as cursor:
            cursor.execute(_TOLD_LITE, told)
            cursor.executemany(_SPENT_LITE, codes)
            cursor.executemany(_BALLOTS_LITE, rows)
        return
    statement = f"{_TOLD_PG}{_SPENT_PG if codes else ''}{_BALLOTS_PG}"
    sent = [dict(zip(_SENT, row, strict=True)) for row in rows]
    spent = [{"batch": batch, "serial": serial, "day": day} for batch, serial, day in codes]
    places = [*told, *([_json(spent)] if codes else []), _json(sent)]
    savepoint = transaction.atomic() if connection.in_atomic_block else nullcontext()
    with savepoint, connection.wrap_database_errors, _bare_cursor() as cursor:
        cursor.execute(statement, places, prepare=True)


def ballots_there(numbers: Sequence[str]) -> dict[str, tuple[int, str]]:
    """Mark and class of those ballots that are in the box."""
    rows = Ballot.objects.filter(pk__in=[UUID(hex=number) for number in numbers]).order_by()
    return {number.hex: (mark, evidence) for number, mark, evidence in rows.values_list("pk", "mark", "evidence")}


def codes_spent(codes: Sequence[CodeName]) -> set[CodeName]:
    """Those of the codes that are spent."""
    rows = SpentCode.objects.filter(
        batch__in={code.batch for code in codes}, serial__in={code.serial for code in codes}
    )
    return {CodeName(*row) for row in rows.order_by().values_list("batch", "serial")} & set(codes)


def add_to_tallies(sums: Sums) -> None:
    """Add to the stored sums, in one order for everybody, so that two who add never wait for one another in a ring."""
    _add([(*key, *sums[key]) for key in sorted(sums)], _TALLY_PG, _TALLY_LITE)


def add_to_answer_tallies(sums: AnswerSums) -> None:
    """Add to the stored sums of answers, in one order for everybody as well."""
    _add([(*key, *sums[key]) for key in sorted(sums)], _ANSWERS_PG, _ANSWERS_LITE)


def _add(rows: list[tuple[Any, ...]], on_server: str, on_file: str) -> None:
    if not rows:
        return
    with _bare_cursor() as cursor:
        if on_postgresql():
            cursor.execute(on_server, [_array(column) for column in zip(*rows, strict=True)], prepare=True)
        else:
            cursor.executemany(on_file, rows)


def numbers_of(units: Iterable[int]) -> RawSQL:
    """Many numbers as one parameter, for `__in`: thousands of parameters cost more than the question itself."""
    if on_postgresql():
        return RawSQL("SELECT unnest(%s::bigint[])", [_array(units)])
    return RawSQL("SELECT value FROM json_each(%s)", [_json(list(units))])


def _array(values: Iterable[object]) -> str:
    """Numbers, or names, as PostgreSQL spells an array; the driver takes ten times as long to write one."""
    spelled = list(values)
    write: Callable[[Any], str] = encode_basestring if spelled and isinstance(spelled[0], str) else str
    return f"{{{','.join(map(write, spelled))}}}"


def _json(said: object) -> str:
    return json.dumps(said, separators=(",", ":"), ensure_ascii=False)


def _values(rating: Rating) -> tuple[Any, ...]:
    return (
        rating.id,
        rating.mark,
        rating.unit,
        rating.point,
        rating.day,
        rating.hour,
        rating.score,
        rating.evidence,
        rating.words,
        rating.answers,
        rating.signs,
    )


def on_postgresql() -> bool:
    """Which of the two databases it is."""
    return connection.vendor == "postgresql"


def _bare_cursor() -> Any:
    """A cursor of the driver itself: its statements are prepared once and its rows not wrapped."""
    connection.ensure_connection()
    bare = connection.connection
    return psycopg.Cursor(bare) if on_postgresql() else closing(bare.cursor())
