"""What a figure stands beside on the screen: the same unit's figure of the period before."""

from dataclasses import dataclass
from decimal import Decimal

from namkhong.foundation.periods import Period, month_period, parse_period, quarter_period, year_period
from namkhong.reports.models import Entry, HistoricalFigure, Return
from namkhong.reports.queries.sheets import rules_of
from namkhong.reports.queries.stated import with_derived
from namkhong.reports.states import ReturnState


@dataclass(frozen=True, slots=True)
class Before:
    """Figures by key of the period before, and where they stand; `values` is empty where there are none."""

    period: Period
    values: dict[str, Decimal | None]
    source: str


def period_before(period: Period) -> Period | None:
    """The period of the same length just before; none for a span of years."""
    first = period.starts_on
    if period.key == str(period.year):
        return year_period(period.year - 1)
    if "Q" in period.key:
        quarter = (first.month - 1) // 3
        return quarter_period(first.year, quarter) if quarter else quarter_period(first.year - 1, 4)
    if period.ends_on.year == first.year and period.ends_on.month == first.month:
        return month_period(first.year, first.month - 1) if first.month > 1 else month_period(first.year - 1, 12)
    return None


def figures_before(sheet: Return) -> Before | None:
    """The unit's accepted figures of the period before; for a year also those copied from old papers."""
    period = period_before(parse_period(sheet.period))
    if period is None:
        return None
    entries = Entry.objects.filter(
        sheet__unit=sheet.unit_id,
        sheet__campaign=sheet.campaign_id,
        sheet__form__key=sheet.form.key,
        sheet__period=period.key,
        sheet__state=ReturnState.ACCEPTED,
    )
    if found := dict(entries.order_by().values_list("indicator__key", "value")):
        return Before(period, found, "báo cáo đã tiếp nhận")
    old = HistoricalFigure.objects.filter(unit=sheet.unit_id, campaign=sheet.campaign_id, year=period.year)
    stated = dict(old.order_by().values_list("key", "value"))
    if period.key != str(period.year) or not stated:
        return None
    return Before(period, with_derived(rules_of(sheet.form_id), stated), "số liệu cũ")
