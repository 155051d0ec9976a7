"""Numbers and bullets that Word shows but does not store in the text."""

from collections import defaultdict
from typing import Any

from docx.document import Document as WordDocument
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = ((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))

Place = tuple[str, int]
"""A list of the document and the level in it, the outermost 0."""


class Numbering:
    """Counts the lists of one document while its paragraphs go by."""

    def __init__(self, document: WordDocument) -> None:
        self._levels: dict[str, dict[int, tuple[str, str, int]]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        self._places: dict[str | None, Place | None] = {}
        try:
            root = document.part.numbering_part.element
        except (KeyError, NotImplementedError):
            return
        abstract = {item.get(qn("w:abstractNumId")): item for item in root.findall(qn("w:abstractNum"))}
        for number in root.findall(qn("w:num")):
            link = number.find(qn("w:abstractNumId"))
            source = abstract.get(link.get(qn("w:val"))) if link is not None else None
            if source is not None:
                self._levels[number.get(qn("w:numId"))] = _levels(source)

    def label(self, paragraph: Paragraph) -> str:
        """The label Word shows before this paragraph ("1.", "a)", "-"), or nothing. Call once, in order."""
        place = _own_place(paragraph) or self._place_of_style(paragraph)
        if place is None or place[0] not in self._levels:
            return ""
        number, level = place
        levels = self._levels[number]
        if level not in levels:
            return ""
        kind, pattern, start = levels[level]
        if kind == "none":
            return ""
        if kind == "bullet":
            return "+" if pattern.strip() == "+" else "-"
        counts = self._counts[number]
        counts[level] = counts.get(level, start - 1) + 1
        for deeper in [other for other in counts if other > level]:
            del counts[deeper]
        return self._fill(pattern, levels, counts)

    def _place_of_style(self, paragraph: Paragraph) -> Place | None:
        """Looked up once for each style: the library searches all styles for every paragraph."""
        key: str | None = paragraph._p.style
        if key not in self._places:
            self._places[key] = _place_by_style(paragraph.style)
        return self._places[key]

    @staticmethod
    def _fill(pattern: str, levels: dict[int, tuple[str, str, int]], counts: dict[int, int]) -> str:
        out = pattern
        for level in range(9):
            sign = f"%{level + 1}"
            if sign in out and level in levels:
                kind, _, start = levels[level]
                out = out.replace(sign, _shape(kind, counts.get(level, start)))
        return out


def _own_place(paragraph: Paragraph) -> Place | None:
    properties: Any = paragraph._p.pPr
    return _read_place(properties.numPr) if properties is not None else None


def _place_by_style(style: Any) -> Place | None:
    """List and level that a style gives, or the style it is based on."""
    while style is not None:
        properties = style.element.find(qn("w:pPr"))
        place = _read_place(properties.find(qn("w:numPr"))) if properties is not None else None
        if place is not None:
            return place
        style = getattr(style, "base_style", None)
    return None


def _read_place(found: Any) -> Place | None:
    if found is None:
        return None
    number, level = found.find(qn("w:numId")), found.find(qn("w:ilvl"))
    if number is None:
        return None
    return number.get(qn("w:val")), int(level.get(qn("w:val"))) if level is not None else 0


def _levels(source: Any) -> dict[int, tuple[str, str, int]]:
    """Kind, pattern and first number of every level."""
    out: dict[int, tuple[str, str, int]] = {}
    for level in source.findall(qn("w:lvl")):
        kind, text, start = (level.find(qn(f"w:{name}")) for name in ("numFmt", "lvlText", "start"))
        out[int(level.get(qn("w:ilvl")))] = (
            kind.get(qn("w:val")) if kind is not None else "decimal",
            (text.get(qn("w:val")) or "") if text is not None else "",
            int(start.get(qn("w:val"))) if start is not None else 1,
        )
    return out


def _shape(kind: str, value: int) -> str:
    if kind in ("lowerLetter", "upperLetter"):
        letter = _LETTERS[(value - 1) % 26]
        return letter.upper() if kind == "upperLetter" else letter
    if kind in ("upperRoman", "lowerRoman"):
        out = ""
        for worth, sign in _ROMANS:
            while value >= worth:
                out, value = out + sign, value - worth
        return out.lower() if kind == "lowerRoman" else out
    return f"{value:02d}" if kind == "decimalZero" else str(value)
