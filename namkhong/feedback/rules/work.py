"""Proof of work: asked for, instead of turning anybody away, where too much comes from one place at once."""

import hashlib
from typing import Final

AT_ONCE: Final = 60
"""Ratings a minute from one place that raise no question: one carrier's address can stand for thousands of phones."""

_LEAST, _MOST = 14, 20


def flooded(count: int) -> bool:
    """Whether so many ratings in a minute from one place are a flood."""
    return count > AT_ONCE


def bits_asked(count: int) -> int:
    """How many leading zero bits a page is asked for after so many ratings in a minute; 0 while there is no flood.

    >>> bits_asked(60), bits_asked(61), bits_asked(6000)
    (0, 14, 20)
    """
    return min(_LEAST + (count // AT_ONCE).bit_length() - 1, _MOST) if flooded(count) else 0


def worked(ballot: str, proof: str, bits: int) -> bool:
    """Whether the proof fits the ballot: the hash of both begins with so many zero bits, and some were asked for."""
    if not bits or len(proof) > 20:
        return False
    digest = hashlib.sha256(f"{ballot}.{proof}".encode()).digest()
    return int.from_bytes(digest[:4], "big") >> (32 - bits) == 0
