"""Which cells of a tree of counts are not published, so that no small one can be worked out from those that are. Pure.

A unit of fewer than `LEAST_SHOWN` ratings is hidden. But a superior's figure is the sum of those below it, so that one
hidden unit among published sisters is the difference, and a few whose sum is all satisfied are known to be satisfied
each. So more are hidden, the smallest first, until what is hidden below every published unit

* is together no smaller than `LEAST_SHOWN` ratings, and
* is neither satisfied throughout nor dissatisfied throughout;

it then belongs to at least two units.
Where even everything below does not suffice, the superior itself is hidden and its own superior looked at. A unit that
is hidden although it is large hides at least one of those below it, or their sum would be its figure.

Whoever knows all published figures and these rules is left with a range of at least `LEAST_SHOWN` ratings for every
hidden unit (tests/feedback/test_suppressing.py works the ranges out by linear programming).
"""

from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass

from namkhong.feedback.rules.statistics import LEAST_SHOWN


@dataclass(frozen=True, slots=True)
class Cell:
    """One unit's own figure: how many answered, how many of them satisfied; `parent` is its superior, None at the top.

    A unit with units below has the ratings given about itself alone here; those below are added by the rules.
    """

    unit: int
    parent: int | None
    answered: int
    satisfied: int


@dataclass(slots=True)
class _Node:
    """A unit with the sums of all below it. `low` are those directly below that have ratings, its own ones included as
    a node without a number.
    """

    unit: int | None
    answered: int
    satisfied: int
    low: list["_Node"]
    hidden: bool = False

    def mass(self) -> tuple[int, int]:
        """Ratings and satisfied ones of a hidden node that no published figure below it accounts for."""
        if not self.low:
            return self.answered, self.satisfied
        parts = [node.mass() for node in self.low if node.hidden]
        return sum(part[0] for part in parts), sum(part[1] for part in parts)


def hidden_units(cells: Iterable[Cell], also: Container[int] = ()) -> set[int]:
    """Numbers of the units whose sums are not to be published; units without any ratings are never among them.

    Units in `also` are hidden whatever their size: those that an earlier edition of the same figures has hidden.

    Raises: KeyError where a superior is named that is not there, ValueError where units stand in a circle.
    """
    nodes, order = _trees({cell.unit: cell for cell in cells})
    for node in order:
        node.hidden = 0 < node.answered < LEAST_SHOWN or (node.answered > 0 and node.unit in also)
    for node in order:
        if node.low and not node.hidden:
            _settle(node)
        elif node.hidden:
            _hide(node)
    return {unit for unit, node in nodes.items() if node.hidden}


def _trees(cells: Mapping[int, Cell]) -> tuple[dict[int, _Node], list[_Node]]:
    """Nodes by unit, and all nodes from the foot up."""
    below: dict[int | None, list[int]] = {unit: [] for unit in (None, *cells)}
    for cell in cells.values():
        below[cell.parent].append(cell.unit)
    down, place = list(below[None]), 0
    while place < len(down):
        down += below[down[place]]
        place += 1
    if len(down) != len(cells):
        raise ValueError("units stand under one another in a circle")
    nodes: dict[int, _Node] = {}
    order: list[_Node] = []
    for unit in reversed(down):
        low = [nodes[lower] for lower in below[unit] if nodes[lower].answered]
        if low and cells[unit].answered:
            low.append(_Node(None, cells[unit].answered, cells[unit].satisfied, []))
            order.append(low[-1])
        answered = cells[unit].answered + sum(nodes[lower].answered for lower in below[unit])
        satisfied = cells[unit].satisfied + sum(nodes[lower].satisfied for lower in below[unit])
        nodes[unit] = _Node(unit, answered, satisfied, low)
        order.append(nodes[unit])
    return nodes, order


def _settle(node: _Node) -> None:
    """Hide more below a published node until nothing hidden can be worked out, or hide the node itself."""
    hidden = [low for low in node.low if low.hidden]
    if not hidden:
        return
    shown = sorted((low for low in node.low if not low.hidden), key=lambda low: (low.answered, low.unit or 0))
    while not _safe(hidden):
        if not shown:
            node.hidden = True
            return
        more = shown.pop(0)
        _hide(more)
        hidden.append(more)


def _safe(hidden: list[_Node]) -> bool:
    masses = [node.mass() for node in hidden]
    answered, satisfied = sum(mass[0] for mass in masses), sum(mass[1] for mass in masses)
    return answered >= LEAST_SHOWN and 0 < satisfied < answered


def _hide(node: _Node) -> None:
    """Hide a node, and the smallest of those below it where all of them are published."""
    node.hidden = True
    if node.low and not any(low.hidden for low in node.low):
        _hide(min(node.low, key=lambda low: (low.answered, low.unit or 0)))
