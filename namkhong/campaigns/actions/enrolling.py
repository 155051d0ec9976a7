"""Keeping a campaign with the units it was made for when it comes to an owner with a larger tree."""

from datetime import date, timedelta

from django.db import connection

from namkhong.campaigns.actions.following_sql import HEIRS
from namkhong.campaigns.states import DutyState

# Who stands for whom on a day, by all reorganisations so far.
_HEIRS_OF_DAY = """
WITH heir (unit_id, heir_id) AS (
    SELECT unit_id, heir_id FROM units_heir
    WHERE valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
)
"""

# passed: campaigns that changed hands and are laid on everybody so far, with the last day the giver stood on the line;
# stood: the units of that day, or their heirs, and whoever still owes something; larger: campaigns whose new owner
# has others under it as well.
_ENROL = """
, passed (campaign_id, line, owner_id, giver_id, last_day) AS (
    SELECT taken.campaign_id, campaign.line, taken.unit_id, given.unit_id,
           (SELECT MAX(CASE WHEN self.valid_to IS NULL OR self.valid_to > %(before)s THEN %(before_day)s
                            ELSE self.valid_to END)
            FROM units_lineage AS self
            WHERE self.line = campaign.line AND self.ancestor_id = given.unit_id AND self.depth = 0
              AND self.descendant_id = given.unit_id AND self.valid_from <= %(before)s)
    FROM campaigns_ownership AS taken
    JOIN campaigns_campaign AS campaign ON campaign.id = taken.campaign_id
    JOIN campaigns_ownership AS given ON given.campaign_id = taken.campaign_id AND given.valid_to = (
        SELECT MAX(earlier.valid_to) FROM campaigns_ownership AS earlier WHERE earlier.campaign_id = taken.campaign_id)
    WHERE {which} AND NOT EXISTS (
        SELECT 1 FROM campaigns_enrolment AS enrolled
        WHERE enrolled.campaign_id = taken.campaign_id AND enrolled.valid_to IS NULL)
), touched (campaign_id, unit_id) AS (
    SELECT passed.campaign_id, below.descendant_id FROM passed
    JOIN units_lineage AS below ON below.line = passed.line AND below.ancestor_id = passed.giver_id AND below.depth > 0
     AND below.valid_from <= passed.last_day AND (below.valid_to IS NULL OR below.valid_to >= passed.last_day)
    UNION
    SELECT passed.campaign_id, duty.unit_id FROM passed
    CROSS JOIN campaigns_duty AS duty
    WHERE duty.campaign_id = passed.campaign_id AND duty.state = %(open)s AND duty.unit_id <> passed.giver_id
), stood (campaign_id, unit_id) AS (
    SELECT DISTINCT touched.campaign_id, COALESCE(heir.heir_id, touched.unit_id)
    FROM touched LEFT JOIN heir ON heir.unit_id = touched.unit_id
), larger (campaign_id) AS (
    SELECT DISTINCT passed.campaign_id FROM passed
    JOIN units_lineage AS below ON below.line = passed.line AND below.ancestor_id = passed.owner_id AND below.depth > 0
     AND below.valid_from <= %(day)s AND (below.valid_to IS NULL OR below.valid_to >= %(day)s)
    LEFT JOIN stood ON stood.campaign_id = passed.campaign_id AND stood.unit_id = below.descendant_id
    WHERE stood.unit_id IS NULL
)
INSERT INTO campaigns_enrolment (campaign_id, unit_id, valid_from, valid_to, begun_in_id, ended_in_id, valid_to_before)
SELECT stood.campaign_id, stood.unit_id, {day}, NULL, {batch}, NULL, NULL
FROM stood JOIN larger ON larger.campaign_id = stood.campaign_id
JOIN passed ON passed.campaign_id = stood.campaign_id AND passed.owner_id <> stood.unit_id
JOIN units_unit AS unit ON unit.id = stood.unit_id AND unit.closed_on IS NULL
"""

_ENROL_HEIRS = (
    HEIRS
    + """
INSERT INTO campaigns_enrolment (campaign_id, unit_id, valid_from, valid_to, begun_in_id, ended_in_id, valid_to_before)
SELECT DISTINCT ended.campaign_id, heir.heir_id, {day}, {nothing}, {batch}, {none}, {nothing}
FROM campaigns_enrolment AS ended JOIN heir ON heir.unit_id = ended.unit_id
WHERE ended.ended_in_id = %(batch)s
ON CONFLICT DO NOTHING
"""
)


def enrol_under(*, ownership: int, since: date) -> None:
    """Enrol the units of a campaign handed over by a person, unless its new owner has just those under it.

    Nobody is enrolled anew in a campaign that has enrolments.
    """
    _run(_HEIRS_OF_DAY + _ENROL, "taken.id = %(ownership)s", None, since, ownership=ownership)


def enrol_passed(*, batch: int, since: date) -> None:
    """The same for every campaign that a reorganisation handed over."""
    _run(HEIRS + _ENROL, "taken.begun_in_id = %(batch)s", batch, since)


def enrol_heirs(*, batch: int, since: date) -> None:
    """Enrol the successors of units whose enrolment ended in a reorganisation."""
    _run(_ENROL_HEIRS, "", batch, since)


def _run(statement: str, which: str, batch: int | None, since: date, **more: int) -> None:
    typed = connection.vendor != "sqlite"
    words = {
        "which": which,
        "day": "CAST(%(day)s AS date)" if typed else "%(day)s",
        "batch": "CAST(%(batch)s AS bigint)" if typed else "%(batch)s",
        "nothing": "CAST(NULL AS date)" if typed else "NULL",
        "none": "CAST(NULL AS bigint)" if typed else "NULL",
    }
    before = since - timedelta(days=1)
    cast = "CAST(%(before)s AS date)" if typed else "%(before)s"
    with connection.cursor() as cursor:
        cursor.execute(
            statement.replace("%(before_day)s", cast).format(**words),
            {"batch": batch, "day": since, "before": before, "open": DutyState.OPEN, **more},
        )
