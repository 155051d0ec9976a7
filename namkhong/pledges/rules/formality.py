"""Questions to a unit where signing or evaluating may have been for form's sake. Questions, never accusations. Pure."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

AT_ONCE = timedelta(minutes=1)
FEWEST = 8
"""Fewer people say nothing about habits."""
SHARE = 50
"""Of those who signed by themselves, so many per cent within one minute are worth a question."""


@dataclass(frozen=True, slots=True)
class Signing:
    """When a person signed, and whether by himself (account, link) or written down by an officer from paper."""

    at: datetime
    by_himself: bool


@dataclass(frozen=True, slots=True)
class Question:
    """A friendly question and why it is asked."""

    ask: str
    because: str


def questions(signings: Sequence[Signing], evaluations: Sequence[Sequence[dict[str, Any]]]) -> list[Question]:
    """What may be asked of one unit."""
    found = [_at_once(signings), _all_the_same(evaluations)]
    return [question for question in found if question]


def most_within(moments: Sequence[datetime], stretch: timedelta = AT_ONCE) -> int:
    """The largest number of moments that lie within one stretch of time."""
    ordered, first, most = sorted(moments), 0, 0
    for last, moment in enumerate(ordered):
        while moment - ordered[first] > stretch:
            first += 1
        most = max(most, last - first + 1)
    return most


def _at_once(signings: Sequence[Signing]) -> Question | None:
    moments = [signing.at for signing in signings if signing.by_himself]
    most = most_within(moments)
    if most < FEWEST or most * 100 < SHARE * len(moments):
        return None
    return Question(
        "Mọi người đã kịp đọc bản cam kết chưa?",
        f"{most} người tự ký trong vòng một phút. Nếu cả đơn vị cùng ký trong một cuộc họp thì không có gì lạ; nếu có "
        "người ký thay, hãy hủy chữ ký đó để chính người ấy đọc và ký.",
    )


def _all_the_same(evaluations: Sequence[Sequence[dict[str, Any]]]) -> Question | None:
    if len(evaluations) < FEWEST:
        return None
    alike = Counter(tuple((row["kept"], row["note"]) for row in lines) for lines in evaluations)
    most = alike.most_common(1)[0][1]
    if most < len(evaluations):
        return None
    return Question(
        "Đánh giá có phân biệt từng người không?",
        f"Cả {most} bản cam kết được đánh giá giống hệt nhau. Nếu đúng là như vậy thì giữ nguyên; nếu còn điều cần rút "
        "kinh nghiệm, hãy sửa ở từng người.",
    )
