"""Word and Excel files are archives: judged by their table of contents before any part is opened by a parser."""

import io
import re
import zipfile
import zlib

from namkhong.papers.intake import refusals
from namkhong.papers.intake.kinds import ACCEPTED_WORDS, DOCX, ODS, XLSX, FileKind

MOST_PARTS = 5_000
MOST_UNPACKED = 300 * 1024 * 1024
MOST_TIMES = 200  # an office part never shrinks that much; a bomb shrinks a thousandfold
_SMALL = 1024 * 1024
_LOCKED = 0x1
_TYPES = "[Content_Types].xml"
_MAIN = {b"wordprocessingml.document.main+xml": DOCX, b"spreadsheetml.sheet.main+xml": XLSX}
_OUTSIDE = re.compile(rb'/(attachedTemplate|oleObject|frame|subDocument|externalLinkPath)"[^>]*TargetMode="External"')
_READ_AT_MOST = 2 * 1024 * 1024


def office_kind(name: str, content: bytes, *, unpacked: int = MOST_UNPACKED) -> FileKind:
    """Word, Excel or an OpenDocument sheet, after every check of the archive; it may unpack to so many bytes.

    Raises: refusals.Refused.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_contents(name, archive.infolist(), unpacked)
            if _is_open_sheet(name, archive):
                _check_parts(name, archive)
                return ODS
            types = _types(name, archive)
            _check_parts(name, archive)
    except (zipfile.BadZipFile, zlib.error, EOFError, NotImplementedError):
        raise refusals.Truncated(name=name) from None
    if b"macroEnabled" in types or b"vbaProject" in types:
        raise refusals.CarriesCode(name=name)
    for mark, kind in _MAIN.items():
        if mark in types:
            return kind
    raise refusals.UnknownKind(name=name, accepted=ACCEPTED_WORDS)


def _check_contents(name: str, parts: list[zipfile.ZipInfo], most: int) -> None:
    if any(part.flag_bits & _LOCKED for part in parts):
        raise refusals.Encrypted(name=name)
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > most or any(map(_swells, parts)):
        raise refusals.Bomb(name=name)
    names = [part.filename for part in parts]
    if len(set(names)) < len(names) or any(map(_climbs, names)):
        raise refusals.Unsafe(name=name)
    if any(part.lower().endswith(("vbaproject.bin", ".exe", ".dll", ".js", ".vbs")) for part in names) or any(
        part.startswith("Basic/") for part in names
    ):
        raise refusals.CarriesCode(name=name)


def _swells(part: zipfile.ZipInfo) -> bool:
    return part.file_size > _SMALL and part.file_size > MOST_TIMES * max(part.compress_size, 1)


def _climbs(path: str) -> bool:
    return path.startswith("/") or "\\" in path or ":" in path or ".." in path.split("/")


def _is_open_sheet(name: str, archive: zipfile.ZipFile) -> bool:
    """An OpenDocument sheet; a locked one says so in its list of parts. Raises: refusals.Encrypted."""
    if "mimetype" not in archive.namelist() or _start(archive, "mimetype").strip() != ODS.media_type.encode():
        return False
    if "META-INF/manifest.xml" in archive.namelist() and b"encryption-data" in _start(archive, "META-INF/manifest.xml"):
        raise refusals.Encrypted(name=name)
    return True


def _types(name: str, archive: zipfile.ZipFile) -> bytes:
    if _TYPES not in archive.namelist():
        raise refusals.UnknownKind(name=name, accepted=ACCEPTED_WORDS)
    return _start(archive, _TYPES)


def _check_parts(name: str, archive: zipfile.ZipFile) -> None:
    """No document type declarations (entity attacks), no templates or objects fetched from elsewhere; all readable."""
    for part in archive.infolist():
        if part.filename.endswith((".xml", ".rels")):
            start = _start(archive, part.filename)
            if b"<!DOCTYPE" in start[:4096] or b"<!ENTITY" in start[:4096]:
                raise refusals.Unsafe(name=name)
            if part.filename.endswith(".rels") and _OUTSIDE.search(start):
                raise refusals.Unsafe(name=name)
    if archive.testzip() is not None:
        raise refusals.Truncated(name=name)


def _start(archive: zipfile.ZipFile, part: str) -> bytes:
    with archive.open(part) as opened:
        return opened.read(_READ_AT_MOST)
