"""The head of a plan, and its life: adopting, dropping, restoring, and plans from a definition."""

from datetime import datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.plans import queries, states
from namkhong.plans.actions.holding import hold_draft
from namkhong.plans.actions.taking_in import make_plan
from namkhong.plans.library.load import load
from namkhong.plans.models import Clause, Plan
from namkhong.plans.rules import HeadDraft, clauses_of_definition, head_of_definition
from namkhong.units.models import Unit


class IncompletePlan(DomainError):
    sentence = "Chưa đưa vào thực hiện được. {first}"


class NotAbove(DomainError):
    sentence = "Kế hoạch cấp trên phải là kế hoạch đã đưa vào thực hiện của một đơn vị cấp trên. Hãy chọn lại."


class HeadChangedMeanwhile(DomainError):
    sentence = (
        "Người khác vừa sửa thông tin chung. Những gì bạn gõ còn nguyên trong ô; "
        "bản mới hiện ở phía trên để bạn so, lưu lại là ghi đè bản đó."
    )


def revise_head(*, plan: Plan, head: HeadDraft, superior: Plan | None, seen: str, by: Person, at: datetime) -> None:
    """Correct what stands over a draft, and say which plan it carries out (`head.warnings` is not touched).

    `seen` is the mark (`rules.head_mark`) of what the person had before the eyes.
    Raises: NotADraft, HeadChangedMeanwhile, NotAbove.
    """
    with transaction.atomic():
        hold_draft(plan)
        if queries.mark_of_head(Plan.objects.get(pk=plan.pk)) != seen:
            raise HeadChangedMeanwhile()
        _check_superior(plan.unit, plan.line, superior, at)
        Plan.objects.filter(pk=plan.pk).update(
            title=head.title,
            campaign_name=head.campaign_name,
            issuer=head.issuer,
            number=head.number,
            issued_on=head.issued_on,
            superior_plan=superior,
        )
        _record("plan.revise_head", plan, by, at)


def adopt(*, plan: Plan, by: Person | None, at: datetime) -> None:
    """Make a checked draft the unit's plan; what was taken out is gone for good. A plan that it amends is replaced.

    Raises: IncompletePlan, MovedMeanwhile.
    """
    with transaction.atomic():
        gaps = queries.gaps_of(plan, queries.clauses_of(plan))
        if gaps:
            raise IncompletePlan(first=gaps[0][0].sentence)
        make(states.ADOPT, Plan.objects.filter(pk=plan.pk), adopted_at=at, adopted_by=by)
        if plan.amends_id is not None:
            make(states.REPLACE, Plan.objects.filter(pk=plan.amends_id))
        Clause.objects.filter(plan=plan, removed_at__isnull=False).delete()
        _record("plan.adopt", plan, by, at)


def drop(*, plan: Plan, by: Person, at: datetime) -> None:
    """Put a draft aside. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.DROP, Plan.objects.filter(pk=plan.pk))
        _record("plan.drop", plan, by, at)


def restore(*, plan: Plan, by: Person, at: datetime) -> None:
    """Undo `drop`. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.RESTORE, Plan.objects.filter(pk=plan.pk))
        _record("plan.restore", plan, by, at)


def start_from_definition(
    *, definition_key: str, unit: Unit, line: str, superior_plan: Plan | None, by: Person | None, at: datetime
) -> Plan:
    """A draft from a definition of the library. Raises: UnknownDefinition, NotAbove."""
    definition = load(definition_key)
    with transaction.atomic():
        _check_superior(unit, line, superior_plan, at)
        plan = make_plan(
            unit=unit,
            line=line,
            head=head_of_definition(definition),
            clauses=clauses_of_definition(definition),
            by=by,
            at=at,
            definition_key=definition_key,
        )
        Plan.objects.filter(pk=plan.pk).update(superior_plan=superior_plan)
        _record("plan.draft", plan, by, at)
    return queries.plan_of(plan.pk) or plan


def adopt_definition(
    *, definition_key: str, unit: Unit, line: str, superior_plan: Plan | None, by: Person | None, at: datetime
) -> Plan:
    """An adopted plan straight from a definition. Raises: UnknownDefinition, NotAbove."""
    with transaction.atomic():
        plan = start_from_definition(
            definition_key=definition_key, unit=unit, line=line, superior_plan=superior_plan, by=by, at=at
        )
        adopt(plan=plan, by=by, at=at)
    plan.refresh_from_db()
    return plan


def _check_superior(unit: Unit, line: str, superior: Plan | None, at: datetime) -> None:
    if superior is not None and superior not in queries.superior_choices(unit, line, at.date()):
        raise NotAbove()


def _record(verb: str, plan: Plan, by: Person | None, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="plan",
        subject_id=plan.pk,
        at=at,
        by=by.pk if by else None,
        unit=plan.unit_id,
    )
