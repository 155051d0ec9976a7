"""On how many units a campaign would lay how many duties, counted before anything is done."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from namkhong.campaigns.models import Campaign, DutyDefinition, Ownership
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


def units_in_scope(campaign: Campaign, on: date) -> dict[str, int]:
    """How many units each word of `Obliged` reaches on a day."""
    lower = Lineage.objects.on(on).filter(line=campaign.line, ancestor=OuterRef("descendant"), depth=1)
    rows = Lineage.objects.on(on).filter(line=campaign.line, ancestor=campaign.unit_id)
    below = Q(depth__gt=0)
    counted = rows.annotate(has_lower=Exists(lower)).aggregate(
        organiser=Count("pk", filter=Q(depth=0)),
        direct=Count("pk", filter=Q(depth=1)),
        all_below=Count("pk", filter=below),
        grassroots=Count("pk", filter=below & Q(has_lower=False)),
    )
    return {which.value: counted[which.value] for which in Obliged}


def touches(campaign: Campaign, unit: int) -> bool:
    """Whether a unit is, or ever was, an owner of a campaign, under one or above one on the campaign's line."""
    owners = Ownership.objects.filter(campaign=campaign.pk).values("unit")
    below = Q(ancestor=campaign.unit_id) | Q(ancestor__in=owners)
    above = Q(descendant=campaign.unit_id) | Q(descendant__in=owners)
    met = (below & Q(descendant=unit)) | (above & Q(ancestor=unit))
    return Lineage.objects.filter(met, line=campaign.line).exists()


def planned(campaign: Campaign, year: int, on: date) -> list[Planned]:
    """What assigning a year would give out, by definition in the plan's order."""
    units = units_in_scope(campaign, tree_day(year, on))
    return [
        Planned(row, units[row.obliged], units[row.obliged] * times)
        for row in definitions_of(campaign.pk)
        if (times := len(list(occurrences(schedule_of(row), year, is_working_day))))
    ]
