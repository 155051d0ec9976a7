"""A rating on its way into the box, and what became of it."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from namkhong.feedback.rules.codes import CodeName


@dataclass(slots=True)
class Rating:
    """One rating, ready to be written. `id` is 32 hexadecimal signs, `day` as in JSON, `answers` JSON or None.

    `marks` are those of the answers that are added up, by question, under the key of the `instrument`; `signs` the bits
    of `rules.signs.Sign`.
    """

    id: str
    mark: int
    unit: int
    point: int
    day: str
    hour: int
    score: int
    evidence: str
    words: str = ""
    answers: str | None = None
    lowered: str = ""
    code: CodeName | None = None
    instrument: str = ""
    marks: Mapping[str, int] = field(default_factory=dict)
    signs: int = 0


class Fate(StrEnum):
    """What became of a rating."""

    NEW = "new"
    SAME = "same"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Outcome:
    """The fate of a rating and the class it has: written now, there already, or refused because another is there."""

    fate: Fate
    evidence: str
    lowered: str = ""


def mark_of(*said: object) -> int:
    """A number for what was sent; the same again gives the same number."""
    digest = hashlib.blake2b("\x1f".join(map(str, said)).encode(), digest_size=8).digest()
    return int.from_bytes(digest, "big", signed=True)


def ballot_number(hour: int, random: bytes) -> str:
    """The number of a new ballot from the hour and thirteen random bytes: it tells no more of the time than the row.

    Numbers of one hour lie together, so that the index of numbers grows in one place.
    """
    return (hour.to_bytes(3, "big") + random[:13]).hex()
