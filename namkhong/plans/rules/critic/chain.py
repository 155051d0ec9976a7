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
    for lower in dated:
        for upper in dated:
            if upper is not lower and _sums_up(lower, upper) and _same_cycle(lower, upper):
                yield from _judged(case, lower, upper)


def _sums_up(lower: NumberedClause, upper: NumberedClause) -> bool:
    """Whether the body of the upper deadline is the one that the lower one reports to, or through."""
    body = upper.facts.get("who", "")
    goes = (lower.facts.get("to", ""), lower.facts.get("via", ""))
    return any(same_body(body, place) for place in goes) and not same_body(upper.facts.get("to", ""), body)


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
