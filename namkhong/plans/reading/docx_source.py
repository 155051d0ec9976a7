"""Text out of a Word file: refused when unsafe, with the numbers of numbered paragraphs put back."""

import io
import zipfile
from collections.abc import Iterator

import docx
from docx.document import Document as WordDocument
from docx.table import Table, _Cell
from docx.text.paragraph import Paragraph

from namkhong.plans.reading.docx_numbers import Numbering
from namkhong.plans.reading.errors import BrokenFile, LockedFile, TooLarge, UnknownFile, UnsafeFile

MAX_ENTRIES = 3000
MAX_UNPACKED = 200_000_000
MAX_RATIO = 200
_MAIN = "word/document.xml"


def docx_text(content: bytes, name: str = "") -> str:
    """Paragraphs and tables in order; table cells are parted by a line "|", as in flattened documents."""
    _refuse_unsafe(content, name)
    try:
        document = docx.Document(io.BytesIO(content))
        return "\n".join(_blocks(document))
    except (KeyError, ValueError, AttributeError, zipfile.BadZipFile, SyntaxError) as error:
        raise BrokenFile from error


def _refuse_unsafe(content: bytes, name: str) -> None:
    """Look at the archive before anything in it is parsed."""
    try:
        archive = zipfile.ZipFile(io.BytesIO(content))
        entries = archive.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise BrokenFile from error
    if any(entry.flag_bits & 1 for entry in entries):
        raise LockedFile
    _refuse_bomb(entries, len(content))
    names = {entry.filename for entry in entries}
    if any("vbaProject" in entry or entry.lower().endswith((".bin.exe", ".exe", ".vbs", ".js")) for entry in names):
        raise UnsafeFile(what="macro")
    if any(entry.startswith(("/", "\\")) or ".." in entry for entry in names):
        raise UnsafeFile(what="đường dẫn lạ")
    if _MAIN not in names:
        raise UnknownFile(name=f"“{name[:80]}”" if name else "đã chọn")
    _refuse_entities(archive, entries)


def _refuse_bomb(entries: list[zipfile.ZipInfo], size: int) -> None:
    unpacked = sum(entry.file_size for entry in entries)
    if len(entries) > MAX_ENTRIES or unpacked > MAX_UNPACKED:
        raise TooLarge(limit=f"{MAX_UNPACKED // 1_000_000} MB sau khi giải nén")
    if unpacked > 5_000_000 and unpacked > MAX_RATIO * max(size, 1):
        raise UnsafeFile(what="tệp nén phình to bất thường")


def _refuse_entities(archive: zipfile.ZipFile, entries: list[zipfile.ZipInfo]) -> None:
    """No document type, no entity, no relation to a template or object outside the file."""
    for entry in entries:
        if not entry.filename.endswith((".xml", ".rels")):
            continue
        try:
            data = archive.read(entry)
        except (zipfile.BadZipFile, EOFError, NotImplementedError, OSError, ValueError) as error:
            raise BrokenFile from error
        except Exception as error:  # zlib.error is not exported by zipfile
            raise BrokenFile from error
        plain = data.replace(b"\x00", b"")
        if b"<!DOCTYPE" in plain or b"<!ENTITY" in plain:
            raise UnsafeFile(what="khai báo thực thể")
        if entry.filename.endswith(".rels") and _reaches_out(plain):
            raise UnsafeFile(what="liên kết tới tệp bên ngoài")


def _reaches_out(relations: bytes) -> bool:
    """External relations other than hyperlinks (templates, frames, objects, images by address)."""
    for relation in relations.split(b"<Relationship ")[1:]:
        tag = relation.split(b">", 1)[0]
        if b'TargetMode="External"' in tag and b"/hyperlink" not in tag:
            return True
    return False


def _blocks(document: WordDocument) -> Iterator[str]:
    numbering = Numbering(document)
    for block in document.iter_inner_content():
        if isinstance(block, Table):
            yield from _table(block, numbering)
        else:
            yield from _paragraph(block, numbering)
            yield ""


def _table(table: Table, numbering: Numbering) -> Iterator[str]:
    """Cells one after another; a cell that spans several places is read once."""
    seen: set[int] = set()
    yield "|"
    for row in table.rows:
        for cell in row.cells:
            if id(cell._tc) in seen:
                continue
            seen.add(id(cell._tc))
            yield from _cell(cell, numbering)
            yield "|"


def _cell(cell: _Cell, numbering: Numbering) -> Iterator[str]:
    for block in cell.iter_inner_content():
        if isinstance(block, Table):
            yield from _table(block, numbering)
        else:
            yield from _paragraph(block, numbering)


def _paragraph(paragraph: Paragraph, numbering: Numbering) -> Iterator[str]:
    """The text with its number; line breaks inside a paragraph stay line breaks."""
    text = paragraph.text
    if not text.strip():
        yield ""
        return
    label = numbering.label(paragraph)
    yield from f"{label} {text}".strip().split("\n") if label else text.split("\n")
