"""Ranges of years that cannot all be the time of the plan."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from namkhong.plans.rules.critic.case import Case, numbers
from namkhong.plans.rules.critic.finding import Change, Deed, Finding, FindingKind, Spot, Weight
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import Basis, ClauseKind

_RANGE = re.compile(
    r"[Gg]iai đoạn\s+(?:từ\s+)?(?:năm\s+)?((?:19|20)\d\d)\s*(?:-|–|—|đến|tới)\s*(?:hết\s+)?(?:năm\s+)?((?:19|20)\d\d)"
    r"|GIAI ĐOẠN\s+((?:19|20)\d\d)\s*(?:-|–|—|ĐẾN)\s*(?:NĂM\s+)?((?:19|20)\d\d)"
)
_CITED = re.compile(
    r"chương trình|chiến lược|nghị quyết|quyết định|quy hoạch|đề án|chỉ thị|kết luận|dự án|nhiệm kỳ|kế hoạch số",
    re.IGNORECASE,
)
_QUOTED = re.compile(r"“([^”]{8,})”")
_NEAR = 170


@dataclass(frozen=True, slots=True)
class Range:
    """A range of years in the text; `open_ended` where the words run on ("và các năm tiếp theo")."""

    first: int
    last: int
    open_ended: bool
    spots: tuple[Spot, ...]

    @property
    def said(self) -> str:
        """The range in words."""
        return f"{self.first} - {self.last}" + (" và các năm tiếp theo" if self.open_ended else "")


def find(case: Case) -> Iterator[Finding]:
    """The ranges that begin with the plan and end otherwise, shown together with each place."""
    own = _own(case)
    if own is None:
        return
    other: dict[int, Range] = {}
    stages = {(clause.facts.get("start_year"), clause.facts.get("end_year")) for clause in case.of(ClauseKind.STAGE)}
    for match in _RANGE.finditer(case.text):
        first, last = (int(year) for year in match.groups() if year)
        alien = first != own.first or last < first or (last == own.last and not own.open_ended)
        if alien or (first, last) in stages or _of_another(case, match):
            continue
        other.setdefault(last, Range(first, last, False, (case.spot(*match.span()),)))
    if any(one.last != own.last for one in other.values()):
        yield _finding(case, [*other.values(), own])


def _own(case: Case) -> Range | None:
    """The time of the plan: from its first stage to its last."""
    stages = [clause for clause in case.of(ClauseKind.STAGE) if _whole(clause)]
    if not stages or any(clause.draft.basis == Basis.TYPED for clause in stages):
        return None  # nothing to compare, or somebody has decided
    first = min(clause.facts["start_year"] for clause in stages)
    last = max(clause.facts["end_year"] for clause in stages)
    runs_on = any(clause.facts.get("open_ended") for clause in stages)
    return Range(first, last, runs_on, case.spots_of(*stages))


def _whole(clause: NumberedClause) -> bool:
    return bool(clause.facts.get("start_year") and clause.facts.get("end_year"))


def _of_another(case: Case, match: re.Match[str]) -> bool:
    """The range belongs to a document that is cited, not to this plan; the plan's own quoted name makes it its own."""
    line = case.text.rfind("\n", 0, match.start()) + 1
    before = case.text[max(line, match.start() - _NEAR) : match.start()]
    if before.rstrip().endswith("”"):
        names = {
            " ".join(name.split()).lower() for name in _QUOTED.findall(f"{case.head.title} {case.head.campaign_name}")
        }
        return not any(" ".join(before.split()).lower().endswith(f"{name}”") for name in names)
    clause = re.split(r"[;.]\s", before)[-1]
    return _CITED.search(clause) is not None and not case.head.title.lower().endswith(match.group().lower())


def _finding(case: Case, ranges: list[Range]) -> Finding:
    stages = case.of(ClauseKind.STAGE)
    listed = ", ".join(one.said for one in ranges[:-1])
    return Finding(
        kind=FindingKind.RANGES,
        weight=Weight.BLOCKING,
        sentence=f"Văn bản nêu các khoảng năm khác nhau cho cùng một việc: {listed}; "
        f"còn chia giai đoạn thì thành {ranges[-1].said}.",
        mend="Hỏi lại nơi ban hành khoảng nào đúng, rồi sửa năm cuối của giai đoạn cho khớp.",
        spots=tuple(spot for one in ranges for spot in one.spots),
        clauses=numbers(stages),
        changes=tuple(change for one in ranges[:-1] for change in _end_with(stages, one)),
    )


def _end_with(stages: list[NumberedClause], wanted: Range) -> Iterator[Change]:
    """Let the last stage end with another year, where it still has room for that."""
    final = max(filter(_whole, stages), key=lambda clause: clause.facts["end_year"])
    if final.facts["start_year"] <= wanted.last:
        yield Change(
            deed=Deed.REVISE,
            label=f"Lấy năm cuối là {wanted.last}",
            clause=final.pk,
            text=final.draft.text,
            facts=final.facts | {"end_year": wanted.last, "open_ended": False},
        )
