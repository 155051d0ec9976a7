"""Two-word phrases that a set of texts uses more than others do: where a problem shows that no list knows yet. Pure.

Source: T. Dunning, "Accurate Methods for the Statistics of Surprise and Coincidence", Computational Linguistics 19
(1993). A phrase counts once for a text, so that nobody makes one frequent by writing it ten times.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log
from typing import Final

from namkhong.feedback.rules.topics import Lexicon, matches
from namkhong.feedback.rules.words import Word, words_of

SURE: Final = 10.83
"""A ratio that chance alone reaches in one phrase of a thousand (χ² of one degree of freedom)."""

LEAST_TEXTS: Final = 3
"""A phrase of fewer texts is not shown: it may be one person's."""

Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Surfacing:
    """A phrase as most people spell it, in how many texts it stands, and how surprising that is."""

    words: str
    texts: int
    ratio: float


def likelihood_ratio(here: int, texts_here: int, there: int, texts_there: int) -> float:
    """Dunning's ratio (G²) for a phrase in `here` of some texts and `there` of others; 0 where it is no more frequent.

    >>> round(likelihood_ratio(10, 100, 10, 1000), 1), likelihood_ratio(1, 100, 10, 1000)
    (20.3, 0.0)
    """
    if not texts_here or here * texts_there <= there * texts_here:
        return 0.0
    together = (here + there) / (texts_here + texts_there)
    own, other = here / texts_here, there / texts_there if texts_there else 0.0
    apart = _likelihood(here, texts_here, own) + _likelihood(there, texts_there, other)
    return 2 * (apart - _likelihood(here, texts_here, together) - _likelihood(there, texts_there, together))


def _likelihood(count: int, texts: int, chance: float) -> float:
    """Logarithm of the likelihood of `count` of so many texts; nought of nought is 0."""
    yes = count * log(chance) if count else 0.0
    no = (texts - count) * log(1 - chance) if texts > count else 0.0
    return yes + no


def surfacing(
    texts: Sequence[str], others: Sequence[str], lexicon: Lexicon, idle: frozenset[str], most: int = 10
) -> list[Surfacing]:
    """Phrases outside every topic that `texts` use more than `others` do, the most surprising first.

    `others` come as they are stored for searching (`words.searchable`); in them a pair counts wherever it stands, which
    makes it seem less surprising, never more. `idle` are words without accents that alone say nothing ("là", "của"); a
    pair that begins or ends with one is left out.
    """
    spellings: dict[Pair, Counter[str]] = defaultdict(Counter)
    here: Counter[Pair] = Counter()
    for text in texts:
        pairs = dict(_pairs(text, lexicon, idle))
        here.update(pairs.keys())
        for pair, spelled in pairs.items():
            spellings[pair][spelled] += 1
    frequent = {pair for pair, count in here.items() if count >= LEAST_TEXTS}
    there = Counter(pair for text in others for pair in frequent & set(pairwise(text.split())))
    found = [
        Surfacing(
            spellings[pair].most_common(1)[0][0], count, likelihood_ratio(count, len(texts), there[pair], len(others))
        )
        for pair, count in here.items()
        if pair in frequent
    ]
    found.sort(key=lambda each: (-each.ratio, each.words))
    return [each for each in found if each.ratio >= SURE][:most]


def _pairs(text: str, lexicon: Lexicon, idle: frozenset[str]) -> Iterator[tuple[Pair, str]]:
    """Neighbours in one clause that belong to no phrase of the list, with how they are spelled here."""
    taken = [(match.start, match.end) for match in matches(text, lexicon)]
    words = words_of(text)
    for one, two in pairwise(words):
        if one.clause != two.clause or _idle(one, idle) or _idle(two, idle):
            continue
        if not _within((one, two), taken):
            yield (one.folded, two.folded), f"{one.text} {two.text}".lower()


def _idle(word: Word, idle: frozenset[str]) -> bool:
    return word.folded in idle or not word.text.isalpha()


def _within(pair: Iterable[Word], taken: Sequence[tuple[int, int]]) -> bool:
    return any(start <= word.start < end for word in pair for start, end in taken)
