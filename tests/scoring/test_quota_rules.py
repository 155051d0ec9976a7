"""Limited grades: rounded down, given to the highest, never exceeded; equal totals at the edge wait for the council."""

import os
from decimal import Decimal
from random import Random

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.criteria.rules.structure import BandDef
from namkhong.scoring.rules.quotas import Contender, TieBreak, allot, places_of, tell_apart
from namkhong.scoring.rules.ranking import ranks, shared
from namkhong.scoring.states import TieMeans

D = Decimal
EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "100"))
often = settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])

BANDS = (
    BandDef("excellent", "Xuất sắc", D(90), quota=D(20), quota_of="good"),
    BandDef("good", "Tốt", D(70)),
    BandDef("completed", "Hoàn thành", D(50)),
    BandDef("not_completed", "Không hoàn thành", D(0)),
)


def contender(key: int, total: str | D, base: str | D | None = None, peer: str = "", skip: int = -1) -> Contender:
    """A subject by its total; `skip` is a place whose conditions it does not meet."""
    total = D(total)
    reached = next(place for place, band in enumerate(BANDS) if total >= band.at_least)
    places = tuple(place for place in range(reached, 4) if place != skip)
    return Contender(key, total, total if base is None else D(base), places, peer)


@pytest.mark.parametrize(("counted", "places"), [(0, 0), (4, 0), (5, 1), (7, 1), (9, 1), (10, 2), (34, 6)])
def test_a_share_is_rounded_down(counted, places):
    assert places_of(D(20), counted) == places


def test_the_highest_get_it_and_the_others_are_told_why():
    got = allot(BANDS, [contender(key, D(99 - key)) for key in range(7)])
    assert got.places == {0: 0, **dict.fromkeys(range(1, 7), 1)}
    assert got.held_back[1] == "Đủ điều kiện mức “Xuất sắc” nhưng hết chỉ tiêu (20 % × 7 = 1,4, làm tròn xuống 1)."
    (edge,) = got.edges
    assert (edge.counted, edge.places, edge.wanted, edge.kept, edge.free, edge.cut) == (7, 1, 7, (0,), 0, D(99))
    assert not got.undecided


def test_of_four_nobody_gets_it():
    got = allot(BANDS, [contender(key, "95") for key in range(4)])
    assert set(got.places.values()) == {1}
    assert got.edges[0].formula == "20 % × 4 = 0,8, làm tròn xuống 0"
    assert not got.undecided


def test_where_there_is_room_everybody_with_enough_points_gets_it():
    got = allot(BANDS, [contender(0, "95"), *(contender(key, "80") for key in range(1, 10))])
    assert got.places[0] == 0
    (edge,) = got.edges
    assert (edge.formula, edge.free, edge.cut) == ("20 % × 10 = 2", 1, None)


def test_only_those_graded_good_or_better_are_counted():
    below = [contender(key, "60") for key in range(100, 200)]
    got = allot(BANDS, [contender(key, "95") for key in range(4)] + below)
    assert got.edges[0].counted == 4


def test_the_raised_share_gives_more_places():
    eight = [contender(key, D(99 - key)) for key in range(8)]
    assert [allot(BANDS, eight, raised=raised).edges[0].places for raised in (None, D(25), D(10))] == [1, 2, 1]


def test_peers_are_counted_apart():
    heads = [contender(key, "98", peer="heads") for key in range(4)]
    others = [contender(key, D(97 - key), peer="others") for key in range(4, 14)]
    got = allot(BANDS, heads + others)
    assert [edge.places for edge in got.edges] == [0, 2]
    assert {key for key, place in got.places.items() if place == 0} == {4, 5}


def test_who_falls_below_the_counted_grade_makes_the_share_smaller_for_all():
    """Whoever meets the conditions of the best and not those of the next falls out of the number that is counted."""
    odd = [contender(key, D(99) - D(key) / 10, skip=1) for key in range(10)]
    got = allot(BANDS, odd)
    counted = sum(place <= 1 for place in got.places.values())
    assert sum(place == 0 for place in got.places.values()) <= places_of(D(20), counted)


def test_two_limited_bands_hold_both():
    bands = (BANDS[0], BandDef("good", "Tốt", D(70), quota=D(50), quota_of="completed"), *BANDS[2:])
    got = allot(bands, [contender(key, D(99) - D(key) / 10) for key in range(20)])
    tally = [list(got.places.values()).count(place) for place in range(4)]
    assert tally[0] <= places_of(D(20), tally[0] + tally[1])
    assert tally[1] <= places_of(D(50), tally[0] + tally[1] + tally[2])
    assert sum(tally) == 20


TIED = [contender(0, "99"), contender(1, "95", "92"), contender(2, "95", "93"), contender(3, "95", "93")] + [
    contender(key, "80") for key in range(4, 15)
]
"""Three places: one is sure, three with equal totals want the other two."""


def test_equal_totals_at_the_edge_get_nothing_until_it_is_decided():
    got = allot(BANDS, TIED)
    (edge,) = got.undecided
    assert (edge.places, edge.kept, edge.tied, edge.free, edge.cut) == (3, (0,), (1, 2, 3), 2, D(95))
    assert [got.places[key] for key in range(4)] == [0, 1, 1, 1]
    assert "hội đồng chưa quyết định" in got.held_back[1]


def test_the_points_without_bonuses_tell_them_apart():
    got = allot(BANDS, TIED, [TieBreak("", "excellent", TieMeans.BASE)])
    assert not got.undecided
    assert [got.places[key] for key in range(4)] == [0, 1, 0, 0]
    assert "xếp theo quyết định của hội đồng" in got.held_back[1]


def test_where_the_first_means_leaves_some_equal_the_next_is_asked():
    base = TieBreak("", "excellent", TieMeans.BASE)
    tied = [contender(1, "95", "93"), contender(2, "95", "92"), contender(3, "95", "92"), contender(4, "95", "91")]
    kept, left = tell_apart(tied, 2, [base])
    assert ([c.key for c in kept], [c.key for c in left]) == ([1], [2, 3])
    criterion = TieBreak("", "excellent", TieMeans.CRITERION, "2", {2: D(60), 3: D(61)})
    kept, left = tell_apart(tied, 2, [base, criterion])
    assert ([c.key for c in kept], left) == ([1, 3], [])


def test_the_council_chooses_and_its_choice_holds_for_that_tie_alone():
    def chosen(*keys):
        return TieBreak("", "excellent", TieMeans.CHOSEN, chosen=frozenset(keys))

    def kept(*breaks):
        found, left = tell_apart(TIED[1:4], 2, breaks)
        return [c.key for c in found], [c.key for c in left]

    assert kept(chosen(2, 3)) == ([2, 3], [])
    assert kept(chosen(1)) == ([1], [])
    assert kept(chosen(1, 2, 3)) == ([], [1, 2, 3])
    assert kept(chosen(2, 77)) == ([], [1, 2, 3])
    assert kept(TieBreak("", "excellent", TieMeans.NOBODY)) == ([], [])
    elsewhere = TieBreak("heads", "excellent", TieMeans.BASE)
    assert allot(BANDS, TIED, [elsewhere]).undecided


def test_nothing_is_left_to_give_where_the_sure_ones_fill_all_places():
    assert tell_apart(TIED[1:3], 0, [TieBreak("", "excellent", TieMeans.BASE)]) == ([], [])
    everyone = tell_apart(TIED[1:3], 2, [TieBreak("", "excellent", TieMeans.BASE)])
    assert ({c.key for c in everyone[0]}, everyone[1]) == ({1, 2}, [])


def test_ranks_count_as_in_a_race():
    standing = ranks({1: D(90), 2: D("95.50"), 3: D("95.5"), 4: D(80)})
    assert standing == {2: 1, 3: 1, 1: 3, 4: 4}
    assert shared(standing) == {1}


contenders = st.lists(
    st.tuples(st.integers(0, 100), st.integers(0, 5), st.sampled_from(["", "heads"]), st.sampled_from([-1, -1, 1])),
    max_size=40,
).map(lambda rows: [contender(key, D(t), D(t - b), peer, skip) for key, (t, b, peer, skip) in enumerate(rows)])
breaks = st.lists(
    st.builds(
        TieBreak,
        st.sampled_from(["", "heads"]),
        st.just("excellent"),
        st.sampled_from(TieMeans),
        st.just("2"),
        st.dictionaries(st.integers(0, 40), st.integers(0, 9).map(D)),
        st.frozensets(st.integers(0, 40), max_size=3),
    ),
    max_size=3,
)
limits = st.none() | st.integers(0, 100).map(D)


@often
@given(contenders, breaks, limits, limits, limits)
def test_a_share_is_never_exceeded_and_nobody_rises(everybody, decisions, quota, second, raised):
    bands = (
        BandDef("excellent", "Xuất sắc", D(90), quota=quota, quota_of="good"),
        BandDef("good", "Tốt", D(70), quota=second),
        *BANDS[2:],
    )
    got = allot(bands, everybody, decisions, raised)
    for peer in {c.peer for c in everybody}:
        places = [got.places[c.key] for c in everybody if c.peer == peer]
        for at, band in enumerate(bands):
            if band.quota is not None:
                counted = sum(place <= 1 for place in places)
                share = max(band.quota, raised or D(0))
                assert places.count(at) <= places_of(share, counted)
    for c in everybody:
        assert got.places[c.key] in c.open
        assert (got.places[c.key] == c.open[0]) == (c.key not in got.held_back)


@often
@given(contenders, breaks, st.integers())
def test_the_order_in_which_subjects_are_read_changes_nothing(everybody, decisions, seed):
    mixed = list(everybody)
    Random(seed).shuffle(mixed)
    one, other = allot(BANDS, everybody, decisions), allot(BANDS, mixed, decisions)
    assert one.places == other.places
    assert one.held_back == other.held_back
    assert [set(edge.kept) for edge in one.edges] == [set(edge.kept) for edge in other.edges]


@often
@given(st.lists(st.integers(0, 20).map(D), max_size=30))
def test_ranks_are_one_more_than_the_number_of_better_ones(totals):
    found = ranks(dict(enumerate(totals)))
    assert found == {key: 1 + sum(other > total for other in totals) for key, total in enumerate(totals)}
