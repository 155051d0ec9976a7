"""From a file's bytes to text, by what the bytes are and not by the file's name."""

from namkhong.plans.reading.docx_source import docx_text
from namkhong.plans.reading.errors import (
    BrokenFile,
    EmptyFile,
    LockedFile,
    OldWordFile,
    RichTextFile,
    TooLarge,
    UnknownFile,
    WebPage,
)
from namkhong.plans.reading.pdf_source import pdf_text

MAX_BYTES = 30_000_000
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BINARY_STARTS = (
    b"MZ",
    b"\x7fELF",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"Rar!",
    b"7z\xbc\xaf",
    b"\x1f\x8b",
    b"BM",
    b"II*\x00",
)
_WEB_STARTS = (b"<!doctype html", b"<html", b"<?xml", b"mime-version:")
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


def text_of(content: bytes, name: str = "") -> str:
    """The text of a txt, md, docx or pdf file; raises a subclass of `UnreadableFile` otherwise."""
    if len(content) > MAX_BYTES:
        raise TooLarge(limit=f"{MAX_BYTES // 1_000_000} MB")
    if not content.strip(b" \t\r\n\x00\xef\xbb\xbf"):
        raise EmptyFile
    if content.startswith(b"PK"):
        return docx_text(content, name)
    if b"%PDF-" in content[:1024]:
        return pdf_text(content)
    if content.startswith(_OLE):
        raise LockedFile if _is_locked_office(content) else OldWordFile
    if content.startswith(b"{\\rtf"):
        raise RichTextFile
    if content[:200].removeprefix(b"\xef\xbb\xbf").lstrip().lower().startswith(_WEB_STARTS):
        raise WebPage
    if content.startswith(_BINARY_STARTS):
        raise UnknownFile(name=_shown(name))
    return _plain_text(content, name)


def _is_locked_office(content: bytes) -> bool:
    """An encrypted docx is an OLE container with a stream "EncryptedPackage" (UTF-16 in its directory)."""
    return "EncryptedPackage".encode("utf-16-le") in content


def _plain_text(content: bytes, name: str) -> str:
    """UTF-8, UTF-16 with a mark, or the Vietnamese Windows code page."""
    for mark, encoding in _BOMS:
        if content.startswith(mark):
            try:
                return content.decode(encoding)
            except UnicodeDecodeError as error:
                raise BrokenFile from error
    if b"\x00" in content[:4096]:
        raise UnknownFile(name=_shown(name))
    for encoding in ("utf-8", "cp1258"):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        odd = sum(char < " " and char not in "\t\r\n\x0b\x0c" for char in text[:20000])
        if odd * 50 < max(len(text[:20000]), 1):
            return text
    raise UnknownFile(name=_shown(name))


def _shown(name: str) -> str:
    """The name in quotation marks, cut short, or nothing."""
    return f"“{name[:80]}”" if name else "đã chọn"
