"""From a name and bytes to a judged file, or a refusal. Nothing is parsed beyond what the judgement needs."""

import hashlib
import re
from dataclasses import dataclass
from pathlib import PurePath
from typing import BinaryIO, Literal

from namkhong.foundation.text import nfc
from namkhong.papers.intake import refusals
from namkhong.papers.intake.archives import office_kind
from namkhong.papers.intake.kinds import ACCEPTED_WORDS, JPEG, KINDS, LARGEST_BYTES, PDF, PNG, TIFF, FileKind

_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_ENCRYPTED_STREAM = "EncryptedPackage".encode("utf-16-le")
_PDF_CODE = re.compile(rb"/(JavaScript|Launch|XFA)\b|/JS\s*[(<]")
_LONGEST_NAME = 200


@dataclass(frozen=True, slots=True)
class Judged:
    """A file that may be kept: clean name, media type by content, bytes and their SHA-256."""

    name: str
    media_type: str
    data: bytes
    sha256: str


def judge(name: str, data: BinaryIO) -> Judged:
    """Read at most the allowed size and decide. Raises: refusals.Refused (one class per reason)."""
    clean, content = within(name, data, LARGEST_BYTES)
    return as_read(clean, content, _kind(clean, content))


def as_read(name: str, content: bytes, kind: FileKind) -> Judged:
    """The file as judged to be of a kind. Raises: refusals.Mislabelled where its name says otherwise."""
    if PurePath(name).suffix.lower() not in kind.endings:
        raise refusals.Mislabelled(name=name, really=kind.label)
    return Judged(name, kind.media_type, content, hashlib.sha256(content).hexdigest())


def within(name: str, data: BinaryIO, limit: int) -> tuple[str, bytes]:
    """The clean name and the content. Raises: refusals.Empty, refusals.TooLarge."""
    clean = _clean(name)
    content = data.read(limit + 1)
    if not content:
        raise refusals.Empty(name=clean)
    if len(content) > limit:
        raise refusals.TooLarge(name=clean, limit=limit // 1024**2)
    return clean, content


def _clean(name: str) -> str:
    """The last part of the name, in composed letters, without control signs; its ending survives shortening."""
    last = nfc(name).replace("\\", "/").rsplit("/", 1)[-1]
    last = "".join(sign for sign in last if sign.isprintable()).strip() or "tệp"
    if len(last) <= _LONGEST_NAME:
        return last
    path = PurePath(last)
    return path.stem[: _LONGEST_NAME - len(path.suffix)] + path.suffix


def _kind(name: str, content: bytes) -> FileKind:
    if content.startswith(b"PK"):
        return office_kind(name, content)
    if b"%PDF-" in content[:1024]:
        return _whole_pdf(name, content)
    if content.startswith(b"\x89PNG\r\n\x1a\n"):
        return _whole(name, b"IEND" in content[-64:], PNG)
    if content.startswith(b"\xff\xd8\xff"):
        # Some phones append their own data, so the end mark is looked for after the last start of a scan.
        return _whole(name, content.rfind(b"\xff\xd9") > content.rfind(b"\xff\xda"), JPEG)
    if content.startswith((b"II*\x00", b"MM\x00*")):
        order: Literal["little", "big"] = "little" if content.startswith(b"II") else "big"
        return _whole(name, 8 <= int.from_bytes(content[4:8], order) < len(content) - 2, TIFF)
    if content.startswith(_OLE):
        raise refusals.Encrypted(name=name) if _ENCRYPTED_STREAM in content else refusals.OldFormat(name=name)
    ending = PurePath(name).suffix.lower()
    if any(ending in kind.endings for kind in KINDS):
        raise refusals.Mislabelled(name=name, really="một loại tệp khác")
    raise refusals.UnknownKind(name=name, accepted=ACCEPTED_WORDS)


def _whole_pdf(name: str, content: bytes) -> FileKind:
    tail = content[-2048:]
    if b"%%EOF" not in tail or b"startxref" not in tail:
        raise refusals.Truncated(name=name)
    if re.search(rb"/Encrypt\s+\d+\s+\d+\s+R|/Encrypt\s*<<", content):
        raise refusals.Encrypted(name=name)
    if _PDF_CODE.search(content):
        raise refusals.CarriesCode(name=name)
    return PDF


def _whole(name: str, complete: bool, kind: FileKind) -> FileKind:
    if not complete:
        raise refusals.Truncated(name=name)
    return kind
