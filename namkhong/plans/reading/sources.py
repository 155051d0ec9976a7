"""From a file's bytes to text, by what the bytes are and not by the file's name."""

from namkhong.plans.reading.errors import (
    BrokenFile,
    EmptyFile,
    LockedFile,
    OldWordFile,
    RichTextFile,
    TooLarge,
    UnknownFile,
)
from namkhong.plans.reading.extract import Extract, OnPage, unwatched
from namkhong.plans.reading.legacy_fonts import LEGACY, charset_of_text, convert
from namkhong.plans.reading.readers import PICTURE_STARTS, reader

MAX_BYTES = 30_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY_STARTS = (b"MZ", b"\x7fELF", b"GIF8", b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b", b"BM", b"RIFF")
_PAGE_STARTS = (
    b"<!doctype html",
    b"<html",
    b"<?xml",
    b"mime-version:",
    b"<head",
    b"<body",
    b"<meta",
    b"<div",
    b"<p>",
    b"<p ",
)
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def extract_of(content: bytes, name: str = "", on_page: OnPage = unwatched) -> Extract:
    """The text of a txt, md, html, docx or pdf file or of a picture; else raises a subclass of `UnreadableFile`.

    `on_page` hears of pages that are pictures, and only of these.
    """
    if len(content) > MAX_BYTES:
        raise TooLarge(limit=f"{MAX_BYTES // 1_000_000} MB")
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFile
    extract = _by_its_reader(content, name, on_page)
    if extract is not None:
        return extract
    if content.startswith(_OLE):
        raise LockedFile if _is_locked_office(content) else OldWordFile
    if content.startswith(b"{\\rtf"):
        raise RichTextFile
    if content.startswith(_BINARY_STARTS):
        raise UnknownFile(name=_shown(name))
    return in_unicode(Extract(_plain_text(content, name)))


def _by_its_reader(content: bytes, name: str, on_page: OnPage) -> Extract | None:
    """The text of a kind that has a reader of its own; None for any other."""
    if content.startswith(b"PK"):
        return reader("docx_extract")(content, name, on_page)
    if b"%PDF-" in content[:1024]:
        return in_unicode(reader("pdf_extract")(content, on_page))
    if content.startswith(PICTURE_STARTS):
        return reader("pictures_extract")([content], on_page)
    if _is_web_page(content):
        return in_unicode(reader("html_extract")(content))
    return None


def in_unicode(extract: Extract) -> Extract:
    """Text that was written for a font from before Unicode is converted, and the user told."""
    charset = charset_of_text(extract.text)
    if charset is None:
        return extract
    lines = [convert(line, charset)[0] for line in extract.text.split("\n")]
    return Extract("\n".join(lines), (*extract.notes, LEGACY), extract.pictured, extract.confidence)


def _is_locked_office(content: bytes) -> bool:
    """An encrypted docx is an OLE container with a stream "EncryptedPackage" (UTF-16 in its directory)."""
    return "EncryptedPackage".encode("utf-16-le") in content


def _plain_text(content: bytes, name: str) -> str:
    """UTF-8, UTF-16 with a mark, one of the fonts from before Unicode, or the Vietnamese Windows code page."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise BrokenFile from error
    if b"\x00" in content[:4096]:
        raise UnknownFile(name=_shown(name))
    for encoding in ("utf-8", "latin-1", "cp1258"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if encoding == "latin-1" and charset_of_text(text) is None:
            continue
        odd = sum(char < " " and char not in "\t\r\n\x0b\x0c" for char in text[:20000])
        if odd * 50 < max(len(text[:20000]), 1):
            return text
    raise UnknownFile(name=_shown(name))


def _shown(name: str) -> str:
    """The name in quotation marks, cut short, or nothing."""
    return f"“{name[:80]}”" if name else "đã chọn"


def _is_web_page(content: bytes) -> bool:
    """Whether the bytes begin as a page of the web does, also one saved as a single file."""
    start = content[:400].removeprefix(b"\xef\xbb\xbf").lstrip().lower()
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        start = content[2:800].replace(b"\x00", b"").lstrip().lower()
    return start.startswith(_PAGE_STARTS)
