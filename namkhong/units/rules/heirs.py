"""Who stands for whom on a day: the dated closure of succession."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from fractions import Fraction

EVER = date.min
"""The first day of a stretch that has always held."""

_UNIT_OF_SHARE = Decimal(1).scaleb(-10)


@dataclass(frozen=True, slots=True)
class Step:
    """From a day on, a successor answers for a share of a predecessor; the share may be undecided.

    `order` is the order in which steps of one day were carried out.
    """

    day: date
    order: int
    predecessor: int
    successor: int
    share: Decimal | None


@dataclass(frozen=True, slots=True)
class Stand:
    """A unit is stood for by an heir with a share, from a day to a day (None: still)."""

    unit: int
    heir: int
    share: Decimal
    first: date
    last: date | None


def closure(steps: Iterable[Step]) -> list[Stand]:
    """Everybody who was ever succeeded, stretch after stretch of days; shares of a unit on a day add up to 1.

    Shares along a path are multiplied, paths that meet are added, both exactly. They are rounded to ten decimals only
    at the end, down, and what is left over goes to the largest share (of equal ones to the lowest number).
    Steps of one unit on one day of which a share is undecided are passed over: the unit stands for itself.
    """
    stands: dict[int, dict[int, Fraction]] = {}
    held_by: dict[int, set[int]] = defaultdict(set)
    open_rows: dict[int, dict[int, tuple[Decimal, date]]] = {}
    done: list[Stand] = []
    for day, moves in _by_day(steps):
        changed: set[int] = set()
        for predecessor, shares in moves:
            if predecessor not in stands:
                stands[predecessor] = {predecessor: Fraction(1)}
                held_by[predecessor].add(predecessor)
                open_rows[predecessor] = {predecessor: (Decimal(1), EVER)}
            for unit in list(held_by[predecessor]):
                _pass_on(stands[unit], predecessor, shares)
                for successor in shares:
                    held_by[successor].add(unit)
                if predecessor not in shares:
                    held_by[predecessor].discard(unit)
                changed.add(unit)
        for unit in changed:
            done += _turn(unit, open_rows[unit], rounded(stands[unit]), day)
    for unit, rows in open_rows.items():
        done += [Stand(unit, heir, share, first, None) for heir, (share, first) in rows.items()]
    return sorted(done, key=lambda row: (row.unit, row.first, row.heir))


def keepers(steps: Iterable[Step], unit: int) -> set[int]:
    """With whom the papers of a unit are after all steps: they are handed on whole, where figures are divided.

    A unit that goes on after giving a part away keeps its papers; one that ends leaves them to whoever takes the
    largest share of it that day (several that take the same, each of them), who hands them on in the same way. What
    was put together or divided before or since counts for nothing. A day with an undecided share hands nothing on.
    """
    days = [dict(moves) for _, moves in _by_day(steps)]
    waiting = [(unit, 0)]
    kept: set[int] = set()
    seen: set[int] = set()
    while waiting:
        holder, first = waiting.pop()
        seen.add(holder)
        for place, moves in enumerate(days[first:], first):
            shares = moves.get(holder, {})
            if shares and holder not in shares:
                takers = {heir for heir, share in shares.items() if share == max(shares.values())}
                waiting += [(heir, place) for heir in takers - seen]
                break
        else:
            kept.add(holder)
    return kept


def rounded(shares: Mapping[int, Fraction]) -> dict[int, Decimal]:
    """Exact shares as ten decimals that add up to exactly 1; a share too small for ten decimals is left out."""
    down = {heir: _UNIT_OF_SHARE * int(share / Fraction(_UNIT_OF_SHARE)) for heir, share in shares.items()}
    largest = min(down, key=lambda heir: (-shares[heir], heir))
    down[largest] += 1 - sum(down.values())
    return {heir: share for heir, share in down.items() if share}


def _by_day(steps: Iterable[Step]) -> list[tuple[date, list[tuple[int, dict[int, Fraction]]]]]:
    """Days in order; on each, the units succeeded in the order in which that was carried out."""
    found: dict[date, dict[int, dict[int, Decimal | None]]] = defaultdict(lambda: defaultdict(dict))
    for step in sorted(steps, key=lambda row: (row.day, row.order)):
        found[step.day][step.predecessor][step.successor] = step.share
    days = []
    for day, units in found.items():
        whole = [
            (unit, {heir: Fraction(share) for heir, share in shares.items() if share is not None})
            for unit, shares in units.items()
            if None not in shares.values()
        ]
        days.append((day, whole))
    return days


def _pass_on(shares: dict[int, Fraction], predecessor: int, among: Mapping[int, Fraction]) -> None:
    part = shares.pop(predecessor)
    for successor, share in among.items():
        shares[successor] = shares.get(successor, Fraction(0)) + part * share


def _turn(unit: int, rows: dict[int, tuple[Decimal, date]], now: Mapping[int, Decimal], day: date) -> list[Stand]:
    """End the open rows that no longer hold and begin those that do from now on."""
    ended = []
    for heir, (share, first) in list(rows.items()):
        if now.get(heir) != share:
            del rows[heir]
            ended.append(Stand(unit, heir, share, first, day - timedelta(days=1)))
    for heir, share in now.items():
        rows.setdefault(heir, (share, day))
    return ended
