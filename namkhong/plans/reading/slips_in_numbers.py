"""Section numbers that a machine misread, put right by the ones around them: one stroke more or less, or none."""

import re
from dataclasses import dataclass, replace
from itertools import pairwise

from namkhong.plans.reading.words import is_upper

_HEAD = re.compile(r"(?P<label>[IVX]{1,5}|L|\d{1,2})(?P<dot>[.,]?)\s+(?P<title>\S.{2,})")
_ROMAN = ("", "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "XIII", "XIV", "XV")
_STROKES = ("I", "II", "III", "L", "VI", "VII", "VIII", "XI", "XII", "XIII")
"""Numbers that end in upright strokes, of which one is easily lost or won, and what a stroke and its dot look like."""


@dataclass(frozen=True)
class _Head:
    """A line that begins with a section number; `value` is 0 for none that exists."""

    line: int
    label: str
    dot: str
    title: str

    @property
    def capitals(self) -> bool:
        """As sections are whose number is Roman."""
        return is_upper(self.title)

    @property
    def value(self) -> int:
        """What it counts to."""
        return int(self.label) if self.label.isdigit() else _ROMAN.index(self.label) if self.label in _ROMAN else 0


def numbered(text: str) -> str:
    """The text with the Roman numbers of its sections in order, and "1." where "I." stood for it."""
    lines = text.split("\n")
    heads = [
        _Head(number, found["label"], found["dot"], found["title"])
        for number, line in enumerate(lines)
        if (found := _HEAD.fullmatch(line)) is not None
    ]
    for head in [*_sections(heads), *_first_points(heads)]:
        lines[head.line] = f"{head.label}. {head.title}"
    return "\n".join(lines)


def _sections(heads: list[_Head]) -> list[_Head]:
    """Sections in capitals whose number is not the next, though it looks like it and the one after it fits."""
    sections = [head for head in heads if head.capitals and not head.label.isdigit()]
    out: list[_Head] = []
    last = 0
    for place, head in enumerate(sections):
        after = sections[place + 1].value if place + 1 < len(sections) else 0
        due = last + 1
        near = head.label in _STROKES and due < len(_ROMAN) and _ROMAN[due] in _STROKES
        # What stands first may have lost the pages before it; only "L" is no number at all.
        if head.value != due and near and after == due + 1 and (last or not head.value):
            head = replace(head, label=_ROMAN[due])
            out.append(head)
        elif head.value == due and not head.dot and due > 1:
            out.append(head)
        last = head.value or last
    return out


def _first_points(heads: list[_Head]) -> list[_Head]:
    """ "I. Mục đích" before "2. Yêu cầu" is the first point, for sections are in capitals and "2." needs a "1."."""
    return [
        replace(head, label="1")
        for head, after in pairwise(heads)
        if head.label in ("I", "L") and head.dot and not head.capitals and after.label == "2"
    ]
