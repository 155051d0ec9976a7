"""Takes out of free text what says who somebody is: names, numbers of telephones and papers, plates, addresses of mail.

For words that are shown to others than the unit they are about. Names are told by what stands before them ("chị Lan"),
by a family name with capitals ("Nguyễn Thị Lan"), and by the unit's own list of staff, accents or none. What is masked
by mistake is a lesser harm than a name that is published, and no rule finds every name.
"""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from typing import Final

from namkhong.feedback.rules.words import Word, words_of
from namkhong.foundation.text import fold, nfc

NAME, NUMBER, MAIL, PLATE = "(tên)", "(số)", "(địa chỉ thư)", "(biển số)"

_KEPT: Final = re.compile(
    r"\b\d{1,2}[./-]\d{1,2}[./-](?:19|20)\d\d\b"
    r"|(?<!\d[ .,-])\b[1-9]\d{0,2}(?:\.000){1,3}\b(?![.-]?\d)"
    r"|(?<!\d[ .,-])\b[1-9]\d{0,2}(?:[.,]?\d{3})+\s*(?:đ\b|đồng|vnđ|vnd|k\b)",
    re.I,
)
"""Days and sums of money look like numbers of papers, and are the point of many a complaint; the last part of a
telephone number is no sum.
"""
_SIGNS: Final = (
    (MAIL, re.compile(r"[\w.+-]+\s?@\s?\w[\w-]*(?:\.\w[\w-]*)+")),
    (NUMBER, re.compile(r"\b[A-Z]{1,3}\d{0,3}(?:[.-]\d{2,})+(?:[.-]\d+)*\b(?!\.\d)")),
    (PLATE, re.compile(r"\b\d{2}[ -]?[A-ZĐ]{1,2}\d?[ .-]{0,3}(?:\d{3}\.?\d{2}|\d{4})\b", re.I)),
    (NUMBER, re.compile(r"(?:\+\s?)?\b\d(?:[ .-]?\d){6,}\b")),
    (NUMBER, re.compile(r"\b[A-Z]{1,2}\s?\d{6,}\b")),
)

_MARKS: Final = re.compile("|".join(map(re.escape, (NAME, NUMBER, MAIL, PLATE))))
_STOPPED: Final = ("bs", "ths", "ts", "mr", "ms", "mrs", "nv", "cb")
"""Short forms of address that may have a full stop, behind which the name stands all the same."""

_LONGEST: Final = 5
"""Words of a name at most."""


@dataclass(frozen=True)
class NameWords:
    """What names are told by. All folded, but for `given` and `never`, which are spelled as in `words.spelling`.

    `address`: what stands before a name ("chi", "bac si"); `family`: family names; `given`: given names that are
    recognised in lower case behind a form of address; `never`: what is no name although it is written with capitals
    ("phòng", "công an"), spelled as well, and folded too where it has two words;
    `places`: what stands before the name of a street or a school.
    """

    address: frozenset[str]
    family: frozenset[str]
    given: frozenset[str]
    never: frozenset[str]
    places: frozenset[str]
    titles: frozenset[str] = field(default_factory=frozenset)


@dataclass(frozen=True, slots=True)
class Staff:
    """The people of a unit: whole names, and given names, without accents."""

    whole: frozenset[str] = frozenset()
    given: frozenset[str] = frozenset()


def staff_of_names(names: Collection[str]) -> Staff:
    """A unit's list of full names as it is searched for; a name of one word is only looked for behind an address."""
    folded = [fold(name) for name in names if name.strip()]
    return Staff(frozenset(name for name in folded if " " in name), frozenset(name.split()[-1] for name in folded))


def masked(text: str, names: NameWords, staff: Staff) -> str:
    """The text in its composed normal form with every part that tells a person replaced by what it was."""
    text = nfc(text)
    spans = _numbers(text)
    for start, end in _names(text, names, staff):
        if not any(start < there_end and there_start < end for there_start, there_end, _ in spans):
            spans.append((start, end, NAME))
    for start, end, what in sorted(spans, reverse=True):
        text = text[:start] + what + text[end:]
    return text


def without_marks(shown: str) -> str:
    """Masked text without the words that stand for what was taken out."""
    return _MARKS.sub(". ", shown)


def _numbers(text: str) -> list[tuple[int, int, str]]:
    """Places of numbers, plates and addresses of mail; none overlaps another."""
    kept = [match.span() for match in _KEPT.finditer(text)]
    found: list[tuple[int, int, str]] = []
    for what, pattern in _SIGNS:
        for match in pattern.finditer(text):
            taken = [*kept, *((start, end) for start, end, _ in found)]
            if not any(match.start() < end and start < match.end() for start, end in taken):
                found.append((*match.span(), what))
    return found


def _names(text: str, names: NameWords, staff: Staff) -> list[tuple[int, int]]:
    words = words_of(text)
    loud = _loud(words)
    found: list[tuple[int, int]] = []
    place = 0
    while place < len(words):
        length = _staff_name(words, place, staff) or (0 if loud else _family_name(words, place, names))
        begin = place
        if not length and (address := _address(words, place, names)):
            begin = place + address
            length = _behind_address(words, begin, names, staff, loud=loud)
        if length:
            found.append((words[begin].start, words[begin + length - 1].end))
        place = begin + max(length, 1) if length else place + 1
    return found


def _loud(words: Sequence[Word]) -> bool:
    """Whether the whole text is in capitals, which then tell nothing."""
    letters = "".join(word.text for word in words if word.text.isalpha())
    return len(letters) > 1 and letters.isupper()


def _staff_name(words: Sequence[Word], place: int, staff: Staff) -> int:
    for length in range(_LONGEST, 1, -1):
        if " ".join(word.folded for word in words[place : place + length]) in staff.whole:
            return min(length, len(words) - place)
    return 0


def _family_name(words: Sequence[Word], place: int, names: NameWords) -> int:
    """A family name and what it is followed by, all with capitals; not the name of a street or a school."""
    if words[place].folded not in names.family or (place and words[place - 1].folded in names.places):
        return 0
    length = _capitals(words, place, names)
    return length if length > 1 else 0


def _address(words: Sequence[Word], place: int, names: NameWords) -> int:
    """How many words a form of address has that stands here; titles that follow it belong to it ("chị nhân viên")."""
    length = _longest(words, place, names.address)
    while length and (more := _longest(words, place + length, names.titles)):
        length += more
    return length


def _longest(words: Sequence[Word], place: int, forms: Collection[str]) -> int:
    for length in (3, 2, 1):
        here = words[place : place + length]
        if len(here) == length and " ".join(word.folded for word in here) in forms:
            return length
    return 0


def _behind_address(words: Sequence[Word], place: int, names: NameWords, staff: Staff, *, loud: bool) -> int:
    if place >= len(words):
        return 0
    if words[place].clause != words[place - 1].clause and words[place - 1].folded not in _STOPPED:
        return 0
    if not loud and (length := _capitals(words, place, names)):
        return length
    word = words[place]
    known = word.spelled in names.given or (word.plain and word.folded in staff.given)
    return 1 if known or (word.text[0].isupper() and word.folded in staff.given) else 0


def _capitals(words: Sequence[Word], place: int, names: NameWords) -> int:
    """How many words from here on could be a name, going by capitals."""
    length = 0
    for at, word in enumerate(words[place : place + _LONGEST], place):
        if word.clause != words[place].clause or not word.text[0].isupper() or not word.text.isalpha():
            break
        if word.spelled in names.never or " ".join(each.spelled for each in words[at : at + 2]) in names.never:
            break
        length += 1
    return length
