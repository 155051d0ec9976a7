"""Text out of a PDF in reading order, a form feed between pages; pages that are pictures go to the scan reader."""

import re
from collections import Counter
from collections.abc import Iterator
from ctypes import Array, c_float, c_ushort

import pypdfium2 as pdfium
from pypdfium2 import raw

from namkhong.plans.reading.errors import BrokenFile, LockedFile, NoTextLayer, TooLarge
from namkhong.plans.reading.extract import Extract, OnPage, unwatched
from namkhong.plans.reading.grids import Rule, grids_of, sides
from namkhong.plans.reading.layout import Layout, Row, Segment, lines, rows_of, without_marks
from namkhong.plans.reading.pdf_letters import Turn, by_letter
from namkhong.plans.reading.readers import reader

MAX_PAGES = 400
MAX_CHARACTERS = 3_000_000
_MOST_SEGMENTS = 6_000
_MOST_OBJECTS = 4_000
_LEAST_LETTERS = 20
_EDGE = 0.13
_PAGE_NUMBER = re.compile(r"(?:trang\s*)?[-–]?\s*\d{1,4}\s*[-–]?(?:\s*/\s*\d{1,4})?", re.IGNORECASE)
_NOTE = re.compile(r"\(?(\d{1,3})\)?[.)]?\s*(?=[^\W\d_])(.*)")
_MOST_LETTERS = 60_000
_HYPHENS = ("\x00", "\x02", "\ufffe", "-")
"""What stands in a file for a hyphen, or for nothing."""
_STRANGE = re.compile("[\ue000-\uf8ff\ufffd\x00-\x08\x0e-\x1f]")
_MARKED = re.compile("[àáảãạăằắẳẵặâầấẩẫậèéẻẽẹêềếểễệìíỉĩịòóỏõọôồốổỗộơờớởỡợùúủũụưừứửữựỳýỷỹỵđ]", re.IGNORECASE)


def pdf_extract(content: bytes, on_page: OnPage = unwatched) -> Extract:
    """The text of a PDF. Raises: BrokenFile, LockedFile, TooLarge, NoTextLayer and what `pages_extract` raises."""
    try:
        document = pdfium.PdfDocument(content)
    except pdfium.PdfiumError as error:
        raise LockedFile if "password" in str(error).lower() else BrokenFile from error
    try:
        return _read(document, on_page)
    except pdfium.PdfiumError as error:
        raise BrokenFile from error
    finally:
        document.close()


def _read(document: pdfium.PdfDocument, on_page: OnPage) -> Extract:
    if len(document) > MAX_PAGES:
        raise TooLarge(limit=f"{MAX_PAGES} trang")
    pages: list[Layout] = []
    pictures: list[int] = []
    size = 0
    for index in range(len(document)):
        layout, pictured = _page(document, index)
        size += sum(len(segment.text) for row in layout.rows for segment in row.segments)
        if size > MAX_CHARACTERS:
            raise TooLarge(limit=f"{MAX_CHARACTERS // 1_000_000} triệu ký tự")
        pages.append(layout)
        if pictured:
            pictures.append(index)
    if pictures:
        others = {number: page for number, page in enumerate(pages) if number not in pictures}
        return reader("pages_extract")(document, pictures, others, _texts, on_page)
    if _has_hardly_a_letter(pages):
        raise NoTextLayer
    return Extract("\f".join(_texts(pages)))


def _has_hardly_a_letter(pages: list[Layout]) -> bool:
    """Fewer than forty letters to the page, and than four hundred in all."""
    least, letters = min(40 * max(1, len(pages)), 400), 0
    for page in pages:
        letters += sum(sum(map(str.isalpha, segment.text)) for row in page.rows for segment in row.segments)
        if letters >= least:
            return False
    return True


def _texts(pages: list[Layout]) -> list[str]:
    """The text of every page; running heads and page numbers dropped, footnotes together after the last page."""
    _drop_running(pages)
    notes: list[str] = []
    for page in pages:
        if not page.pictured:
            notes.extend(_take_notes(page))
            without_marks(page.rows)
        page.rows = [row for row in page.rows if row.segments]
    out = ["\n".join(lines(page)) for page in pages]
    if notes and out:
        out[-1] += "\n\n" + "\n".join(f"[{number}] {note}" for number, note in enumerate(notes, 1))
    return out


def _page(document: pdfium.PdfDocument, index: int) -> tuple[Layout, bool]:
    """The rows and tables of a page, and whether it is a picture rather than text."""
    page = document[index]
    try:
        width, height = page.get_size()
        turn = Turn(page.get_rotation(), width, height)
        segments = list(_segments(page, turn))
        rules, covered = _drawn(page, turn, width * height)
    finally:
        page.close()
    layout = Layout(width, height, rows_of(segments), grids_of(rules))
    return layout, _is_picture(" ".join(segment.text for segment in segments), covered)


def _is_picture(text: str, covered: float) -> bool:
    """Hardly a letter, or letters that no reader would call text, on a page that a picture covers."""
    if len(_STRANGE.findall(text)) * 5 > len(text) > 0:
        return True
    if covered < 0.5:
        return False
    letters = sum(map(str.isalpha, text))
    return letters < _LEAST_LETTERS or (letters > 100 and len(_MARKED.findall(text)) < 0.02 * letters)


def _segments(page: pdfium.PdfPage, turn: Turn) -> list[Segment]:
    text_page = page.get_textpage()
    try:
        whole: str = text_page.get_text_range()
        count = text_page.count_rects()
        if count > _MOST_SEGMENTS or len(whole) > _MOST_LETTERS:
            # Letters strewn over the page: the library's own order has to do.
            return [
                Segment(0, number * 12, len(line) * 6, number * 12 + 11, line)
                for number, line in enumerate(whole.splitlines())
                if line.strip()
            ]
        segments = list(_by_rectangle(text_page, count, turn, 2 * len(whole) + 64))
        # Where rectangles overlap, a letter would be read twice: such a page is read letter by letter.
        same = _solid(whole) == _solid("".join(segment.text for segment in segments))
        return segments if same else by_letter(text_page, turn)
    finally:
        text_page.close()


def _solid(text: str) -> int:
    """How many signs there are besides white space and hyphens."""
    return sum(map(len, text.split())) - sum(map(text.count, _HYPHENS))


def _by_rectangle(text_page: pdfium.PdfTextPage, count: int, turn: Turn, room: int) -> Iterator[Segment]:
    buffer = (c_ushort * room)()
    for index in range(count):
        box = text_page.get_rect(index)
        text = _inside(text_page, box, buffer).replace("\ufffe", "-").replace("\x02", "-")
        if text.strip():
            left, top, right, bottom = turn.box(*box)
            yield Segment(left, top, right, bottom, text.replace("\r", "").replace("\n", " "))


def _inside(text_page: pdfium.PdfTextPage, box: tuple[float, float, float, float], buffer: "Array[c_ushort]") -> str:
    """The text inside a box, found in one go over the letters of the page; the library's own way takes two."""
    left, bottom, right, top = box
    length = raw.FPDFText_GetBoundedText(text_page, left, top, right, bottom, buffer, len(buffer))
    if length >= len(buffer):
        return str(text_page.get_text_bounded(*box))
    # Where there is room for it, a zero ends the text and is counted.
    return bytes(memoryview(buffer)[: max(length - 1, 0)]).decode("utf-16-le", "ignore")


def _drawn(page: pdfium.PdfPage, turn: Turn, area: float) -> tuple[list[Rule], float]:
    """The drawn rules of a page, and the share of it that its largest picture covers."""
    rules: list[Rule] = []
    covered = 0.0
    bounds = [c_float() for _ in range(4)]
    for index in range(min(raw.FPDFPage_CountObjects(page), _MOST_OBJECTS)):
        item = raw.FPDFPage_GetObject(page, index)
        kind = raw.FPDFPageObj_GetType(item)
        if kind not in (raw.FPDF_PAGEOBJ_PATH, raw.FPDF_PAGEOBJ_IMAGE, raw.FPDF_PAGEOBJ_FORM):
            continue
        if not raw.FPDFPageObj_GetBounds(item, *bounds):
            continue
        left, top, right, bottom = turn.box(*(value.value for value in bounds))
        if kind == raw.FPDF_PAGEOBJ_PATH:
            rules.extend(sides(left, top, right, bottom))
        else:
            covered = max(covered, (right - left) * (bottom - top) / max(area, 1.0))
    return rules, covered


def _drop_running(pages: list[Layout]) -> None:
    """Take page numbers, and heads and feet that come again on most pages, out of the rows."""
    seen: Counter[tuple[bool, str]] = Counter()
    for page in pages:
        seen.update({_masked(row, page) for row in page.rows if _at_edge(row, page)})
    often = max(2 if len(pages) < 5 else 3, len(pages) // 2)
    for page in pages:
        page.rows = [
            row
            for row in page.rows
            if not _at_edge(row, page)
            or (seen[_masked(row, page)] < often and not _PAGE_NUMBER.fullmatch(row.text.strip()))
        ]


def _at_edge(row: Row, page: Layout) -> bool:
    return row.bottom < _EDGE * page.height or row.top > (1 - _EDGE) * page.height


def _masked(row: Row, page: Layout) -> tuple[bool, str]:
    return row.top < page.height / 2, re.sub(r"\d+", "#", row.text)


def _take_notes(page: Layout) -> list[str]:
    """Footnotes at the foot of a page: begun by a small raised number; gone from the rows."""
    if len(page.rows) < 3:
        return []
    first = next(
        (n for n, row in enumerate(page.rows) if row.top > 0.5 * page.height and _small_note(row)), len(page.rows)
    )
    notes: list[str] = []
    for row in page.rows[first:]:
        found = _NOTE.fullmatch(row.text)
        if found and _small_note(row):
            notes.append(found[2])
        elif notes:
            notes[-1] += " " + row.text
    if notes:
        page.rows = page.rows[:first]
    return notes


def _small_note(row: Row) -> bool:
    """Begun by a raised number that is smaller than the words after it."""
    mark = row.segments[0]
    if len(row.segments) < 2 or not mark.text.strip().strip("()").isdigit():
        return False
    return mark.height < 0.7 * row.height and mark.bottom < row.bottom - 0.35 * row.height
