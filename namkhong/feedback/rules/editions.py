"""What an edition publishes: figures up the tree, what stays hidden, what a later revision may change. Pure.

A revision is read beside the one before it, so whoever subtracts learns what was changed. Three rules keep that from
telling about few people (why they suffice: docs/adr/0016-editions.md):

* a unit's own figure changes only by `LEAST_SHOWN` ratings or more, against every earlier revision, and never down to
  fewer than that; a smaller change waits;
* what an earlier revision has hidden stays hidden;
* everybody stands where the first revision has put them.
"""

from collections.abc import Container, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256

from namkhong.feedback.rules.statistics import LEAST_COMPARED, LEAST_SHOWN, SATISFIED
from namkhong.feedback.rules.suppressing import Cell, hidden_units

Own = tuple[int, ...]
"""A unit's own ratings of one class: how many gave 1, 2, 3, 4 and 5, how many are set aside, how many codes were
printed.
"""

NOTHING: Own = (0,) * 7
_ASIDE, _PRINTED = 5, 6
_TOLD = "-"


@dataclass(frozen=True, slots=True)
class Line:
    """One published cell: a unit and everybody under it, in one class.

    A hidden one tells nothing but that it is, and how many codes were printed, which is the deed of an official.
    """

    unit: int
    parent: int | None
    hidden: bool
    answered: int = 0
    satisfied: int = 0
    aside: int = 0
    printed: int = 0
    scores: tuple[int, ...] | None = None

    @property
    def told(self) -> str:
        """The cell as it stands in the signed text, after its class."""
        if self.hidden:
            return f"hidden {self.printed}"
        scores = [_TOLD] * 5 if self.scores is None else self.scores
        return " ".join(map(str, (self.answered, self.satisfied, self.aside, self.printed, *scores)))


def held(found: Own, earlier: Sequence[Own]) -> Own:
    """A unit's own figure in a new revision: as found, or as in the last one where the change is too small to be told.

    `earlier` are the figures of all revisions before, the latest last; none for a first edition.
    """
    return found if all(_tellable(found, before) for before in earlier) else earlier[-1]


def _tellable(found: Own, before: Own) -> bool:
    if found[:_ASIDE] == before[:_ASIDE]:
        return True
    total = sum(found[:_ASIDE])
    return total >= LEAST_SHOWN and abs(total - sum(before[:_ASIDE])) >= LEAST_SHOWN


def lines_of(own: Mapping[int, Own], parents: Mapping[int, int | None], also: Container[int] = ()) -> list[Line]:
    """The cells of one class, in order of units: those with ratings or printed codes of their own, and all above them.

    Units that `parents` does not name stand at the top. `also` stay hidden. Raises: ValueError where units stand in a
    circle.
    """
    standing = _standing(own, parents)
    cells = [_cell(unit, parent, own.get(unit, NOTHING)) for unit, parent in standing.items()]
    hidden = hidden_units(cells, also)
    sums = _summed(own, standing)
    return [_line(unit, standing[unit], sums[unit], unit in hidden) for unit in sorted(standing)]


def _standing(own: Iterable[int], parents: Mapping[int, int | None]) -> dict[int, int | None]:
    standing: dict[int, int | None] = {}
    for start in own:
        unit: int | None = start
        while unit is not None and unit not in standing:
            standing[unit] = parents.get(unit)
            unit = standing[unit]
    return standing


def _cell(unit: int, parent: int | None, own: Own) -> Cell:
    return Cell(unit, parent, sum(own[:_ASIDE]), sum(own[score - 1] for score in SATISFIED))


def _summed(own: Mapping[int, Own], standing: Mapping[int, int | None]) -> dict[int, list[int]]:
    """Own figures and those of everybody below; the circles have been refused before."""
    sums = {unit: list(own.get(unit, NOTHING)) for unit in standing}
    waiting = dict.fromkeys(standing, 0)
    for parent in standing.values():
        if parent is not None:
            waiting[parent] += 1
    ready = [unit for unit, below in waiting.items() if not below]
    while ready:
        unit = ready.pop()
        parent = standing[unit]
        if parent is None:
            continue
        sums[parent] = [a + b for a, b in zip(sums[parent], sums[unit], strict=True)]
        waiting[parent] -= 1
        if not waiting[parent]:
            ready.append(parent)
    return sums


def _line(unit: int, parent: int | None, sums: Sequence[int], hidden: bool) -> Line:
    if hidden:
        return Line(unit, parent, True, printed=sums[_PRINTED])
    answered = sum(sums[:_ASIDE])
    satisfied = sum(sums[score - 1] for score in SATISFIED)
    scores = tuple(sums[:_ASIDE]) if answered >= LEAST_COMPARED else None
    return Line(unit, parent, False, answered, satisfied, sums[_ASIDE], sums[_PRINTED], scores)


def ballots_told(lines: Iterable[Line]) -> int:
    """How many ratings the shown figures rest on, each counted once, whatever hidden superiors stand above."""
    by_unit = {line.unit: line for line in lines}
    return sum(line.answered for line in by_unit.values() if not line.hidden and not _is_within(line, by_unit))


def _is_within(line: Line, lines: Mapping[int, Line]) -> bool:
    """Whether anybody above is shown."""
    parent = line.parent
    while parent is not None:
        if not lines[parent].hidden:
            return True
        parent = lines[parent].parent
    return False


@dataclass(frozen=True, slots=True)
class Head:
    """What stands at the head of the signed text. `previous` is the hash of the revision before, "" for the first."""

    month: int
    line: str
    revision: int
    reason: str
    previous: str
    made_at: datetime


def signed_text(head: Head, lines: Mapping[str, Sequence[Line]]) -> str:
    """The text that is hashed and signed: one line for a cell, by class and unit; plain ASCII but for the reason."""
    told = [
        "namkhong ratings edition 1",
        f"month {head.month}",
        f"line {head.line}",
        f"revision {head.revision}",
        f"reason {' '.join(head.reason.split()) or _TOLD}",
        f"previous {head.previous or _TOLD}",
        f"made {head.made_at.astimezone(UTC).isoformat(timespec='seconds')}",
        "class unit parent answered satisfied aside printed n1 n2 n3 n4 n5",
    ]
    for evidence in sorted(lines):
        told += [f"{evidence} {row.unit} {row.parent or _TOLD} {row.told}" for row in lines[evidence]]
    return "\n".join(told) + "\n"


def digest_of(text: str) -> str:
    """The SHA-256 of a text in 64 hexadecimal signs."""
    return sha256(text.encode()).hexdigest()
