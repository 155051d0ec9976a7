"""The lines that the organiser and units below ask of their people, in versions."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.pledges.models import Round, Wording
from namkhong.pledges.queries.standing import standing_in
from namkhong.pledges.rules.texts import Line, checked
from namkhong.pledges.states import RoundState
from namkhong.units.models import Unit


class RoundClosed(DomainError):
    sentence = "Đợt ký cam kết đã khép lại hoặc đang đánh giá nên không sửa nội dung được nữa."


class UnitNotReached(DomainError):
    sentence = "Đợt ký này không áp dụng cho “{unit}” nên đơn vị không thêm nội dung được."


class NothingToIssue(DomainError):
    sentence = "Không có bản nháp nào để ban hành. Hãy soạn nội dung trước."


def word(*, round: Round, unit: int, lines: Iterable[Line], by: Person | None, at: datetime) -> Wording:
    """Keep the next version of a unit's lines as a draft. A unit below may have none; the organiser may not.

    Raises: RoundClosed, UnitNotReached, NoLines, TooManyLines, LineTooLong, LineTwice.
    """
    kept = [asdict(line) for line in checked(lines, may_be_empty=unit != round.campaign.unit_id)]
    with transaction.atomic():
        _refuse_when_over(round)
        _refuse_elsewhere(round, unit, at)
        draft = Wording.objects.filter(round=round, unit=unit, issued_at=None).first()
        if draft is None:
            last = Wording.objects.filter(round=round, unit=unit).aggregate(last=Max("version"))["last"] or 0
            draft = Wording.objects.create(round=round, unit_id=unit, version=last + 1, lines=kept)
        elif Wording.objects.filter(pk=draft.pk, issued_at=None).update(lines=kept) != 1:
            raise MovedMeanwhile()
        draft.lines = kept
        _record("pledge.word", draft, by, at, version=draft.version)
    return draft


def issue(*, round: Round, unit: int, by: Person | None, at: datetime) -> Wording:
    """The draft comes into force for whoever signs from now on; who has signed keeps what was read.

    Raises: RoundClosed, NothingToIssue, MovedMeanwhile.
    """
    with transaction.atomic():
        _refuse_when_over(round)
        draft = Wording.objects.filter(round=round, unit=unit, issued_at=None).first()
        if draft is None:
            raise NothingToIssue()
        put_in_force(draft, by, at)
    return draft


def put_in_force(draft: Wording, by: Person | None, at: datetime) -> None:
    """Issue a draft that is there. Raises: MovedMeanwhile."""
    if Wording.objects.filter(pk=draft.pk, issued_at=None).update(issued_at=at, issued_by=by) != 1:
        raise MovedMeanwhile()
    Round.objects.filter(pk=draft.round_id).update(text_version=F("text_version") + 1)
    _record("pledge.issue", draft, by, at, version=draft.version)


def drop_draft(*, round: Round, unit: int, by: Person | None, at: datetime) -> None:
    """Throw away a draft; what is in force stays. Raises: NothingToIssue."""
    with transaction.atomic():
        draft = Wording.objects.filter(round=round, unit=unit, issued_at=None).first()
        if draft is None or not Wording.objects.filter(pk=draft.pk, issued_at=None).delete()[0]:
            raise NothingToIssue()
        _record("pledge.drop_draft", draft, by, at, version=draft.version)


def _refuse_when_over(round: Round) -> None:
    if not Round.objects.filter(pk=round.pk, state__in=[RoundState.PREPARING, RoundState.OPEN]).exists():
        raise RoundClosed()


def _refuse_elsewhere(round: Round, unit: int, at: datetime) -> None:
    if unit != round.campaign.unit_id and not standing_in(round, unit, at.date()).path:
        name = Unit.objects.filter(pk=unit).values_list("name", flat=True).first()
        raise UnitNotReached(unit=name or "")


def _record(verb: str, draft: Wording, by: Person | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="pledge_round",
        subject_id=draft.round_id,
        at=at,
        by=by.pk if by else None,
        unit=draft.unit_id,
        facts=facts,
    )
