"""What the system already knows of a unit's figures, so that nobody types it again."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from namkhong.campaigns.queries import figures as duty_figures
from namkhong.foundation.periods import Period, parse_period
from namkhong.redress.queries import figures as redress_figures
from namkhong.reports.models import Entry, Indicator, Return
from namkhong.reports.queries.sheets import sums_up
from namkhong.reports.queries.totals import total_for
from namkhong.reports.states import DERIVED, FormKind, Origin, ReturnState
from namkhong.units.queries import headcount


@dataclass(frozen=True, slots=True)
class KnownValue:
    """A figure the system fills in, and where it has it from."""

    value: Decimal | None
    origin: Origin
    source: str


def known_values(sheet: Return, on: date) -> dict[str, KnownValue]:
    """Figures by key: sums from below for a superior; for the rest what duties, concerns, headcounts and last year
    tell.
    """
    if sheet.form.kind == FormKind.STAGE_REVIEW:
        return {}
    period = parse_period(sheet.period)
    if sums_up(sheet, on):
        return _summed(sheet, on)
    return _own(sheet, period)


def _summed(sheet: Return, on: date) -> dict[str, KnownValue]:
    total = total_for(sheet.unit_id, sheet.campaign, sheet.form, sheet.period, on)
    typed = Indicator.objects.filter(form=sheet.form_id).exclude(aggregation__in=DERIVED)
    return {
        key: KnownValue(
            total.values.get(key),
            Origin.SUMMED,
            f"Cộng từ {total.stated.get(key, 0)}/{total.obliged} đơn vị",
        )
        for key in typed.order_by("order").values_list("key", flat=True)
    }


def _own(sheet: Return, period: Period) -> dict[str, KnownValue]:
    rows = [*duty_figures(sheet.unit_id, period), *redress_figures(sheet.unit_id, period)]
    told = {row.key: KnownValue(row.value, Origin.KNOWN, f"Từ {row.source}") for row in rows}
    if staff := headcount(sheet.unit_id, period.year):
        told["staff"] = KnownValue(Decimal(staff.staff), Origin.KNOWN, staff.source)
    told |= _last_year(sheet, period)
    wanted = dict(
        Indicator.objects.filter(form=sheet.form_id).exclude(known_as="").order_by().values_list("key", "known_as")
    )
    return {key: told[source] for key, source in wanted.items() if source in told and told[source].value is not None}


def _last_year(sheet: Return, period: Period) -> dict[str, KnownValue]:
    """Last year's cases and staff, from the unit's accepted report of that year."""
    entries = Entry.objects.filter(
        sheet__unit=sheet.unit_id,
        sheet__campaign=sheet.campaign_id,
        sheet__form__key=sheet.form.key,
        sheet__period=str(period.year - 1),
        sheet__state=ReturnState.ACCEPTED,
        indicator__key__in=["cases", "staff"],
    )
    found = dict(entries.order_by().values_list("indicator__key", "value"))
    source = f"Báo cáo năm {period.year - 1} đã tiếp nhận"
    return {f"{key}_before": KnownValue(value, Origin.KNOWN, source) for key, value in found.items()}
