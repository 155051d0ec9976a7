"""Receipts, and the mark of what was sent. Nothing that opens a concern is stored: only keyed hashes of it are."""

import hmac
from typing import Final

from namkhong.feedback.rules.codes import ALPHABET

LETTERS: Final = 16
"""80 bits: nobody finds one by trying."""
_MARK: Final = 16


def receipt_code(key: bytes, client_id: bytes) -> str:
    """The code by which a sender reads the answer, in four groups of four; the same for the same sending.

    >>> len(receipt_code(b"key", b"id"))
    19
    """
    number = int.from_bytes(hmac.digest(key, b"receipt" + client_id, "sha256")[:10], "big")
    signs = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(LETTERS)))
    return "-".join(signs[start : start + 4] for start in range(0, LETTERS, 4))


def plain_receipt(typed: str) -> str:
    """A code as typed, in any case and spacing; "" for what cannot be one."""
    plain = "".join(sign for sign in typed[:60].upper() if sign.isalnum())
    return plain if len(plain) == LETTERS and all(sign in ALPHABET for sign in plain) else ""


def mark_of(key: bytes, purpose: str, *parts: bytes) -> bytes:
    """A keyed hash of parts, by which the same is recognised; the lengths keep one part from running into the next."""
    content = b"".join(len(part).to_bytes(4, "big") + part for part in (purpose.encode(), *parts))
    return hmac.digest(key, content, "sha256")[:_MARK]
