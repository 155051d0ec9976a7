"""Where the returns of the lowest units fall on today's tree, seen from one unit, and by which share.

A return of a lowest unit is carried to the unit's heirs of the day by share. What has no place on today's tree, and
what nobody has been named the heir of, are groups of their own, so that both views add up to the same leaves.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from namkhong.campaigns.models import Campaign, Ownership
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Form
from namkhong.reports.queries.sums import WHOLE, exact
from namkhong.reports.states import SENT, ReturnState


class Place(IntEnum):
    """Where a part of a return falls on today's tree, seen from one unit."""

    HERE = 0
    OUTSIDE = 1
    UNDECIDED = 2


@dataclass(slots=True)
class Gathered:
    """The returns, or parts of them, that fall into one place for one period.

    `whole` are numbers of returns that count in full, `shared` the others with the share that counts, `former` the
    units among the senders that have been succeeded.
    """

    whole: list[int]
    shared: dict[int, Decimal]
    former: set[int]

    @property
    def shares(self) -> dict[int, Decimal]:
        """Every return with the share of it that counts."""
        return dict.fromkeys(self.whole, WHOLE) | self.shared


Carried = dict[tuple[str, Place], Gathered]
"""By period and place; every period asked for has every place."""


def carry(unit: int, campaign: Campaign, form: Form, periods: Sequence[str], on: date, *, provisional: bool) -> Carried:
    """Find the lowest returns of several periods, and where their parts fall on the day `on`, in one statement."""
    carried: Carried = {(period, place): Gathered([], {}, set()) for period in periods for place in Place}
    groups = list(carried.values())
    statement, values = _asked(unit, campaign, form, periods, on, provisional=provisional)
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        for sheet, sender, number, place, share in cursor.fetchall():
            group = groups[number * len(Place) + place]
            if share is None:
                group.whole.append(sheet)
                continue
            group.former.add(sender)
            part = exact(share) or Decimal(0)
            if part == WHOLE:
                group.whole.append(sheet)
            else:
                group.shared[sheet] = part
    return carried


def campaigns_now(campaign: Campaign) -> list[int]:
    """The campaign, those that its owner came to own through a reorganisation, and those that carry any of them out."""
    others = Ownership.objects.filter(campaign=OuterRef("pk")).exclude(unit=campaign.unit_id)
    inherited = Q(unit=campaign.unit_id, line=campaign.line) & Exists(others)
    bases = Campaign.objects.filter(Q(pk=campaign.pk) | inherited).order_by()
    plans = list(bases.values_list("plan", flat=True))
    rows = Campaign.objects.filter(Q(plan__in=plans) | Q(plan__superior_plan__in=plans))
    return list(rows.order_by("pk").values_list("pk", flat=True))


def _asked(
    unit: int, campaign: Campaign, form: Form, periods: Sequence[str], on: date, *, provisional: bool
) -> tuple[str, dict[str, Any]]:
    """The statement and its values; its rows are return, sender, number of the period, place, share."""
    forms = Form.objects.filter(key=form.key).order_by().values_list("pk", flat=True)
    rows = []
    values: dict[str, Any] = {"unit": unit, "line": campaign.line, "day": on}
    for number, key in enumerate(periods):
        period = parse_period(key)
        values |= {f"key{number}": key, f"starts{number}": period.starts_on, f"ends{number}": period.ends_on}
        rows.append(
            f"SELECT {number} AS number, %(key{number})s AS period,"
            f" CAST(%(starts{number})s AS {_day()}) AS starts, CAST(%(ends{number})s AS {_day()}) AS ends"
        )
    states = SENT if provisional else (ReturnState.ACCEPTED,)
    statement = _CARRIED.format(
        asked=" UNION ALL ".join(rows),
        campaigns=", ".join(str(pk) for pk in campaigns_now(campaign)),
        forms=", ".join(str(pk) for pk in forms),
        states=", ".join(f"'{state}'" for state in states),
        place_of_sender=_PLACE.format(who="sheets.unit_id"),
        place_of_heir=_PLACE.format(who="shares.heir_id"),
    )
    return statement, values


def _day() -> str:
    """SQLite keeps days as text; a cast to DATE would make a number of them."""
    return "TEXT" if connection.vendor == "sqlite" else "DATE"


# Under the unit: here. On the line elsewhere: the business of others (3). Not on the line at all: outside.
_PLACE = """
CASE WHEN EXISTS (
    SELECT 1 FROM units_lineage AS under WHERE under.descendant_id = {who} AND under.line = %(line)s
    AND under.ancestor_id = %(unit)s
    AND under.valid_from <= %(day)s AND (under.valid_to IS NULL OR under.valid_to >= %(day)s)
) THEN 0 WHEN EXISTS (
    SELECT 1 FROM units_lineage AS itself WHERE itself.descendant_id = {who} AND itself.line = %(line)s
    AND itself.depth = 0
    AND itself.valid_from <= %(day)s AND (itself.valid_to IS NULL OR itself.valid_to >= %(day)s)
) THEN 3 ELSE 1 END
"""

# Most units were never succeeded: their returns are not put together part by part, which would need sorting.
_CARRIED = """
WITH asked AS ({asked}),
sheets AS MATERIALIZED (
    SELECT sheet.id, sheet.unit_id, asked.number, EXISTS (
        SELECT 1 FROM units_succession AS later
        WHERE later.predecessor_id = sheet.unit_id AND later.effective_on <= %(day)s
    ) AS succeeded
    FROM asked JOIN reports_return AS sheet ON sheet.period = asked.period
    WHERE sheet.campaign_id IN ({campaigns}) AND sheet.form_id IN ({forms}) AND sheet.state IN ({states})
      AND NOT EXISTS (SELECT 1 FROM reports_addend WHERE total_id = sheet.id)
      AND NOT EXISTS (SELECT 1 FROM reports_return AS later WHERE later.duty_id = sheet.duty_id
                      AND later.revision > sheet.revision AND later.state IN ({states}))
      AND NOT EXISTS (
          SELECT 1 FROM units_lineage AS below JOIN reports_return AS lower ON lower.unit_id = below.descendant_id
          WHERE below.ancestor_id = sheet.unit_id AND below.line = %(line)s AND below.depth > 0
            AND below.valid_from <= asked.ends AND (below.valid_to IS NULL OR below.valid_to >= asked.starts)
            AND lower.period = sheet.period AND lower.campaign_id IN ({campaigns}) AND lower.form_id IN ({forms})
            AND lower.state IN ({states}))
),
shares AS (
    SELECT sheets.id, sheets.unit_id, sheets.number, heir.heir_id, heir.share
    FROM sheets JOIN units_heir AS heir ON heir.unit_id = sheets.unit_id AND heir.share IS NOT NULL
     AND heir.valid_from <= %(day)s AND (heir.valid_to IS NULL OR heir.valid_to >= %(day)s)
    WHERE sheets.succeeded
    UNION ALL
    SELECT id, unit_id, number, NULL, share FROM (
        SELECT sheets.id, sheets.unit_id, sheets.number, 1 - COALESCE((
            SELECT SUM(heir.share) FROM units_heir AS heir WHERE heir.unit_id = sheets.unit_id
            AND heir.valid_from <= %(day)s AND (heir.valid_to IS NULL OR heir.valid_to >= %(day)s)
        ), 0) AS share FROM sheets WHERE sheets.succeeded
    ) AS rest WHERE share > 0.000001
)
SELECT id, unit_id, number, place, NULL AS share FROM (
    SELECT id, unit_id, number, {place_of_sender} AS place FROM sheets WHERE NOT succeeded
) AS whole WHERE place <> 3
UNION ALL
SELECT id, unit_id, number, place, ROUND(CAST(SUM(share) AS numeric), 10) AS share FROM (
    SELECT id, unit_id, number, share, CASE WHEN heir_id IS NULL THEN 2 ELSE {place_of_heir} END AS place FROM shares
) AS placed WHERE place <> 3 GROUP BY id, unit_id, number, place
"""
