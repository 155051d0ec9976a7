"""On how many units a campaign would lay how many duties, counted before anything is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q

from namkhong.campaigns.models import Campaign, DutyDefinition
from namkhong.campaigns.queries.campaigns import schedule_of
from namkhong.campaigns.rules import occurrences, tree_day
from namkhong.campaigns.states import Obliged
from namkhong.law.queries import is_working_day
from namkhong.units.models import Lineage


@dataclass(frozen=True, slots=True)
class Planned:
    """What launching would give out for one definition: units reached (the most of any year) and duties in all."""

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


def planned(campaign: Campaign, years: Iterable[int], on: date) -> list[Planned]:
    """What assigning these years would give out, by definition in the plan's order."""
    scopes = {year: units_in_scope(campaign, tree_day(year, on)) for year in years}
    rows = []
    for definition in campaign.definitions.order_by("order", "pk"):
        schedule = schedule_of(definition)
        times = {year: len(list(occurrences(schedule, year, is_working_day))) for year in scopes}
        units = [scopes[year][definition.obliged] for year, count in times.items() if count]
        duties = sum(scopes[year][definition.obliged] * count for year, count in times.items())
        rows.append(Planned(definition, max(units, default=0), duties))
    return rows
