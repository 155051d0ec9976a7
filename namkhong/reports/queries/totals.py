"""Figures that add themselves up the tree, each traceable to the returns it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, DecimalField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Entry, Form, Return
from namkhong.reports.queries.sheets import measured_as, rules_of
from namkhong.reports.rules import Rule, derive
from namkhong.reports.states import Aggregation, ReturnState
from namkhong.units.models import Lineage

_DECIMAL: DecimalField = DecimalField(max_digits=24, decimal_places=6)


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
    rows = added_returns(unit, campaign, form.key, period, on, provisional=provisional)
    rules = rules_of(form.pk)
    values, stated = _sums(rows, rules)
    obliged, missing = missing_under(unit, campaign, period)
    return Total(
        values=derive(rules, values, measured_as(campaign.pk)),
        stated=stated,
        returns=list(rows.order_by("pk").values_list("pk", flat=True)),
        missing=missing,
        obliged=obliged,
        provisional=provisional,
    )


def missing_under(unit: int, campaign: Campaign, period: str) -> tuple[int, list[Missing]]:
    """How many units owe a report directly to a unit for a period, and those without an accepted one."""
    owed = Duty.objects.filter(
        to_unit=unit, campaign__in=tied_campaigns(campaign), definition__kind=DutyKind.REPORT, period=period
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


def _sums(rows: QuerySet[Return], rules: list[Rule]) -> tuple[dict[str, Decimal | None], dict[str, int]]:
    entries = Entry.objects.filter(sheet__in=rows.values("pk"))
    found = {
        row["indicator__key"]: row
        for row in entries.order_by()
        .values("indicator__key")
        .annotate(sum=Sum("value"), highest=Max("value"), stated=Count("value"))
    }
    values: dict[str, Decimal | None] = {}
    for rule in rules:
        row = found.get(rule.key)
        if rule.aggregation is Aggregation.WEIGHTED_MEAN:
            values[rule.key] = _mean(entries, rule)
        elif not rule.derived:
            values[rule.key] = row["highest" if rule.aggregation is Aggregation.MAX else "sum"] if row else None
    return values, {key: row["stated"] for key, row in found.items()}


def _mean(entries: QuerySet[Entry], rule: Rule) -> Decimal | None:
    weight = Entry.objects.filter(sheet=OuterRef("sheet"), indicator__key=rule.weight).values("value")[:1]
    weighed = entries.filter(indicator__key=rule.key, value__isnull=False).annotate(
        weight=Subquery(weight, output_field=_DECIMAL)
    )
    sums = weighed.filter(weight__isnull=False).aggregate(
        product=Sum(F("value") * F("weight"), output_field=_DECIMAL), weight_sum=Sum("weight", output_field=_DECIMAL)
    )
    return round(sums["product"] / sums["weight_sum"], 4) if sums["weight_sum"] else None
