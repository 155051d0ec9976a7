"""A plan beside the plan of the superior: targets, days, stages. Used by the critic and by plans drafted from above."""

import re
from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any

from namkhong.foundation.text import fold
from namkhong.plans.rules.bodies import same_body
from namkhong.plans.rules.days import is_later
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import ClauseKind, DayBound, HowOften, Metric, TargetDirection, WorkKind

_ALIKE = 0.5
"""Share of words two targets must have in common to speak of the same thing."""


class Verdict(StrEnum):
    """How a target stands beside the superior's."""

    SAME = "same"
    STRONGER = "stronger"
    WEAKER = "weaker"
    UNCLEAR = "unclear"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class TargetComparison:
    """A target of the superior beside ours. `reason` is what the superior asks when ours is weaker ("giảm ít nhất
    5 %"), why they cannot be compared when unclear, else empty. `ours` is None only when missing.
    """

    theirs: NumberedClause
    ours: NumberedClause | None
    verdict: Verdict
    reason: str = ""


@dataclass(frozen=True, slots=True)
class DayComparison:
    """A deadline of ours that ends after the superior's."""

    theirs: NumberedClause
    ours: NumberedClause


def targets(ours: Sequence[NumberedClause], theirs: Sequence[NumberedClause]) -> list[TargetComparison]:
    """Every target of the superior with the one of ours that speaks of the same thing."""
    own = [clause for clause in ours if clause.draft.kind == ClauseKind.TARGET]
    upper = [clause for clause in theirs if clause.draft.kind == ClauseKind.TARGET]
    return [_compared(theirs, _alike(theirs, own)) for theirs in upper]


def _alike(wanted: NumberedClause, among: Sequence[NumberedClause]) -> NumberedClause | None:
    """The target on the same thing: same metric where the system knows it, else most words in common."""
    metric = wanted.facts.get("metric")
    if metric and metric != Metric.OTHER:
        return next((clause for clause in among if clause.facts.get("metric") == metric), None)
    best = max(among, key=lambda clause: likeness(wanted.draft.text, clause.draft.text), default=None)
    return best if best is not None and likeness(wanted.draft.text, best.draft.text) >= _ALIKE else None


def likeness(one: str, other: str) -> float:
    """Share of words in common, figures aside; between 0 and 1."""
    words, others = (set(re.findall(r"[^\W\d_]{2,}", fold(text))) for text in (one, other))
    return len(words & others) / len(words | others) if words and others else 0.0


def _compared(theirs: NumberedClause, ours: NumberedClause | None) -> TargetComparison:
    if ours is None:
        return TargetComparison(theirs, None, Verdict.MISSING)
    verdict, why = _judged(ours.facts, theirs.facts)
    return TargetComparison(theirs, ours, verdict, _asked(theirs) if verdict is Verdict.WEAKER else why)


def is_weaker(own: dict[str, Any], upper: dict[str, Any]) -> bool:
    """Whether a target asks less than the superior's; False where the two measure differently or say no figure."""
    return _judged(own, upper)[0] is Verdict.WEAKER


def _judged(ours: dict[str, Any], theirs: dict[str, Any]) -> tuple[Verdict, str]:
    """How two targets on the same thing stand to each other, and why they cannot be compared where that is so."""
    if why := _why_not(theirs, ours):
        return Verdict.UNCLEAR, why
    wanted, given = _bound_of(theirs), _bound_of(ours)
    if wanted is None or given is None:
        return Verdict.UNCLEAR, "một bên không ghi mức"
    if wanted == given:
        return Verdict.SAME, ""
    less = given > wanted if theirs.get("direction") == TargetDirection.AT_MOST else given < wanted
    return (Verdict.WEAKER if less else Verdict.STRONGER), ""


_UPWARDS = (TargetDirection.REACH, TargetDirection.AT_LEAST)


def _why_not(theirs: dict[str, Any], ours: dict[str, Any]) -> str:
    """Why two targets cannot be compared; empty when they can."""
    one, other = theirs.get("direction"), ours.get("direction")
    if one != other and not (one in _UPWARDS and other in _UPWARDS):
        return "hai bên tính theo hai chiều khác nhau"
    if "points" in (theirs.get("unit"), ours.get("unit")) and theirs.get("unit") != ours.get("unit"):
        return "một bên tính điểm phần trăm, một bên tính phần trăm"
    if theirs.get("unit") != ours.get("unit"):
        return "hai bên dùng đơn vị tính khác nhau"
    if theirs.get("period") != ours.get("period"):
        return "một bên tính từng năm, một bên tính cho cả thời kỳ"
    return ""


def _bound_of(facts: dict[str, Any]) -> Decimal | None:
    """The figure that binds: the lower end of a range, the upper where it must not be passed."""
    names = ("high", "low") if facts.get("direction") == TargetDirection.AT_MOST else ("low", "high")
    printed = next((facts[name] for name in names if facts.get(name)), None)
    with suppress(InvalidOperation):  # a person may have typed words
        return None if printed is None else Decimal(str(printed))
    return None


def _asked(theirs: NumberedClause) -> str:
    direction = TargetDirection(theirs.facts["direction"]).label.lower()
    bound = f"{_bound_of(theirs.facts):f}".replace(".", ",")
    least = "ít nhất " if direction in ("giảm", "tăng") else ""
    unit = {"percent": "%", "points": " điểm phần trăm"}.get(theirs.facts.get("unit", ""), "")
    return f"{direction} {least}{bound}{unit}" + (" mỗi năm" if theirs.facts.get("period") == "yearly" else "")


def later_days(
    ours: Sequence[NumberedClause], theirs: Sequence[NumberedClause], superior: str
) -> Iterator[DayComparison]:
    """Our deadlines for reports that end after the day on which the superior wants its own from us.

    `superior` is the name of the body that issued the superior's plan; what it owes to others is no deadline of ours.
    """
    wanted = [clause for clause in _reports(theirs) if not _own_duty(clause, superior)]
    for own in _reports(ours):
        same = [clause for clause in wanted if _same_round(own.facts, clause.facts)]
        first = min(same, key=lambda clause: place_in_year(clause.facts), default=None)
        if first is not None and is_later(own.facts, first.facts):
            yield DayComparison(first, own)


def _reports(clauses: Sequence[NumberedClause]) -> list[NumberedClause]:
    return [
        clause
        for clause in clauses
        if clause.draft.kind == ClauseKind.DEADLINE
        and clause.facts.get("kind") == WorkKind.REPORT
        and clause.facts.get("day")
    ]


def _own_duty(clause: NumberedClause, superior: str) -> bool:
    return same_body(clause.facts.get("who", ""), superior) and not same_body(clause.facts.get("to", ""), superior)


def _same_round(one: dict[str, Any], other: dict[str, Any]) -> bool:
    return all(one.get(name) == other.get(name) for name in ("recurrence", "when", "year"))


def place_in_year(facts: dict[str, Any]) -> int:
    """A number that grows with the last day on time; months count as thirty days, only differences matter."""
    month = 0 if facts.get("recurrence") == HowOften.MONTHLY else (facts.get("month") or 0)
    return 30 * int(month) + int(facts["day"]) - (facts.get("bound") == DayBound.BEFORE)


def said(facts: dict[str, Any]) -> str:
    """The day of a deadline in words."""
    words = "trước ngày" if facts.get("bound") == DayBound.BEFORE else "ngày"
    day = f"{facts['day']}/{facts['month']}" if facts.get("month") else f"{facts['day']} hằng tháng"
    return f"{words} {day}" + (f"/{facts['year']}" if facts.get("year") else "")


def outside_stages(
    ours: Sequence[NumberedClause], theirs: Sequence[NumberedClause]
) -> list[tuple[NumberedClause, int, str]]:
    """Our stages that begin before the superior's first year or end after its last, with both (as printed)."""
    upper = [clause.facts for clause in theirs if _dated_stage(clause)]
    if not upper:
        return []
    first, last = min(row["start_year"] for row in upper), max(row["end_year"] for row in upper)
    runs_on = any(row.get("open_ended") for row in upper)
    own = [clause for clause in ours if _dated_stage(clause)]
    return [
        (clause, first, f"{last}{' và các năm tiếp theo' if runs_on else ''}")
        for clause in own
        if clause.facts["start_year"] < first or (clause.facts["end_year"] > last and not runs_on)
    ]


def _dated_stage(clause: NumberedClause) -> bool:
    return bool(
        clause.draft.kind == ClauseKind.STAGE and clause.facts.get("start_year") and clause.facts.get("end_year")
    )
