"""Days off of known years, lunar days against astronomy, and the counting of days."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.law import queries
from namkhong.law.data import holiday_tables
from namkhong.law.rules import DayOffKind, is_weekend, working_days_after
from tests.law.lunar import months_of

YEARS = range(2019, 2028)

# Working days that offices had off, as the notices of those years had it.
WEEKDAYS_OFF = {
    2019: "1/1 4/2 5/2 6/2 7/2 8/2 15/4 29/4 30/4 1/5 2/9",
    2020: "1/1 23/1 24/1 27/1 28/1 29/1 2/4 30/4 1/5 2/9",
    2021: "1/1 10/2 11/2 12/2 15/2 16/2 21/4 30/4 3/5 2/9 3/9",
    2022: "3/1 31/1 1/2 2/2 3/2 4/2 11/4 2/5 3/5 1/9 2/9",
    2023: "2/1 20/1 23/1 24/1 25/1 26/1 1/5 2/5 3/5 1/9 4/9",
    2024: "1/1 8/2 9/2 12/2 13/2 14/2 18/4 29/4 30/4 1/5 2/9 3/9",
    2025: "1/1 27/1 28/1 29/1 30/1 31/1 7/4 30/4 1/5 2/5 1/9 2/9",
    2026: "1/1 2/1 16/2 17/2 18/2 19/2 20/2 27/4 30/4 1/5 31/8 1/9 2/9 24/11",
}


def test_the_tables_hold_2019_to_2027() -> None:
    assert queries.holiday_years() == list(YEARS)


@pytest.mark.parametrize("year", WEEKDAYS_OFF)
def test_known_years(year: int) -> None:
    known = {date(year, int(m), int(d)) for d, m in (day.split("/") for day in WEEKDAYS_OFF[year].split())}
    assert {day for day in queries.holidays(year) if not is_weekend(day)} == known


@pytest.mark.parametrize("year", YEARS)
def test_lunar_days_agree_with_astronomy(year: int) -> None:
    settled = queries.holiday_year(year)
    months = months_of(year)
    assert settled.tet_first == months[1]
    assert settled.hung_kings == months[3] + timedelta(days=9)
    assert [b - a for a, b in pairwise(settled.tet)] == [timedelta(days=1)] * 4


@pytest.mark.parametrize("year", YEARS)
def test_the_law_gives_its_number_of_days(year: int) -> None:
    """As many holidays as the law in force on 31 December says, each weekend made up once, except 24 November."""
    days = queries.days_off(year)
    assert len({off.day for off in days}) == len(days)
    named = [off for off in days if off.kind is DayOffKind.HOLIDAY]
    assert len(named) == queries.in_force("holiday.list", date(year, 12, 31)).number("days")
    lost = [off for off in named if is_weekend(off.day) and off.name != "Ngày Văn hóa Việt Nam"]
    assert len(lost) == sum(off.kind is DayOffKind.MADE_UP for off in days)


def test_swaps_give_a_weekday_for_a_saturday() -> None:
    swaps = [swap for year in holiday_tables()[1].values() for swap in year.swaps]
    assert swaps
    for swap in swaps:
        assert not is_weekend(swap.off) and swap.work.weekday() == 5
        assert not queries.is_working_day(swap.off) and queries.is_working_day(swap.work)
    assert queries.is_working_day(date(2019, 1, 5))


@pytest.mark.parametrize(
    ("day", "works"),
    [
        (date(2025, 11, 24), True),
        (date(2026, 11, 23), True),
        (date(2026, 11, 24), False),
        (date(2026, 11, 22), False),
        (date(2026, 11, 30), True),
        (date(2020, 9, 3), True),
        (date(2021, 9, 3), False),
    ],
)
def test_working_days(day: date, works: bool) -> None:
    assert queries.is_working_day(day) is works


@pytest.mark.parametrize(
    ("day", "count", "reached"),
    [
        (date(2026, 11, 20), 0, date(2026, 11, 20)),
        (date(2026, 11, 20), 1, date(2026, 11, 23)),
        (date(2026, 11, 20), 2, date(2026, 11, 25)),
        (date(2026, 8, 21), 1, date(2026, 8, 22)),
        (date(2025, 12, 31), 1, date(2026, 1, 5)),
        (date(2024, 2, 7), 1, date(2024, 2, 15)),
    ],
)
def test_adding_working_days(day: date, count: int, reached: date) -> None:
    assert queries.add_working_days(day, count) == reached


def test_next_working_day_is_after_the_day() -> None:
    assert queries.next_working_day(date(2026, 11, 23)) == date(2026, 11, 25)


@pytest.mark.parametrize(
    ("starts_on", "days", "working", "ends_on"),
    [
        (date(2026, 11, 2), 10, False, date(2026, 11, 12)),  # the first day is not counted
        (date(2026, 10, 25), 30, False, date(2026, 11, 25)),  # 24 November is off
        (date(2026, 1, 28), 20, False, date(2026, 2, 23)),  # ends within Tết, then a weekend
        (date(2026, 11, 19), 3, True, date(2026, 11, 25)),
    ],
)
def test_terms(starts_on: date, days: int, working: bool, ends_on: date) -> None:
    assert queries.last_day(starts_on, days, working=working) == ends_on


def test_counting_backwards_is_refused() -> None:
    with pytest.raises(ValueError, match="negative"):
        working_days_after(date(2026, 1, 1), -1, queries.is_working_day)


@pytest.mark.parametrize("day", [date(2018, 12, 31), date(2028, 1, 1)])
def test_a_year_without_a_calendar_says_so(day: date) -> None:
    with pytest.raises(queries.NoRuleInForce) as caught:
        queries.is_working_day(day)
    assert str(day.year) in caught.value.sentence


@given(st.dates(date(2019, 1, 1), date(2027, 6, 1)), st.integers(0, 60), st.integers(0, 60))
def test_working_days_add_up(day: date, one: int, other: int) -> None:
    there = queries.add_working_days(day, one)
    assert queries.add_working_days(there, other) == queries.add_working_days(day, one + other)
