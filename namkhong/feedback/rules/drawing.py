"""Drawing by lot in a way that anybody can do again: a seed, and the smallest hashes win.

The rule as it is printed: for every number k from 1 to N, take SHA-256 of the text "seed:k"; the n numbers with the
smallest results are drawn.
"""

import hashlib
import hmac
from collections.abc import Iterable
from heapq import nsmallest

MOST_POPULATION = 2_000_000
"""Two seconds of hashing; the largest hospital of the country has fewer visits in a year."""


def drawn(seed: str, population: int, size: int) -> list[int]:
    """`size` different numbers from 1 to `population`, in order.

    >>> drawn("a", 10, 3), drawn("a", 3, 9)
    ([1, 7, 8], [1, 2, 3])
    """
    if size >= population:
        return list(range(1, population + 1))
    start = hashlib.sha256(f"{seed}:".encode())
    return sorted(number for _, number in nsmallest(size, ((_hash(start, k), k) for k in range(1, population + 1))))


def size_of_percent(percent: int, population: int) -> int:
    """So many per cent, rounded up: at least one of anything.

    >>> size_of_percent(10, 101), size_of_percent(1, 5)
    (11, 1)
    """
    return -(-population * percent // 100)


def list_mark(key: bytes, references: Iterable[str]) -> bytes:
    """A mark of a list, by which the same list is known again and from which nobody can tell what stands in it."""
    said = hmac.new(key, digestmod="sha256")
    for reference in references:
        said.update(reference.encode() + b"\n")
    return said.digest()


def _hash(start: "hashlib._Hash", number: int) -> bytes:
    mixed = start.copy()
    mixed.update(str(number).encode())
    return mixed.digest()
