"""The second view of a figure: what the lowest units once reported, summed on today's tree through succession.

A return of a lowest unit is carried to the unit's heirs of the day by share. What has no place on today's tree, and
what nobody has been named the heir of, are groups of their own, so that both views add up to the same leaves.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import IntEnum
from typing import Any

from django.db import connection
from django.db.models import Exists, OuterRef, Q

from namkhong.campaigns.models import Campaign, Ownership
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Form
from namkhong.reports.queries.sheets import measured_as, rules_of
from namkhong.reports.queries.sums import Columns, Values, exact
from namkhong.reports.rules import derive
from namkhong.reports.states import SENT, ReturnState


class Place(IntEnum):
    """Where a part of a return falls on today's tree, seen from one unit."""

    HERE = 0
    OUTSIDE = 1
    UNDECIDED = 2


@dataclass(frozen=True, slots=True)
class Group:
    """Figures by key, how many returns state each, and how many returns there are."""

    values: Values = field(default_factory=dict)
    stated: dict[str, int] = field(default_factory=dict)
    returns: int = 0


@dataclass(frozen=True, slots=True)
class NowTotal:
    """The figures under a unit of today for one period, and beside them those that belong to no unit of today."""

    here: Group
    outside: Group
    undecided: Group
    provisional: bool


def total_now(unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool) -> NowTotal:
    """Add up what the lowest units reported for a period, on the tree of the day `on`."""
    return totals_now(unit, campaign, form, [period], on, provisional=provisional)[period]


def totals_now(
    unit: int,
    campaign: Campaign,
    form: Form,
    periods: Sequence[str],
    on: date,
    *,
    provisional: bool,
    wanted: Iterable[str] = (),
) -> dict[str, NowTotal]:
    """The same for several periods, in one statement; only the wanted figures where any are named."""
    rules = rules_of(form.pk)
    columns = Columns.of(rules, form.key, wanted)
    asked = Asked.of(unit, campaign, form, periods, on, provisional=provisional)
    measure = measured_as(campaign.pk)
    sums: dict[tuple[int, int], list[Sequence[Any]]] = {}
    counts: dict[tuple[int, int], int] = {}
    with connection.cursor() as cursor:
        cursor.execute(asked.carried + _statement(columns, len(periods)), asked.values)
        for branch, share, indicator, *told in cursor.fetchall():
            place = divmod(branch, len(Place))
            if indicator is None:
                counts[place] = told[2]
            else:
                sums.setdefault(place, []).append((share, indicator, *told))

    def group(number: int, place: Place) -> Group:
        if (number, place) not in counts:
            return Group()
        values, stated = columns.merged(sums.get((number, place), []))
        return Group(derive(rules, values, measure), stated, counts[number, place])

    return {
        period: NowTotal(
            group(number, Place.HERE), group(number, Place.OUTSIDE), group(number, Place.UNDECIDED), provisional
        )
        for number, period in enumerate(periods)
    }


def parts_now(
    unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool, place: Place = Place.HERE
) -> dict[int, Decimal]:
    """The returns that make up such a total, each with the share of it that counts."""
    asked = Asked.of(unit, campaign, form, [period], on, provisional=provisional)
    statement = asked.carried + "SELECT id, share FROM grouped WHERE place = %(place)s"
    with connection.cursor() as cursor:
        cursor.execute(statement, asked.values | {"place": place.value})
        return {pk: exact(share) or Decimal(0) for pk, share in cursor.fetchall()}


def campaigns_now(campaign: Campaign) -> list[int]:
    """The campaign, those that its owner came to own through a reorganisation, and those that carry any of them out."""
    others = Ownership.objects.filter(campaign=OuterRef("pk")).exclude(unit=campaign.unit_id)
    inherited = Q(unit=campaign.unit_id, line=campaign.line) & Exists(others)
    bases = Campaign.objects.filter(Q(pk=campaign.pk) | inherited).order_by()
    plans = list(bases.values_list("plan", flat=True))
    rows = Campaign.objects.filter(Q(plan__in=plans) | Q(plan__superior_plan__in=plans))
    return list(rows.order_by("pk").values_list("pk", flat=True))


@dataclass(frozen=True, slots=True)
class Asked:
    """The beginning of a statement that finds the lowest returns and where their parts fall, and its values.

    `grouped` then has, for each return: id, unit_id, number (of the period), place, share.
    """

    carried: str
    values: dict[str, Any]

    @classmethod
    def of(
        cls, unit: int, campaign: Campaign, form: Form, periods: Sequence[str], on: date, *, provisional: bool
    ) -> "Asked":
        """For a unit of today and several periods."""
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
        carried = _CARRIED.format(
            asked=" UNION ALL ".join(rows),
            campaigns=", ".join(str(pk) for pk in campaigns_now(campaign)),
            forms=", ".join(str(pk) for pk in forms),
            states=", ".join(f"'{state}'" for state in states),
        )
        return cls(carried, values)


def _day() -> str:
    """SQLite keeps days as text; a cast to DATE would make a number of them."""
    return "TEXT" if connection.vendor == "sqlite" else "DATE"


def _statement(columns: Columns, periods: int) -> str:
    """Whole returns are summed list by list, which needs no sorting; only those that are shared are grouped by share."""
    branches = [
        columns.statement(
            place=str(number * len(Place) + place),
            among=f"entry.sheet_id IN (SELECT id FROM grouped WHERE number = {number} AND place = {place} AND share = 1)",
        )
        for number in range(periods)
        for place in (Place.HERE, Place.OUTSIDE, Place.UNDECIDED)
    ]
    branches.append(
        columns.statement(
            place=f"number * {len(Place)} + place",
            share="share",
            among="share <> 1",
            source="grouped JOIN reports_entry AS entry ON entry.sheet_id = grouped.id",
            by="number, place, share,",
        )
    )
    branches.append(_COUNT)
    return "UNION ALL".join(branches)


_CARRIED = """
WITH asked AS ({asked}),
sheets AS MATERIALIZED (
    SELECT sheet.id, sheet.unit_id, asked.number
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
succeeded AS (
    SELECT DISTINCT predecessor_id AS unit_id FROM units_succession WHERE effective_on <= %(day)s
),
heirs AS (
    SELECT unit_id, heir_id, share FROM units_heir
    WHERE share IS NOT NULL AND valid_from <= %(day)s AND (valid_to IS NULL OR valid_to >= %(day)s)
      AND unit_id IN (SELECT unit_id FROM succeeded)
),
shares AS MATERIALIZED (
    SELECT unit_id, unit_id AS heir_id, 1.0 AS share FROM (SELECT DISTINCT unit_id FROM sheets) AS units
    WHERE unit_id NOT IN (SELECT unit_id FROM succeeded)
    UNION ALL SELECT unit_id, heir_id, share FROM heirs
    UNION ALL
    SELECT succeeded.unit_id, NULL, 1 - COALESCE(SUM(heirs.share), 0)
    FROM succeeded LEFT JOIN heirs ON heirs.unit_id = succeeded.unit_id
    GROUP BY succeeded.unit_id HAVING 1 - COALESCE(SUM(heirs.share), 0) > 0.000001
),
placed AS MATERIALIZED (
    SELECT shares.unit_id, CASE WHEN heir_id IS NULL THEN 2 WHEN under.id IS NOT NULL THEN 0 ELSE 1 END AS place,
           ROUND(SUM(share), 10) AS share
    FROM shares
    LEFT JOIN units_lineage AS itself ON itself.descendant_id = heir_id AND itself.line = %(line)s
          AND itself.depth = 0 AND itself.valid_from <= %(day)s AND (itself.valid_to IS NULL OR itself.valid_to >= %(day)s)
    LEFT JOIN units_lineage AS under ON under.descendant_id = heir_id AND under.line = %(line)s
          AND under.ancestor_id = %(unit)s
          AND under.valid_from <= %(day)s AND (under.valid_to IS NULL OR under.valid_to >= %(day)s)
    WHERE under.id IS NOT NULL OR itself.id IS NULL
    GROUP BY 1, 2
),
grouped AS MATERIALIZED (
    SELECT sheets.id, sheets.unit_id, sheets.number, placed.place, placed.share
    FROM sheets JOIN placed ON placed.unit_id = sheets.unit_id
)
"""

_COUNT = """
SELECT number * 3 + place, 1, NULL, 0, 0, COUNT(*), 0, 0 FROM grouped GROUP BY number, place
"""
