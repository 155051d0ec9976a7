"""Setting a campaign going, or rolling it over to another year, and telling everybody who has work from it."""

from collections.abc import Callable, Collection, Sequence
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.campaigns.actions.assignment import assign_year
from namkhong.campaigns.actions.campaign import launch
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.rules import tree_day
from namkhong.campaigns.states import CampaignState
from namkhong.foundation.days import IsWorkingDay
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import tell
from namkhong.people.models import Person, Post
from namkhong.people.states import PostKind

OFFICERS = (PostKind.GRASSROOTS_OFFICER, PostKind.HEAD, PostKind.SUPERIOR_OFFICER, PostKind.SUPERIOR_HEAD)


class NoYear(DomainError):
    sentence = "Hãy chọn ít nhất một năm để giao việc."


def roll_out(
    *,
    campaign: Campaign,
    years: Sequence[int],
    on: date,
    is_working_day: IsWorkingDay,
    by: Person | None,
    at: datetime,
    step: Callable[[int], object] = abs,
) -> int:
    """Launch the campaign where it is still being prepared, then assign the years; returns how many duties are new.

    Each year is a transaction of its own and may be repeated, so that work cut short is taken up again by doing it
    once more. `step(done)` is told after each year (`abs` merely takes the number).
    Raises: NoYear, NothingToDo, NotRunning, MovedMeanwhile.
    """
    if not years:
        raise NoYear()
    if campaign.state == CampaignState.PREPARING:
        launch(campaign=campaign, on=on, by=by, at=at)
    made = 0
    for done, year in enumerate(sorted(years), start=1):
        tree_on = tree_day(year, on)
        made += assign_year(campaign=campaign, year=year, tree_on=tree_on, is_working_day=is_working_day, by=by, at=at)
        step(done)
    if made:
        announce(campaign=campaign, years=years, on=on, by=by, at=at)
    return made


def announce(*, campaign: Campaign, years: Sequence[int], on: date, by: Person | None, at: datetime) -> None:
    """Tell the officers of every unit that has duties in these years."""
    units = Duty.objects.filter(campaign=campaign, year__in=years).values("unit")
    announce_to(campaign=campaign, units=units, years=years, on=on, by=by, at=at)


def announce_to(
    *,
    campaign: Campaign,
    units: Collection[int] | QuerySet[Duty, Any],
    years: Sequence[int],
    on: date,
    by: Person | None,
    at: datetime,
) -> None:
    """Tell the officers of units that they have duties of these years; `units` are numbers of units."""
    people = Post.objects.on(on).filter(unit__in=units, kind__in=OFFICERS).order_by().values_list("person", flat=True)
    with transaction.atomic():
        tell(
            people=set(people) - {by.pk if by else 0},
            kind="campaign_assigned",
            at=at,
            url=reverse("campaigns:campaign", args=[campaign.pk]),
            facts={"name": campaign.name, "years": sorted(years)},
        )
