"""Where a person stands in a round: the unit of work, the way down to it, and whether the round obliges. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Standing:
    """A unit on a day, seen from a round: the units from the organiser down to it (empty when it stands elsewhere) and
    the lines on which it has a place.
    """

    unit: int
    path: tuple[int, ...]
    lines: frozenset[str]


def standing_of(unit: int, above: Iterable[tuple[str, int, int]], organiser: int, line: str) -> Standing:
    """From rows (line, depth, ancestor) of everything above a unit on a day, itself at depth 0."""
    rows = list(above)
    way = [ancestor for _, ancestor in sorted((depth, upper) for at, depth, upper in rows if at == line)]
    if unit == organiser:
        path: tuple[int, ...] = (unit,)
    elif organiser in way:
        path = tuple(reversed(way[: way.index(organiser) + 1]))
    else:
        path = ()
    return Standing(unit, path, frozenset(at for at, depth, _ in rows if depth == 0))


def parsed(words: str | None) -> list[tuple[str, int, int]]:
    """Rows as the database lists them in one cell: "line:depth:ancestor" with blanks between."""
    rows = (word.split(":") for word in (words or "").split())
    return [(line, int(depth), int(ancestor)) for line, depth, ancestor in rows]
