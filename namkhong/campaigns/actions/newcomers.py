"""Laying a running campaign on units that were founded later or have come under its owner, and taking that back."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import transaction
from django.db.models import ProtectedError

from namkhong.campaigns.actions.assignment import NotRunning, assign
from namkhong.campaigns.actions.rollout import announce_to
from namkhong.campaigns.models import Campaign, Duty, Enrolment
from namkhong.campaigns.queries import newcomers, schedule_of, scope_of
from namkhong.campaigns.queries.newcomers import BATCH, brought_by
from namkhong.campaigns.rules import Occurrence, occurrences
from namkhong.campaigns.states import CampaignState, DutyState
from namkhong.foundation.days import IsWorkingDay
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import begin_batch, mark_undone, record
from namkhong.journal.models import Batch
from namkhong.people.models import Person


class NobodyChosen(DomainError):
    sentence = "Chưa chọn đơn vị nào."


class NotANewcomer(DomainError):
    sentence = "Có đơn vị đã ở trong cuộc vận động, hoặc không còn dưới đơn vị chủ trì. Hãy tải lại trang rồi chọn lại."


class NothingLeftToDo(DomainError):
    sentence = (
        "Không còn việc nào chưa qua hạn để giao. Nếu vẫn cần, hãy đánh dấu “Giao cả việc đã qua hạn trong năm nay”."
    )


class TakenOutAlready(DomainError):
    sentence = "Các đơn vị này đã được bỏ ra khỏi cuộc vận động."


class BegunAlready(DomainError):
    sentence = "Không bỏ ra được nữa, vì đã có đơn vị bắt tay vào việc được giao."


def enrol_newcomers(
    *,
    campaign: Campaign,
    units: Collection[int],
    with_past: bool,
    on: date,
    is_working_day: IsWorkingDay,
    by: Person | None,
    at: datetime,
) -> Batch:
    """Lay a campaign on more units from a day on: they get the duties of this year that are not past yet (`with_past`:
    all of them), and of later years that were given out already. Their officers are told.

    Raises: NotRunning, NobodyChosen, NotANewcomer, NothingLeftToDo.
    """
    chosen = set(units)
    with transaction.atomic():
        _hold_running(campaign)
        if not chosen:
            raise NobodyChosen()
        if newcomers(campaign, on).filter(pk__in=chosen).count() < len(chosen):
            raise NotANewcomer()
        number = by.pk if by else None
        batch = begin_batch(kind=BATCH, by=number, at=at)
        enrolled = scope_of(campaign, on).enrolled
        if enrolled:
            rows = (
                Enrolment(campaign=campaign, unit_id=unit, valid_from=on, begun_in=batch) for unit in sorted(chosen)
            )
            Enrolment.objects.bulk_create(rows)
        made = _give(campaign, chosen, batch, on, is_working_day, with_past=with_past)
        if not made and not enrolled:
            raise NothingLeftToDo()
        facts = {"batch": batch.pk, "units": sorted(chosen), "duties": made}
        _record("campaign.enrol", campaign, number, at, facts)
        announce_to(campaign=campaign, units=chosen, years=[on.year], on=on, by=by, at=at)
    return batch


def unenrol(*, campaign: Campaign, batch: int, by: Person | None, at: datetime) -> None:
    """Take units out again that were brought in by a batch, with all their duties.

    Raises: NotRunning, TakenOutAlready, BegunAlready.
    """
    number = by.pk if by else None
    with transaction.atomic():
        _hold_running(campaign)
        if not brought_by(campaign.pk, batch):
            raise TakenOutAlready()
        duties = Duty.objects.select_for_update().filter(campaign=campaign, made_in=batch)
        if any(state != DutyState.OPEN for state in duties.values_list("state", flat=True)):
            raise BegunAlready()
        try:
            duties.delete()
        except ProtectedError as held:  # a report, an extension, a joined duty: whatever hangs on a duty holds it
            raise BegunAlready() from held
        Enrolment.objects.filter(campaign=campaign).take_back(batch)
        mark_undone(batch=batch, by=number, at=at)
        _record("campaign.unenrol", campaign, number, at, {"batch": batch})


def _hold_running(campaign: Campaign) -> None:
    """Lock a campaign that is running, so that two officers at once do a thing once. Raises: NotRunning."""
    state = Campaign.objects.select_for_update().filter(pk=campaign.pk).values_list("state", flat=True).get()
    if state != CampaignState.RUNNING:
        raise NotRunning(name=campaign.name)


def _give(
    campaign: Campaign, units: Collection[int], batch: Batch, on: date, is_working_day: IsWorkingDay, *, with_past: bool
) -> int:
    """The duties of this year and of the later years given out already; how many."""
    given = Duty.objects.filter(campaign=campaign, year__gt=on.year).order_by().values_list("year", flat=True)
    scope, made = scope_of(campaign, on), 0
    for definition in campaign.definitions.order_by("order", "pk"):
        for year in sorted({on.year, *given.distinct()}):
            for occurrence in occurrences(schedule_of(definition), year, is_working_day):
                if with_past or not _past(occurrence, on):
                    made += assign(scope, definition, occurrence, on, only=units, batch=batch.pk)
    return made


def _past(occurrence: Occurrence, on: date) -> bool:
    """Whether the day of a duty has passed; where it has none, whether its period has."""
    return (occurrence.due_on or occurrence.period.ends_on) < on


def _record(verb: str, campaign: Campaign, by: int | None, at: datetime, facts: dict[str, object]) -> None:
    record(
        verb=verb,
        subject_kind="campaign",
        subject_id=campaign.pk,
        at=at,
        by=by,
        unit=campaign.unit_id,
        facts=facts,
    )
