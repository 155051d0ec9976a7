"""Writing registrations: one, many at once, last year's again, changing and taking out."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction

from namkhong.campaigns.models import Campaign
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import record_each
from namkhong.people.models import Employment, Person
from namkhong.registrations.actions.ground import hold_own_list, note
from namkhong.registrations.models import Registration
from namkhong.registrations.states import EDITABLE
from namkhong.units.models import Unit


class HonourMissing(DomainError):
    sentence = "Hãy chọn hoặc ghi danh hiệu đăng ký."


class NobodyPicked(DomainError):
    sentence = "Chưa chọn người nào."


class RegisteredAlready(DomainError):
    sentence = "{who} đã có đăng ký của năm này trong cuộc vận động."


class WorksElsewhere(DomainError):
    sentence = "{who} không có trong danh sách người đang làm việc tại đơn vị."


class NothingToCopy(DomainError):
    sentence = "Không có đăng ký nào của năm trước để chép, hoặc mọi người đã có đăng ký năm nay."


@dataclass(frozen=True, slots=True)
class Wish:
    """What is aimed at and what is promised for it."""

    honour: str
    promise: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Whose registrations of which year: a unit in a campaign."""

    campaign: Campaign
    unit: Unit
    year: int


def write(*, place: Place, person: Person | None, wish: Wish, by: Person | None, at: datetime) -> Registration:
    """Begin the registration of a unit (no person) or of a person who works there.

    Raises: HonourMissing, RegisteredAlready, WorksElsewhere, ListGoneUp, CampaignClosed.
    """
    if person is None:
        return _write(place, [(None, wish)], by, at)[0]
    return write_many(place=place, wishes=[(person, wish)], by=by, at=at)[0]


def write_many(
    *, place: Place, wishes: Sequence[tuple[Person, Wish]], by: Person | None, at: datetime
) -> list[Registration]:
    """Begin the registrations of many people at once; all or none.

    Raises: NobodyPicked, HonourMissing, RegisteredAlready, WorksElsewhere, ListGoneUp, CampaignClosed.
    """
    if not wishes:
        raise NobodyPicked()
    people = [person for person, _ in wishes]
    here = Employment.objects.on(at.date()).filter(unit=place.unit, person__in=people)
    at_home = set(here.order_by().values_list("person", flat=True))
    for person in people:
        if person.pk not in at_home:
            raise WorksElsewhere(who=person.full_name)
    return _write(place, wishes, by, at)


def _write(
    place: Place, wishes: Sequence[tuple[Person | None, Wish]], by: Person | None, at: datetime
) -> list[Registration]:
    _refuse_no_honour(wish for _, wish in wishes)
    people = [person.pk for person, _ in wishes if person]
    try:
        with transaction.atomic():
            hold_own_list(place.campaign.pk, place.unit.pk, place.year)
            known = Registration.objects.filter(campaign=place.campaign, year=place.year, person__in=people)
            if first := known.select_related("person").order_by("pk").first():
                raise RegisteredAlready(who=first.person.full_name if first.person else "")
            rows = Registration.objects.bulk_create(_new(place, person, wish, by, at) for person, wish in wishes)
            _record_all("registration.write", rows, by, at)
            return rows
    except IntegrityError as twice:
        raise RegisteredAlready(who=place.unit.name if not people else "Người này") from twice


def _refuse_no_honour(wishes: Iterable[Wish]) -> None:
    if not all(wish.honour.strip() for wish in wishes):
        raise HonourMissing()


def _new(place: Place, person: Person | None, wish: Wish, by: Person | None, at: datetime) -> Registration:
    return Registration(
        campaign=place.campaign,
        unit=place.unit,
        year=place.year,
        person=person,
        honour=wish.honour.strip(),
        promise=wish.promise.strip(),
        written_at=at,
        written_by=by,
    )


def copy_last_year(*, place: Place, by: Person | None, at: datetime) -> int:
    """Take last year's registrations of the unit and of those who still work there as drafts that must be looked at.

    Returns how many. Raises: NothingToCopy, ListGoneUp, CampaignClosed.
    """
    with transaction.atomic():
        hold_own_list(place.campaign.pk, place.unit.pk, place.year)
        here = Employment.objects.on(at.date()).filter(unit=place.unit).values("person")
        before = Registration.objects.filter(unit=place.unit, campaign__line=place.campaign.line, year=place.year - 1)
        there = Registration.objects.filter(campaign=place.campaign, year=place.year)
        known: set[int | None] = set(there.filter(person__in=here).order_by().values_list("person", flat=True))
        if there.filter(unit=place.unit, person=None).exists():
            known.add(None)
        employed = {None, *here.values_list("person", flat=True)}
        found: dict[int | None, Registration] = {}
        for row in before.select_related("person").order_by("campaign", "pk"):
            same = row.campaign_id == place.campaign.pk
            if row.person_id in employed - known and (same or row.person_id not in found):
                found[row.person_id] = row
        if not found:
            raise NothingToCopy()
        rows = [_new(place, row.person, Wish(row.honour, row.promise), by, at) for row in found.values()]
        for row in rows:
            row.unread = True
        _record_all("registration.copy", Registration.objects.bulk_create(rows), by, at)
    return len(rows)


def revise(*, row: Registration, wish: Wish, by: Person | None, at: datetime) -> None:
    """Change what is aimed at or promised; what was copied counts as looked at.

    Raises: HonourMissing, ListGoneUp, MovedMeanwhile, CampaignClosed.
    """
    _refuse_no_honour([wish])
    with transaction.atomic():
        hold_own_list(row.campaign_id, row.unit_id, row.year)
        rows = Registration.objects.filter(pk=row.pk, state__in=EDITABLE)
        if rows.update(honour=wish.honour.strip(), promise=wish.promise.strip(), unread=False) != 1:
            raise MovedMeanwhile()
        note("registration.revise", row, by, at)


def drop(*, row: Registration, by: Person | None, at: datetime) -> None:
    """Take a registration out that has not been sent, or was refused. Raises: ListGoneUp, MovedMeanwhile."""
    with transaction.atomic():
        hold_own_list(row.campaign_id, row.unit_id, row.year)
        if Registration.objects.filter(pk=row.pk, state__in=EDITABLE).delete()[0] != 1:
            raise MovedMeanwhile()
        note("registration.drop", row, by, at)


def _record_all(verb: str, rows: Sequence[Registration], by: Person | None, at: datetime) -> None:
    subjects = [(row.pk, row.unit_id) for row in rows]
    record_each(verb=verb, subject_kind="registration", subjects=subjects, at=at, by=by.pk if by else None)
