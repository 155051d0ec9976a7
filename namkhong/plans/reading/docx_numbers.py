"""Numbers and bullets that Word shows but does not store in the text."""

from collections import defaultdict
from typing import NamedTuple

from namkhong.plans.reading.docx_parts import Element, attribute, child, is_on, kind, value_of
from namkhong.plans.reading.docx_styles import Look

_LETTERS = "abcdefghijklmnopqrstuvwxyz"
_ROMANS = (
    *((100, "C"), (90, "XC"), (50, "L"), (40, "XL")),
    *((10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")),
)
_BIGGEST = 100_000
_LEVELS = 9


class Level(NamedTuple):
    """One level of a list: how its number looks, and after which level it begins anew (None: any higher one)."""

    kind: str
    pattern: str
    start: int
    restart: int | None
    plain_digits: bool


class Numbering:
    """Counts the lists of one document while its paragraphs go by.

    Lists that share their definition go on counting with each other, as in Word, unless one of them says where to
    begin; it then does so once, where it is first used.
    """

    def __init__(self, root: Element | None) -> None:
        self._levels: dict[str, dict[int, Level]] = {}
        self._source: dict[str, str] = {}
        self._begins: dict[str, dict[int, int]] = {}
        self._counts: dict[str, dict[int, int]] = defaultdict(dict)
        if root is None:
            return
        abstract = {attribute(item, "abstractNumId"): item for item in root if kind(item) == "abstractNum"}
        by_style = {value_of(item, "styleLink"): item for item in abstract.values()}
        for number in root:
            name, source = attribute(number, "numId"), abstract.get(value_of(number, "abstractNumId"))
            if kind(number) == "num" and name is not None and source is not None:
                linked = value_of(source, "numStyleLink")
                self._add(name, number, by_style.get(linked, source) if linked else source)

    def _add(self, name: str, number: Element, source: Element) -> None:
        levels = dict(_level(item) for item in source if kind(item) == "lvl")
        begins = {}
        for change in number:
            if kind(change) != "lvlOverride":
                continue
            depth, start = _whole(attribute(change, "ilvl"), 0), value_of(change, "startOverride")
            own = child(change, "lvl")
            if own is not None:
                levels[depth] = _level(own)[1]
            if start is not None:
                begins[depth] = _whole(start, 1)
        self._levels[name], self._begins[name] = levels, begins
        self._source[name] = attribute(source, "abstractNumId") or name

    def label(self, look: Look) -> str:
        """The label Word shows before a paragraph of this look ("1.", "a)", "-"), or "". Call once, in order."""
        levels = self._levels.get(look.list_number or "0")
        depth = look.list_level or 0
        if levels is None or depth not in levels:
            return ""
        level = levels[depth]
        counts = self._counts[self._source[look.list_number or "0"]]
        self._count(look.list_number or "0", depth, levels, counts)
        if level.kind == "none" and not level.pattern.strip():
            return ""
        if level.kind == "bullet":
            return "+" if level.pattern.strip() == "+" else "-"
        return _fill(level, levels, counts)

    def _count(self, name: str, depth: int, levels: dict[int, Level], counts: dict[int, int]) -> None:
        for begun, start in self._begins[name].items():
            counts[begun] = start - 1
        self._begins[name] = {}
        counts[depth] = min(counts.get(depth, levels[depth].start - 1) + 1, _BIGGEST)
        for deeper in [other for other in counts if other > depth]:
            restart = levels[deeper].restart if deeper in levels else None
            if restart is None or depth < restart:
                del counts[deeper]


def _level(source: Element) -> tuple[int, Level]:
    """The depth and the level itself."""
    restart = value_of(source, "lvlRestart")
    return _whole(attribute(source, "ilvl"), 0), Level(
        kind=value_of(source, "numFmt") or "decimal",
        pattern=value_of(source, "lvlText") or "",
        start=_whole(value_of(source, "start"), 1),
        restart=_whole(restart, 0) if restart is not None else None,
        plain_digits=bool(is_on(source, "isLgl")),
    )


def _whole(text: str | None, otherwise: int) -> int:
    """A number from 0 to the biggest that is counted; anything else is `otherwise`."""
    if text is None or not (text.isascii() and text.isdigit()) or len(text) > 9:
        return otherwise
    return min(int(text), _BIGGEST)


def _fill(level: Level, levels: dict[int, Level], counts: dict[int, int]) -> str:
    """The pattern ("%1.%2.") with the numbers of the levels it names; a level not yet counted shows its first."""
    out = level.pattern
    for depth in range(_LEVELS):
        sign = f"%{depth + 1}"
        if sign in out and depth in levels:
            shown = "decimal" if level.plain_digits else levels[depth].kind
            out = out.replace(sign, _shape(shown, counts.get(depth, levels[depth].start)))
    return out


def _shape(kind_: str, value: int) -> str:
    if kind_ in ("lowerLetter", "upperLetter") and value > 0:
        # After z comes aa, then bb, as in Word.
        letter = _LETTERS[(value - 1) % 26] * min((value - 1) // 26 + 1, 9)
        return letter.upper() if kind_ == "upperLetter" else letter
    if kind_ in ("upperRoman", "lowerRoman") and 0 < value < 1000:
        out = ""
        for worth, sign in _ROMANS:
            while value >= worth:
                out, value = out + sign, value - worth
        return out.lower() if kind_ == "lowerRoman" else out
    return f"{value:02d}" if kind_ == "decimalZero" else str(value)
