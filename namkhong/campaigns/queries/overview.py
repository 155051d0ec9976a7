"""Every running campaign a person looks down on, with the counts of one year, in a fixed number of statements."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.queries.shares import Share, share_of, spared_counts, standing_columns
from namkhong.campaigns.states import CampaignState, DutyState, Obliged
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage


@dataclass(frozen=True, slots=True)
class Overview:
    """A campaign as seen from above in one year; `next_due_on` is the nearest day of what is still open."""

    campaign: Campaign
    whole: bool
    shares: tuple[Share, ...]
    next_due_on: date | None

    @property
    def overdue(self) -> int:
        """Duties past their day, extensions counted."""
        return sum(share.overdue for share in self.shares)


def overview(person: int, on: date, *, upto: int = 30) -> list[Overview]:
    """Running campaigns with duties this year that the person oversees, in whole or for the units directly below."""
    upper = superior_units(person, Verb.READ_UNIT, on)
    if not upper:
        return []
    campaigns, flags = _overseen(upper, on, upto)
    whole = [pk for pk, all_of_it in flags.items() if all_of_it]
    partly = [pk for pk, all_of_it in flags.items() if not all_of_it]
    counted = _counted(Q(campaign__in=whole), on) | _counted(Q(campaign__in=partly, to_unit__in=upper), on)
    definitions = DutyDefinition.objects.exclude(obliged=Obliged.ORGANISER).in_bulk(counted)
    ordered = sorted(definitions.values(), key=lambda row: (row.order, row.pk))
    seen = []
    for campaign in campaigns:
        own = [row for row in ordered if row.campaign_id == campaign.pk]
        days = [counted[row.pk]["nearest"] for row in own if counted[row.pk]["nearest"]]
        shares = tuple(share_of(row, on.year, counted[row.pk], counted[row.pk]["spared"]) for row in own)
        seen.append(Overview(campaign, flags[campaign.pk], shares, min(days, default=None)))
    return [row for row in seen if row.shares]


def _overseen(upper: Iterable[int], on: date, upto: int) -> tuple[list[Campaign], dict[int, bool]]:
    """Running campaigns that a unit at or above the organiser, or one in between, oversees; and whether in whole."""
    lineage = Lineage.objects.on(on).filter(line=OuterRef("line"))
    above = lineage.filter(descendant=OuterRef("unit"), ancestor__in=upper)
    between = lineage.filter(ancestor=OuterRef("unit"), descendant__in=upper)
    rows = Campaign.objects.filter(state=CampaignState.RUNNING).annotate(whole=Exists(above), part=Exists(between))
    rows = rows.filter(Q(whole=True) | Q(part=True)).select_related("unit").order_by("-launched_on", "name", "pk")
    return list(rows[:upto]), dict(rows.values_list("pk", "whole")[:upto])


def _counted(which: Q, on: date) -> dict[int, dict[str, Any]]:
    """Counts of this year by definition, extensions taken into account."""
    rows = Duty.objects.filter(which, year=on.year).order_by().values("definition")
    nearest = Min("due_on", filter=Q(state=DutyState.OPEN, due_on__gte=on))
    counted = {row["definition"]: row for row in rows.annotate(**standing_columns(on), nearest=nearest)}
    spared = spared_counts("definition", on, definition__in=list(counted), year=on.year)
    return {pk: row | {"spared": spared.get(pk, 0)} for pk, row in counted.items()}
