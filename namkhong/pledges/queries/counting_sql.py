"""The statements that count a round, for SQLite and PostgreSQL alike.

Values: `round`, `day`, `line`, `organiser`, `enrolled` (whether the campaign is laid on some units alone), `campaign`.
`rules.counting.counted_as` says the same about one person; a property test holds the two together.
"""

VALID = "{0}.valid_from <= %(day)s AND ({0}.valid_to IS NULL OR {0}.valid_to >= %(day)s)"

# Units the round reaches.
REACHED = f"""
SELECT reached.descendant_id AS unit_id FROM units_lineage AS reached
WHERE reached.ancestor_id = %(organiser)s AND reached.line = %(line)s AND {VALID.format("reached")}
  AND (NOT %(enrolled)s OR reached.descendant_id = %(organiser)s OR EXISTS (
       SELECT 1 FROM campaigns_enrolment AS laid WHERE laid.campaign_id = %(campaign)s
       AND laid.unit_id = reached.descendant_id AND {VALID.format("laid")}))
"""

UNDERSTOOD_ONE_BY_ONE = """
LEFT JOIN (SELECT 1 AS yes) AS understood ON EXISTS (
    SELECT 1 FROM pledges_answering AS tried
    WHERE tried.round_id = %(round)s AND tried.person_id = works.person_id AND tried.understood)
"""
UNDERSTOOD_AT_ONCE = """
LEFT JOIN (SELECT DISTINCT person_id, 1 AS yes FROM pledges_answering WHERE round_id = %(round)s AND understood)
     AS understood ON understood.person_id = works.person_id
"""

# What each person who works at one of {units} adds to its count, summed by unit.
OWN = f"""
SELECT works.unit_id AS unit_id,
       SUM(CASE WHEN {{gone}} OR {{away}} THEN 0 ELSE 1 END) AS obliged,
       SUM(CASE WHEN {{gone}} OR {{away}} OR pledge.signed_at IS NULL THEN 0 ELSE 1 END) AS signed,
       SUM(CASE WHEN pledge.state = 'refused' THEN 1 ELSE 0 END) AS refused,
       SUM(CASE WHEN {{away}} THEN 1 ELSE 0 END) AS on_leave,
       SUM(CASE WHEN {{gone}} OR {{away}} OR understood.yes IS NULL THEN 0 ELSE 1 END) AS understood
FROM ({{units}}) AS wanted
JOIN people_employment AS works ON works.unit_id = wanted.unit_id AND {VALID.format("works")}
LEFT JOIN pledges_pledge AS pledge ON pledge.round_id = %(round)s AND pledge.person_id = works.person_id
{{understood}}
GROUP BY works.unit_id
"""
_AWAY = (
    "(pledge.state IS NOT NULL AND pledge.state = 'on_leave' AND (pledge.until_on IS NULL OR pledge.until_on >= "
    "%(day)s))"
)
_GONE = "(pledge.state IS NOT NULL AND pledge.state IN ('transferred', 'retired') AND pledge.unit_id = works.unit_id)"


def own(units: str, understood: str) -> str:
    """The statement over the units that another one lists as `unit_id`."""
    return OWN.format(gone=_GONE, away=_AWAY, units=units, understood=understood)


# Of the units listed as JSON in `units`, those that the round reaches; and whether nobody stands under them.
LISTED = {
    "sqlite": "SELECT value AS unit_id FROM json_each(%(units)s)",
    "postgresql": "SELECT value::bigint AS unit_id FROM jsonb_array_elements_text(%(units)s::jsonb) AS each (value)",
}
TOUCHED = f"""
SELECT listed.unit_id AS unit_id FROM ({{listed}}) AS listed JOIN ({REACHED}) AS reached
  ON reached.unit_id = listed.unit_id
"""
FOOT = f"""
NOT EXISTS (SELECT 1 FROM units_lineage AS under WHERE under.ancestor_id = {{unit}} AND under.line = %(line)s
            AND under.depth = 1 AND {VALID.format("under")})
"""
FRESH = f"""
SELECT wanted.unit_id, COALESCE(counted.obliged, 0), COALESCE(counted.signed, 0), COALESCE(counted.refused, 0),
       COALESCE(counted.on_leave, 0), COALESCE(counted.understood, 0),
       CASE WHEN counted.unit_id IS NULL AND {FOOT.format(unit="wanted.unit_id")} THEN 1 ELSE 0 END
FROM ({{touched}}) AS wanted LEFT JOIN ({{own}}) AS counted ON counted.unit_id = wanted.unit_id
"""
