"""Identity numbers and telephone numbers. What is wrong with them is said without repeating them."""

import re
from collections.abc import Sequence
from datetime import date
from typing import Final

_SPACING: Final = re.compile(r"[\s.\-()]")
_MOBILE: Final = re.compile(r"0[35789]\d{8}")
_LANDLINE: Final = re.compile(r"02\d{8,9}")
_MOBILE_HEADS: Final = frozenset(("03", "05", "07", "08", "09"))
_PROVINCES: Final = range(1, 97)


def read_identity(text: str, born: date | None) -> tuple[str, str, str]:
    """The number, an error, a warning. Twelve digits: three of the place, one of century and sex, two of the year of
    birth, six of chance; or nine digits of the old card.
    """
    number = text if text.isdigit() else _SPACING.sub("", text)
    if not (number.isascii() and number.isdigit()):
        return "", "Số định danh có ký tự không phải chữ số.", ""
    if len(number) == 12:
        return number, "", doubt_about(number[:6], born.year if born else 0)
    if len(number) == 9:
        return number, "", ""
    if len(number) in (10, 11):
        lost = "có thể Excel đã bỏ số 0 ở đầu. Hãy định dạng cột là Văn bản (Text) rồi gõ lại"
        return "", f"Số định danh chỉ có {len(number)} chữ số, {lost}.", ""
    return "", f"Số định danh có {len(number)} chữ số; cần 12 số (hoặc 9 số chứng minh nhân dân cũ).", ""


def doubt_about(head: str, born: int) -> str:
    """A warning about the first six of twelve digits, "" where there is none; `born`: the year, 0 where not told."""
    if int(head[:3]) not in _PROVINCES:
        return "Ba số đầu của số định danh không phải mã tỉnh nào. Hãy xem lại."
    year = 1900 + 100 * (int(head[3]) // 2) + int(head[4:6])
    if born and born != year:
        return "Năm sinh trong số định danh khác với ngày sinh. Hãy xem lại."
    return ""


def are_mobiles(numbers: Sequence[str]) -> bool:
    """Whether all are mobile numbers just as they are kept; asked of thousands at once."""
    return set(map(len, numbers)) == {10} and {number[:2] for number in numbers} <= _MOBILE_HEADS


def read_phone(text: str) -> tuple[str, str]:
    """The number as ten or eleven digits that begin with 0, and an error."""
    if len(text) == 10 and _MOBILE.fullmatch(text):
        return text, ""
    number = _SPACING.sub("", text)
    for country in ("+84", "0084", "84"):
        if number.startswith(country) and len(number) - len(country) >= 9:
            number = "0" + number[len(country) :].removeprefix("0")
            break
    # A cell of numbers drops the zero at the head.
    if len(number) == 9 and number.isdigit() and number[0] in "35789":
        number = "0" + number
    if number.isascii() and (_MOBILE.fullmatch(number) or _LANDLINE.fullmatch(number)):
        return number, ""
    return "", "Số điện thoại không đúng. Ví dụ đúng: 0912345678 hoặc +84912345678."
