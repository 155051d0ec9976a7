"""Proposals to inspect a unit that was low again and again, and what the unit above decides."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.foundation.months import months_later
from namkhong.foundation.moves import make
from namkhong.journal.actions import tell
from namkhong.people.models import Person
from namkhong.people.queries import officers_of_each
from namkhong.redress import states
from namkhong.redress.actions.noting import note, told
from namkhong.redress.models import InspectionFlag, Remedy
from namkhong.redress.rules.standing import WITHIN, repeated
from namkhong.units.models import Lineage


def raise_flags(*, month: int, units: Sequence[int], at: datetime) -> int:
    """Propose an inspection of each of these units, low in `month`, that was low too often; how many. In the caller's
    transaction.
    """
    first = months_later(month, 1 - WITHIN)
    low = Remedy.objects.filter(unit__in=units, low=True, month__gte=first, month__lte=month).order_by("month")
    figures: dict[int, dict[int, list[int]]] = {}
    for unit, each, satisfied, answered in low.values_list("unit", "month", "satisfied", "answered"):
        figures.setdefault(unit, {})[each] = [each, satisfied, answered]
    counted: dict[int, set[int]] = {}
    for unit, told_of in InspectionFlag.objects.filter(unit__in=units).order_by().values_list("unit", "figures"):
        counted.setdefault(unit, set()).update(each[0] for each in told_of)
    raised = 0
    for unit in sorted(figures):
        if months := repeated(figures[unit], month, counted.get(unit, ())):
            _raise(unit, month, [figures[unit][each] for each in months], at)
            raised += 1
    return raised


def _raise(unit: int, month: int, figures: list[list[int]], at: datetime) -> None:
    flag = InspectionFlag.objects.create(unit_id=unit, month=month, figures=figures, raised_at=at)
    note("inspection_flag.raise", flag, None, at, months=len(figures))
    on = at.date()
    above = Lineage.objects.on(on).filter(descendant=unit, depth=1).order_by().values_list("ancestor", flat=True)
    people = {person for each in officers_of_each(above, on).values() for person in each}
    facts = {"unit": unit, "months": len(figures)}
    tell(people=people, kind="inspection_proposed", at=at, url=reverse("redress:flag", args=[flag.pk]), facts=facts)


@transaction.atomic
def plan_inspection(*, flag: InspectionFlag, by: Person | None, at: datetime) -> None:
    """It has been put into the programme of inspections. Raises: MovedMeanwhile."""
    make(states.PLAN, _one(flag), decided_at=at, decided_by=by)
    note("inspection_flag.plan", flag, by, at)


@transaction.atomic
def dismiss(*, flag: InspectionFlag, reason: str, by: Person | None, at: datetime) -> None:
    """No inspection, and why not. Raises: TooShort, MovedMeanwhile."""
    make(states.DISMISS, _one(flag), decided_at=at, decided_by=by, reason=told(reason))
    note("inspection_flag.dismiss", flag, by, at)


def _one(flag: InspectionFlag) -> QuerySet[InspectionFlag]:
    return InspectionFlag.objects.filter(pk=flag.pk)
