"""Why somebody has not signed, and taking a signature back that was written down by mistake."""

from datetime import date, datetime
from typing import Any

from django.db import transaction

from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import Move, MovedMeanwhile, make
from namkhong.journal.actions import record
from namkhong.journal.queries import events_of
from namkhong.people.models import Person
from namkhong.pledges import states
from namkhong.pledges.actions.signing import NotObliged
from namkhong.pledges.actions.touching import touch
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.queries.standing import works_in
from namkhong.pledges.states import RoundState


class RoundIsOver(DomainError):
    sentence = "Đợt ký cam kết này đang không mở nên không ghi thêm được."


class ReasonNeeded(DomainError):
    sentence = "Hãy ghi lý do."


class LeaveEndsBefore(DomainError):
    sentence = "Ngày nghỉ cuối cùng phải từ hôm nay trở đi."


class EvaluatedAlready(DomainError):
    sentence = "Bản cam kết này đã được đánh giá nên không hủy chữ ký được nữa."


def refuse(*, round: Round, person: Person, reason: str, by: Person | None, at: datetime) -> Pledge:
    """A person does not sign, and why. Raises: ReasonNeeded, RoundIsOver, NotObliged, MovedMeanwhile."""
    return _written(states.REFUSE, round, person, by, at, reason=_told(reason), until_on=None)


def go_on_leave(
    *, round: Round, person: Person, until_on: date | None, reason: str, by: Person | None, at: datetime
) -> Pledge:
    """A person is on long leave until a day (last day included; None: not known) and is not counted meanwhile.

    Raises: LeaveEndsBefore, ReasonNeeded, RoundIsOver, NotObliged, MovedMeanwhile.
    """
    if until_on is not None and until_on < at.date():
        raise LeaveEndsBefore()
    return _written(states.GO_ON_LEAVE, round, person, by, at, reason=_told(reason), until_on=until_on)


def transfer(*, round: Round, person: Person, reason: str = "", by: Person | None, at: datetime) -> Pledge:
    """A person has gone to another unit, although the list has not followed yet; what was signed goes along.

    Raises: RoundIsOver, NotObliged, MovedMeanwhile.
    """
    return _written(states.TRANSFER, round, person, by, at, here=True, reason=reason.strip(), until_on=None)


def retire(*, round: Round, person: Person, reason: str = "", by: Person | None, at: datetime) -> Pledge:
    """A person has stopped working, although the list has not followed yet.

    Raises: RoundIsOver, NotObliged, MovedMeanwhile.
    """
    return _written(states.RETIRE, round, person, by, at, here=True, reason=reason.strip(), until_on=None)


def await_again(*, round: Round, person: Person, by: Person | None, at: datetime) -> Pledge:
    """Undo any of these: a signature that was there counts again, otherwise the person is asked again.

    Raises: RoundIsOver, NotObliged, MovedMeanwhile.
    """
    signed = Pledge.objects.filter(round=round, person=person, signed_at__isnull=False).exists()
    step = states.COME_BACK if signed else states.AWAIT_AGAIN
    return _written(step, round, person, by, at, reason="", until_on=None)


def unsign(*, round: Round, person: Person, reason: str = "", by: Person, at: datetime) -> Pledge:
    """Take a signature back, with whatever was countersigned. Whoever wrote it down needs no reason on the same day.

    Raises: ReasonNeeded, RoundIsOver, EvaluatedAlready, MovedMeanwhile.
    """
    pledge = Pledge.objects.filter(round=round, person=person).first()
    if pledge is None:
        raise MovedMeanwhile()
    if not reason.strip() and not wrote_today(pledge, by.pk, at):
        raise ReasonNeeded()
    with transaction.atomic():
        _refuse_when_over(round, [RoundState.OPEN])
        if Evaluation.objects.filter(pledge=pledge).exists():
            raise EvaluatedAlready()
        bare: dict[str, Any] = dict.fromkeys(
            ("text", "signed_at", "client_id", "client_mark", "evidence", "head_at", "head_by", "union_at", "union_by")
        )
        make(states.UNSIGN, Pledge.objects.filter(pk=pledge.pk), **bare, way="", reason=reason.strip())
        _told_of(states.UNSIGN, round, pledge, by, at)
    pledge.refresh_from_db()
    return pledge


def wrote_today(pledge: Pledge, person: int, at: datetime) -> bool:
    """Whether the person wrote this signature down, earlier on the same day."""
    if pledge.signed_at is None or pledge.signed_at.astimezone(at.tzinfo).date() != at.date():
        return False
    signing = events_of("pledge", pledge.pk).filter(verb="pledge.sign").order_by("-pk")
    return signing.values_list("by_id", flat=True).first() == person


def _told(reason: str) -> str:
    if not reason.strip():
        raise ReasonNeeded()
    return reason.strip()


def _written(
    step: Move,
    round: Round,
    person: Person,
    by: Person | None,
    at: datetime,
    *,
    here: bool = False,
    **fields: Any,
) -> Pledge:
    """Make a move on the pledge of a person, which begins to be where there is none yet.

    `here`: it is said of the unit where the person works by the list.
    """
    unit = works_in(round, person.pk, at.date())
    if unit is None:
        raise NotObliged(person=person.full_name, day=show_day(at.date()))
    with transaction.atomic():
        _refuse_when_over(round, [RoundState.OPEN, RoundState.EVALUATING])
        Pledge.objects.bulk_create([Pledge(round=round, person=person, unit_id=unit)], ignore_conflicts=True)
        row = Pledge.objects.filter(round=round, person=person)
        make(step, row, **fields, **({"unit": unit} if here else {}))
        pledge = row.get()
        _told_of(step, round, pledge, by, at, works_at=unit)
    return pledge


def _told_of(
    step: Move, round: Round, pledge: Pledge, by: Person | None, at: datetime, works_at: int | None = None
) -> None:
    record(
        verb=f"pledge.{step.name}",
        subject_kind="pledge",
        subject_id=pledge.pk,
        at=at,
        by=by.pk if by else None,
        unit=pledge.unit_id,
        facts={},
    )
    there = works_at or works_in(round, pledge.person_id, at.date())
    touch(round=round.pk, units={pledge.unit_id} | ({there} if there else set()))


def _refuse_when_over(round: Round, alive: list[RoundState]) -> None:
    if not Round.objects.filter(pk=round.pk, state__in=alive).exists():
        raise RoundIsOver()
