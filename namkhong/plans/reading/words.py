"""Vietnamese text as tokens: one spelling for comparing, exact offsets for quoting."""

import re
import unicodedata
from functools import lru_cache
from typing import NamedTuple

_DIGIT = re.compile(r"\d")
_TOKEN = re.compile(r"\d+|[^\W\d_]+|\S")
# The two ways of placing the tone mark on oa, oe, uy are the same word ("Uỷ ban" and "Ủy ban").
_TONE_PAIRS = {
    old: new
    for pair in [
        "oà òa",
        "oá óa",
        "oả ỏa",
        "oã õa",
        "oạ ọa",
        "oè òe",
        "oé óe",
        "oẻ ỏe",
        "oẽ õe",
        "oẹ ọe",
        "uỳ ùy",
        "uý úy",
        "uỷ ủy",
        "uỹ ũy",
        "uỵ ụy",
    ]
    for old, new in [pair.split(" ")]
}
_SAME_WORD = {"quí": "quý"}
_CYCLES = ("năm", "tháng", "quý", "tuần", "ngày")
_TONES = "\u0300\u0301\u0303\u0309\u0323"
_VOWELS = "aăâeêioôơuưy"


def compose(text: str) -> str:
    """NFC, with a tone mark that strayed onto a consonant moved back to its vowel (seen in PDF text)."""
    text = unicodedata.normalize("NFC", text)
    if not any(mark in text for mark in _TONES):
        return text
    return unicodedata.normalize("NFC", _tones_back(unicodedata.normalize("NFD", text)))


def _tones_back(decomposed: str) -> str:
    """Move each tone that follows a consonant to the letter before that consonant, if that is a vowel."""
    out: list[str] = []
    for char in decomposed:
        out.append(char)
        stray = char in _TONES and len(out) > 2 and out[-2].isalpha() and out[-2].lower() not in _VOWELS
        if stray and _ends_with_vowel(out[:-2][-3:]):
            out[-2], out[-1] = out[-1], out[-2]
    return "".join(out)


def _ends_with_vowel(chars: list[str]) -> bool:
    for char in reversed(chars):
        if not unicodedata.combining(char):
            return char.lower() in _VOWELS
        if char in _TONES:
            return False
    return False


@lru_cache(maxsize=20_000)
def key_of(word: str) -> str:
    """The word in lower case with one spelling: uỷ -> ủy, quí -> quý."""
    low = word.lower()
    if len(low) >= 2:
        for old, new in _TONE_PAIRS.items():
            if low.endswith(old) and low != "q" + old:
                low = low[: -len(old)] + new
                break
    return _SAME_WORD.get(low, low)


def _keys(words: list[str]) -> list[str]:
    """The keys of words; "hàng" before a unit of time is "hằng"."""
    keys = list(map(key_of, words))
    if "hàng" in keys:
        for index in range(len(keys) - 1):
            if keys[index] == "hàng" and keys[index + 1] in _CYCLES:
                keys[index] = "hằng"
    return keys


def key_text(text: str) -> str:
    """Whole text in comparing form: keys of its tokens joined by one space."""
    return " ".join(_keys(_TOKEN.findall(text)))


def has_digit(text: str) -> bool:
    """Whether there is a digit in it."""
    return _DIGIT.search(text) is not None


class Token(NamedTuple):
    """A word, a run of digits, or one sign; `start` and `end` are offsets into the text it was cut from."""

    text: str
    key: str
    start: int
    end: int

    @property
    def number(self) -> int | None:
        """Its value when it is a run of at most nine ASCII digits."""
        return int(self.text) if self.text.isascii() and self.text.isdigit() and len(self.text) < 10 else None


def tokens(text: str, offset: int = 0) -> list[Token]:
    """Cut text into tokens; `offset` is added to every position. "hàng năm" gets the key of "hằng năm"."""
    found = list(_TOKEN.finditer(text))
    words = [match.group() for match in found]
    return [
        Token(word, key, match.start() + offset, match.end() + offset)
        for word, key, match in zip(words, _keys(words), found, strict=True)
    ]


def at(toks: list[Token], index: int, phrase: str) -> int:
    """Index after `phrase` (key words separated by spaces) if it stands at `index`, else -1."""
    words = phrase.split(" ")
    if index < 0 or index + len(words) > len(toks):
        return -1
    for step, word in enumerate(words):
        if toks[index + step].key != word:
            return -1
    return index + len(words)


def phrases(*lists: str) -> tuple[str, ...]:
    """Word lists written for people ("ban thường vụ | ban chỉ đạo") as phrases in comparing form."""
    return tuple(phrase.strip() for part in lists for phrase in part.split("|"))


@lru_cache(maxsize=512)
def _by_first_word(phrases: tuple[str, ...]) -> dict[str, tuple[tuple[str, ...], ...]]:
    """The phrases as words, by their first word, in the order given."""
    out: dict[str, tuple[tuple[str, ...], ...]] = {}
    for phrase in phrases:
        words = tuple(phrase.split(" "))
        out[words[0]] = (*out.get(words[0], ()), words)
    return out


def at_any(toks: list[Token], index: int, phrases: tuple[str, ...]) -> int:
    """Index after the first of `phrases` that stands at `index`, else -1. Put longer phrases first."""
    if not 0 <= index < len(toks):
        return -1
    candidates = _by_first_word(phrases).get(toks[index].key)
    return _matching(toks, index, candidates) if candidates else -1


def _matching(toks: list[Token], index: int, candidates: tuple[tuple[str, ...], ...]) -> int:
    """Index after the first candidate whose words all stand from `index` on, else -1."""
    for words in candidates:
        after = index + len(words)
        if after <= len(toks) and all(toks[index + step].key == word for step, word in enumerate(words)):
            return after
    return -1


def find_any(toks: list[Token], phrases: tuple[str, ...], start: int = 0, end: int | None = None) -> int:
    """First index in [start, end) where one of `phrases` stands, else -1."""
    table = _by_first_word(phrases)
    for index in range(max(start, 0), len(toks) if end is None else min(end, len(toks))):
        candidates = table.get(toks[index].key)
        if candidates and _matching(toks, index, candidates) >= 0:
            return index
    return -1


def squeeze(text: str) -> str:
    """White space folded to single spaces."""
    return " ".join(text.split())


def is_upper(text: str) -> bool:
    """Written in capitals: at least two letters and hardly any small one."""
    letters = "".join(filter(str.isalpha, text))
    return len(letters) >= 2 and sum(map(str.islower, letters)) * 12 <= len(letters)


def quotes_open(text: str) -> bool:
    """A quotation mark is still open at the end."""
    return (text.count("“") > text.count("”") and text.count('"') % 2 == 0) or (
        text.count('"') % 2 == 1 and text.count("“") == text.count("”")
    )
