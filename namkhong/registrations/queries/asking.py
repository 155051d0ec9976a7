"""What other rooms ask: what waits for a person, the figures of a unit, what was registered."""

from datetime import date
from decimal import Decimal

from django.db.models import Count
from django.urls import reverse

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.states import CampaignState
from namkhong.foundation.periods import Period
from namkhong.foundation.waiting import Figure, Waiting
from namkhong.people.models import Post
from namkhong.people.policies import own_units, superior_units
from namkhong.people.rules import Verb
from namkhong.registrations.models import JointList, Registration
from namkhong.registrations.queries.covenants import to_sign
from namkhong.registrations.queries.overview import open_to
from namkhong.registrations.states import GONE_UP, RegistrationState
from namkhong.units.models import Unit


def waiting_for(person: int, on: date) -> list[Waiting]:
    """Lists and registrations to judge, those that were handed back, covenants to sign.

    A list that has not been sent waits as the duty to register.
    """
    judging = [*_lists_to_judge(person, on), *_people_to_judge(person, on)]
    return [*judging, *_handed_back(person, on), *_signing(person, on), *_open(person, on)]


def _open(person: int, on: date) -> list[Waiting]:
    """Whoever holds no post finds here alone that the unit where he works takes registrations."""
    if Post.objects.on(on).filter(person=person).exists():
        return []
    return [
        Waiting(
            label="Đăng ký thi đua của bạn",
            detail=f"{row.campaign.name}, năm {row.year}",
            unit_name=row.unit.brief,
            due_on=None,
            url=reverse("registrations:write_mine", args=[row.campaign.pk, row.year]),
            kind="registration.open",
        )
        for row in open_to(person, on)
    ]


def _lists_to_judge(person: int, on: date) -> list[Waiting]:
    units = superior_units(person, Verb.JUDGE_REGISTRATION, on)
    rows = JointList.objects.filter(to_unit__in=units, state=RegistrationState.WAITING)
    rows = rows.filter(campaign__state=CampaignState.RUNNING).order_by()
    counted = rows.values_list("campaign", "year", "to_unit").annotate(many=Count("pk")).order_by("year", "campaign")
    return _grouped(list(counted), "registrations:received", "Duyệt {} danh sách đăng ký")


def _people_to_judge(person: int, on: date) -> list[Waiting]:
    units = own_units(person, Verb.JUDGE_REGISTRATION, on)
    rows = Registration.objects.filter(unit__in=units, state=RegistrationState.WAITING, person__isnull=False)
    rows = rows.filter(campaign__state=CampaignState.RUNNING).exclude(person=person).order_by()
    counted = rows.values_list("campaign", "year", "unit").annotate(many=Count("pk")).order_by("year", "campaign")
    return _grouped(list(counted), "registrations:unit", "Duyệt đăng ký của {} người")


def _grouped(rows: list[tuple[int, int, int, int]], page: str, words: str) -> list[Waiting]:
    names = dict(Campaign.objects.filter(pk__in=[row[0] for row in rows]).order_by().values_list("pk", "name"))
    units = Unit.objects.in_bulk([row[2] for row in rows])
    return [
        Waiting(
            label=words.format(many),
            detail=f"{names[campaign]}, năm {year}",
            unit_name=units[unit].brief,
            due_on=None,
            url=reverse(page, args=[campaign, year, unit]),
            kind="judge",
        )
        for campaign, year, unit, many in rows
    ]


def _handed_back(person: int, on: date) -> list[Waiting]:
    units = own_units(person, Verb.REGISTER, on)
    rows = JointList.objects.filter(unit__in=units, state=RegistrationState.REFUSED)
    lists = rows.filter(campaign__state=CampaignState.RUNNING).select_related("campaign", "unit").order_by("pk")[:50]
    found = [
        Waiting(
            label="Sửa danh sách đăng ký bị từ chối",
            detail=f"{row.campaign.name}, năm {row.year}",
            unit_name=row.unit.brief,
            due_on=None,
            url=reverse("registrations:unit", args=[row.campaign_id, row.year, row.unit_id]),
            kind="registration.refused",
        )
        for row in lists
    ]
    mine = Registration.objects.filter(person=person, state=RegistrationState.REFUSED)
    mine = mine.filter(campaign__state=CampaignState.RUNNING).select_related("campaign", "unit").order_by("pk")
    return found + [
        Waiting(
            label="Sửa đăng ký thi đua của bạn",
            detail=f"{row.campaign.name}, năm {row.year}",
            unit_name=row.unit.brief,
            due_on=None,
            url=reverse("registrations:registration", args=[row.pk]),
            kind="registration.refused",
        )
        for row in mine[:50]
    ]


def _signing(person: int, on: date) -> list[Waiting]:
    return [
        Waiting(
            label="Ký giao ước thi đua",
            detail=f"{party.covenant.bloc}, năm {party.covenant.year}",
            unit_name=party.unit.brief,
            due_on=None,
            url=reverse("registrations:covenant", args=[party.covenant_id]),
            kind="covenant.sign",
        )
        for party in to_sign(person, on)
    ]


def figures(unit: int, period: Period) -> list[Figure]:
    """Whether a unit has registered for the year of a period, and how many of its people stand on the list sent."""
    lists = JointList.objects.filter(unit=unit, year=period.year).order_by("campaign")
    sent = [row.campaign_id for row in lists if row.state in GONE_UP]
    people = Registration.objects.filter(unit=unit, year=period.year, campaign__in=sent, person__isnull=False)
    counted = people.filter(state=RegistrationState.APPROVED).values("person").distinct().count()
    known = lists.exists()
    return [
        Figure("registered", "Đã đăng ký thi đua", Decimal(bool(sent)) if known else None, "Đăng ký thi đua"),
        Figure("registered_people", "Số người đăng ký thi đua", Decimal(counted) if sent else None, "Đăng ký thi đua"),
    ]


def registered_unit(unit: int, campaign: int, year: int) -> Registration | None:
    """What a unit registered, once the unit above has approved it."""
    rows = Registration.objects.filter(unit=unit, campaign=campaign, year=year, person=None)
    return rows.filter(state=RegistrationState.APPROVED).first()


def registered_person(person: int, campaign: int, year: int) -> Registration | None:
    """What a person registered, once the list he stands on has been approved."""
    rows = Registration.objects.filter(person=person, campaign=campaign, year=year, state=RegistrationState.APPROVED)
    row = rows.select_related("unit").first()
    if row is None:
        return None
    lists = JointList.objects.filter(campaign=campaign, unit=row.unit_id, year=year, state=RegistrationState.APPROVED)
    return row if lists.exists() else None
