"""The text a person pledges: lines of the organiser and of every unit on the way down, and the mark over them. Pure."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from namkhong.foundation.errors import DomainError

MOST_LINES = 40
LONGEST_LINE = 500
ITEMS = (1, 2, 3, 4, 5)
"""The five "không"."""


class NoLines(DomainError):
    sentence = "Bản cam kết chưa có điều nào. Hãy ghi ít nhất một điều."


class TooManyLines(DomainError):
    sentence = "Mỗi đơn vị ghi nhiều nhất {most} điều. Hãy gộp bớt."


class LineTooLong(DomainError):
    sentence = "Điều {place} dài quá {most} chữ. Hãy viết ngắn lại."


class LineTwice(DomainError):
    sentence = "Điều {place} trùng với một điều ở trên. Hãy bỏ một điều."


@dataclass(frozen=True, slots=True)
class Line:
    """One pledged line; `no_item` says which of the five "không" it is, if any."""

    text: str
    no_item: int | None = None


@dataclass(frozen=True, slots=True)
class TextLine:
    """A line within a whole text, with the number of the unit that asks it."""

    text: str
    no_item: int | None
    unit: int


@dataclass(frozen=True, slots=True)
class Text:
    """A whole text as one person sees it; `mark` is the same for all who see the same."""

    lines: tuple[TextLine, ...]
    mark: bytes

    @property
    def as_data(self) -> list[dict[str, Any]]:
        """The lines as they are kept."""
        return [asdict(line) for line in self.lines]


def text_of(parts: Iterable[tuple[int, Sequence[Line]]]) -> Text:
    """One text of the lines of several units, in the order given."""
    lines = tuple(TextLine(line.text, line.no_item, unit) for unit, part in parts for line in part)
    return Text(lines, mark_over([asdict(line) for line in lines]))


def mark_over(lines: Sequence[dict[str, Any]]) -> bytes:
    """The hash over canonical JSON: keys in order, no spaces, UTF-8."""
    canonical = json.dumps(lines, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).digest()


def lines_from(data: Iterable[dict[str, Any]]) -> list[Line]:
    """Lines as they were kept."""
    return [Line(row["text"], row.get("no_item")) for row in data]


def checked(lines: Iterable[Line], *, may_be_empty: bool) -> list[Line]:
    """The lines without needless blanks and empty ones. Raises: NoLines, TooManyLines, LineTooLong, LineTwice."""
    kept: list[Line] = []
    seen: set[str] = set()
    for line in lines:
        words = " ".join(line.text.split())
        if not words:
            continue
        place = len(kept) + 1
        if len(words) > LONGEST_LINE:
            raise LineTooLong(place=place, most=LONGEST_LINE)
        if words.casefold() in seen:
            raise LineTwice(place=place)
        seen.add(words.casefold())
        kept.append(Line(words, line.no_item if line.no_item in ITEMS else None))
    if len(kept) > MOST_LINES:
        raise TooManyLines(most=MOST_LINES)
    if not kept and not may_be_empty:
        raise NoLines()
    return kept
