"""A stage year by year against its targets: the heart of sơ kết and tổng kết."""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any

from namkhong.campaigns.models import Campaign, Target
from namkhong.campaigns.states import Direction, MeasuredAs
from namkhong.foundation.periods import parse_period
from namkhong.reports.models import Entry, Form, HistoricalFigure, Return
from namkhong.reports.queries.sheets import rules_of
from namkhong.reports.queries.stated import with_derived
from namkhong.reports.queries.totals import sums_for
from namkhong.reports.rules import Goal, meets, misconduct_change, ratio
from namkhong.reports.states import FormKind, ReturnState

PERIODIC_KEY = "yearly"


@dataclass(frozen=True, slots=True)
class SeriesYear:
    """One year of a series. `standing`: accepted, submitted, provisional, historical or none.

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
    """The figures of one unit in one campaign, year by year; `base` is the year before the first, where known."""

    unit_id: int
    years: list[SeriesYear]
    base: SeriesYear | None = None

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
    years = []
    for year in range(first, last + 1):
        if year in own:
            years.append(_from_return(year, own[year]))
        elif year in old:
            years.append(_with_rates(old[year], form))
        elif form is not None and year <= on.year:
            years.append(_live(unit, campaign, form, year, on))
        else:
            years.append(SeriesYear(year, {}, "none", "Chưa có số liệu"))
    return Series(unit, years, _base(own.get(first - 1), old.get(first - 1), form))


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


def _base(own: Return | None, old: SeriesYear | None, form: Form | None) -> SeriesYear | None:
    if own is not None:
        return _from_return(int(own.period), own)
    return _with_rates(old, form) if old else None


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


def _from_return(year: int, row: Return) -> SeriesYear:
    values = dict(Entry.objects.filter(sheet=row).order_by().values_list("indicator__key", "value"))
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


def _live(unit: int, campaign: Campaign, form: Form, year: int, on: date) -> SeriesYear:
    values, _, returns = sums_for(unit, campaign, form, str(year), on, provisional=True)
    if not returns:
        return SeriesYear(year, {}, "none", "Chưa có số liệu")
    source = f"Tạm cộng từ {len(returns)} báo cáo, chưa chốt"
    return SeriesYear(year, values, "provisional", source)
