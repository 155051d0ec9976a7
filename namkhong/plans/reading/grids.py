"""Tables that drawn lines show: from rules on the page to rows of cells, cells that were merged read once."""

from collections.abc import Iterator
from typing import NamedTuple, Protocol

_TOUCH = 3.0
_MOST_RULES = 1500
_LONG = 8.0
_THIN = 3.0


class Placed(Protocol):
    """Anything with a place on the page."""

    @property
    def left(self) -> float: ...
    @property
    def right(self) -> float: ...
    @property
    def middle(self) -> float: ...


class Rule(NamedTuple):
    """A straight drawn line, or one side of a drawn box."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def lies(self) -> bool:
        """Whether it runs from left to right."""
        return self.bottom - self.top < _THIN


def sides(left: float, top: float, right: float, bottom: float) -> list[Rule]:
    """The rules that a drawn shape stands for: itself where it is thin, else its four sides; nothing for a speck."""
    if max(right - left, bottom - top) < _LONG:
        return []
    if right - left < _THIN or bottom - top < _THIN:
        return [Rule(left, top, right, bottom)]
    return [
        Rule(left, top, right, top),
        Rule(left, bottom, right, bottom),
        Rule(left, top, left, bottom),
        Rule(right, top, right, bottom),
    ]


class Grid:
    """One table: its column and row edges, and the segments put into its cells."""

    def __init__(self, rules: list[Rule]) -> None:
        self._across = [rule for rule in rules if rule.lies]
        self._down = [rule for rule in rules if not rule.lies]
        self.xs = _edges([rule.left for rule in self._down])
        self.ys = _edges([rule.top for rule in self._across])
        self._cells: dict[tuple[int, int], list] = {}
        self._home = self._merged() if self.is_table else {}

    @property
    def is_table(self) -> bool:
        """At least two columns and one row."""
        return len(self.xs) >= 3 and len(self.ys) >= 2

    @property
    def top(self) -> float:
        """Its upper edge."""
        return self.ys[0]

    @property
    def bottom(self) -> float:
        """Its lower edge."""
        return self.ys[-1]

    def take(self, segment: Placed) -> bool:
        """Put a segment into its cell; False where it stands outside."""
        column = _between(self.xs, (segment.left + segment.right) / 2)
        row = _between(self.ys, segment.middle)
        if column is None or row is None:
            return False
        self._cells.setdefault(self._home.get((row, column), (row, column)), []).append(segment)
        return True

    def cells(self) -> Iterator[list[list]]:
        """Row by row, the segments of every cell; a row with nothing in it is left out."""
        for row in range(len(self.ys) - 1):
            cells = [self._cells.get((row, column), []) for column in range(len(self.xs) - 1)]
            if any(cells):
                yield cells

    def _merged(self) -> dict[tuple[int, int], tuple[int, int]]:
        """For every cell the first cell of those it is one with: no rule parts them."""
        home: dict[tuple[int, int], tuple[int, int]] = {}
        for row in range(len(self.ys) - 1):
            for column in range(len(self.xs) - 1):
                x = (self.xs[column] + self.xs[column + 1]) / 2
                y = (self.ys[row] + self.ys[row + 1]) / 2
                place = (row, column)
                if column and not _parted(self._down, self.xs[column], y, lies=False):
                    place = home[(row, column - 1)]
                elif row and not _parted(self._across, self.ys[row], x, lies=True):
                    place = home[(row - 1, column)]
                home[(row, column)] = place
        return home


def _parted(rules: list[Rule], edge: float, at: float, *, lies: bool) -> bool:
    """Whether one of the rules on this edge passes the place `at`."""
    if lies:
        return any(abs(rule.top - edge) <= _TOUCH and rule.left - 1 <= at <= rule.right + 1 for rule in rules)
    return any(abs(rule.left - edge) <= _TOUCH and rule.top - 1 <= at <= rule.bottom + 1 for rule in rules)


def _edges(values: list[float]) -> list[float]:
    out: list[float] = []
    for value in sorted(values):
        if not out or value - out[-1] > _TOUCH:
            out.append(value)
    return out


def _between(edges: list[float], value: float) -> int | None:
    for index in range(len(edges) - 1):
        if edges[index] - 1 <= value <= edges[index + 1] + 1:
            return index
    return None


def grids_of(rules: list[Rule]) -> list[Grid]:
    """Tables among the rules of a page: those that touch each other belong together."""
    if not 4 <= len(rules) <= _MOST_RULES:
        return []
    group = list(range(len(rules)))

    def root(index: int) -> int:
        while group[index] != index:
            group[index] = group[group[index]]
            index = group[index]
        return index

    for one, rule in enumerate(rules):
        for other in range(one):
            if _touch(rule, rules[other]):
                group[root(one)] = root(other)
    together: dict[int, list[Rule]] = {}
    for index, rule in enumerate(rules):
        together.setdefault(root(index), []).append(rule)
    return [grid for rules in together.values() if (grid := Grid(rules)).is_table]


def _touch(one: Rule, other: Rule) -> bool:
    return (
        one.left - _TOUCH <= other.right
        and other.left - _TOUCH <= one.right
        and one.top - _TOUCH <= other.bottom
        and other.top - _TOUCH <= one.bottom
    )
