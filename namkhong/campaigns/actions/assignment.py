"""Giving a year's duties to every unit in scope: one set-based statement for each definition and period."""

from collections.abc import Callable, Collection
from datetime import date, datetime
from typing import Any

from django.db import connection, transaction

from namkhong.campaigns.models import Campaign, DutyDefinition
from namkhong.campaigns.queries import Scope, schedule_of, scope_of
from namkhong.campaigns.rules import Occurrence, occurrences
from namkhong.campaigns.states import CampaignState, DutyState, Obliged
from namkhong.foundation.days import IsWorkingDay
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person


class NotRunning(DomainError):
    sentence = "Cuộc vận động “{name}” chưa phát động hoặc đã kết thúc nên không giao việc được."


def assign_year(
    *,
    campaign: Campaign,
    year: int,
    tree_on: date,
    is_working_day: IsWorkingDay,
    by: Person | None,
    at: datetime,
    advance: Callable[[int, int], object] = max,
) -> int:
    """Assign the duties of one calendar year on the tree of the day `tree_on`; returns how many are new.

    The duties fall on the units under the organiser of that day, or on the enrolled ones where there are any.
    May be repeated: units that have joined since get their duties, nobody gets one twice.
    `advance(done, total)` is told after each statement (`max` merely takes the two). Raises: NotRunning.
    """
    state = Campaign.objects.filter(pk=campaign.pk).values_list("state", flat=True).get()
    if state != CampaignState.RUNNING:
        raise NotRunning(name=campaign.name)
    steps = [
        (definition, occurrence)
        for definition in campaign.definitions.order_by("order", "pk")
        for occurrence in occurrences(schedule_of(definition), year, is_working_day)
    ]
    made, scope = 0, scope_of(campaign, tree_on)
    with transaction.atomic():
        for done, (definition, occurrence) in enumerate(steps, start=1):
            made += assign(scope, definition, occurrence, tree_on)
            advance(done, len(steps))
        record(
            verb="campaign.assign_year",
            subject_kind="campaign",
            subject_id=campaign.pk,
            at=at,
            by=by.pk if by else None,
            unit=campaign.unit_id,
            facts={"year": year, "duties": made},
        )
    return made


_SCOPE = {
    Obliged.ORGANISER: "scope.depth = 0",
    Obliged.DIRECT: "scope.depth = 1",
    Obliged.ALL_BELOW: "scope.depth > 0",
    Obliged.GRASSROOTS: (
        "scope.depth > 0 AND NOT EXISTS (SELECT 1 FROM units_lineage AS lower WHERE lower.line = %(line)s"
        " AND lower.ancestor_id = scope.descendant_id AND lower.depth = 1"
        " AND lower.valid_from <= %(day)s AND (lower.valid_to IS NULL OR lower.valid_to >= %(day)s))"
    ),
}

_ENROLLED = (
    "EXISTS (SELECT 1 FROM campaigns_enrolment AS enrolled WHERE enrolled.campaign_id = %(campaign)s"
    " AND enrolled.unit_id = {unit} AND enrolled.valid_from <= %(day)s"
    " AND (enrolled.valid_to IS NULL OR enrolled.valid_to >= %(day)s))"
)
# "Directly below" are the highest units of the campaign, whoever else stands between them and the organiser.
_NOBODY_BETWEEN = (
    "NOT EXISTS (SELECT 1 FROM units_lineage AS upper WHERE upper.line = %(line)s AND upper.depth > 0"
    " AND upper.descendant_id = scope.descendant_id AND upper.ancestor_id <> %(organiser)s"
    " AND upper.valid_from <= %(day)s AND (upper.valid_to IS NULL OR upper.valid_to >= %(day)s) AND "
    + _ENROLLED.format(unit="upper.ancestor_id")
    + ")"
)
_NARROWED = {
    Obliged.ORGANISER: _SCOPE[Obliged.ORGANISER],
    Obliged.DIRECT: f"scope.depth > 0 AND {_ENROLLED.format(unit='scope.descendant_id')} AND {_NOBODY_BETWEEN}",
    Obliged.ALL_BELOW: f"scope.depth > 0 AND {_ENROLLED.format(unit='scope.descendant_id')}",
    Obliged.GRASSROOTS: f"{_SCOPE[Obliged.GRASSROOTS]} AND {_ENROLLED.format(unit='scope.descendant_id')}",
}
"""The same words for a campaign that is laid on enrolled units alone."""

_INSERT = """
INSERT INTO campaigns_duty
    (campaign_id, definition_id, unit_id, to_unit_id, period, year, due_on, state, fulfilled_on, reason, made_in_id)
SELECT %(campaign)s, %(definition)s, scope.descendant_id, superior.ancestor_id,
       %(period)s, %(year)s, {due}, %(open)s, NULL, '', {batch}
FROM units_lineage AS scope
LEFT JOIN units_lineage AS superior
       ON superior.line = %(line)s AND superior.descendant_id = scope.descendant_id AND superior.depth = 1
      AND superior.valid_from <= %(day)s AND (superior.valid_to IS NULL OR superior.valid_to >= %(day)s)
WHERE scope.line = %(line)s AND scope.ancestor_id = %(organiser)s
  AND scope.valid_from <= %(day)s AND (scope.valid_to IS NULL OR scope.valid_to >= %(day)s)
  AND {scope} AND {named}
ON CONFLICT (definition_id, unit_id, period) DO NOTHING
"""


def assign(
    scope: Scope,
    definition: DutyDefinition,
    occurrence: Occurrence,
    tree_on: date,
    *,
    only: Collection[int] | None = None,
    batch: int | None = None,
) -> int:
    """One statement: a row for every obliged unit, its direct superior as the receiver; returns how many are new.

    Given `only`, for these units alone; given a `batch`, the duties are taken back with it.
    """
    typed = connection.vendor != "sqlite"
    words = _NARROWED if scope.enrolled else _SCOPE
    named = {f"unit_{place}": unit for place, unit in enumerate(only or ())}
    statement = _INSERT.format(
        scope=words[Obliged(definition.obliged)],
        due="CAST(%(due)s AS date)" if typed else "%(due)s",
        batch="CAST(%(batch)s AS bigint)" if typed else "%(batch)s",
        named="1 = 1" if only is None else f"scope.descendant_id IN ({', '.join(f'%({key})s' for key in named)})",
    )
    values: dict[str, Any] = named | {
        "campaign": definition.campaign_id,
        "definition": definition.pk,
        "organiser": scope.organiser,
        "line": scope.line,
        "day": tree_on,
        "period": occurrence.period.key,
        "year": occurrence.period.year,
        "due": occurrence.due_on,
        "open": DutyState.OPEN,
        "batch": batch,
    }
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
