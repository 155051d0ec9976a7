"""What people write about, by a declared list of phrases. Pure.

The longest phrase at each place counts, on whole words; nothing is learnt or guessed, so that every topic of a text can
be shown with the words that made it one. Written with accents, a phrase must be spelled as it stands in the list; in a
clause without any accent it is compared without them, single words only where the list says that they are plain enough.
A phrase that is denied ("không phải chờ") is no complaint; what it is instead, the list says, or nothing.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import chain
from typing import Final

from namkhong.feedback.rules.words import Word, searchable, spelling, unaccented_clauses, words_of

_REACH: Final = 3
"""So many words before a phrase may deny it."""

_DENIERS: Final = ("không", "chẳng", "chả", "chưa", "khỏi", "hết", "đỡ")
_NO_DENIERS: Final = ("những", "chỉ", "biết", "hiểu", "thể", "nên", "đủ", "ngờ", "hiếm")
"""Behind these "không" denies something else, or nothing: "không chỉ phải chờ", "không hiểu sao"."""
_TURNS: Final = ("nhưng", "mà", "song", "lại", "vì", "do", "nên", "còn")
"""Where a new thought begins: what was denied before it says nothing of what follows."""
_DENY, _PASS, _TURN = (
    frozenset(chain(map(spelling, names), map(searchable, names))) for names in (_DENIERS, _NO_DENIERS, _TURNS)
)
_NOT: Final = frozenset({spelling("không"), "khong", spelling("chưa"), "chua"})


@dataclass(frozen=True, slots=True)
class Phrase:
    """One phrase of the list and its topic, "" for none; `denied` is the topic of its denial.

    `plain`: although a single word, it is recognised without accents too.
    """

    words: str
    topic: str
    denied: str = ""
    plain: bool = False


@dataclass(frozen=True, slots=True)
class Topic:
    """A topic: its key, its `bit` in stored sets of topics (never used again for another), and its name on the screen.

    `praise` tells what is said in favour; `sensitive` what may be misconduct.
    """

    key: str
    bit: int
    name: str
    praise: bool = False
    sensitive: bool = False


@dataclass(frozen=True, slots=True)
class Match:
    """A phrase found in a text, from `start` up to `end`, and the topic it speaks for."""

    topic: str
    start: int
    end: int
    denied: bool = False


@dataclass(frozen=True)
class Lexicon:
    """The declared topics and phrases."""

    topics: tuple[Topic, ...]
    phrases: tuple[Phrase, ...]

    @cached_property
    def by_key(self) -> dict[str, Topic]:
        """Topics by key."""
        return {topic.key: topic for topic in self.topics}

    @cached_property
    def starts(self) -> dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Phrase]]]:
        """Phrases by their first word without accents, the longest first: as spelled, and without accents."""
        found: dict[str, list[tuple[tuple[str, ...], tuple[str, ...], Phrase]]] = {}
        for phrase in self.phrases:
            words = words_of(phrase.words)
            entry = (tuple(w.spelled for w in words), tuple(w.folded for w in words), phrase)
            found.setdefault(words[0].folded, []).append(entry)
        for entries in found.values():
            entries.sort(key=lambda entry: -len(entry[0]))
        return found

    def bits(self, topics: Iterable[str]) -> int:
        """A set of topics as one number."""
        return sum({1 << self.by_key[key].bit for key in topics})

    def of_bits(self, bits: int) -> list[Topic]:
        """The topics of a stored number, in the order of the list."""
        return [topic for topic in self.topics if bits >> topic.bit & 1]


def matches(text: str, lexicon: Lexicon) -> list[Match]:
    """Every phrase of the list in a text, in order; places are those of its composed normal form."""
    words = words_of(text)
    bare = unaccented_clauses(words)
    found: list[Match] = []
    place = 0
    while place < len(words):
        hit = _at(words, place, bare, lexicon)
        if hit is None:
            place += 1
            continue
        phrase, length = hit
        denier = _denier(words, place, bare)
        if topic := phrase.topic if denier is None else phrase.denied:
            # The word that denies belongs to what is shown as the reason.
            start = (words[place] if denier is None else denier).start
            found.append(Match(topic, start, words[place + length - 1].end, denier is not None))
        place += length
    return found


def topics_of(text: str, lexicon: Lexicon) -> list[str]:
    """Keys of the topics of a text, each once, in the order of the list."""
    there = {match.topic for match in matches(text, lexicon)}
    return [topic.key for topic in lexicon.topics if topic.key in there]


def pieces(text: str, found: Sequence[Match]) -> list[tuple[str, bool]]:
    """A text in its composed normal form cut up, each piece with whether it is a reason for a topic."""
    cut: list[tuple[str, bool]] = []
    done = 0
    for match in found:
        start = max(done, match.start)
        cut += [(text[done:start], False), (text[start : match.end], True)]
        done = match.end
    return [piece for piece in [*cut, (text[done:], False)] if piece[0]]


def _at(words: Sequence[Word], place: int, bare: frozenset[int], lexicon: Lexicon) -> tuple[Phrase, int] | None:
    """The longest phrase that begins at a place, and how many words it has."""
    first = words[place]
    for spelled, folded, phrase in lexicon.starts.get(first.folded, ()):
        here = words[place : place + len(spelled)]
        if len(here) < len(spelled) or here[-1].clause != first.clause:
            continue
        if all(word.spelled == wanted for word, wanted in zip(here, spelled, strict=True)):
            return phrase, len(spelled)
        may_be_bare = first.clause in bare and (len(spelled) > 1 or phrase.plain)
        if may_be_bare and all(word.folded == wanted for word, wanted in zip(here, folded, strict=True)):
            return phrase, len(spelled)
    return None


def _denier(words: Sequence[Word], place: int, bare: frozenset[int]) -> Word | None:
    """The word that denies what stands at a place: one of the few before it in its clause."""
    clause = words[place].clause
    for back in range(place - 1, max(-1, place - 1 - _REACH), -1):
        told = _told(words[back], bare)
        if words[back].clause != clause or told in _TURN:
            return None
        if told in _DENY:
            passes = told in _NOT and _told(words[back + 1], bare) in _PASS
            return None if passes else words[back]
    return None


def _told(word: Word, bare: frozenset[int]) -> str:
    return word.folded if word.clause in bare else word.spelled
