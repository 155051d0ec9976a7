"""Marks in the text that was read, so that every item can be looked up where it stands."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Place:
    """Where an item stands: its number, and offsets into the text."""

    pk: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Token:
    """A piece of the marked text: words (`pk` None), the opening of a mark, or its closing (`text` empty)."""

    text: str = ""
    pk: int | None = None
    closing: bool = False


def marked(text: str, places: Sequence[Place]) -> list[Token]:
    """The whole text with marks nested properly; a place that begins inside another one ends with it at the latest."""
    return list(_marked(text, sorted(places, key=lambda place: (place.start, -place.end, place.pk))))


def _marked(text: str, places: Sequence[Place]) -> Iterator[Token]:
    at = 0
    open_until: list[int] = []
    for place in places:
        start, end = max(0, place.start), min(place.end, len(text))
        while open_until and open_until[-1] <= start:
            yield from _words(text, at, open_until[-1])
            at = open_until.pop()
            yield Token(closing=True)
        if end <= start:
            continue
        yield from _words(text, at, start)
        at = start
        open_until.append(min([end, *open_until[-1:]]))
        yield Token(pk=place.pk)
    while open_until:
        yield from _words(text, at, open_until[-1])
        at = open_until.pop()
        yield Token(closing=True)
    yield from _words(text, at, len(text))


def _words(text: str, start: int, end: int) -> Iterator[Token]:
    if end > start:
        yield Token(text=text[start:end])
