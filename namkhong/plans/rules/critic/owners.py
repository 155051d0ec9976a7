"""Who does it, who reports by when to whom, who sums up, and whether they all receive the plan."""

import re
from collections.abc import Iterator

from namkhong.foundation.text import fold
from namkhong.plans.rules.bodies import bare_body, same_body
from namkhong.plans.rules.critic.case import Case, numbers, short
from namkhong.plans.rules.critic.finding import Change, Deed, Finding, FindingKind, Spot, Weight
from namkhong.plans.rules.critic.some import about_some
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import ClauseKind, HowOften, WorkKind

_REPORTS = re.compile(
    r"(?:\b(?:gui|dinh ky|tong hop|tong hop, |lap|xay dung|che do|thuc hien|hang nam|hang nam, )\s*bao cao"
    r"|\bbao cao (?:ket qua|tinh hinh|dinh ky|so ket|tong ket))"
)
_OPEN_TIME = re.compile(
    r"theo quy dinh|theo yeu cau|khi co yeu cau|theo huong dan|dot xuat|theo thoi gian|xin y kien|khi ket thuc"
    r"|phat sinh"
)
_SOME_TIME = re.compile(
    r"truoc ngay|cham nhat|ngay \d|truoc \d|thang \d|quy [ivx1-4]\b|trong thoi han|hang (?:thang|quy)"
)
_LEAD_LINE = re.compile(r"\bchủ trì(?: thực hiện)?\s*:")
"""Where a plan names its leads group by group, it does so in lines of their own."""
_FORM = re.compile(r"bieu mau|phu luc|de cuong|theo mau|mau so|mau bao cao|bieu so|kem theo")
_EVERYBODY = re.compile(
    r"nhu (?:tren|dieu|muc|phan|kinh gui)|co ten tai|cac don vi|don vi lien quan|co quan lien quan|cac co quan"
    r"|thuc hien"
)
_GENERIC = re.compile(
    r"^(?:cac |can bo|thanh vien|nguoi dung dau|don vi|co quan|dia phuong|doan kiem tra|to |toan the|ca nhan"
    r"|dong chi|pho |truong |bi thu|doanh nghiep|to chuc)"
)
_CLASSES = (
    (
        re.compile(
            r"^(?:so|thanh tra|cong an|bo chi huy|ban chi huy|hai quan|thue|kho bac|bao hiem|ngan hang|chi cuc|cuc"
            r"|toa an|vien|trung tam|ban quan ly)\b"
        ),
        re.compile(r"\bso\b[^;]*\b(?:ban|nganh|co quan)|cac so|cac co quan|ban, nganh|ban nganh|cac nganh"),
    ),
    (
        re.compile(r"\b(?:phong|van phong)\b"),
        re.compile(r"\bphong\b|ban, nganh|ban nganh|van phong|\bvp|cac co quan|\blanh dao vp"),
    ),
    (re.compile(r"^bo\b"), re.compile(r"cac bo\b")),
    (re.compile(r"uy ban nhan dan"), re.compile(r"\bubnd\b|uy ban nhan dan|\bxa\b|\bphuong\b|dia phuong|huyen")),
    (
        re.compile(r"mat tran|hoi|doan|cong doan|lien doan|chinh tri"),
        re.compile(r"mat tran|mttq|mt tq|doan the|to chuc chinh tri|hoi |cong doan|ldld|tc ct|cdcs|cdn"),
    ),
    (
        re.compile(r"bao|dai|cong thong tin|phat thanh|truyen thong"),
        re.compile(r"\bbao\b|\bdai\b|cong (?:thong tin|ttdt)|website|truyen hinh|phat thanh"),
    ),
)


def find(case: Case) -> Iterator[Finding]:
    """All findings about who does what."""
    if case.news:
        return
    yield from _nobody(case)
    yield from _no_lead(case)
    yield from _no_lead_in_table(case)
    yield from _no_deadline(case)
    yield from _no_collector(case)
    yield from _no_recipient(case)
    yield from _no_form(case)
    yield from _unlisted(case)


def _nobody(case: Case) -> Iterator[Finding]:
    """A plan that asks for work and names no body at all."""
    work = case.of(ClauseKind.TASK_GROUP, ClauseKind.DEADLINE, ClauseKind.MILESTONE, ClauseKind.CONTENT_ITEM)
    named = case.of(ClauseKind.RESPONSIBILITY) or any(
        clause.facts.get("who") for clause in case.of(ClauseKind.DEADLINE)
    )
    if work and not named and case.complete and not re.search(r"chu tri|giao\b|co trach nhiem|phan cong", case.folded):
        yield Finding(
            kind=FindingKind.NOBODY,
            weight=Weight.SERIOUS,
            sentence="Kế hoạch nêu việc phải làm nhưng không thấy giao cho cơ quan, đơn vị hay người nào.",
            mend="Thêm phần tổ chức thực hiện, ghi rõ mỗi việc ai chủ trì, ai phối hợp.",
            spots=case.spots_of(*work[:3]),
        )


def _no_lead(case: Case) -> Iterator[Finding]:
    """Task groups without a lead where the others name theirs."""
    groups = [clause for clause in case.of(ClauseKind.TASK_GROUP) if clause.draft.span_from is not None]
    edges = sorted(clause.draft.span_from or 0 for clause in groups)
    if not edges:
        return
    ends = dict(zip(edges, [*edges[1:], _end_of_section(case, edges[-1])], strict=True))
    led = {
        clause.pk: _names_lead(case.low[clause.draft.span_from : ends[clause.draft.span_from or 0]])
        for clause in groups
    }
    without = [clause for clause in groups if not led[clause.pk]]
    if without and len(without) * 2 < len(groups) <= len(_LEAD_LINE.findall(case.low)) * 2:
        yield about_some(
            case,
            without,
            kind=FindingKind.NO_LEAD,
            weight=Weight.SERIOUS,
            said="Các nhóm việc khác đều ghi nơi chủ trì, riêng nhóm này thì không",
            counted="nhóm",
            mend="Ghi cơ quan chủ trì cho nhóm việc này.",
        )


def _no_lead_in_table(case: Case) -> Iterator[Finding]:
    """Rows of a table of tasks (they know who helps) without a lead where the other rows name theirs."""
    rows = [clause for clause in case.of(ClauseKind.DEADLINE) if "with_whom" in clause.facts]
    full = [clause for clause in rows if clause.facts.get("with_whom") or clause.facts.get("evidence")]
    without = [clause for clause in full if not clause.facts.get("who")]
    if without and len(without) * 2 < len(rows):
        yield about_some(
            case,
            without,
            kind=FindingKind.NO_LEAD,
            weight=Weight.SERIOUS,
            said="Dòng này trong bảng nhiệm vụ không ghi nơi chủ trì",
            counted="dòng",
            mend="Ghi cơ quan chủ trì cho từng dòng.",
        )


def _names_lead(low: str) -> bool:
    return any(word in low for word in ("chủ trì", "giao ", "phân công", "thực hiện:"))


def _end_of_section(case: Case, start: int) -> int:
    """Where the last group ends: at the next heading in Roman numbers, or the end of the text."""
    found = re.compile(r"\n\s*[IVX]{1,5}\s*[.)/-]\s").search(case.text, start + 1)
    return found.start() if found else len(case.text)


def _reports(case: Case) -> list[NumberedClause]:
    return [clause for clause in case.of(ClauseKind.DEADLINE) if clause.facts.get("kind") == WorkKind.REPORT]


def _no_deadline(case: Case) -> Iterator[Finding]:
    """Who is to report again and again without a day; bodies told to report where no deadline of the plan is theirs."""
    undated = [clause for clause in _reports(case) if _comes_back_undated(clause)]
    timed = [clause for clause in _reports(case) if clause.facts.get("day") or clause.facts.get("when")]
    if any(_GENERIC.match(fold(clause.facts.get("who") or "các đơn vị")) for clause in timed):
        return
    told = [] if undated or _time_of_reports(case) else list(_told_to_report(case, timed))
    names = [clause.facts.get("who") or "nơi thực hiện" for clause in undated] + [
        clause.draft.text for clause, _ in told
    ]
    if names:
        listed = ", ".join(f"“{short(name, 60)}”" for name in dict.fromkeys(names[:3]))
        yield Finding(
            kind=FindingKind.NO_DEADLINE,
            weight=Weight.SERIOUS,
            sentence=f"Được giao báo cáo nhưng không có ngày phải nộp: {listed}"
            + (f" và {len(names) - 3} nơi nữa." if len(names) > 3 else "."),
            mend="Ghi ngày nộp và kỳ báo cáo (tháng, quý, năm).",
            spots=case.spots_of(*undated[:4]) + tuple(_spot_of_task(case, *pair) for pair in told[:4]),
            clauses=numbers([*undated, *(clause for clause, _ in told)]),
        )


def _comes_back_undated(clause: NumberedClause) -> bool:
    known = clause.facts.get("day") or clause.facts.get("when")
    return not known and clause.facts.get("recurrence") != HowOften.ONCE


def _told_to_report(case: Case, timed: list[NumberedClause]) -> Iterator[tuple[NumberedClause, str]]:
    """Bodies other than the issuer with the task in which they are told to report."""
    for clause in case.of(ClauseKind.RESPONSIBILITY):
        task = next(filter(_undated_report, clause.facts.get("tasks", ())), "")
        own = any(same_body(clause.draft.text, other.facts.get("who", "")) for other in timed)
        if task and not own and not _issuer(case, clause.draft.text):
            yield clause, task


def _spot_of_task(case: Case, clause: NumberedClause, task: str) -> Spot:
    """The task where it stands in the text, else the body."""
    start, end = clause.draft.span_from or 0, clause.draft.span_to or 0
    at = case.text.find(task[:60], start)
    return case.spot(at, at + len(task)) if at >= 0 else case.spot(start, end)


def _undated_report(task: str) -> bool:
    bare = fold(task)
    return bool(_REPORTS.search(bare)) and not _OPEN_TIME.search(bare) and not _SOME_TIME.search(bare)


def _time_of_reports(case: Case) -> bool:
    """A sentence that sets the day of reports for everybody."""
    return any(_REPORTS.search(line) and _SOME_TIME.search(line) for line in map(fold, case.text.split("\n")))


def _no_collector(case: Case) -> Iterator[Finding]:
    """Many report and nobody is told to sum up."""
    reports = _reports(case)
    if reports and not re.search(r"tong hop|dau moi|tham muu|theo doi", case.folded):
        yield Finding(
            kind=FindingKind.NO_COLLECTOR,
            weight=Weight.SERIOUS,
            sentence="Các nơi phải gửi báo cáo nhưng không ghi cơ quan nào theo dõi, tổng hợp.",
            mend="Giao một cơ quan làm đầu mối theo dõi, đôn đốc và tổng hợp.",
            spots=case.spots_of(*reports[:2]),
        )


def _no_recipient(case: Case) -> Iterator[Finding]:
    lost = [clause for clause in _reports(case) if not clause.facts.get("to") and not clause.facts.get("via")]
    lost = [clause for clause in lost if re.search(r"\b(?:gui|bao cao ket qua|nop)\b", fold(clause.draft.text))]
    if lost:
        yield about_some(
            case,
            lost,
            kind=FindingKind.NO_RECIPIENT,
            weight=Weight.SERIOUS,
            said="Báo cáo này không ghi gửi về đâu",
            counted="chỗ",
            mend="Ghi cơ quan nhận báo cáo.",
        )


def _no_form(case: Case) -> Iterator[Finding]:
    """Figures can only be added up when all report the same ones."""
    reports = [clause for clause in _reports(case) if clause.facts.get("day")]
    if reports and not _FORM.search(case.folded):
        yield Finding(
            kind=FindingKind.NO_FORM,
            weight=Weight.NOTE,
            sentence="Có yêu cầu báo cáo nhưng không kèm mẫu hay đề cương; mỗi nơi báo cáo một kiểu thì khó cộng.",
            mend="Kèm một mẫu báo cáo ngắn, hoặc dùng mẫu có sẵn trong hệ thống khi phát động.",
            spots=case.spots_of(*reports[:2]),
        )


def _unlisted(case: Case) -> Iterator[Finding]:
    """Bodies that are given work and do not receive the plan."""
    printed = [clause.draft.text for clause in case.of(ClauseKind.RECIPIENT)]
    whole = " ; ".join(fold(line) for line in printed)
    if not printed or _EVERYBODY.search(whole):
        return
    lost = [
        clause
        for clause in case.of(ClauseKind.RESPONSIBILITY)
        if not _receives(clause.draft.text, whole, printed) and not _issuer(case, clause.draft.text)
    ]
    if lost:
        names = ", ".join(f"“{short(clause.draft.text, 60)}”" for clause in lost[:4])
        yield Finding(
            kind=FindingKind.UNLISTED,
            weight=Weight.NOTE,
            sentence=f"Được giao việc nhưng không thấy trong “Nơi nhận”: {names}"
            + (f" và {len(lost) - 4} nơi nữa." if len(lost) > 4 else "."),
            mend="Thêm các nơi này vào “Nơi nhận”, nếu không họ sẽ không nhận được kế hoạch.",
            spots=case.spots_of(*lost[:4]),
            changes=tuple(_recipient(clause.draft.text) for clause in lost[:4]),
        )


def _recipient(body: str) -> Change:
    label = f"Thêm “{short(body, 50)}”"
    return Change(deed=Deed.ADD, label=label, kind=ClauseKind.RECIPIENT, text=body)


def _receives(body: str, whole: str, printed: list[str]) -> bool:
    """By its name, most of its words, its initials ("NN&MT"), or among a class ("các sở, ban, ngành")."""
    bare = bare_body(body)
    if _GENERIC.match(fold(body)) or bare in whole or any(_mostly(bare, line) for line in printed):
        return True
    initials = "".join(word[0] for word in bare.split()[1:] if word != "va")
    if len(initials) > 1 and initials in re.sub(r"[^a-z0-9 ,;]", "", whole):
        return True
    return any(kind.search(bare) and among.search(whole) for kind, among in _CLASSES)


def _mostly(bare: str, line: str) -> bool:
    words = set(bare.split())
    return len(words & set(re.findall(r"\w+", bare_body(line)))) > len(words) / 2


def _issuer(case: Case, body: str) -> bool:
    return same_body(body, case.head.issuer) or fold(body) in fold(case.head.issuer)
