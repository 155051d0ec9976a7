"""Detectors that look at how many ballots came in a day: of one mark, of one side, against results returned."""

from collections.abc import Sequence
from typing import Final

from namkhong.feedback.rules.detectors.chance import tail
from namkhong.feedback.rules.detectors.seen import (
    CONTENT,
    DISCONTENT,
    SIDES,
    Facts,
    Finding,
    Seen,
    Side,
    beyond,
    finding,
    kept,
    of,
)
from namkhong.feedback.rules.detectors.wording import number
from namkhong.feedback.states import Detector

TOP_MARKS: Final[tuple[Side, ...]] = ((5,), (1,))
TOP_LEAST: Final = 10
TOP_TIMES: Final = 2
TOP_SURPRISE: Final = 0.001
SURGE_LEAST: Final = 20
SURGE_TIMES: Final = 3


def top(ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    """A day crowded with the best or the worst mark: twice the usual number, and a share chance does not make."""
    return [found for mark in TOP_MARKS for found in _top(mark, ballots, facts)]


def _top(mark: Side, ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    given, usual = of(ballots, mark), facts.usual.per_day(mark)
    if not facts.usual.known or len(given) < max(TOP_LEAST, TOP_TIMES * usual):
        return []
    if tail(len(ballots), len(given), facts.usual.share(mark)) > TOP_SURPRISE:
        return []
    taken = beyond(given, kept(usual, facts.day))
    sentence = (
        f"Trong ngày có {number(len(given))} ý kiến cùng chấm mức {mark[0]} trên tổng số {number(len(ballots))}; "
        f"thường mỗi ngày khoảng {number(usual, 1)}. Từ {TOP_LEAST} ý kiến, từ {TOP_TIMES} lần mức thường và tỷ lệ "
        f"khác hẳn thường ngày thì phần vượt mức thường ({number(len(taken))} ý kiến) để riêng."
    )
    return [finding(Detector.TOP, taken, sentence)]


def surge(ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    """A day with three times the usual number that says something else than usual; the usual number stays."""
    usual = {side: facts.usual.per_day(side) for side in SIDES}
    mean = sum(usual.values())
    if not facts.usual.known or len(ballots) < max(SURGE_LEAST, SURGE_TIMES * mean):
        return []
    if not facts.usual.unlike(ballots):
        return []
    full = [side for side in SIDES if len(of(ballots, side)) >= 2 * usual[side]]
    taken = [ballot for side in full for ballot in beyond(of(ballots, side), kept(usual[side], facts.day))]
    sentence = (
        f"Trong ngày có {number(len(ballots))} ý kiến, chấm khác hẳn thường ngày; thường mỗi ngày khoảng "
        f"{number(mean, 1)}. Từ {SURGE_LEAST} ý kiến và từ {SURGE_TIMES} lần mức thường, phần vượt mức thường "
        f"({number(len(taken))} ý kiến) để riêng."
    )
    return [finding(Detector.SURGE, taken, sentence)]


def above(ballots: Sequence[Seen], facts: Facts) -> list[Finding]:
    """More ratings with the counter's code than results returned: of each side stays what so many results would "
    "bring."""
    results = facts.transactions
    if results is None or len(ballots) <= results:
        return []
    content = round(results * facts.usual.share(CONTENT))
    taken = beyond(of(ballots, CONTENT), content) + beyond(of(ballots, DISCONTENT), results - content)
    sentence = (
        f"Trong ngày có {number(len(ballots))} ý kiến bằng mã tại quầy, nhiều hơn {number(results)} kết quả đã trả. "
        f"Không biết ý kiến nào thừa, nên mỗi phía chỉ giữ phần mà {number(results)} kết quả thường mang lại; "
        f"{number(len(taken))} ý kiến để riêng."
    )
    return [finding(Detector.ABOVE, taken, sentence)]
