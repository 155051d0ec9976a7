"""Which units stand how with one duty of one year: filtered, searched and counted in the database."""

from datetime import date, timedelta
from typing import Final

from django.db.models import Count, F, Q, QuerySet

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.policies import overseeing_unit
from namkhong.campaigns.rules import SOON_DAYS, Standing
from namkhong.campaigns.states import DutyState
from namkhong.foundation.text import fold
from namkhong.people.policies import units_within
from namkhong.people.rules import Verb

UNDONE: Final = (Standing.OVERDUE, Standing.SOON, Standing.OPEN, Standing.NO_DAY)
"""Standings of units that still have to act."""


def progress_rows(definition: int, year: int, person: int, on: date) -> QuerySet[Duty]:
    """Duties of a definition and year that the person oversees, by the name of the unit: all for whoever looks down on
    the whole campaign, else those of units that the person may read on the campaign's line, or that are owed to them.

    Each has `current_due_on`; loaded with unit, to_unit, definition and campaign.
    """
    asked = Duty.objects.filter(definition=definition, year=year)
    campaign = Campaign.objects.get(definitions=definition)
    above = overseeing_unit(person, campaign, on)
    if above != campaign.unit_id:
        readable = units_within(person, Verb.READ_UNIT, on, line=campaign.line).values("pk")
        asked = asked.filter(Q(unit__in=readable) | Q(to_unit=above))
    loaded = asked.with_due_looked_up().select_related("unit", "to_unit", "definition", "campaign")
    return loaded.order_by("unit__search_name", "period", "pk")


def standing_is(which: Standing, on: date) -> Q:
    """The condition that `rules.standing` states, for rows that carry `current_due_on`."""
    done, open_ = Q(state=DutyState.FULFILLED), Q(state=DutyState.OPEN)
    soon = on + timedelta(days=SOON_DAYS)
    conditions = {
        Standing.NOT_OBLIGED: Q(state=DutyState.NOT_OBLIGED),
        Standing.ON_TIME: done & (Q(due_on=None) | Q(fulfilled_on__lte=F("due_on"))),
        Standing.EXTENDED: done & Q(fulfilled_on__gt=F("due_on"), fulfilled_on__lte=F("current_due_on")),
        Standing.LATE: done & Q(fulfilled_on__gt=F("current_due_on")),
        Standing.OVERDUE: open_ & Q(current_due_on__lt=on),
        Standing.SOON: open_ & Q(current_due_on__gte=on, current_due_on__lte=soon),
        Standing.OPEN: open_ & Q(current_due_on__gt=soon),
        Standing.NO_DAY: open_ & Q(due_on=None),
    }
    return conditions[which]


def with_standing(rows: QuerySet[Duty], which: Standing, on: date) -> QuerySet[Duty]:
    """Only the rows that stand so."""
    return rows.filter(standing_is(which, on))


def named_like(rows: QuerySet[Duty], words: str) -> QuerySet[Duty]:
    """Only units whose name holds the words, typed with or without accents."""
    return rows.filter(unit__search_name__contains=fold(words))


def standing_counts(rows: QuerySet[Duty], on: date) -> dict[Standing, int]:
    """How many of the rows stand how, in one statement."""
    counts = {which.value: Count("pk", filter=standing_is(which, on)) for which in Standing}
    counted = rows.order_by().aggregate(**counts)
    return {which: counted[which.value] for which in Standing}


def to_remind(rows: QuerySet[Duty], on: date) -> QuerySet[Duty]:
    """Units to remind: overdue, or due within the last days."""
    return rows.filter(standing_is(Standing.OVERDUE, on) | standing_is(Standing.SOON, on))
