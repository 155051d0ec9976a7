"""What the system knows of units for measured criteria: a figure and where it can be looked up."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal

from django.db.models import Count, F, Q
from django.urls import reverse

from namkhong.campaigns.models import Duty, DutyQuerySet
from namkhong.campaigns.states import REPORTING, DutyState
from namkhong.criteria.states import Measure
from namkhong.foundation.numbers import show_decimal
from namkhong.foundation.periods import Period, parse_period
from namkhong.pledges.queries.counting import Shared, coverage_of, understanding_of
from namkhong.redress.queries.asking import Measured, answered_in_time_of, satisfaction_of
from namkhong.redress.rules.standing import LEAST
from namkhong.scoring.models import KnownFigure, Round

HUNDRED = Decimal(100)
PLACES = Decimal("0.0001")


@dataclass(frozen=True, slots=True)
class Found:
    """A figure of a unit: a percentage, or a plain number; in words where it comes from, and the page that shows it.

    No figure: what is there says too little to go by, and `source` says so.
    """

    figure: Decimal | None
    source: str
    url: str


def found_for(row: Round, measure: str, units: Iterable[int], on: date) -> dict[int, Found]:
    """What is known of a measure, by unit; of whom nothing is known is left out."""
    asked, period = list(units), parse_period(row.period)
    if measure in (Measure.REPORTS_ON_TIME, Measure.DUTIES_ON_TIME):
        return _on_time(row, asked, period, on, reports=measure == Measure.REPORTS_ON_TIME)
    if measure == Measure.PLEDGE_COVERAGE:
        return _shares(coverage_of(asked, row.period, on), "người đã ký cam kết")
    if measure == Measure.UNDERSTANDING:
        return _shares(understanding_of(asked, row.period, on), "người hiểu rõ nội dung")
    if measure == Measure.CONCERNS_IN_TIME:
        return _parts(answered_in_time_of(asked, period, on), "phản ánh trả lời đúng hạn")
    if measure == Measure.SATISFACTION:
        return _satisfaction(asked, period)
    return _told(asked, row.period, measure)


def _satisfaction(units: list[int], period: Period) -> dict[int, Found]:
    """What people said who rated with a code. Of a unit that nobody rated so, what its accepted report says; with too
    few ratings nothing, so that neither chance nor a report that says better decides.
    """
    rated = satisfaction_of(units, period)
    enough = {unit: row for unit, row in rated.items() if row.whole >= LEAST}
    few = {
        unit: Found(None, f"chưa đủ mẫu: {row.whole} ý kiến có mã, cần {LEAST}", row.url)
        for unit, row in rated.items()
        if unit not in enough
    }
    unrated = [unit for unit in units if unit not in rated]
    told = _told(unrated, period.key, Measure.SATISFACTION)
    return _parts(enough, "ý kiến có mã hài lòng") | few | told


def _parts(known: Mapping[int, Measured], words: str) -> dict[int, Found]:
    return {unit: _share(row.part, row.whole, words, row.url) for unit, row in known.items()}


def _on_time(row: Round, units: list[int], period: Period, on: date, *, reports: bool) -> dict[int, Found]:
    """Of what a unit had to do by now in the period, how much it did in time; an extension that was granted counts."""
    asked = Duty.objects.filter(unit__in=units, campaign__line=row.line, year=period.year)
    asked = asked.filter(Q(due_on=None) | Q(due_on__range=(period.starts_on, period.ends_on)))
    if row.campaign_id:
        asked = asked.filter(campaign=row.campaign_id)
    kinds = Q(definition__kind__in=REPORTING)
    told = _timely(asked.filter(kinds) if reports else asked.exclude(kinds), on)
    words = "báo cáo đúng hạn" if reports else "việc đúng hạn"
    return {
        unit: _share(done, due, words, f"{reverse('desk:unit', args=[unit])}?nam={period.year}")
        for unit, done, due in told
        if due
    }


def _timely(duties: DutyQuerySet, on: date) -> list[tuple[int, int, int]]:
    """Of each unit: how many were done in time, how many had to be done by now."""
    done = Q(state=DutyState.FULFILLED)
    in_time = done & (Q(due_on=None) | Q(fulfilled_on__lte=F("current_due_on")))
    overdue = Q(state=DutyState.OPEN, current_due_on__lt=on)
    rows = duties.with_due_looked_up().order_by().values("unit")
    counted = rows.annotate(timely=Count("pk", filter=in_time), had=Count("pk", filter=done | overdue))
    return list(counted.values_list("unit", "timely", "had"))


def _shares(known: Mapping[int, Shared], words: str) -> dict[int, Found]:
    return {unit: _share(row.part, row.whole, words, row.url) for unit, row in known.items() if row.whole}


def _share(part: int, whole: int, words: str, url: str) -> Found:
    figure = (HUNDRED * part / whole).quantize(PLACES, ROUND_HALF_UP)
    return Found(figure, f"{show_decimal(part)}/{show_decimal(whole)} {words}", url)


def _told(units: list[int], period: str, measure: str) -> dict[int, Found]:
    rows = KnownFigure.objects.filter(unit__in=units, period=period, measure=measure).order_by()
    return {row.unit_id: Found(row.value, row.source, row.source_url) for row in rows}
