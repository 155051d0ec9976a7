"""Opening the contact that somebody left, and sending an answer there; each is an Event, without the contact."""

from datetime import datetime

from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.template.loader import render_to_string
from django.urls import reverse

from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.people.sealing import open_box
from namkhong.people.states import OpeningReason
from namkhong.redress.actions.noting import note
from namkhong.redress.models import Answer, Concern
from namkhong.redress.queries.receipts import KIND, receipt_of
from namkhong.redress.states import ContactKind


class NoContact(DomainError):
    sentence = "Người gửi không để lại cách liên hệ. Trả lời trên trang này, người gửi xem bằng mã biên nhận."


@transaction.atomic
def open_contact(*, concern: Concern, reason: OpeningReason, by: Person, at: datetime) -> str:
    """The contact, opened for one reading. Raises: NoContact, CannotOpen."""
    if concern.sealed is None:
        raise NoContact()
    value = open_box(concern.pk, concern.sealed, kind=KIND)[concern.contact_kind]
    note("concern.open_contact", concern, by, at, reason=str(reason))
    return value


def mails() -> bool:
    """Whether this installation sends e-mail."""
    return not settings.EMAIL_BACKEND.endswith(".dummy.EmailBackend")


def mail_answer(*, answer: Answer, site: str, at: datetime) -> bool:
    """Send an answer to the e-mail address that was left, once; whether there was something to send.

    `site` is the address under which people reach the installation. Raises: CannotOpen.
    """
    concern = answer.concern
    if answer.mailed_at or concern.contact_kind != ContactKind.EMAIL or concern.sealed is None or not mails():
        return False
    address = open_box(concern.pk, concern.sealed, kind=KIND)[ContactKind.EMAIL]
    code = receipt_of(concern.client_id)
    link = f"{site.rstrip('/')}{reverse('redress:read_own', args=[code])}"
    words = render_to_string(
        "redress/mail/answer.txt", {"concern": concern, "answer": answer, "code": code, "link": link}
    )
    with transaction.atomic():
        if Answer.objects.filter(pk=answer.pk, mailed_at=None).update(mailed_at=at) != 1:
            return False
        note("concern.mail_answer", concern, None, at)
        # Last in the transaction: an answer that could not be handed over is tried again.
        EmailMessage(f"Trả lời phản ánh, mã {code[:4]}…", words, to=[address]).send()
    return True
