"""The yearly round of pledges of a campaign: made ready, opened, evaluated, closed, renewed next year."""

from collections.abc import Iterable
from dataclasses import asdict, dataclass
from datetime import date, datetime

from django.db import IntegrityError, transaction

from namkhong.campaigns.models import Campaign
from namkhong.campaigns.states import CampaignState
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import Move, make
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.pledges import states
from namkhong.pledges.actions.wordings import put_in_force
from namkhong.pledges.models import Round, Wording
from namkhong.pledges.queries.texts import lines_in_force
from namkhong.pledges.rules.texts import Line, checked


class CampaignNotRunning(DomainError):
    sentence = "Chỉ mở đợt ký cam kết khi cuộc vận động đang thực hiện."


class RoundThereAlready(DomainError):
    sentence = "Cuộc vận động này đã có đợt ký cam kết năm {year}."


class DueBeforeOpening(DomainError):
    sentence = "Hạn ký phải từ ngày mở đợt ({day}) trở đi."


class NotWorded(DomainError):
    sentence = "Chưa có nội dung cam kết. Hãy soạn các điều của đơn vị tổ chức trước khi mở đợt."


class NotPreparing(DomainError):
    sentence = "Đợt ký này đã khép lại nên không sửa được."


@dataclass(frozen=True, slots=True)
class RoundDraft:
    """What the organiser writes down of a round."""

    title: str
    opens_on: date
    due_on: date | None = None
    reading: str = ""


def prepare(
    *, campaign: Campaign, year: int, draft: RoundDraft, lines: Iterable[Line], by: Person | None, at: datetime
) -> Round:
    """Make a round ready, with the organiser's lines as a draft.

    Raises: CampaignNotRunning, RoundThereAlready, DueBeforeOpening, NoLines, TooManyLines, LineTooLong, LineTwice.
    """
    kept = [asdict(line) for line in checked(lines, may_be_empty=False)]
    _refuse_days(draft)
    with transaction.atomic():
        round = _begun(campaign, year, draft)
        Wording.objects.create(round=round, unit_id=campaign.unit_id, version=1, lines=kept)
        _record("pledge.prepare_round", round, by, at)
    return round


def _begun(campaign: Campaign, year: int, draft: RoundDraft) -> Round:
    if not Campaign.objects.filter(pk=campaign.pk, state=CampaignState.RUNNING).exists():
        raise CampaignNotRunning()
    try:
        with transaction.atomic():
            return Round.objects.create(campaign=campaign, year=year, **asdict(draft))
    except IntegrityError as clash:
        raise RoundThereAlready(year=year) from clash


def revise(*, round: Round, draft: RoundDraft, by: Person | None, at: datetime) -> None:
    """Change what the organiser wrote down. Raises: DueBeforeOpening, NotPreparing."""
    _refuse_days(draft)
    alive = [states.RoundState.PREPARING, states.RoundState.OPEN, states.RoundState.EVALUATING]
    with transaction.atomic():
        if not Round.objects.filter(pk=round.pk, state__in=alive).update(**asdict(draft)):
            raise NotPreparing()
        _record("pledge.revise_round", round, by, at)


def _refuse_days(draft: RoundDraft) -> None:
    if draft.due_on is not None and draft.due_on < draft.opens_on:
        raise DueBeforeOpening(day=f"{draft.opens_on:%d/%m/%Y}")


def open_round(*, round: Round, by: Person | None, at: datetime) -> None:
    """From now on people sign; the organiser's draft comes into force.

    Raises: CampaignNotRunning, NotWorded, MovedMeanwhile.
    """
    organiser = round.campaign.unit_id
    with transaction.atomic():
        if not Campaign.objects.filter(pk=round.campaign_id, state=CampaignState.RUNNING).exists():
            raise CampaignNotRunning()
        if draft := Wording.objects.filter(round=round, unit=organiser, issued_at=None).first():
            put_in_force(draft, by, at)
        if not lines_in_force(round.pk, [organiser]).get(organiser):
            raise NotWorded()
        _move(states.OPEN_ROUND, round, by, at)


def begin_evaluation(*, round: Round, by: Person | None, at: datetime) -> None:
    """Signing is over; each line is evaluated, by the person and then by the head. Raises: MovedMeanwhile."""
    _move(states.BEGIN_EVALUATION, round, by, at)


def close_round(*, round: Round, by: Person | None, at: datetime) -> None:
    """Nothing more is written in the round. Raises: MovedMeanwhile."""
    _move(states.CLOSE_ROUND, round, by, at)


def reopen_round(*, round: Round, by: Person | None, at: datetime) -> None:
    """People sign again. Raises: MovedMeanwhile."""
    _move(states.REOPEN_ROUND, round, by, at)


def renew(*, round: Round, draft: RoundDraft, by: Person | None, at: datetime) -> Round:
    """Next year's round: everybody pledges again, the lines in force come along as drafts, what was pledged and
    evaluated in the last round stays there. Raises: CampaignNotRunning, RoundThereAlready, DueBeforeOpening.
    """
    _refuse_days(draft)
    with transaction.atomic():
        fresh = _begun(round.campaign, round.year + 1, draft)
        units = Wording.objects.filter(round=round, issued_at__isnull=False).order_by("unit").distinct()
        worded = lines_in_force(round.pk, list(units.values_list("unit", flat=True)))
        Wording.objects.bulk_create(
            (
                Wording(round=fresh, unit_id=unit, version=1, lines=[asdict(line) for line in lines])
                for unit, lines in worded.items()
                if lines
            ),
            batch_size=1000,
        )
        _record("pledge.renew_round", fresh, by, at, year=fresh.year)
    return fresh


def _move(step: Move, round: Round, by: Person | None, at: datetime) -> None:
    with transaction.atomic():
        make(step, Round.objects.filter(pk=round.pk))
        _record(f"pledge.{step.name}", round, by, at, year=round.year)


def _record(verb: str, round: Round, by: Person | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="pledge_round",
        subject_id=round.pk,
        at=at,
        by=by.pk if by else None,
        unit=round.campaign.unit_id,
        facts=facts,
    )
