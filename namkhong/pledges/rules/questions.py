"""Which questions a person is asked, in which order, and whether the answers show that the text was understood."""

import hashlib
from collections.abc import Mapping, Sequence

ASKED = 3
TRIES = 2
"""One try, and one more with other questions."""


def draw(bank: Sequence[int], *, round_: int, person: int, attempt: int) -> list[int]:
    """The questions of one try out of those in use: the same whenever asked again, others for the next person and the
    next try. With fewer than six in the bank some come again; with fewer than three there is nothing to ask.
    """
    if len(set(bank)) < ASKED:
        return []
    ranked = sorted(set(bank), key=lambda question: _rank(round_, person, question))
    first = (attempt - 1) * ASKED
    return [ranked[(first + step) % len(ranked)] for step in range(ASKED)]


def option_order(options: int, *, person: int, question: int) -> list[int]:
    """The places of the options in the order in which this person sees them: "always the second" helps nobody."""
    return sorted(range(options), key=lambda place: _rank(person, question, place))


def count_right(asked: Sequence[int], answers: Sequence[int], right: Mapping[int, int]) -> int:
    """How many answers are the right ones."""
    return sum(right[question] == answer for question, answer in zip(asked, answers, strict=True))


def has_understood(right: int) -> bool:
    """All three right in one try; nothing is understood by two thirds."""
    return right == ASKED


def may_try(attempt: int, *, understood: bool) -> bool:
    """Whether there is a try of this number for somebody who has or has not understood so far."""
    return not understood and 1 <= attempt <= TRIES


def _rank(*numbers: int) -> bytes:
    return hashlib.sha256(":".join(map(str, numbers)).encode()).digest()
