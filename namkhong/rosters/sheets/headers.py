"""Finding the header of a table, and which column is which, without accents and by other common names."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from namkhong.foundation.text import fold
from namkhong.rosters.sheets.errors import NoHeader
from namkhong.rosters.sheets.reading import Beginning

MIN_FOUND = 2
_OTHER = re.compile(r"[^a-z0-9]+")


@dataclass(frozen=True)
class Column:
    """A column that a table may have: a key, how it is called, other names, an example, and what to write in it."""

    key: str
    label: str
    others: tuple[str, ...] = ()
    required: bool = False
    example: str = ""
    explained: str = ""

    @cached_property
    def names(self) -> frozenset[str]:
        """All names, folded."""
        return frozenset(plain(name) for name in (self.label, *self.others))


@dataclass(frozen=True, slots=True)
class Header:
    """Where the header stands (its last row, as Excel counts), what each column is called, and what was recognised:
    the place of a column (from 0) by its key.
    """

    row: int
    titles: list[str]
    matched: dict[str, int]


def plain(title: str) -> str:
    """A title without accents, signs and remarks in brackets."""
    return _OTHER.sub(" ", fold(re.sub(r"\(.*?\)|\*", " ", title))).strip()


def find_header(start: Beginning, columns: Sequence[Column]) -> Header:
    """The row, or two rows one above the other, in which most columns are recognised. Raises: NoHeader."""
    best = Header(0, [], {})
    texts = [start.texts(place) for place in range(len(start.rows))]
    for place, titles in enumerate(texts):
        single = Header(start.numbers[place], titles, match(titles, columns))
        best = max(best, single, key=_worth)
        if place + 1 < len(texts) and start.numbers[place + 1] == start.numbers[place] + 1:
            double = _doubled(titles, texts[place + 1])
            below = match(texts[place + 1], columns)
            # A row of data below a header names no column, so a second header row must bring something of its own.
            if below:
                best = max(best, Header(start.numbers[place + 1], double, match(double, columns)), key=_worth)
    if len(best.matched) < min(MIN_FOUND, len(columns)):
        raise NoHeader(example=", ".join(column.label for column in columns[:3]))
    return best


def match(titles: Sequence[str], columns: Sequence[Column]) -> dict[str, int]:
    """The place of each column that is recognised by its title; the first of two alike."""
    folded = [plain(title) for title in titles]
    found: dict[str, int] = {}
    for column in columns:
        place = next((at for at, name in enumerate(folded) if name and name in column.names), None)
        if place is not None and place not in found.values():
            found[column.key] = place
    return found


def chosen(keys: Mapping[str, int | None], titles: Sequence[str]) -> dict[str, int]:
    """What a person chose, without what is not there."""
    return {key: place for key, place in keys.items() if place is not None and 0 <= place < len(titles)}


def _worth(header: Header) -> int:
    return len(header.matched)


def _doubled(upper: Sequence[str], lower: Sequence[str]) -> list[str]:
    """Two header rows as one: the lower one says it where it says anything."""
    width = max(len(upper), len(lower))
    above = [*upper, *[""] * (width - len(upper))]
    below = [*lower, *[""] * (width - len(lower))]
    return [under or over for over, under in zip(above, below, strict=True)]
