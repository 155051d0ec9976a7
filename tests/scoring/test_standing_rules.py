"""Movers between two rounds, and the share of leaders among the best."""

from datetime import date
from decimal import Decimal

import pytest

from namkhong.scoring.rules.movers import movers
from namkhong.scoring.rules.shares import LeadersShare
from namkhong.scoring.rules.tenure import months_worked

D = Decimal


def test_movers_are_told_the_furthest_first_and_only_where_they_were_in_both():
    before = {1: D(80), 2: D(70), 3: D(60), 4: D(90), 5: D(50)}
    after = {1: D(85), 2: D(90), 3: D(60), 4: D(70), 6: D(99)}
    up, down = movers(before, after, 1)
    assert [(m.key, m.before, m.after, m.change) for m in up] == [(2, D(70), D(90), D(20))]
    assert [(m.key, m.change) for m in down] == [(4, D(-20))]
    assert [m.key for m in movers(before, after, 5)[0]] == [2, 1]
    assert movers({}, after, 5) == ((), ())


def test_the_share_of_leaders_among_the_best_beside_their_share_among_all():
    share = LeadersShare(leaders=10, others=90, best_leaders=8, best_others=12)
    assert share.may_be_told
    assert (share.of_all, share.of_best) == (D("10.0"), D("40.0"))


@pytest.mark.parametrize(
    "small", [(4, 90, 4, 12), (90, 4, 12, 0), (10, 90, 2, 2), (10, 90, 4, 12), (10, 90, 6, 3), (0, 0, 0, 0)]
)
def test_groups_of_fewer_than_five_are_left_unsaid(small):
    assert not LeadersShare(*small).may_be_told


def test_nobody_among_the_best_is_told_without_dividing_by_nothing():
    assert LeadersShare(10, 90, 0, 20).may_be_told
    assert LeadersShare(0, 0, 0, 0).of_best == 0


@pytest.mark.parametrize(
    ("stretches", "months"),
    [
        ([(date(2019, 1, 1), None)], 12),
        ([(date(2026, 7, 2), None)], 6),
        ([(date(2026, 7, 3), None)], 5),
        ([(date(2026, 1, 1), date(2026, 3, 31)), (date(2026, 10, 1), None)], 5),
        ([(date(2020, 1, 1), date(2025, 12, 31))], 0),
        ([(date(2027, 1, 1), None)], 0),
        ([], 0),
    ],
)
def test_months_of_work_are_counted_within_the_period(stretches, months):
    assert months_worked(stretches, date(2026, 1, 1), date(2026, 12, 31)) == months
