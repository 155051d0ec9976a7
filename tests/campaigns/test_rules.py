"""Days, standings and warnings, case by case."""

from datetime import date, timedelta

import pytest

from namkhong.campaigns.rules import (
    ChainLink,
    Schedule,
    Standing,
    chain_warnings,
    due_words,
    named_day_words,
    occurrences,
    standing,
    tree_day,
    years_to_assign,
)
from namkhong.campaigns.states import DutyState, Recurrence
from namkhong.foundation.days import Bound

ON = date(2026, 11, 22)


def schedule(**told) -> Schedule:
    plain = {
        "bound": Bound.BEFORE,
        "recurrence": Recurrence.YEARLY,
        "day": 20,
        "month": 10,
        "first_year": 2021,
        "last_year": 2026,
    }
    return Schedule(**(plain | told))


def days(year: int, working=lambda day: True, **told) -> list[tuple[str, date | None]]:
    return [(each.period.key, each.due_on) for each in occurrences(schedule(**told), year, working)]


@pytest.mark.parametrize(
    ("told", "year", "due"),
    [
        ({}, 2026, [("2026", date(2026, 10, 19))]),
        ({"bound": Bound.BY}, 2026, [("2026", date(2026, 10, 20))]),
        ({"bound": Bound.NONE}, 2026, [("2026", None)]),
        ({"day": None}, 2026, [("2026", None)]),
        ({}, 2020, []),
        ({}, 2027, []),
        ({"last_year": None}, 2040, [("2040", date(2040, 10, 19))]),
        ({"recurrence": Recurrence.ONCE, "bound": Bound.BY}, 2025, []),
        ({"recurrence": Recurrence.ONCE, "bound": Bound.BY}, 2026, [("2021-2026", date(2026, 10, 20))]),
        ({"recurrence": Recurrence.ONCE, "first_year": 2026, "last_year": None}, 2026, [("2026", date(2026, 10, 19))]),
        ({"bound": Bound.BY, "day": 31, "month": 2}, 2026, [("2026", date(2026, 2, 28))]),
    ],
)
def test_due_days_follow_the_words(told, year: int, due) -> None:
    assert days(year, **told) == due


def test_quarters_and_months() -> None:
    quarters = days(2026, recurrence=Recurrence.QUARTERLY, month=None, day=15, bound=Bound.BY)
    assert [due.month for _, due in quarters] == [3, 6, 9, 12]
    assert [due.month for _, due in days(2026, recurrence=Recurrence.QUARTERLY, month=1)] == [1, 4, 7, 10]
    months = days(2026, recurrence=Recurrence.MONTHLY, month=None, day=31, bound=Bound.BY)
    assert len(months) == 12 and months[1] == ("2026-02", date(2026, 2, 28))


def test_day_off_moves_to_the_next_working_day_where_the_duty_says_so() -> None:
    working = lambda day: day.weekday() < 5  # noqa: E731
    assert days(2026, working, bound=Bound.BY, day=22, month=11) == [("2026", date(2026, 11, 22))]
    assert days(2026, working, bound=Bound.BY, day=22, month=11, shifts=True) == [("2026", date(2026, 11, 23))]


DUE = date(2026, 11, 10)


@pytest.mark.parametrize(
    ("state", "due", "now", "done", "stands"),
    [
        (DutyState.NOT_OBLIGED, DUE, DUE, None, Standing.NOT_OBLIGED),
        (DutyState.OPEN, None, None, None, Standing.NO_DAY),
        (DutyState.FULFILLED, None, None, ON, Standing.ON_TIME),
        (DutyState.FULFILLED, DUE, DUE, DUE, Standing.ON_TIME),
        (DutyState.FULFILLED, DUE, DUE, DUE + timedelta(1), Standing.LATE),
        (DutyState.FULFILLED, DUE, ON, ON, Standing.EXTENDED),
        (DutyState.OPEN, DUE, DUE, None, Standing.OVERDUE),
        (DutyState.OPEN, DUE, ON, None, Standing.SOON),
        (DutyState.OPEN, DUE, ON + timedelta(10), None, Standing.SOON),
        (DutyState.OPEN, DUE, ON + timedelta(11), None, Standing.OPEN),
    ],
)
def test_standing(state, due, now, done, stands: Standing) -> None:
    found = standing(state=state, due_on=due, current_due_on=now, fulfilled_on=done, on=ON)
    assert found is stands and found.label


def test_words_say_what_the_day_means() -> None:
    before = due_words(schedule(), date(2026, 10, 19))
    assert "trước ngày 20/10 hằng năm" in before and "chậm nhất hết ngày 19/10/2026" in before
    assert "trong ngày 20/10/2026 vẫn đúng hạn" in due_words(schedule(bound=Bound.BY), date(2026, 10, 20))
    assert due_words(schedule(bound=Bound.NONE), None) == "Kế hoạch không ghi ngày cụ thể."
    assert named_day_words(schedule(recurrence=Recurrence.MONTHLY)) == "trước ngày 20 hằng tháng"
    assert named_day_words(schedule(recurrence=Recurrence.QUARTERLY, month=2)).endswith("tháng thứ 2 mỗi quý")
    assert named_day_words(schedule(recurrence=Recurrence.QUARTERLY, month=None)).endswith("tháng thứ 3 mỗi quý")
    assert named_day_words(schedule(recurrence=Recurrence.ONCE)) == "trước ngày 20/10"
    assert named_day_words(schedule(day=None)) == ""


def test_years_and_the_tree_they_stand_on() -> None:
    assert years_to_assign([], ON) == [2026]
    assert years_to_assign([(2019, 2020, False), (2021, 2026, True)], date(2027, 3, 1))[0] == 2027
    assert years_to_assign([(2024, 2030, False)], ON) == [2026, 2025, 2024]
    assert years_to_assign([(2021, 2022, False)], ON) == [2022, 2021]
    assert (tree_day(2025, ON), tree_day(2026, ON), tree_day(2027, ON)) == (date(2025, 12, 31), ON, ON)


@pytest.mark.parametrize(
    ("lower", "upper", "told"), [(9, 29, ""), (9, 13, "chỉ còn 4 ngày"), (19, 9, "hạn 19/11, sau")]
)
def test_chain_warns_when_no_time_is_left(lower: int, upper: int, told: str) -> None:
    link = ChainLink("Dưới", date(2026, 11, lower), "Trên", date(2026, 11, upper))
    sentences = [warning.sentence for warning in chain_warnings([link])]
    assert bool(sentences) is bool(told) and all(told in sentence for sentence in sentences)
