"""What a reorganisation left without a home: campaigns nobody owns, duties nobody receives, duties nobody owes."""

from dataclasses import dataclass
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet
from django.urls import reverse

from namkhong.campaigns.models import Campaign, Duty, DutyQuerySet
from namkhong.campaigns.policies import kept
from namkhong.campaigns.states import CampaignState
from namkhong.foundation.waiting import Waiting
from namkhong.people.policies import superior_units
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage, Placement, Unit


@dataclass(frozen=True, slots=True)
class Left:
    """How many open duties of a campaign hang on a unit that has ended or left the line."""

    campaign: Campaign
    unit: Unit
    duties: int


@dataclass(frozen=True, slots=True)
class Orphans:
    """What has no home and a person may give one: `unreceived` by receiver, `unowed` by the unit that owed it."""

    campaigns: list[Campaign]
    unreceived: list[Left]
    unowed: list[Left]

    def __bool__(self) -> bool:
        return bool(self.campaigns or self.unreceived or self.unowed)


def orphans(person: int, on: date, *, upto: int = 200) -> Orphans:
    """What waits for a new home with a person, up to so many rows of each kind."""
    keeping = _kept_on_lines(person, on)
    if not keeping:
        return Orphans([], [], [])
    campaigns = _campaigns(keeping, on).select_related("unit").order_by("name", "pk")[:upto]
    return Orphans(
        list(campaigns),
        _left(_unreceived(keeping, on), "to_unit", upto),
        _left(_unowed(keeping, on), "unit", upto),
    )


def orphans_waiting(person: int, on: date) -> list[Waiting]:
    """One thing to decide for each kind of orphan a person may give a home."""
    keeping = _kept_on_lines(person, on)
    if not keeping:
        return []
    counted = (
        ("Bàn giao {} cuộc vận động chưa có đơn vị chủ trì", _campaigns(keeping, on).count(), "cuoc-van-dong"),
        ("Nhận {} việc gửi tới đơn vị không còn", _unreceived(keeping, on).count(), "noi-nhan"),
        ("Xem {} việc của đơn vị không còn", _unowed(keeping, on).count(), "nguoi-lam"),
    )
    return [
        Waiting(
            label=label.format(count),
            detail="Sau khi sắp xếp đơn vị",
            unit_name="",
            due_on=None,
            url=f"{reverse('campaigns:orphans')}#{place}",
            kind="orphan",
        )
        for label, count, place in counted
        if count
    ]


def left_to(campaign: int, unit: int, on: date) -> int:
    """How many open duties of a campaign are owed to a unit by units that go on."""
    return _running().filter(campaign=campaign, to_unit=unit).exclude(is_gone("unit", on)).count()


def left_by(campaign: int, unit: int) -> int:
    """How many open duties of a campaign a unit owes."""
    return _running().filter(campaign=campaign, unit=unit).count()


def is_gone(unit: str, on: date) -> Q:
    """Duties of which a unit has ended, or stands on the line of the campaign no more."""
    standing = Lineage.objects.on(on).filter(line=OuterRef("campaign__line"), descendant=OuterRef(unit), depth=0)
    return Q(**{f"{unit}__closed_on__lt": on}) | ~Q(Exists(standing))


def _kept_on_lines(person: int, on: date) -> list[tuple[str, QuerySet[Unit]]]:
    """The lines on which a person hands over, each with the units whose orphans the person keeps there."""
    units = superior_units(person, Verb.HAND_OVER, on)
    lines = Placement.objects.on(on).filter(unit__in=units).order_by("line").values_list("line", flat=True)
    return [(line, kept(person, line, on)) for line in lines.distinct()] if units else []


def _where(keeping: list[tuple[str, QuerySet[Unit]]], line: str, unit: str) -> Q:
    found = Q(pk__in=[])
    for name, units in keeping:
        found |= Q(**{line: name, f"{unit}__in": units.values("pk")})
    return found


def _campaigns(keeping: list[tuple[str, QuerySet[Unit]]], on: date) -> QuerySet[Campaign]:
    standing = Lineage.objects.on(on).filter(line=OuterRef("line"), descendant=OuterRef("unit"), depth=0)
    rows = Campaign.objects.exclude(state=CampaignState.CLOSED).filter(_where(keeping, "line", "unit"))
    return rows.filter(Q(unit__closed_on__lt=on) | ~Exists(standing))


def _running() -> DutyQuerySet:
    return Duty.objects.open().filter(campaign__state=CampaignState.RUNNING)


def _unreceived(keeping: list[tuple[str, QuerySet[Unit]]], on: date) -> QuerySet[Duty]:
    """Owed by units that go on to one that has ended or left the campaign's line."""
    left = _running().filter(_where(keeping, "campaign__line", "to_unit"), is_gone("to_unit", on))
    return left.exclude(is_gone("unit", on))


def _unowed(keeping: list[tuple[str, QuerySet[Unit]]], on: date) -> QuerySet[Duty]:
    return _running().filter(_where(keeping, "campaign__line", "unit"), is_gone("unit", on))


def _left(rows: QuerySet[Duty], unit: str, upto: int) -> list[Left]:
    counted = rows.order_by().values("campaign", unit).annotate(duties=Count("pk")).order_by("campaign", unit)
    found = list(counted[:upto])
    campaigns = Campaign.objects.in_bulk({row["campaign"] for row in found})
    units = Unit.objects.in_bulk({row[unit] for row in found})
    return [Left(campaigns[row["campaign"]], units[row[unit]], row["duties"]) for row in found]
