"""What a cell says: as text, and as a day. A day is never guessed: day/month/year or nothing."""

import re
from datetime import date, datetime, time, timedelta
from typing import Final

from namkhong.foundation.errors import DomainError
from namkhong.foundation.text import nfc

Cell = str | int | float | bool | date | datetime | time | timedelta
"""What the reader hands over; an empty cell is ""."""

_DAY: Final = re.compile(r"(\d{1,2})\s*[/.\-]\s*(\d{1,2})\s*[/.\-]\s*(\d{4})")
_YEAR_FIRST: Final = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ]00:00(?::00)?)?")


class NotADay(DomainError):
    sentence = "“{text}” không phải là ngày. Hãy ghi theo dạng ngày/tháng/năm, ví dụ 05/09/2024."


class MonthAndDaySwapped(NotADay):
    sentence = (
        "“{text}” không có tháng {month}; có vẻ tháng và ngày bị đảo (kiểu Mỹ). Hãy ghi ngày/tháng/năm cho mọi dòng."
    )


class ShortYear(NotADay):
    sentence = "“{text}” chỉ ghi hai số cuối của năm. Hãy ghi đủ bốn số, ví dụ 05/09/2024."


class TimeOfDay(NotADay):
    sentence = "“{text}” là giờ, không phải ngày. Hãy ghi theo dạng ngày/tháng/năm."


def as_text(value: Cell) -> str:
    """What is written, in composed letters, runs of white space as one; a whole number without ".0"."""
    if type(value) is str:
        return value if value.isascii() and value.isalnum() else " ".join(nfc(value).split())
    if isinstance(value, bool):
        return "Đúng" if value else "Sai"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value).replace(".", ",")
    if isinstance(value, date):
        return f"{value:%d/%m/%Y}"
    return str(value)


def as_day(value: Cell) -> date | None:
    """The day a cell names, None where it is empty. Raises: NotADay and its subclasses."""
    if type(value) is date:
        return value
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, (time, timedelta)):
        raise TimeOfDay(text=str(value))
    if not isinstance(value, str):
        raise NotADay(text=as_text(value))
    text = value.strip()
    if not text:
        return None
    if found := _DAY.fullmatch(text):
        day, month, year = map(int, found.groups())
    elif found := _YEAR_FIRST.fullmatch(text):
        year, month, day = map(int, found.groups())
    else:
        raise _what_is_wrong(text)
    return _made(text, year, month, day)


def _made(text: str, year: int, month: int, day: int) -> date:
    if month > 12 >= day >= 1 and month <= 31:
        raise MonthAndDaySwapped(text=text, month=month)
    try:
        return date(year, month, day)
    except ValueError:
        raise NotADay(text=text) from None


def _what_is_wrong(text: str) -> NotADay:
    short = re.fullmatch(r"\d{1,2}\s*[/.\-]\s*\d{1,2}\s*[/.\-]\s*\d{2}", text)
    return ShortYear(text=text) if short else NotADay(text=text)
