"""Urging units that are behind: a notice on their desks, and a letter."""

from datetime import date, datetime

from django.db import transaction
from django.urls import reverse

from namkhong.cascade.actions.noting import note, officers_at
from namkhong.cascade.drafting import urging_letter
from namkhong.cascade.queries import behind_of
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import tell
from namkhong.papers.actions import draft
from namkhong.papers.models import Document
from namkhong.people.models import Person
from namkhong.plans.models import Plan

SOURCE = "urged_plan"


class NobodyBehind(DomainError):
    sentence = "Không còn đơn vị nào phải đôn đốc."


def remind(*, plan: Plan, on: date, by: Person, at: datetime) -> int:
    """Put a notice on the desk of every unit that is behind; returns how many units. Raises: NobodyBehind."""
    units = [unit.pk for unit, _ in behind_of(plan, on)]
    if not units:
        raise NobodyBehind()
    with transaction.atomic():
        facts = {"unit": plan.unit_id, "title": str(plan)}
        people = officers_at(units, at)
        tell(people=people, kind="plan_reminder", at=at, url=reverse("cascade:index"), facts=facts)
        note("cascade.remind", plan, plan.unit_id, by, at, units=len(units))
    return len(units)


def write_letter(*, plan: Plan, on: date, by: Person, at: datetime) -> Document:
    """Draft the letter that names the units and what is missing. Raises: NobodyBehind."""
    behind = [row for _, row in behind_of(plan, on)]
    if not behind:
        raise NobodyBehind()
    letter = urging_letter(plan, behind, on)
    return draft(unit=plan.unit_id, content=letter, by=by.pk, at=at, source=(SOURCE, plan.pk))
