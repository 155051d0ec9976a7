"""Where a person works: taking up work, moving to another unit, leaving. What was before stays as it was."""

from datetime import date, datetime, timedelta

from django.db import transaction

from namkhong.foundation.days import show_day
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import Employment, Person, Post
from namkhong.units.models import DatedQuerySet, Unit


class WorksAlready(DomainError):
    sentence = "{person} đang làm việc tại “{unit}”. Muốn chuyển, hãy dùng “Chuyển đến đơn vị khác”."


class WorksNowhere(DomainError):
    sentence = "{person} không làm việc ở đơn vị nào vào ngày {day}."


class WorksThereAlready(DomainError):
    sentence = "{person} đang làm việc tại chính “{unit}”. Hãy chọn đơn vị khác."


class BeforeItBegan(DomainError):
    sentence = "{person} vào làm tại “{unit}” từ ngày {day}: hãy chọn một ngày sau ngày đó."


class UnitHasEnded(DomainError):
    sentence = "“{unit}” không còn hoạt động vào ngày {day}. Hãy chọn đơn vị khác."


def employ(*, person: Person, unit: Unit, since: date, by: int | None, at: datetime, position: str = "") -> Employment:
    """A person takes up work at a unit from a day on. Raises: WorksAlready, UnitHasEnded."""
    with transaction.atomic():
        if row := _rows(person).from_day(since).first():
            raise WorksAlready(person=person.full_name, unit=row.unit.name)
        begun = _begin(person, unit, since, position)
        _record("person.employ", person, unit, by, at, since)
    return begun


def transfer(*, person: Person, to: Unit, since: date, by: int | None, at: datetime, position: str = "") -> Employment:
    """A person moves to another unit from a day on; what he was trusted with at the unit he leaves ends with it.

    Raises: WorksNowhere, WorksThereAlready, BeforeItBegan, UnitHasEnded.
    """
    with transaction.atomic():
        row = _open_row(person, since)
        if row.unit_id == to.pk:
            raise WorksThereAlready(person=person.full_name, unit=to.name)
        _end(row, person, since - timedelta(days=1))
        begun = _begin(person, to, since, position)
        _record("person.transfer", person, to, by, at, since, left=row.unit_id)
    return begun


def leave(*, person: Person, until: date, by: int | None, at: datetime) -> None:
    """A person works at his unit for the last time on a day. Raises: WorksNowhere, BeforeItBegan."""
    with transaction.atomic():
        row = _open_row(person, until)
        _end(row, person, until)
        _record("person.leave", person, row.unit, by, at, until)


def _rows(person: Person) -> DatedQuerySet[Employment]:
    return Employment.objects.filter(person=person).select_related("unit").order_by("valid_from", "pk")


def _open_row(person: Person, on: date) -> Employment:
    row = _rows(person).filter(valid_to=None).first()
    if row is None:
        raise WorksNowhere(person=person.full_name, day=show_day(on))
    return row


def _begin(person: Person, unit: Unit, since: date, position: str) -> Employment:
    if unit.closed_on is not None and unit.closed_on < since:
        raise UnitHasEnded(unit=unit.name, day=show_day(since))
    return Employment.objects.create(person=person, unit=unit, position=position, valid_from=since)


def _end(row: Employment, person: Person, last_day: date) -> None:
    """End an employment, and with it the posts at the same unit. A post that had yet to begin never does."""
    if last_day < row.valid_from:
        raise BeforeItBegan(person=person.full_name, unit=row.unit.name, day=show_day(row.valid_from))
    Employment.objects.filter(pk=row.pk).update(valid_to=last_day)
    held = Post.objects.filter(person=person, unit=row.unit).from_day(last_day + timedelta(days=1))
    held.filter(valid_from__gt=last_day).delete()
    held.update(valid_to=last_day)


def _record(
    verb: str, person: Person, unit: Unit, by: int | None, at: datetime, day: date, left: int | None = None
) -> None:
    facts = {"day": day.isoformat()} | ({} if left is None else {"from": left})
    record(verb=verb, subject_kind="person", subject_id=person.pk, at=at, by=by, unit=unit.pk, facts=facts)
