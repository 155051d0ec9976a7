"""This plan beside the plan it carries out: days, targets and stages."""

from collections.abc import Iterator

from namkhong.plans.rules import comparing
from namkhong.plans.rules.critic.case import Case, Superior, numbers, short
from namkhong.plans.rules.critic.finding import Change, Deed, Finding, FindingKind, Weight
from namkhong.plans.rules.proposals import NumberedClause
from namkhong.plans.states import ClauseKind


def find(case: Case) -> Iterator[Finding]:
    """All findings that need the superior's plan."""
    if case.superior is not None:
        yield from _targets(case, case.superior)
        yield from _days(case, case.superior)
        yield from _stages(case, case.superior)


def _targets(case: Case, superior: Superior) -> Iterator[Finding]:
    for row in comparing.targets(case.clauses, superior.clauses):
        if row.ours is None:
            yield _missing(row.theirs)
        elif row.verdict is comparing.Verdict.WEAKER:
            yield _weaker(case, row.ours, row)
        elif row.verdict is comparing.Verdict.UNCLEAR:
            yield Finding(
                kind=FindingKind.WEAKER,
                weight=Weight.NOTE,
                sentence=f"Chưa so được với chỉ tiêu của cấp trên, vì {row.reason}: “{short(row.ours.draft.text)}”.",
                mend="Ghi lại theo cách tính của cấp trên.",
                spots=case.spots_of(row.ours),
                clauses=numbers((row.ours,)),
            )


def _missing(theirs: NumberedClause) -> Finding:
    taken = Change(
        deed=Deed.ADD,
        label="Thêm chỉ tiêu của cấp trên",
        kind=ClauseKind.TARGET,
        text=theirs.draft.text,
        facts=theirs.facts | {"stage": ""},
    )
    return Finding(
        kind=FindingKind.WEAKER,
        weight=Weight.SERIOUS,
        sentence=f"Kế hoạch cấp trên có chỉ tiêu này, ở đây không có: “{short(theirs.draft.text)}”.",
        mend="Thêm chỉ tiêu cho đơn vị mình, hoặc ghi lý do không áp dụng.",
        changes=(taken,),
    )


def _weaker(case: Case, ours: NumberedClause, row: comparing.TargetComparison) -> Finding:
    bounds = {name: row.theirs.facts.get(name) for name in ("low", "high", "direction")}
    taken = Change(
        deed=Deed.REVISE,
        label="Lấy mức của cấp trên",
        clause=ours.pk,
        text=row.theirs.draft.text,
        facts=ours.facts | bounds,
    )
    return Finding(
        kind=FindingKind.WEAKER,
        weight=Weight.SERIOUS,
        sentence=f"Chỉ tiêu thấp hơn cấp trên giao: “{short(ours.draft.text)}”; cấp trên: {row.reason}.",
        mend="Nâng cho bằng cấp trên, hoặc ghi lý do của đơn vị.",
        spots=case.spots_of(ours),
        clauses=numbers((ours,)),
        changes=(taken,),
    )


def _days(case: Case, superior: Superior) -> Iterator[Finding]:
    for row in comparing.later_days(case.clauses, superior.clauses, superior.issuer):
        yield Finding(
            kind=FindingKind.LATER_THAN_SUPERIOR,
            weight=Weight.BLOCKING,
            sentence=f"Hạn {comparing.said(row.ours.facts)} ở đây muộn hơn hạn cấp trên giao "
            f"({comparing.said(row.theirs.facts)}): “{short(row.ours.draft.text)}”.",
            mend=f"Đặt hạn sớm hơn {comparing.said(row.theirs.facts)}, để còn kịp tổng hợp gửi lên.",
            spots=case.spots_of(row.ours),
            clauses=numbers((row.ours,)),
        )


def _stages(case: Case, superior: Superior) -> Iterator[Finding]:
    for ours, first, last in comparing.outside_stages(case.clauses, superior.clauses):
        yield Finding(
            kind=FindingKind.OUTSIDE,
            weight=Weight.NOTE,
            sentence=f"“{short(ours.draft.text)}” ({ours.facts['start_year']} - {ours.facts['end_year']}) "
            f"nằm ngoài thời gian của kế hoạch cấp trên ({first} - {last}).",
            mend="Kiểm tra lại năm đầu, năm cuối.",
            spots=case.spots_of(ours),
            clauses=numbers((ours,)),
        )
