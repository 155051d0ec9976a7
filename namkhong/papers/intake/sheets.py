"""Judging a table: Excel, old Excel, OpenDocument or CSV, larger than other files may be."""

from pathlib import PurePath
from typing import BinaryIO

from namkhong.papers.intake import refusals
from namkhong.papers.intake.archives import office_kind
from namkhong.papers.intake.judging import Judged, as_read, within
from namkhong.papers.intake.kinds import CSV, LARGEST_SHEET_BYTES, ODS, SHEET_WORDS, SHEETS, XLS, XLSX, FileKind

MOST_UNPACKED = 1024 * 1024 * 1024
_OLE = bytes.fromhex("d0cf11e0a1b11ae1")
_WORKBOOK, _LOCKED_BOOK = "Workbook".encode("utf-16-le"), "EncryptedPackage".encode("utf-16-le")
_MACROS = "_VBA_PROJECT".encode("utf-16-le")
_BOM = (b"\xff\xfe", b"\xfe\xff")
_OTHERS = {b"%PDF-": "tệp PDF", b"\x89PNG": "ảnh PNG", b"\xff\xd8\xff": "ảnh JPG", b"{\\rtf": "tệp RTF"}


def judge_sheet(name: str, data: BinaryIO) -> Judged:
    """Read at most the allowed size and decide by content. Raises: refusals.Refused (one class per reason)."""
    clean, content = within(name, data, LARGEST_SHEET_BYTES)
    return as_read(clean, content, _kind(clean, content))


def _kind(name: str, content: bytes) -> FileKind:
    if content.startswith(b"PK"):
        kind = office_kind(name, content, unpacked=MOST_UNPACKED)
        if kind in (XLSX, ODS):
            return kind
        raise refusals.Mislabelled(name=name, really=kind.label)
    if content.startswith(_OLE):
        return _old_excel(name, content)
    for start, really in _OTHERS.items():
        if content.startswith(start):
            raise refusals.Mislabelled(name=name, really=really)
    return _text(name, content)


def _old_excel(name: str, content: bytes) -> FileKind:
    if _LOCKED_BOOK in content:
        raise refusals.Encrypted(name=name)
    if _MACROS in content:
        raise refusals.CarriesCode(name=name)
    if _WORKBOOK not in content:
        raise refusals.Mislabelled(name=name, really="tệp Office cũ")
    return XLS


def _text(name: str, content: bytes) -> FileKind:
    start = content[:4096]
    if b"\x00" in start and not content.startswith(_BOM):
        ending = PurePath(name).suffix.lower()
        if any(ending in kind.endings for kind in SHEETS):
            raise refusals.Mislabelled(name=name, really="một loại tệp khác")
        raise refusals.UnknownKind(name=name, accepted=SHEET_WORDS)
    # Older software of the trade calls a web page .xls.
    if start.lstrip(b"\xef\xbb\xbf \r\n\t").lower().startswith((b"<html", b"<!doctype", b"<table", b"<?xml")):
        raise refusals.Mislabelled(name=name, really="một trang web (HTML, XML)")
    if PurePath(name).suffix.lower() not in CSV.endings and not any(
        PurePath(name).suffix.lower() in kind.endings for kind in SHEETS
    ):
        raise refusals.UnknownKind(name=name, accepted=SHEET_WORDS)
    return CSV
