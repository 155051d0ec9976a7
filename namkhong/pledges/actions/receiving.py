"""Receiving pledges as the head or as the union, many at once; and taking back what was received last."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.pledges.models import Evaluation, Pledge, Round
from namkhong.pledges.policies import receivable
from namkhong.pledges.states import PledgeState, RoundState, Side


class NothingToReceive(DomainError):
    sentence = "Không còn bản cam kết nào chờ ký nhận trong số đã chọn."


class NothingToReturn(DomainError):
    sentence = "Không có lần ký nhận nào để hoàn tác."


class RoundIsShut(DomainError):
    sentence = "Đợt ký cam kết này đã khép lại nên không ký nhận được nữa."


@dataclass(frozen=True, slots=True)
class Received:
    """How many pledges were received in one act, at one moment."""

    count: int
    at: datetime


def receive(*, round: Round, side: Side, pledges: Iterable[int] | None = None, by: Person, at: datetime) -> Received:
    """Receive the pledges that were ticked, or all that wait (None). What somebody else received meanwhile is left out.

    Raises: NothingToReceive, RoundIsShut.
    """
    with transaction.atomic():
        _refuse_when_shut(round)
        waiting = receivable(by.pk, round, side, at.date())
        if pledges is not None:
            waiting = waiting.filter(pk__in=list(pledges))
        numbers = list(waiting.values_list("pk", flat=True))
        count = 0
        for start in range(0, len(numbers), 1000):
            some = Pledge.objects.filter(pk__in=numbers[start : start + 1000], state=PledgeState.SIGNED)
            free = some.filter(**{f"{side.value}_at": None})
            count += free.update(**{f"{side.value}_at": at, f"{side.value}_by": by})
        if not count:
            raise NothingToReceive()
        _record("pledge.receive", round, side, count, by, at)
    return Received(count, at)


def return_receipt(*, round: Round, side: Side, by: Person, at: datetime) -> int:
    """Undo the last act of receiving of this person on a side; returns how many pledges wait again.

    Raises: NothingToReturn, RoundIsShut.
    """
    moment, who = f"{side.value}_at", f"{side.value}_by"
    with transaction.atomic():
        _refuse_when_shut(round)
        own = Pledge.objects.filter(round=round, **{who: by})
        last = own.order_by(f"-{moment}").values_list(moment, flat=True).first()
        evaluated = Evaluation.objects.filter(pledge__round=round).values("pledge")
        count = 0
        if last is not None:
            count = own.filter(**{moment: last}).exclude(pk__in=evaluated).update(**{moment: None, who: None})
        if not count:
            raise NothingToReturn()
        _record("pledge.return_receipt", round, side, count, by, at)
    return count


def _refuse_when_shut(round: Round) -> None:
    if not Round.objects.filter(pk=round.pk, state__in=[RoundState.OPEN, RoundState.EVALUATING]).exists():
        raise RoundIsShut()


def _record(verb: str, round: Round, side: Side, count: int, by: Person, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="pledge_round",
        subject_id=round.pk,
        at=at,
        by=by.pk,
        unit=None,
        facts={"side": side.value, "pledges": count},
    )
