"""No hidden cell can be worked out: the attacker knows every published figure and solves for the rest."""

import os
from random import Random

import highspy
import pytest

from namkhong.feedback.rules.statistics import LEAST_SHOWN
from namkhong.feedback.rules.suppressing import Cell, hidden_units

TREES = int(os.environ.get("NAMKHONG_EXAMPLES", "60"))


def _grown(dice: Random) -> list[Cell]:
    """A tree of two to five levels in which small, empty, wholly satisfied and wholly dissatisfied units are common."""
    cells = [Cell(1, None, 0, 0)]
    level, number = [1], 1
    for _ in range(dice.randint(1, 4)):
        below = []
        for parent in level:
            for _ in range(dice.choice([0, 1, 2, 3, 5, 8])):
                number += 1
                below.append(number)
                answered = dice.choice([0, 0, dice.randint(1, 9), dice.randint(1, 9), dice.randint(10, 60), 300])
                satisfied = dice.choice([0, answered, dice.randint(0, answered)])
                cells.append(Cell(number, parent, answered, satisfied))
        level = below[:12]
    return cells


class _Attacker:
    """Knows the tree, all published sums, and that nobody is more satisfied than there are ratings."""

    def __init__(self, cells: list[Cell], hidden: set[int]) -> None:
        self.solver = highspy.Highs()
        self.solver.silent()
        below: dict[int, list[int]] = {cell.unit: [] for cell in cells}
        for cell in cells[1:]:
            below[cell.parent or 0].append(cell.unit)
        sums = {cell.unit: (cell.answered, cell.satisfied) for cell in cells}
        for cell in reversed(cells[1:]):
            up, own = sums[cell.parent or 0], sums[cell.unit]
            sums[cell.parent or 0] = (up[0] + own[0], up[1] + own[1])
        self.sums = sums
        self.rated = {
            unit: self._pair(*(sums[unit] if unit not in hidden else (None, None))) for unit in sums if sums[unit][0]
        }
        for cell in cells:
            if lower := [self.rated[unit] for unit in below[cell.unit] if unit in self.rated]:
                parts = [*lower, self._pair(None, None)] if cell.answered else lower
                for place in (0, 1):
                    self.solver.addConstr(
                        self.rated[cell.unit][place] == sum((part[place] for part in parts[1:]), parts[0][place])
                    )

    def _pair(self, answered: int | None, satisfied: int | None):
        bounds = [(0, 1e6) if known is None else (known, known) for known in (answered, satisfied)]
        pair = [self.solver.addVariable(low, high) for low, high in bounds]
        self.solver.addConstr(pair[1] <= pair[0])
        return pair

    def range_of(self, what) -> tuple[float, float]:
        ends = []
        for solve in (self.solver.minimize, self.solver.maximize):
            solve(what)
            assert self.solver.getModelStatus() == highspy.HighsModelStatus.kOptimal
            ends.append(self.solver.getObjectiveValue())
        return ends[0], ends[1]


@pytest.mark.parametrize("part", range(4))
def test_linear_programming_recovers_no_hidden_cell(part: int) -> None:
    dice, met = Random(20261128 + part), 0
    for _ in range(TREES // 4):
        cells = _grown(dice)
        hidden = hidden_units(cells)
        attacker = _Attacker(cells, hidden)
        for cell in cells:
            if attacker.sums[cell.unit][0] and attacker.sums[cell.unit][0] < LEAST_SHOWN:
                assert cell.unit in hidden
        for unit in sorted(hidden)[:6]:
            answered, satisfied = attacker.rated[unit]
            low, high = attacker.range_of(answered)
            assert high - low >= LEAST_SHOWN - 1e-6, (unit, low, high)
            assert attacker.range_of(satisfied)[1] > 1e-6
            assert attacker.range_of(answered - satisfied)[1] > 1e-6
            met += 1
    assert met > TREES // 4


def test_a_lone_small_unit_hides_its_smallest_sister() -> None:
    cells = [Cell(1, None, 0, 0), Cell(2, 1, 4, 3), Cell(3, 1, 40, 30), Cell(4, 1, 90, 80)]
    assert hidden_units(cells) == {2, 3}


def test_small_units_that_are_all_satisfied_hide_one_that_is_not() -> None:
    cells = [Cell(1, None, 0, 0), Cell(2, 1, 6, 6), Cell(3, 1, 7, 7), Cell(4, 1, 90, 80), Cell(5, 1, 95, 80)]
    assert hidden_units(cells) == {2, 3, 4}


def test_where_all_below_is_not_enough_the_superior_is_hidden_too() -> None:
    cells = [
        Cell(1, None, 0, 0),
        Cell(2, 1, 0, 0),
        Cell(3, 2, 5, 5),
        Cell(4, 2, 60, 60),
        Cell(5, 1, 80, 70),
        Cell(6, 1, 99, 90),
    ]
    assert hidden_units(cells) == {2, 3, 4, 5}


def test_a_large_unit_that_is_hidden_hides_something_below() -> None:
    cells = [Cell(1, None, 0, 0), Cell(2, 1, 3, 1), Cell(3, 1, 0, 0), Cell(4, 3, 30, 20), Cell(5, 3, 50, 40)]
    assert hidden_units(cells) == {2, 3, 4}


def test_what_a_unit_was_given_itself_counts_as_a_unit_below() -> None:
    """The unit's sum less those below would tell what it was given itself."""
    assert hidden_units([Cell(1, None, 5, 2), Cell(2, 1, 60, 50)]) == {2}
    assert hidden_units([Cell(1, None, 50, 20), Cell(2, 1, 60, 50)]) == set()


def test_nobody_asked_nothing_hidden() -> None:
    assert hidden_units([Cell(1, None, 0, 0), Cell(2, 1, 0, 0)]) == set()
    assert hidden_units([]) == set()


def test_a_circle_is_refused() -> None:
    with pytest.raises(ValueError, match="circle"):
        hidden_units([Cell(1, 2, 0, 0), Cell(2, 1, 0, 0)])
