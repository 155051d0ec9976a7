"""Reading campaigns, stages, targets and definitions."""

from datetime import date

from django.db.models import Count, Exists, F, OuterRef, Q, QuerySet

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition, Stage, Target
from namkhong.campaigns.rules import ChainLink, Schedule, occurrences
from namkhong.campaigns.states import REPORTING, Obliged, Recurrence
from namkhong.foundation.days import Bound
from namkhong.law.queries import is_working_day
from namkhong.people.policies import own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.plans.models import Plan
from namkhong.plans.states import PlanState
from namkhong.units.models import Lineage


def campaigns_at(person: int, on: date) -> QuerySet[Campaign]:
    """Campaigns that touch a unit the person may read on the campaign's line: organised there, or by a unit above it,
    or with duties of the person's own units.
    """
    own, upper = own_units(person, Verb.READ_UNIT, on), superior_units(person, Verb.READ_UNIT, on)
    lineage = Lineage.objects.on(on).filter(line=OuterRef("line"))
    organised = lineage.filter(ancestor__in=upper, descendant=OuterRef("unit"))
    above = lineage.filter(ancestor=OuterRef("unit"), descendant__in=upper)
    lower = Lineage.objects.on(on).filter(line=OuterRef("line"), ancestor__in=upper, descendant=OuterRef("unit"))
    duties = Duty.objects.filter(campaign=OuterRef("pk"))
    touched = duties.annotate(line=F("campaign__line")).filter(Exists(lower))
    rows = Campaign.objects.filter(
        Q(unit__in=own) | Exists(organised) | Exists(duties.filter(unit__in=own)) | (Exists(above) & Exists(touched))
    )
    return rows.select_related("unit", "plan").order_by("-launched_on", "name", "pk")


def plans_to_launch(person: int, on: date) -> list[Plan]:
    """Adopted plans of the person's units of which no campaign has been made yet."""
    units = own_units(person, Verb.LAUNCH_CAMPAIGN, on)
    made = Campaign.objects.filter(plan=OuterRef("pk"))
    rows = Plan.objects.filter(~Exists(made), unit__in=units, state=PlanState.ADOPTED).select_related("unit")
    return list(rows.order_by("-issued_on", "pk"))


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


def given_by_year(campaign: int) -> dict[int, int]:
    """How many duties have been given out, by year."""
    rows = Duty.objects.filter(campaign=campaign).order_by().values_list("year")
    return dict(rows.annotate(Count("pk")))


def chain_of(campaign: int, year: int) -> list[ChainLink]:
    """Pairs of a report and the next one above it in a year, with their last days, the lowest first."""
    due = [
        (row, occurrence.due_on)
        for row in DutyDefinition.objects.filter(campaign=campaign, kind__in=REPORTING).order_by("order", "pk")
        for occurrence in occurrences(schedule_of(row), year, is_working_day)
        if occurrence.due_on is not None
    ]
    links = []
    for below, below_on in due:
        higher = [
            (row, day) for row, day in due if row.kind == below.kind and _LEVEL[row.obliged] > _LEVEL[below.obliged]
        ]
        nearest = min((_LEVEL[row.obliged] for row, _ in higher), default=None)
        links += [
            ChainLink(below.title, below_on, row.title, day) for row, day in higher if _LEVEL[row.obliged] == nearest
        ]
    return links


_LEVEL: dict[str, int] = {Obliged.GRASSROOTS: 0, Obliged.ALL_BELOW: 0, Obliged.DIRECT: 1, Obliged.ORGANISER: 2}


def schedule_of(row: DutyDefinition) -> Schedule:
    """The days of a definition as the rules want them."""
    return Schedule(
        Bound(row.bound), Recurrence(row.recurrence), row.day, row.month, row.first_year, row.last_year, row.shifts
    )
