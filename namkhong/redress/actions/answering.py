"""What a unit does with a concern: looks into it, passes it on, answers; and what the sender says of the answer."""

from datetime import datetime

from django.db import transaction
from django.db.models import QuerySet
from django.urls import reverse

from namkhong.foundation.days import IsWorkingDay
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import tell
from namkhong.people.models import Person
from namkhong.redress import states
from namkhong.redress.actions.noting import note, told
from namkhong.redress.models import Answer, Concern, Transfer
from namkhong.redress.policies import is_sister, who_answers
from namkhong.redress.rules.terms import ANSWER_AGAIN_DAYS, due_after
from namkhong.units.models import Unit


class NotASister(DomainError):
    sentence = "Chỉ chuyển được tới một đơn vị khác cùng cấp trên trực tiếp. Hãy chọn lại."


@transaction.atomic
def accept(*, concern: Concern, by: Person | None, at: datetime) -> None:
    """Say that it is being looked into. Raises: MovedMeanwhile."""
    make(states.ACCEPT, _one(concern), accepted_on=at.date())
    note("concern.accept", concern, by, at)


@transaction.atomic
def transfer(*, concern: Concern, to_unit: Unit, reason: str, by: Person | None, at: datetime) -> None:
    """Pass it on, once, to a sister unit that it is about; the term of the answer runs on.

    Raises: NotASister, TooShort, MovedMeanwhile.
    """
    if not is_sister(concern.unit_id, to_unit.pk, at.date()):
        raise NotASister()
    why = told(reason)
    make(states.TRANSFER, _one(concern), unit=to_unit)
    Transfer.objects.create(concern=concern, from_unit=concern.unit, to_unit=to_unit, reason=why, at=at, by=by)
    note("concern.transfer", concern, by, at, to=to_unit.name)
    concern.unit = to_unit
    _tell_unit(concern, "concern_transferred", at)


@transaction.atomic
def answer(*, concern: Concern, words: str, by: Person | None, at: datetime) -> Answer:
    """Answer, for the first or the second time; who answers at once has accepted with it.

    Raises: TooShort, MovedMeanwhile.
    """
    plain, on = told(words), at.date()
    days = {"answered_again_on": on} if concern.reopened_on else {"answered_on": on}
    make(states.ANSWER, _one(concern), accepted_on=concern.accepted_on or on, **days)
    row = Answer.objects.create(concern=concern, words=plain, at=at, by=by)
    note("concern.answer", concern, by, at)
    return row


@transaction.atomic
def judge_answer(*, concern: Concern, solved: bool, words: str, is_working_day: IsWorkingDay, at: datetime) -> None:
    """The sender says whether it is solved: if not, it is opened again, once; after that it is closed either way.

    The same said twice changes nothing. Raises: MovedMeanwhile.
    """
    if concern.state in (states.ConcernState.REOPENED, states.ConcernState.SETTLED):
        return
    hour, said = at.replace(minute=0, second=0, microsecond=0), words.strip()
    if solved or concern.reopened_on:
        make(states.SETTLE, _one(concern), solved=solved, verdict=said or concern.verdict)
        note("concern.settle", concern, None, hour, solved=solved)
        return
    due = due_after(at.date(), ANSWER_AGAIN_DAYS, is_working_day)
    make(states.REOPEN, _one(concern), reopened_on=at.date(), answer_again_by=due, verdict=said)
    note("concern.reopen", concern, None, hour)
    concern.answer_again_by = due
    _tell_unit(concern, "concern_reopened", hour)


def _one(concern: Concern) -> QuerySet[Concern]:
    return Concern.objects.filter(pk=concern.pk)


def _tell_unit(concern: Concern, kind: str, at: datetime) -> None:
    tell(
        people=who_answers(concern.unit_id, at.date()),
        kind=kind,
        at=at,
        url=reverse("redress:concern", args=[concern.pk]),
        facts={"unit": concern.unit_id, "due_on": concern.due_on.isoformat()},
    )
