"""Dates as Vietnamese documents write them: 20/10, ngày 15 tháng 12 năm 2025, tháng 12/2025, quý IV/2025."""

from dataclasses import dataclass
from datetime import date

from namkhong.plans.reading.words import Token, at

_ROMAN_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}


@dataclass(frozen=True)
class Moment:
    """A date with the parts that are printed; `first` and `after` are token indexes (half open)."""

    day: int | None
    month: int | None
    year: int | None
    quarter: int | None
    first: int
    after: int

    @property
    def exact(self) -> date | None:
        """The calendar day, if day, month and year are printed and exist."""
        if self.day is None or self.month is None or self.year is None:
            return None
        try:
            return date(self.year, self.month, self.day)
        except ValueError:
            return None


def read_date(toks: list[Token], index: int) -> Moment | None:
    """The date that starts at `index`, with or without the word "ngày"; None if there is none."""
    start = index
    after = at(toks, index, "ngày")
    spoken = after >= 0
    index = after if spoken else index
    if index < len(toks) and toks[index].key == "tháng":
        return _month(toks, index)  # "ngày tháng 11/2031" leaves the day blank
    if not spoken and index < len(toks) and toks[index].key == "quý":
        return _quarter(toks, start)
    day = _number(toks, index, 1, 31)
    if day is None:
        return None
    return _slashed(toks, start, index, day) or _worded(toks, start, index, day, spoken)


def _slashed(toks: list[Token], start: int, index: int, day: int) -> Moment | None:
    """20/10, 20/10/2020, 20-10-2020, 20.10.2020."""
    sign = toks[index + 1].text if index + 1 < len(toks) else ""
    month = _number(toks, index + 2, 1, 12)
    if sign not in ("/", "-", ".") or month is None or len(toks[index + 2].text) > 2:
        return None
    has_year = index + 4 < len(toks) and toks[index + 3].text == sign
    year = _number(toks, index + 4, 1900, 2199) if has_year else None
    if sign != "/" and year is None:
        return None
    if year is not None:
        return Moment(day, month, year, None, start, index + 5)
    if _number(toks, index + 2, 1, 12) and sign == "/" and _is_fraction(toks, index + 3):
        return None
    worded_year = _year(toks, index + 3)
    return Moment(day, month, worded_year, None, start, index + (5 if worded_year else 3))


def _is_fraction(toks: list[Token], index: int) -> bool:
    """ "4/10.000" and "12/05-CT" are no days."""
    return index < len(toks) and toks[index].text in ("%", "/", ".") and _glued(toks, index)


def _glued(toks: list[Token], index: int) -> bool:
    following = index + 1 < len(toks) and toks[index + 1].start == toks[index].end
    return toks[index].text == "%" or (following and toks[index + 1].text[:1].isalnum())


def _worded(toks: list[Token], start: int, index: int, day: int, spoken: bool) -> Moment | None:
    """(ngày) 15 tháng 12 (năm 2025); with the word "ngày" also a bare day ("ngày 16 hằng tháng")."""
    if at(toks, index + 1, "tháng") >= 0:
        month = _number(toks, index + 2, 1, 12)
        if month is not None:
            year = _year(toks, index + 3)
            if year is None and index + 4 < len(toks) and toks[index + 3].text == "/":
                year = _number(toks, index + 4, 1900, 2199)
            return Moment(day, month, year, None, start, index + (5 if year else 3))
    return Moment(day, None, None, None, start, index + 1) if spoken else None


def _month(toks: list[Token], start: int) -> Moment | None:
    month = _number(toks, start + 1, 1, 12)
    if month is None:
        return None
    if start + 3 < len(toks) and toks[start + 2].text in ("/", "-", "."):
        year = _number(toks, start + 3, 1900, 2199)
        if year is not None:
            return Moment(None, month, year, None, start, start + 4)
    year = _year(toks, start + 2)
    return Moment(None, month, year, None, start, start + (4 if year else 2))


def _quarter(toks: list[Token], start: int) -> Moment | None:
    if start + 1 >= len(toks) or toks[start + 1].key not in _ROMAN_QUARTERS:
        return None
    quarter = _ROMAN_QUARTERS[toks[start + 1].key]
    if start + 3 < len(toks) and toks[start + 2].text in ("/", "-", "–"):
        year = _number(toks, start + 3, 1900, 2199)
        if year is not None:
            return Moment(None, None, year, quarter, start, start + 4)
    year = _year(toks, start + 2)
    return Moment(None, None, year, quarter, start, start + (4 if year else 2))


def _year(toks: list[Token], index: int) -> int | None:
    after = at(toks, index, "năm")
    return _number(toks, after, 1900, 2199) if after >= 0 else None


def _number(toks: list[Token], index: int, low: int, high: int) -> int | None:
    if not 0 <= index < len(toks):
        return None
    value = toks[index].number
    return value if value is not None and low <= value <= high else None


def read_year(toks: list[Token], index: int) -> int | None:
    """The year at `index` (four digits), else None."""
    return _number(toks, index, 1900, 2199)


@dataclass(frozen=True)
class Years:
    """A range of years such as "từ năm 2021 – 2026" or a single year (both ends equal)."""

    start: int
    end: int
    first: int
    after: int


_DASHES = ("-", "–", "—", "đến", "tới")


def read_years(toks: list[Token], index: int) -> Years | None:
    """(từ) (năm) Y - Y, (từ) năm Y đến (hết) (năm) Y; None if no range starts here."""
    start = index
    for word in ("từ", "năm"):
        index = index + 1 if at(toks, index, word) >= 0 else index
    first = read_year(toks, index)
    if first is None or index + 1 >= len(toks) or toks[index + 1].key not in _DASHES:
        return None
    index += 2
    for word in ("hết", "năm"):
        index = index + 1 if at(toks, index, word) >= 0 else index
    last = read_year(toks, index)
    return Years(first, last, start, index + 1) if last is not None and last >= first else None
