"""The time of an event as a clause says it: a year, a month, a day, an occasion, a yearly cycle."""

from dataclasses import dataclass

from namkhong.plans.reading.dates import read_date, read_year
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Recurrence
from namkhong.plans.reading.words import Token, at, at_any, find_any, squeeze

CYCLES = ("hằng năm", "mỗi năm", "định kỳ hằng năm")
_EVENTS = ("phát động", "sơ kết", "tổng kết", "khai mạc", "ra mắt")
_BOUNDS = ("từ", "trước", "đến", "hết", "kể", "nhất", "và", "sau", "của", "-", "–")
_OPENERS = frozenset(("lúc", "vào", "trong", "trước", "ngày"))
_OCCASIONS = ("vào dịp", "nhân dịp", "dịp", "vào tháng công nhân", "trong tháng công nhân")


@dataclass(frozen=True)
class EventTime:
    """A time as printed, with what it fixes; `first` is its token, `labelled` that it opens the clause with a colon."""

    words: str
    year: int | None
    recurring: Recurrence | None
    first: int
    labelled: bool = False


def find_time(document: Document, toks: list[Token]) -> EventTime | None:
    """A year with "năm", a month, a day with a year, an occasion, or a yearly cycle that opens the clause."""
    labelled = _label(document, toks)
    if labelled is not None:
        return labelled
    for index in range(len(toks)):
        found = _occasion(document, toks, index) or _dated(document, toks, index)
        if found is not None:
            return found
        if at_any(toks, index, CYCLES) >= 0 and index < 3:
            return EventTime(words_of(document, toks, index, index + 2), None, Recurrence.YEARLY, index)
    return None


def _occasion(document: Document, toks: list[Token], index: int) -> EventTime | None:
    """ "vào dịp Tháng Công nhân", "cuối năm 2031", "Năm 2031" at the start."""
    after = at_any(toks, index, _OCCASIONS)
    if after >= 0:
        return EventTime(words_of(document, toks, index, index + 8), _year_until_stop(toks, after), None, index)
    if at_any(toks, index, ("cuối năm", "đầu năm", "giữa năm", "trong năm", "vào năm")) >= 0 and read_year(
        toks, index + 2
    ):
        return EventTime(words_of(document, toks, index, index + 3), read_year(toks, index + 2), None, index)
    if index == 0 and at(toks, 0, "năm") >= 0 and read_year(toks, 1):
        return EventTime(words_of(document, toks, 0, 2), read_year(toks, 1), None, 0)
    return None


def _dated(document: Document, toks: list[Token], index: int) -> EventTime | None:
    """ "vào quý II năm 2031", "trong tháng 9/2031", "lúc 7 giờ 30 ngày 02/8/2031"."""
    if index and toks[index].key not in _OPENERS and toks[index].text != ":":
        return None
    day = index
    if at(toks, index, "lúc") >= 0:
        day = find_any(toks, ("ngày",), index, index + 8)
    elif (
        at_any(toks, index, ("vào", "trong")) >= 0
        or (toks[index].text == ":" and index < 8)
        or _bounds_review(toks, index)
    ):
        day = index + 1
    elif index != 0 and not _opens_with_event(toks, index):
        return None
    moment = read_date(toks, day) if day >= 0 else None
    if moment is None or moment.year is None:
        return None
    return EventTime(words_of(document, toks, moment.first, moment.after), moment.year, None, index)


def _bounds_review(toks: list[Token], index: int) -> bool:
    """ "Sơ kết học kỳ trước ngày 15/01/2031": the review that opens the clause is held by then."""
    return index > 0 and at(toks, index, "trước") >= 0 and find_any(toks, ("sơ kết", "tổng kết"), 0, 3) >= 0


def _opens_with_event(toks: list[Token], index: int) -> bool:
    """ "Phát động phong trào ngày 05/10/2031": the clause opens with the event, and no bound stands before its day."""
    if at(toks, index, "ngày") < 0 or toks[index - 1].key in _BOUNDS or toks[index - 1].number is not None:
        return False
    return find_any(toks, _EVENTS, 0, 4) >= 0 and find_any(toks, ("số",), 0, index) < 0


def _label(document: Document, toks: list[Token]) -> EventTime | None:
    """ "Tháng 9/2031: ...", "Quý IV: ...", "Tháng 12 hằng năm: ...": a timetable's line."""
    moment = read_date(toks, 0)
    if moment is None or moment.after >= len(toks):
        return None
    yearly = at_any(toks, moment.after, CYCLES)
    after = yearly if yearly >= 0 else moment.after
    if after >= len(toks) or toks[after].text != ":" or (moment.day is not None and moment.year is None and yearly < 0):
        return None
    recurring = Recurrence.YEARLY if yearly >= 0 else None
    return EventTime(words_of(document, toks, 0, after), moment.year, recurring, 0, labelled=True)


def _year_until_stop(toks: list[Token], index: int) -> int | None:
    for step in range(index, min(index + 8, len(toks))):
        if toks[step].text in ",;.":
            return None
        if read_year(toks, step) is not None:
            return read_year(toks, step)
    return None


def words_of(document: Document, toks: list[Token], first: int, after: int) -> str:
    for step in range(first, min(after, len(toks))):
        if toks[step].text in ",;.()":
            after = step
            break
    after = max(first + 1, min(after, len(toks)))
    return squeeze(document.page.text[toks[first].start : toks[after - 1].end])
