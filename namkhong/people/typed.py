"""What somebody types to find a person: words in any order, with accents or without, the last perhaps unfinished."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product
from typing import Final

from namkhong.foundation.text import fold, name_sort_key, nfc

MOST_WORDS: Final = 8
_LETTERS: Final = {"a": "aăâ", "d": "dđ", "e": "eê", "o": "oôơ", "u": "uư"}
_MOST_SPELLINGS: Final = 40
_END, _AFTER_WORD, _AFTER_ALL = "!", "01", ":"
"""In a sort key a word ends with "!" or with "00"; letters are digits, so ":" is after everything."""


@dataclass(frozen=True, slots=True)
class Typed:
    """Folded words, of which the last is `open` while it may be unfinished; `accented` are words as typed that show
    accents, in lower case.
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
    accented = tuple(word for word in shown.split()[:MOST_WORDS] if fold(word) != word)
    return Typed(words, not text.endswith(" "), accented)


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


class Sample:
    """Some thousand names by which one can tell beforehand how many people a search will find."""

    def __init__(self, names: Sequence[str], people: int) -> None:
        self.size, self.people = len(names), people
        self._words: dict[str, int] = {}
        for place, name in enumerate(names):
            for word in name.split():
                self._words[word] = self._words.get(word, 0) | 1 << place

    def people_found(self, what: Typed) -> float:
        """About how many people have all the words in their names."""
        both = (1 << self.size) - 1
        for place, word in enumerate(what.words):
            if what.open and place == len(what.words) - 1:
                having = 0
                for known, people in self._words.items():
                    if known.startswith(word):
                        having |= people
            else:
                having = self._words.get(word, 0)
            both &= having
        return both.bit_count() * self.people / max(self.size, 1)


def spellings(word: str) -> list[str]:
    """A word as it may stand in a name: as a name, in capitals, in small letters."""
    return [word[:1].upper() + word[1:], word.upper(), word]


def pattern(word: str, *, is_open: bool) -> str:
    """The LIKE pattern of a word of a name that stands between spaces."""
    safe = re.sub(r"([\\%_])", r"\\\1", word)
    return f"% {safe}%" if is_open else f"% {safe} %"
