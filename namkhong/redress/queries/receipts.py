"""Keys and codes of concerns: from the ticket to the receipt, and from a receipt to its concern."""

from typing import Final
from uuid import UUID

from django.conf import settings

from namkhong.feedback.rules.codes import derived_key
from namkhong.feedback.rules.invitations import Invitation, read_invitation
from namkhong.redress.models import Concern
from namkhong.redress.rules.receipts import mark_of, plain_receipt, receipt_code

KIND: Final = "concern"
"""What sealed contacts are bound to."""


def key() -> bytes:
    """The key of this room; it lies outside the database."""
    return derived_key(settings.SECRET_KEY, "concern")


def invitation_of(ticket: str) -> Invitation | None:
    """What a ticket from the page of thanks says; None for any other."""
    return read_invitation(derived_key(settings.SECRET_KEY, "invitation"), ticket)


def receipt_of(client_id: UUID) -> str:
    """The code by which the sender of that page reads the answer."""
    return receipt_code(key(), client_id.bytes)


def receipt_mark(typed: str) -> bytes:
    """What is stored of a receipt."""
    return mark_of(key(), "receipt", plain_receipt(typed).encode())


def by_receipt(typed: str) -> Concern | None:
    """The concern of a receipt; None where there is none, whatever was typed."""
    if not plain_receipt(typed):
        return None
    return Concern.objects.filter(receipt=receipt_mark(typed)).select_related("unit", "point").first()
