"""The facts of a clause in words, one line each, for the screen."""

from collections.abc import Callable, Iterator
from datetime import date
from decimal import Decimal
from typing import Any

from namkhong.foundation.numbers import show_decimal
from namkhong.plans.rules.drafts import ClauseDraft
from namkhong.plans.states import ClauseKind, DayBound, HowOften, TargetDirection, WhoMust, WorkKind

Facts = dict[str, Any]


def tell(draft: ClauseDraft) -> list[str]:
    """What the item says besides its text; empty where the text says it all."""
    return [line for line in _TELLERS.get(draft.kind, _nothing)(draft.facts) if line]


def tell_day(facts: Facts) -> str:
    """ "trước ngày 20/10 hằng năm", "chậm nhất ngày 20/10/2020", or the words for a time without a day."""
    often = HowOften(facts.get("recurrence") or HowOften.ONCE)
    comes = "" if often is HowOften.ONCE else often.label.lower()
    day, month, year = facts.get("day"), facts.get("month"), facts.get("year")
    bound = facts.get("bound") or DayBound.NONE
    if bound == DayBound.NONE or day is None:
        return " ".join(part for part in (facts.get("when") or _in_year(year, often), comes) if part)
    named = f"{day:02d}" + (f"/{month:02d}" if month else "")
    if year and often is HowOften.ONCE:
        named += f"/{year}"
    words = "trước ngày" if bound == DayBound.BEFORE else "chậm nhất ngày"
    return " ".join(part for part in (words, named, comes) if part)


def _in_year(year: int | None, often: HowOften) -> str:
    return f"trong năm {year}" if year and often is HowOften.ONCE else ""


def _nothing(facts: Facts) -> Iterator[str]:
    yield from ()


def _work(facts: Facts) -> Iterator[str]:
    kind = facts.get("kind")
    time = tell_day(facts)
    heading = WorkKind(kind).label if kind else ""
    yield ", ".join(part for part in (heading, time) if part)
    who = facts.get("who") or (WhoMust(facts["obliged"]).label if facts.get("obliged") else "")
    if who:
        yield f"Người làm: {who}"
    if helpers := facts.get("with_whom"):
        yield f"Phối hợp: {helpers}"
    if to := facts.get("to"):
        yield f"Gửi: {to}" + (f", qua {facts['via']}" if facts.get("via") else "")
    if evidence := facts.get("evidence"):
        yield f"Minh chứng: {'; '.join(evidence)}"


def _stage(facts: Facts) -> Iterator[str]:
    first, last = facts.get("start_year"), facts.get("end_year")
    years = f"{first or '?'}–{last or '?'}" if first != last else f"năm {first}"
    yield years + (" và các năm tiếp theo" if facts.get("open_ended") else "")


def _target(facts: Facts) -> Iterator[str]:
    direction = TargetDirection(facts.get("direction") or TargetDirection.REACH).label
    low, high = (_shown(facts.get(name)) for name in ("low", "high"))
    if facts.get("unit") == "other" or not (low or high):
        amount = facts.get("value") or ""
    else:
        sign = " điểm phần trăm" if facts.get("unit") == "points" else "%"
        amount = (low if low == high or not high else f"{low}–{high}" if low else high) + sign
    period = "mỗi năm" if facts.get("period") == "yearly" else ""
    yield " ".join(part for part in (direction, amount, period) if part)
    if stage := facts.get("stage"):
        yield stage
    if facts.get("unit") == "percent" and not facts.get("unit_stated") and direction in ("Giảm", "Tăng"):
        yield "Kế hoạch không nói là phần trăm so với năm trước hay điểm phần trăm."


def _shown(text: str | None) -> str:
    return show_decimal(Decimal(text)) if text else ""


def _legal_basis(facts: Facts) -> Iterator[str]:
    if issued := facts.get("issued_on"):
        yield f"ngày {date.fromisoformat(issued):%d/%m/%Y}"
    yield facts.get("issuer") or ""


def _grouped(facts: Facts) -> Iterator[str]:
    yield facts.get("group") or ""
    if points := facts.get("points"):
        yield f"{_shown(points)} điểm"
    yield from facts.get("subs") or ()


def _task_group(facts: Facts) -> Iterator[str]:
    if items := facts.get("items"):
        yield from items
    elif count := facts.get("count"):
        yield f"{count} ý"


def _responsibility(facts: Facts) -> Iterator[str]:
    yield from facts.get("tasks") or ()


def _award(facts: Facts) -> Iterator[str]:
    yield facts.get("by") or ""


def _signer(facts: Facts) -> Iterator[str]:
    yield ", ".join(part for part in (facts.get("authority"), facts.get("title")) if part)


_TELLERS: dict[ClauseKind, Callable[[Facts], Iterator[str]]] = {
    ClauseKind.LEGAL_BASIS: _legal_basis,
    ClauseKind.STAGE: _stage,
    ClauseKind.TARGET: _target,
    ClauseKind.AUDIENCE: _grouped,
    ClauseKind.CONTENT_ITEM: _grouped,
    ClauseKind.EMULATION_CONTENT: _grouped,
    ClauseKind.TASK_GROUP: _task_group,
    ClauseKind.CRITERION: _grouped,
    ClauseKind.RESPONSIBILITY: _responsibility,
    ClauseKind.DEADLINE: _work,
    ClauseKind.MILESTONE: _work,
    ClauseKind.RECURRING_ACTIVITY: _work,
    ClauseKind.PLEDGE: _work,
    ClauseKind.AWARD_FORM: _award,
    ClauseKind.SIGNER: _signer,
}
