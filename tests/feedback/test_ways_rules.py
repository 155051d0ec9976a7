"""Rules of the ways in: tickets of tablets, hours that are believed, draws that anybody can do again, double keying."""

import hashlib
from decimal import Decimal

import pytest

from namkhong.feedback.rules.ballots import ballot_number
from namkhong.feedback.rules.drawing import drawn, list_mark, size_of_percent
from namkhong.feedback.rules.kiosk import (
    LONGEST_WAIT,
    MOST_AN_HOUR,
    REASONS,
    given,
    hour_of,
    read_device_ticket,
    reason,
    write_device_ticket,
)
from namkhong.feedback.rules.paper import Keyed, again, agreement

NOW = 498_000


def test_a_ticket_opens_for_its_own_tablet_only() -> None:
    ticket = write_device_ticket(b"key", 12)
    assert read_device_ticket(b"key", ticket) == 12
    assert read_device_ticket(b"other", ticket) is None
    assert read_device_ticket(b"key", ticket.replace("12", "13", 1)) is None
    for typed in ("", "12", "-", "x-y", "²-a", "9" * 30 + "-a", ticket + "a"):
        assert read_device_ticket(b"key", typed) is None


@pytest.mark.parametrize(
    ("hour", "nth", "found"),
    [
        (NOW, 1, (NOW, "B", "")),
        (NOW - LONGEST_WAIT, 1, (NOW - LONGEST_WAIT, "B", "")),
        (NOW - LONGEST_WAIT - 1, 1, (NOW, "C", "old")),
        (NOW + 1, 1, (NOW, "C", "old")),
        (NOW, MOST_AN_HOUR, (NOW, "B", "")),
        (NOW - 2, MOST_AN_HOUR + 1, (NOW - 2, "C", "crowd")),
    ],
)
def test_a_rating_counts_in_the_hour_it_names_for_three_days(hour: int, nth: int, found: tuple) -> None:
    ballot = ballot_number(hour, b"\1" * 13)
    assert hour_of(ballot) == hour
    told = given(ballot, NOW, nth)
    assert (told.hour, told.evidence, told.lowered) == found


def test_the_second_tap_says_one_of_a_few_things() -> None:
    assert reason(0) == REASONS[0] and reason(len(REASONS) - 1) == REASONS[-1]
    for place in (None, -1, len(REASONS), "0", 1.0):
        assert reason(place) == ""


def test_a_draw_is_what_anybody_gets_who_hashes_by_hand() -> None:
    by_hand = sorted(range(1, 501), key=lambda k: hashlib.sha256(f"ab12:{k}".encode()).digest())[:40]
    assert drawn("ab12", 500, 40) == sorted(by_hand)
    assert drawn("ab13", 500, 40) != drawn("ab12", 500, 40)
    assert drawn("x", 4, 4) == [1, 2, 3, 4] == drawn("x", 4, 9)
    assert drawn("x", 3, 0) == []


def test_every_number_has_the_same_chance() -> None:
    hits = [0] * 20
    for seed in range(2000):
        for number in drawn(str(seed), 20, 5):
            hits[number - 1] += 1
    assert sum(hits) == 10_000 and all(420 < count < 580 for count in hits)


def test_a_percentage_is_rounded_up() -> None:
    assert [size_of_percent(20, n) for n in (1, 5, 6, 100)] == [1, 1, 2, 20] and size_of_percent(100, 7) == 7


def test_a_list_is_known_again_by_its_mark() -> None:
    assert list_mark(b"k", ["a", "b"]) == list_mark(b"k", ["a", "b"])
    others = [["b", "a"], ["ab"], ["a", "b", ""], ["a"]]
    assert list_mark(b"k", ["a", "b"]) not in [list_mark(b"k", other) for other in others]
    assert list_mark(b"k", ["a"]) != list_mark(b"l", ["a"])


def test_a_tenth_is_keyed_again() -> None:
    assert [again(n) for n in (0, 1, 10, 11, 200)] == [0, 1, 1, 2, 20]


def test_disagreement_is_told_in_per_cent_and_settled_by_the_paper() -> None:
    alike, apart, settled, once = Keyed(4, 4), Keyed(4, 5), Keyed(4, 5, 5), Keyed(3)
    assert [sheet.differs for sheet in (alike, apart, settled, once)] == [False, True, True, False]
    assert [sheet.open for sheet in (alike, apart, settled, once)] == [False, True, False, False]
    assert [sheet.score for sheet in (alike, apart, settled, once)] == [4, 4, 5, 3]
    found = agreement([alike, apart, settled, once])
    assert (found.twice, found.differing, round(found.rate, 1), found.poor) == (3, 2, Decimal("66.7"), True)
    assert agreement([once]).rate is None and not agreement([once]).poor
    assert not agreement([alike] * 19 + [apart]).poor
