"""The statements by which duties follow a reorganisation, for SQLite and PostgreSQL alike.

CROSS JOIN keeps SQLite, which knows little about the tables, to the order in which they are named; PostgreSQL chooses
for itself all the same. Values: `batch`, `day` (the first day of the new order), `open`, `not_obliged`, `running`, and
the words `since` and `by_number`.
"""

# Who answers for each unit that ended in the batch; a successor that ended in the same batch passes it on.
HEIRS = """
WITH RECURSIVE chain (unit_id, heir_id) AS (
    SELECT predecessor_id, successor_id FROM units_succession
    WHERE batch_id = %(batch)s AND predecessor_id <> successor_id
    UNION
    SELECT chain.unit_id, further.successor_id
    FROM chain JOIN units_succession AS further ON further.predecessor_id = chain.heir_id
    WHERE further.batch_id = %(batch)s AND further.predecessor_id <> further.successor_id
), heir (unit_id, heir_id) AS (
    SELECT chain.unit_id, chain.heir_id FROM chain
    JOIN units_unit AS before ON before.id = chain.unit_id AND before.closed_in_id = %(batch)s
    JOIN units_unit AS after ON after.id = chain.heir_id AND COALESCE(after.closed_in_id, 0) <> %(batch)s
    WHERE chain.unit_id <> chain.heir_id
), single (unit_id, heir_id) AS (
    SELECT unit_id, MIN(heir_id) FROM heir GROUP BY unit_id HAVING COUNT(*) = 1
)
"""

# The one unit above on the campaign's line on the first day of the new order; one that ended is nobody's superior.
_ABOVE = """
LEFT JOIN units_lineage AS {name}
       ON {name}.line = campaign.line AND {name}.descendant_id = {unit} AND {name}.depth = 1
      AND {name}.valid_from <= %(day)s AND ({name}.valid_to IS NULL OR {name}.valid_to >= %(day)s)
      AND NOT EXISTS (SELECT 1 FROM units_unit AS over
                      WHERE over.id = {name}.ancestor_id AND over.closed_in_id = %(batch)s)
"""

NOTE_ENDED = (
    HEIRS
    + """
INSERT INTO campaigns_dutymove (batch_id, duty_id, state, reason, to_unit_id, went_to_id)
SELECT %(batch)s, duty.id, duty.state, duty.reason, duty.to_unit_id, NULL
FROM (SELECT DISTINCT unit_id FROM heir) AS ended
JOIN campaigns_duty AS duty ON duty.unit_id = ended.unit_id AND duty.state = %(open)s
JOIN campaigns_campaign AS campaign ON campaign.id = duty.campaign_id AND campaign.state = %(running)s
WHERE true
"""
)

# {listed} joins the names of several successors.
EXCUSE_ENDED = (
    HEIRS
    + """
UPDATE campaigns_duty
SET state = %(not_obliged)s, reason = SUBSTR(%(since)s || words.names || %(by_number)s, 1, 300)
FROM (
    SELECT move.duty_id, named.names
    FROM campaigns_dutymove AS move
    JOIN campaigns_duty AS moved ON moved.id = move.duty_id
    JOIN (
        SELECT heir.unit_id, {listed} AS names
        FROM heir JOIN units_unit AS successor ON successor.id = heir.heir_id
        GROUP BY heir.unit_id
    ) AS named ON named.unit_id = moved.unit_id
    WHERE move.batch_id = %(batch)s
) AS words
WHERE campaigns_duty.id = words.duty_id
"""
)

LAY_ON_HEIRS = (
    HEIRS
    + """
INSERT INTO campaigns_duty
    (campaign_id, definition_id, unit_id, to_unit_id, period, year, due_on, state, fulfilled_on, reason, made_in_id)
SELECT old.campaign_id, old.definition_id, heir.heir_id,
       MIN(COALESCE(superior.ancestor_id, NULLIF(receiver.heir_id, heir.heir_id), old.to_unit_id)),
       old.period, MIN(old.year), MAX(old.due_on), %(open)s, NULL, '', %(batch)s
FROM campaigns_dutymove AS move
JOIN campaigns_duty AS old ON old.id = move.duty_id
JOIN campaigns_campaign AS campaign ON campaign.id = old.campaign_id
JOIN heir ON heir.unit_id = old.unit_id
LEFT JOIN single AS receiver ON receiver.unit_id = old.to_unit_id
"""
    + _ABOVE.format(name="superior", unit="heir.heir_id")
    + """
WHERE move.batch_id = %(batch)s
GROUP BY old.campaign_id, old.definition_id, heir.heir_id, old.period
ON CONFLICT (definition_id, unit_id, period) DO NOTHING
"""
)

# More time that a unit had been given is given to whoever does the duty in its stead.
PASS_EXTENSIONS = (
    HEIRS
    + """
INSERT INTO campaigns_extension (duty_id, due_on, reason, granted_at, granted_by_id)
SELECT made.id, given.due_on, given.reason, given.granted_at, given.granted_by_id
FROM campaigns_extension AS given
CROSS JOIN campaigns_dutymove AS move
CROSS JOIN campaigns_duty AS old
CROSS JOIN heir
CROSS JOIN campaigns_duty AS made
WHERE move.batch_id = %(batch)s AND move.duty_id = given.duty_id AND old.id = given.duty_id
  AND heir.unit_id = old.unit_id AND made.definition_id = old.definition_id AND made.unit_id = heir.heir_id
  AND made.period = old.period AND made.made_in_id = %(batch)s AND given.due_on > made.due_on
"""
)

# A successor that had been excused must do after all what the unit it took in still owed.
NOTE_EXCUSED_HEIRS = (
    HEIRS
    + """
INSERT INTO campaigns_dutymove (batch_id, duty_id, state, reason, to_unit_id, went_to_id)
SELECT DISTINCT %(batch)s, own.id, own.state, own.reason, own.to_unit_id, CAST(NULL AS BIGINT)
FROM campaigns_dutymove AS move
CROSS JOIN campaigns_duty AS old
CROSS JOIN heir
CROSS JOIN campaigns_duty AS own
WHERE move.batch_id = %(batch)s AND old.id = move.duty_id AND heir.unit_id = old.unit_id
  AND own.definition_id = old.definition_id AND own.unit_id = heir.heir_id AND own.period = old.period
  AND own.state = %(not_obliged)s
"""
)

# Open duties whose unit has a new place, or whose receiver is gone, and to whom they are owed from now on: the unit
# above now; else the one above the only successor; else the receiver's only successor; else nobody new (an orphan).
NOTE_RECEIVERS = (
    HEIRS
    + """
, gone (unit_id, line) AS (
    SELECT ended.unit_id, ended.line FROM units_placement AS ended
    WHERE ended.ended_in_id = %(batch)s AND NOT EXISTS (
        SELECT 1 FROM units_lineage AS self
        WHERE self.line = ended.line AND self.descendant_id = ended.unit_id AND self.depth = 0
          AND self.valid_from <= %(day)s AND (self.valid_to IS NULL OR self.valid_to >= %(day)s))
), touched (duty_id) AS (
    SELECT duty.id FROM units_placement AS begun
    JOIN campaigns_duty AS duty ON duty.unit_id = begun.unit_id AND duty.state = %(open)s
    JOIN campaigns_campaign AS campaign ON campaign.id = duty.campaign_id AND campaign.line = begun.line
    WHERE begun.begun_in_id = %(batch)s
    UNION
    SELECT duty.id FROM units_unit AS receiver
    JOIN campaigns_duty AS duty ON duty.to_unit_id = receiver.id AND duty.state = %(open)s
    WHERE receiver.closed_in_id = %(batch)s
    UNION
    SELECT duty.id FROM gone
    CROSS JOIN campaigns_duty AS duty
    CROSS JOIN campaigns_campaign AS campaign
    WHERE duty.to_unit_id = gone.unit_id AND duty.state = %(open)s
      AND campaign.id = duty.campaign_id AND campaign.line = gone.line
), over_heirs (unit_id, line, superior_id) AS (
    SELECT heir.unit_id, above.line, MIN(above.ancestor_id)
    FROM heir JOIN units_lineage AS above ON above.descendant_id = heir.heir_id AND above.depth = 1
    JOIN units_unit AS over ON over.id = above.ancestor_id AND COALESCE(over.closed_in_id, 0) <> %(batch)s
    WHERE above.valid_from <= %(day)s AND (above.valid_to IS NULL OR above.valid_to >= %(day)s)
    GROUP BY heir.unit_id, above.line HAVING MIN(above.ancestor_id) = MAX(above.ancestor_id)
), aimed (duty_id, state, reason, to_unit_id, went_to_id) AS (
    SELECT duty.id, duty.state, duty.reason, duty.to_unit_id,
           COALESCE(superior.ancestor_id, over_heirs.superior_id, NULLIF(receiver.heir_id, duty.unit_id))
    FROM touched
    JOIN campaigns_duty AS duty ON duty.id = touched.duty_id AND COALESCE(duty.made_in_id, 0) <> %(batch)s
    JOIN campaigns_campaign AS campaign ON campaign.id = duty.campaign_id AND campaign.state = %(running)s
"""
    + _ABOVE.format(name="superior", unit="duty.unit_id")
    + """
    LEFT JOIN over_heirs ON over_heirs.unit_id = duty.unit_id AND over_heirs.line = campaign.line
    LEFT JOIN single AS receiver ON receiver.unit_id = duty.to_unit_id
)
INSERT INTO campaigns_dutymove (batch_id, duty_id, state, reason, to_unit_id, went_to_id)
SELECT %(batch)s, duty_id, state, reason, to_unit_id, went_to_id FROM aimed
WHERE went_to_id IS NOT NULL AND went_to_id <> COALESCE(to_unit_id, 0)
ON CONFLICT (batch_id, duty_id) DO UPDATE SET went_to_id = excluded.went_to_id
"""
)

SEND_ELSEWHERE = """
UPDATE campaigns_duty SET to_unit_id = move.went_to_id
FROM campaigns_dutymove AS move
WHERE move.batch_id = %(batch)s AND move.duty_id = campaigns_duty.id AND move.went_to_id IS NOT NULL
"""

RESTORE = """
UPDATE campaigns_duty SET state = move.state, reason = move.reason, to_unit_id = move.to_unit_id
FROM campaigns_dutymove AS move
WHERE move.batch_id = %(batch)s AND move.duty_id = campaigns_duty.id
"""

# Campaigns whose owner ended and has one successor.
PASSED_CAMPAIGNS = (
    HEIRS
    + """
SELECT campaign.id, single.heir_id FROM campaigns_campaign AS campaign
JOIN single ON single.unit_id = campaign.unit_id
"""
)

LISTED = {
    "sqlite": "GROUP_CONCAT(COALESCE(NULLIF(successor.short_name, ''), successor.name), ', ')",
    "standard": "STRING_AGG(COALESCE(NULLIF(successor.short_name, ''), successor.name), ', ' ORDER BY successor.id)",
}
