"""Reading duties: of a unit, of a campaign, those that a unit receives, those that wait for a person."""

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from django.db.models import QuerySet
from django.urls import reverse

from namkhong.campaigns.models import Duty, DutyQuerySet, Fulfilment, JoinedDuty
from namkhong.campaigns.policies import ended
from namkhong.campaigns.queries.orphans import orphans_waiting
from namkhong.campaigns.queries.overlaps import overlaps_waiting
from namkhong.campaigns.rules import Standing, standing
from namkhong.campaigns.states import CampaignState, DutyKind, DutyState
from namkhong.foundation.periods import Period, parse_period
from namkhong.foundation.waiting import Figure, Waiting
from namkhong.people.policies import may, own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage, Unit


@dataclass(frozen=True, slots=True)
class DutyView:
    """A duty with how it stands on a day. `duty` is loaded with unit, to_unit, definition and campaign."""

    duty: Duty
    due_on: date | None
    standing: Standing
    days_left: int | None
    period: Period


def duty_view(duty: Duty, on: date) -> DutyView:
    """How one duty (from `with_due`) stands on a day."""
    due: date | None = duty.current_due_on
    return DutyView(
        duty=duty,
        due_on=due,
        standing=standing(
            state=duty.state, due_on=duty.due_on, current_due_on=due, fulfilled_on=duty.fulfilled_on, on=on
        ),
        days_left=(due - on).days if due else None,
        period=parse_period(duty.period),
    )


def duties_of_unit(unit: int, year: int | None = None) -> QuerySet[Duty]:
    """A unit's duties, the earliest due first."""
    rows = _loaded().filter(unit=unit)
    return rows.filter(year=year) if year is not None else rows


def duties_seen(unit: Unit, year: int, person: int, on: date) -> QuerySet[Duty]:
    """A unit's duties of a year on the lines on which the person may read the unit."""
    rows, read = duties_of_unit(unit.pk, year), Verb.READ_UNIT
    if unit.pk in own_units(person, read, on):
        return rows
    if ended(unit, on):
        stood = Lineage.objects.filter(descendant=unit.pk, depth=0).order_by("line")
        lines = stood.values_list("line", flat=True).distinct()
        return rows.filter(campaign__line__in=[line for line in lines if may(person, read, unit.pk, on, line=line)])
    above = superior_units(person, read, on)
    reaching = Lineage.objects.on(on).filter(descendant=unit.pk, ancestor__in=above, depth__gt=0)
    return rows.filter(campaign__line__in=reaching.values("line"))


def own_duties(campaign: int, units: list[int], year: int, on: date) -> list[DutyView]:
    """How some units stand with their duties of a campaign and year."""
    return [duty_view(row, on) for row in _loaded().filter(campaign=campaign, unit__in=units, year=year)]


def undone_count(campaign: int) -> int:
    """How many duties of a campaign are still open."""
    return Duty.objects.filter(campaign=campaign).open().count()


def duties_to(unit: int, year: int) -> QuerySet[Duty]:
    """Duties of a year that units below owe to a unit."""
    return _loaded().filter(to_unit=unit, year=year)


def duties_of_campaign(campaign: int, year: int) -> QuerySet[Duty]:
    """Duties of a campaign in a year."""
    return _loaded().filter(campaign=campaign, year=year)


def waiting_for(person: int, on: date, *, upto: int = 200) -> list[Waiting]:
    """Open duties of the person's own units that are overdue or belong to this year or earlier, what could be done
    once instead of twice, and what has no home after a reorganisation.

    What is answered by another duty waits there.
    """
    units = own_units(person, Verb.FULFIL_DUTY, on)
    rows = (
        _loaded()
        .open()
        .filter(unit__in=units, year__lte=on.year, campaign__state=CampaignState.RUNNING)
        .exclude(definition__kind__in=[DutyKind.REPORT, DutyKind.FINAL_REVIEW])
        .exclude(pk__in=JoinedDuty.objects.values("duty"))
    )
    offers = overlaps_waiting(person, on, reverse("campaigns:overlaps"))
    return [_waiting(duty) for duty in rows[:upto]] + offers + orphans_waiting(person, on)


def figures(unit: int, period: Period) -> list[Figure]:
    """What the duties of a unit tell of a period: whether it launched, how many signed, dialogues held."""
    rows = Fulfilment.objects.filter(
        duty__unit=unit, withdrawn_at=None, done_on__range=(period.starts_on, period.ends_on)
    )
    told = {kind: [] for kind in DutyKind}  # type: dict[str, list[int | None]]
    for kind, count in rows.order_by("pk").values_list("duty__definition__kind", "count"):
        told[kind].append(count)
    pledged = [count for count in told[DutyKind.PLEDGE] if count is not None]
    launched = Duty.objects.filter(unit=unit, definition__kind=DutyKind.LAUNCH, year__lte=period.year)
    known = launched.exclude(state=DutyState.NOT_OBLIGED).exists()
    done = launched.filter(state=DutyState.FULFILLED, fulfilled_on__lte=period.ends_on).exists()
    return [
        Figure("launched", "Đã phát động", Decimal(int(done)) if known else None, "việc Phát động"),
        Figure("pledged", "Số người đã ký cam kết", Decimal(pledged[-1]) if pledged else None, "việc Ký bản cam kết"),
        Figure(
            "dialogues",
            "Số cuộc đối thoại",
            Decimal(len(told[DutyKind.DIALOGUE])) if told[DutyKind.DIALOGUE] else None,
            "việc Đối thoại",
        ),
    ]


def _loaded() -> DutyQuerySet:
    rows = Duty.objects.select_related("unit", "to_unit", "definition", "campaign").with_due()
    return rows.order_by("due_on", "definition__order", "unit__search_name", "pk")


def _waiting(duty: Duty) -> Waiting:
    return Waiting(
        label=duty.definition.title,
        detail=duty.campaign.name,
        unit_name=duty.unit.brief,
        due_on=duty.current_due_on,
        url=reverse("campaigns:duty", args=[duty.pk]),
        kind=duty.definition.kind,
    )
