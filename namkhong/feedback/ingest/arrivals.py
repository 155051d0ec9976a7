"""When ratings came at each point, kept in memory alone: only long enough to tell a rating its signs.

The last few arrivals of a class at a point are known, in seconds; nothing of it is ever written, and a door that is
started again knows nothing. Two doors side by side each see their own half; detectors ask for few signs enough.
"""

from collections import OrderedDict
from typing import Final

from namkhong.feedback.rules.codes import CodeName
from namkhong.feedback.rules.signs import (
    DENSE_RATINGS,
    DENSE_SECONDS,
    NEXT_SECONDS,
    NEXT_SERIALS,
    QUICK_SECONDS,
    Sign,
    is_even,
)

MOST: Final = 200_000
"""Points and classes remembered; of more, those first seen are forgotten."""

_QUICK, _DENSE, _EVEN, _NEXT = (int(sign) for sign in (Sign.QUICK, Sign.DENSE, Sign.EVEN, Sign.NEXT))


class _Last:
    """What came last: its second, the gap before it, the seconds of the last few, the last code and its second."""

    __slots__ = ("batch", "gap", "place", "second", "seconds", "serial", "spent")

    def __init__(self) -> None:
        self.second = self.spent = float("-inf")
        self.gap = 0.0
        self.seconds = [float("-inf")] * DENSE_RATINGS
        self.place = self.batch = self.serial = 0


class Arrivals:
    """The memory of one door."""

    def __init__(self) -> None:
        self._last: OrderedDict[tuple[int, str], _Last] = OrderedDict()

    def signs(self, point: int, evidence: str, second: float, code: CodeName | None = None) -> int:
        """The signs of a rating of a class that comes to a point at a second, as the bits of `Sign`."""
        last = self._last.get((point, evidence))
        if last is None:
            last = self._begun(point, evidence)
        gap = second - last.second
        found = _QUICK if gap <= QUICK_SECONDS else 0
        place = last.place
        if second - last.seconds[place] <= DENSE_SECONDS:
            found |= _DENSE
        if is_even(gap, last.gap):
            found |= _EVEN
        last.gap, last.second, last.seconds[place] = gap, second, second
        last.place = place + 1 if place + 1 < DENSE_RATINGS else 0
        if code is not None:
            follows = code.batch == last.batch and 0 < code.serial - last.serial <= NEXT_SERIALS
            if follows and second - last.spent <= NEXT_SECONDS:
                found |= _NEXT
            last.batch, last.serial, last.spent = code.batch, code.serial, second
        return found

    def _begun(self, point: int, evidence: str) -> _Last:
        if len(self._last) >= MOST:
            self._last.popitem(last=False)
        begun = self._last[point, evidence] = _Last()
        return begun
