"""What a reorganisation does to places, worked out without a database.

Numbers stand for units. `last` is the last day of the old order; a stretch begins anew on the day after it.
"""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from namkhong.units.states import ChangeKind

Key = tuple[int, str]
"""A unit on a line."""


class Unsettled(Exception):
    """Nobody has said where a unit goes whose superior ends."""

    def __init__(self, ended: int, unit: int) -> None:
        self.ended, self.unit = ended, unit
        super().__init__(f"{unit} under {ended}")


class EndsTwice(Exception):
    """A unit goes into two changes of which each ends or divides it, or comes out of one and ends in another."""

    def __init__(self, unit: int) -> None:
        self.unit = unit
        super().__init__(str(unit))


class NowhereToStand(Exception):
    """The superior that was named stands on no line on which the unit could answer to it."""

    def __init__(self, unit: int, parent: int) -> None:
        self.unit, self.parent = unit, parent
        super().__init__(f"{unit} under {parent}")


class BegunLater(Exception):
    """A place that would have to end begins only after the old order has ended."""

    def __init__(self, unit: int, day: date) -> None:
        self.unit, self.day = unit, day
        super().__init__(f"{unit} from {day}")


@dataclass(frozen=True, slots=True)
class Place:
    """A placement that holds on the last day of the old order, or begins later."""

    number: int
    unit: int
    line: str
    parent: int | None
    first: date
    last: date | None


@dataclass(frozen=True, slots=True)
class Outcome:
    """A unit that comes out of a change; `founded` by it, or there before."""

    unit: int
    parent: int | None = None
    share: Decimal | None = None
    founded: bool = False


@dataclass(frozen=True, slots=True)
class Step:
    """One change, its units all known by number."""

    kind: str
    line: str
    sources: tuple[int, ...]
    results: tuple[Outcome, ...]

    @property
    def ending(self) -> tuple[int, ...]:
        """The sources that do not come out of it again."""
        if self.kind not in (ChangeKind.MERGE, ChangeKind.SPLIT, ChangeKind.DISSOLVE):
            return ()
        kept = {result.unit for result in self.results}
        return tuple(unit for unit in self.sources if unit not in kept)


@dataclass(slots=True)
class Outline:
    """What is to be written: placements that end, those that begin, who succeeds whom, who closes."""

    ends: dict[int, Place] = field(default_factory=dict)
    begins: dict[Key, tuple[int | None, date | None]] = field(default_factory=dict)
    successions: list[tuple[int, int, Decimal | None]] = field(default_factory=list)
    closes: set[int] = field(default_factory=set)


def check_once(steps: Iterable[Step]) -> None:
    """A unit ends, is divided or is moved by one change only, and what comes out of a change ends in none.

    Raises: EndsTwice.
    """
    used: set[int] = set()
    moved: set[Key] = set()
    ending: set[int] = set()
    results: set[int] = set()
    for step in steps:
        for unit in step.sources:
            again = (unit, step.line) in moved if step.kind == ChangeKind.TRANSFER else unit in used
            if again and step.kind != ChangeKind.WIND_UP:
                raise EndsTwice(unit)
        if step.kind == ChangeKind.TRANSFER:
            moved.update((unit, step.line) for unit in step.sources)
        elif step.kind != ChangeKind.WIND_UP:
            used.update(step.sources)
        ending.update(step.ending)
        results.update(result.unit for result in step.results)
    for unit in sorted(ending & (results | {unit for unit, _ in moved})):
        raise EndsTwice(unit)


def draw(steps: Sequence[Step], places: Iterable[Place], last: date) -> Outline:
    """What the changes do. `places` are those of all units named, and of all below units that end.

    Raises: EndsTwice, Unsettled, NowhereToStand, BegunLater.
    """
    check_once(steps)
    drawing = _Drawing(list(steps), _Ground(places, last))
    drawing.name_who_leaves()
    drawing.name_targets()
    drawing.wind_up()
    drawing.end_and_begin()
    drawing.close_and_succeed()
    return drawing.outline


class _Ground:
    """Where units stand when the old order ends: `old` holds on its last day, `new` begins after it."""

    def __init__(self, places: Iterable[Place], last: date) -> None:
        self.last = last
        self.old: dict[Key, Place] = {}
        self.new: dict[Key, Place] = {}
        self.below: dict[Key, list[Place]] = defaultdict(list)
        self.lines: dict[int, set[str]] = defaultdict(set)
        for place in sorted(places, key=lambda row: (row.first, row.number)):
            (self.old if place.first <= last else self.new).setdefault((place.unit, place.line), place)
            self.lines[place.unit].add(place.line)
            if place.parent is not None and (place.last is None or place.last > last):
                self.below[place.parent, place.line].append(place)

    def goes_on(self, key: Key) -> bool:
        """Whether a unit stands on a line after the old order, if nothing is changed."""
        old = self.old.get(key)
        return key in self.new or bool(old and (old.last is None or old.last > self.last))


class _Drawing:
    def __init__(self, steps: list[Step], ground: _Ground) -> None:
        self.steps, self.ground = steps, ground
        self.outline = Outline()
        self.leaves: dict[Key, Step] = {}
        self.targets: dict[Key, int | None] = {}
        self.coming: set[Key] = set()

    def name_who_leaves(self) -> None:
        """Units that end leave every line of the change; those that it founds will come to every one."""
        for step in self.steps:
            lines = self._lines(step)
            self.leaves |= {(unit, line): step for unit in step.ending for line in lines}
            self.coming |= {(result.unit, line) for result in step.results if result.founded for line in lines}

    def name_targets(self) -> None:
        """Where results stand, and where those go that are transferred."""
        for step in self.steps:
            if step.kind == ChangeKind.TRANSFER:
                parent = step.results[0].parent
                for unit in step.sources:
                    lines = [step.line] if step.line else sorted(self.ground.lines[unit])
                    self._aim(unit, parent, step, lines)
            else:
                for result in step.results:
                    self._place_result(result, step)

    def wind_up(self) -> None:
        """Everybody at and under the units leaves the line, but those who have been given another place on it."""
        for step in self.steps:
            waiting = list(step.sources) if step.kind == ChangeKind.WIND_UP else []
            while waiting:
                key = (waiting.pop(), step.line)
                if key not in self.targets and key not in self.leaves:
                    self.leaves[key] = step
                    waiting += [place.unit for place in self.ground.below[key]]

    def end_and_begin(self) -> None:
        """Places of those who leave end; targets begin; who stood below a unit that left follows its heir."""
        for key in self.leaves:
            if key in self.ground.new:
                raise BegunLater(key[0], self.ground.new[key].first)
            self._end(key)
        for key, parent in self.targets.items():
            self._put(key, self._settle(parent, key))
        for unit, line in self.leaves:
            for child in self.ground.below[unit, line]:
                key = (child.unit, line)
                if key not in self.leaves and key not in self.targets:
                    if child.first > self.ground.last:
                        raise BegunLater(child.unit, child.first)
                    self._put(key, self._settle(unit, key))

    def close_and_succeed(self) -> None:
        """Who stands nowhere any more is closed, and succeeded if the change says by whom."""
        ending = {unit for step in self.steps for unit in step.ending} | {unit for unit, _ in self.leaves}
        placed = {unit for unit, _ in self.targets}
        self.outline.closes = {unit for unit in ending - placed if not self._remains(unit)}
        gone: dict[int, Step] = {unit: step for (unit, _), step in self.leaves.items()}
        for step in self.steps:
            if step.kind == ChangeKind.WIND_UP:
                before = [unit for unit, by in gone.items() if by is step]
            else:
                before = list(step.sources if step.kind in (ChangeKind.MERGE, ChangeKind.DISSOLVE) else ())
            if step.kind == ChangeKind.SPLIT and (not step.ending or step.sources[0] in self.outline.closes):
                rows = [(step.sources[0], result.unit, result.share) for result in step.results]
                self.outline.successions += rows
            for unit in before:
                if unit in self.outline.closes:
                    self.outline.successions += [(unit, result.unit, Decimal(1)) for result in step.results]

    def _lines(self, step: Step) -> list[str]:
        lines = {line for unit in step.sources for line in self.ground.lines[unit]}
        return [step.line] if step.line else sorted(lines)

    def _place_result(self, result: Outcome, step: Step) -> None:
        """A founded result comes to every line of the sources; one that is there stays, unless told otherwise."""
        lines = self._lines(step)
        if result.parent is not None:
            self._aim(result.unit, result.parent, step, lines or sorted(self.ground.lines[result.parent]))
        if not result.founded and step.kind in (ChangeKind.DISSOLVE, ChangeKind.WIND_UP):
            return
        for line in lines:
            key = (result.unit, line)
            if key not in self.targets and not self.ground.goes_on(key):
                stood = [self.ground.old[unit, line] for unit in step.sources if (unit, line) in self.ground.old]
                if stood:
                    self.targets[key] = stood[0].parent

    def _aim(self, unit: int, parent: int | None, step: Step, lines: list[str]) -> None:
        mine = [line for line in lines if parent is None or line == step.line or self._will_stand((parent, line))]
        if not mine and parent is not None:
            raise NowhereToStand(unit, parent)
        self.targets |= {(unit, line): parent for line in mine}

    def _will_stand(self, key: Key) -> bool:
        return key in self.coming or key in self.targets or (key not in self.leaves and self.ground.goes_on(key))

    def _settle(self, parent: int | None, key: Key) -> int | None:
        """The superior itself, or whoever stands in its place where it leaves the line."""
        unit, line = key
        passed: set[int] = set()
        while parent is not None and (parent, line) in self.leaves:
            heirs = [result.unit for result in self.leaves[parent, line].results]
            if len(heirs) != 1 or parent in passed:
                raise Unsettled(parent, unit)
            passed.add(parent)
            old = self.ground.old.get((parent, line))
            parent = heirs[0] if heirs[0] != unit else old.parent if old else None
        return parent

    def _end(self, key: Key) -> None:
        old = self.ground.old.get(key)
        if old and self.ground.goes_on(key):
            self.outline.ends[old.number] = old

    def _put(self, key: Key, parent: int | None) -> None:
        old, new = self.ground.old.get(key), self.ground.new.get(key)
        there = new or (old if self.ground.goes_on(key) else None)
        if there and there.parent == parent:
            return
        if new:
            raise BegunLater(key[0], new.first)
        self._end(key)
        self.outline.begins[key] = (parent, there.last if there else None)

    def _remains(self, unit: int) -> bool:
        keys = [(unit, line) for line in self.ground.lines[unit]]
        return any(key not in self.leaves and self.ground.goes_on(key) for key in keys)
