"""Widths of letters in bold Times, to draw rules as long as the regulation asks under the text above them.

Times New Roman and Tinos share these advance widths (thousandths of the type size); accents add nothing,
except the horn of ơ and ư, which are letters of their own here.
"""

from __future__ import annotations

import unicodedata

_HORN = "\u031b"
_GROUPS = {
    250: " .,", 278: "ilj/'", 333: "fjt:;()-!", 389: "Is", 444: "cerz",
    500: "Jagovxy0123456789–“”?", 554: "ơ", 556: "Sbdhknpqu" + "đ", 600: "ư", 611: "FP",
    667: "BELTZ", 722: "ACDNRUVXYwĐ", 778: "GHKOQƠ", 796: "Ư", 833: "m&", 944: "M", 1000: "W%…",
}  # fmt: skip
_WIDTHS = {letter: width for width, letters in _GROUPS.items() for letter in letters}
_UNKNOWN = 556
MM_PER_POINT = 25.4 / 72


def _plain(letter: str) -> str:
    parts = unicodedata.normalize("NFD", letter)
    return unicodedata.normalize("NFC", parts[0] + _HORN) if _HORN in parts else parts[0]


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


def widest_mm(text: str, size: float, column_mm: float) -> float:
    """Width of the widest line of ``text`` once broken to ``column_mm``."""
    return max(bold_width_mm(line, size) for line in wrap(text, size, column_mm))
