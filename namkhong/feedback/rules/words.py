"""Free text taken apart into words, so that accents, their absence, and the short ways of phones can be told. Pure."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from namkhong.foundation.text import fold, nfc

_WORD: Final = re.compile(r"[^\W_]+")
_BREAK: Final = re.compile(r"[.,;:!?…()\n\"“”]")
_TONES: Final = dict(zip("\u0300\u0309\u0303\u0301\u0323", "12345", strict=True))
_SHORT: Final = {
    "ko": "không",
    "k": "không",
    "hok": "không",
    "hông": "không",
    "kh": "không",
    "dc": "được",
    "đc": "được",
    "đk": "được",
    "wá": "quá",
    "wa": "quá",
    "vs": "với",
    "j": "gì",
}
"""What phones make of common words."""


@dataclass(frozen=True, slots=True)
class Word:
    """One word where it stands: from `start` up to `end` of the text, in the `clause`-th clause.

    `spelled` is equal for one and the same word however its tone is placed ("hòa", "hoà"); `folded` has no accents.
    """

    text: str
    spelled: str
    folded: str
    start: int
    end: int
    clause: int

    @property
    def plain(self) -> bool:
        """Whether it was written without any accent."""
        return self.spelled == self.folded


def words_of(text: str) -> list[Word]:
    """The words of a text in its composed normal form; places are those of that form."""
    text = nfc(text)
    found: list[Word] = []
    clause = last = 0
    for match in _WORD.finditer(text):
        if _BREAK.search(text, last, match.start()):
            clause += 1
        last = match.end()
        written = match.group()
        meant = _SHORT.get(written.lower(), written)
        found.append(Word(written, spelling(meant), fold(meant), match.start(), last, clause))
    return found


def unaccented_clauses(words: Sequence[Word]) -> frozenset[int]:
    """Clauses in which nothing has an accent: there a word without accents may be any word that folds to it."""
    accented = {word.clause for word in words if not word.plain and word.text.lower() not in _SHORT}
    return frozenset(word.clause for word in words if word.clause not in accented)


@lru_cache(maxsize=16_384)
def spelling(word: str) -> str:
    """A word in lower case with its tone at the end, so that both ways of placing it are one.

    >>> spelling("Hoà") == spelling("hòa") != spelling("hoa")
    True
    """
    parts = unicodedata.normalize("NFD", word.lower())
    tone = "".join(_TONES.get(sign, "") for sign in parts)
    return unicodedata.normalize("NFC", "".join(sign for sign in parts if sign not in _TONES)) + tone


def searchable(text: str) -> str:
    """The words without accents, one space between two: what is stored for searching and what is searched with.

    >>> searchable("Chờ  lâu, ko ai gọi!")
    'cho lau khong ai goi'
    """
    return " ".join(word.folded for word in words_of(text))
