"""The time of an event as a clause says it: a year, a month, a day, an occasion, a yearly cycle."""

from dataclasses import dataclass

from namkhong.plans.reading.dates import read_date, read_year
from namkhong.plans.reading.document import Document
from namkhong.plans.reading.items import Recurrence
from namkhong.plans.reading.words import Token, at, at_any, find_any, squeeze

CYCLES = ("hằng năm", "mỗi năm", "định kỳ hằng năm")
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
    day = index
    if at(toks, index, "lúc") >= 0:
        day = find_any(toks, ("ngày",), index, index + 8)
    elif at(toks, index, "vào") >= 0 or at(toks, index, "trong") >= 0 or (toks[index].text == ":" and index < 8):
        day = index + 1
    elif index != 0:
        return None
    moment = read_date(toks, day) if day >= 0 else None
    if moment is None or moment.year is None:
        return None
    return EventTime(words_of(document, toks, moment.first, moment.after), moment.year, None, index)


def _label(document: Document, toks: list[Token]) -> EventTime | None:
    """ "Tháng 9/2031: ...", "Tháng 12 hằng năm: ...": a line of a timetable."""
    moment = read_date(toks, 0)
    if moment is None or moment.after >= len(toks):
        return None
    yearly = at_any(toks, moment.after, CYCLES)
    after = yearly if yearly >= 0 else moment.after
    if after >= len(toks) or toks[after].text != ":" or (moment.year is None and yearly < 0):
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
