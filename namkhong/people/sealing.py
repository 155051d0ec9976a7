"""Personal data under lock: sealed with a key that lies outside the database, looked up by keyed marks.

Envelope encryption: a data key seals the fields of a person (AES-256-GCM, bound to the person's number); the data key
itself is stored wrapped by the master key, which is in `NAMKHONG_PERSONAL_KEY` or in a file that only the owner can
read. A copy of the database alone opens nothing. Sources: NIST SP 800-38D (GCM); design of data class C2.
"""

import hmac
import json
import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from django.conf import settings

from namkhong.foundation.errors import DomainError
from namkhong.people.entries import StaffEntry
from namkhong.people.models import DataKey

NONCE = 12
MARK = 16
_WRAP = b"namkhong data key"
_CALLED = {"birth": "born"}
"""Boxes that lists once filled call the day of birth otherwise than `PersonalField`, until they are sealed anew."""
Box = tuple[int, bytes, bytes | None, bytes | None]
"""The number of a person, the sealed fields, the marks of identity number and telephone."""


class CannotOpen(DomainError):
    sentence = "Không mở được thông tin cá nhân: khóa bảo vệ trên máy này không khớp. Hãy báo người quản trị."


@dataclass(frozen=True, slots=True)
class Sealer:
    """Seals and opens the fields of persons with one data key; `number` says which, at the head of every box."""

    number: int
    cipher: AESGCM
    mark_key: bytes

    def seal(self, person: int, fields: Mapping[str, str], *, kind: str = "person") -> bytes:
        """The fields of one person as a box that only this key opens, and only for this person.

        What is sealed of somebody who is no person here is bound to the number of another `kind` of thing.
        """
        nonce = os.urandom(NONCE)
        plain = json.dumps(dict(fields), ensure_ascii=False, separators=(",", ":")).encode()
        return self.number.to_bytes(4, "big") + nonce + self.cipher.encrypt(nonce, plain, _bound_to(person, kind))

    def open(self, person: int, sealed: bytes, *, kind: str = "person") -> dict[str, str]:
        """The fields of a box that this key sealed. Raises: CannotOpen where person and box do not belong together."""
        nonce, body = sealed[4 : 4 + NONCE], sealed[4 + NONCE :]
        try:
            plain = self.cipher.decrypt(nonce, body, _bound_to(person, kind))
        except InvalidTag as wrong:
            raise CannotOpen() from wrong
        fields: dict[str, str] = json.loads(plain)
        return {_CALLED.get(name, name): value for name, value in fields.items()}

    def boxes(self, people: Iterable[tuple[int, StaffEntry]]) -> Iterator[Box]:
        """For many persons: number, box, marks of identity number and telephone. Who has told nothing gets no box.

        The same boxes as by `seal` and `mark`, with what is the same for all of them worked out once.
        """
        encrypt, mark = self.cipher.encrypt, _marker(self.mark_key)
        head = self.number.to_bytes(4, "big")
        nonces, place = b"", 0
        for person, row in people:
            born, identity, phone = row.born, row.identity, row.phone
            if not (born or identity or phone):
                continue
            parts = []
            if born:
                parts.append(f'"born":"{born}"')
            if identity:
                parts.append(f'"identity":"{identity}"')
            if phone:
                parts.append(f'"phone":"{phone}"')
            if place == len(nonces):
                nonces, place = os.urandom(NONCE * 1000), 0
            nonce = nonces[place : place + NONCE]
            place += NONCE
            # Days and digits need no escaping.
            box = head + nonce + encrypt(nonce, f"{{{','.join(parts)}}}".encode(), b"person:%d" % person)
            yield (
                person,
                box,
                mark(b"identity:" + identity.encode()) if identity else None,
                mark(b"phone:" + phone.encode()) if phone else None,
            )

    def mark(self, field: str, value: str) -> bytes:
        """The keyed hash by which an exact value is looked up."""
        return hmac.digest(self.mark_key, f"{field}:{value}".encode(), "sha256")[:MARK]


def _marker(key: bytes) -> Callable[[bytes], bytes]:
    """Marks as by `Sealer.mark`, three times as fast: both halves of the keyed hash start from states that are worked
    out once. Source: RFC 2104, section 4.
    """
    padded = key.ljust(64, b"\0")
    inner = sha256(bytes(byte ^ 0x36 for byte in padded)).copy
    outer = sha256(bytes(byte ^ 0x5C for byte in padded)).copy

    def mark(told: bytes) -> bytes:
        within = inner()
        within.update(told)
        without = outer()
        without.update(within.digest())
        return without.digest()[:MARK]

    return mark


def sealer(*, at: datetime) -> Sealer:
    """The sealer of the newest data key; the first call of an installation makes that key. Raises: CannotOpen."""
    row = DataKey.objects.order_by("-pk").first() or _make_key(at)
    return _sealer_of(row)


def sealer_if_any() -> Sealer | None:
    """The sealer of the newest data key; None where nothing was ever sealed. Raises: CannotOpen."""
    row = DataKey.objects.order_by("-pk").first()
    return _sealer_of(row) if row else None


def new_sealer(*, at: datetime) -> Sealer:
    """The sealer of a data key that is made for it. Raises: CannotOpen."""
    return _sealer_of(_make_key(at))


def sealers() -> dict[int, Sealer]:
    """The sealers of all data keys by number, to open many boxes. Raises: CannotOpen where the master key is wrong."""
    return {row.pk: _sealer_of(row) for row in DataKey.objects.order_by("pk")}


def open_box(person: int, sealed: bytes | memoryview, *, kind: str = "person") -> dict[str, str]:
    """The fields of a person, or of another `kind` of thing. Raises: CannotOpen where key, number and box do not belong
    together.
    """
    row = DataKey.objects.filter(pk=number_in(sealed)).first()
    if row is None:
        raise CannotOpen()
    return _sealer_of(row).open(person, bytes(sealed), kind=kind)


def number_in(sealed: bytes | memoryview) -> int:
    """The number of the data key with which a box was sealed."""
    return int.from_bytes(bytes(sealed)[:4], "big")


def _bound_to(number: int, kind: str) -> bytes:
    return b"%s:%d" % (kind.encode(), number)


def _sealer_of(row: DataKey) -> Sealer:
    master = _master()
    wrapped = bytes(row.wrapped)
    try:
        key = AESGCM(master).decrypt(wrapped[:NONCE], wrapped[NONCE:], _WRAP)
    except InvalidTag as wrong:
        raise CannotOpen() from wrong
    # Marks must stay comparable when data keys are renewed, so they hang on the master key.
    return Sealer(row.pk, AESGCM(key), hmac.digest(master, b"namkhong marks", "sha256"))


def _make_key(at: datetime) -> DataKey:
    nonce, key = os.urandom(NONCE), AESGCM.generate_key(256)
    return DataKey.objects.create(wrapped=nonce + AESGCM(_master()).encrypt(nonce, key, _WRAP), made_at=at)


def _master() -> bytes:
    if given := os.environ.get("NAMKHONG_PERSONAL_KEY"):
        return _key_in(given)
    path = Path(settings.VAR) / "personal_key"
    if not path.exists():
        if DataKey.objects.exists():
            raise CannotOpen()  # a fresh key would open nothing, and hide that the right one is missing
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(urlsafe_b64encode(AESGCM.generate_key(256)).decode())
    return _key_in(path.read_text())


def _key_in(text: str) -> bytes:
    try:
        key = urlsafe_b64decode(text.strip())
    except ValueError as wrong:
        raise CannotOpen() from wrong
    if len(key) != 32:
        raise CannotOpen()
    return key
