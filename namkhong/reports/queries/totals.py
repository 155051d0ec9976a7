"""Figures that add themselves up the tree, each traceable to the returns it came from."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Count, DecimalField, Exists, F, Max, OuterRef, Q, QuerySet, Subquery, Sum

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Entry, Form, Indicator, Return
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
    returns = list(rows.order_by("pk").values_list("pk", flat=True))
    values, stated = _sums(returns, rules, form.key)
    obliged, missing = missing_under(unit, campaign, period)
    return Total(
        values=derive(rules, values, measured_as(campaign.pk)),
        stated=stated,
        returns=returns,
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


CHUNK = 5000
"""Returns added up in one statement; more are added in several, because a statement takes only so many numbers."""


@dataclass(slots=True)
class _Tally:
    """What the statements have told of one indicator so far."""

    sum: Decimal | None = None
    highest: Decimal | None = None
    stated: int = 0
    product: Decimal = Decimal(0)
    weight: Decimal = Decimal(0)

    def take(self, sum_: Decimal | None, highest: Decimal | None, stated: int) -> None:
        """Add one chunk."""
        if sum_ is not None and highest is not None:
            self.sum = sum_ if self.sum is None else self.sum + sum_
            self.highest = highest if self.highest is None else max(self.highest, highest)
        self.stated += stated

    def value(self, rule: Rule) -> Decimal | None:
        """The figure as the rule wants it."""
        if rule.aggregation is Aggregation.WEIGHTED_MEAN:
            return round(self.product / self.weight, 4) if self.weight else None
        return self.highest if rule.aggregation is Aggregation.MAX else self.sum


def _sums(returns: list[int], rules: list[Rule], form_key: str) -> tuple[dict[str, Decimal | None], dict[str, int]]:
    keys = dict(Indicator.objects.filter(form__key=form_key).order_by().values_list("pk", "key"))
    tallies = {rule.key: _Tally() for rule in rules}
    for start in range(0, len(returns), CHUNK):
        entries = Entry.objects.filter(sheet__in=returns[start : start + CHUNK]).order_by()
        told = entries.values_list("indicator").annotate(Sum("value"), Max("value"), Count("value"))
        for indicator, sum_, highest, stated in told:
            if keys.get(indicator) in tallies:
                tallies[keys[indicator]].take(sum_, highest, stated)
        for rule in rules:
            if rule.aggregation is Aggregation.WEIGHTED_MEAN:
                _weigh(entries, rule, keys, tallies[rule.key])
    values = {rule.key: tallies[rule.key].value(rule) for rule in rules if not rule.derived}
    return values, {key: tally.stated for key, tally in tallies.items()}


def _weigh(entries: QuerySet[Entry], rule: Rule, keys: dict[int, str], tally: _Tally) -> None:
    """Add up value × weight, leaving out returns that state only one of the two."""
    own, weights = ([pk for pk, key in keys.items() if key == name] for name in (rule.key, rule.weight))
    weight = Entry.objects.filter(sheet=OuterRef("sheet"), indicator__in=weights).values("value")[:1]
    weighed = entries.filter(indicator__in=own, value__isnull=False).annotate(
        weight=Subquery(weight, output_field=_DECIMAL)
    )
    sums = weighed.filter(weight__isnull=False).aggregate(
        product=Sum(F("value") * F("weight"), output_field=_DECIMAL), weight_sum=Sum("weight", output_field=_DECIMAL)
    )
    tally.product += sums["product"] or 0
    tally.weight += sums["weight_sum"] or 0
