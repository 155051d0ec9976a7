"""What may stand at the start of a line: section numbers, letters, bullets, and fixed lines."""

import re
from dataclasses import dataclass
from enum import IntEnum
from functools import lru_cache

from namkhong.plans.reading.words import is_upper, key_text, squeeze


class Kind(IntEnum):
    """Kinds of marker; the value is the depth at which they usually stand."""

    PART = 0
    CHAPTER = 1
    ROMAN = 2
    ARTICLE = 3
    ARABIC = 4
    DOTTED = 5
    DOTTED_TWICE = 6
    LETTER = 7
    ROUND = 8
    STAR = 9
    DASH = 10
    PLUS = 11
    DOT = 12


@dataclass(frozen=True)
class Marker:
    """A marker: `label` is its number or letter without signs, `length` the characters to cut."""

    kind: Kind
    label: str
    length: int


TYPE_NAMES = frozenset(
    [
        "KẾ HOẠCH",
        "HƯỚNG DẪN",
        "CHƯƠNG TRÌNH",
        "CHƯƠNG TRÌNH HÀNH ĐỘNG",
        "QUYẾT ĐỊNH",
        "CÔNG VĂN",
        "BÁO CÁO",
        "TỜ TRÌNH",
        "THÔNG BÁO",
        "NGHỊ QUYẾT",
        "CHỈ THỊ",
        "KẾ HOẠCH LIÊN TỊCH",
        "HƯỚNG DẪN LIÊN TỊCH",
        "QUY CHẾ",
        "QUY ĐỊNH",
        "ĐỀ ÁN",
        "PHƯƠNG ÁN",
        "KẾT LUẬN",
        "THÔNG TRI",
        "BIÊN BẢN",
        "CÔNG ĐIỆN",
        "KẾ HOẠCH PHỐI HỢP",
        "CHƯƠNG TRÌNH PHỐI HỢP",
        "GIẤY MỜI",
        "DỰ THẢO KẾ HOẠCH",
        "DỰ THẢO BÁO CÁO",
        "DỰ THẢO QUYẾT ĐỊNH",
        "DỰ THẢO HƯỚNG DẪN",
        "DỰ THẢO CHƯƠNG TRÌNH",
        "KẾ HOẠCH HÀNH ĐỘNG",
        "CHƯƠNG TRÌNH CÔNG TÁC",
        "THÔNG TƯ",
        "THÔNG TƯ LIÊN TỊCH",
        "NGHỊ ĐỊNH",
        "LUẬT",
        "BỘ LUẬT",
        "PHÁP LỆNH",
        "NGHỊ QUYẾT LIÊN TỊCH",
        "HỢP ĐỒNG",
        "HÓA ĐƠN",
        "QUY ƯỚC",
        "ĐIỀU LỆ",
    ]
)
_ROMAN = re.compile(r"(?P<n>[IVX]{1,6})\s*(?:[.\-–/):]|\.\s*-)\s*(?=\S)")
_DOTTED = re.compile(r"(?P<n>\d{1,2}(?:\s?\.\s?\d{1,2}){1,3})\s?(?:[.)\-–/:]\s?|\s)(?=\D)")
_ARABIC = re.compile(
    r"(?P<n>\d{1,2})(?:\s?[.)]\s+|\s?[.)](?=\D)|[-–]\s(?=\d{1,3}(?:,\d+)?\s?%)|\s?(?:[-–]\s(?!\d)|[-–](?=[^\W\d_])(?![A-ZĐ]+[/-])|/\s(?!\d)))(?=\S)"
)
_LETTER = re.compile(r"(?P<n>[a-zđăâêôơư]{1,2}\d?)\s?(?:\)\s?|\.\s|/\s)(?=\S)")
_ROUND = re.compile(r"\((?P<n>\d{1,2}|[a-zđ]|[ivx]{1,4})\)\s?(?=\S)")
_BULLET = re.compile(r"(?P<n>(?:[-–—•]\s*\+|[-–—+•▪●◦*·‣✓➢►]))\s*(?=\S)")
_PART = re.compile(r"(?P<n>Phần\s+(?:thứ\s+)?\w+)\s*[.:\-–]?\s*", re.IGNORECASE)
_CHAPTER = re.compile(r"(?P<n>Chương\s+(?:[IVX]+|\d+))\s*[.:\-–]?\s*", re.IGNORECASE)
_ARTICLE = re.compile(r"(?P<n>Điều\s+\d{1,3})\s*[.:]\s*")
_CAPITAL = re.compile(r"(?P<n>[A-HK])\s*[.\-–)]\s*(?=[A-ZĐÀ-Ỹ])")
_ENDS_PART = re.compile(r"[.:\-–]|$")
_BULLET_KINDS = {"*": Kind.STAR, "+": Kind.PLUS, "-": Kind.DASH, "–": Kind.DASH, "—": Kind.DASH}


# A line is asked about when it is joined, when it is placed, and by those who read what stands around it.
@lru_cache(maxsize=20_000)
def read(line: str) -> Marker | None:
    """The marker at the start of a line, or None."""
    if not line:
        return None
    found = _ROMAN.match(line)
    if found and _valid_roman(found["n"]) and not _is_name_initial(line, found):
        return Marker(Kind.ROMAN, found["n"], found.end())
    for pattern, kind in ((_PART, Kind.PART), (_CHAPTER, Kind.CHAPTER), (_ARTICLE, Kind.ARTICLE)):
        found = pattern.match(line)
        if found and (kind is Kind.ARTICLE or is_upper(line[found.end() :] or "X X") or found.end() == len(line)):
            return Marker(kind, squeeze(found["n"]), found.end())
    found = _CAPITAL.match(line)
    if found and is_upper(line[found.end() :]):
        return Marker(Kind.PART, found["n"], found.end())
    return _numbered(line) or _bullet(line)


def _numbered(line: str) -> Marker | None:
    found = _DOTTED.match(line)
    if found:
        label = re.sub(r"\s", "", found["n"])
        return Marker(Kind.DOTTED if label.count(".") == 1 else Kind.DOTTED_TWICE, label, found.end())
    found = _ARABIC.match(line)
    if found:
        return Marker(Kind.ARABIC, found["n"], found.end())
    found = _LETTER.match(line)
    if found and (found.group().rstrip().endswith(")") or len(found["n"]) == 1):
        return Marker(Kind.LETTER, found["n"], found.end())
    found = _ROUND.match(line)
    return Marker(Kind.ROUND, found["n"], found.end()) if found else None


def _bullet(line: str) -> Marker | None:
    found = _BULLET.match(line)
    if not found:
        return None
    sign = found["n"]
    kind = Kind.PLUS if sign.endswith("+") else _BULLET_KINDS.get(sign, Kind.DOT)
    return Marker(kind, sign[-1], found.end())


def _valid_roman(text: str) -> bool:
    return re.fullmatch(r"X{0,2}(IX|IV|V?I{0,3})", text) is not None and text != ""


def _is_name_initial(line: str, found: re.Match[str]) -> bool:
    """ "V/v ..." and "I. abc" in running text are no sections: a section title starts with a capital."""
    rest = line[found.end() :]
    return not (rest[:1].isupper() or rest[:1] in "“\"'(" or rest[:1].isdigit())


_BARE_NUMBER = re.compile(r"(?:\d{1,2}|\d{1,2}\.\d{1,2}|[IVX]{1,4})\s?[.)]")


def is_bare_number(line: str) -> bool:
    """The number of a heading whose words were broken off onto the next line: "1." """
    return _BARE_NUMBER.fullmatch(line) is not None


_FIXED_STARTS = (
    "nơi nhận",
    "kính gửi",
    "độc lập - tự do",
    "cộng hòa xã hội",
    "đảng cộng sản",
    "số :",
    "v / v",
    "( đã ký",
    "( ký tên",
    "tm .",
    "kt .",
    "tl .",
    "tuq .",
    "t / m",
    "k / t",
    "t / l",
    "phụ lục",
)


_FIXED_LETTERS = frozenset(start[0] for start in _FIXED_STARTS)


def is_fixed(line: str) -> bool:
    """A line that always stands alone: the name of the document type, the motto, "Nơi nhận:", "TM. ..."."""
    if line.rstrip(": ") in TYPE_NAMES:
        return True
    if line[:1].lower() not in _FIXED_LETTERS:
        return False
    key = key_text(line[:40])
    return key.startswith(_FIXED_STARTS) and not (key.startswith("phụ lục") and not is_upper(line))


_INTRO = ("căn cứ ", "thực hiện ", "theo đề nghị ", "xét đề nghị ", "trên đây là ", "trong quá trình ")


def starts_intro(line: str) -> bool:
    """Starts as a legal basis or a closing paragraph does."""
    return line[:1].isupper() and key_text(line[:30]).startswith(_INTRO)


_AUTHOR = re.compile(
    r"(?:(?:PHÓ )?CHỦ TỊCH ỦY BAN|ỦY BAN NHÂN DÂN|HỘI ĐỒNG NHÂN DÂN|(?:BỘ|VIỆN) TRƯỞNG (?:BỘ|VIỆN)|"
    r"THỦ TƯỚNG CHÍNH PHỦ$|(?:TỔNG )?GIÁM ĐỐC |ĐOÀN CHỦ TỊCH |HIỆU TRƯỞNG |BAN THƯỜNG VỤ |BAN CHẤP HÀNH )"
)


def starts_author(line: str) -> bool:
    """Names, in capitals, who decides: the line between the title of a decision and its bases."""
    return _AUTHOR.match(line.replace("UỶ", "ỦY")) is not None


def starts_period(line: str) -> bool:
    """Starts as a heading of a period does: "Giai đoạn 1 ...", "Từ năm ...", "Từ nay ..."."""
    key = key_text(line[:30])
    return line[:1].isupper() and key.startswith(("giai đoạn ", "từ năm ", "từ nay ", "đợt "))


_BASIS = re.compile(r"(?:Căn cứ|Thực hiện|Triển khai thực hiện)\s+(?:\S+\s+){1,4}số\s+\d")


def cites_basis(line: str) -> bool:
    """Starts with a legal basis that has a number: "Thực hiện Kế hoạch số 5/..."."""
    return _BASIS.match(line) is not None


# Two columns of a header that text out of a PDF puts on one line.
_RIGHT_COLUMN = re.compile(
    r"(?<=\S)\s+(?=CỘNG HÒA XÃ HỘI|CỘNG HOÀ XÃ HỘI|ĐẢNG CỘNG SẢN VIỆT NAM|Độc lập\s?[-–]\s?Tự do)"
)
_NUMBER_AND_PLACE = re.compile(r"(Số\s*:\s*\S*\s?/\s?\S+)\s+((?:[^\W\d_][\w.]*\s?){1,6},\s*ngày\s.*)")


def split_columns(line: str) -> list[str]:
    """The left and right part of a header line, or the line itself."""
    found = _NUMBER_AND_PLACE.fullmatch(line)
    return [found[1], found[2]] if found else _RIGHT_COLUMN.split(line)
