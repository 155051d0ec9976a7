"""Making a campaign of what an adopted plan proposes."""

from collections.abc import Set
from dataclasses import replace
from datetime import datetime

from django.db import transaction

from namkhong.campaigns.actions.campaign import StageDraft, TargetDraft, prepare
from namkhong.campaigns.actions.definitions import DefinitionDraft, define
from namkhong.campaigns.models import Campaign
from namkhong.campaigns.states import Direction, DutyKind, MeasuredAs, Obliged, Recurrence
from namkhong.foundation.days import Bound
from namkhong.people.models import Person
from namkhong.plans.models import Plan
from namkhong.plans.rules import DutyProposal, PlanProposal


def prepare_from(
    *,
    plan: Plan,
    proposal: PlanProposal,
    name: str,
    chosen: Set[int],
    suggested: Set[int],
    by: Person | None,
    at: datetime,
) -> Campaign:
    """Begin a campaign with the stages and targets of a plan and the chosen duties (places in `proposal.duties`).

    Duties in `suggested` take the day that was offered where the plan names none.
    Raises: PlanNotAdopted, AlreadyPrepared, DayMissing, NoSuchDay, YearsInWrongOrder.
    """
    with transaction.atomic():
        campaign = prepare(plan=plan, name=name, stages=_stages(proposal), targets=_targets(proposal), by=by, at=at)
        for place, duty in enumerate(proposal.duties):
            if place in chosen:
                draft = _draft(duty)
                if place in suggested and duty.suggested:
                    draft = replace(draft, bound=Bound.BY, day=duty.suggested.day, month=duty.suggested.month)
                define(campaign=campaign, draft=draft, by=by, at=at, clause=duty.clause)
    return campaign


def _stages(proposal: PlanProposal) -> list[StageDraft]:
    return [StageDraft(row.name[:120], row.start_year, row.end_year, row.open_ended) for row in proposal.stages]


def _targets(proposal: PlanProposal) -> list[TargetDraft]:
    return [
        TargetDraft(
            metric=row.metric,
            label=row.label[:300],
            direction=Direction(row.direction),
            low=row.low,
            high=row.high,
            stage=row.stage,
            yearly=row.yearly,
            measured_as=MeasuredAs(row.measured_as),
            stated=row.stated,
        )
        for row in proposal.targets
    ]


def _draft(duty: DutyProposal) -> DefinitionDraft:
    return DefinitionDraft(
        kind=DutyKind(duty.kind),
        title=duty.title[:200],
        obliged=Obliged(duty.obliged),
        first_year=duty.first_year,
        bound=Bound(duty.bound),
        recurrence=Recurrence(duty.recurrence),
        day=duty.day,
        month=duty.month,
        last_year=duty.last_year,
        via=duty.via[:200],
        evidence=duty.evidence[:300],
        source=duty.source,
    )
