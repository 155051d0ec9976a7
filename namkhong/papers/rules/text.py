"""How numbers, dates, labels and line ends are written (NĐ 30/2020/NĐ-CP, Phụ lục I and III)."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.numbers import show_decimal
from namkhong.papers.content import DocumentKind, Number

KIND_NAMES: dict[DocumentKind, str] = {
    DocumentKind.PLAN: "Kế hoạch",
    DocumentKind.REPORT: "Báo cáo",
    DocumentKind.SUBMISSION: "Tờ trình",
    DocumentKind.MINUTES: "Biên bản",
    DocumentKind.DECISION: "Quyết định",
    DocumentKind.LETTER: "Công văn",
    DocumentKind.OPINION: "Phiếu góp ý",
    DocumentKind.COVENANT: "Giao ước thi đua",
    DocumentKind.PLEDGE_BOOK: "Sổ cam kết",
    DocumentKind.EVIDENCE: "Phiếu minh chứng",
}

# Phụ lục III; a công văn has no abbreviation of its own.
ABBREVIATIONS: dict[DocumentKind, str] = {
    DocumentKind.PLAN: "KH",
    DocumentKind.REPORT: "BC",
    DocumentKind.SUBMISSION: "TTr",
    DocumentKind.MINUTES: "BB",
    DocumentKind.DECISION: "QĐ",
    DocumentKind.LETTER: "",
    DocumentKind.OPINION: "PGY",
    DocumentKind.COVENANT: "GƯ",
    DocumentKind.PLEDGE_BOOK: "SCK",
    DocumentKind.EVIDENCE: "PMC",
}

ALPHABET = "abcdđeghiklmnopqrstuvxy"
"""Letters that label points, in the order of Vietnamese legal drafting (no ă, â, ê, ô, ơ, ư)."""

BLANK = "\u00a0"
"""A space that stays as wide as it is, for blanks to be filled in by hand."""

_ROMAN = ((100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"))
_FINAL = " \t\n.;,:"


def two_digits(number: int) -> str:
    """A document number or a day, with a leading zero below ten."""
    return f"{number:02d}"


def month_digits(month: int) -> str:
    """A month: only January and February take a leading zero, so that they cannot be altered into 11 and 12."""
    return f"{month:02d}" if month < 3 else str(month)


def date_words(day: date | None, *, year: int | None = None, month: int | None = None) -> str:
    """ "ngày 05 tháng 01 năm 2020"; without a day, blanks to fill in ("ngày    tháng 11 năm 2026")."""
    if day is not None:
        return f"ngày {two_digits(day.day)} tháng {month_digits(day.month)} năm {day.year}"
    blank_month = month_digits(month) if month else BLANK * 5
    return f"ngày{BLANK * 6}tháng {blank_month} năm {year or BLANK * 8}"


def moment_words(moment: datetime | None) -> str:
    """ "08 giờ 30 phút, ngày 05 tháng 01 năm 2026"; blanks when not known yet."""
    if moment is None:
        return f"{BLANK * 6}giờ{BLANK * 6}phút, {date_words(None)}"
    here = moment.astimezone(VIETNAM)
    return f"{here.hour:02d} giờ {here.minute:02d} phút, {date_words(here.date())}"


def place_and_date(place: str, words: str) -> str:
    """ "Hà Nội, ngày 05 tháng 01 năm 2020"."""
    return f"{place}, {words}" if place else words


def notation(kind: DocumentKind, *bodies: str) -> str:
    """The notation of a document: "BC-LĐLĐ"; for a công văn the issuing body and the drafting part, "UBND-NV".

    >>> notation(DocumentKind.REPORT, "LĐLĐ")
    'BC-LĐLĐ'
    """
    return "-".join(part for part in (ABBREVIATIONS[kind], *bodies) if part)


def number_and_notation(number: int | None, signs: str, separator: str = "/") -> str:
    """ "05/BC-LĐLĐ", or blanks before the notation of a draft."""
    return f"{two_digits(number) if number is not None else BLANK * 8}{separator}{signs}"


def roman(number: int) -> str:
    """Roman numerals for sections and annexes. Raises ValueError below 1."""
    if number < 1:
        raise ValueError(number)
    out = ""
    for value, sign in zip(
        (100, 90, 50, 40, 10, 9, 5, 4, 1), ["C", "XC", "L", "XL", "X", "IX", "V", "IV", "I"], strict=True
    ):
        count, number = divmod(number, value)
        out += sign * count
    return out


def letter(number: int) -> str:
    """The label of the n-th point: a, b, c, d, đ, e, g ...; after y come aa, bb ...

    >>> letter(5)
    'đ'
    """
    round_, place = divmod(number - 1, len(ALPHABET))
    return ALPHABET[place] * (round_ + 1)


def closed(text: str) -> str:
    """The text ended with "./.", whatever it ended with before."""
    return without_end(text) + "./."


def without_end(text: str) -> str:
    """The text without final punctuation and without "./."."""
    bare = text.rstrip(_FINAL)
    while bare.endswith("./") or bare.endswith("/"):
        bare = bare[:-1].rstrip(_FINAL)
    return bare


def list_endings(lines: Sequence[str]) -> tuple[str, ...]:
    """Each line ended with ";", the last with "." (căn cứ, nơi nhận, several addressees)."""
    bare = [without_end(line) for line in lines]
    return tuple(f"{line};" for line in bare[:-1]) + tuple(f"{line}." for line in bare[-1:])


def number_words(cell: Number) -> str:
    """A figure the Vietnamese way; "–" when there is none yet (a blank is not a zero)."""
    return "–" if cell.value is None else show_decimal(cell.value, cell.places) + cell.suffix


def annex_label(place: int, total: int) -> str:
    """ "PHỤ LỤC" alone, or with a Roman numeral when there are several. ``place`` counts from 1."""
    return f"PHỤ LỤC {roman(place)}" if total > 1 else "PHỤ LỤC"


def file_name(kind: DocumentKind, number: int | None, signs: str, ending: str) -> str:
    """A name to save a document under, without signs that file systems refuse: "Báo cáo 07-BC-LĐLĐ.pdf"."""
    plain = "-".join(signs.replace("/", "-").split())
    return f"{KIND_NAMES[kind]} {two_digits(number) if number else 'dự thảo'}-{plain}{ending}"
