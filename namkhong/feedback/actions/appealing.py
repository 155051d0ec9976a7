"""Appeals of a unit against what detectors have set aside, answered by its superior."""

from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction
from django.urls import reverse

from namkhong.feedback.actions.inspecting import BALLOTS_AT_ONCE
from namkhong.feedback.actions.setting_aside import put_back
from namkhong.feedback.models import AsideGroup
from namkhong.feedback.states import APPEAL_ASIDE, DISMISS_ASIDE, UPHOLD_ASIDE
from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import Move, make
from namkhong.journal.actions import record, tell
from namkhong.people.models import Person
from namkhong.people.policies import who_may
from namkhong.people.rules import Verb
from namkhong.units.models import Lineage

APPEAL_DAYS: Final = 15
"""A unit may object until so many days after a group was found, that day not counted."""

SHORTEST: Final = 10


class TooShort(DomainError):
    sentence = "Hãy ghi rõ hơn (ít nhất {least} ký tự)."


class AppealOver(DomainError):
    sentence = "Thời hạn khiếu nại đã hết ngày {last_day}."


def last_day_of_appeal(group: AsideGroup) -> date:
    """The last day on which a unit may object."""
    return group.found_at.astimezone(VIETNAM).date() + timedelta(days=APPEAL_DAYS)


@transaction.atomic
def appeal_aside(*, group: AsideGroup, words: str, by: Person, at: datetime) -> None:
    """Object to a group. Raises: TooShort, AppealOver, MovedMeanwhile."""
    _check(words)
    if at.date() > (last_day := last_day_of_appeal(group)):
        raise AppealOver(last_day=show_day(last_day))
    rows = AsideGroup.objects.filter(pk=group.pk)
    make(APPEAL_ASIDE, rows, appeal=words.strip(), appealed_at=at, appealed_by=by)
    _record("aside.appeal", group, by, at)
    above = Lineage.objects.on(at.date()).filter(descendant=group.unit_id, depth=1).order_by("ancestor")
    judges = {person for unit in above for person in who_may(Verb.KEEP_POINTS, unit.ancestor_id, at.date())}
    _tell(judges, "aside_appealed", group, at)


@transaction.atomic
def uphold_aside(*, group: AsideGroup, answer: str, by: Person, at: datetime) -> int:
    """The unit is right: its ballots count again, for good; how many. Raises: TooShort, MovedMeanwhile."""
    _answer(UPHOLD_ASIDE, "aside.uphold", group, answer, by, at)
    numbers = [UUID(number) for number in group.ballots]
    parts = [numbers[start : start + BALLOTS_AT_ONCE] for start in range(0, len(numbers), BALLOTS_AT_ONCE)]
    return sum(put_back(ballots=part, by=by, at=at) for part in parts)


@transaction.atomic
def dismiss_aside(*, group: AsideGroup, answer: str, by: Person, at: datetime) -> None:
    """The ballots stay set aside, and why. Raises: TooShort, MovedMeanwhile."""
    _answer(DISMISS_ASIDE, "aside.dismiss", group, answer, by, at)


def _answer(step: Move, verb: str, group: AsideGroup, answer: str, by: Person, at: datetime) -> None:
    _check(answer)
    make(step, AsideGroup.objects.filter(pk=group.pk), answer=answer.strip(), answered_at=at, answered_by=by)
    _record(verb, group, by, at)
    _tell(who_may(Verb.KEEP_POINTS, group.unit_id, at.date()), "aside_answered", group, at)


def _check(words: str) -> None:
    if len(words.strip()) < SHORTEST:
        raise TooShort(least=SHORTEST)


def _record(verb: str, group: AsideGroup, by: Person, at: datetime) -> None:
    facts = {"ballots": group.count, "day": group.day.isoformat()}
    record(verb=verb, subject_kind="aside", subject_id=group.pk, unit=group.unit_id, at=at, by=by.pk, facts=facts)


def _tell(people: Iterable[int], kind: str, group: AsideGroup, at: datetime) -> None:
    tell(
        people=people,
        kind=kind,
        at=at,
        url=reverse("feedback:aside_group", args=[group.pk]),
        facts={"unit": group.unit_id, "ballots": group.count, "day": show_day(group.day)},
    )
