"""Text out of a Word file, as Word would print it with every change accepted."""

import re
from collections.abc import Iterator

from namkhong.plans.reading.cells import CELL, ROW_END, TABLE_END
from namkhong.plans.reading.docx_numbers import Numbering
from namkhong.plans.reading.docx_parts import Element, Parts, attribute, child, is_on, kind, value_of
from namkhong.plans.reading.docx_runs import Paragraphs, Seen, chosen
from namkhong.plans.reading.docx_styles import Styles
from namkhong.plans.reading.errors import BrokenFile, TangledFile
from namkhong.plans.reading.extract import Extract, Note, OnPage, unwatched
from namkhong.plans.reading.legacy_fonts import LEGACY
from namkhong.plans.reading.readers import PICTURE_STARTS, reader

TRACKED = Note(
    "tracked_changes",
    "Tệp Word còn những chỗ sửa chưa được chấp nhận. Văn bản được đọc như khi đã chấp nhận tất cả; "
    "hãy kiểm tra lại với bản chính thức.",
)
COMMENTED = Note(
    "comments", "Tệp Word còn ghi chú của người góp ý bên lề. Các ghi chú đó không được đọc; đây có thể là bản thảo."
)
PICTURES_UNREAD = Note(
    "pictures_unread",
    "Tệp Word có rất ít chữ bên cạnh ảnh. Máy chỉ đọc phần chữ, chữ trong ảnh chưa được đọc. Nếu ảnh là các trang quét "
    "của văn bản, hãy gửi riêng bản quét (PDF hoặc ảnh).",
)
_BLOCKS = ("sdt", "sdtContent", "customXml", "smartTag", "ins", "moveTo")
_MOST_SPAN = 60
_LEAST_LETTERS = 40
_TELLING = re.compile(
    r"Số\s*:\s*\S*\s*/|CỘNG H[ÒO][ÀA] XÃ HỘI|^(?:UBND|[UỦ][ỶY] BAN|SỞ|BỘ|LIÊN ĐOÀN|CÔNG ĐOÀN)\b", re.MULTILINE
)
_HEAD = 3000


def docx_extract(content: bytes, name: str = "", on_page: OnPage = unwatched) -> Extract:
    """Paragraphs and tables in order, notes at the end as "[1] ...".

    A file that holds pictures and next to no words is read from them. Raises: BrokenFile, LockedFile, TangledFile,
    TooLarge, UnknownFile, UnsafeFile and what `pages_extract` raises.
    """
    try:
        parts = Parts(content, name)
        return _Reader(parts).extract(on_page)
    except RecursionError as error:
        raise TangledFile from error
    except (KeyError, ValueError, AttributeError, TypeError) as error:
        raise BrokenFile from error


class _Reader:
    """Reads one file."""

    def __init__(self, parts: Parts) -> None:
        self._parts = parts
        self._seen = Seen()
        self._styles = Styles(parts.related("styles"))
        self._numbering = Numbering(parts.related("numbering"))
        self._paragraphs = Paragraphs(self._styles, self._seen)
        self._kept = ""

    def extract(self, on_page: OnPage) -> Extract:
        """The whole text and what the user should know."""
        body = self._parts.body()
        text = "\n".join(self._blocks(body, gap=True))
        header = "\n".join(self._header(body, text))
        notes = "\n".join(self._notes())
        letters = sum(map(str.isalpha, text + notes))
        pictures = self._pictures() if letters < 10 * _LEAST_LETTERS else []
        if letters < _LEAST_LETTERS and pictures:
            return reader("pictures_extract")(pictures, on_page)
        comments = self._parts.related("comments")
        told = (
            (self._seen.tracked, TRACKED),
            (comments is not None and len(comments) > 0, COMMENTED),
            (self._seen.legacy, LEGACY),
            (bool(pictures), PICTURES_UNREAD),
        )
        return Extract(f"{header}{text}\n{notes}", tuple(note for there, note in told if there))

    def _pictures(self) -> list[bytes]:
        """The pictures of a file with next to no words: scanned pages that somebody put into Word."""
        contents = map(self._parts.bytes_of, self._parts.pictures())
        return [content for content in contents if content.startswith(PICTURE_STARTS)]

    def _blocks(self, parent: Element, *, gap: bool) -> Iterator[str]:
        """The lines of everything in a body, cell, text box or note; `gap` puts a blank line after a paragraph."""
        for block in parent:
            name = kind(block)
            if name == "p":
                yield from self._paragraph(block)
                if gap:
                    yield ""
            elif name == "tbl":
                yield from self._table(block, nested=not gap)
            elif name == "AlternateContent":
                form = chosen(block)
                yield from self._blocks(form, gap=gap) if form is not None else ()
            elif name in _BLOCKS and is_on(child(block, "sdtPr"), "showingPlcHdr") is not True:
                yield from self._blocks(block, gap=gap)

    def _paragraph(self, paragraph: Element) -> Iterator[str]:
        """The text with its number; line breaks inside a paragraph stay line breaks."""
        text, boxes, look = self._paragraphs.read(paragraph)
        mark = child(paragraph, "pPr", "rPr")
        if child(mark, "del") is not None or child(mark, "moveFrom") is not None:
            # With the end of the paragraph deleted, its words go on in the next one.
            self._seen.tracked = True
            self._kept += text
            return
        text, self._kept = self._kept + text, ""
        label = self._numbering.label(look)
        if not text.strip():
            yield ""
        else:
            yield from (f"{label} {text}".strip() if label else text).split("\n")
        for box in boxes:
            yield from self._blocks(box, gap=False)

    def _table(self, table: Element, *, nested: bool) -> Iterator[str]:
        """Rows of cells; a table inside a cell is read as lines of that cell."""
        if not nested:
            yield CELL
        for row in _rows(table):
            if child(row, "trPr", "del") is not None:
                self._seen.tracked = True
                continue
            yield from self._row(row, nested=nested)
        if not nested:
            yield TABLE_END

    def _row(self, row: Element, *, nested: bool) -> Iterator[str]:
        """The cells; one that spans several columns is read once and followed by empty ones, so columns hold."""
        first, room = True, _MOST_SPAN
        for cell in _cells(row):
            properties = child(cell, "tcPr")
            if not first and not nested:
                yield CELL
            first = False
            merged = child(properties, "vMerge")
            if merged is None or attribute(merged, "val") == "restart":
                yield from self._blocks(cell, gap=False)
            span = value_of(properties, "gridSpan") or "1"
            more = max(min(int(span[:3]) - 1, room), 0) if span.isdigit() and not nested else 0
            yield from [CELL] * more
            room -= more
        if not nested:
            yield ROW_END

    def _header(self, body: Element, text: str) -> Iterator[str]:
        """The page header of the first page, only where it carries the issuer or number and the text does not."""
        section = next((item for item in body.iter() if kind(item) == "sectPr"), None)
        references = [item for item in section if kind(item) == "headerReference"] if section is not None else []
        order = ("first", "default") if is_on(section, "titlePg") else ("default",)
        for wanted in order:
            found = next((item for item in references if attribute(item, "type") == wanted), None)
            root = self._parts.by_relation(attribute(found, "id") or "") if found is not None else None
            if root is None:
                continue
            lines = list(self._blocks(root, gap=True))
            if _TELLING.search("\n".join(lines)) and not _TELLING.search(text[:_HEAD]):
                yield from [*lines, ""]
            return

    def _notes(self) -> Iterator[str]:
        """Footnotes and endnotes in the order of their marks."""
        roots = {name: self._parts.related(f"{name}s") for name in ("footnote", "endnote")}
        texts = {
            (name, attribute(note, "id") or ""): note
            for name, root in roots.items()
            for note in (root if root is not None else ())
        }
        for number, place in enumerate(dict.fromkeys(self._seen.notes), 1):
            if place in texts:
                words = " ".join(" ".join(self._blocks(texts[place], gap=False)).split())
                yield f"[{number}] {words}"


def _rows(table: Element) -> Iterator[Element]:
    """The rows, also those wrapped in a content control."""
    for item in table:
        if kind(item) == "tr":
            yield item
        elif kind(item) in _BLOCKS:
            yield from _rows(item)


def _cells(row: Element) -> Iterator[Element]:
    for item in row:
        if kind(item) == "tc":
            yield item
        elif kind(item) in _BLOCKS:
            yield from _cells(item)
