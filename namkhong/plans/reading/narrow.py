"""The head of a document as web pages and text out of a PDF give it: broken names, two columns, text on one line."""

import re

from namkhong.plans.reading.markers import TYPE_NAMES
from namkhong.plans.reading.words import is_upper, key_text, phrases, squeeze

# Pairs of syllables that are one word or one name, so that a line can never end between them.
_INSEPARABLE = phrases(
    "ủy ban | cộng hòa | liên đoàn | công đoàn | hội đồng | lao động | nhân dân | giáo dục | tổng liên | tổng công",
    "thành phố | trung ương | xã hội | hành chính | chủ nghĩa | việt nam | công ty | đảng bộ | đảng ủy | mặt trận",
)
# "Nơi nhận:" with the first line of the signature, in capitals, far to its right.
_FOOT = re.compile(r"Nơi nhận\s?:?(?:[ \t\u00a0]{4,}|[ \u00a0]*\t[ \t\u00a0]*)(?=[A-ZĐ][A-ZĐÀ-Ỹ./]+ )")
_IN_NAME_OF = ("TM.", "T/M", "KT.", "TL.", "TUQ.")
_POWER = re.compile(r"(?:^|\n|\t|    )[ \t]*(?:(?:TM|KT|TL|TUQ)\.|T/M)")
_SIDES = (0, 1)
_SIGNATURE_LINES = 12
_FAR_RIGHT = 20
_FOOT_WIDTH = 150
_SPACED = re.compile(r"\s{4,}|[ \u00a0]*\t\s*")
_RIGHT_CELL = re.compile(r"(?:CỘNG H|ĐẢNG CỘNG|Độc lập|[^,]{2,30}, ngày\s)")
_LANDMARKS = re.compile(
    r"\s+(?=CỘNG H[ÒO][AÀ] X|Độc lập\s|Số\s?:\s?\d|V/v\s|Kính gửi|"
    r"(?:[A-ZĐ][^\W\d_]+\s){1,3}?[A-ZĐ]?[^\W\d_]*, ngày \d{1,2} tháng \d)"
)
_ONE_LINE = re.compile(r"CỘNG H[ÒO][AÀ] X.{1,40}VIỆT NAM.{1,90}Số\s?:\s?\d")
_NAMES = "|".join(sorted((re.escape(name) for name in TYPE_NAMES if " " in name), key=len, reverse=True))
_TYPE_INSIDE = re.compile(rf"(năm \d{{4}})\s+({_NAMES})\s+(?=[A-ZĐÀ-Ỹ“]{{2}})")
_BASIS_INSIDE = re.compile(r"(?<=[A-ZĐÀ-Ỹ0-9;,.”])\s+(?=(?:Căn cứ|Xét đề nghị|Theo đề nghị)\s)")
_AUTHOR_INSIDE = re.compile(
    r"(?<=\S) +(?=(?:(?:PHÓ )?CHỦ TỊCH ỦY BAN|ỦY BAN NHÂN DÂN|BỘ TRƯỞNG|THỦ TƯỚNG)[^\n.;]{3,60}\n(?:Căn cứ|Xét|Theo)\s)"
)


def unfold(text: str) -> str:
    """Text with its head on one line, cut at the nation, the number, the day, the type and the bases."""
    found = _ONE_LINE.search(text[:6000])
    if found is None:
        return text
    start = text.rfind("\n", 0, found.start()) + 1
    stop = text.find("\n", found.end())
    stop = len(text) if stop < 0 else stop
    if stop - start < 400:
        return text
    line = re.sub(r"^\s*\d{1,2}\.\s+(?=[A-ZĐÀ-Ỹ]{2})", "", text[start:stop])
    line = _LANDMARKS.sub("\n", line)
    line = _TYPE_INSIDE.sub(r"\1\n\2\n", line, count=1)
    line = _BASIS_INSIDE.sub("\n", line)
    return text[:start] + _AUTHOR_INSIDE.sub("\n", line) + text[stop:]


def cells_of(physical: str) -> list[str]:
    """The two cells of a line of the head: kept apart by bars or by a wide gap; else the line itself."""
    if "|" in physical:
        cells = [squeeze(cell) for cell in physical.split("|") if cell.strip()]
        return cells if len(cells) == 2 and _is_head_pair(cells) else [physical]
    parts = [part for part in _SPACED.split(physical.strip()) if part]
    return parts if len(parts) == 2 and _is_head_pair(parts) else [physical]


def _is_head_pair(cells: list[str]) -> bool:
    left, right = cells
    if _RIGHT_CELL.match(right):
        return True
    return is_upper(left) and is_upper(right) and len(left) < 90 and len(right) < 90


def is_broken(last: str, following: str) -> bool:
    """ "ỦY" / "BAN NHÂN DÂN", "Số:" / "12/...": a capital syllable alone, or a pair that is one word."""
    if last in ("Số:", "Số :", "Số"):
        return following[:1].isdigit()
    if last.rstrip(": ") in TYPE_NAMES or not (is_upper(last) and is_upper(following)):
        return False
    words = key_text(last).split()[-1:] + key_text(following).split()[:1]
    return (" " not in last and last.isalpha()) or " ".join(words) in _INSEPARABLE


def part_foot(text: str) -> str:
    """The recipients and the signature printed side by side with spaces between them, put one after the other."""
    found = _FOOT.search(text)
    if found is None:
        return text
    start = text.rfind("\n", 0, found.start()) + 1
    lines = text[start:].split("\n")
    after = next((place for place, line in enumerate(lines) if _leaves_foot(line)), len(lines))
    left: list[str] = []
    right: list[str] = []
    for line in lines[:after]:
        cells = _side_by_side(line)
        if cells[0]:
            left.append(cells[0])
        if cells[1]:
            right.append(cells[1])
    return text[:start] + "\n".join([*left, "", *right, "", *lines[after:]])


def part_signatures(text: str) -> str:
    """Two signatures side by side, put one after the other: first the one given in somebody's name ("TM. ...")."""
    start = _two_signatures(text)
    if start is None:
        return text
    lines = text[start:].split("\n")
    pairs: list[list[str]] = []
    after = 0
    for number, line in enumerate(lines[:_SIGNATURE_LINES]):
        cells = [part for part in _SPACED.split(line.strip()) if part]
        if len(cells) == len(_SIDES):
            pairs.append(cells)
            after = number + 1
        elif cells:
            break
    columns = ["\n".join(pair[side] for pair in pairs) for side in _SIDES]
    if not columns[0].startswith(_IN_NAME_OF):
        columns.reverse()
    return text[:start] + "\n".join([columns[0], "", columns[1], "", *lines[after:]])


def _two_signatures(text: str) -> int | None:
    """Where the line begins that holds two signing bodies in capitals, one of them in somebody's name."""
    for found in _POWER.finditer(text):
        start = text.rfind("\n", 0, found.end()) + 1
        line = text[start : max(text.find("\n", found.end()), found.end())]
        cells = [part for part in _SPACED.split(line.strip()) if part]
        if len(cells) == len(_SIDES) and all(is_upper(cell) for cell in cells):
            return start
    return None


def _side_by_side(line: str) -> tuple[str, str]:
    """What a line of the foot prints on the left and on the right."""
    if len(line) - len(line.lstrip()) >= _FAR_RIGHT or line.startswith("\t"):
        return "", line.strip()
    parts = [part for part in _SPACED.split(line.strip()) if part]
    return (parts[0], " ".join(parts[1:])) if parts else ("", "")


def _leaves_foot(line: str) -> bool:
    """Running text, or the title of an annex: behind the foot."""
    bare = line.strip()
    return len(bare) > _FOOT_WIDTH or bare.upper().startswith("PHỤ LỤC") or bare in TYPE_NAMES
