"""A stage year by year against its targets: the heart of sơ kết and tổng kết."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from namkhong.campaigns.models import Campaign, Target
from namkhong.campaigns.states import Direction, MeasuredAs
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Entry, Form, HistoricalFigure, Return
from namkhong.reports.queries.as_now import NowTotal, totals_now
from namkhong.reports.queries.sheets import rules_of
from namkhong.reports.queries.stated import with_derived
from namkhong.reports.queries.totals import sums_for
from namkhong.reports.rules import Goal, meets, misconduct_change, ratio
from namkhong.reports.states import FormKind, ReturnState

PERIODIC_KEY = "yearly"
SERIES_KEYS = (
    "staff",
    "cases",
    "misconduct_rate",
    "misconduct_change",
    "detected",
    "handled_on_time",
    "handling_days",
    "satisfaction",
    "aware_rate",
    "pledge_rate",
)
"""What is followed through the years, on the screen and against targets; live sums leave the rest out."""


@dataclass(frozen=True, slots=True)
class SeriesYear:
    """One year of a series. `standing`: accepted, submitted, provisional, carried to today's tree, historical or none.

    `source` says where the figures stand: a report, a total that is not final, or the paper they were copied from.
    `missing` counts the units that a report was sent without: its counts cannot be set beside those of a full year.
    """

    year: int
    values: dict[str, Decimal | None]
    standing: str
    source: str
    return_id: int | None = None
    missing: int = 0


@dataclass(frozen=True, slots=True)
class Series:
    """The figures of one unit in one campaign, year by year; `base` is the year before the first, where known.

    `former`: the succeeded units of which figures that were carried to today's tree hold a part.
    """

    unit_id: int
    years: list[SeriesYear]
    base: SeriesYear | None = None
    former: frozenset[int] = frozenset()

    @property
    def led(self) -> list[SeriesYear]:
        """The years with the base year before them, where it is known."""
        return [self.base, *self.years] if self.base else self.years

    def before(self, year: int) -> SeriesYear | None:
        """The year that a year is measured against."""
        return next((row for row in self.led if row.year == year - 1), None)

    def of(self, key: str) -> list[Decimal | None]:
        """One indicator through the years."""
        return [year.values.get(key) for year in self.years]


@dataclass(frozen=True, slots=True)
class TargetYear:
    """A target in one year: what was achieved (per cent or points), and whether that meets it (None: no figure)."""

    year: int
    achieved: Decimal | None
    met: bool | None


_RATE_OF = {"awareness": "aware_rate", "pledge": "pledge_rate", "satisfaction": "satisfaction"}


def series_of(unit: int, campaign: Campaign, first: int, last: int, on: date) -> Series:
    """The yearly figures of a unit, from its own reports where they were sent, else added up live from below."""
    own = _own_returns(unit, campaign, first - 1, last)
    old = _historical(unit, campaign, first - 1, last)
    form = Form.objects.filter(key=PERIODIC_KEY).order_by("-version").first()
    span = range(first, last + 1)
    live = _live(unit, campaign, form, [year for year in span if year <= on.year and year not in {*own, *old}], on)
    stated = _from_returns(own)
    years = []
    for year in span:
        if year in own:
            years.append(stated[year])
        elif year in old:
            years.append(_with_rates(old[year], form))
        else:
            years.append(live.get(year, _none(year)))
    base = stated.get(first - 1) or (_with_rates(old[first - 1], form) if first - 1 in old else None)
    return Series(unit, years, base)


def series_now(unit: int, campaign: Campaign, first: int, last: int, on: date) -> Series:
    """The yearly figures of a unit on today's tree: what the lowest units reported, carried to their heirs."""
    form = Form.objects.filter(key=PERIODIC_KEY).order_by("-version").first()
    if form is None:
        return Series(unit, [_none(year) for year in range(first, last + 1)])
    asked = [str(year) for year in range(first - 1, min(last, on.year) + 1)]
    found = totals_now(unit, campaign, form, asked, on, provisional=True, wanted=SERIES_KEYS)
    years = [_now(year, found.get(str(year))) for year in range(first - 1, last + 1)]
    former = frozenset[int]().union(*(row.former for key, row in found.items() if int(key) >= first))
    return Series(unit, years[1:], years[0] if years[0].standing != "none" else None, former)


def targets_met(series: Series, target: Target) -> list[TargetYear]:
    """What a target asks of each year of its stage and what was achieved."""
    goal = Goal(Direction(target.direction), target.low, target.high)
    found = []
    for place, year in enumerate(series.years):
        if target.stage and not target.stage.start_year <= year.year <= target.stage.end_year:
            continue
        before = series.years[place - 1] if place else series.base
        achieved = _achieved(target, year.values, before.values if before else {})
        found.append(TargetYear(year.year, achieved, meets(goal, achieved)))
    return found


def frozen_series(sheet: Return, on: date) -> dict[str, Any]:
    """What a stage review freezes when it is sent: the series as it stood, with where each year came from."""
    period = parse_period(sheet.period)
    series = series_of(sheet.unit_id, sheet.campaign, period.starts_on.year, period.ends_on.year, on)
    base = _frozen_year(series.base) if series.base else None
    return {"base": base, "years": [_frozen_year(year) for year in series.years]}


def thawed_series(sheet: Return) -> Series:
    """The series that a sent stage review froze."""
    base = sheet.frozen.get("base")
    years = [_thawed_year(row) for row in sheet.frozen.get("years", [])]
    return Series(sheet.unit_id, years, _thawed_year(base) if base else None)


def _frozen_year(year: SeriesYear) -> dict[str, Any]:
    return {
        "year": year.year,
        "standing": year.standing,
        "source": year.source,
        "return": year.return_id,
        "missing": year.missing,
        "values": {key: None if value is None else str(value) for key, value in year.values.items()},
    }


def _thawed_year(row: dict[str, Any]) -> SeriesYear:
    values = {key: None if value is None else Decimal(value) for key, value in row["values"].items()}
    return SeriesYear(row["year"], values, row["standing"], row["source"], row["return"], row.get("missing", 0))


def _achieved(target: Target, now: dict[str, Decimal | None], before: dict[str, Decimal | None]) -> Decimal | None:
    measure = MeasuredAs(target.measured_as)
    if target.metric == "misconduct_rate":
        base = _base_rate(now, before)
        if base is None:
            return now.get("misconduct_change")
        return misconduct_change(now.get("misconduct_rate"), base, measure)
    value = now.get(_RATE_OF.get(target.metric, target.metric))
    if target.direction not in (Direction.INCREASE, Direction.DECREASE):
        return value
    fall = misconduct_change(value, before.get(_RATE_OF.get(target.metric, target.metric)), measure)
    return fall if fall is None or target.direction == Direction.DECREASE else -fall


def _base_rate(now: dict[str, Decimal | None], before: dict[str, Decimal | None]) -> Decimal | None:
    """The rate of the year before: as the same units state it, so that a unit that is missing this year or was missing
    last year moves nothing; else as last year's own report has it.
    """
    alike = ratio(now.get("cases_before"), now.get("staff_before"), Decimal(100))
    return before.get("misconduct_rate") if alike is None else alike


def _own_returns(unit: int, campaign: Campaign, first: int, last: int) -> dict[int, Return]:
    rows = Return.objects.filter(
        unit=unit,
        campaign=campaign,
        form__kind=FormKind.PERIODIC,
        period__in=[str(year) for year in range(first, last + 1)],
        state__in=[ReturnState.ACCEPTED, ReturnState.SUBMITTED],
    )
    # An accepted return goes before a later revision that is only sent.
    return {int(row.period): row for row in rows.order_by("-state", "revision")}


def _from_returns(rows: dict[int, Return]) -> dict[int, SeriesYear]:
    values: dict[int, dict[str, Decimal | None]] = {row.pk: {} for row in rows.values()}
    entries = Entry.objects.filter(sheet__in=values).order_by()
    for pk, key, value in entries.values_list("sheet", "indicator__key", "value"):
        values[pk][key] = value
    return {year: _from_return(year, row, values[row.pk]) for year, row in rows.items()}


def _from_return(year: int, row: Return, values: dict[str, Decimal | None]) -> SeriesYear:
    source = "Báo cáo đã được cấp trên tiếp nhận" if row.state == ReturnState.ACCEPTED else "Báo cáo đã gửi"
    missing = len(row.frozen.get("missing", []))
    source += f", thiếu {missing} đơn vị" if missing else ""
    return SeriesYear(year, values, str(row.state), source, row.pk, missing)


def _historical(unit: int, campaign: Campaign, first: int, last: int) -> dict[int, SeriesYear]:
    found: dict[int, SeriesYear] = {}
    rows = HistoricalFigure.objects.filter(unit=unit, campaign=campaign, year__range=(first, last))
    for row in rows.order_by("year", "pk"):
        year = found.setdefault(row.year, SeriesYear(row.year, {}, "historical", f"Số liệu cũ, nguồn: {row.source}"))
        year.values[row.key] = row.value
    return found


def _with_rates(year: SeriesYear, form: Form | None) -> SeriesYear:
    stated = {key: value for key, value in year.values.items() if value is not None}
    return year if form is None else replace(year, values=with_derived(rules_of(form.pk), stated))


def _live(unit: int, campaign: Campaign, form: Form | None, years: list[int], on: date) -> dict[int, SeriesYear]:
    if form is None or not years:
        return {}
    asked = [str(year) for year in years]
    found = sums_for(unit, campaign, form, asked, on, provisional=True, wanted=SERIES_KEYS)
    return {
        int(key): SeriesYear(int(key), row.values, "provisional", f"Tạm cộng từ {len(row.returns)} báo cáo, chưa chốt")
        for key, row in found.items()
        if row.returns
    }


def _now(year: int, total: NowTotal | None) -> SeriesYear:
    if total is None or not total.here.returns:
        return _none(year)
    source = f"Cộng từ {total.here.returns} báo cáo cơ sở theo tổ chức hiện nay"
    return SeriesYear(year, total.here.values, "carried", source)


def _none(year: int) -> SeriesYear:
    return SeriesYear(year, {}, "none", "Chưa có số liệu")
