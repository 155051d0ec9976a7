"""Doing duties, giving more time, excusing units; each leaves a row or an Event, none erases lateness."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Max
from django.urls import reverse

from namkhong.campaigns import states
from namkhong.campaigns.actions.joining import answer_joined, refuse_when_joined, reopen_joined
from namkhong.campaigns.models import Campaign, Duty, Extension, Fulfilment
from namkhong.campaigns.states import CampaignState
from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import record, tell
from namkhong.papers.models import StoredFile
from namkhong.people.models import Person
from namkhong.people.queries import officers_of


class CampaignClosed(DomainError):
    sentence = "Cuộc vận động đã kết thúc nên không ghi nhận thêm được. Nội dung bạn nhập vẫn còn trên màn hình."


class NeedsReport(DomainError):
    sentence = "Việc này chỉ xong khi báo cáo được gửi và được cấp trên tiếp nhận. Hãy lập báo cáo."


class NeedsList(DomainError):
    sentence = "Việc này chỉ xong khi danh sách đăng ký thi đua được gửi lên cấp trên. Hãy mở trang đăng ký."


class NotYetDone(DomainError):
    sentence = "Ngày làm xong {day} chưa tới. Hãy nhập ngày đã làm xong."


class ReasonMissing(DomainError):
    sentence = "Hãy ghi lý do."


class NotLater(DomainError):
    sentence = "Hạn mới phải sau hạn hiện nay ({day})."


class NoDayToExtend(DomainError):
    sentence = "Việc này chưa định ngày nên chưa có hạn để gia hạn."


@dataclass(frozen=True, slots=True)
class Deed:
    """What a unit says it did. `count`: people who signed, attended and the like, where the duty counts people."""

    done_on: date
    note: str = ""
    count: int | None = None
    evidence: StoredFile | None = None


def fulfil(*, duty: Duty, deed: Deed, by: Person | None, at: datetime) -> None:
    """State that a duty has been done, and with it those joined to it.

    Raises: NeedsReport, NotYetDone, CampaignClosed, AnsweredTogether, MovedMeanwhile.
    """
    if duty.definition.kind in states.REPORTING:
        raise NeedsReport()
    if deed.done_on > at.date():
        raise NotYetDone(day=show_day(deed.done_on))
    with transaction.atomic():
        refuse_when_closed(duty.campaign_id)
        refuse_when_joined(duty)
        make(states.FULFIL, Duty.objects.filter(pk=duty.pk), fulfilled_on=deed.done_on)
        stated = Fulfilment.objects.create(
            duty=duty,
            done_on=deed.done_on,
            note=deed.note,
            count=deed.count,
            evidence=deed.evidence,
            stated_at=at,
            stated_by=by,
        )
        _record("duty.fulfil", duty, by, at, done_on=deed.done_on.isoformat())
        answer_joined(lead=duty, deed=stated, by=by, at=at)


def withdraw(*, duty: Duty, by: Person | None, at: datetime) -> None:
    """Undo `fulfil`: the duty and those joined to it are open again, what was stated stays as withdrawn.

    Raises: NeedsReport, CampaignClosed, AnsweredTogether, MovedMeanwhile.
    """
    if duty.definition.kind in states.REPORTING:
        raise NeedsReport()
    with transaction.atomic():
        refuse_when_closed(duty.campaign_id)
        refuse_when_joined(duty)
        make(states.WITHDRAW, Duty.objects.filter(pk=duty.pk), fulfilled_on=None)
        duty.fulfilments.filter(withdrawn_at=None).update(withdrawn_at=at)
        _record("duty.withdraw", duty, by, at)
        reopen_joined(lead=duty, by=by, at=at)


def fulfil_by_report(*, duty: Duty, on: date, by: Person | None, at: datetime) -> None:
    """A report that answers this duty was accepted; `on` is the day it was sent. Repeating it changes nothing."""
    with transaction.atomic():
        Duty.objects.filter(pk=duty.pk, state__in=states.FULFIL.frm).update(state=states.FULFIL.to, fulfilled_on=on)
        _record("duty.fulfil", duty, by, at, done_on=on.isoformat())


def reopen_report(*, duty: Duty, by: Person | None, at: datetime) -> None:
    """The accepted report that answered this duty no longer stands. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.WITHDRAW, Duty.objects.filter(pk=duty.pk), fulfilled_on=None)
        _record("duty.withdraw", duty, by, at)


def extend(*, duty: Duty, due_on: date, reason: str, by: Person | None, at: datetime) -> Extension:
    """Grant a unit a later day. Raises: ReasonMissing, NoDayToExtend, NotLater."""
    if not reason.strip():
        raise ReasonMissing()
    if duty.due_on is None:
        raise NoDayToExtend()
    with transaction.atomic():
        latest = duty.extensions.aggregate(latest=Max("due_on"))["latest"] or duty.due_on
        if due_on <= latest:
            raise NotLater(day=show_day(latest))
        row = Extension.objects.create(duty=duty, due_on=due_on, reason=reason.strip(), granted_at=at, granted_by=by)
        _record("duty.extend", duty, by, at, due_on=due_on.isoformat())
        tell(
            people=officers_of(duty.unit_id, at.date()),
            kind="duty_extended",
            at=at,
            url=reverse("campaigns:duty", args=[duty.pk]),
            facts={"title": duty.definition.title, "due_on": due_on.isoformat(), "reason": row.reason},
        )
    return row


def excuse(*, duty: Duty, reason: str, by: Person | None, at: datetime) -> None:
    """A unit need not do this duty, and why; it leaves the denominator. Raises: ReasonMissing, MovedMeanwhile."""
    if not reason.strip():
        raise ReasonMissing()
    with transaction.atomic():
        make(states.EXCUSE, Duty.objects.filter(pk=duty.pk), reason=reason.strip())
        _record("duty.excuse", duty, by, at)


def oblige(*, duty: Duty, by: Person | None, at: datetime) -> None:
    """Undo `excuse`. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(states.OBLIGE, Duty.objects.filter(pk=duty.pk), reason="")
        _record("duty.oblige", duty, by, at)


def refuse_when_closed(campaign: int) -> None:
    """Raises: CampaignClosed when the campaign has ended."""
    if Campaign.objects.filter(pk=campaign, state=CampaignState.CLOSED).exists():
        raise CampaignClosed()


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
