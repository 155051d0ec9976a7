"""Reading campaigns, stages, targets and definitions."""

from datetime import date

from django.db.models import QuerySet

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition, Stage, Target
from namkhong.campaigns.rules import ChainLink, Schedule, occurrences
from namkhong.campaigns.states import REPORTING, Obliged, Recurrence
from namkhong.foundation.days import Bound
from namkhong.law.queries import is_working_day
from namkhong.people.policies import units_within
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage


def campaigns_at(person: int, on: date) -> QuerySet[Campaign]:
    """Campaigns that touch a unit the person may read: organised there, or by a unit above it on the line."""
    units = units_within(person, Verb.READ_UNIT, on).values("pk")
    lineage = Lineage.objects.on(on).filter(descendant__in=units)
    above = Campaign.objects.filter(unit__in=lineage.values("ancestor"), duties__unit__in=units)
    organised = Campaign.objects.filter(unit__in=units)
    return (above | organised).distinct().select_related("unit", "plan").order_by("-launched_on", "name", "pk")


def stages_of(campaign: int) -> list[Stage]:
    """Stages in order of years."""
    return list(Stage.objects.filter(campaign=campaign).order_by("start_year", "pk"))


def targets_of(campaign: int) -> list[Target]:
    """Targets, those of the earliest stage first."""
    return list(Target.objects.filter(campaign=campaign).select_related("stage").order_by("stage__start_year", "pk"))


def definitions_of(campaign: int) -> list[DutyDefinition]:
    """Definitions of duties in the order of the plan."""
    return list(DutyDefinition.objects.filter(campaign=campaign).order_by("order", "pk"))


def years_of(campaign: int) -> list[int]:
    """Calendar years in which duties have been assigned, the latest first."""
    return list(Duty.objects.filter(campaign=campaign).order_by("-year").values_list("year", flat=True).distinct())


def campaign_line(campaign: Campaign) -> str:
    """The line on which a campaign runs."""
    return campaign.line


def chain_of(campaign: int, year: int) -> list[ChainLink]:
    """Pairs of a report from below and the organiser's own onward report in a year, with their last days."""
    due = [
        (row, occurrence.due_on)
        for row in DutyDefinition.objects.filter(campaign=campaign, kind__in=REPORTING).order_by("order", "pk")
        for occurrence in occurrences(schedule_of(row), year, is_working_day)
        if occurrence.due_on is not None
    ]
    lower = [(row, day) for row, day in due if row.obliged != Obliged.ORGANISER]
    upper = [(row, day) for row, day in due if row.obliged == Obliged.ORGANISER]
    return [
        ChainLink(below.title, below_on, above.title, above_on)
        for below, below_on in lower
        for above, above_on in upper
        if below.kind == above.kind
    ]


def schedule_of(row: DutyDefinition) -> Schedule:
    """The days of a definition as the rules want them."""
    return Schedule(
        Bound(row.bound), Recurrence(row.recurrence), row.day, row.month, row.first_year, row.last_year, row.shifts
    )
