"""From a definition of the library to the head and the clauses of a plan. Nothing here was read: it is stated."""

from collections.abc import Iterator

from namkhong.plans.library.shape import Definition, Document, Duty, Milestone, Stage, Target
from namkhong.plans.rules.drafts import ClauseDraft, HeadDraft, work_facts
from namkhong.plans.states import Basis, ClauseKind, HowOften, WhoMust, WorkKind

_KIND_OF_MILESTONE = {
    "launch": WorkKind.LAUNCH,
    "register": WorkKind.REGISTER,
    "interim_review": WorkKind.INTERIM_REVIEW,
    "final_review": WorkKind.FINAL_REVIEW,
}


def head_of_definition(definition: Definition) -> HeadDraft:
    """What stands over the plan."""
    return HeadDraft(
        title=f"Kế hoạch thực hiện {definition.name[:1].lower()}{definition.name[1:]}",
        campaign_name=definition.name,
        issuer=definition.issuer.name,
        number=definition.number,
        issued_on=definition.issued_on,
        warnings=definition.warnings,
    )


def clauses_of_definition(definition: Definition) -> list[ClauseDraft]:
    """Every part of the definition as a clause, in the order of `ClauseKind`."""
    stages = {stage.key: stage.name for stage in definition.stages}
    drafts = [
        *[_document(item) for item in definition.legal_bases],
        *[_stage(item) for item in definition.stages],
        *[_target(item, stages.get(item.stage, "")) for item in definition.targets],
        *_listed(definition),
        *[_duty(item) for item in definition.duties],
        *[_milestone(item) for item in definition.milestones if not _is_duty(item, definition.duties)],
    ]
    order = list(ClauseKind)
    return sorted(drafts, key=lambda draft: order.index(draft.kind))


def _stated(clause: ClauseKind, text: str, **facts: object) -> ClauseDraft:
    return ClauseDraft(kind=clause, text=text, facts=dict(facts), basis=Basis.PRINTED)


def _document(item: Document) -> ClauseDraft:
    number = f" số {item.number}" if item.number else ""
    return _stated(
        ClauseKind.LEGAL_BASIS,
        f"{item.kind}{number}",
        kind=item.kind,
        number=item.number,
        issued_on=item.issued_on.isoformat() if item.issued_on else "",
        issuer=item.issuer,
    )


def _stage(item: Stage) -> ClauseDraft:
    years = {"start_year": item.start, "end_year": item.end, "open_ended": item.open_ended}
    if item.stated:
        return _stated(ClauseKind.STAGE, item.name, **years)
    return ClauseDraft(
        kind=ClauseKind.STAGE,
        text=item.name,
        facts=dict(years),
        basis=Basis.INFERRED,
        reason="Kế hoạch không nêu giai đoạn; đây là gợi ý theo các mốc trong kế hoạch.",
    )


def _target(item: Target, stage: str) -> ClauseDraft:
    return _stated(
        ClauseKind.TARGET,
        item.title,
        metric=item.metric,
        direction=item.direction,
        low=str(item.low),
        high=str(item.high),
        unit=item.unit,
        unit_stated=item.unit_stated,
        value="",
        period=item.period,
        stage=stage,
    )


def _listed(definition: Definition) -> Iterator[ClauseDraft]:
    grouped = (
        (ClauseKind.AUDIENCE, definition.audience),
        (ClauseKind.CONTENT_ITEM, definition.content),
        (ClauseKind.EMULATION_CONTENT, definition.emulation),
    )
    for kind, groups in grouped:
        yield from (_stated(kind, text, group=group.title) for group in groups for text in group.items)
    for group in definition.task_groups:
        yield _stated(ClauseKind.TASK_GROUP, group.title, number="", count=len(group.items), items=list(group.items))
    for rubric in definition.criteria:
        for criterion in rubric.criteria:
            subs = list(criterion.subs)
            yield _stated(ClauseKind.CRITERION, criterion.title, group=rubric.title, subs=subs)
    for body in definition.bodies:
        yield _stated(ClauseKind.RESPONSIBILITY, body.title, tasks=list(body.items))
    for award in definition.award_forms:
        yield _stated(ClauseKind.AWARD_FORM, award.name, by=award.by)
    for recipient in definition.recipients:
        yield _stated(ClauseKind.RECIPIENT, recipient)
    if signer := definition.signer:
        yield _stated(ClauseKind.SIGNER, signer.name, title=signer.position, authority=signer.authority)


def _duty(item: Duty) -> ClauseDraft:
    suggestion = item.suggestion
    facts = work_facts(
        kind=item.kind,
        who=item.body,
        obliged=str(WhoMust.ORGANISER) if item.who == "named" else item.who,
        to=item.to_whom,
        via=item.via,
        bound=str(item.bound),
        day=item.day,
        month=item.month,
        year=item.last_year if item.recurrence == "once" else None,
        recurrence=item.recurrence,
        first_year=item.first_year,
        last_year=item.last_year,
        evidence=list(item.evidence),
        suggestion=suggestion.model_dump() if suggestion else None,
    )
    return ClauseDraft(
        kind=_clause_kind(item),
        text=item.title,
        facts=facts,
        basis=Basis.PRINTED if item.stated else Basis.INFERRED,
        reason=(item.note or ("" if item.stated else "Kế hoạch không nêu; đây là gợi ý."))[:300],
    )


def _clause_kind(item: Duty) -> ClauseKind:
    kind = WorkKind(item.kind)
    if kind is WorkKind.PLEDGE:
        return ClauseKind.PLEDGE
    if item.day is not None or kind is WorkKind.REPORT:
        return ClauseKind.DEADLINE
    once = HowOften(item.recurrence) is HowOften.ONCE
    return ClauseKind.MILESTONE if once else ClauseKind.RECURRING_ACTIVITY


def _milestone(item: Milestone) -> ClauseDraft:
    """A point in the life of the campaign for which no duty stands; shown, never assigned."""
    facts = work_facts(
        when=item.when,
        year=item.year or (item.on.year if item.on else None),
        recurrence="yearly" if item.yearly else "once",
    )
    return ClauseDraft(kind=ClauseKind.MILESTONE, text=item.title, facts=facts, basis=Basis.PRINTED)


def _is_duty(item: Milestone, duties: tuple[Duty, ...]) -> bool:
    return any(duty.kind == _KIND_OF_MILESTONE.get(item.kind) for duty in duties)
