"""Writing down what happened to a plan on its way down, and telling the officers of many units at once."""

from collections.abc import Iterable
from datetime import datetime

from namkhong.journal.actions import record
from namkhong.people.models import Person, Post
from namkhong.people.states import PostKind
from namkhong.plans.models import Plan

_OFFICERS = (PostKind.GRASSROOTS_OFFICER, PostKind.HEAD, PostKind.SUPERIOR_OFFICER, PostKind.SUPERIOR_HEAD)


def note(verb: str, plan: Plan, unit: int, by: Person | None, at: datetime, **facts: object) -> None:
    """An Event about a plan at a unit."""
    number = by.pk if by else None
    record(verb=verb, subject_kind="plan", subject_id=plan.pk, at=at, by=number, unit=unit, facts=facts)


def officers_at(units: Iterable[int], at: datetime) -> list[int]:
    """Numbers of the persons who do the paperwork of some units."""
    rows = Post.objects.on(at.date()).filter(unit__in=list(units), kind__in=_OFFICERS).order_by()
    return list(rows.values_list("person", flat=True).distinct())
