"""Bringing in the instruments that come with the project; drafting and issuing those of a unit's own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.db import transaction

from namkhong.feedback.library import InstrumentData
from namkhong.feedback.models import Instrument
from namkhong.feedback.rules.faults import Fault, faults
from namkhong.feedback.rules.questions import questionnaire
from namkhong.feedback.states import ISSUE, REPLACE, InstrumentState
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.units.models import Unit


class Unsound(DomainError):
    sentence = "Chưa ban hành được vì bộ câu hỏi còn {count} chỗ phải sửa. Chỗ đầu tiên: {first}"

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__(count=len(found), first=found[0].sentence)


@dataclass(frozen=True, slots=True)
class InstrumentDraft:
    """What a new version is called, what it is for and what it asks."""

    kind: str
    name: str
    definition: dict[str, Any]


@transaction.atomic
def install_instruments(*, instruments: Iterable[InstrumentData], at: datetime) -> list[Instrument]:
    """The instruments as rows, made where they are missing; a newer version takes the place of the one in use."""
    return [_installed(data, at) for data in instruments]


def _installed(data: InstrumentData, at: datetime) -> Instrument:
    ours = Instrument.objects.filter(unit=None, key=data.key)
    if there := ours.filter(version=data.version).first():
        return there
    for old in ours.filter(state=InstrumentState.ISSUED, version__lt=data.version).order_by("version"):
        make(REPLACE, Instrument.objects.filter(pk=old.pk))
    return Instrument.objects.create(
        key=data.key,
        version=data.version,
        name=data.name,
        kind=data.kind,
        definition=data.stored_definition(),
        state=InstrumentState.ISSUED,
        issued_at=at,
    )


@transaction.atomic
def draft_instrument(
    *, unit: Unit, draft: InstrumentDraft, of: Instrument | None, by: Person | None, at: datetime
) -> Instrument:
    """A draft of a unit's own: a new instrument, or the next version of one (`of`).

    A version has one draft: what is drafted again takes the place of the draft that is there.
    """
    key = of.key if of else uuid4().hex[:12]
    versions = Instrument.objects.filter(unit=unit, key=key).order_by("-version")
    last = versions.first()
    if last is not None and last.state == InstrumentState.DRAFT:
        last.kind, last.name, last.definition = draft.kind, draft.name, draft.definition
        last.save(update_fields=["kind", "name", "definition"])
        _tell("draft", last, by, at)
        return last
    row = Instrument.objects.create(
        unit=unit,
        key=key,
        version=last.version + 1 if last else 1,
        name=draft.name,
        kind=draft.kind,
        definition=draft.definition,
    )
    _tell("draft", row, by, at)
    return row


@transaction.atomic
def issue_instrument(*, row: Instrument, by: Person | None, at: datetime) -> None:
    """Put a draft in use in place of the version before it; points that are open go on with the version they have.

    Raises: MovedMeanwhile, Unsound.
    """
    # First taken, then looked at: nobody can change it in between.
    make(ISSUE, Instrument.objects.filter(pk=row.pk), issued_at=at)
    row.refresh_from_db()
    if found := faults(questionnaire(row.definition)):
        raise Unsound(found)
    older = Instrument.objects.filter(unit=row.unit_id, key=row.key, state=InstrumentState.ISSUED).exclude(pk=row.pk)
    for one in older.order_by("version"):
        make(REPLACE, Instrument.objects.filter(pk=one.pk))
    _tell("issue", row, by, at)


def _tell(verb: str, row: Instrument, by: Person | None, at: datetime) -> None:
    record(
        verb=f"instrument.{verb}",
        subject_kind="instrument",
        subject_id=row.pk,
        at=at,
        by=by.pk if by else None,
        unit=row.unit_id,
        facts={"version": row.version},
    )
