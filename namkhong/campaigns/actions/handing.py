"""Handing campaigns over from unit to unit, and giving a home to what a reorganisation left without one."""

from datetime import date, datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.campaigns import states
from namkhong.campaigns.actions.duties import ReasonMissing
from namkhong.campaigns.actions.enrolling import enrol_under
from namkhong.campaigns.models import Campaign, Duty, Ownership
from namkhong.campaigns.queries import is_gone
from namkhong.campaigns.states import CampaignState, DutyState
from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record, tell
from namkhong.people.models import Person
from namkhong.people.queries import officers_of
from namkhong.units.models import Lineage, Unit


class SameOwner(DomainError):
    sentence = "Cuộc vận động đang thuộc {unit}. Hãy chọn đơn vị khác."


class HandedOverLater(DomainError):
    sentence = "Cuộc vận động thuộc {unit} từ ngày {day}. Ngày bàn giao phải sau ngày đó."


class NotYet(DomainError):
    sentence = "Ngày bàn giao {day} chưa tới. Hãy chọn hôm nay hoặc một ngày đã qua."


class OffTheLine(DomainError):
    sentence = "{unit} không ở trên tuyến của cuộc vận động này nên không nhận được."


def hand_over(*, campaign: Campaign, to: Unit, since: date, reason: str, by: Person | None, at: datetime) -> Ownership:
    """A campaign belongs to another unit from a day on, today at the latest; the giver's last day is the one before.

    It stays with the units it was made for: where others stand under the new owner too, the giver's are enrolled.
    The officers of the new owner are told. Duties already given keep their receivers.
    Raises: ReasonMissing, NotYet, OffTheLine, SameOwner, HandedOverLater.
    """
    if not reason.strip():
        raise ReasonMissing()
    if since > at.date():
        raise NotYet(day=show_day(since))
    standing = Lineage.objects.on(since).filter(line=campaign.line, descendant=to.pk, depth=0)
    if not standing.exists() or to.closed_on is not None:
        raise OffTheLine(unit=to.name)
    with transaction.atomic():
        held = _held(campaign)
        if held.unit_id == to.pk:
            raise SameOwner(unit=to.name)
        if held.valid_from >= since:
            raise HandedOverLater(unit=held.unit.name, day=show_day(held.valid_from))
        Ownership.objects.filter(pk=held.pk).update(valid_to=since - timedelta(days=1))
        row = Ownership.objects.create(campaign=campaign, unit=to, valid_from=since, reason=reason.strip())
        Campaign.objects.filter(pk=campaign.pk).update(unit=to)
        enrol_under(ownership=row.pk, since=since)
        _tell(campaign, held.unit, row, by, at)
    return row


def readdress(*, campaign: Campaign, receiver: Unit, to: Unit, by: Person | None, at: datetime) -> int:
    """What units that go on owe, in a campaign, to one that is gone is owed to another one now; returns how many.

    A unit is gone that has ended or stands on the campaign's line no more.
    Raises: OffTheLine.
    """
    standing = Lineage.objects.on(at.date()).filter(line=campaign.line, descendant=to.pk, depth=0)
    if not standing.exists():
        raise OffTheLine(unit=to.name)
    with transaction.atomic():
        left = _open(campaign).filter(is_gone("to_unit", at.date()), to_unit=receiver.pk)
        moved = left.exclude(is_gone("unit", at.date())).update(to_unit=to)
        _record("campaign.readdress", campaign, to.pk, by, at, {"duties": moved, "before": receiver.pk})
    return moved


def spare(*, campaign: Campaign, unit: Unit, reason: str, by: Person | None, at: datetime) -> int:
    """What a unit that is gone without a successor still owed a campaign is not asked any more; returns how many.

    Raises: ReasonMissing.
    """
    if not reason.strip():
        raise ReasonMissing()
    with transaction.atomic():
        left = _open(campaign).filter(is_gone("unit", at.date()), unit=unit.pk)
        spared = left.update(state=states.EXCUSE.to, reason=reason.strip()[:300])
        _record("campaign.spare", campaign, unit.pk, by, at, {"duties": spared})
    return spared


def _open(campaign: Campaign) -> QuerySet[Duty]:
    return Duty.objects.filter(campaign=campaign.pk, campaign__state=CampaignState.RUNNING, state=DutyState.OPEN)


def _held(campaign: Campaign) -> Ownership:
    """The ownership of today, locked: of two people who hand over at once the second one sees what the first did."""
    rows = Ownership.objects.select_for_update(of=("self",)).filter(campaign=campaign.pk, valid_to=None)
    return rows.select_related("unit").get()


def _tell(campaign: Campaign, giver: Unit, row: Ownership, by: Person | None, at: datetime) -> None:
    facts = {"since": row.valid_from.isoformat(), "before": giver.pk, "to": row.unit_id, "reason": row.reason}
    _record("campaign.hand_over", campaign, row.unit_id, by, at, facts)
    tell(
        people=set(officers_of(row.unit_id, at.date())) - {by.pk if by else 0},
        kind="campaign_handed_over",
        at=at,
        url=reverse("campaigns:campaign", args=[campaign.pk]),
        facts={"name": campaign.name, "unit": giver.pk, "due_on": row.valid_from.isoformat(), "reason": row.reason},
    )


def _record(
    verb: str, campaign: Campaign, unit: int, by: Person | None, at: datetime, facts: dict[str, object]
) -> None:
    record(
        verb=verb,
        subject_kind="campaign",
        subject_id=campaign.pk,
        at=at,
        by=by.pk if by else None,
        unit=unit,
        facts=facts,
    )
