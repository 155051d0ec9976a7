"""Sentences and clauses of a line, and sources that quote them."""

import re
from bisect import bisect_right
from dataclasses import dataclass
from functools import cached_property

from namkhong.plans.reading.items import Source
from namkhong.plans.reading.lines import Line
from namkhong.plans.reading.words import Token, tokens

_STOP = re.compile(r"[.!?…]+(?:/\.)?[”\")]*\s+(?=[“\"(]?[A-ZĐÀ-ỸĂÂÊÔƠƯ])|\./\.?")
_ABBREVIATIONS = ("TM", "KT", "TL", "TP", "TT", "TX", "PGS", "TS", "Q", "TUQ", "VP", "St", "số", "Tr")
_TRIM = " \t;.,:/"


@dataclass(frozen=True)
class Passage:
    """A piece of the normalised text: `text == normalised[start:start + len(text)]`."""

    text: str
    start: int

    @property
    def end(self) -> int:
        """Offset just after it."""
        return self.start + len(self.text)

    def tokens(self) -> list[Token]:
        """Its tokens, with offsets into the normalised text."""
        return self._tokens

    @cached_property
    def _tokens(self) -> list[Token]:
        return tokens(self.text, self.start)

    @cached_property
    def _sentences(self) -> "list[Passage]":
        return _cut_sentences(self)

    def cut(self, start: int, end: int) -> "Passage":
        """The part between two offsets of the normalised text."""
        return Passage(self.text[start - self.start : end - self.start], start)

    def trimmed(self) -> "Passage":
        """Without white space and end marks around it."""
        left = len(self.text) - len(self.text.lstrip(" \t-–+•*,;:"))
        core = self.text.strip()
        text = self.text[left:].rstrip(_TRIM) if core else ""
        return Passage(text, self.start + left)


def sentences(passage: Passage) -> list[Passage]:
    """The passage cut at full stops that are followed by a capital (abbreviations do not count)."""
    return passage._sentences


def _cut_sentences(passage: Passage) -> list[Passage]:
    out: list[Passage] = []
    begin = 0
    for found in _STOP.finditer(passage.text):
        word = passage.text[begin : found.start()].rsplit(" ", 1)[-1].strip('(“"')
        if found.group().startswith(".") and word in _ABBREVIATIONS:
            continue
        out.append(Passage(passage.text[begin : found.end()].rstrip(), passage.start + begin))
        begin = found.end()
    if passage.text[begin:].strip():
        out.append(Passage(passage.text[begin:], passage.start + begin))
    return out


def split_at(passage: Passage, sign: str) -> list[Passage]:
    """The passage cut at a sign that stands outside brackets and quotation marks."""
    if sign not in passage.text:
        return [passage] if passage.text.strip() else []
    out: list[Passage] = []
    depth, begin = 0, 0
    for index, char in enumerate(passage.text):
        if char in "(“[":
            depth += 1
        elif char in ")”]":
            depth = max(0, depth - 1)
        elif char == sign and depth == 0:
            out.append(Passage(passage.text[begin:index], passage.start + begin))
            begin = index + 1
    out.append(Passage(passage.text[begin:], passage.start + begin))
    return [piece for piece in out if piece.text.strip()]


class Page:
    """The normalised text with its lines: makes sources."""

    def __init__(self, text: str, lines: list[Line]) -> None:
        self.text = text
        self.lines = lines
        # A line that was parted in two counts once.
        parted = zip(lines, [None, *lines], strict=False)
        self._starts = [line.start for line, last in parted if last is None or line.number != last.number]

    def source(self, start: int, end: int) -> Source:
        """The source that quotes text[start:end], kept within the text."""
        start = max(0, min(start, len(self.text)))
        end = max(start, min(end, len(self.text)))
        number = max(0, bisect_right(self._starts, start) - 1)
        column = start - (self._starts[number] if self._starts else 0)
        return Source(start=start, end=end, line=number + 1, column=column, quote=self.text[start:end])

    def of(self, passage: Passage) -> Source:
        """The source of a passage, without white space around it."""
        left = len(passage.text) - len(passage.text.lstrip())
        return self.source(passage.start + left, passage.start + len(passage.text.rstrip()))
