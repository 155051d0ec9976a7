"""Rows on their way from the reading process: column by column, what comes again and again sent once.

A million rows so packed take some fifty megabytes, so that they can all wait for whoever checks them, and the reading
process with all its memory is gone by then.
"""

from array import array
from collections.abc import Sequence
from datetime import date
from typing import Any, Final

from namkhong.rosters.sheets.cells import Cell

SEPARATOR: Final = "\x1f"
MOST: Final = 65_535
"""So many different cells of a column are sent by their place, which then takes two bytes."""
_PLAIN: Final = frozenset((str, date))
Packed = tuple[str, Any]


class Packer:
    """Packs the columns of one table after another piece; remembers what was sent."""

    def __init__(self) -> None:
        self.sent: list[dict[Cell, int] | None] = []

    def pack(self, rows: Sequence[Sequence[Cell]]) -> list[Packed]:
        """Rows of one width, as columns."""
        columns = list(zip(*rows, strict=True))
        self.sent += [{} for _ in range(len(columns) - len(self.sent))]
        return [self._column(place, column) for place, column in enumerate(columns)]

    def _column(self, place: int, column: tuple[Cell, ...]) -> Packed:
        kinds = set(map(type, column))
        sent = self.sent[place]
        if sent is not None and kinds <= _PLAIN:
            fresh = [value for value in dict.fromkeys(column) if value not in sent]
            if len(sent) + len(fresh) <= MOST:
                sent.update(zip(fresh, range(len(sent), MOST), strict=False))
                return "again", (fresh, array("H", map(sent.__getitem__, column)).tobytes())
            self.sent[place] = None
        if kinds == {str}:
            joined = SEPARATOR.join(column)  # type: ignore[arg-type]
            if joined.count(SEPARATOR) == len(column) - 1:
                return "text", joined
        return "cells", list(column)


class Unpacker:
    """Takes the columns apart again."""

    def __init__(self) -> None:
        self.taken: dict[int, list[Cell]] = {}

    def unpack(self, columns: Sequence[Packed]) -> list[list[Cell]]:
        """The columns as they were. Raises: LookupError, TypeError, ValueError for what no Packer has sent."""
        return [self._column(place, kind, what) for place, (kind, what) in enumerate(columns)]

    def _column(self, place: int, kind: str, what: Any) -> list[Cell]:
        if kind == "text":
            return list(what.split(SEPARATOR))
        if kind == "cells":
            return list(what)
        fresh, places = what
        taken = self.taken.setdefault(place, [])
        taken.extend(fresh)
        indices = array("H")
        indices.frombytes(places)
        return list(map(taken.__getitem__, indices))
