"""What a draft still lacks before it can be adopted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from namkhong.plans.rules.drafts import ClauseDraft
from namkhong.plans.states import ClauseKind, DayBound, HowOften

_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


@dataclass(frozen=True, slots=True)
class Gap:
    """One thing to mend, as a sentence; `clause` is the place in the list of clauses, None for the head."""

    sentence: str
    clause: int | None = None


def gaps_of(title: str, campaign_name: str, clauses: Sequence[ClauseDraft]) -> list[Gap]:
    """What must be mended; empty when the plan may be adopted."""
    return list(_gaps(title, campaign_name, clauses))


def _gaps(title: str, campaign_name: str, clauses: Sequence[ClauseDraft]) -> Iterator[Gap]:
    if not title and not campaign_name:
        yield Gap("Chưa có tên kế hoạch. Hãy ghi tên kế hoạch hoặc tên cuộc vận động.")
    if not any(clause.kind == ClauseKind.STAGE for clause in clauses):
        yield Gap("Chưa có giai đoạn nào. Hãy thêm ít nhất một giai đoạn, có năm đầu và năm cuối.")
    for place, clause in enumerate(clauses):
        if sentence := _gap_in(clause):
            yield Gap(sentence, place)


def _gap_in(clause: ClauseDraft) -> str:
    if clause.kind == ClauseKind.STAGE:
        return _gap_in_stage(clause)
    if clause.facts.get("bound", DayBound.NONE) != DayBound.NONE:
        return _gap_in_day(clause)
    return ""


def _gap_in_stage(clause: ClauseDraft) -> str:
    first, last = clause.facts.get("start_year"), clause.facts.get("end_year")
    if first is None or last is None:
        return f"“{clause.text}” chưa đủ năm đầu và năm cuối."
    return f"“{clause.text}” có năm cuối {last} đứng trước năm đầu {first}." if last < first else ""


def _gap_in_day(clause: ClauseDraft) -> str:
    day, month = clause.facts.get("day"), clause.facts.get("month")
    month_needed = clause.facts.get("recurrence") in (HowOften.ONCE, HowOften.YEARLY)
    name = clause.text if len(clause.text) <= 80 else clause.text[:79] + "…"
    if day is None or (month_needed and month is None):
        return f"“{name}” chưa đủ ngày và tháng. Hãy ghi thêm, hoặc chọn “văn bản không ghi ngày”."
    if not 1 <= (month or 1) <= 12 or not 1 <= day <= _DAYS[month or 1]:
        return f"“{name}” ghi một ngày không có trong lịch. Hãy sửa lại."
    return ""
