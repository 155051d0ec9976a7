"""Counts all answers on scales anew and mends the sums that differ, with the same two passes as `recounting`.

It stands on that module's tables of days and of who stood above whom, so it comes between its two halves.
"""

from django.db import connection

from namkhong.feedback.box.statements import on_postgresql
from namkhong.feedback.models import Point
from namkhong.feedback.states import InstrumentKind

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
_TABLES = ("own", "fresh", "wrong")


def count_anew() -> None:
    """Work out the sums of answers from the ballots. To be called after `recounting.count_anew`.

    Where nobody ever asked more than the quick rating the ballots are not read a second time.
    """
    some = Point.objects.exclude(instrument__kind=InstrumentKind.QUICK).exists()
    said = _SAID_PG if on_postgresql() else _SAID_LITE
    with connection.cursor() as cursor:
        cursor.execute(_OWN.format(said=said, some="true" if some else "false"))
        cursor.execute(_FRESH)


def mend() -> int:
    """Put the sums right where they differ; how many there were. To be called before `recounting.mend`."""
    with connection.cursor() as cursor:
        cursor.execute(_WRONG)
        cursor.execute("SELECT COUNT(*) FROM feedback_answers_wrong")
        wrong = int(cursor.fetchone()[0])
        cursor.execute(_SUPERFLUOUS)
        wrong += int(cursor.rowcount)
        cursor.execute(_MEND)
        for name in _TABLES:
            cursor.execute(f"DROP TABLE feedback_answers_{name}")
    return wrong
