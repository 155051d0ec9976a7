"""The head of a document: where it starts and ends when web lines stand above it or its type is not printed."""

import re

from namkhong.plans.reading.lines import Line
from namkhong.plans.reading.words import is_upper, key_text, phrases

_NATION = phrases("cộng hòa xã | cộng hòa | đảng cộng sản việt | hội chủ nghĩa")
_HEAD_LINES = 40
_NUMBER = re.compile(r"Số\s*:?\s*\d{0,5}[^\W\d_]?\s*[/-]", re.IGNORECASE)
_SIGN = re.compile(r"\d\s*(?:/\s*\d{4}\s*)?[/-]\s*(?P<sign>[A-ZĐ][A-Za-zĐđ]{0,3})\s*[/–-]")


def after_nation(lines: list[Line]) -> int:
    """Index after the nation's or the Party's name, 0 where it is not printed: what stands above it is no type."""
    for index, line in enumerate(lines[:_HEAD_LINES]):
        if is_upper(line.text) and key_text(line.text[:30]).startswith(_NATION):
            return index + 1
    return 0


def end_of_head(lines: list[Line]) -> int:
    """Index after a head whose type is not printed: behind the number and the day; 0 where there is no such head."""
    end = 0
    for index, line in enumerate(lines[:16]):
        dated = len(line.text) < 90 and ", ngày" in line.text and "tháng" in line.text
        if _NUMBER.match(line.text) or (dated and end):
            end = index + 1
    return end if after_nation(lines[:end]) else 0


def sign_of(lines: list[Line]) -> str:
    """The letters of the kind in the document's own number ("KH" of "Số: 8/KH-..."), empty where there are none."""
    for line in lines:
        found = _SIGN.search(line.text) if _NUMBER.match(line.text) else None
        if found is not None:
            return found["sign"]
    return ""


def opens_subject(line: Line) -> bool:
    """ "V/v ...", "Công văn v/v ...": the line that tells what a letter is about."""
    return key_text(line.text[:18]).removeprefix("“ ").removeprefix('" ').removeprefix("công văn ").startswith("v / v")


def numbers_document(line: Line) -> bool:
    """ "Số: 12/KH-..." at the start of the line."""
    return _NUMBER.match(line.text) is not None
