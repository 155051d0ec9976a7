"""Widths of letters in bold Times, to draw rules as long as the regulation asks under the text above them.

Times New Roman and Tinos share these advance widths (thousandths of the type size); accents add nothing,
except the horn of ơ and ư, which are letters of their own here.
"""

from __future__ import annotations

import unicodedata
from functools import lru_cache

_HORN = "\u031b"
_GROUPS = {
    250: " .,", 278: "ilj/'", 333: "fjt:;()-!", 389: "Is", 444: "cerz",
    500: "Jagovxy0123456789–“”?", 554: "ơ", 556: "Sbdhknpqu" + "đ", 600: "ư", 611: "FP",
    667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "m&", 944: "M", 1000: "W%…",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_UNKNOWN = 556
_LEVELS = {"tỉnh", "huyện", "xã", "phường", "quận", "ngành", "thành", "thị", "trường", "bệnh"}
MM_PER_POINT = 25.4 / 72


def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]


@lru_cache(maxsize=4096)
def bold_width_mm(text: str, size: float) -> float:
    """Width in mm of one line of ``text`` set in bold Times at ``size`` points.

    >>> round(bold_width_mm("Độc lập - Tự do - Hạnh phúc", 13), 1)
    56.1
    """
    units = sum(_WIDTHS.get(_plain(letter), _UNKNOWN) for letter in unicodedata.normalize("NFC", text))
    return units / 1000 * size * MM_PER_POINT


def wrap(text: str, size: float, width_mm: float) -> list[str]:
    """The lines that ``text`` breaks into in a column of ``width_mm``, as a simple line breaker sets them."""
    lines: list[str] = []
    for piece in text.split("\n"):
        line = ""
        for word in piece.split():
            longer = f"{line} {word}".strip()
            if line and bold_width_mm(longer, size) > width_mm:
                lines.append(line)
                line = word
            else:
                line = longer
        lines.append(line)
    return lines


def balanced(text: str, size: float, width_mm: float) -> str:
    """The text with line breaks that fit the column, in as few lines as can be, none much shorter than another.

    Breaks that the author made are kept. Two lines part before the word of a level ("tỉnh", "huyện" ...)
    where that fits, as clerks do.
    """
    return "\n".join(line for piece in text.split("\n") for line in _balanced_piece(piece, size, width_mm))


def _balanced_piece(text: str, size: float, width_mm: float) -> list[str]:
    lines = wrap(text, size, width_mm)
    if len(lines) == 2 and (parted := _before_level(text, size, width_mm)):
        return parted
    narrow = width_mm
    while len(lines) > 1 and len(narrower := wrap(text, size, narrow - 1)) == len(lines):
        narrow -= 1
        if widest(narrower, size) > narrow:
            break
        lines = narrower
    return lines


def _before_level(text: str, size: float, width_mm: float) -> list[str]:
    words = text.split()
    for place in range(len(words) - 1, 0, -1):
        parted = [" ".join(words[:place]), " ".join(words[place:])]
        if words[place].lower() in _LEVELS and widest(parted, size) <= width_mm:
            return parted
    return []


def widest(lines: list[str], size: float) -> float:
    """Width in mm of the widest of ``lines``."""
    return max(bold_width_mm(line, size) for line in lines)


def widest_mm(text: str, size: float, column_mm: float) -> float:
    """Width of the widest line of ``text`` once broken to ``column_mm``."""
    return widest(wrap(text, size, column_mm), size)
