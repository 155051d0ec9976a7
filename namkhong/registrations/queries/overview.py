"""What a person has to do with: lists of the own units, lists received, own registrations."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from django.db.models import Q

from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.states import CampaignState, DutyKind, DutyState
from namkhong.people.models import Employment
from namkhong.people.policies import own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.registrations.models import JointList, Registration
from namkhong.registrations.policies import takes_part
from namkhong.registrations.states import RegistrationState
from namkhong.units.models import Unit

Key = tuple[int, int, int]
"""A campaign, a year and a unit, by number."""


@dataclass(frozen=True, slots=True)
class OwnList:
    """The list of an own unit: how it stands, and the day by which it is due."""

    campaign: Campaign
    year: int
    unit: Unit
    state: str
    due_on: date | None


@dataclass(frozen=True, slots=True)
class Gathered:
    """A unit that receives lists in a campaign and year, and how many of them wait."""

    campaign: Campaign
    year: int
    unit: Unit
    waiting: int


def own_lists(person: int, on: date, campaign: Campaign | None = None, year: int | None = None) -> list[OwnList]:
    """Lists of the own units, the latest year first; of one campaign and year also those nobody has asked for yet."""
    units = own_units(person, Verb.READ_REGISTRATION, on)
    about = _about(campaign, year)
    duties = Duty.objects.with_due().filter(about, unit__in=units, definition__kind=DutyKind.REGISTER)
    due = {_key(row): row.current_due_on for row in duties.exclude(state=DutyState.NOT_OBLIGED).order_by("-due_on")}
    lists = JointList.objects.filter(about, unit__in=units).order_by()
    states = {(row.campaign_id, row.unit_id, row.year): row.state for row in lists}
    keys = {*due, *states}
    if campaign is not None and year is not None:
        writing = own_units(person, Verb.REGISTER, on)
        keys |= {(campaign.pk, unit, year) for unit in writing if takes_part(campaign, unit, on)}
    places = _places(keys)
    return [
        OwnList(row, year, unit, states.get(key, RegistrationState.NOT_SENT.value), due.get(key))
        for key, row, unit, year in places
    ]


def gathered(person: int, on: date, campaign: Campaign | None = None, year: int | None = None) -> list[Gathered]:
    """Where lists from below come together: at units from which the person looks down."""
    units = superior_units(person, Verb.READ_REGISTRATION, on)
    about = _about(campaign, year)
    duties = Duty.objects.filter(about, to_unit__in=units, definition__kind=DutyKind.REGISTER)
    asked = set(duties.order_by().values_list("campaign", "to_unit", "year").distinct())
    lists = JointList.objects.filter(about, to_unit__in=units).order_by()
    waiting = Counter(lists.filter(state=RegistrationState.WAITING).values_list("campaign", "to_unit", "year"))
    keys: set[Key] = {*asked, *lists.values_list("campaign", "to_unit", "year").distinct()}
    if campaign is not None and year is not None:
        above = superior_units(person, Verb.READ_REGISTRATION, on, line=campaign.line)
        keys |= {(campaign.pk, unit, year) for unit in above if takes_part(campaign, unit, on)}
    return [Gathered(row, year, unit, waiting[key]) for key, row, unit, year in _places(keys)]


def _about(campaign: Campaign | None, year: int | None) -> Q:
    narrowed = Q() if campaign is None else Q(campaign=campaign.pk)
    return narrowed if year is None else narrowed & Q(year=year)


def _key(duty: Duty) -> Key:
    return duty.campaign_id, duty.unit_id, duty.year


def _places(keys: set[Key]) -> list[tuple[Key, Campaign, Unit, int]]:
    """Campaign and unit of every key, the latest year first, then by names."""
    campaigns = Campaign.objects.select_related("unit").in_bulk({key[0] for key in keys})
    units = Unit.objects.in_bulk({key[1] for key in keys})
    rows = [(key, campaigns[key[0]], units[key[1]], key[2]) for key in keys]
    return sorted(rows, key=lambda row: (-row[3], row[1].name, row[1].pk, row[2].search_name))


def own_registrations(person: int) -> list[Registration]:
    """What a person has registered, the latest year first."""
    rows = Registration.objects.filter(person=person).select_related("campaign", "unit", "person")
    return list(rows.order_by("-year", "campaign__name", "pk"))


@dataclass(frozen=True, slots=True)
class Open:
    """Where a person may still register: the campaign, the year and the unit at which he works."""

    campaign: Campaign
    year: int
    unit: Unit


def open_to(person: int, on: date) -> list[Open]:
    """Campaigns of this year that ask the unit where a person works to register, and in which he has not."""
    works = Employment.objects.on(on).filter(person=person).select_related("unit").order_by("pk").first()
    if works is None:
        return []
    asked = Q(pk__in=_asked(works.unit_id, on.year)) | Q(pk__in=_begun(works.unit_id, on.year))
    done = Registration.objects.filter(person=person, year=on.year).values("campaign")
    rows = Campaign.objects.filter(asked, state=CampaignState.RUNNING).exclude(pk__in=done)
    return [Open(row, on.year, works.unit) for row in rows.order_by("name", "pk")]


def _asked(unit: int, year: int) -> list[int]:
    rows = Duty.objects.filter(unit=unit, year=year, definition__kind=DutyKind.REGISTER)
    return list(rows.exclude(state=DutyState.NOT_OBLIGED).order_by().values_list("campaign", flat=True))


def _begun(unit: int, year: int) -> list[int]:
    return list(JointList.objects.filter(unit=unit, year=year).order_by().values_list("campaign", flat=True))
