"""What stands against a unit or a person: stated with the decision it rests on, lifted with a reason."""

from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.db.models import Q

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.scoring.actions.holding import ReasonTooShort
from namkhong.scoring.models import Veto
from namkhong.scoring.rules.marking import SHORTEST_REASON, is_reason
from namkhong.scoring.states import DISCIPLINE, VetoKind
from namkhong.units.models import Unit


class SourceMissing(DomainError):
    sentence = "Hãy ghi số, ngày của quyết định hoặc văn bản làm căn cứ."


class DaysReversed(DomainError):
    sentence = "Ngày hết hiệu lực phải sau ngày bắt đầu."


class StatedAlready(DomainError):
    sentence = "Điều kiện này đã được ghi cho đúng đối tượng và còn hiệu lực."


class LiftedAlready(DomainError):
    sentence = "Điều kiện này đã được bỏ trước đó."


@dataclass(frozen=True, slots=True)
class VetoDraft:
    """What is stated: of what kind, on which decision it rests, from when to when (empty: without a last day)."""

    kind: str
    source: str
    valid_from: date
    valid_to: date | None = None
    on_duty: bool = True


def state_veto(*, unit: Unit, person: Person | None, draft: VetoDraft, by: Person, at: datetime) -> Veto:
    """State what stands against a unit, or against a person of it.

    Of what is being verified no source is kept: whatever was typed is dropped, and the Event says neither kind nor
    unit, so that nobody learns more than that something was stated.
    Raises: SourceMissing, DaysReversed, StatedAlready.
    """
    verifying = draft.kind == VetoKind.UNDER_VERIFICATION
    source = "" if verifying else draft.source.strip()
    if not source and not verifying:
        raise SourceMissing()
    if draft.valid_to is not None and draft.valid_to < draft.valid_from:
        raise DaysReversed()
    with transaction.atomic():
        there = Veto.objects.filter(unit=unit, person=person, kind=draft.kind, source=source, lifted_at=None)
        if there.filter(Q(valid_to=None) | Q(valid_to__gte=draft.valid_from)).exists():
            raise StatedAlready()
        row = Veto.objects.create(
            unit=unit,
            person=person,
            kind=draft.kind,
            on_duty=draft.on_duty and draft.kind in DISCIPLINE,
            source=source,
            valid_from=draft.valid_from,
            valid_to=draft.valid_to,
            stated_at=at,
            stated_by=by,
        )
        _note("veto.state", row, by, at)
    return row


def lift_veto(*, veto: Veto, reason: str, by: Person, at: datetime) -> None:
    """Take away what stood against somebody; it stays, with who took it away and why.

    Raises: ReasonTooShort, LiftedAlready.
    """
    if not is_reason(reason):
        raise ReasonTooShort(least=SHORTEST_REASON)
    with transaction.atomic():
        rows = Veto.objects.filter(pk=veto.pk, lifted_at=None)
        if rows.update(lifted_at=at, lifted_by=by, lifted_why=reason.strip()) != 1:
            raise LiftedAlready()
        _note("veto.lift", veto, by, at)


def _note(verb: str, row: Veto, by: Person, at: datetime) -> None:
    record(verb=verb, subject_kind="veto", subject_id=row.pk, at=at, by=by.pk)
