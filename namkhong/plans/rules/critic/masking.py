"""Personal data in a text: where it is, and how to speak of it without repeating it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

_DATE = r"\d{1,2}(?:\s?[/.-]\s?\d{1,2}\s?[/.-]\s?|\s+tháng\s+\d{1,2}\s+năm\s+)(?:19|20)\d\d"
_PATTERNS: tuple[tuple[str, tuple[str, ...], re.Pattern[str]], ...] = (
    ("số căn cước công dân", (), re.compile(r"(?<![\d/.])0(?:0[1-9]|[1-8]\d|9[0-6])[0-3]\d{8}(?![\d/])")),
    (
        "số căn cước hoặc chứng minh nhân dân",
        ("CCCD", "CMND", "CMT", "ăn cước", "hứng minh"),
        re.compile(
            r"(?:CCCD|CMND|CMT|[Cc]ăn cước(?: công dân)?|[Cc]hứng minh nhân dân)[^\d\n]{0,20}(\d{12}|\d{9})(?!\d)"
        ),
    ),
    ("số điện thoại di động", (), re.compile(r"(?<![\d/.,])(?:\+?84|0)\s?[.\-]?[35789](?:[\s.\-]?\d){8}(?![\d/])")),
    ("địa chỉ thư điện tử riêng", ("@",), re.compile(r"[\w.+-]+@(?:gmail|yahoo|outlook|hotmail|icloud)\.[a-z.]{2,9}")),
    (
        "ngày sinh",
        ("inh ngày", "gày sinh", "năm sinh"),
        re.compile(rf"(?:[Ss]inh ngày|[Nn]gày sinh|[Nn]gày, tháng, năm sinh)\s*:?\s*(?:ngày\s+)?({_DATE})"),
    ),
    ("năm sinh", ("inh năm", "ăm sinh"), re.compile(r"(?:[Ss]inh năm|[Nn]ăm sinh)\s*:?\s*(19\d\d|20[01]\d)(?!\d)")),
    (
        "địa chỉ nhà ở",
        ("rú", "hà riêng", "hỗ ở hiện"),
        re.compile(
            r"(?:[Tt]hường trú|[Tt]rú tại|[Nn]hà riêng|[Cc]hỗ ở hiện (?:nay|tại))(?:\s+tại)?\s*:?\s*"
            r"((?:số\s+(?:nhà\s+)?\d|\d+[\w/]*\s+đường|thôn\s+[A-ZĐÀ-Ỹ0-9]|ấp\s+[A-ZĐÀ-Ỹ0-9]|tổ\s+\d)[^;.\n]{0,80})"
        ),
    ),
)
"""What it is, words without which there is none (a quick look before the slow one), and how it is written."""
_PUBLIC = re.compile(r"(?:đường dây nóng|hotline|tổng đài|tài khoản)[^.;\n]{0,60}$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Personal:
    """Personal data found: what it is in words, and where."""

    what: str
    start: int
    end: int


def personal_data(text: str) -> list[Personal]:
    """Every piece of personal data in the order of the text; numbers that serve the public are none."""
    found = sorted(_found(text), key=lambda piece: (piece.start, -piece.end))
    return [piece for place, piece in enumerate(found) if not any(piece.start < other.end for other in found[:place])]


def _found(text: str) -> Iterator[Personal]:
    for what, without, pattern in _PATTERNS:
        if without and not any(words in text for words in without):
            continue
        for match in pattern.finditer(text):
            start, end = match.span(pattern.groups)
            if not _PUBLIC.search(text[max(0, start - 80) : start]):
                yield Personal(what, start, end)


def masked(text: str) -> str:
    """The text with all but the edges of personal data hidden."""
    for piece in reversed(personal_data(text)):
        text = text[: piece.start] + hidden(text[piece.start : piece.end]) + text[piece.end :]
    return text


def hidden(value: str) -> str:
    """The first two signs and dots, so that the place can be found again and nothing is told."""
    return f"{value[:2]}•••"
