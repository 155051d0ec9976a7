"""Parts that a plan should have and this one has not, and percentages that nobody can check."""

import re
from collections.abc import Iterator

from namkhong.foundation.text import fold
from namkhong.plans.rules.critic.case import Case
from namkhong.plans.rules.critic.finding import Change, Deed, Finding, FindingKind, Weight
from namkhong.plans.rules.critic.some import about_some
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import ClauseKind, TargetDirection

_BASE = re.compile(
    r"so voi|so cung ky|cung ky|binh quan|/nam|moi nam|hang nam|nam sau|nam truoc|so nam|tu nam|hang thang|hang quy|%/"
)
_CHANGES = (TargetDirection.DECREASE, TargetDirection.INCREASE)
_TIMES = re.compile(
    r"truoc ngay|cham nhat|den (?:het )?ngay|ngay \d{1,2} thang|thang \d{1,2}\b|quy (?:i|ii|iii|iv|[1-4])\b"
    r"|hang (?:nam|thang|quy|tuan)|thoi gian (?:thuc hien|hoan thanh)|hoan thanh (?:trong|truoc|vao)|cuoi nam|dau nam"
)


def find(case: Case) -> Iterator[Finding]:
    """Missing parts, then percentages without a base. A news article is no plan, and half a document is not judged."""
    if case.news or not case.text:
        return
    if case.complete:
        yield from _parts(case)
    yield from _base(case)


def _parts(case: Case) -> Iterator[Finding]:
    missing = []
    if not case.head.number:
        missing.append("số văn bản")
    if case.head.issued_on is None:
        missing.append("ngày ban hành")
    if not case.of(ClauseKind.SIGNER):
        missing.append("người ký")
    if not case.of(ClauseKind.RECIPIENT):
        missing.append("nơi nhận")
    if missing:
        yield Finding(
            kind=FindingKind.MISSING_PART,
            weight=Weight.SERIOUS if len(missing) > 2 else Weight.NOTE,
            sentence=f"Không thấy {', '.join(missing)}. Có thể đây là bản dự thảo hoặc bản sao lược bớt.",
            mend="Xin bản đã ban hành, hoặc điền vào phần thông tin chung.",
        )
    if not case.of(ClauseKind.DEADLINE) and not _TIMES.search(fold(_body(case))):
        yield Finding(
            kind=FindingKind.MISSING_PART,
            weight=Weight.SERIOUS,
            sentence="Cả văn bản không có thời hạn nào: không biết khi nào phải xong, khi nào phải báo cáo.",
            mend="Ghi ngày hoàn thành cho các việc chính và ngày gửi báo cáo.",
        )


def _body(case: Case) -> str:
    """The text from the first numbered section on."""
    start = re.search(r"\n\s*(?:I|1|Phần thứ nhất)\s*[.)/-]?\s", case.text)
    return case.text[start.start() if start else 0 :]


def _base(case: Case) -> Iterator[Finding]:
    """Growth and decline in per cent with no word on what they are counted from."""
    loose = [
        clause
        for clause in case.of(ClauseKind.TARGET)
        if clause.facts.get("direction") in _CHANGES
        and clause.facts.get("unit") == "percent"
        and clause.facts.get("period") != "yearly"
        and not _BASE.search(fold(_sentence(case, clause.draft.span_from) or clause.draft.text))
    ]
    if loose:
        yield about_some(
            case,
            loose,
            kind=FindingKind.BASE,
            weight=Weight.NOTE,
            said="Không rõ so với mốc nào",
            counted="chỉ tiêu",
            mend="Ghi thêm so với năm nào, và đến khi nào phải đạt.",
        )
    yield from _points(case)


def _sentence(case: Case, start: int | None) -> str:
    """The line that holds a place."""
    if start is None:
        return ""
    return case.text[case.text.rfind("\n", 0, start) + 1 : (case.text.find("\n", start) + 1 or len(case.text) + 1) - 1]


def _points(case: Case) -> Iterator[Finding]:
    """A change of a rate in per cent may mean per cent of the last figure or percentage points."""
    unclear = [
        clause
        for clause in case.of(ClauseKind.TARGET)
        if clause.facts.get("direction") in _CHANGES
        and clause.facts.get("unit") == "percent"
        and re.search(r"\b(?:ty le|ti le|muc do|ty trong)\b", fold(clause.draft.text))
        and "diem phan tram" not in fold(clause.draft.text)
        and not clause.facts.get("unit_stated")
    ]
    if unclear:
        yield about_some(
            case,
            unclear,
            kind=FindingKind.BASE,
            weight=Weight.NOTE,
            said="Chưa rõ là phần trăm của số cũ hay điểm phần trăm",
            counted="chỉ tiêu",
            mend="Ghi rõ cách tính. Ví dụ tỷ lệ đang là 40%: giảm 5% của số cũ thì còn 38%, "
            "giảm 5 điểm phần trăm thì còn 35%.",
            changes=tuple(change for clause in unclear[:1] for change in _readings(clause)),
        )


def _readings(clause: NumberedClause) -> Iterator[Change]:
    for unit, label in (("percent", "Tính theo phần trăm của số cũ"), ("points", "Tính theo điểm phần trăm")):
        yield Change(
            deed=Deed.REVISE,
            label=label,
            clause=clause.pk,
            text=clause.draft.text,
            facts=clause.facts | {"unit": unit, "unit_stated": True},
        )
