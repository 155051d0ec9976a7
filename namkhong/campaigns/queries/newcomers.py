"""Units on which a running campaign is not laid yet: founded later, or come under its owner by a transfer."""

from dataclasses import dataclass
from datetime import date
from functools import reduce
from operator import or_

from django.db.models import Count, Exists, OuterRef, Q, QuerySet, Subquery

from namkhong.campaigns.models import Campaign, Duty, Enrolment
from namkhong.campaigns.queries.campaigns import definitions_of, schedule_of
from namkhong.campaigns.queries.scope import scope_of
from namkhong.campaigns.rules import occurrences
from namkhong.campaigns.states import DutyState, Obliged
from namkhong.foundation.text import fold
from namkhong.journal.models import Batch, Event
from namkhong.law.queries import is_working_day
from namkhong.units.models import Lineage, Placement, Unit

BATCH = "enrolment"
"""The kind of a batch that brought units into a campaign."""


def newcomers(campaign: Campaign, on: date, words: str = "") -> QuerySet[Unit]:
    """Units under the owner of a campaign, on its line on a day, on which it is not laid, by name.

    Where a campaign has enrolments: whoever is not enrolled. Else whoever owes what the year asks of units like it,
    and was given no duty of that year, once the year has been given out. Each with `superior` and `since`: under whom
    it stands there, and from which day on.
    """
    scope = scope_of(campaign, on)
    place = Placement.objects.on(on).filter(line=campaign.line, unit=OuterRef("pk")).order_by("pk")
    below = Lineage.objects.on(on).filter(line=campaign.line, ancestor=scope.organiser, depth__gt=0)
    if scope.enrolled:
        enrolled = Enrolment.objects.on(on).filter(campaign=campaign)
        units = Unit.objects.filter(pk__in=below.values("descendant")).exclude(pk__in=enrolled.values("unit"))
    else:
        given = Duty.objects.filter(campaign=campaign, year=on.year)
        asked = _asked(campaign, on) if given.exclude(unit=scope.organiser).exists() else Q(pk=None)
        lower = Lineage.objects.on(on).filter(line=campaign.line, ancestor=OuterRef("descendant"), depth=1)
        owing = below.annotate(has_lower=Exists(lower)).filter(asked)
        units = Unit.objects.filter(pk__in=owing.values("descendant")).exclude(pk__in=given.values("unit"))
    for word in fold(words).split():
        units = units.filter(search_name__contains=word)
    units = units.annotate(
        superior=Subquery(place.values("parent__name")[:1]), since=Subquery(place.values("valid_from")[:1])
    )
    return units.order_by("sort_name", "pk")


_REACH = {Obliged.DIRECT: Q(depth=1), Obliged.ALL_BELOW: Q(depth__gt=0), Obliged.GRASSROOTS: Q(has_lower=False)}


def _asked(campaign: Campaign, on: date) -> Q:
    """Of which units below, told by `depth` and `has_lower`, the year of a day asks anything."""
    asking = [row for row in definitions_of(campaign.pk) if any(occurrences(schedule_of(row), on.year, is_working_day))]
    reached = [_REACH[Obliged(row.obliged)] for row in asking if row.obliged != Obliged.ORGANISER]
    return reduce(or_, reached, Q(pk=None))


@dataclass(frozen=True, slots=True)
class Brought:
    """Units that were brought into a campaign at one time, and the duties that they got."""

    batch: Batch
    units: list[str]
    duties: int
    touched: bool

    @property
    def names(self) -> str:
        """The units in a sentence."""
        return ", ".join(self.units)


def brought_by(campaign: int, batch: int) -> bool:
    """Whether a batch brought units into this campaign, and still stands."""
    events = Event.objects.filter(subject_kind="campaign", subject_id=campaign, verb="campaign.enrol")
    brought = events.filter(facts__batch=batch).exists()
    return brought and Batch.objects.filter(pk=batch, kind=BATCH, undone_at=None).exists()


def brought_into(campaign: int) -> list[Brought]:
    """What was brought into a campaign and not taken out again, the latest first; at most twenty times."""
    events = Event.objects.filter(subject_kind="campaign", subject_id=campaign, verb="campaign.enrol").order_by("-pk")
    facts = {row.facts["batch"]: row.facts["units"] for row in events[:20]}
    batches = Batch.objects.filter(pk__in=facts, undone_at=None).order_by("-pk")
    duties = Duty.objects.filter(made_in__in=facts).order_by().values_list("made_in")
    counts = dict(duties.annotate(count=Count("pk")))
    done = dict(duties.exclude(state=DutyState.OPEN).annotate(count=Count("pk")))
    names = Unit.objects.in_bulk({unit for units in facts.values() for unit in units})
    return [
        Brought(row, [names[unit].name for unit in facts[row.pk]], counts.get(row.pk, 0), row.pk in done)
        for row in batches
    ]
