"""Who counts how in a round, and shares that never say more than is true. Pure."""

from collections.abc import Iterable
from dataclasses import dataclass, fields
from datetime import date
from enum import StrEnum

from namkhong.pledges.states import PledgeState


@dataclass(frozen=True, slots=True)
class Count:
    """People of a unit, or of everything under it. `unlisted`: units at the foot of whose people there is no list."""

    obliged: int = 0
    signed: int = 0
    refused: int = 0
    on_leave: int = 0
    understood: int = 0
    unlisted: int = 0

    def __add__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, name) + getattr(other, name) for name in NAMES))

    def __sub__(self, other: "Count") -> "Count":
        return Count(*(getattr(self, name) - getattr(other, name) for name in NAMES))

    @property
    def known(self) -> bool:
        """Whether anybody is on a list at all."""
        return self.obliged + self.on_leave > 0

    @property
    def waiting(self) -> int:
        """Obliged and neither signed nor refused."""
        return self.obliged - self.signed - self.refused

    @property
    def per_cent(self) -> int | None:
        """Signed of those obliged, rounded down so that 100 means everybody; None where nobody is obliged."""
        return self.signed * 100 // self.obliged if self.obliged else None

    @property
    def complete(self) -> bool:
        """Everybody who is obliged has signed, and nobody's list is missing."""
        return self.obliged > 0 and self.signed == self.obliged and self.unlisted == 0

    @property
    def level(self) -> "Level":
        """How far this is, for a colour that is never without words."""
        if self.per_cent is None:
            return Level.UNKNOWN
        if self.complete:
            return Level.ALL
        return Level.MOST if self.per_cent >= MOST else Level.HALF if self.per_cent >= HALF else Level.FEW


NAMES = tuple(field.name for field in fields(Count))
MOST, HALF = 80, 50


class Level(StrEnum):
    """How far a unit is."""

    ALL = "all"
    MOST = "most"
    HALF = "half"
    FEW = "few"
    UNKNOWN = "unknown"

    @property
    def label(self) -> str:
        """The words on the screen."""
        return _LABELS[self]


_LABELS = {
    Level.ALL: "Đã ký đủ",
    Level.MOST: f"Từ {MOST}% trở lên",
    Level.HALF: f"Từ {HALF}% đến dưới {MOST}%",
    Level.FEW: f"Dưới {HALF}%",
    Level.UNKNOWN: "Chưa có danh sách người",
}


def state_on(state: str, until_on: date | None, on: date) -> PledgeState:
    """How a pledge stands on a day: a leave that has ended is over, whoever wrote it down."""
    if state == PledgeState.ON_LEAVE and until_on is not None and until_on < on:
        return PledgeState.AWAITED
    return PledgeState(state)


def counted_as(
    state: str | None, *, until_on: date | None, signed_before: bool, same_unit: bool, understood: bool, on: date
) -> Count:
    """What one person who works at a unit adds to its count; `state` None: nothing has been written down.

    `same_unit`: the pledge was written down at the unit where the person works. Who was said to have left it, but works
    there by the list, is not asked; who works elsewhere by now is, and brings along what was signed.
    """
    now = state_on(state, until_on, on) if state else PledgeState.AWAITED
    if now in (PledgeState.TRANSFERRED, PledgeState.RETIRED) and same_unit:
        return Count()
    if now == PledgeState.ON_LEAVE:
        return Count(on_leave=1)
    return Count(
        obliged=1, signed=int(signed_before), refused=int(now == PledgeState.REFUSED), understood=int(understood)
    )


def summed(counts: Iterable[Count]) -> Count:
    """All of them together."""
    return sum(counts, Count())
