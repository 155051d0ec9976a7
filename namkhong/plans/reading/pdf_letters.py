"""Words of a PDF page put together letter by letter, and places turned to how the page is looked at."""

from ctypes import byref, c_double

import pypdfium2 as pdfium
from pypdfium2 import raw

from namkhong.plans.reading.layout import Segment

_HYPHENS = (0x02, 0xFFFE)


class Turn:
    """From places in the file (from the lower left, before the page is turned) to places as it is looked at."""

    def __init__(self, rotation: int, width: float, height: float) -> None:
        self._rotation, self._width, self._height = rotation, width, height

    def box(self, left: float, bottom: float, right: float, top: float) -> tuple[float, float, float, float]:
        """Left, top, right, bottom as looked at."""
        if self._rotation == 0 and left <= right and bottom <= top:
            return left, self._height - top, right, self._height - bottom
        one, two = self._point(left, bottom), self._point(right, top)
        return min(one[0], two[0]), min(one[1], two[1]), max(one[0], two[0]), max(one[1], two[1])

    def _point(self, x: float, y: float) -> tuple[float, float]:
        if self._rotation == 90:
            return y, x
        if self._rotation == 180:
            return self._width - x, y
        if self._rotation == 270:
            return self._width - y, self._height - x
        return x, self._height - y


def by_letter(text_page: pdfium.PdfTextPage, turn: Turn) -> list[Segment]:
    """Letters that follow each other level and close make a segment."""
    out: list[Segment] = []
    letters: list[str] = []
    place: tuple[float, float, float, float] | None = None

    def finish() -> None:
        nonlocal place
        if place is not None and "".join(letters).strip():
            out.append(Segment(*place, "".join(letters)))
        letters.clear()
        place = None

    for letter, box in _letters(text_page, turn):
        if box is None:
            if letter in "\r\n":
                finish()
            elif place is not None:
                letters.append(" ")
            continue
        if place is not None and _leaps(place, box):
            finish()
        letters.append(letter)
        place = box if place is None else _around(place, box)
    finish()
    return out


def _letters(text_page: pdfium.PdfTextPage, turn: Turn) -> list[tuple[str, tuple[float, float, float, float] | None]]:
    """Every letter with its place; white space has none."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    places = byref(left), byref(right), byref(bottom), byref(top)
    out: list[tuple[str, tuple[float, float, float, float] | None]] = []
    for index in range(text_page.count_chars()):
        code = raw.FPDFText_GetUnicode(text_page, index)
        letter = "-" if code in _HYPHENS else chr(code) if 0 < code < 0x110000 else " "
        if letter.isspace() or not raw.FPDFText_GetCharBox(text_page, index, *places):
            out.append((letter if letter.isspace() else " ", None))
        else:
            out.append((letter, turn.box(left.value, bottom.value, right.value, top.value)))
    return out


def _leaps(place: tuple[float, float, float, float], box: tuple[float, float, float, float]) -> bool:
    """The letter stands on another line, far to the right, or back to the left."""
    height = max(place[3] - place[1], box[3] - box[1], 4.0)
    level = abs((place[1] + place[3]) - (box[1] + box[3])) < 1.3 * height
    return not level or box[0] - place[2] > 1.2 * height or box[2] < place[2] - height


def _around(
    place: tuple[float, float, float, float], box: tuple[float, float, float, float]
) -> tuple[float, float, float, float]:
    return min(place[0], box[0]), min(place[1], box[1]), max(place[2], box[2]), max(place[3], box[3])
