"""Wording the duties of a campaign while it is being prepared, and mending them afterwards."""

from dataclasses import asdict, dataclass
from datetime import datetime

from django.db import transaction

from namkhong.campaigns.models import Campaign, DutyDefinition
from namkhong.campaigns.states import DutyKind, Obliged, Recurrence
from namkhong.foundation.days import Bound
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Person


class DayMissing(DomainError):
    sentence = "“{title}”: hãy nhập ngày và tháng, hoặc chọn “văn bản không ghi ngày”."


class NoSuchDay(DomainError):
    sentence = "“{title}”: không có ngày {day}/{month}."


class YearsInWrongOrder(DomainError):
    sentence = "“{title}”: năm cuối {last} đứng trước năm đầu {first}."


class AlreadyAssigned(DomainError):
    sentence = "“{title}” đã giao cho các đơn vị nên không xóa được. Có thể miễn việc này cho từng đơn vị."


class RecurrenceFixed(DomainError):
    sentence = "“{title}” đã giao theo kỳ “{recurrence}” nên không đổi kỳ được. Hãy thêm một việc mới cho kỳ mới."


@dataclass(frozen=True, slots=True)
class DefinitionDraft:
    """A duty as a person or a reading words it; see `models.DutyDefinition` for the fields."""

    kind: DutyKind
    title: str
    obliged: Obliged
    first_year: int
    bound: Bound = Bound.NONE
    recurrence: Recurrence = Recurrence.YEARLY
    day: int | None = None
    month: int | None = None
    last_year: int | None = None
    via: str = ""
    shifts: bool = False
    evidence: str = ""
    source: str = ""


def define(
    *,
    campaign: Campaign,
    draft: DefinitionDraft,
    by: Person | None,
    at: datetime,
    clause: int | None = None,
) -> DutyDefinition:
    """Add a duty to a campaign. Raises: DayMissing, NoSuchDay, YearsInWrongOrder."""
    _check(draft)
    with transaction.atomic():
        order = campaign.definitions.count()
        row = DutyDefinition.objects.create(campaign=campaign, clause_id=clause, order=order, **asdict(draft))
        _record("duty.define", row, by, at)
    return row


def revise_definition(*, definition: DutyDefinition, draft: DefinitionDraft, by: Person | None, at: datetime) -> None:
    """Word a duty anew. Duties already assigned keep the day they were assigned with; extend them instead.

    Raises: DayMissing, NoSuchDay, YearsInWrongOrder, RecurrenceFixed (units would owe the same for a year and for its
    quarters).
    """
    _check(draft)
    with transaction.atomic():
        if draft.recurrence != definition.recurrence and definition.duties.exists():
            raise RecurrenceFixed(title=definition.title, recurrence=Recurrence(definition.recurrence).label)
        DutyDefinition.objects.filter(pk=definition.pk).update(**asdict(draft))
        _record("duty.revise", definition, by, at)


def drop_definition(*, definition: DutyDefinition, by: Person | None, at: datetime) -> None:
    """Take a duty out of a campaign that has not assigned it to anybody yet. Raises: AlreadyAssigned."""
    with transaction.atomic():
        if definition.duties.exists():
            raise AlreadyAssigned(title=definition.title)
        _record("duty.drop", definition, by, at)
        definition.delete()


def _check(draft: DefinitionDraft) -> None:
    if draft.last_year is not None and draft.last_year < draft.first_year:
        raise YearsInWrongOrder(title=draft.title, first=draft.first_year, last=draft.last_year)
    if draft.bound is Bound.NONE:
        return
    month_needed = draft.recurrence in (Recurrence.ONCE, Recurrence.YEARLY)
    if draft.day is None or (month_needed and draft.month is None):
        raise DayMissing(title=draft.title)
    month = draft.month or 1
    if not 1 <= month <= 12 or not 1 <= draft.day <= _DAYS[month]:
        raise NoSuchDay(title=draft.title, day=draft.day, month=draft.month or "mỗi tháng")


_DAYS = {1: 31, 2: 29, 3: 31, 4: 30, 5: 31, 6: 30, 7: 31, 8: 31, 9: 30, 10: 31, 11: 30, 12: 31}


def _record(verb: str, definition: DutyDefinition, by: Person | None, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="campaign",
        subject_id=definition.campaign_id,
        at=at,
        by=by.pk if by else None,
        unit=definition.campaign.unit_id,
        facts={"definition": definition.pk, "kind": str(definition.kind)},
    )
