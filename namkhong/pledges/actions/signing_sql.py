"""The statements of signing: one look, and one write each of pledge, Event and change; on PostgreSQL one write of all.

`day` is the day of signing. {listed} joins rows of the tree within one cell (see `rules.place.parsed`), {people} says
who is looked at.
"""

LISTED = {
    "sqlite": "group_concat(up.line || ':' || up.depth || ':' || up.ancestor_id, ' ')",
    "postgresql": "string_agg(up.line || ':' || up.depth || ':' || up.ancestor_id, ' ')",
}

# Round, work and pledge of some people, one row each. Who works at two units at once stands where he began last.
LOOK = """
SELECT person.id, works.unit_id, organised.unit_id, organised.line, round.state, round.text_version,
       pledge.id, pledge.client_id, pledge.client_mark, pledge.signed_at IS NOT NULL,
       (SELECT {listed} FROM units_lineage AS up
        WHERE up.descendant_id = works.unit_id AND (up.depth = 0 OR up.line = organised.line)
          AND up.valid_from <= %(day)s AND (up.valid_to IS NULL OR up.valid_to >= %(day)s)),
       works.unit_id = organised.unit_id
       OR NOT EXISTS (SELECT 1 FROM campaigns_enrolment AS laid WHERE laid.campaign_id = organised.id
                      AND laid.valid_from <= %(day)s AND (laid.valid_to IS NULL OR laid.valid_to >= %(day)s))
       OR EXISTS (SELECT 1 FROM campaigns_enrolment AS laid
                  WHERE laid.campaign_id = organised.id AND laid.unit_id = works.unit_id
                    AND laid.valid_from <= %(day)s AND (laid.valid_to IS NULL OR laid.valid_to >= %(day)s))
FROM pledges_round AS round
JOIN campaigns_campaign AS organised ON organised.id = round.campaign_id
JOIN people_person AS person ON person.id {people}
LEFT JOIN people_employment AS works ON works.person_id = person.id
     AND works.valid_from <= %(day)s AND (works.valid_to IS NULL OR works.valid_to >= %(day)s)
LEFT JOIN pledges_pledge AS pledge ON pledge.round_id = round.id AND pledge.person_id = person.id
WHERE round.id = %(round)s
ORDER BY works.valid_from, works.id
"""

# Whoever has no row gets one; a row that has not signed takes the signature; one that has stays and is not returned.
PUT = """
INSERT INTO pledges_pledge (round_id, person_id, unit_id, way, text_id, evidence_id, needs_head, needs_union,
                            client_id, client_mark, signed_at, state, reason)
VALUES {rows}
ON CONFLICT (round_id, person_id) DO UPDATE SET
    unit_id = excluded.unit_id, state = excluded.state, way = excluded.way, text_id = excluded.text_id,
    signed_at = excluded.signed_at, client_id = excluded.client_id, client_mark = excluded.client_mark,
    evidence_id = excluded.evidence_id, reason = '', until_on = NULL,
    needs_head = excluded.needs_head, needs_union = excluded.needs_union
WHERE pledges_pledge.signed_at IS NULL
RETURNING id, person_id, unit_id
"""
PUT_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, 'signed', '')"

TELL = "INSERT INTO journal_event (at, by_id, verb, subject_kind, subject_id, unit_id, facts) VALUES {rows}"
TELL_ROW = "(%s, %s, 'pledge.sign', 'pledge', %s, %s, %s)"

TOUCH = "INSERT INTO pledges_coveragechange (round_id, unit_id) VALUES {rows}"
TOUCH_ROW = "(%s, %s)"

# The same in one statement: one way to the server and back, and nothing to begin and to commit around it.
PUT_AND_TELL = f"""
WITH put AS ({PUT}), told AS (
    INSERT INTO journal_event (at, by_id, verb, subject_kind, subject_id, unit_id, facts)
    SELECT %s::timestamptz, %s::bigint, 'pledge.sign', 'pledge', put.id, put.unit_id, %s::jsonb FROM put
), touched AS (
    INSERT INTO pledges_coveragechange (round_id, unit_id) SELECT DISTINCT %s::bigint, put.unit_id FROM put
)
SELECT id, person_id FROM put
"""
