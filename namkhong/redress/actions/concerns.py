"""Raising a concern: by the ticket of a low rating, once, with consent."""

from dataclasses import dataclass
from datetime import datetime
from typing import Final
from uuid import UUID

from django.db import IntegrityError, transaction
from django.urls import reverse

from namkhong.feedback.models import Point
from namkhong.feedback.rules.invitations import Invitation, still_good
from namkhong.foundation.days import IsWorkingDay
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import tell
from namkhong.people.sealing import sealer
from namkhong.redress.actions.noting import note
from namkhong.redress.models import Concern
from namkhong.redress.policies import who_answers
from namkhong.redress.queries.receipts import KIND, key, receipt_mark, receipt_of
from namkhong.redress.rules.contacts import read_contact
from namkhong.redress.rules.receipts import mark_of
from namkhong.redress.rules.terms import ACCEPT_DAYS, ANSWER_DAYS, due_after

CONSENT: Final = "2026-11"
"""The wording of the consent on the page; a new wording gets a new name."""


class TicketUsed(DomainError):
    sentence = "Từ lần chấm điểm này đã có một phản ánh được gửi rồi. Dùng mã biên nhận của phản ánh đó để xem trả lời."


class TicketOld(DomainError):
    sentence = "Đường dẫn gửi phản ánh này đã hết hạn. Xin chấm điểm lại ở lần làm việc sau."


class AnotherBody(DomainError):
    sentence = "Một phản ánh có nội dung khác đã được gửi từ trang này, và nội dung đó được giữ nguyên."


@dataclass(frozen=True, slots=True)
class ConcernDraft:
    """What somebody wrote, and how he can be reached if he likes."""

    words: str
    contact: str = ""


def raise_concern(
    *, invitation: Invitation, client_id: UUID, draft: ConcernDraft, is_working_day: IsWorkingDay, at: datetime
) -> Concern:
    """Take in a concern; the same once more from the same page is answered with the same.

    Of the moment the hour is kept, as of a rating: who stood at a desk at 9.14 is known there.
    Raises: TicketUsed, TicketOld, AnotherBody, NotAnEmail, NotAPhone, CannotOpen.
    """
    kind, contact = read_contact(draft.contact)
    mark = mark_of(key(), "body", invitation.lot, draft.words.encode(), contact.encode())
    try:
        if found := _same(client_id, mark):
            return found
        if not still_good(invitation, at.date()):
            raise TicketOld()
        with transaction.atomic():
            return _taken_in(invitation, client_id, mark, draft.words, kind, contact, is_working_day, at)
    except IntegrityError:
        if found := _same(client_id, mark):
            return found
        raise TicketUsed() from None


def _same(client_id: UUID, mark: bytes) -> Concern | None:
    """What the page has sent before. Raises: AnotherBody."""
    found = Concern.objects.filter(client_id=client_id).select_related("unit", "point").first()
    if found and bytes(found.mark) != mark:
        raise AnotherBody()
    return found


def _taken_in(
    invitation: Invitation,
    client_id: UUID,
    mark: bytes,
    words: str,
    kind: str,
    contact: str,
    is_working_day: IsWorkingDay,
    at: datetime,
) -> Concern:
    on, hour = at.date(), at.replace(minute=0, second=0, microsecond=0)
    point = Point.objects.select_related("unit").get(pk=invitation.point)
    concern = Concern.objects.create(
        unit=point.unit,
        point=point,
        rated_on=invitation.day,
        score=invitation.score,
        words=words,
        consent=CONSENT,
        client_id=client_id,
        mark=mark,
        ticket=mark_of(key(), "ticket", invitation.lot),
        receipt=receipt_mark(receipt_of(client_id)),
        received_on=on,
        accept_by=due_after(on, ACCEPT_DAYS, is_working_day),
        answer_by=due_after(on, ANSWER_DAYS, is_working_day),
    )
    if contact:
        concern.contact_kind, concern.sealed = kind, sealer(at=at).seal(concern.pk, {kind: contact}, kind=KIND)
        concern.save(update_fields=["contact_kind", "sealed"])
    note("concern.receive", concern, None, hour)
    _tell_unit(concern, "concern_received", hour)
    return concern


def _tell_unit(concern: Concern, kind: str, at: datetime) -> None:
    tell(
        people=who_answers(concern.unit_id, at.date()),
        kind=kind,
        at=at,
        url=reverse("redress:concern", args=[concern.pk]),
        facts={"unit": concern.unit_id, "due_on": concern.answer_by.isoformat()},
    )
