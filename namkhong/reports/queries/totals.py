"""Figures that add themselves up the tree, each traceable to the returns it came from."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Entry, Form, Rerouting, Return
from namkhong.reports.queries.sent import sent_under
from namkhong.reports.queries.sheets import measured_as, rules_of
from namkhong.reports.queries.sums import Columns, Values, sums_of
from namkhong.reports.rules import derive
from namkhong.reports.states import ReturnState


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
    """The returns that make up the total of a unit as it was (see `added_up_to`)."""
    return Return.objects.filter(
        pk__in=added_up_to(unit, campaign, form_key, [period], on, provisional=provisional)[period]
    )


def added_up_to(
    unit: int, campaign: Campaign, form_key: str, periods: Sequence[str], on: date, *, provisional: bool
) -> dict[str, list[int]]:
    """The returns that make up the totals of a unit as it was: summed where they were sent, on the tree of their day.

    Final: the accepted returns sent directly to it, or to a unit that ended in the period before summing them up and
    that it succeeds. Provisional: sent ones too, and where a middle unit has sent nothing yet, the returns below it; a
    return never counts beside one that already contains it.
    """
    campaigns = list(tied_campaigns(campaign).order_by("pk").values_list("pk", flat=True))
    if provisional:
        return sent_under(unit, campaign.line, campaigns, form_key, periods, on)
    counted = Q(pk__in=Rerouting.objects.filter(to_unit=unit, moved=False).values("sheet"))
    rows = Return.objects.filter(campaign__in=campaigns, form__key=form_key)
    final = rows.filter(Q(to_unit=unit) | counted, state=ReturnState.ACCEPTED, period__in=periods)
    groups: dict[str, list[int]] = {period: [] for period in periods}
    for pk, period in final.order_by("pk").values_list("pk", "period"):
        groups[period].append(pk)
    return groups


def total_for(unit: int, campaign: Campaign, form: Form, period: str, on: date, *, provisional: bool = False) -> Total:
    """Add up what stands below a unit for a period."""
    summed = sums_for(unit, campaign, form, [period], on, provisional=provisional)[period]
    obliged, missing = missing_under(unit, campaign, period)
    return Total(summed.values, summed.stated, summed.returns, missing, obliged, provisional)


@dataclass(frozen=True, slots=True)
class Summed:
    """The figures under a unit by key, how many returns state each, and the numbers of those returns."""

    values: Values
    stated: dict[str, int]
    returns: list[int]


def sums_for(
    unit: int,
    campaign: Campaign,
    form: Form,
    periods: Sequence[str],
    on: date,
    *,
    provisional: bool,
    wanted: Iterable[str] = (),
) -> dict[str, Summed]:
    """What is added up under a unit in several periods, in one look for the returns and one for their figures."""
    if not periods:
        return {}
    rules = rules_of(form.pk)
    groups = added_up_to(unit, campaign, form.key, periods, on, provisional=provisional)
    sums, measure = sums_of(groups, Columns.of(rules, form.key, wanted)), measured_as(campaign.pk)
    return {
        period: Summed(derive(rules, sums[period][0], measure), sums[period][1], groups[period]) for period in periods
    }


def missing_under(unit: int, campaign: Campaign, period: str) -> tuple[int, list[Missing]]:
    """How many units owe a report directly to a unit for a period, and those without an accepted one.

    A duty whose report a reorganisation has led to another receiver is owed to that one, and to that one alone.
    """
    reports = DutyDefinition.objects.filter(campaign__in=tied_campaigns(campaign), kind=DutyKind.REPORT)
    led = Rerouting.objects.filter(sheet__period=period)
    here = led.filter(to_unit=unit).values("sheet__duty")
    away = led.filter(from_unit=unit, moved=True).exclude(to_unit=unit).values("sheet__duty")
    owed = Duty.objects.filter(
        Q(pk__in=here) | (Q(to_unit=unit) & ~Q(pk__in=away)),
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
