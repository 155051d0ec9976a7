"""Blank lines that tell nothing: one after every line, or around the page numbers that stand between running lines."""

import re
from collections import Counter
from itertools import pairwise

_NUMBER_ALONE = re.compile(r"[-–\s]*(\d{1,3})[-–\s]*")
_UNFINISHED = re.compile(r"[^\s.;:!?…”\"]\s*$")
_LEAST_PAGE = 12
"""Between two page numbers stand at least so many lines; numbers closer together count rows."""

_FEW = 0.05


def telling(text: str) -> str:
    """The text with only those blank lines that part its paragraphs."""
    return _without_usual(_over_pages(text.split("\n")))


def _over_pages(lines: list[str]) -> list[str]:
    """Where a sentence goes on over a page number, nothing stands between its parts any more."""
    drop: set[int] = set()
    numbers = _page_numbers(lines)
    full = 0.75 * sorted(map(len, lines))[int(len(lines) * 0.95)]
    for index in numbers:
        first, after = index, index + 1
        while first and not lines[first - 1].strip():
            first -= 1
        while after < len(lines) and not lines[after].strip():
            after += 1
        inside = first > 0 and after < len(lines)
        goes_on = inside and _goes_on(lines[first - 1], lines[after].lstrip(), full)
        drop.update(range(first, after) if goes_on else (index,))
    return [line for index, line in enumerate(lines) if index not in drop]


def _goes_on(last: str, following: str, full: float) -> bool:
    """Not ended, and going on with a small letter or broken off at the end of the line."""
    return bool(_UNFINISHED.search(last)) and (following[:1].islower() or len(last) >= full)


def _page_numbers(lines: list[str]) -> list[int]:
    """Where lines hold nothing but one number more than the page before, from page 1 or 2 on."""
    chain: list[int] = []
    follows, count, last_count = {1, 2}, 0, -_LEAST_PAGE
    for index, line in enumerate(lines):
        count += bool(line.strip())
        found = _NUMBER_ALONE.fullmatch(line) if line else None
        if not found or int(found[1]) not in follows or count - last_count < _LEAST_PAGE:
            continue
        if not _stands_apart(lines, index):
            continue
        chain.append(index)
        follows, last_count = {int(found[1]) + 1}, count
    return chain if len(chain) > 1 else []


def _stands_apart(lines: list[str], index: int) -> bool:
    before = index == 0 or not lines[index - 1].strip()
    return before and (index + 1 == len(lines) or not lines[index + 1].strip())


def _without_usual(lines: list[str]) -> str:
    """Where nearly every line is followed by the same number of blank lines, only what is more than that is kept."""
    filled = [index for index, line in enumerate(lines) if line.strip()]
    spaces = Counter(after - before - 1 for before, after in pairwise(filled))
    if not spaces.total():
        return "\n".join(lines)
    usual = next(size for size in sorted(spaces) if _up_to(spaces, size) > _FEW * spaces.total())
    if usual == 0 or _up_to(spaces, usual) == spaces.total():
        return "\n".join(lines)
    kept: list[str] = []
    blank = 0
    for line in lines:
        blank = 0 if line.strip() else blank + 1
        if blank == 0 or blank > usual:
            kept.append(line)
    return "\n".join(kept)


def _up_to(spaces: Counter[int], size: int) -> int:
    """How many spaces are so large or smaller."""
    return sum(count for space, count in spaces.items() if space <= size)
