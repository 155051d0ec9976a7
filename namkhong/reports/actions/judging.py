"""What a superior does with a return, and how an accepted one is replaced."""

from datetime import datetime
from typing import cast

from django.db import transaction
from django.utils import timezone

from namkhong.campaigns.actions.duties import fulfil_by_report, refuse_when_closed
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import record, tell
from namkhong.people.models import Person
from namkhong.people.queries import officers_of
from namkhong.reports import states
from namkhong.reports.actions.telling import tell_figures
from namkhong.reports.models import Attachment, Entry, Narrative, Return
from namkhong.reports.states import Origin, ReturnState

SHORTEST_REASON = 10


class ReasonTooShort(DomainError):
    sentence = "Hãy ghi rõ lý do trả lại (ít nhất {least} ký tự) để đơn vị biết cần sửa gì."


class RevisionOpen(DomainError):
    sentence = "Đang có một bản thay thế chưa xong cho báo cáo này. Hãy mở bản đó."


def accept(*, sheet: Return, by: Person | None, at: datetime) -> None:
    """Receive a return: its figures count, the duty is fulfilled on the day it was sent. Raises: MovedMeanwhile."""
    with transaction.atomic():
        refuse_when_closed(sheet.campaign_id)
        earlier = Return.objects.filter(duty=sheet.duty_id, state=ReturnState.ACCEPTED)
        for row in earlier.exclude(pk=sheet.pk):
            make(states.SUPERSEDE, Return.objects.filter(pk=row.pk))
            _record("report.supersede", row, by, at)
        make(states.ACCEPT, Return.objects.filter(pk=sheet.pk), judged_at=at, judged_by=by)
        sent = cast(datetime, Return.objects.values_list("submitted_at", flat=True).get(pk=sheet.pk))
        fulfil_by_report(duty=sheet.duty, on=timezone.localdate(sent), by=by, at=at)
        tell_figures(sheet, at)
        _record("report.accept", sheet, by, at)
        _tell_sender("report_accepted", sheet, at)


def send_back(*, sheet: Return, reason: str, by: Person | None, at: datetime) -> None:
    """Give a return back with what must be mended. Raises: ReasonTooShort, MovedMeanwhile."""
    if len(reason.strip()) < SHORTEST_REASON:
        raise ReasonTooShort(least=SHORTEST_REASON)
    with transaction.atomic():
        refuse_when_closed(sheet.campaign_id)
        make(
            states.SEND_BACK,
            Return.objects.filter(pk=sheet.pk),
            reason=reason.strip(),
            judged_at=at,
            judged_by=by,
            submission=None,
        )
        _record("report.send_back", sheet, by, at)
        _tell_sender("report_sent_back", sheet, at, reason=reason.strip())


def revise(*, sheet: Return, by: Person | None, at: datetime) -> Return:
    """Begin a later revision of an accepted return; the accepted one stands until the later one is accepted.

    Raises: MovedMeanwhile when it is not accepted any more, RevisionOpen, CampaignClosed.
    """
    with transaction.atomic():
        refuse_when_closed(sheet.campaign_id)
        old = Return.objects.select_for_update(of=("self",)).get(pk=sheet.pk)
        if old.state != ReturnState.ACCEPTED:
            raise MovedMeanwhile()
        if Return.objects.filter(duty=old.duty_id, revision__gt=old.revision).exists():
            raise RevisionOpen()
        new = _copy(old, by, at)
        _record("report.revise", new, by, at)
    return new


def _copy(old: Return, by: Person | None, at: datetime) -> Return:
    new = Return.objects.create(
        duty_id=old.duty_id,
        campaign_id=old.campaign_id,
        form_id=old.form_id,
        unit_id=old.unit_id,
        to_unit_id=old.to_unit_id,
        period=old.period,
        revision=old.revision + 1,
        saved_at=at,
        saved_by=by,
    )
    Entry.objects.bulk_create(
        Entry(sheet=new, indicator_id=row.indicator_id, value=row.value, origin=row.origin, note=row.note)
        for row in Entry.objects.filter(sheet=old).exclude(origin=Origin.DERIVED)
    )
    Narrative.objects.bulk_create(
        Narrative(sheet=new, section_id=row.section_id, text=row.text) for row in Narrative.objects.filter(sheet=old)
    )
    Attachment.objects.bulk_create(
        Attachment(sheet=new, file_id=row.file_id) for row in Attachment.objects.filter(sheet=old, removed_at=None)
    )
    return new


def _tell_sender(kind: str, sheet: Return, at: datetime, **facts: str) -> None:
    tell(
        people=officers_of(sheet.unit_id, at.date()),
        kind=kind,
        at=at,
        facts={"period": sheet.period, "return": sheet.pk, **facts},
    )


def _record(verb: str, sheet: Return, by: Person | None, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="return",
        subject_id=sheet.pk,
        at=at,
        by=by.pk if by else None,
        unit=sheet.unit_id,
    )
