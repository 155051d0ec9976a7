"""What somebody types to find a person: words in any order, with accents or without, the last perhaps unfinished."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from namkhong.foundation.text import fold, name_sort_key, nfc

MOST_WORDS: Final = 8
FEW_ANYHOW: Final = 1_500
FETCHING: Final = 500
_LETTERS: Final = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uư"}
_MOST_SPELLINGS: Final = 40
_END, _AFTER_WORD, _AFTER_ALL = "!", "01", ":"
"""In a sort key a word ends with "!" or with "00"; letters are digits, so ":" is after everything."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Folded words, of which the last is `open` while it may be unfinished; `accented` are all the words as typed, in
    lower case, where any of them shows accents.
    """

    words: tuple[str, ...]
    open: bool
    accented: tuple[str, ...]

    @property
    def plain(self) -> bool:
        """Whether an index of words knows every one of the words as a word."""
        return all(word.isalnum() for word in self.words)


def typed(text: str) -> Typed:
    """Read what was typed; a space at the end says that the last word is finished."""
    shown = nfc(text).lower()
    words = tuple(fold(shown).split()[:MOST_WORDS])
    accented = tuple(shown.split()[:MOST_WORDS])
    return Typed(words, not text.endswith(" "), accented if accented != words else ())


def spelled(words: Sequence[str], *, last_open: bool) -> list[tuple[str, str]]:
    """Stretches of sort keys, in order, in which the given name is one of the folded words, however it is accented."""
    found: dict[str, str] = {}
    for place, word in enumerate(words):
        is_open = last_open and place == len(words) - 1
        spellings = list(product(*(_LETTERS.get(letter, letter) for letter in word)))[:_MOST_SPELLINGS]
        for letters in spellings:
            first, last = stretch("".join(letters), is_open=is_open)
            found[first] = max(found.get(first, ""), last)
    merged: list[tuple[str, str]] = []
    for first, last in sorted(found.items()):
        if merged and first < merged[-1][1]:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def stretch(word: str, *, is_open: bool) -> tuple[str, str]:
    """The first sort key of people with this given name, and one that is after all of them; tones do not count."""
    key = name_sort_key(word).partition(_END)[0]
    return (key, key + _AFTER_ALL) if is_open else (key + _END, key + _AFTER_WORD)


@dataclass(frozen=True, slots=True)
class Expected:
    """About how many people have all the words typed, and how many of them have one of the words for a given name.

    `given`: how many have one of the words for a given name, whatever their other words.
    """

    people: float
    by_given_name: float
    given: float = 0.0


class Sample:
    """Some thousand names by which one can tell beforehand how many people a search will find."""

    def __init__(self, names: Sequence[str], people: int) -> None:
        self.size, self.people = len(names), people
        self._words: dict[str, int] = {}
        self._given: dict[str, int] = {}
        for place, name in enumerate(names):
            words = name.split()
            for word in words:
                self._words[word] = self._words.get(word, 0) | 1 << place
            for word in words[-1:]:
                self._given[word] = self._given.get(word, 0) | 1 << place

    def expected(self, what: Typed) -> Expected:
        """About how many people a search will find."""
        both, given = (1 << self.size) - 1, 0
        for place, word in enumerate(what.words):
            is_open = what.open and place == len(what.words) - 1
            both &= _having(self._words, word, is_open=is_open)
            given |= _having(self._given, word, is_open=is_open)
        each = self.people / max(self.size, 1)
        return Expected(both.bit_count() * each, (both & given).bit_count() * each, given.bit_count() * each)


def _having(index: dict[str, int], word: str, *, is_open: bool) -> int:
    if not is_open:
        return index.get(word, 0)
    found = 0
    for known, people in index.items():
        if known.startswith(word):
            found |= people
    return found


def walking_is_quicker(expected: Expected, *, everybody: int, share: float, wanted: int) -> bool:
    """Whether walking through names in order until enough are met beats fetching all who have the words.

    `share` is the part of everybody who may be found at all. Walking past a name costs about a fortieth of fetching a
    person (measured, on both databases).
    """
    if expected.people < FEW_ANYHOW:
        return False
    passed = wanted * everybody / max(expected.people * share, 1)
    return passed / 40 < expected.people


def given_names_are_enough(expected: Expected, *, share: float, wanted: int) -> bool:
    """Whether those with a typed word for a given name, who come first, are likely to be enough and quickly met.

    Fetching has a price even where few are fetched: the lists of common words are long.
    """
    met = expected.by_given_name * share
    return met >= 2 * wanted and expected.given * wanted / met / 40 < max(expected.people, FETCHING)


def spellings(word: str) -> list[str]:
    """A word as it may stand in a name: as a name, in capitals, in small letters."""
    return [word[:1].upper() + word[1:], word.upper(), word]


def pattern(word: str, *, is_open: bool) -> str:
    """The LIKE pattern of a word of a name that stands between spaces."""
    safe = re.sub(r"([\\%_])", r"\\\1", word)
    return f"% {safe}%" if is_open else f"% {safe} %"
