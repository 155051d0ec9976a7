"""Preparing, launching and closing campaigns."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction

from namkhong.campaigns import states
from namkhong.campaigns.models import Campaign, Ownership, Stage, Target
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState


class PlanNotAdopted(DomainError):
    sentence = "Kế hoạch này chưa được đưa vào thực hiện. Hãy soát và đưa kế hoạch vào thực hiện trước."


class AlreadyPrepared(DomainError):
    sentence = "Kế hoạch này đã có cuộc vận động đang chuẩn bị hoặc đang thực hiện."


class NothingToDo(DomainError):
    sentence = "Cuộc vận động chưa có việc nào để giao. Hãy thêm ít nhất một việc trước khi phát động."


@dataclass(frozen=True, slots=True)
class StageDraft:
    """A stage as read from a plan."""

    name: str
    start_year: int
    end_year: int
    open_ended: bool = False


@dataclass(frozen=True, slots=True)
class TargetDraft:
    """A target as read from a plan; `stage` is the place of its stage in the list of stages, None for the whole."""

    metric: str
    label: str
    direction: states.Direction
    low: Decimal | None
    high: Decimal | None
    stage: int | None = None
    yearly: bool = True
    measured_as: states.MeasuredAs = states.MeasuredAs.RELATIVE
    stated: bool = False


def prepare(
    *,
    plan: Plan,
    name: str,
    stages: Sequence[StageDraft],
    targets: Sequence[TargetDraft],
    by: Person | None,
    at: datetime,
) -> Campaign:
    """Begin to make a campaign of an adopted plan. Raises: PlanNotAdopted, AlreadyPrepared."""
    if plan.state != PlanState.ADOPTED:
        raise PlanNotAdopted()
    with transaction.atomic():
        Plan.objects.select_for_update(of=("self",)).get(pk=plan.pk)  # a second click waits here
        if Campaign.objects.filter(plan=plan).exists():
            raise AlreadyPrepared()
        campaign = Campaign.objects.create(plan=plan, unit=plan.unit, line=plan.line, name=name)
        Ownership.objects.create(
            campaign=campaign, unit=plan.unit, valid_from=min(plan.issued_on or at.date(), at.date())
        )
        rows = [_stage(campaign, draft) for draft in stages]
        for draft in targets:
            _target(campaign, draft, rows)
        _record("campaign.prepare", campaign, by, at)
    return campaign


def set_target(*, target: Target, measured_as: states.MeasuredAs, by: Person | None, at: datetime) -> None:
    """Say whether the plan's percentage is relative or in points; figures change, so it leaves an Event."""
    with transaction.atomic():
        Target.objects.filter(pk=target.pk).update(measured_as=measured_as, stated=True)
        _record("campaign.set_target", target.campaign, by, at, metric=target.metric, measured_as=str(measured_as))


def launch(*, campaign: Campaign, on: date, by: Person | None, at: datetime) -> None:
    """Set the campaign going. Duties are assigned year by year with `assign_year`.

    Raises: NothingToDo, MovedMeanwhile.
    """
    with transaction.atomic():
        if not campaign.definitions.exists():
            raise NothingToDo()
        make(states.LAUNCH, Campaign.objects.filter(pk=campaign.pk), launched_on=on)
        _record("campaign.launch", campaign, by, at)


def close(*, campaign: Campaign, on: date, by: Person | None, at: datetime) -> None:
    """End the campaign: nothing more can be sent to it. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.CLOSE, Campaign.objects.filter(pk=campaign.pk), closed_on=on)
        _record("campaign.close", campaign, by, at)


def reopen(*, campaign: Campaign, by: Person | None, at: datetime) -> None:
    """Undo `close`. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.REOPEN, Campaign.objects.filter(pk=campaign.pk), closed_on=None)
        _record("campaign.reopen", campaign, by, at)


def _stage(campaign: Campaign, draft: StageDraft) -> Stage:
    return Stage.objects.create(
        campaign=campaign,
        name=draft.name,
        start_year=draft.start_year,
        end_year=draft.end_year,
        open_ended=draft.open_ended,
    )


def _target(campaign: Campaign, draft: TargetDraft, stages: list[Stage]) -> None:
    Target.objects.create(
        campaign=campaign,
        stage=None if draft.stage is None else stages[draft.stage],
        metric=draft.metric,
        label=draft.label,
        direction=draft.direction,
        low=draft.low,
        high=draft.high,
        yearly=draft.yearly,
        measured_as=draft.measured_as,
        stated=draft.stated,
    )


def _record(verb: str, campaign: Campaign, by: Person | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="campaign",
        subject_id=campaign.pk,
        at=at,
        by=by.pk if by else None,
        unit=campaign.unit_id,
        facts=facts,
    )
