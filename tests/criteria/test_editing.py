"""Changes of a draft: numbers follow their places, and whatever names a criterion follows the number."""

import os
from dataclasses import replace
from decimal import Decimal

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from namkhong.criteria.rules import editing
from namkhong.criteria.rules.checking import faults, unfit
from namkhong.criteria.rules.plain import as_plain, from_plain
from namkhong.criteria.rules.structure import Condition, SetDef
from namkhong.criteria.rules.tree import Tree
from tests.criteria.sets import SMALL, criterion, good_sets

D = Decimal
EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "30"))


def numbers(made: SetDef) -> list[str]:
    return [row.number for row in made.criteria]


def titles(made: SetDef) -> list[str]:
    return [f"{row.number} {row.title}" for row in made.criteria]


def test_adding():
    more = editing.added(SMALL, criterion("", 1, parent="1"))
    assert numbers(more)[:5] == ["1", "1.1", "1.2", "1.3", "1.4"]
    assert numbers(editing.added(SMALL, criterion("", 1, parent="")))[-1] == "5"
    odd = editing.added(SMALL, criterion("A", 1, parent=""))
    assert numbers(odd)[-1] == "A" and numbers(odd)[:-1] == numbers(SMALL)
    # A number that somebody has is passed over.
    taken = replace(SMALL, criteria=(criterion("2", 1), criterion("3", 1)))
    assert editing.next_number(taken, "") == "4"


def test_moving_renumbers_and_caps_follow():
    down = editing.moved(SMALL, "1", 1)
    assert titles(down)[:3] == ["1 Mục 2", "2 Mục 1", "2.1 Mục 1.1"]
    assert Tree(down.criteria).named["2.1"].cap_by == "1"
    assert editing.moved(down, "1", 1) == SMALL
    assert editing.moved(SMALL, "1", -1) is SMALL and editing.moved(SMALL, "4", 1) is SMALL


def test_numbers_that_people_chose_stay():
    chosen = editing.changed(SMALL, "2", replace(criterion("B", 4, parent=""), weight=D(2)))
    assert "B" in numbers(chosen) and Tree(chosen.criteria).named["1.1"].cap_by == "B"
    assert numbers(editing.moved(chosen, "B", -1))[0] == "B"


def test_into_another_group():
    row = Tree(SMALL.criteria).named["1.3"]
    there = editing.changed(SMALL, "1.3", replace(row, parent="3"))
    assert titles(there)[-2] == "3.3 Mục 1.3"
    # Into itself: nothing is lost, and the set is refused.
    group = Tree(SMALL.criteria).named["1"]
    circle = editing.changed(SMALL, "1", replace(group, parent="1.1"))
    assert len(circle.criteria) == len(SMALL.criteria) and unfit(circle)


def test_taking_out():
    bands = (replace(SMALL.bands[0], conditions=(Condition("criterion_at_least", "2", D(1)),)), *SMALL.bands[1:])
    less = editing.without(replace(SMALL, bands=bands), "2")
    assert numbers(less) == ["1", "1.1", "1.2", "1.3", "2", "2.1", "2.2", "3"]
    assert less.criteria[1].cap_by == "" and less.bands[0].conditions == ()
    assert numbers(editing.without(SMALL, "1")) == ["1", "2", "2.1", "2.2", "3"]


def test_conditions_follow_numbers():
    bands = (replace(SMALL.bands[0], conditions=(Condition("criterion_at_least", "2", D(1)),)), *SMALL.bands[1:])
    moved = editing.moved(editing.with_bands(SMALL, bands), "2", -1)
    assert moved.bands[0].conditions[0].criterion == "1"


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.data())
def test_up_and_down_again_is_nothing(data: st.DataObject):
    made = data.draw(good_sets())
    made = replace(made, criteria=Tree(made.criteria).ordered())
    row = data.draw(st.sampled_from(made.criteria))
    moved = editing.moved(made, row.number, 1)
    assert faults(moved) == []
    at = numbers(made).index(row.number)
    back = next(one for one in moved.criteria if one.title == made.criteria[at].title)
    assert moved == made or editing.moved(moved, back.number, -1) == made


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(good_sets())
def test_plain_and_back(made: SetDef):
    assert from_plain(as_plain(made)) == made
