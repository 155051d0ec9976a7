"""Codes on pictures of pages, wherever they stand and however the page lies, and the ink in the box beside each."""

import base64
import io
from collections.abc import Iterator
from typing import Any

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageFilter, ImageOps

from namkhong.foundation.errors import DomainError
from namkhong.plans.reading.errors import BrokenFile
from namkhong.plans.reading.pictures import frames, frames_in, level
from namkhong.pledges.rules.sheets import BOX_MM, ROWS_ON_PAGE, box_corners

MOST_PAGES = 60
_DPI = 200
_MOST_PIXELS = 12_000_000
_BOX = (240, round(240 * BOX_MM[1] / BOX_MM[0]))
"""The size in points at which a box is looked at and shown to the clerk."""
_INK_BELOW_PAPER = 60


class TooManyPages(DomainError):
    sentence = "Tệp có {pages} trang. Mỗi tệp chỉ nhận đến {most} trang; hãy tách thành nhiều tệp rồi gửi lại."


def pages_of(content: bytes) -> tuple[int, Iterator[Image.Image]]:
    """How many pages there are, and their pictures in grey one after the other.

    Raises: TooManyPages, errors of `plans.reading` (broken, huge).
    """
    if b"%PDF-" in content[:1024]:
        return _pdf_pages(content)
    count = frames_in(content)
    _check(count)
    return count, frames(content)


def seen_on(picture: Image.Image) -> list[dict[str, Any]]:
    """Every code on a page with the ink of its box and a small picture of it; a second look where few were found."""
    found = _codes(picture)
    if len(found) < ROWS_ON_PAGE:
        found = _codes(level(picture)) | found
    return [{"code": code} | box for code, box in found.items()]


def _codes(picture: Image.Image) -> dict[str, dict[str, Any]]:
    found = {}
    for code in zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode):
        if code.valid and code.text not in found:
            corners = [code.position.top_left, code.position.top_right]
            corners += [code.position.bottom_right, code.position.bottom_left]
            found[code.text[:100]] = _box(picture, [(float(at.x), float(at.y)) for at in corners])
    return found


def _box(picture: Image.Image, corners: list[tuple[float, float]]) -> dict[str, Any]:
    """The box of a code cut out and laid straight: the share of ink, and the picture in black and white."""
    top_left, top_right, bottom_right, bottom_left = box_corners(corners)
    quad = (*top_left, *bottom_left, *bottom_right, *top_right)
    cut = picture.transform(_BOX, Image.Transform.QUAD, quad, Image.Resampling.BILINEAR, fillcolor=255)
    paper = _brightness(cut)
    # A median takes out the grain of a bad scan; a stroke of a pen is wider than that.
    dark = cut.filter(ImageFilter.MedianFilter(3)).point(lambda value: 255 if value < paper - _INK_BELOW_PAPER else 0)
    share = dark.histogram()[255] / (dark.width * dark.height)
    out = io.BytesIO()
    ImageOps.invert(dark).convert("1").save(out, "PNG", optimize=True)
    return {"ink": round(share, 4), "crop": base64.b64encode(out.getvalue()).decode()}


def _brightness(picture: Image.Image) -> int:
    """How bright the paper is: nine tenths of the points are no brighter."""
    left = picture.width * picture.height * 9 // 10
    for value, count in enumerate(picture.histogram()):
        left -= count
        if left <= 0:
            return value
    return 255


def _pdf_pages(content: bytes) -> tuple[int, Iterator[Image.Image]]:
    try:
        document = pdfium.PdfDocument(content)
        count = len(document)
    except pdfium.PdfiumError as error:
        raise BrokenFile from error
    _check(count)
    return count, (_rendered(document, index) for index in range(count))


def _rendered(document: pdfium.PdfDocument, index: int) -> Image.Image:
    try:
        page = document[index]
        width, height = page.get_size()
        scale = min(_DPI / 72, (_MOST_PIXELS / max(width * height, 1.0)) ** 0.5)
        picture: Image.Image = page.render(scale=scale, grayscale=True).to_pil()
        page.close()
    except pdfium.PdfiumError as error:
        raise BrokenFile from error
    return picture.convert("L")


def _check(pages: int) -> None:
    if pages > MOST_PAGES:
        raise TooManyPages(pages=pages, most=MOST_PAGES)
