"""Counts all ballots anew beside the sums that are kept, and mends what differs. Two passes:

1. ballots by unit, month and class; by day instead of month for units whose superiors changed in the middle of one;
2. those, up the tree: a unit's part goes to everybody who stood above it on that day, on any line, once.
"""

from calendar import monthrange
from datetime import date, timedelta
from typing import Any

from django.db import connection

from namkhong.feedback.box.statements import SUMS, on_postgresql
from namkhong.feedback.models import Ballot, Delta
from namkhong.foundation.months import month_of

_NAMES = ("n1", "n2", "n3", "n4", "n5", "aside")
_COUNTED = ", ".join(
    [
        *(f"COUNT(*) FILTER (WHERE score = {n} AND set_aside = '') AS n{n}" for n in range(1, 6)),
        "COUNT(*) FILTER (WHERE set_aside <> '') AS aside",
    ]
)
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
      FROM units_lineage WHERE depth > 0
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
_OWN = f"""
CREATE TEMPORARY TABLE feedback_own AS
SELECT ballot.unit_id, {{month}} AS month, {{day}} AS day, ballot.evidence, {_COUNTED}
FROM feedback_ballot AS ballot {{joined}} GROUP BY 1, 2, 3, 4
"""
_JOIN_DAYS = "JOIN feedback_days AS days ON days.day = ballot.day"
_JOIN_MOVING = "LEFT JOIN feedback_moving AS moving ON moving.unit_id = ballot.unit_id AND moving.day = ballot.day"
_NOTHING = ", ".join(["0"] * 6)
_SIX = ", ".join(f"own.{name}" for name in _NAMES)
# A month's own part is everything of a unit on which nobody stands; what goes up is joined by the first day of the
# month, or by the day itself where it was kept apart.
_FRESH = f"""
CREATE TEMPORARY TABLE feedback_fresh AS
SELECT unit_id, month, evidence, {", ".join(f"SUM({name}) AS {name}" for name in SUMS)} FROM (
  SELECT unit_id, month, evidence, {", ".join(f"{name} AS own_{name}" for name in _NAMES)},
    {", ".join(f"{name} AS all_{name}" for name in _NAMES)} FROM feedback_own
  UNION ALL
  SELECT ancestor_id, own.month, evidence, {_NOTHING}, {_SIX} FROM feedback_own AS own
  JOIN (SELECT DISTINCT month, first_day FROM feedback_days) AS months ON months.month = own.month
  JOIN feedback_above AS above ON above.descendant_id = own.unit_id
    AND COALESCE(own.day, first_day) BETWEEN above.valid_from AND above.valid_to
) AS parts GROUP BY 1, 2, 3
"""
_DIFFERS = " OR ".join(f"COALESCE(kept.{name}, -1) <> fresh.{name}" for name in SUMS)
_WRONG = f"""
CREATE TEMPORARY TABLE feedback_wrong AS
SELECT fresh.* FROM feedback_fresh AS fresh LEFT JOIN feedback_tally AS kept
  ON kept.unit_id = fresh.unit_id AND kept.month = fresh.month AND kept.evidence = fresh.evidence
WHERE {_DIFFERS}
"""
_NONZERO = " OR ".join(f"kept.{name} <> 0" for name in SUMS)
_SUPERFLUOUS = f"""
DELETE FROM feedback_tally WHERE id IN (
  SELECT kept.id FROM feedback_tally AS kept LEFT JOIN feedback_fresh AS fresh
    ON kept.unit_id = fresh.unit_id AND kept.month = fresh.month AND kept.evidence = fresh.evidence
  WHERE fresh.unit_id IS NULL AND ({_NONZERO}))
"""
_MEND = f"""
INSERT INTO feedback_tally (unit_id, month, evidence, {", ".join(SUMS)})
SELECT unit_id, month, evidence, {", ".join(SUMS)} FROM feedback_wrong WHERE true ORDER BY unit_id, month, evidence
ON CONFLICT (unit_id, month, evidence) DO UPDATE SET {", ".join(f"{name} = excluded.{name}" for name in SUMS)}
"""
_TABLES = ("days", "above", "moving", "own", "fresh", "wrong")


def begin() -> None:
    """Of the whole recount one moment is seen: to be called before anything else in its transaction."""
    if on_postgresql():
        with connection.cursor() as cursor:
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")


def still_told() -> tuple[list[list[Any]], list[list[str]]]:
    """What groups have told (counts and answers) and nobody has added yet, and which of their ballots have words; taken
    away.
    """
    waiting = list(Delta.objects.order_by("pk").values_list("pk", "counts", "answers", "worded"))
    Delta.objects.filter(pk__in=[pk for pk, *_ in waiting]).delete()
    return [told for _, *told, _ in waiting], [worded for *_, worded in waiting]


def count_anew() -> None:
    """Work out all sums from the ballots, into tables of this connection's own."""
    first, last = _span()
    with connection.cursor() as cursor:
        if on_postgresql():
            cursor.execute("SET LOCAL work_mem = '768MB'")
        _fill_days(cursor, first, last)
        far = f"COALESCE(valid_to, DATE '{_FAR}')" if on_postgresql() else f"COALESCE(valid_to, '{_FAR}')"
        cursor.execute(_ABOVE.format(till=far))
        cursor.execute(_MOVING)
        cursor.execute("SELECT COUNT(*) FROM feedback_moving")
        cursor.execute(_own(first, last, moving=cursor.fetchone()[0] > 0))
        if on_postgresql():
            cursor.execute("ANALYZE feedback_above; ANALYZE feedback_own; ANALYZE feedback_days")
        cursor.execute(_FRESH)


def mend() -> int:
    """Put the sums right where they differ from what was counted anew; how many there were."""
    with connection.cursor() as cursor:
        cursor.execute(_WRONG)
        cursor.execute("SELECT COUNT(*) FROM feedback_wrong")
        wrong = int(cursor.fetchone()[0])
        cursor.execute(_SUPERFLUOUS)
        wrong += int(cursor.rowcount)
        cursor.execute(_MEND)
        for name in _TABLES:
            cursor.execute(f"DROP TABLE feedback_{name}")
    return wrong


def _span() -> tuple[date, date]:
    """From the first day of the first month with ballots to the last day of the last."""
    days = Ballot.objects.order_by("day").values_list("day", flat=True)
    first, last = days.first() or date(2000, 1, 1), days.last() or date(2000, 1, 1)
    return first.replace(day=1), last.replace(day=monthrange(last.year, last.month)[1])


def _fill_days(cursor: Any, first: date, last: date) -> None:
    days = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    ends = [monthrange(day.year, day.month)[1] == day.day for day in days]
    rows = [(day, month_of(day), day.replace(day=1), day.day == 1, end) for day, end in zip(days, ends, strict=True)]
    cursor.execute(_DAYS)
    cursor.executemany("INSERT INTO feedback_days VALUES (%s, %s, %s, %s, %s)", rows)


def _own(first: date, last: date, *, moving: bool) -> str:
    """The first pass. PostgreSQL looks the month up in an array, which its parallel workers can do as well."""
    joined = _JOIN_MOVING if moving else ""
    day = "moving.day" if moving else ("NULL::date" if on_postgresql() else "NULL")
    if not on_postgresql():
        return _OWN.format(month="days.month", day=day, joined=f"{_JOIN_DAYS} {joined}")
    months = ",".join(str(month_of(first + timedelta(days=n))) for n in range((last - first).days + 1))
    return _OWN.format(month=f"('{{{months}}}'::int[])[ballot.day - DATE '{first}' + 1]", day=day, joined=joined)
