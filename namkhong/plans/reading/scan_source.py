"""Text out of pictures of pages, scans and photos, read by Tesseract on two cores."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from itertools import islice
from typing import NamedTuple

import pypdfium2 as pdfium
from PIL import Image

from namkhong.plans.reading import recogniser
from namkhong.plans.reading.errors import NoRecogniser, PoorPicture, TooLarge
from namkhong.plans.reading.extract import Extract, Note, OnPage, unwatched
from namkhong.plans.reading.layout import Layout, Row, Segment, lines, rows_of
from namkhong.plans.reading.pictures import MOST_FRAMES, as_pgm, dpi_of, frames, frames_in, is_blank, level
from namkhong.plans.reading.recogniser import Word
from namkhong.plans.reading.slips import mended

MAX_PAGES = 40
CORES = 2
_DPI = 250
"""What Tesseract reads no worse than 300, in four fifths of the time, whatever the scanner was set to."""
_MOST_PIXELS = 12_000_000
_LEAST_LETTERS = 40
_POOR, _UPSIDE_DOWN, _FEW = 65.0, 60.0, 12
_SUREST = 0.8

MACHINE_READ = Note(
    "machine_read",
    "Văn bản được máy đọc từ ảnh chụp, có thể sai chữ, sai dấu, sai số. Hãy soát kỹ từng mục với bản gốc.",
)
BLURRED = Note("blurred", "Ảnh chụp mờ hoặc nghiêng nên nhiều chữ đọc không chắc. Nên chụp hoặc quét lại cho rõ.")


class Scanned(NamedTuple):
    """A page that was read: its layout, how sure its letters are (0 to 100), and how many they are."""

    layout: Layout
    sure: float
    letters: int


def pictures_extract(contents: Sequence[bytes], on_page: OnPage = unwatched) -> Extract:
    """The text of PNG, JPEG and TIFF files, each of one page or several, in that order.

    Raises: BrokenFile, HugePicture, NoRecogniser, PoorPicture, TooLarge.
    """
    pages = sum(map(frames_in, contents))
    if pages > MAX_PAGES:
        raise TooLarge(limit=f"{MAX_PAGES} trang ảnh chụp")
    recogniser.require()
    read = list(_read_all((frame for content in contents for frame in frames(content)), pages, on_page))
    return _told([lines_of(page.layout) for page in read], read, [])


def pages_extract(
    document: pdfium.PdfDocument,
    pictured: list[int],
    others: dict[int, Layout],
    texts: Callable[[list[Layout]], list[str]],
    on_page: OnPage = unwatched,
) -> Extract:
    """The text of a PDF of which some pages are pictures; where those cannot be read, the others and a warning.

    Raises: NoRecogniser, PoorPicture, TooLarge.
    """
    written = sum(char.isalpha() for page in others.values() for row in page.rows for char in row.text)
    if len(pictured) > MAX_PAGES:
        raise TooLarge(limit=f"{MAX_PAGES} trang ảnh chụp")
    try:
        recogniser.require()
    except NoRecogniser:
        if written < 10 * _LEAST_LETTERS:
            raise
        return Extract("\f".join(texts(list(others.values()))), (_unread(pictured),))
    read = list(_read_all((_rendered(document, index) for index in pictured), len(pictured), on_page))
    pages = others | {index: page.layout for index, page in zip(pictured, read, strict=True)}
    return _told(texts([pages[index] for index in sorted(pages)]), read, pictured, written)


def lines_of(page: Layout) -> str:
    """The text of a scanned page."""
    return "\n".join(lines(page))


def _told(texts: list[str], read: list[Scanned], pictured: list[int], written: int = 0) -> Extract:
    """The text with its warnings; refused where there is next to none."""
    letters = sum(page.letters for page in read)
    if letters + written < _LEAST_LETTERS:
        raise PoorPicture
    sure = sum(page.sure * page.letters for page in read) / max(letters, 1)
    notes = [MACHINE_READ, *([BLURRED] if sure < _POOR else [])]
    failed = [number for number, page in zip(pictured, read, strict=False) if page.sure < 0]
    if failed:
        notes.append(_unread(failed))
    confidence = min(_SUREST, max(0.3, sure / 100 * 0.85))
    return Extract(mended("\f".join(texts)), tuple(notes), True, round(confidence, 2))


def _unread(pages: list[int]) -> Note:
    listed = ", ".join(str(index + 1) for index in pages[:20])
    return Note("pages_unread", f"Trang {listed} là ảnh chụp và chưa đọc được. Hãy đối chiếu với bản gốc.")


def _rendered(document: pdfium.PdfDocument, index: int) -> Image.Image:
    """The page as a grey picture, at 250 dots to the inch unless it is far larger than A4."""
    page = document[index]
    try:
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
    finally:
        page.close()
    return picture.convert("L")


def _read_all(pictures: Iterable[Image.Image], pages: int, on_page: OnPage) -> Iterator[Scanned]:
    """Every page in order, on both cores, with only a few pictures in memory at a time."""
    on_page(0, pages)
    for done, page in enumerate(_each(pictures), 1):
        on_page(min(done, pages), pages)
        yield page


def _each(pictures: Iterable[Image.Image]) -> Iterator[Scanned]:
    with ThreadPoolExecutor(CORES) as pool:
        waiting: list[Future[Scanned]] = []
        for picture in islice(pictures, MAX_PAGES + MOST_FRAMES):
            waiting.append(pool.submit(_read, picture))
            if len(waiting) > CORES:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _read(picture: Image.Image) -> Scanned:
    """One page; turned upright where it reads badly as it is."""
    if is_blank(picture):
        return Scanned(Layout(picture.width, picture.height, [], pictured=True), 0.0, 0)
    page, clean = _recognised(picture)
    if page.sure < _UPSIDE_DOWN or page.letters < _FEW * 5:
        turn = recogniser.turned(as_pgm(clean))
        if turn:
            other, _ = _recognised(picture.rotate(-turn, expand=True))
            page = max(page, other, key=lambda one: (one.sure * min(one.letters, 300), one.letters))
    return page


def _recognised(picture: Image.Image) -> tuple[Scanned, Image.Image]:
    clean = level(picture)
    dpi = dpi_of(clean)
    words = recogniser.words_of(as_pgm(clean), dpi)
    layout = Layout(clean.width * 72 / dpi, clean.height * 72 / dpi, [], pictured=True)
    if words is None:
        return Scanned(layout, -1.0, 0), clean
    kept = [word for word in words if word.sure > 15 or any(map(str.isalnum, word.text))]
    layout.rows = _rows(kept, 72 / dpi)
    letters = sum(len(word.text) for word in kept)
    sure = sum(word.sure * len(word.text) for word in kept) / max(letters, 1)
    return Scanned(layout, sure, letters), clean


def _rows(words: list[Word], scale: float) -> list[Row]:
    """Words as rows; those that stand close together become one segment, so that gaps show columns."""
    rows = rows_of(
        [
            Segment(word.left * scale, word.top * scale, word.right * scale, word.bottom * scale, word.text)
            for word in words
        ]
    )
    for row in rows:
        merged: list[Segment] = []
        for segment in row.segments:
            before = merged[-1] if merged else None
            if before is not None and segment.left - before.right < 0.9 * min(row.height, 16.0):
                merged[-1] = Segment(
                    before.left,
                    min(before.top, segment.top),
                    segment.right,
                    max(before.bottom, segment.bottom),
                    f"{before.text} {segment.text}",
                )
            else:
                merged.append(segment)
        row.segments = merged
    return rows
