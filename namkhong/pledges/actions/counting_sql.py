"""The statements that keep counts, for SQLite and PostgreSQL alike; values as in `queries.counting_sql`."""

from namkhong.pledges.queries.counting_sql import FOOT, REACHED, UNDERSTOOD_AT_ONCE, VALID, own
from namkhong.pledges.rules.counting import NAMES

TAKE = """
DELETE FROM pledges_coveragechange
WHERE id IN (SELECT id FROM pledges_coveragechange WHERE round_id = %(round)s ORDER BY id LIMIT %(most)s)
RETURNING unit_id
"""

_COLUMNS = ", ".join([*(f"own_{name}" for name in NAMES), *(f"all_{name}" for name in NAMES)])
_OWN_AND_ALL = ", ".join(
    [
        *(f"SUM(CASE WHEN up.depth = 0 THEN counted.{name} ELSE 0 END)" for name in NAMES),
        *(f"SUM(counted.{name})" for name in NAMES),
    ]
)

# `counted` goes to each unit itself and to everybody above it, up to the organiser.
_UPWARDS = f"""
INSERT INTO pledges_coverage (round_id, unit_id, {_COLUMNS})
SELECT %(round)s, up.ancestor_id, {_OWN_AND_ALL}
FROM ({{counted}}) AS counted
JOIN units_lineage AS up ON up.descendant_id = counted.unit_id AND up.line = %(line)s AND {VALID.format("up")}
JOIN units_lineage AS inside ON inside.ancestor_id = %(organiser)s AND inside.descendant_id = up.ancestor_id
     AND inside.line = %(line)s AND {VALID.format("inside")}
GROUP BY up.ancestor_id
ON CONFLICT (unit_id, round_id) DO UPDATE SET {{kept}}
"""
_BOTH = [f"{of}_{name}" for of in ("own", "all") for name in NAMES]

# Differences, listed in `changes` as [unit, …].
_CHANGES = {
    "sqlite": "SELECT json_extract(value, '$[0]') AS unit_id, "
    + ", ".join(f"json_extract(value, '$[{place}]') AS {name}" for place, name in enumerate(NAMES, 1))
    + " FROM json_each(%(changes)s)",
    "postgresql": "SELECT (value->>0)::bigint AS unit_id, "
    + ", ".join(f"(value->>{place})::integer AS {name}" for place, name in enumerate(NAMES, 1))
    + " FROM jsonb_array_elements(%(changes)s::jsonb) AS each (value)",
}
_ADDED = ", ".join(f"{name} = pledges_coverage.{name} + excluded.{name}" for name in _BOTH)
ADD_UP = {vendor: _UPWARDS.format(counted=changes, kept=_ADDED) for vendor, changes in _CHANGES.items()}

# Every unit the round reaches, from employments and pledges alone.
_EVERYBODY = f"""
SELECT reached.unit_id, {", ".join(f"COALESCE(own.{name}, 0) AS {name}" for name in NAMES[:-1])},
       CASE WHEN own.unit_id IS NULL AND {FOOT.format(unit="reached.unit_id")} THEN 1 ELSE 0 END AS unlisted
FROM ({REACHED}) AS reached LEFT JOIN ({own(REACHED, UNDERSTOOD_AT_ONCE)}) AS own ON own.unit_id = reached.unit_id
"""
_REPLACED = ", ".join(f"{name} = excluded.{name}" for name in _BOTH)
_DIFFERS = " OR ".join(f"pledges_coverage.{name} <> excluded.{name}" for name in _BOTH)
COUNT_ALL = _UPWARDS.format(counted=_EVERYBODY, kept=f"{_REPLACED} WHERE {_DIFFERS}")

# Rows of units that no longer stand under the organiser.
FORGET = f"""
DELETE FROM pledges_coverage
WHERE round_id = %(round)s AND NOT EXISTS (
    SELECT 1 FROM units_lineage AS inside
    WHERE inside.ancestor_id = %(organiser)s AND inside.descendant_id = pledges_coverage.unit_id
      AND inside.line = %(line)s AND {VALID.format("inside")})
"""
