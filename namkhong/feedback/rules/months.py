"""A unit's month: what changed, which desk and which hour stand out. Pure.

Nothing is said of a difference that chance explains, and nothing shown from which a hidden figure could be worked out.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.rules.differences import clear, difference, z_of
from namkhong.feedback.rules.statistics import Interval, Say, Share, share_of
from namkhong.feedback.rules.suppressing import Cell, hidden_units
from namkhong.feedback.states import Evidence

NOTHING = Counts()
STRENGTH = (Evidence.ONE_TIME, Evidence.SAMPLE, Evidence.COUNTER, Evidence.OPEN)
"""Classes by how much their ballots prove of a unit's own month; a sample of one unit and month is small."""


@dataclass(frozen=True, slots=True)
class Change:
    """A difference that chance does not explain, in percentage points: at least and at most so much up or down."""

    up: bool
    least: float
    most: float


@dataclass(frozen=True, slots=True)
class ClassMonth:
    """One evidence class in this month and the month before; `change` is None where none is clear."""

    kind: Evidence
    now: Counts
    before: Counts
    change: Change | None


@dataclass(frozen=True, slots=True)
class Standing:
    """One desk, hour or weekday: its ballots of one class, whether its share may be shown, and what stands out.

    `apart`: against all others of the month together; `change`: against its own month before.
    """

    key: int
    counts: Counts
    shown: bool
    apart: Change | None = None
    change: Change | None = None


def share_in(counts: Counts) -> Share:
    """The share of satisfied ballots."""
    return share_of(counts.scores)


def change_between(one: Counts, other: Counts, comparisons: int = 1) -> Change | None:
    """By how much one is above or below the other; None where either is too small or chance explains it."""
    mine, theirs = share_in(one), share_in(other)
    if mine.say is not Say.SHARE or theirs.say is not Say.SHARE:
        return None
    return _told(difference(mine, theirs, z_of(comparisons)))


def change_of_parts(part: int, whole: int, part_before: int, whole_before: int, comparisons: int) -> Change | None:
    """The same for any part of a whole (texts with a topic among all texts), each whole of 30 and more."""
    now, before = Share(part, whole), Share(part_before, whole_before)
    if now.say is not Say.SHARE or before.say is not Say.SHARE:
        return None
    return _told(difference(now, before, z_of(comparisons)))


def class_months(now: Mapping[str, Counts], before: Mapping[str, Counts]) -> list[ClassMonth]:
    """Every class side by side; classes are never put together."""
    rows = [(kind, now.get(kind, NOTHING), before.get(kind, NOTHING)) for kind in Evidence]
    return [ClassMonth(kind, one, other, change_between(one, other)) for kind, one, other in rows]


def strongest(now: Mapping[str, Counts]) -> Evidence:
    """The class that proves most of those large enough for a share; else of those with any ballot, or of all."""
    told = [kind for kind in STRENGTH if share_in(now.get(kind, NOTHING)).say is Say.SHARE]
    there = [kind for kind in STRENGTH if now.get(kind, NOTHING).total]
    return [*told, *there, *STRENGTH][0]


def showable(groups: Mapping[int, Counts]) -> set[int]:
    """Keys of groups whose share may be shown beside the share of all together: large enough, and hiding nobody.

    Keys are positive.
    """
    cells = [Cell(key, 0, share_in(one).answered, share_in(one).satisfied) for key, one in groups.items()]
    hidden = hidden_units([Cell(0, None, 0, 0), *cells])
    return {key for key, one in groups.items() if key not in hidden and share_in(one).say is Say.SHARE}


def standings(now: Mapping[int, Counts], before: Mapping[int, Counts]) -> list[Standing]:
    """Groups of a month, what needs attention first: those below all others, then by how high the share may be at most.

    As many comparisons as there are groups are made at once, so each must be the clearer.
    """
    shown = showable(now)
    shown_before = showable(before)
    many = len(shown)
    rows = []
    for key, counts in now.items():
        apart = change = None
        if key in shown:
            apart = change_between(counts, _rest(now, key), many)
            change = change_between(counts, before[key], many) if key in shown_before else None
        rows.append(Standing(key, counts, key in shown, apart, change))
    return sorted(rows, key=_attention)


def _attention(row: Standing) -> tuple[int, float, int]:
    if not row.shown:
        return 2, 0.0, -row.counts.total
    below = row.apart is not None and not row.apart.up
    return 0 if below else 1, share_in(row.counts).interval.high, row.key


def _rest(groups: Mapping[int, Counts], key: int) -> Counts:
    return added(one for other, one in groups.items() if other != key)


def added(parts: Iterable[Counts]) -> Counts:
    """Ballots of one class put together."""
    found = list(parts)
    n1, n2, n3, n4, n5 = (sum(one.scores[place] for one in found) for place in range(5))
    return Counts((n1, n2, n3, n4, n5), sum(one.aside for one in found))


def _told(apart: Interval) -> Change | None:
    if not clear(apart):
        return None
    ends = sorted((abs(apart.low) * 100, abs(apart.high) * 100))
    return Change(apart.low > 0, ends[0], ends[1])
