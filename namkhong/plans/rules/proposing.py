"""From clauses to proposals: stages and targets here, duties in `duties` and `said_in_passing`."""

from collections.abc import Sequence
from decimal import Decimal, InvalidOperation

from namkhong.foundation.text import fold
from namkhong.plans.rules.duties import duty_of, without_repeats
from namkhong.plans.rules.proposals import (
    NumberedClause,
    PlanFacts,
    PlanProposal,
    StageProposal,
    TargetProposal,
)
from namkhong.plans.rules.said_in_passing import duties_said_in_passing
from namkhong.plans.rules.span import Span
from namkhong.plans.states import ClauseKind, Metric, TargetDirection


def propose(plan: PlanFacts, clauses: Sequence[NumberedClause]) -> PlanProposal:
    """Stages, targets and duties of a plan; what stands in it twice is proposed once."""
    stages = _stages(clauses)
    span = Span.of(plan, stages, [year for clause in clauses if (year := clause.facts.get("year"))])
    duties = [duty for clause in clauses if (duty := duty_of(clause, plan, span))]
    said = duties_said_in_passing(plan, span, clauses, {duty.kind for duty in duties})
    return PlanProposal(
        name=plan.name,
        stages=stages,
        targets=tuple(_targets(clauses, stages)),
        duties=tuple(without_repeats([*duties, *said])),
    )


def _stages(clauses: Sequence[NumberedClause]) -> tuple[StageProposal, ...]:
    rows = []
    for clause in clauses:
        years = [year for key in ("start_year", "end_year") if (year := clause.facts.get(key))]
        if clause.draft.kind != ClauseKind.STAGE or not years:
            continue
        rows.append(
            StageProposal(
                name=clause.draft.text[:120],
                start_year=years[0],
                end_year=years[-1],
                open_ended=bool(clause.facts.get("open_ended")),
                clause=clause.pk,
            )
        )
    return tuple(sorted(rows, key=lambda stage: (stage.start_year, stage.end_year)))


def _targets(clauses: Sequence[NumberedClause], stages: tuple[StageProposal, ...]) -> list[TargetProposal]:
    names = {fold(stage.name): place for place, stage in enumerate(stages)}
    return [
        TargetProposal(
            metric=clause.facts.get("metric") or str(Metric.OTHER),
            label=clause.draft.text[:300],
            direction=clause.facts.get("direction") or str(TargetDirection.REACH),
            low=_decimal(clause.facts.get("low")),
            high=_decimal(clause.facts.get("high")),
            stage=names.get(fold(clause.facts.get("stage") or "")),
            yearly=clause.facts.get("period") == "yearly",
            measured_as="points" if clause.facts.get("unit") == "points" else "relative",
            stated=bool(clause.facts.get("unit_stated")),
            clause=clause.pk,
        )
        for clause in clauses
        if clause.draft.kind == ClauseKind.TARGET and clause.facts.get("unit") != "other"
    ]


def _decimal(text: str | None) -> Decimal | None:
    try:
        return Decimal(text) if text else None
    except InvalidOperation:
        return None
