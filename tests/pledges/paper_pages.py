"""Printed sheets made to look as they come back: signed by some, turned, grainy, soft."""

import io
import random

import pypdfium2 as pdfium
import zxingcpp
from PIL import Image, ImageChops, ImageDraw, ImageFilter

from namkhong.pledges.rules.sheets import box_corners
from tests.grain import grain


def pages_of(pdf: bytes, dpi: int = 200) -> list[Image.Image]:
    """The pages in grey."""
    document = pdfium.PdfDocument(pdf)
    try:
        return [page.render(scale=dpi / 72, grayscale=True).to_pil().convert("L") for page in document]
    finally:
        document.close()


def sign_on(page: Image.Image, codes: set[str], seed: int = 1) -> Image.Image:
    """A scribble in the box beside each of the codes."""
    rolled, drawn = random.Random(seed), page.copy()
    pen = ImageDraw.Draw(drawn)
    for code in zxingcpp.read_barcodes(page, formats=zxingcpp.BarcodeFormat.QRCode):
        if code.text not in codes:
            continue
        at = code.position
        corners = [(at.top_left.x, at.top_left.y), (at.top_right.x, at.top_right.y)]
        corners += [(at.bottom_right.x, at.bottom_right.y), (at.bottom_left.x, at.bottom_left.y)]
        (left, top), _, (right, bottom), _ = box_corners(corners)
        step = (right - left) / 14
        dots = [(left + step * (2 + n), rolled.uniform(top + 15, bottom - 15)) for n in range(10)]
        pen.line(dots, fill=60, width=3)
    return drawn


def scanned(page: Image.Image, *, turn: float = 0.0, grains: float = 0.0, soft: float = 0.7) -> Image.Image:
    """As a bad scanner hands it over."""
    page = page.rotate(turn, Image.Resampling.BICUBIC, expand=True, fillcolor=248)
    if grains:
        page = ImageChops.add(page, grain(page.size, grains), 1, -128)
    return page.filter(ImageFilter.GaussianBlur(soft))


def saved(pages: list[Image.Image], kind: str) -> bytes:
    """One file of all pages (PDF, TIFF), or of the first."""
    out = io.BytesIO()
    more = {"save_all": True, "append_images": pages[1:]} if kind in ("PDF", "TIFF") else {}
    pages[0].save(out, kind, **({"resolution": 200} if kind == "PDF" else {}), **more)
    return out.getvalue()
