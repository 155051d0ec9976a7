"""Personal links and the codes on paper: short, unguessable, and proved without a table of what was handed out.

Both say which round and which person, followed by a keyed hash. A link opens a page, so its hash is 88 bits long, and
it stands over the round's `link_version` too: raising that makes every earlier link worthless. A code on paper opens
nothing by itself (only a clerk who may keep the register can do anything with it), so 40 bits against slips and forged
sheets are plenty; it is not a link, because a sheet that lies on a table is seen by everybody.
"""

import hashlib
import hmac
from dataclasses import dataclass

LINK_MARK_BYTES = 11
_PAPER_MARK_DIGITS = 12
_LETTERS = "0123456789abcdefghjkmnpqrstvwxyz"
"""No i, l, o, u: whoever reads a link aloud or types it cannot take one sign for another."""
_BITS = 5
_LONGEST_LINK = 60
_LONGEST_CODE = 60
_LONGEST_NUMBER = 19


@dataclass(frozen=True, slots=True)
class Claim:
    """What a link or code says about itself; true only once `link_proves` or `paper_proves` has agreed."""

    round: int
    person: int
    mark: str


def link_token(key: bytes, round_: int, person: int, version: int) -> str:
    """The last part of a personal link: some 27 letters and digits, fit for a message and a small QR code."""
    said = _number(round_) + _number(person)
    return _spell(said + _link_mark(key, round_, person, version))


def read_link(token: str) -> Claim | None:
    """What a token says; None for anything that was never one of ours. Capital letters are as good as small ones."""
    content = _spelled(token.lower()) if 0 < len(token) <= _LONGEST_LINK else None
    if content is None or len(content) <= LINK_MARK_BYTES:
        return None
    said, mark = content[:-LINK_MARK_BYTES], content[-LINK_MARK_BYTES:]
    numbers = _numbers(said)
    return None if numbers is None else Claim(*numbers, mark.hex())


def link_proves(key: bytes, claim: Claim, version: int) -> bool:
    """Whether the claim was made with our key and is still of this version; compared in constant time."""
    return hmac.compare_digest(claim.mark, _link_mark(key, claim.round, claim.person, version).hex())


def paper_code(key: bytes, round_: int, person: int) -> str:
    """The code on paper, of digits alone: scanners that act as a keyboard type it through Vietnamese input methods,
    which would turn letters ("aa", "dd", "w") into others.
    """
    number = str(round_)
    return f"{len(number):02d}{number}{person}{_paper_mark(key, round_, person)}"


def read_paper(code: str) -> Claim | None:
    """What a code on paper says; None for any other code (a price tag, a library book)."""
    digits = "".join(code.split())
    if not (digits.isascii() and digits.isdecimal() and len(digits) <= _LONGEST_CODE):
        return None
    length = int(digits[:2])
    number, rest = digits[2 : 2 + length], digits[2 + length :]
    person, mark = rest[:-_PAPER_MARK_DIGITS], rest[-_PAPER_MARK_DIGITS:]
    if not all(0 < len(each) <= _LONGEST_NUMBER and not each.startswith("0") for each in (number, person)):
        return None
    return Claim(int(number), int(person), mark)


def paper_proves(key: bytes, claim: Claim) -> bool:
    """Whether the code was printed by us."""
    return hmac.compare_digest(claim.mark, _paper_mark(key, claim.round, claim.person))


def in_groups(code: str, size: int = 4) -> str:
    """A code as it is printed below its picture, for typing it by hand."""
    return " ".join(code[start : start + size] for start in range(0, len(code), size))


def _link_mark(key: bytes, round_: int, person: int, version: int) -> bytes:
    said = f"link:{round_}:{person}:{version}".encode()
    return hmac.new(key, said, hashlib.sha256).digest()[:LINK_MARK_BYTES]


def _paper_mark(key: bytes, round_: int, person: int) -> str:
    made = hmac.new(key, f"paper:{round_}:{person}".encode(), hashlib.sha256).digest()
    return f"{int.from_bytes(made[:8], 'big') % 10**_PAPER_MARK_DIGITS:0{_PAPER_MARK_DIGITS}d}"


def _number(value: int) -> bytes:
    """A number in as few bytes as it needs, the length first."""
    content = value.to_bytes((value.bit_length() + 7) // 8 or 1, "big")
    return bytes([len(content)]) + content


def _numbers(said: bytes) -> tuple[int, int] | None:
    """Two numbers and nothing else, each spelled as `_number` spells it."""
    found = []
    for _ in range(2):
        length = said[0] if said else 0
        content, said = said[: 1 + length], said[1 + length :]
        value = int.from_bytes(content[1:], "big")
        if not 0 < length <= 8 or _number(value) != content:
            return None
        found.append(value)
    return None if said else (found[0], found[1])


def _spell(content: bytes) -> str:
    bits = len(content) * 8
    letters = -(-bits // _BITS)
    value = int.from_bytes(content, "big") << (letters * _BITS - bits)
    return "".join(_LETTERS[value >> shift & 31] for shift in range((letters - 1) * _BITS, -1, -_BITS))


def _spelled(token: str) -> bytes | None:
    """The bytes of a token; None where it holds other signs, or would be spelled otherwise."""
    value = 0
    for sign in token:
        place = _LETTERS.find(sign)
        if place < 0:
            return None
        value = value << _BITS | place
    bits = len(token) * _BITS
    content = (value >> bits % 8).to_bytes(bits // 8, "big")
    return content if _spell(content) == token else None
