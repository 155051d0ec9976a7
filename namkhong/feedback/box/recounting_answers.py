"""Counts all answers on scales anew beside the sums that are kept, and mends what differs. Two passes in SQL:

1. answers by unit, month, class and question; by day for units whose superiors changed in the middle of a month;
2. those, up the tree: a unit's part goes to everybody who stood above it on that day, on any line, once.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.db import connection

from namkhong.feedback.box.statements import on_postgresql
from namkhong.feedback.models import Ballot, Point
from namkhong.feedback.states import InstrumentKind
from namkhong.foundation.months import month_of

_FAR = "9999-12-31"
_DAYS = "CREATE TEMPORARY TABLE feedback_days (day date, month integer, first_day date, starts boolean, ends boolean)"

# Stretches of days on which somebody stood above a unit, on whatever lines; stretches that overlap are one.
_ABOVE = """
CREATE TEMPORARY TABLE feedback_above AS
SELECT descendant_id, ancestor_id, MIN(valid_from) AS valid_from, MAX(till) AS valid_to FROM (
  SELECT descendant_id, ancestor_id, valid_from, till, SUM(fresh) OVER (
    PARTITION BY descendant_id, ancestor_id ORDER BY valid_from, till ROWS UNBOUNDED PRECEDING) AS stretch
  FROM (
    SELECT descendant_id, ancestor_id, valid_from, till, CASE WHEN valid_from <= MAX(till) OVER (
      PARTITION BY descendant_id, ancestor_id ORDER BY valid_from, till
      ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) THEN 0 ELSE 1 END AS fresh
    FROM (
      SELECT DISTINCT descendant_id, ancestor_id, valid_from, {till} AS till
      FROM units_lineage WHERE depth > 0 AND {some}
    ) AS pairs
  ) AS marked
) AS numbered GROUP BY descendant_id, ancestor_id, stretch
"""
_MOVING = """
CREATE TEMPORARY TABLE feedback_moving AS
SELECT DISTINCT descendant_id AS unit_id, days.day FROM (
  SELECT descendant_id, month FROM feedback_above JOIN feedback_days ON day = valid_from AND NOT starts
  UNION SELECT descendant_id, month FROM feedback_above JOIN feedback_days ON day = valid_to AND NOT ends
) AS moved JOIN feedback_days AS days ON days.month = moved.month
"""
_NAMES = [f"n{n}" for n in range(1, 6)]
_SUMS = [f"{whose}_{name}" for whose in ("own", "all") for name in _NAMES]
_KEY = "unit_id, month, evidence, instrument, question"
_GIVEN = ", ".join(f"COUNT(*) FILTER (WHERE said.mark = {n}) AS n{n}" for n in range(1, 6))
_OWN = f"""
CREATE TEMPORARY TABLE feedback_answers_own AS
SELECT said.unit_id, days.month, moving.day AS day, said.evidence, instrument.key AS instrument, said.question, {_GIVEN}
FROM ({{said}}) AS said
JOIN feedback_days AS days ON days.day = said.day
JOIN feedback_point AS point ON point.id = said.point_id
JOIN feedback_instrument AS instrument ON instrument.id = point.instrument_id
LEFT JOIN feedback_moving AS moving ON moving.unit_id = said.unit_id AND moving.day = said.day
WHERE {{some}} GROUP BY 1, 2, 3, 4, 5, 6
"""
_SAID_PG = """
SELECT unit_id, point_id, day, evidence, each.key AS question, each.value::int AS mark
FROM feedback_ballot AS ballot, jsonb_each_text(ballot.answers->'marks') AS each
WHERE ballot.answers IS NOT NULL AND ballot.set_aside = ''
"""
_SAID_LITE = """
SELECT unit_id, point_id, day, evidence, each.key AS question, each.value AS mark
FROM feedback_ballot AS ballot, json_each(ballot.answers, '$.marks') AS each
WHERE ballot.answers IS NOT NULL AND ballot.set_aside = ''
"""
_NOTHING = ", ".join(["0"] * 5)
_FIVE = ", ".join(f"own.{name}" for name in _NAMES)
_FRESH = f"""
CREATE TEMPORARY TABLE feedback_answers_fresh AS
SELECT {_KEY}, {", ".join(f"SUM({name}) AS {name}" for name in _SUMS)} FROM (
  SELECT {_KEY}, {", ".join(f"{name} AS own_{name}" for name in _NAMES)},
    {", ".join(f"{name} AS all_{name}" for name in _NAMES)} FROM feedback_answers_own
  UNION ALL
  SELECT ancestor_id, own.month, evidence, instrument, question, {_NOTHING}, {_FIVE} FROM feedback_answers_own AS own
  JOIN (SELECT DISTINCT month, first_day FROM feedback_days) AS months ON months.month = own.month
  JOIN feedback_above AS above ON above.descendant_id = own.unit_id
    AND COALESCE(own.day, first_day) BETWEEN above.valid_from AND above.valid_to
) AS parts GROUP BY 1, 2, 3, 4, 5
"""
_SAME = " AND ".join(f"kept.{name} = fresh.{name}" for name in _KEY.split(", "))
_WRONG = f"""
CREATE TEMPORARY TABLE feedback_answers_wrong AS
SELECT fresh.* FROM feedback_answers_fresh AS fresh LEFT JOIN feedback_answertally AS kept ON {_SAME}
WHERE {" OR ".join(f"COALESCE(kept.{name}, -1) <> fresh.{name}" for name in _SUMS)}
"""
_SUPERFLUOUS = f"""
DELETE FROM feedback_answertally WHERE id IN (
  SELECT kept.id FROM feedback_answertally AS kept LEFT JOIN feedback_answers_fresh AS fresh ON {_SAME}
  WHERE fresh.unit_id IS NULL AND ({" OR ".join(f"kept.{name} <> 0" for name in _SUMS)}))
"""
_MEND = f"""
INSERT INTO feedback_answertally ({_KEY}, {", ".join(_SUMS)})
SELECT {_KEY}, {", ".join(_SUMS)} FROM feedback_answers_wrong WHERE true ORDER BY {_KEY}
ON CONFLICT ({_KEY}) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in _SUMS)}
"""
_TABLES = ("answers_own", "answers_fresh", "answers_wrong", "moving", "above", "days")


def mend() -> int:
    """Count answers anew from the ballots and put their sums right where they differ; how many there were.

    Where nobody ever asked more than the quick rating the ballots are not read for it.
    """
    some = Point.objects.exclude(instrument__kind=InstrumentKind.QUICK).exists()
    with connection.cursor() as cursor:
        if on_postgresql():
            cursor.execute("SET LOCAL work_mem = '768MB'")
        _count(cursor, "true" if some else "false")
        wrong = _put_right(cursor)
        for name in _TABLES:
            cursor.execute(f"DROP TABLE feedback_{name}")
    return wrong


def _count(cursor: Any, some: str) -> None:
    _fill_days(cursor)
    far = f"COALESCE(valid_to, DATE '{_FAR}')" if on_postgresql() else f"COALESCE(valid_to, '{_FAR}')"
    cursor.execute(_ABOVE.format(till=far, some=some))
    cursor.execute(_MOVING)
    cursor.execute(_OWN.format(said=_SAID_PG if on_postgresql() else _SAID_LITE, some=some))
    if on_postgresql():
        cursor.execute("ANALYZE feedback_above; ANALYZE feedback_answers_own; ANALYZE feedback_days")
    cursor.execute(_FRESH)


def _put_right(cursor: Any) -> int:
    cursor.execute(_WRONG)
    cursor.execute("SELECT COUNT(*) FROM feedback_answers_wrong")
    wrong = int(cursor.fetchone()[0])
    cursor.execute(_SUPERFLUOUS)
    wrong += int(cursor.rowcount)
    cursor.execute(_MEND)
    return wrong


def _fill_days(cursor: Any) -> None:
    """Every day from the first day of the first month with ballots to the last day of the last."""
    given = Ballot.objects.order_by("day").values_list("day", flat=True)
    first, last = given.first() or date(2000, 1, 1), given.last() or date(2000, 1, 1)
    first, last = first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    ends = [monthrange(day.year, day.month)[1] == day.day for day in days]
    rows = [(day, month_of(day), day.replace(day=1), day.day == 1, end) for day, end in zip(days, ends, strict=True)]
    cursor.execute(_DAYS)
    cursor.executemany("INSERT INTO feedback_days VALUES (%s, %s, %s, %s, %s)", rows)
