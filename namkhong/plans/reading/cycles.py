"""How often a time comes again: the words behind a day, then the words around it."""

from namkhong.plans.reading.dates import Moment
from namkhong.plans.reading.hits import Hit
from namkhong.plans.reading.items import Bound, Recurrence
from namkhong.plans.reading.words import Token, at, at_any, find_any, phrases

_CYCLES = (
    (("hằng tháng", "mỗi tháng", "tháng cuối"), Recurrence.MONTHLY),
    (("hằng quý", "mỗi quý", "cuối quý", "của quý", "tháng đầu quý", "tháng cuối quý"), Recurrence.QUARTERLY),
    (("hằng năm", "mỗi năm", "định kỳ năm", "các năm", "năm liền kề", "năm kế tiếp", "năm sau"), Recurrence.YEARLY),
)

QUARTER_ENDS = phrases(
    "tháng cuối quý | tháng cuối của quý | tháng cuối mỗi quý | tháng cuối của mỗi quý | tháng đầu quý",
    "tháng đầu của quý | tháng đầu mỗi quý | tháng đầu của mỗi quý",
)
# Right behind a day these tell that it comes again; elsewhere in a sentence they may compare.
_NEXT_MONTHS = phrases("tháng trước | tháng sau | tháng kế tiếp | tháng tiếp theo | tháng liền sau | tháng kế")
_NEXT_YEARS = phrases("năm trước năm kế hoạch | năm trước liền kề | năm trước năm | năm tiếp theo | năm báo cáo")
_CYCLES_BEHIND = (
    (QUARTER_ENDS, Recurrence.QUARTERLY),
    (_NEXT_MONTHS, Recurrence.MONTHLY),
    (_NEXT_YEARS, Recurrence.YEARLY),
    *_CYCLES,
)


def recurrence_of(toks: list[Token], hit: Hit) -> tuple[Recurrence, bool]:
    """How often: the words right after the date, the printed year, then the nearest words around; and if guessed."""
    if hit.moment is None:
        return Recurrence.ONCE, False
    attached = _attached_cycle(toks, hit.after)
    if attached is not None:
        return attached, False
    if hit.moment.year is not None:
        return Recurrence.ONCE, False
    around = Recurrence.YEARLY if hit.period_name else _cycle_around(toks, hit.moment)
    return around or Recurrence.ONCE, around is None and hit.bound is not Bound.WITHIN


def _attached_cycle(toks: list[Token], after: int) -> Recurrence | None:
    """ "ngày 15 hằng tháng", "ngày 20 (tháng cuối quý)": the cycle printed right behind the day."""
    step = after + 1 if after < len(toks) and toks[after].text in "(," else after
    step = max(step, at(toks, step, "của"))
    for words, recurrence in _CYCLES_BEHIND:
        if at_any(toks, step, words) >= 0:
            return recurrence
    return None


def _cycle_around(toks: list[Token], moment: Moment) -> Recurrence | None:
    """The cycle that the rest of the sentence names; a day with a month comes once a year at most."""
    for words, recurrence in _CYCLES:
        if (recurrence is not Recurrence.MONTHLY or moment.month is None) and find_any(toks, words) >= 0:
            return recurrence if moment.month is None else Recurrence.YEARLY
    return None
