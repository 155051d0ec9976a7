"""Duties that ask the same of the same unit: found, so that they can be done once."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import ClassVar

from django.db.models import Count, F, OuterRef, QuerySet, Subquery

from namkhong.campaigns.models import Campaign, Duty, DutyDefinition, JoinedDuty
from namkhong.campaigns.states import CampaignState, DutyKind
from namkhong.foundation.text import fold
from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.plans.queries import set_aside


@dataclass(frozen=True, slots=True)
class Overlap:
    """Two open duties of a unit in two campaigns with the same kind and period; `lead` is the one due first.

    Both are loaded with unit, definition, campaign and to_unit, and carry `current_due_on`.
    """

    lead: Duty
    duty: Duty


def overlaps_of(unit: int, on: date) -> list[Overlap]:
    """Duties of a unit, of this year or earlier, that could be joined and are not yet, the earliest due first."""
    return _overlaps(_open(on).filter(unit=unit))


def overlaps_with(duty: Duty, on: date) -> list[Overlap]:
    """The same for one duty."""
    rows = _open(on).filter(unit=duty.unit_id, period=duty.period)
    return [row for row in _overlaps(rows) if duty.pk in (row.lead.pk, row.duty.pk)]


def overlaps_for(person: int, on: date) -> list[Overlap]:
    """The same for every unit of a person."""
    return _overlaps(_open(on).filter(unit__in=own_units(person, Verb.FULFIL_DUTY, on)))


def overlaps_waiting(person: int, on: date, url: str) -> list[Waiting]:
    """One offer for each unit of a person that could do things once; `url` is the page where it is done."""
    found: dict[int, list[Overlap]] = defaultdict(list)
    for row in overlaps_for(person, on):
        found[row.duty.unit_id].append(row)
    return [
        Waiting(
            label=f"{len(rows)} việc trùng nhau có thể làm một lần",
            detail="; ".join(dict.fromkeys(row.duty.definition.title for row in rows)),
            unit_name=rows[0].duty.unit.brief,
            due_on=None,
            url=url,
            kind="join",
        )
        for rows in found.values()
    ]


def joined_with(duty: Duty) -> list[Duty]:
    """The duties that are answered together with this one, loaded with definition and campaign."""
    rows = Duty.objects.select_related("definition", "campaign").filter(joined_to__lead=duty.pk)
    return list(rows.order_by("due_on", "pk"))


def lead_of(duty: Duty) -> Duty | None:
    """The duty that answers this one, where it is joined to one."""
    return Duty.objects.select_related("definition", "campaign").filter(joined__duty=duty.pk).first()


@dataclass(frozen=True, slots=True)
class Repeat:
    """A duty of a campaign that another running campaign asks as well, of so many of the same units in a year.

    `duty` is the number of the other campaign's definition.
    """

    title: str
    other_title: str
    other: Campaign
    units: int
    duty: int

    kind: ClassVar[str] = "repeat"

    @property
    def mark(self) -> str:
        """Names it among what is said of a plan (`plans.models.Dismissal`), for the plan and its campaign alike."""
        return hashlib.sha256(f"{self.kind} {self.duty}".encode()).hexdigest()[:16]


def repeats_of(campaign: Campaign, year: int, *, upto: int = 20) -> list[Repeat]:
    """What a campaign asks that another running campaign asks of the same units, for its organiser to know."""
    same = Duty.objects.filter(
        campaign=campaign.pk,
        unit=OuterRef("unit"),
        period=OuterRef("period"),
        definition__kind=OuterRef("definition__kind"),
    )
    rows = (
        Duty.objects.filter(year=year, campaign__state=CampaignState.RUNNING, unit__in=_units(campaign, year))
        .exclude(campaign=campaign.pk)
        .exclude(definition__kind=DutyKind.TASK)
        .annotate(own=Subquery(same.order_by("definition__order", "pk").values("definition")[:1]))
        .filter(own__isnull=False)
        .order_by()
        .values("own", "definition")
        .annotate(units=Count("unit", distinct=True))
        .order_by("-units", "own", "definition")[:upto]
    )
    counted = list(rows)
    numbers = {row["own"] for row in counted} | {row["definition"] for row in counted}
    known = DutyDefinition.objects.select_related("campaign", "campaign__unit").in_bulk(numbers)
    found = (repeat(known[row["own"]].title, known[row["definition"]], row["units"]) for row in counted)
    return without_dismissed(campaign.plan_id, found)


def repeat(title: str, other: DutyDefinition, units: int) -> Repeat:
    """A duty called `title` and the one of a running campaign that asks the same."""
    return Repeat(title, other.title, other.campaign, units, other.pk)


def without_dismissed(plan: int | None, repeats: Iterable[Repeat]) -> list[Repeat]:
    """Those that nobody has set aside for the plan."""
    aside = set_aside(plan) if plan else {}
    return [row for row in repeats if row.mark not in aside]


def _units(campaign: Campaign, year: int) -> QuerySet[Duty, int]:
    return Duty.objects.filter(campaign=campaign.pk, year=year).values_list("unit", flat=True)


def _open(on: date) -> QuerySet[Duty]:
    joined = JoinedDuty.objects.values("duty")
    rows = Duty.objects.with_due_looked_up().open().filter(campaign__state=CampaignState.RUNNING, year__lte=on.year)
    rows = rows.exclude(pk__in=joined).select_related("unit", "to_unit", "definition", "campaign")
    return rows.order_by(F("due_on").asc(nulls_last=True), "pk")


def _overlaps(rows: QuerySet[Duty]) -> list[Overlap]:
    """Pairs of the earliest duty of a unit, kind and period with the later ones of other campaigns."""
    first: dict[tuple[int, str, str], Duty] = {}
    leading = set(JoinedDuty.objects.filter(lead__in=rows.order_by().values("pk")).values_list("lead", flat=True))
    found = []
    ordered = sorted(rows, key=lambda row: row.pk not in leading)
    for row in ordered:
        lead = first.setdefault((row.unit_id, row.period, _likeness(row.definition)), row)
        if lead.campaign_id != row.campaign_id and row.pk not in leading:
            found.append(Overlap(lead, row))
    return found


def _likeness(row: DutyDefinition) -> str:
    """What makes two duties ask the same: their kind; "other work" only where it is called the same."""
    return f"{row.kind} {fold(row.title)}" if row.kind == DutyKind.TASK else row.kind
