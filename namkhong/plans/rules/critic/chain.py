"""Who reports to whom by when: the body that sums up needs time after those who report to it."""

from collections.abc import Iterator

from namkhong.plans.rules.bodies import same_body
from namkhong.plans.rules.comparing import place_in_year, said
from namkhong.plans.rules.critic.case import Case, numbers
from namkhong.plans.rules.critic.finding import Finding, FindingKind, Weight
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import ClauseKind

ENOUGH_DAYS = 3
"""Days that a body needs between the reports it receives and its own: one to ask for what is missing, one to add up
and write, one to have it signed. Our own figure: no law sets one."""
_MOST = 400


def find(case: Case) -> Iterator[Finding]:
    """Pairs of deadlines where the upper one comes before, or too soon after, the lower one."""
    dated = [clause for clause in case.of(ClauseKind.DEADLINE) if clause.facts.get("day")][:_MOST]
    uppers = [clause for clause in dated if not same_body(_said(clause, "to"), _said(clause, "who"))]
    by_body: dict[str, list[NumberedClause]] = {}
    for upper in uppers:
        by_body.setdefault(_said(upper, "who"), []).append(upper)
    summing = {place: _summing_up(place, by_body) for place in {place for clause in dated for place in _goes(clause)}}
    for lower in dated:
        above = {id(upper): upper for place in _goes(lower) for upper in summing[place]}
        for upper in above.values():
            if upper is not lower and _same_cycle(lower, upper):
                yield from _judged(case, lower, upper)


def _goes(lower: NumberedClause) -> tuple[str, str]:
    """Where a report goes: to whom, and through whom."""
    return _said(lower, "to"), _said(lower, "via")


def _said(clause: NumberedClause, name: str) -> str:
    return clause.facts.get(name) or ""


def _summing_up(place: str, by_body: dict[str, list[NumberedClause]]) -> list[NumberedClause]:
    """The deadlines of the body that what is sent to a place comes to; names of bodies are compared once each."""
    return [upper for body, uppers in by_body.items() if same_body(body, place) for upper in uppers]


def _same_cycle(lower: NumberedClause, upper: NumberedClause) -> bool:
    """Two deadlines of one round: as often, for the same stretch, in the same year."""
    return all(lower.facts.get(name) == upper.facts.get(name) for name in ("recurrence", "when", "year")) and (
        lower.facts.get("kind") == upper.facts.get("kind")
    )


def _judged(case: Case, lower: NumberedClause, upper: NumberedClause) -> Iterator[Finding]:
    days = place_in_year(upper.facts) - place_in_year(lower.facts)
    if days >= ENOUGH_DAYS:
        return
    who, below = upper.facts["who"], lower.facts.get("who") or "Các đơn vị"
    if days <= 0:
        sentence = (
            f"{who} phải báo cáo {said(upper.facts)}, trong khi {below} đến {said(lower.facts)} mới phải gửi: "
            "nơi tổng hợp hết hạn trước khi nhận đủ."
        )
        mend = f"Đặt hạn của nơi gửi sớm hơn, hoặc lùi hạn của {who}, cách nhau ít nhất {ENOUGH_DAYS} ngày."
    else:
        sentence = (
            f"{who} chỉ có {days} ngày để tổng hợp: nhận báo cáo {said(lower.facts)}, phải gửi đi {said(upper.facts)}."
        )
        mend = f"Nên để ít nhất {ENOUGH_DAYS} ngày: hỏi nơi nộp thiếu, cộng số và viết, trình ký."
    yield Finding(
        kind=FindingKind.CHAIN,
        weight=Weight.BLOCKING if days <= 0 else Weight.NOTE,
        sentence=sentence,
        mend=mend,
        spots=case.spots_of(lower, upper),
        clauses=numbers((lower, upper)),
    )
