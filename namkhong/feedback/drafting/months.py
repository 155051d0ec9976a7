"""A unit's month on one page of paper, for a notice board or a meeting: no figure without its interval, no name."""

from collections.abc import Iterable
from datetime import date
from pathlib import Path
from typing import Any

from namkhong.feedback.queries import Month, Search, Topics, page_of_remarks
from namkhong.feedback.queries.months import Desk
from namkhong.feedback.rules.counts import Counts
from namkhong.feedback.rules.months import Change
from namkhong.feedback.rules.statistics import LEAST_SHOWN
from namkhong.feedback.wordlists import lexicon
from namkhong.foundation.months import days_of
from namkhong.foundation.numbers import show_decimal
from namkhong.papers.pdf import typeset
from namkhong.units.models import Unit

_TEMPLATE = Path(__file__).resolve().parents[1] / "templates" / "feedback" / "month.typ"
_TOPICS, _DESKS, _WORDS = 6, 3, 3
_LEAST, _MOST = 20, 170
"""Signs of a remark that is printed; a longer one is cut."""

_CANDIDATES = 200
_LONGEST_NAME = 110


def month_pdf(unit: Unit, month: Month, topics: Topics, on: date) -> bytes:
    """One A4 page. Raises: FontMissing, CannotTypeset."""
    return typeset(_TEMPLATE, _sheet(unit, month, topics, on))


def _sheet(unit: Unit, month: Month, topics: Topics, on: date) -> dict[str, Any]:
    return {
        "unit": _cut(unit.name, _LONGEST_NAME),
        "month": month.words,
        "on": f"{on:%d/%m/%Y}",
        "classes": [
            [
                row.kind.label,
                show_decimal(row.now.total),
                _share(row.now),
                _share(row.before),
                show_decimal(row.now.aside),
            ]
            for row in month.classes
        ],
        "changes": _changes(month, topics),
        "kind": month.kind.label,
        "better": _desks(desk for desk in month.desks if desk.standing.apart and desk.standing.apart.up),
        "worse": _desks(desk for desk in month.desks if desk.standing.apart and not desk.standing.apart.up),
        "compared": sum(desk.standing.shown for desk in month.desks),
        "topics": [
            [row.topic.name, show_decimal(row.now), show_decimal(row.before)]
            for row in topics.rows[:_TOPICS]
            if row.now
        ],
        "texts": show_decimal(topics.texts),
        "words": _words(unit.pk, month, topics),
        "money": any(row.topic.sensitive and row.now for row in topics.rows),
    }


def _share(counts: Counts) -> str:
    """ "82,4 % (từ 78,1 đến 86,0)", or why there is none."""
    if counts.satisfied is None or counts.interval is None:
        return "chưa đủ mẫu" if counts.total else "chưa có"
    low, high = (show_decimal(bound, 1) for bound in counts.interval)
    return f"{show_decimal(counts.satisfied, 1)} % (từ {low} đến {high})"


def _changes(month: Month, topics: Topics) -> list[str]:
    said = [f"{row.kind.label}: tỷ lệ hài lòng {_change(row.change)}." for row in month.changed if row.change]
    said += [
        f"Chủ đề “{row.topic.name}” được nhắc {'nhiều' if row.change.up else 'ít'} hơn rõ: "
        f"{show_decimal(row.now)} lời, tháng trước {show_decimal(row.before)}."
        for row in topics.changed[:_WORDS]
        if row.change
    ]
    return said


def _change(change: Change) -> str:
    way = "cao hơn" if change.up else "thấp hơn"
    return f"{way} từ {change.least:.1f} đến {change.most:.1f} điểm phần trăm".replace(".", ",")


def _desks(desks: Iterable[Desk]) -> list[list[str]]:
    """The few that stand out most, each with its share."""
    return [[_cut(str(desk.point), _LONGEST_NAME), _share(desk.standing.counts)] for desk in list(desks)[:_DESKS]]


def _words(unit: int, month: Month, topics: Topics) -> list[str]:
    """Remarks of the most frequent topics, the newest of each; none that may speak of misconduct, and none where so
    few people answered that they could be recognised.
    """
    if sum(row.now.total for row in month.classes) < LEAST_SHOWN:
        return []
    days = days_of(month.month)
    found, _ = page_of_remarks(Search(unit, days[0], days[-1], aside=False), (), _CANDIDATES)
    fit = [row for row in found if len(row.text) >= _LEAST and not any(topic.sensitive for topic in row.topics)]
    chosen: list[str] = []
    for wanted in [*(row.topic.key for row in topics.rows), *(topic.key for topic in lexicon().topics), ""]:
        of_topic = (row for row in fit if not wanted or any(topic.key == wanted for topic in row.topics))
        text = next((_cut(row.text, _MOST) for row in of_topic if _cut(row.text, _MOST) not in chosen), "")
        chosen += [text] if text else []
    return chosen[:_WORDS]


def _cut(text: str, most: int) -> str:
    """The text on one line; its beginning, up to a word, where it is too long."""
    plain = " ".join(text.split())
    return plain if len(plain) <= most else plain[:most].rpartition(" ")[0] + "…"
