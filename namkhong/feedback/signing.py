"""Signing what is published: an Ed25519 key of the installation that lies outside the database.

The key is 32 bytes in base64, in `NAMKHONG_RATINGS_KEY` or in the file `ratings_key` beside the key of personal data,
which only the owner can read. Anybody verifies with the public half that every edition carries. Source: RFC 8032.
"""

import os
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from namkhong.foundation.errors import DomainError


class KeyMissing(DomainError):
    sentence = (
        "Không tìm thấy khóa ký số liệu đánh giá trên máy này. Hãy chép lại tệp ratings_key từ bản sao lưu; "
        "nếu đã mất hẳn, chạy lại lệnh với --new-key để tạo khóa mới."
    )


class KeyUnfit(DomainError):
    sentence = "Tệp khóa ký số liệu đánh giá bị hỏng. Hãy chép lại tệp ratings_key từ bản sao lưu."


@dataclass(frozen=True, slots=True)
class Signed:
    """A signature and the public key it is verified with."""

    signature: bytes
    public_key: bytes


def sign(text: str, *, may_make: bool) -> Signed:
    """Sign a text with the key of the installation.

    `may_make`: make the key where there is none yet. Raises: KeyMissing, KeyUnfit.
    """
    key = _key(may_make)
    return Signed(key.sign(text.encode()), key.public_key().public_bytes(Encoding.Raw, PublicFormat.Raw))


def verifies(text: str, signature: bytes, public_key: bytes) -> bool:
    """Whether a signature is that of the text by the key."""
    try:
        Ed25519PublicKey.from_public_bytes(public_key).verify(signature, text.encode())
    except InvalidSignature:
        return False
    return True


def pem_of(public_key: bytes) -> str:
    """The public key as other programs read it."""
    key = Ed25519PublicKey.from_public_bytes(public_key)
    return key.public_bytes(Encoding.PEM, PublicFormat.SubjectPublicKeyInfo).decode()


def is_ours(public_key: bytes) -> bool:
    """Whether the key of this installation is there and belongs to a public key. Raises: KeyUnfit."""
    try:
        ours = _key(may_make=False).public_key().public_bytes(Encoding.Raw, PublicFormat.Raw)
    except KeyMissing:
        return False
    return ours == public_key


def _key(may_make: bool) -> Ed25519PrivateKey:
    if given := os.environ.get("NAMKHONG_RATINGS_KEY"):
        return _key_in(given)
    path = Path(settings.VAR) / "ratings_key"
    if not path.exists():
        if not may_make:
            raise KeyMissing()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(urlsafe_b64encode(Ed25519PrivateKey.generate().private_bytes_raw()).decode())
    return _key_in(path.read_text())


def _key_in(text: str) -> Ed25519PrivateKey:
    try:
        return Ed25519PrivateKey.from_private_bytes(urlsafe_b64decode(text.strip()))
    except ValueError as wrong:
        raise KeyUnfit() from wrong
