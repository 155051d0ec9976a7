"""Answering several duties of a unit at once, so that nobody does or types the same thing twice."""

from datetime import datetime

from django.db import transaction
from django.db.models import Q

from namkhong.campaigns import states
from namkhong.campaigns.models import Duty, Fulfilment, JoinedDuty
from namkhong.campaigns.states import CampaignState, DutyState
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person


class NotAlike(DomainError):
    sentence = "Chỉ ghép được hai việc cùng loại, cùng kỳ, của cùng một đơn vị và đang chưa xong."


class JoinedAlready(DomainError):
    sentence = "Một trong hai việc này đã ghép với việc khác. Hãy tách ra trước."


class NotJoined(DomainError):
    sentence = "Việc này không ghép với việc nào."


class AnsweredTogether(DomainError):
    sentence = "Việc này làm chung với “{title}”. Hãy báo xong hoặc rút lại ở việc đó, hoặc tách ra trước."


def join(*, duty: Duty, lead: Duty, by: Person | None, at: datetime) -> JoinedDuty:
    """From now on `duty` is answered by whatever answers `lead`: another duty of the unit, of the same kind and period.

    Raises: NotAlike, JoinedAlready.
    """
    with transaction.atomic():
        pair = {row.pk: row for row in _locked(duty.pk, lead.pk)}
        if len(pair) != 2 or not _alike(pair[duty.pk], pair[lead.pk]):
            raise NotAlike()
        taken = Q(duty__in=pair) | Q(lead=duty.pk)
        if JoinedDuty.objects.filter(taken).exists():
            raise JoinedAlready()
        row = JoinedDuty.objects.create(duty=duty, lead=lead, joined_at=at, joined_by=by)
        _record("duty.join", duty, by, at, lead=lead.pk)
    return row


def part(*, duty: Duty, by: Person | None, at: datetime) -> None:
    """Undo `join`; what the lead has already answered stays answered. Raises: NotJoined."""
    with transaction.atomic():
        gone, _ = JoinedDuty.objects.filter(duty=duty.pk).delete()
        if not gone:
            raise NotJoined()
        _record("duty.part", duty, by, at)


def refuse_when_joined(duty: Duty) -> None:
    """Raises: AnsweredTogether for a duty that is answered by another one."""
    lead = JoinedDuty.objects.filter(duty=duty.pk).values_list("lead__definition__title", flat=True).first()
    if lead is not None:
        raise AnsweredTogether(title=lead)


def answer_joined(*, lead: Duty, deed: Fulfilment, by: Person | None, at: datetime) -> None:
    """The duties joined to `lead` are done with it, on the same day and on the same evidence."""
    open_ones = Duty.objects.filter(
        joined_to__lead=lead.pk, state__in=states.FULFIL.frm, campaign__state=CampaignState.RUNNING
    )
    rows = list(open_ones.order_by("pk"))
    Duty.objects.filter(pk__in=[row.pk for row in rows]).update(state=states.FULFIL.to, fulfilled_on=deed.done_on)
    Fulfilment.objects.bulk_create(_same(deed, row) for row in rows)
    for row in rows:
        _record("duty.fulfil", row, by, at, done_on=deed.done_on.isoformat(), lead=lead.pk)


def reopen_joined(*, lead: Duty, by: Person | None, at: datetime) -> None:
    """The duties joined to `lead` are open again with it."""
    done = Duty.objects.filter(
        joined_to__lead=lead.pk, state__in=states.WITHDRAW.frm, campaign__state=CampaignState.RUNNING
    )
    rows = list(done.order_by("pk"))
    numbers = [row.pk for row in rows]
    Duty.objects.filter(pk__in=numbers).update(state=states.WITHDRAW.to, fulfilled_on=None)
    Fulfilment.objects.filter(duty__in=numbers, withdrawn_at=None).update(withdrawn_at=at)
    for row in rows:
        _record("duty.withdraw", row, by, at, lead=lead.pk)


def _locked(*numbers: int) -> list[Duty]:
    rows = Duty.objects.select_for_update(of=("self",)).filter(pk__in=numbers)
    return list(rows.select_related("definition", "campaign").order_by("pk"))


def _alike(one: Duty, other: Duty) -> bool:
    same = one.unit_id == other.unit_id and one.period == other.period
    running = CampaignState.RUNNING == one.campaign.state == other.campaign.state
    undone = DutyState.OPEN == one.state == other.state
    return same and running and undone and one.definition.kind == other.definition.kind


def _same(deed: Fulfilment, duty: Duty) -> Fulfilment:
    return Fulfilment(
        duty=duty,
        done_on=deed.done_on,
        note=deed.note,
        count=deed.count,
        evidence=deed.evidence,
        stated_at=deed.stated_at,
        stated_by=deed.stated_by,
    )


def _record(verb: str, duty: Duty, by: Person | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="duty",
        subject_id=duty.pk,
        at=at,
        by=by.pk if by else None,
        unit=duty.unit_id,
        facts=facts,
    )
