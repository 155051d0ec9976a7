"""On how many units a campaign would lay how many duties, counted before anything is done."""

from dataclasses import dataclass
from datetime import date
from typing import Any, cast

from django.db.models import Count, Exists, OuterRef, Q, Value

from namkhong.campaigns.models import Campaign, DutyDefinition, Enrolment, Ownership
from namkhong.campaigns.queries.campaigns import definitions_of, schedule_of
from namkhong.campaigns.rules import occurrences, tree_day
from namkhong.campaigns.states import Obliged
from namkhong.law.queries import is_working_day
from namkhong.units.models import Lineage


@dataclass(frozen=True, slots=True)
class Planned:
    """What assigning one year would give out for one definition: units reached and duties in all."""

    definition: DutyDefinition
    units: int
    duties: int


@dataclass(frozen=True, slots=True)
class Scope:
    """Under which unit and on which line a campaign is laid on a day, and whether on enrolled units alone."""

    organiser: int
    line: str
    enrolled: bool


def scope_of(campaign: Campaign, on: date) -> Scope:
    """Where a campaign is laid on a day."""
    enrolled = Enrolment.objects.on(on).filter(campaign=campaign.pk).exists()
    return Scope(owner_on(campaign, on), campaign.line, enrolled)


def owner_on(campaign: Campaign, on: date) -> int:
    """The number of the unit to which a campaign belonged on a day; before its first day, its first owner."""
    rows = Ownership.objects.filter(campaign=campaign.pk).order_by("valid_from")
    held = rows.on(on).values_list("unit", flat=True).first()
    return held or rows.values_list("unit", flat=True).first() or campaign.unit_id


def owners_of(campaign: int) -> list[Ownership]:
    """To whom a campaign has belonged, the latest first."""
    return list(Ownership.objects.filter(campaign=campaign).select_related("unit").order_by("-valid_from"))


def enrolled_count(campaign: int, on: date) -> int:
    """How many units are enrolled in a campaign; none where it is laid on everybody under its owner."""
    return Enrolment.objects.on(on).filter(campaign=campaign).count()


def units_in_scope(campaign: Campaign, on: date) -> dict[str, int]:
    """How many units each word of `Obliged` reaches on a day."""
    scope = scope_of(campaign, on)
    below = Q(depth__gt=0)
    lower = Lineage.objects.on(on).filter(line=campaign.line, ancestor=OuterRef("descendant"), depth=1)
    rows = Lineage.objects.on(on).filter(line=campaign.line, ancestor=scope.organiser)
    direct, upper = Q(depth=1), cast(Any, Value(False))
    if scope.enrolled:
        enrolled = Enrolment.objects.on(on).filter(campaign=campaign.pk).values("unit")
        between = Lineage.objects.on(on).filter(line=campaign.line, descendant=OuterRef("descendant"), depth__gt=0)
        between = between.filter(ancestor__in=enrolled).exclude(ancestor=scope.organiser)
        rows = rows.filter(Q(depth=0) | Q(descendant__in=enrolled))
        direct, upper = below & Q(has_upper=False), Exists(between)
    counted = rows.annotate(has_lower=Exists(lower), has_upper=upper).aggregate(
        organiser=Count("pk", filter=Q(depth=0)),
        direct=Count("pk", filter=direct),
        all_below=Count("pk", filter=below),
        grassroots=Count("pk", filter=below & Q(has_lower=False)),
    )
    return {which.value: counted[which.value] for which in Obliged}


def touches(campaign: Campaign, unit: int) -> bool:
    """Whether a unit is, or ever was, an organiser of a campaign, under one or above one on the campaign's line."""
    owners = Ownership.objects.filter(campaign=campaign.pk).values("unit")
    below = (Q(ancestor=campaign.unit_id) | Q(ancestor__in=owners)) & Q(descendant=unit)
    above = (Q(descendant=campaign.unit_id) | Q(descendant__in=owners)) & Q(ancestor=unit)
    return Lineage.objects.filter(below | above, line=campaign.line).exists()


def planned(campaign: Campaign, year: int, on: date) -> list[Planned]:
    """What assigning a year would give out, by definition in the plan's order."""
    units = units_in_scope(campaign, tree_day(year, on))
    return [
        Planned(row, units[row.obliged], units[row.obliged] * times)
        for row in definitions_of(campaign.pk)
        if (times := len(list(occurrences(schedule_of(row), year, is_working_day))))
    ]
