"""Vietnamese text: folding for search, sorting, normal forms."""

import unicodedata
from functools import lru_cache
from typing import Final

_ALPHABET: Final = "aăâbcdđeêfghijklmnoôơpqrstuưvwxyz"
_TONES: Final = {"\u0300": 1, "\u0309": 2, "\u0303": 3, "\u0301": 4, "\u0323": 5}
_RANK: Final = {letter: place for place, letter in enumerate(_ALPHABET, start=20)}


def nfc(text: str) -> str:
    """The composed normal form, with no-break spaces made plain."""
    return unicodedata.normalize("NFC", text.replace("\u00a0", " "))


def spelled(text: str) -> str:
    """A name as it is spelled, accents and all, whatever its case and spaces: what tells "Hòa" from "Hoa".

    >>> spelled("Trạm Y tế  HÒA")
    'trạm y tế hòa'
    """
    return " ".join(nfc(text).casefold().split())


def fold(text: str) -> str:
    """Lower case without accents, đ as d, runs of white space as one: how people type when they search.

    >>> fold("Nguyễn  Thị Đào")
    'nguyen thi dao'
    """
    return " ".join(filter(None, map(_fold_word, text.split())))


def sort_key(text: str) -> str:
    """A string that sorts by the Vietnamese alphabet (a ă â b c d đ …), tones ngang huyền hỏi ngã sắc nặng last.

    The key is plain text, so that a database can store it and sort by it on any collation of code points.
    """
    letters, tones = _letters_and_tones(text)
    return f"{letters}!{tones}"


def name_sort_key(full_name: str) -> str:
    """Sort key of a person's name: the given name (last word) first, then the rest in order."""
    words = full_name.split()
    keys = [_key_of_word(word) for word in words[-1:] + words[:-1]]
    # What stands between two words in `sort_key`: the sign for a space, which has no tone.
    return "00".join(letters for letters, _ in keys) + "!" + "0".join(tones for _, tones in keys)


# Names of millions of people are made of a few thousand words.
@lru_cache(maxsize=16_384)
def _fold_word(word: str) -> str:
    plain = unicodedata.normalize("NFD", word.replace("Đ", "D").replace("đ", "d"))
    return "".join(c for c in plain if not unicodedata.combining(c)).lower()


@lru_cache(maxsize=16_384)
def _key_of_word(word: str) -> tuple[str, str]:
    return _letters_and_tones(word)


def _letters_and_tones(text: str) -> tuple[str, str]:
    letters: list[str] = []
    tones: list[str] = []
    for char in unicodedata.normalize("NFC", text.lower()):
        base, tone = _split_tone(char)
        letters.append(f"{_RANK[base]:02d}" if base in _RANK else _other(base))
        tones.append(str(tone))
    return "".join(letters), "".join(tones)


@lru_cache(maxsize=4_096)
def _split_tone(char: str) -> tuple[str, int]:
    parts = unicodedata.normalize("NFD", char)
    tone = next((_TONES[c] for c in parts if c in _TONES), 0)
    return unicodedata.normalize("NFC", "".join(c for c in parts if c not in _TONES)), tone


def _other(char: str) -> str:
    if char.isspace():
        return "00"
    if char.isdecimal():
        return f"{1 + int(char):02d}"
    return "15"
