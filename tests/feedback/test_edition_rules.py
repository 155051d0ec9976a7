"""What an edition hides, and that a later revision read beside an earlier one tells about nobody."""

import os
from dataclasses import replace
from datetime import UTC, datetime
from random import Random

import highspy
import pytest

from namkhong.feedback.rules.calendar import due_months
from namkhong.feedback.rules.editions import (
    NOTHING,
    Head,
    Line,
    Own,
    ballots_told,
    digest_of,
    held,
    lines_of,
    signed_text,
)
from namkhong.feedback.rules.statistics import LEAST_SHOWN
from namkhong.foundation.months import months_later
from tests.world import TODAY

TREES = int(os.environ.get("NAMKHONG_EXAMPLES", "40"))
HEAD = Head(202610, "union", 1, "", "", datetime(2026, 11, 4, 1, tzinfo=UTC))


def own(bad: int, good: int, aside: int = 0, printed: int = 0) -> Own:
    """So many ones and fives."""
    return (bad, 0, 0, 0, good, aside, printed)


def by_unit(lines: list[Line]) -> dict[int, Line]:
    return {line.unit: line for line in lines}


def test_sums_go_up_the_tree_and_small_cells_tell_nothing() -> None:
    told = by_unit(
        lines_of(
            {4: own(10, 30, 2, 50), 5: own(1, 3), 6: own(5, 10), 9: own(0, 0, 0, 7)},
            {4: 2, 5: 2, 6: 3, 3: 1, 2: 1, 9: 3, 8: 3},
        )
    )
    assert told[1] == Line(1, None, False, 59, 43, 2, 57, (16, 0, 0, 0, 43))
    assert told[6] == Line(6, 3, False, 15, 10, 0, 0, None)  # a share is not told of so few, nor how it is made up
    assert told[5] == Line(5, 2, True) and told[4] == Line(4, 2, True, printed=50)  # its sister would be the difference
    assert told[9] == Line(9, 3, False, printed=7)
    assert 8 not in told
    assert ballots_told(told.values()) == 59
    assert ballots_told([Line(1, None, True), Line(2, 1, False, 12, 3), Line(3, 1, True)]) == 12
    assert ballots_told([Line(1, None, False, 90, 3), Line(2, 1, True), Line(3, 2, False, 20, 3)]) == 90


def test_units_in_a_circle_are_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        lines_of({1: own(20, 20)}, {1: 2, 2: 1})


@pytest.mark.parametrize(
    ("found", "earlier", "kept"),
    [
        (own(5, 20), [], own(5, 20)),
        (own(5, 20), [own(5, 20)], own(5, 20)),
        (own(5, 20, 4), [own(5, 20)], own(5, 20, 4)),  # only more set aside: nobody's mark
        (own(5, 21), [own(5, 20)], own(5, 20)),  # one more: its mark would be the difference
        (own(6, 19), [own(5, 20)], own(5, 20)),  # as many as before, but others
        (own(5, 30), [own(5, 20)], own(5, 30)),
        (own(2, 7), [own(10, 20)], own(10, 20)),  # what is left would be few
        (NOTHING, [own(5, 20)], own(5, 20)),
        (own(2, 7), [NOTHING], NOTHING),
        (own(5, 20), [NOTHING], own(5, 20)),
        (own(0, 31), [own(0, 30), own(0, 50)], own(0, 50)),  # far from the last, near to the one before
        (own(0, 30), [own(0, 30), own(0, 50)], own(0, 30)),
    ],
)
def test_a_small_change_waits(found: Own, earlier: list[Own], kept: Own) -> None:
    assert held(found, earlier) == kept


def test_what_was_hidden_stays_hidden() -> None:
    parents = {2: 1, 3: 1, 4: 1}
    first = lines_of({2: own(2, 2), 3: own(20, 20), 4: own(40, 50)}, parents)
    hidden = {line.unit for line in first if line.hidden}
    assert hidden == {2, 3}
    grown = {2: own(20, 20), 3: own(20, 20), 4: own(40, 50)}
    assert {line.unit for line in lines_of(grown, parents) if line.hidden} == set()
    assert {line.unit for line in lines_of(grown, parents, hidden) if line.hidden} == {2, 3}


def _lives(dice: Random) -> tuple[dict[int, int | None], list[dict[int, Own]]]:
    """A tree, and the figures of its units as three revisions find them."""
    parents: dict[int, int | None] = {1: None}
    for unit in range(2, dice.randint(4, 16)):
        parents[unit] = dice.randint(1, unit - 1)
    now = {unit: _some(dice) for unit in parents}
    lives = [dict(now)]
    for _ in range(2):
        for unit in parents:
            change = dice.choice([0, 0, 0, 1, -1, 3, -8, 12, -12, 25])
            good = max(0, now[unit][4] + change)
            now[unit] = (*now[unit][:4], good, *now[unit][5:])
        lives.append(dict(now))
    return parents, lives


def _some(dice: Random) -> Own:
    size = dice.choice([0, 0, dice.randint(1, 9), dice.randint(10, 60), 200])
    good = dice.choice([0, size, dice.randint(0, size)])
    return own(size - good, good)


def test_revisions_side_by_side_recover_no_hidden_cell() -> None:
    """The attacker knows all revisions and, worse than life, by how much every unit's own figure has changed.

    So the hidden cells of all revisions hang on those of the first; the ranges left are worked out by linear
    programming over what the first revision leaves open.
    """
    dice, met = Random(20261129), 0
    for _ in range(TREES):
        parents, lives = _lives(dice)
        told: list[dict[int, Own]] = []
        shown: list[dict[int, Line]] = []
        hidden: set[int] = set()
        for found in lives:
            now = {unit: held(figure, [before[unit] for before in told]) for unit, figure in found.items()}
            lines = lines_of(now, parents, hidden)
            hidden = hidden | {line.unit for line in lines if line.hidden}
            told.append(now)
            shown.append(by_unit(lines))
        met += _attack(parents, told, shown)
    assert met > TREES


def _attack(parents: dict[int, int | None], told: list[dict[int, Own]], shown: list[dict[int, Line]]) -> int:
    solver = highspy.Highs()
    solver.silent()
    rated = {unit for unit in parents if any(sum(figures[unit][:5]) for figures in told)}
    asked = {unit: [solver.addVariable(0, 1e6) for _ in range(2)] for unit in rated}
    for place, lines in enumerate(shown):
        for unit in rated:
            changed = sum(told[place][unit][:5]) - sum(told[0][unit][:5])
            better = told[place][unit][4] - told[0][unit][4]
            solver.addConstr(asked[unit][0] + changed >= asked[unit][1] + better)
            solver.addConstr(asked[unit][1] + better >= 0)
            if told[place][unit] == NOTHING:
                solver.addConstr(asked[unit][0] == -changed)
        for unit, line in lines.items():
            below = [lower for lower in rated if unit in _above(lower, parents)]
            if line.hidden or not below:
                continue
            changes = sum(sum(told[place][lower][:5]) - sum(told[0][lower][:5]) for lower in below)
            better = sum(told[place][lower][4] - told[0][lower][4] for lower in below)
            solver.addConstr(_sum(asked[lower][0] for lower in below) + changes == line.answered)
            solver.addConstr(_sum(asked[lower][1] for lower in below) + better == line.satisfied)
    met = 0
    for place, lines in enumerate(shown):
        for unit in sorted(unit for unit, line in lines.items() if line.hidden)[:4]:
            below = [lower for lower in rated if unit in _above(lower, parents)]
            what = _sum(asked[lower][0] for lower in below)
            ends = []
            for solve in (solver.minimize, solver.maximize):
                solve(what)
                assert solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
                ends.append(solver.getObjectiveValue())
            if unit not in shown[0] or not shown[0][unit].hidden:
                # Nothing or so many told before that it may be: hidden later only for the sake of its sisters.
                assert sum(sum(told[place][lower][:5]) for lower in below) >= LEAST_SHOWN
            else:
                assert ends[1] - ends[0] >= LEAST_SHOWN - 1e-6, (place, unit, ends)
                met += 1
    return met


def _sum(parts):
    first, *rest = parts
    return sum(rest, first)


def _above(unit: int, parents: dict[int, int | None]) -> set[int]:
    found: set[int] = set()
    at: int | None = unit
    while at is not None:
        found.add(at)
        at = parents[at]
    return found


def test_every_change_of_a_shown_cell_is_of_many_people() -> None:
    dice, met = Random(7), 0
    for _ in range(TREES * 5):
        parents, lives = _lives(dice)
        first = lives[0]
        second = {unit: held(figure, [first[unit]]) for unit, figure in lives[1].items()}
        for unit in parents:
            change = abs(sum(second[unit][:5]) - sum(first[unit][:5]))
            assert change == 0 or (change >= LEAST_SHOWN and sum(second[unit][:5]) >= LEAST_SHOWN)
            met += change > 0
    assert met > 50


def test_the_signed_text_says_everything_in_one_order() -> None:
    lines = {
        "C": [Line(2, None, True)],
        "A": [Line(2, None, False, 40, 30, 1, 90, (2, 3, 5, 10, 20)), Line(7, 2, False)],
    }
    text = signed_text(HEAD, lines)
    assert text.splitlines()[1:] == [
        "month 202610",
        "line union",
        "revision 1",
        "reason -",
        "previous -",
        "made 2026-11-04T01:00:00+00:00",
        "class unit parent answered satisfied aside printed n1 n2 n3 n4 n5",
        "A 2 - 40 30 1 90 2 3 5 10 20",
        "A 7 2 0 0 0 0 - - - - -",
        "C 2 - hidden 0",
    ]
    again = replace(HEAD, revision=2, reason="Có khiếu nại\nđược chấp nhận", previous="ab")
    assert "reason Có khiếu nại được chấp nhận\nprevious ab\n" in signed_text(again, lines)
    assert len(digest_of(text)) == 64 and digest_of(text) != digest_of(signed_text(again, lines))


def test_a_month_is_due_three_days_after_its_end() -> None:
    assert due_months(TODAY)[-1] == 202610 and len(due_months(TODAY)) == 12
    assert due_months(TODAY.replace(day=3))[-1] == 202609
    assert due_months(TODAY.replace(month=1, day=4))[0::11] == [202501, 202512]
    assert months_later(202601, -1) == 202512 and months_later(202611, -12) == 202511
