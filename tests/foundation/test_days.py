"""Days, periods and the clock."""

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.foundation import clock
from namkhong.foundation.days import Bound, days_left, last_on_time_day, shifted, show_day
from namkhong.foundation.periods import (
    Period,
    UnknownPeriod,
    month_period,
    parse_period,
    quarter_period,
    span_period,
    year_period,
)

years = st.integers(1990, 2090)
periods = st.one_of(
    years.map(year_period),
    st.builds(quarter_period, years, st.integers(1, 4)),
    st.builds(month_period, years, st.integers(1, 12)),
    st.tuples(years, years).map(lambda pair: span_period(*sorted(pair))),
)


@given(periods)
def test_a_period_is_found_again_by_its_key(period: Period) -> None:
    assert parse_period(period.key) == period
    assert period.starts_on <= period.ends_on and period.starts_on.day == 1
    assert (period.ends_on + timedelta(days=1)).day == 1
    assert period.year == period.ends_on.year and str(period.year) in period.label


@given(years)
def test_months_and_quarters_fill_the_year(year: int) -> None:
    for parts in ([month_period(year, m) for m in range(1, 13)], [quarter_period(year, q) for q in range(1, 5)]):
        days = sum((part.ends_on - part.starts_on).days + 1 for part in parts)
        whole = year_period(year)
        assert days == (whole.ends_on - whole.starts_on).days + 1
        assert [part.key for part in parts] == sorted(part.key for part in parts)


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("2026", "năm 2026"),
        ("2026-Q3", "quý III năm 2026"),
        ("2026-02", "tháng 2 năm 2026"),
        ("2021-2026", "giai đoạn 2021–2026"),
    ],
)
def test_periods_are_named_as_a_clerk_would(key: str, label: str) -> None:
    assert parse_period(key).label == label


@pytest.mark.parametrize("key", ["", "26", "2026-13", "2026-00", "2026-Q5", "2026-Q0", "năm 2026", "2026-1"])
def test_an_unknown_key_is_refused(key: str) -> None:
    with pytest.raises(UnknownPeriod):
        parse_period(key)


@pytest.mark.parametrize(
    ("bound", "last"),
    [(Bound.BEFORE, date(2026, 10, 19)), (Bound.BY, date(2026, 10, 20)), (Bound.NONE, date(2026, 10, 20))],
)
def test_last_day_on_time_follows_the_words(bound: Bound, last: date) -> None:
    assert last_on_time_day(bound, date(2026, 10, 20)) == last


def test_before_the_first_of_january_ends_in_the_old_year() -> None:
    assert last_on_time_day(Bound.BEFORE, date(2026, 1, 1)) == date(2025, 12, 31)


@given(st.dates(date(2000, 1, 1), date(2050, 1, 1)))
def test_a_day_off_moves_to_the_next_working_day(day: date) -> None:
    moved = shifted(day, lambda each: each.weekday() < 5)
    assert moved.weekday() < 5 and 0 <= (moved - day).days <= 2
    assert (moved == day) == (day.weekday() < 5)


def test_days_left_are_negative_when_overdue() -> None:
    assert days_left(date(2026, 11, 30), date(2026, 11, 22)) == 8
    assert days_left(date(2026, 11, 20), date(2026, 11, 22)) == -2


def test_days_are_shown_the_vietnamese_way() -> None:
    assert show_day(date(2026, 3, 5)) == "05/03/2026"
    assert show_day(None) == ""


def test_the_clock_stands_on_the_fixed_day(settings, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(clock, "datetime", datetime)  # the real one, not the morning of the other tests
    assert clock.today() == date(2026, 11, 22)
    assert clock.now().utcoffset() == timedelta(hours=7)
    settings.FIXED_TODAY = None
    assert abs(clock.now() - datetime.now(clock.VIETNAM)) < timedelta(minutes=1)
