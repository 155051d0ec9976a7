"""One clause that asks for work, as a duty."""

import calendar
from collections.abc import Iterator, Sequence
from typing import Any

from namkhong.foundation.text import fold
from namkhong.plans.rules.drafts import SURE
from namkhong.plans.rules.proposals import DutyProposal, NumberedClause, PlanFacts, SuggestedDay
from namkhong.plans.rules.span import Span
from namkhong.plans.rules.wording import who_must
from namkhong.plans.states import Basis, ClauseKind, DayBound, HowOften, WhoMust, WorkKind

_WORK = (ClauseKind.DEADLINE, ClauseKind.MILESTONE, ClauseKind.RECURRING_ACTIVITY, ClauseKind.PLEDGE)
_REVIEWS = (WorkKind.INTERIM_REVIEW, WorkKind.FINAL_REVIEW)
_NOBODY_NAMED = "Văn bản không nói rõ đơn vị nào phải làm việc này."
_NOT_SURE = "Máy chưa chắc đã đọc đúng câu này."

_TITLES = {
    WorkKind.LAUNCH: "Tổ chức phát động",
    WorkKind.REGISTER: "Đăng ký thi đua thực hiện cuộc vận động",
    WorkKind.PLEDGE: "Ký bản cam kết",
    WorkKind.DIALOGUE: "Người đứng đầu đối thoại với cán bộ, nhân viên",
    WorkKind.CONTENT_REVIEW: "Rút kinh nghiệm, điều chỉnh nội dung cho phù hợp",
    WorkKind.INTERIM_REVIEW: "Sơ kết",
    WorkKind.FINAL_REVIEW: "Tổng kết",
}
_REPORTS = {
    HowOften.ONCE: "Báo cáo kết quả",
    HowOften.YEARLY: "Báo cáo kết quả năm",
    HowOften.QUARTERLY: "Báo cáo kết quả quý",
    HowOften.MONTHLY: "Báo cáo kết quả tháng",
}
_EVIDENCE = {
    WorkKind.LAUNCH: "Biên bản hoặc ảnh buổi phát động",
    WorkKind.REGISTER: "Bản đăng ký thi đua",
    WorkKind.PLEDGE: "Danh sách đã ký và chưa ký",
    WorkKind.DIALOGUE: "Biên bản đối thoại",
    WorkKind.CONTENT_REVIEW: "Biên bản họp rút kinh nghiệm",
    WorkKind.REPORT: "Báo cáo",
    WorkKind.INTERIM_REVIEW: "Báo cáo sơ kết",
    WorkKind.FINAL_REVIEW: "Báo cáo tổng kết",
}
_SUGGESTED = {
    WorkKind.LAUNCH: SuggestedDay(31, 12, "Kế hoạch không ghi ngày phát động."),
    WorkKind.REGISTER: SuggestedDay(31, 3, "Đầu năm là lúc các đơn vị đăng ký thi đua."),
    WorkKind.PLEDGE: SuggestedDay(31, 3, "Ký từ đầu năm thì cuối năm có căn cứ để đối chiếu."),
    WorkKind.DIALOGUE: SuggestedDay(31, 5, "Tháng 5 là Tháng Công nhân, dịp tổ chức đối thoại."),
    WorkKind.CONTENT_REVIEW: SuggestedDay(31, 10, "Xong trước khi viết báo cáo năm."),
    WorkKind.REPORT: SuggestedDay(15, 11, "Cấp trên còn thời gian tổng hợp trước khi hết năm."),
}
_LAST_DAY = SuggestedDay(31, 12, "Kế hoạch không ghi ngày, chỉ tính đến hết năm.")


def duty_of(clause: NumberedClause, plan: PlanFacts, span: Span) -> DutyProposal | None:
    """The duty a clause asks for; None where it asks for nothing that can be assigned."""
    facts, draft = clause.facts, clause.draft
    if draft.kind not in _WORK or not facts.get("kind"):
        return None
    kind = WorkKind(facts["kind"])
    often = HowOften(facts.get("recurrence") or HowOften.ONCE)
    obliged, doubt = _obliged(kind, clause, plan)
    first, last = _years(kind, often, facts, span)
    bound, day, month = _day(often, facts)
    return DutyProposal(
        kind=str(kind),
        title=_title(kind, often, obliged, clause),
        obliged=str(obliged),
        first_year=first,
        last_year=last,
        bound=str(bound),
        recurrence=str(often),
        day=day,
        month=month,
        to_whom=facts.get("to") or "",
        via=(facts.get("via") or "")[:200],
        evidence=("; ".join(facts.get("evidence") or []) or _EVIDENCE.get(kind, ""))[:300],
        source=draft.quote,
        clause=clause.pk,
        suggested=_suggested(kind, obliged, facts) if bound is DayBound.NONE else None,
        stated=draft.basis != Basis.INFERRED,
        chosen=not _is_general(kind, clause),
        doubt=doubt,
    )


def _obliged(kind: WorkKind, clause: NumberedClause, plan: PlanFacts) -> tuple[WhoMust, str]:
    """Who must do it, and what is doubtful about that or about the clause."""
    facts, draft = clause.facts, clause.draft
    unsure = draft.confidence is not None and draft.confidence < SURE
    doubt = (draft.reason or _NOT_SURE) if unsure else ""
    if facts.get("obliged"):
        return WhoMust(facts["obliged"]), doubt
    told = who_must(facts.get("who") or "", facts.get("to") or "", plan.issuer)
    if told is not None:
        return told, doubt
    if kind in _REVIEWS:
        return WhoMust.ORGANISER, doubt
    return WhoMust.GRASSROOTS, doubt or _NOBODY_NAMED


def _years(kind: WorkKind, often: HowOften, facts: dict[str, Any], span: Span) -> tuple[int, int | None]:
    if facts.get("first_year"):
        return facts["first_year"], _last_year(often, facts)
    if often is HowOften.ONCE:
        return span.years_of_once(kind, facts.get("year"))
    return span.first, span.last


def _last_year(often: HowOften, facts: dict[str, Any]) -> int | None:
    """A suggested year moves what comes once, because it falls in its last year."""
    suggested: int | None = (facts.get("suggestion") or {}).get("year")
    if often is HowOften.ONCE and suggested and suggested >= facts["first_year"]:
        return suggested
    last: int | None = facts.get("last_year")
    return last


def _day(often: HowOften, facts: dict[str, Any]) -> tuple[DayBound, int | None, int | None]:
    bound = DayBound(facts.get("bound") or DayBound.NONE)
    day, month = facts.get("day"), facts.get("month")
    month_needed = often in (HowOften.ONCE, HowOften.YEARLY)
    if bound is DayBound.NONE or day is None or (month_needed and month is None):
        return DayBound.NONE, None, None
    return bound, day, month


def _suggested(kind: WorkKind, obliged: WhoMust, facts: dict[str, Any]) -> SuggestedDay:
    if given := facts.get("suggestion"):
        return SuggestedDay(given["day"], given["month"], given["reason"])
    if month := facts.get("month"):
        # February counts 28 days here: the day must exist in every year.
        return SuggestedDay(calendar.monthrange(2001, month)[1], month, f"Kế hoạch chỉ nói tháng {month}.")
    if "thang cong nhan" in fold(facts.get("when") or ""):
        return SuggestedDay(31, 5, "Tháng Công nhân là tháng 5.")
    if kind is WorkKind.REPORT and obliged is WhoMust.ORGANISER:
        return SuggestedDay(30, 11, "Sau khi các đơn vị bên dưới đã báo cáo.")
    return _SUGGESTED.get(kind, _LAST_DAY)


def _title(kind: WorkKind, often: HowOften, obliged: WhoMust, clause: NumberedClause) -> str:
    """The project's own words for what was read; what a person or a definition worded keeps its words."""
    if not clause.draft.quote or kind is WorkKind.TASK:
        return shortened(clause.draft.text, 200)
    if kind is WorkKind.REPORT:
        return "Báo cáo tổng hợp gửi cấp trên" if obliged is WhoMust.ORGANISER else _REPORTS[often]
    year = clause.facts.get("year")
    if kind in _REVIEWS and year and often is HowOften.ONCE:
        return f"{_TITLES[kind]} năm {year}"
    return f"{_TITLES[kind]} hằng năm" if kind in _REVIEWS and often is HowOften.YEARLY else _TITLES[kind]


def shortened(text: str, most: int) -> str:
    """The text, cut at a word with an ellipsis where it is too long."""
    return text if len(text) <= most else text[: most - 1].rsplit(" ", 1)[0] + "…"


def _is_general(kind: WorkKind, clause: NumberedClause) -> bool:
    """A yearly sentence that names no particular work is offered, not ticked."""
    read = bool(clause.draft.quote)
    return read and kind is WorkKind.TASK and clause.draft.kind != ClauseKind.DEADLINE


def without_repeats(duties: Sequence[DutyProposal]) -> Iterator[DutyProposal]:
    """Drop what another proposal already covers: the same sentence, the same work without a day, a year of a series."""
    kept: list[DutyProposal] = []
    for duty in sorted(duties, key=lambda duty: (duty.day is None, duty.recurrence == HowOften.ONCE)):
        if not any(_covers(other, duty) for other in kept):
            kept.append(duty)
    yield from (duty for duty in duties if any(duty is other for other in kept))


def _covers(other: DutyProposal, duty: DutyProposal) -> bool:
    if (other.kind, other.obliged) != (duty.kind, duty.obliged) or duty.kind == WorkKind.TASK:
        return False
    if duty.source and other.source == duty.source and other.recurrence == duty.recurrence:
        return (other.day, other.month) == (duty.day, duty.month) or duty.day is None
    if duty.day is None and duty.kind not in _REVIEWS:
        return other.day is not None or other.recurrence == duty.recurrence
    series = other.recurrence == HowOften.YEARLY and duty.recurrence == HowOften.ONCE
    return series and duty.day is not None and (other.day, other.month) == (duty.day, duty.month)
