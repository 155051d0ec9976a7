"""How much comes from one place in a minute, without knowing from where.

An address is mixed with a key that is drawn anew every day and never leaves the memory; only the mixture is counted,
and forgotten after a minute. Nothing of it is written anywhere.
"""

import hashlib
import secrets
from ipaddress import ip_address

MOST_PLACES = 200_000


class Throttle:
    """Counts of this minute."""

    def __init__(self) -> None:
        self._key, self._day = secrets.token_bytes(32), 0
        self._counts: dict[bytes, int] = {}
        self._minute = 0

    def seen(self, address: str, minute: int, *, more: int = 1) -> int:
        """How many came from the place in this minute, with this one; `more=0` only looks."""
        if minute != self._minute:
            self._turn(minute)
        place = hashlib.blake2b(_place(address), key=self._key, digest_size=12).digest()
        count = self._counts.get(place, 0) + more
        if more and (count > 1 or len(self._counts) < MOST_PLACES):
            self._counts[place] = count
        return count

    def _turn(self, minute: int) -> None:
        self._minute = minute
        self._counts.clear()
        if minute // 1440 != self._day:
            self._key, self._day = secrets.token_bytes(32), minute // 1440


def _place(address: str) -> bytes:
    """An address of version 6 belongs to a network in which a single phone may choose the last half."""
    if ":" not in address:
        return address.encode()
    try:
        return ip_address(address.strip("[]")).packed[:8]
    except ValueError:
        return address.encode()
