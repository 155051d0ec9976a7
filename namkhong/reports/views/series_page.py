"""A stage year by year as tables and charts, shared by the page of the series and the review of a stage."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from namkhong.campaigns.models import Target
from namkhong.campaigns.queries import targets_of
from namkhong.campaigns.states import Direction
from namkhong.design.components.charts import Band
from namkhong.foundation.clock import today
from namkhong.foundation.periods import Period
from namkhong.reports.models import Indicator, Return
from namkhong.reports.queries import Series, SeriesYear, form_of, series_of, targets_met, thawed_series
from namkhong.reports.states import WRITABLE
from namkhong.reports.wording import achieved_words, measure_words, target_words

MAIN = (
    "staff",
    "cases",
    "misconduct_rate",
    "detected",
    "handled_on_time",
    "handling_days",
    "satisfaction",
    "aware_rate",
    "pledge_rate",
)
STANDINGS = {
    "accepted": "đã tiếp nhận",
    "submitted": "đã gửi, chờ tiếp nhận",
    "provisional": "số tạm, chưa chốt",
    "historical": "số liệu cũ",
    "none": "chưa có số liệu",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure through the years."""

    label: str
    unit: str
    places: int
    cells: list[tuple[SeriesYear, Decimal | None]]


@dataclass(frozen=True, slots=True)
class TargetLine:
    """One target through its years: what it asks, and (year, words, whether met) for each."""

    target: Target
    asks: str
    measure: str
    cells: list[tuple[int, str, bool | None]]


def series_context(sheet: Return, period: Period) -> dict[str, Any]:
    """The series behind the review of a stage: frozen once it has been sent, live while it is being written."""
    first, last = period.starts_on.year, period.ends_on.year
    live = sheet.state in WRITABLE
    series = series_of(sheet.unit_id, sheet.campaign, first, last, today()) if live else thawed_series(sheet)
    return tables(sheet.campaign_id, series, _indicators(sheet))


def _indicators(sheet: Return) -> list[Indicator]:
    form = form_of(sheet.campaign)
    return list(Indicator.objects.filter(form=form, key__in=MAIN)) if form else []


def tables(campaign: int, series: Series, indicators: Sequence[Indicator]) -> dict[str, Any]:
    """Everything the templates of a series name."""
    by_key = {row.key: row for row in indicators}
    rate = [(str(year.year), _rounded(year.values.get("misconduct_rate"), 3)) for year in series.led]
    lines = target_lines(campaign, series)
    falls = next((line for line in lines if line.target.metric == "misconduct_rate"), None)
    return {
        "series": series,
        "standings": [(year, _standing(year)) for year in series.led],
        "lines": [_line(by_key[key], series) for key in MAIN if key in by_key],
        "targets": lines,
        "rate_points": rate,
        "fall_points": _fall_points(series, falls.target) if falls else [],
        "fall_band": _band(falls.target) if falls else None,
        "misconduct": falls,
        "has_figures": any(year.standing != "none" for year in series.led),
    }


def _standing(year: SeriesYear) -> str:
    words = STANDINGS[year.standing]
    return f"{words}, thiếu {year.missing} đơn vị" if year.missing else words


def _rounded(value: Decimal | None, places: int) -> Decimal | None:
    return None if value is None else round(value, places)


def target_lines(campaign: int, series: Series) -> list[TargetLine]:
    """The targets of a campaign that fall into the years of a series, the misconduct rate first."""
    found = []
    for target in sorted(targets_of(campaign), key=lambda row: row.metric != "misconduct_rate"):
        years = {year.year: year for year in series.years}
        cells = []
        for met in targets_met(series, target):
            now, before = years[met.year], series.before(met.year)
            if now.standing == "none":
                continue
            cells.append((met.year, achieved_words(target, met.achieved, now, before), met.met))
        if cells:
            measure = measure_words(target) if target.metric == "misconduct_rate" else ""
            found.append(TargetLine(target, target_words(target), measure, cells))
    return found


def _line(indicator: Indicator, series: Series) -> Line:
    cells = [(year, year.values.get(indicator.key)) for year in series.led]
    return Line(indicator.label, indicator.unit_name, indicator.decimals, cells)


def _fall_points(series: Series, target: Target) -> list[tuple[str, Decimal | None]]:
    return [(str(met.year), _rounded(met.achieved, 1)) for met in targets_met(series, target)]


def _band(target: Target) -> Band | None:
    if target.direction != Direction.DECREASE or target.low is None:
        return None
    high = target.high if target.high is not None else target.low
    return Band(target.low, high, "Chỉ tiêu giảm mỗi năm")
