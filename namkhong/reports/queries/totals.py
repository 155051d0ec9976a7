"""Figures that add themselves up the tree, each traceable to the returns it came from."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db import connection
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Entry, Form, Indicator, Return
from namkhong.reports.queries.sheets import measured_as, rules_of
from namkhong.reports.rules import Rule, derive
from namkhong.reports.states import Aggregation, ReturnState
from namkhong.units.models import Lineage


@dataclass(frozen=True, slots=True)
class Missing:
    """A unit whose accepted report a total lacks; `state` is that of its latest return, empty where it has none."""

    unit_id: int
    name: str
    state: str
    duty_id: int


@dataclass(frozen=True, slots=True)
class Total:
    """The figures under a unit for one period.

    `stated` counts, by key, how many returns state a figure; `returns` are the numbers of the returns added up.
    """

    values: dict[str, Decimal | None]
    stated: dict[str, int]
    returns: list[int]
    missing: list[Missing]
    obliged: int
    provisional: bool


@dataclass(frozen=True, slots=True)
class Contribution:
    """What one unit put into a figure of a total."""

    return_id: int
    unit_id: int
    unit_name: str
    value: Decimal | None
    state: str


@dataclass(frozen=True, slots=True)
class Parts:
    """The returns that a return is added up from, and the names of the units that are missing."""

    returns: list[int]
    missing: list[str]


def tied_campaigns(campaign: Campaign) -> QuerySet[Campaign]:
    """The campaign and those whose plan carries out its plan one level below."""
    return Campaign.objects.filter(Q(pk=campaign.pk) | Q(plan__superior_plan=campaign.plan_id))


def added_returns(
    unit: int, campaign: Campaign, form_key: str, period: str, on: date, *, provisional: bool
) -> QuerySet[Return]:
    """The returns that make up the total of a unit.

    Final: the accepted returns sent directly to it. Provisional: sent ones too, and where a middle unit has sent
    nothing yet, the returns below it; a return never counts beside one that already contains it.
    """
    rows = Return.objects.filter(campaign__in=tied_campaigns(campaign), form__key=form_key, period=period)
    if not provisional:
        return rows.filter(to_unit=unit, state=ReturnState.ACCEPTED)
    day = min(on, parse_period(period).ends_on)
    lineage = Lineage.objects.on(day).filter(line=campaign.line, depth__gt=0)
    sent = rows.filter(
        state__in=[ReturnState.ACCEPTED, ReturnState.SUBMITTED],
        unit__in=lineage.filter(ancestor=unit).values("descendant"),
    )
    later = sent.filter(duty=OuterRef("duty"), revision__gt=OuterRef("revision"))
    contained = lineage.filter(ancestor__in=sent.values("unit")).values("descendant")
    return sent.filter(~Exists(later)).exclude(unit__in=contained)


def total_for(unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool = False) -> Total:
    """Add up what stands below a unit for a period."""
    values, stated, returns = sums_for(unit, campaign, form, period, on, provisional=provisional)
    obliged, missing = missing_under(unit, campaign, period)
    return Total(values, stated, returns, missing, obliged, provisional)


def sums_for(
    unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool
) -> tuple[dict[str, Decimal | None], dict[str, int], list[int]]:
    """The figures under a unit, how many returns state each, and the numbers of those returns."""
    rows = added_returns(unit, campaign, form.key, period, on, provisional=provisional)
    rules = rules_of(form.pk)
    returns = list(rows.order_by("pk").values_list("pk", flat=True))
    values, stated = _sums(returns, rules, form.key)
    return derive(rules, values, measured_as(campaign.pk)), stated, returns


def missing_under(unit: int, campaign: Campaign, period: str) -> tuple[int, list[Missing]]:
    """How many units owe a report directly to a unit for a period, and those without an accepted one."""
    reports = DutyDefinition.objects.filter(campaign__in=tied_campaigns(campaign), kind=DutyKind.REPORT)
    owed = Duty.objects.filter(
        to_unit=unit,
        year=parse_period(period).year,
        definition__in=list(reports.order_by().values_list("pk", flat=True)),
        period=period,
    ).exclude(state=DutyState.NOT_OBLIGED)
    latest = Return.objects.filter(duty=OuterRef("pk")).order_by("-revision").values("state")[:1]
    accepted = Return.objects.filter(duty=OuterRef("pk"), state=ReturnState.ACCEPTED)
    rows = owed.filter(~Exists(accepted)).annotate(latest=Subquery(latest))
    rows = rows.order_by("unit__search_name", "pk")
    found = rows.values_list("unit_id", "unit__name", "latest", "pk")
    return owed.count(), [Missing(pk, name, state or "", duty) for pk, name, state, duty in found]


def contributions(
    unit: int, campaign: Campaign, form: Form, period: str, key: str, on: date, *, provisional: bool
) -> QuerySet[Entry]:
    """The figures that a total of one indicator was added up from, the largest first, each with its return's unit."""
    rows = added_returns(unit, campaign, form.key, period, on, provisional=provisional)
    entries = Entry.objects.filter(sheet__in=rows, indicator__key=key).select_related("sheet__unit")
    return entries.order_by(F("value").desc(nulls_last=True), "sheet__unit__search_name", "pk")


def parts_of(sheet: Return, on: date) -> Parts:
    """What a return of a superior is added up from: the accepted returns sent to it for the same period."""
    campaign = sheet.campaign
    rows = added_returns(sheet.unit_id, campaign, sheet.form.key, sheet.period, on, provisional=False)
    missing = missing_under(sheet.unit_id, campaign, sheet.period)[1]
    return Parts(list(rows.order_by("pk").values_list("pk", flat=True)), [row.name for row in missing])


@dataclass(frozen=True, slots=True)
class _Tally:
    """What the database told of one indicator over the returns added up."""

    sum: Decimal | None
    highest: Decimal | None
    stated: int
    product: Decimal | None
    weight: Decimal | None

    def value(self, rule: Rule) -> Decimal | None:
        """The figure as the rule wants it."""
        if rule.aggregation is Aggregation.WEIGHTED_MEAN:
            return round(self.product / self.weight, 4) if self.product is not None and self.weight else None
        return self.highest if rule.aggregation is Aggregation.MAX else self.sum


# Each figure once; only those that are weighted (few) meet their weight in the same return.
_SUMS = """
SELECT indicator_id, SUM(value), MAX(value), COUNT(value), NULL, NULL
FROM reports_entry
WHERE sheet_id {among} AND indicator_id NOT IN ({weighted})
GROUP BY indicator_id
UNION ALL
SELECT own.indicator_id, SUM(own.value), MAX(own.value), COUNT(own.value), SUM(own.value * weight.value),
       SUM(CASE WHEN own.value IS NOT NULL THEN weight.value END)
FROM reports_entry AS own
LEFT JOIN reports_entry AS weight ON weight.sheet_id = own.sheet_id AND weight.indicator_id = {weight_of}
WHERE own.sheet_id {among} AND own.indicator_id IN ({weighted})
GROUP BY own.indicator_id
"""
# A list of numbers goes in as one value, however long it is.
_AMONG = {"sqlite": "IN (SELECT value FROM json_each(%s))", "postgresql": "= ANY(%s)"}


def _sums(returns: list[int], rules: list[Rule], form_key: str) -> tuple[dict[str, Decimal | None], dict[str, int]]:
    keys = dict(Indicator.objects.filter(form__key=form_key).order_by().values_list("pk", "key"))
    weights = _weights(rules, keys)
    statement = _SUMS.format(
        # No row has the number 0: without weighted figures the second half finds nothing.
        weighted=", ".join(str(pk) for pk in weights) or "0",
        weight_of=_case(weights),
        among=_AMONG[connection.vendor],
    )
    with connection.cursor() as cursor:
        cursor.execute(statement, [json.dumps(returns) if connection.vendor == "sqlite" else returns] * 2)
        told = {row[0]: _tally(*row[1:]) for row in cursor.fetchall()}
    tallies: dict[str, list[_Tally]] = {}
    for indicator, tally in told.items():
        if indicator in keys:
            tallies.setdefault(keys[indicator], []).append(tally)
    merged = {key: _merged(found) for key, found in tallies.items()}
    values = {rule.key: merged[rule.key].value(rule) if rule.key in merged else None for rule in rules}
    stated = {rule.key: merged[rule.key].stated if rule.key in merged else 0 for rule in rules}
    return {rule.key: values[rule.key] for rule in rules if not rule.derived}, stated


def _weights(rules: list[Rule], keys: dict[int, str]) -> dict[int, int]:
    """The weight's indicator for each weighted one, version by version of the form."""
    weights = {rule.key: rule.weight for rule in rules if rule.aggregation is Aggregation.WEIGHTED_MEAN}
    forms = dict(Indicator.objects.filter(pk__in=keys).order_by().values_list("pk", "form"))
    numbers = {(forms[pk], key): pk for pk, key in keys.items()}
    return {
        pk: numbers[forms[pk], weights[key]]
        for pk, key in keys.items()
        if key in weights and (forms[pk], weights[key]) in numbers
    }


def _case(weights: dict[int, int]) -> str:
    """SQL that names the weight of each weighted figure."""
    cases = " ".join(f"WHEN {own} THEN {weight}" for own, weight in weights.items())
    return f"CASE own.indicator_id {cases} END" if cases else "NULL"


def _tally(sum_: object, highest: object, stated: int, product: object, weight: object) -> _Tally:
    return _Tally(_exact(sum_), _exact(highest), stated, _exact(product), _exact(weight))


def _merged(found: list[_Tally]) -> _Tally:
    """The same indicator in several versions of a form counts as one."""
    return _Tally(
        sum=_added(tally.sum for tally in found),
        highest=max((tally.highest for tally in found if tally.highest is not None), default=None),
        stated=sum(tally.stated for tally in found),
        product=_added(tally.product for tally in found),
        weight=_added(tally.weight for tally in found),
    )


def _added(values: Iterable[Decimal | None]) -> Decimal | None:
    stated = [value for value in values if value is not None]
    return sum(stated, Decimal(0)) if stated else None


def _exact(value: object) -> Decimal | None:
    """SQLite adds in binary; figures have four decimals and products of two have eight."""
    return None if value is None else round(Decimal(str(value)), 8).normalize()
