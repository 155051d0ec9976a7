"""What a source gives: its text, what the user should know about how it was got, and how sure the letters are."""

from collections.abc import Callable
from dataclasses import dataclass, fields, is_dataclass, replace
from typing import Any, NamedTuple

from namkhong.plans.reading.items import Basis, Doubt, Item, Reading

OnPage = Callable[[int, int], None]
"""Told how many pictured pages of how many have been read: 0 before the first, where it may refuse by raising."""


def unwatched(done: int, pages: int) -> None:
    """Nobody waits to hear of pages."""


class Note(NamedTuple):
    """Something about the file itself that the user should know; `code` is for programs."""

    code: str
    sentence: str


@dataclass(frozen=True)
class Extract:
    """Text out of a file. `pictured` tells that a machine read it from pictures; `confidence` is between 0 and 1."""

    text: str
    notes: tuple[Note, ...] = ()
    pictured: bool = False
    confidence: float = 1.0


def as_taken(reading: Reading, extract: Extract) -> Reading:
    """The reading with what is known about its source: warnings first, every item no surer than its letters."""
    doubts = tuple(
        Doubt(code=note.code, sentence=note.sentence, source=None, basis=Basis.INFERRED) for note in extract.notes
    )
    if extract.confidence < 1:
        changed = {
            field.name: _less_sure(getattr(reading, field.name), extract.confidence) for field in fields(reading)
        }
        reading = replace(reading, **changed)
    return replace(reading, warnings=doubts + reading.warnings, pictured=extract.pictured)


def _less_sure(value: Any, share: float) -> Any:
    """The value with the confidence of every item in it multiplied."""
    if isinstance(value, tuple):
        return tuple(_less_sure(item, share) for item in value)
    if not is_dataclass(value) or isinstance(value, type):
        return value
    changed = {field.name: _less_sure(getattr(value, field.name), share) for field in fields(value)}
    if isinstance(value, Item):
        changed["confidence"] = round(value.confidence * share, 3)
    return replace(value, **changed)
