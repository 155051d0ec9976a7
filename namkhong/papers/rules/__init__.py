"""Rules of presentation, NĐ 30/2020/NĐ-CP Phụ lục I: pure functions, no Django."""

from namkhong.papers.rules.finding import Finding
from namkhong.papers.rules.slips import check
from namkhong.papers.rules.text import (
    ABBREVIATIONS,
    KIND_NAMES,
    closed,
    date_words,
    list_endings,
    notation,
    two_digits,
)

__all__ = [
    "ABBREVIATIONS",
    "KIND_NAMES",
    "Finding",
    "check",
    "closed",
    "date_words",
    "list_endings",
    "notation",
    "two_digits",
]
