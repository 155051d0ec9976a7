"""Days that are not in the calendar, were past when the plan was issued, or on which offices are closed."""

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date, timedelta

from namkhong.plans.rules.critic.case import Case, numbers, short
from namkhong.plans.rules.critic.finding import Change, Deed, Finding, FindingKind, Weight
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import ClauseKind, DayBound, HowOften

_DAY = re.compile(
    r"[Nn]gày\s+(\d{1,2})\s?(?:/|-|\s+tháng\s+)\s?(\d{1,2})(?!\d)(?:\s?(?:/|-|\s+năm\s+)\s?((?:19|20)\d\d))?"
)
_LEAP_YEAR = 2024
_SHOWN = 4


def find(case: Case) -> Iterator[Finding]:
    """All findings about days."""
    yield from _no_such_day(case)
    dated = [(clause, day) for clause in case.of(ClauseKind.DEADLINE) if (day := last_day_of(clause))]
    yield from _past(case, dated)
    yield from _off(case, dated)


def last_day_of(clause: NumberedClause) -> date | None:
    """The last day on time of something that comes once on a day with a year; None where it has none."""
    year, month, day = (clause.facts.get(name) for name in ("year", "month", "day"))
    starts = str(clause.facts.get("when") or "").lower().startswith("từ ")
    if starts or clause.facts.get("recurrence") != HowOften.ONCE or not (year and month and day):
        return None  # "từ ngày 1/7" is when it starts
    if not 1 <= month <= 12 or not 1 <= day <= monthrange(year, month)[1]:
        return None
    return date(year, month, day) - timedelta(days=clause.facts.get("bound") == DayBound.BEFORE)


def _no_such_day(case: Case) -> Iterator[Finding]:
    for match in _DAY.finditer(case.text):
        day, month, year = int(match[1]), int(match[2]), int(match[3] or _LEAP_YEAR)
        if 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]:
            continue
        yield Finding(
            kind=FindingKind.NO_SUCH_DAY,
            weight=Weight.BLOCKING,
            sentence=f"Lịch không có ngày {match[1]}/{match[2]}{f'/{match[3]}' if match[3] else ''}.",
            mend="Ghi lại ngày đúng.",
            spots=(case.spot(*match.span()),),
        )


def _past(case: Case, dated: list[tuple[NumberedClause, date]]) -> Iterator[Finding]:
    issued_on = case.head.issued_on
    for clause, day in dated:
        if issued_on and day < issued_on:
            yield Finding(
                kind=FindingKind.PAST,
                weight=Weight.BLOCKING,
                sentence=f"Việc “{short(clause.draft.text)}” phải xong ngày {day:%d/%m/%Y}, trước cả ngày ban hành "
                f"kế hoạch ({issued_on:%d/%m/%Y}).",
                mend="Đặt lại hạn, hoặc bỏ việc này nếu đã làm xong.",
                spots=case.spots_of(clause),
                clauses=numbers((clause,)),
                changes=(Change(deed=Deed.TAKE_OUT, label="Bỏ việc này", clause=clause.pk),),
            )


def _off(case: Case, dated: list[tuple[NumberedClause, date]]) -> Iterator[Finding]:
    """Deadlines whose last day is no working day, in one finding."""
    closed = [(clause, day, why) for clause, day in dated if (why := case.off(day))]
    if closed:
        days = dict.fromkeys(f"{day:%d/%m/%Y} ({why})" for _, day, why in closed)
        yield Finding(
            kind=FindingKind.DAY_OFF,
            weight=Weight.NOTE,
            sentence=f"Ngày cuối cùng còn đúng hạn rơi vào ngày nghỉ: {', '.join(list(days)[:_SHOWN])}.",
            mend="Nên đặt hạn vào ngày làm việc liền trước để nơi nhận kịp xử lý.",
            spots=case.spots_of(*[clause for clause, _, _ in closed[:_SHOWN]]),
            clauses=numbers(clause for clause, _, _ in closed),
            changes=tuple(_earlier(case, clause, day) for clause, day, _ in closed[:1]),
        )


def _earlier(case: Case, clause: NumberedClause, day: date) -> Change:
    """The last open day before; a month without one would be no calendar."""
    while case.off(day):
        day -= timedelta(days=1)
    on = {"day": day.day, "month": day.month, "year": day.year, "bound": str(DayBound.BY)}
    label = f"Đặt hạn đến hết ngày {day:%d/%m/%Y}"
    return Change(deed=Deed.REVISE, label=label, clause=clause.pk, text=clause.draft.text, facts=clause.facts | on)
