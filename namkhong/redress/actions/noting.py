"""What the acts of this room have in common: the Event, and a reason that says something."""

from datetime import datetime

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.redress.models import Concern, InspectionFlag, Remedy

SHORTEST = 10
"""Letters of a reason, a cause or an answer."""


class TooShort(DomainError):
    sentence = "Hãy viết rõ hơn, ít nhất {least} chữ."


def told(words: str) -> str:
    """Words that somebody else must understand, tidied. Raises: TooShort."""
    plain = words.strip()
    if sum(sign.isalnum() for sign in plain) < SHORTEST:
        raise TooShort(least=SHORTEST)
    return plain


def note(verb: str, row: Concern | Remedy | InspectionFlag, by: Person | None, at: datetime, **facts: object) -> None:
    """Write the Event of a concern, a remedy or a proposal to inspect; nothing of what was written goes into it."""
    kinds = {Concern: "concern", Remedy: "remedy", InspectionFlag: "inspection_flag"}
    record(
        verb=verb,
        subject_kind=kinds[type(row)],
        subject_id=row.pk,
        at=at,
        by=by.pk if by else None,
        unit=row.unit_id,
        facts=facts,
    )
