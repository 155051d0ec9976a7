"""Codes that prove themselves: one-time codes on slips, codes that change with the time, seals on a page.

A one-time code is a batch, a serial in it and a seal over both under a key of the installation. Unspent codes need no
rows, and nobody can make one up: of 34 billion tries one succeeds.
"""

import hashlib
import hmac
from dataclasses import dataclass
from typing import Final

ALPHABET: Final = "23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
"""Digits and letters that cannot be taken for one another on paper: no 0, 1, I, O."""

_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)}
_BATCH, _SERIAL, _SEAL = 25, 20, 35
MOST_BATCHES: Final = 2**_BATCH - 1
MOST_SERIALS: Final = 2**_SERIAL - 1
STEP: Final = 30
"""Seconds for which a changing code is shown; it is taken for as long again."""

TICKET_MINUTES: Final = 20
"""How long a page that was opened with a good changing code may be filled in."""


@dataclass(frozen=True, slots=True)
class CodeName:
    """Which one-time code it is."""

    batch: int
    serial: int


def derived_key(secret: str, purpose: str) -> bytes:
    """A key of its own for one purpose, from the secret of the installation."""
    return hmac.digest(secret.encode(), b"namkhong.feedback." + purpose.encode(), "sha256")


def one_time_code(key: bytes, batch: int, serial: int) -> str:
    """The code as printed, in four groups of four signs.

    >>> one_time_code(b"key", 1, 1)[:9]
    '2222-4222'
    """
    number = ((batch << _SERIAL | serial) << _SEAL) | _seal(key, batch, serial)
    signs = _spell(number, 16)
    return "-".join(signs[start : start + 4] for start in range(0, 16, 4))


def read_one_time_code(key: bytes, typed: str) -> CodeName | None:
    """Which code was typed, in any case and spacing; None when it is none of ours."""
    number = _number(_plain(typed), 16)
    if number is None:
        return None
    serial, batch = number >> _SEAL & MOST_SERIALS, number >> (_SEAL + _SERIAL)
    return CodeName(batch, serial) if number & (2**_SEAL - 1) == _seal(key, batch, serial) else None


def changing_code(secret: bytes, second: int) -> str:
    """The code that a screen shows at a second."""
    return _changing(secret, second // STEP)


def is_changing_code(secret: bytes, typed: str, second: int) -> bool:
    """Whether the code is the one shown now or the one before."""
    plain = _plain(typed)
    return any(
        hmac.compare_digest(plain.encode(), _changing(secret, second // STEP - back).encode()) for back in (0, 1)
    )


def slug_of(random: bytes) -> str:
    """Eight signs for the address of a point, from five random bytes."""
    return _spell(int.from_bytes(random[:5], "big"), 8).lower()


@dataclass(frozen=True, slots=True)
class Ticket:
    """What a page was opened with: the minute, whether with a good changing code, how much work it was asked for."""

    minute: int
    coded: bool
    bits: int


def write_ticket(key: bytes, ballot: str, point: int, ticket: Ticket) -> str:
    """A ticket that holds for one ballot at one point and cannot be altered."""
    said = f"{ticket.minute}.{int(ticket.coded)}.{ticket.bits}"
    return f"{said}.{_signature(key, ballot, point, said)}"


def read_ticket(key: bytes, ballot: str, point: int, typed: str) -> Ticket | None:
    """The ticket of a page; None when it is not ours or belongs to another page."""
    said, _, signature = typed.rpartition(".")
    if not hmac.compare_digest(signature.encode(), _signature(key, ballot, point, said).encode()):
        return None
    minute, coded, bits = said.split(".")
    return Ticket(int(minute), coded == "1", int(bits))


def _signature(key: bytes, ballot: str, point: int, said: str) -> str:
    # Keyed BLAKE2b: asked for with every rating, and short messages do not make a busy door change threads.
    return hashlib.blake2b(f"{ballot}|{point}|{said}".encode(), key=key, digest_size=9).hexdigest()


def _changing(secret: bytes, window: int) -> str:
    digest = hmac.digest(secret, window.to_bytes(8, "big"), "sha256")
    return _spell(int.from_bytes(digest[:4], "big") >> 2, 6)


def _seal(key: bytes, batch: int, serial: int) -> int:
    digest = hmac.digest(key, batch.to_bytes(4, "big") + serial.to_bytes(4, "big"), "sha256")
    return int.from_bytes(digest[:5], "big") >> 5


def _plain(typed: str) -> str:
    return "".join(sign for sign in typed[:60].upper() if sign.isalnum())


def _spell(number: int, length: int) -> str:
    return "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(length)))


def _number(plain: str, length: int) -> int | None:
    if len(plain) != length or any(sign not in _VALUES for sign in plain):
        return None
    number = 0
    for sign in plain:
        number = number << 5 | _VALUES[sign]
    return number
