"""The difference of two shares, phrases that surface, and a unit's month: pure rules."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.rules.differences import clear, difference, z_of
from namkhong.feedback.rules.months import (
    NOTHING,
    added,
    change_between,
    change_of_parts,
    class_months,
    showable,
    standings,
    strongest,
)
from namkhong.feedback.rules.phrases import likelihood_ratio, surfacing
from namkhong.feedback.rules.statistics import Z95, Share
from namkhong.feedback.rules.words import searchable
from namkhong.feedback.states import Evidence
from namkhong.feedback.wordlists import idle_words, lexicon
from namkhong.foundation.months import days_of, months_later


@pytest.mark.parametrize(
    ("one", "other", "low", "high"),
    [
        # Newcombe (1998), table II, method 10.
        ((56, 70), (48, 80), 0.0524, 0.3339),
        ((9, 10), (3, 10), 0.1705, 0.8090),
        ((6, 7), (2, 7), 0.0582, 0.8062),
        ((5, 56), (0, 29), -0.0381, 0.1926),
        ((0, 10), (0, 20), -0.1611, 0.2775),
        ((0, 10), (0, 10), -0.2775, 0.2775),
        ((10, 10), (0, 20), 0.6791, 1.0000),
        ((10, 10), (0, 10), 0.6075, 1.0000),
    ],
)
def test_the_published_examples(one: tuple[int, int], other: tuple[int, int], low: float, high: float) -> None:
    found = difference(Share(*one), Share(*other))
    assert (round(found.low, 4), round(found.high, 4)) == (low, high)


SOME = st.integers(0, 200)


@given(SOME, SOME, SOME, SOME)
def test_turned_round_the_difference_changes_its_sign(good: int, bad: int, others_good: int, others_bad: int) -> None:
    one, other = Share(good, good + bad), Share(others_good, others_good + others_bad)
    there, back = difference(one, other), difference(other, one)
    assert there.low == pytest.approx(-back.high) and there.high == pytest.approx(-back.low)
    assert -1 <= there.low <= there.high <= 1
    if one.answered and other.answered:
        assert there.low - 1e-12 <= one.value - other.value <= there.high + 1e-12
        assert not clear(there) or one.value != other.value


def test_more_comparisons_ask_for_more() -> None:
    assert z_of(1) == pytest.approx(Z95) and z_of(0) == z_of(1)
    assert z_of(10) > z_of(2) > z_of(1)
    assert clear(difference(Share(90, 100), Share(78, 100)))
    assert not clear(difference(Share(90, 100), Share(78, 100), z_of(20)))


def counts(good: int, bad: int, aside: int = 0) -> Counts:
    return Counts((bad, 0, 0, 0, good), aside)


def test_a_change_is_only_told_where_it_is_clear() -> None:
    assert change_between(counts(90, 10), counts(20, 9)) is None
    assert change_between(counts(9, 1), counts(50, 50)) is None
    assert change_between(counts(90, 10), counts(88, 12)) is None
    up = change_between(counts(90, 10), counts(60, 40))
    assert up and up.up and 0 < up.least < 30 < up.most
    down = change_between(counts(60, 40), counts(90, 10))
    assert down and not down.up and (down.least, down.most) == pytest.approx((up.least, up.most))
    assert change_of_parts(5, 20, 1, 100, 1) is None and change_of_parts(5, 200, 1, 10, 1) is None
    more = change_of_parts(60, 100, 10, 100, 10)
    assert more and more.up and change_of_parts(11, 100, 10, 100, 1) is None


def test_classes_stand_side_by_side_and_the_strongest_that_is_large_enough_comes_first() -> None:
    rows = class_months({"A": counts(90, 10)}, {"A": counts(60, 40), "C": counts(1, 0)})
    assert [row.kind for row in rows] == list(Evidence) and rows[0].change and rows[2].now == NOTHING
    assert strongest({}) == "A"
    assert strongest({"A": counts(3, 0), "C": counts(2, 0)}) == "A"
    assert strongest({"A": counts(3, 0), "C": counts(30, 0)}) == "C"
    assert strongest({"C": counts(2, 0)}) == "C"


def test_no_share_shows_from_which_a_small_one_follows() -> None:
    assert showable({1: counts(40, 10), 2: counts(35, 10)}) == {1, 2}
    assert showable({1: counts(40, 10), 2: counts(20, 9)}) == {1}
    # One desk of nine would be the difference to the sum: the next smallest hides with it.
    assert showable({1: counts(40, 10), 2: counts(35, 5), 3: counts(8, 1)}) == {1}
    assert showable({}) == set()


def test_desks_below_all_others_come_first_and_the_small_last() -> None:
    now = {1: counts(190, 10), 2: counts(60, 40), 3: counts(9, 9), 4: counts(170, 25), 5: counts(12, 10)}
    rows = standings(now, {1: counts(100, 50), 4: counts(20, 1)})
    assert [row.key for row in rows] == [2, 4, 1, 5, 3]
    assert rows[0].apart and not rows[0].apart.up and rows[0].change is None
    assert rows[2].apart and rows[2].apart.up and rows[2].change and rows[2].change.up
    assert not rows[3].shown and rows[3].apart is rows[3].change is None
    assert added([]) == NOTHING and added([counts(1, 2, 3), counts(1, 0, 1)]) == counts(2, 2, 4)


def test_months_follow_one_another() -> None:
    months = [year * 100 + month for year, month in product((2025, 2026), range(1, 13))]
    assert [months_later(month, 1) for month in months[:-1]] == months[1:]
    assert [months_later(month, -1) for month in months[1:]] == months[:-1]
    assert [len(days_of(month)) for month in (202602, 202411, 202412, 202402)] == [28, 30, 31, 29]


def test_a_phrase_surfaces_that_others_do_not_use() -> None:
    news = ["Máy quét căn cước không nhận."] * 4 + ["may quet can cuoc hong, phải chờ"] + ["Phải chờ lâu."] * 30
    others = list(map(searchable, ["Phải chờ lâu, thái độ kém."] * 200 + ["Máy quét mã ở cổng."] * 2))
    found = surfacing(news, others, lexicon(), idle_words())
    told = {each.words: each.texts for each in found}
    assert told["căn cước"] == told["quét căn"] == 5
    assert all(ratio >= 10.83 for ratio in (each.ratio for each in found))
    assert "phải chờ" not in told and "cước không" not in told
    assert surfacing(["Máy quét căn cước hỏng."] * 2, others, lexicon(), idle_words()) == []
    assert surfacing(["Máy quét căn cước hỏng. " * 9], others, lexicon(), idle_words()) == []
    assert surfacing([], others, lexicon(), idle_words()) == []


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 50), st.integers(0, 50))
def test_the_ratio_is_never_negative_and_grows_with_what_is_seen(here: int, more: int, there: int, rest: int) -> None:
    found = likelihood_ratio(here, here + more, there, there + rest)
    assert found >= -1e-9
    assert likelihood_ratio(here * 2, (here + more) * 2, there * 2, (there + rest) * 2) == pytest.approx(found * 2)


def test_dunnings_own_example() -> None:
    # "the swiss" of his table 1: 110 of 2,552 + 110 against 111 of 29,114 + 111 others, G² 270.72 (rounded there).
    assert likelihood_ratio(110, 110 + 2442, 111, 111 + 29114) == pytest.approx(270.72, abs=0.01)
