"""From a low rating to a concern (phản ánh): the ticket that the page of thanks offers, and where it leads.

A ticket names point, day and score and proves itself. It does not name the ballot: who raises a concern must not be
tied to what was rated. What makes one ticket another is drawn by lot and written nowhere else.
"""

import hashlib
import hmac
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Final

ADDRESS: Final = "/phan-anh/"
"""Where a ticket is taken; the room that answers stands above this one."""

LOW: Final = (1, 2)
"""Scores after which an answer is offered."""

GOOD_FOR: Final = 30
"""Days after the rating for which a ticket is good."""

LOT: Final = 8
_FIRST = date(2020, 1, 1)
_SAID, _SEAL = 8, 11
_LENGTH = 36


@dataclass(frozen=True, slots=True)
class Invitation:
    """What a ticket says; `lot` are eight bytes drawn by lot."""

    point: int
    day: date
    score: int
    lot: bytes


def write_invitation(key: bytes, invitation: Invitation) -> str:
    """The ticket, 36 letters and digits for an address."""
    said = invitation.point.to_bytes(5, "big") + (invitation.day - _FIRST).days.to_bytes(2, "big")
    said += bytes([invitation.score]) + invitation.lot
    return urlsafe_b64encode(said + _sealed(key, said)).decode()


def read_invitation(key: bytes, typed: str) -> Invitation | None:
    """What a ticket of ours says; None for anything else."""
    if len(typed) != _LENGTH or not typed.isascii():
        return None
    try:
        content = urlsafe_b64decode(typed)
    except ValueError:
        return None
    said, seal = content[:-_SEAL], content[-_SEAL:]
    if len(content) != _SAID + LOT + _SEAL or not hmac.compare_digest(seal, _sealed(key, said)):
        return None
    day = _FIRST + timedelta(days=int.from_bytes(said[5:7], "big"))
    return Invitation(int.from_bytes(said[:5], "big"), day, said[7], said[_SAID:])


def still_good(invitation: Invitation, on: date) -> bool:
    """Whether the ticket may still be used on a day."""
    return invitation.day <= on <= invitation.day + timedelta(days=GOOD_FOR)


def _sealed(key: bytes, said: bytes) -> bytes:
    return hashlib.blake2b(b"invitation" + said, key=key, digest_size=_SEAL).digest()
