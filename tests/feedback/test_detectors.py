"""The detectors by themselves: what each finds, whom it spares, and that order and luck change nothing."""

from datetime import date
from math import comb
from random import Random
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.feedback.rules.detectors import DECLARED, ORDER, Facts, Seen, Usual, inspected, worth_a_look
from namkhong.feedback.rules.detectors.chance import tail
from namkhong.feedback.rules.detectors.seen import CONTENT, DISCONTENT, kept
from namkhong.feedback.rules.hours import hours_of
from namkhong.feedback.rules.signs import Sign
from namkhong.feedback.states import Detector

DAY = date(2026, 10, 7).toordinal()
USUAL = Usual(20, (9, 15, 30, 96, 150), (9, 15, 30, 96, 150))
"""Fifteen a day, 82 in a hundred of them satisfied."""

_numbers = Random(1)


def seen(score: int, hour: int = 9, signs: int = 0) -> Seen:
    return Seen(UUID(int=_numbers.getrandbits(128)), hour, score, signs)


def facts(evidence: str = "B", **more: object) -> Facts:
    return Facts(evidence, DAY, **{"opens": 7, "closes": 17, "usual": USUAL, **more})


def found(ballots: list[Seen], given_facts: Facts) -> dict[Detector, int]:
    counts: dict[Detector, int] = {}
    for each in inspected(ballots, given_facts):
        counts[each.detector] = counts.get(each.detector, 0) + len(each.ballots)
    return counts


def honest(count: int, hour: int = 9, signs: int = 0) -> list[Seen]:
    """What so many people say on the whole."""
    scores = (5, 4, 5, 4, 5, 3, 5, 4, 5, 2, 5, 4, 5, 3, 5, 4, 5, 4, 5, 1)
    return [seen(scores[n % 20], hour, signs) for n in range(count)]


def test_an_honest_day_has_no_findings() -> None:
    for evidence in "ABC":
        assert inspected([*honest(8, 9), *honest(7, 14)], facts(evidence, transactions=40)) == []
    assert inspected([], facts()) == []


def test_slips_worked_off_in_a_row() -> None:
    roll = [seen(5, signs=Sign.NEXT) for _ in range(9)]
    assert found([*roll, *honest(5)], facts("A")) == {Detector.SERIAL: 9}
    assert found([*honest(20, signs=Sign.NEXT)], facts("A")) == {}
    assert found(roll[:5], facts("A")) == {}
    assert Detector.SERIAL not in found(roll, facts("B"))


def test_a_burst_is_taken_down_to_the_usual_and_a_crowd_like_any_other_day_is_not() -> None:
    sent = [seen(5, 10, Sign.DENSE) for _ in range(20)]
    counts = found([*sent, *honest(6, 14)], facts())
    assert 18 <= counts[Detector.BURST] <= 19
    assert found([*honest(60, 10, Sign.DENSE)], facts()) == {}
    assert Detector.BURST not in found([seen(5, 10) for _ in range(9)], facts())
    assert found([seen(5, 10, Sign.DENSE) for _ in range(7)], facts()) == {}


def test_a_burst_does_not_take_the_blame_of_others() -> None:
    blame = [seen(1, 10, Sign.DENSE) for _ in range(3)]
    praise = [seen(5, 10, Sign.QUICK) for _ in range(30)]
    taken = {number for each in inspected([*blame, *praise], facts()) for number in each.ballots}
    assert not taken & {ballot.id for ballot in blame}


def test_a_burst_across_the_hour_is_found_on_both_sides() -> None:
    before, after = ([seen(5, hour, Sign.DENSE) for _ in range(count)] for hour, count in ((10, 5), (11, 15)))
    counts = found([*before, *after], facts())
    assert counts[Detector.BURST] >= 17
    assert found([*before, *honest(2, 12)], facts()) == {}


def test_the_hour_beside_a_burst_gives_up_only_the_side_that_surged() -> None:
    praise = [seen(5, 10, Sign.DENSE) for _ in range(20)]
    blame = [seen(1, 11) for _ in range(2)]
    late = [seen(5, 11) for _ in range(5)]
    taken = {number for each in inspected([*praise, *blame, *late], facts()) for number in each.ballots}
    assert not taken & {ballot.id for ballot in blame}
    assert len(taken & {ballot.id for ballot in late}) >= 3


def test_after_a_burst_less_is_asked_of_the_next() -> None:
    sent = [seen(5, 10, Sign.DENSE) for _ in range(13)] + [seen(4, 10, Sign.DENSE) for _ in range(5)]
    sent += [seen(3, 10, Sign.DENSE), seen(2, 10, Sign.DENSE), seen(1, 10, Sign.DENSE)]
    assert found(sent, facts()) == {}
    assert Detector.BURST in found(sent, facts(again=True))


def test_at_a_new_point_the_other_hours_say_what_is_usual() -> None:
    new = facts(usual=Usual())
    steady = [ballot for hour in range(8, 17) for ballot in honest(12, hour, Sign.DENSE)]
    assert found(steady, new) == {}
    flood = [seen(5, 11, Sign.DENSE) for _ in range(90)]
    assert 75 <= found([*steady, *flood], new)[Detector.BURST] <= 95
    assert found([seen(1, 11, Sign.QUICK) for _ in range(9)], new) == {Detector.BURST: 9}


def test_what_came_in_crowds_does_not_say_what_is_usual() -> None:
    spoilt = Usual(20, (9, 15, 30, 96, 650), (9, 15, 30, 96, 150))
    assert spoilt.share((5,)) == USUAL.share((5,))
    assert Usual(20, (0, 0, 0, 0, 300), (0, 0, 0, 0, 3)).share((5,)) > 0.9
    assert Usual().share(CONTENT) == pytest.approx(0.8) and Usual().per_day(CONTENT) == 0
    assert not Usual().unlike([])


def test_even_gaps() -> None:
    clock = [seen(5, 9 + n // 6, Sign.EVEN) for n in range(12)]
    assert found([*clock, *honest(6, 16)], facts("C")) == {Detector.EVEN: 12}
    assert Detector.EVEN not in found([*clock[:6], *honest(40, 16)], facts("C", usual=Usual()))
    assert found(clock[:5], facts("C")) == {}


def test_a_counter_outside_its_hours_and_slips_at_home() -> None:
    night = [seen(4, hour) for hour in (5, 18, 23, 2)]
    edges = [seen(4, hour) for hour in (6, 17)]
    assert found([*night, *edges], facts("B")) == {Detector.HOURS: 4}
    assert found([*night, *edges], facts("A")) == {}
    assert found(night[:2], facts("B")) == {}
    assert found(night, facts("B", opens=None, closes=None)) == {}


def test_a_day_of_one_mark_is_taken_down_to_the_usual() -> None:
    ballots = [*(seen(5, 8 + n % 9) for n in range(60)), *honest(15, 9)]
    counts = found(ballots, facts())
    assert counts == {Detector.TOP: counts[Detector.TOP]} and 59 <= counts[Detector.TOP] <= 61
    assert found([seen(1, 8 + n % 9) for n in range(12)], facts())[Detector.TOP] >= 11
    assert Detector.TOP not in found(ballots, facts(usual=Usual(4, USUAL.scores, USUAL.calm)))


def test_a_day_that_surges_and_says_something_else() -> None:
    sent = [seen(4, 8 + n % 9) for n in range(70)]
    counts = found([*sent, *honest(15, 9)], facts())
    assert set(counts) == {Detector.SURGE} and 60 <= counts[Detector.SURGE] <= 72
    assert found([ballot for hour in range(8, 17) for ballot in honest(20, hour)], facts()) == {}
    busy = Usual(20, (90, 150, 300, 960, 1500), (90, 150, 300, 960, 1500))
    assert found([*sent, *honest(15, 9)], facts(usual=busy)) == {}


def test_more_ratings_than_results() -> None:
    ballots = [*(seen(4, 8 + n % 9) for n in range(30)), *(seen(2, 8 + n % 9) for n in range(12))]
    result = found(ballots, facts(transactions=40))
    assert result == {Detector.ABOVE: 5}  # of forty results some seven would be unsatisfied
    assert found(ballots, facts(transactions=42)) == {}
    assert found(ballots, facts("A", transactions=4)) == {}
    assert found([seen(3)], facts(transactions=0)) == {Detector.ABOVE: 1}


def test_the_independent_sample_is_not_looked_at() -> None:
    assert found([seen(5, 3, 15) for _ in range(50)], facts("D", transactions=0)) == {}
    assert not worth_a_look("D", 500, 0)
    assert worth_a_look("B", 1, 0) and worth_a_look("C", 3, None) and not worth_a_look("B", 2, 2)


def test_every_detector_is_declared_and_its_name_fits_a_ballot() -> None:
    assert [each.detector for each in DECLARED] == [each[0] for each in ORDER] == list(Detector)
    assert max(map(len, Detector.values)) <= 12
    for each in DECLARED:
        for words in (each.looks, each.threshold, each.spares):
            assert words.endswith(".") and "  " not in words


def test_sentences_tell_numbers_and_thresholds() -> None:
    [only] = inspected([seen(5, 10, Sign.DENSE) for _ in range(20)], facts())
    assert only.sentence.startswith("Trong khoảng 10 giờ đến 11 giờ có 20 ý kiến")
    assert "Từ 8 ý kiến và từ 4 lần mức thường" in only.sentence and only.sentence.endswith(".")


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(), st.integers(0, 80), st.sampled_from("ABCD"), st.one_of(st.none(), st.integers(0, 50)))
def test_order_changes_nothing_and_no_ballot_is_taken_twice(seed, count, evidence, results) -> None:
    dice = Random(seed)
    hours, marks = dice.choice([range(24), (9, 10)]), dice.choice([(1, 2, 3, 4, 5), (5,), (1, 1, 5)])
    ballots = [seen(dice.choice(marks), dice.choice(hours), dice.randrange(16)) for _ in range(count)]
    known = facts(evidence, transactions=results)
    first = inspected(ballots, known)
    dice.shuffle(ballots)
    assert inspected(ballots, known) == first
    taken = [number for each in first for number in each.ballots]
    assert len(taken) == len(set(taken)) and set(taken) <= {ballot.id for ballot in ballots}
    assert all(each.ballots and each.ballots == tuple(sorted(each.ballots)) for each in first)


@pytest.mark.parametrize(("tries", "hits", "share"), [(10, 3, 0.2), (200, 180, 0.8), (500, 1, 0.9), (5, 5, 0.01)])
def test_chance_agrees_with_counting_out(tries: int, hits: int, share: float) -> None:
    exact = sum(comb(tries, k) * share**k * (1 - share) ** (tries - k) for k in range(hits, tries + 1))
    assert tail(tries, hits, share) == pytest.approx(exact, rel=1e-9)


def test_no_hits_are_certain() -> None:
    assert tail(7, 0, 0.2) == tail(0, 0, 0.2) == 1


def test_in_the_long_run_the_usual_is_kept() -> None:
    for usual in (0.0, 0.26, 1.2, 3.0):
        assert sum(kept(usual, DAY + n) for n in range(1000)) == pytest.approx(1000 * usual, abs=3)


def test_hours_of_units() -> None:
    assert hours_of("committee", None) == (6, 19) and hours_of("hospital", None) is None
    assert hours_of("hospital", (7, 16)) == (7, 16) and hours_of("school", (0, 24)) is None
    assert DISCONTENT == (1, 2, 3)
