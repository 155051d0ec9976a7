"""Bringing in many people at once: persons, where they work, their sealed data, in sets of thousands.

A list is known by the unit that keeps it; in it a person is known by the staff code. What was there
before and is overwritten is handed back, so that whoever loads the list can have it restored.
"""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from itertools import chain, islice
from typing import Any

from django.db import connection, transaction
from django.db.models import Exists, OuterRef, Q, QuerySet

from namkhong.journal.models import Event
from namkhong.people.actions.persons import make_person
from namkhong.people.entries import StaffEntry
from namkhong.people.models import Account, Employment, Person, PersonalData, Post
from namkhong.people.pouring import Ready, made_ready, pour, reserve, set_aside
from namkhong.people.sealing import Sealer, open_box

SET = 2_000
"""So many rows are looked up in one question; SQLite takes no more values than some thirty thousand."""


@dataclass(frozen=True, slots=True)
class Before:
    """What a person was before a list overwrote it; `employment` is the row whose position it was, 0 for none."""

    person: int
    full_name: str
    employment: int
    position: str
    sealed: bytes | None
    identity_mark: bytes | None
    phone_mark: bytes | None


@dataclass(slots=True)
class Enrolled:
    """How many people a list has brought, changed, moved to another unit, left as they were."""

    new: int = 0
    changed: int = 0
    moved: int = 0
    same: int = 0
    before: list[Before] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Listing:
    """A list that is being brought in: who keeps it, the batch, the key for personal data, the day of loading."""

    kept_by: int
    batch: int
    sealer: Sealer
    on: date


@dataclass(slots=True)
class _Known:
    """What is kept of one person already."""

    person: int
    full_name: str
    employment: int = 0
    unit: int = 0
    position: str = ""
    since: date | None = None
    sealed: bytes | None = None
    marks: tuple[bytes | None, bytes | None] = (None, None)


def numbers_for(count: int) -> Iterator[int]:
    """Numbers for so many persons to come, so that what is bound to them can be made ready before they come in."""
    return chain.from_iterable(set_aside(Person, count))


def make_ready(*, listing: Listing, entries: Sequence[StaffEntry], numbers: Iterator[int]) -> Ready:
    """Rows of people of a unit whose list has nobody yet, sealed and formatted; asks the database nothing."""
    return made_ready(listing, list(zip(islice(numbers, len(entries)), entries, strict=True)))


def enrol_ready(*, ready: Ready) -> Enrolled:
    """Bring in people who were made ready."""
    with transaction.atomic():
        pour(ready)
    return Enrolled(new=ready.count)


def enrol_set(*, listing: Listing, entries: Sequence[StaffEntry]) -> Enrolled:
    """Bring in people of whom some may be known: they are changed, moved to another unit, or left as they are."""
    total = Enrolled()
    with transaction.atomic():
        for start in range(0, len(entries), SET):
            _merge(listing, entries[start : start + SET], total)
    return total


def end_missing(*, listing: Listing, codes: Collection[str]) -> int:
    """Let people of the list who are not among the codes end their work the day before the list was loaded."""
    gone = missing(listing.kept_by, codes)
    last_day, ended = listing.on - timedelta(days=1), 0
    with transaction.atomic():
        for start in range(0, len(gone), SET):
            rows = Employment.objects.filter(person__in=gone[start : start + SET], valid_to=None)
            ended += rows.filter(valid_from__lte=last_day).end_in(listing.batch, last_day)
    return ended


def missing(kept_by: int, codes: Collection[str]) -> list[int]:
    """People of the list of a unit who work and are not among the codes."""
    working = Employment.objects.filter(person=OuterRef("pk"), valid_to=None)
    rows = Person.objects.filter(Exists(working), kept_by=kept_by).order_by("pk").values_list("pk", "staff_code")
    return [pk for pk, code in rows.iterator(chunk_size=20_000) if code not in codes]


def take_back(*, batch: int, before: Sequence[Before]) -> None:
    """Undo what a list did: who came goes, who was changed is as before. Whether that is still safe is asked first.

    Raises: django.db.IntegrityError, at the end of the transaction, where somebody points at a person who goes.
    """
    with transaction.atomic():
        _restore(before)
        with connection.cursor() as cursor:
            cursor.execute("DELETE FROM people_employment WHERE begun_in_id = %s", [batch])
            Employment.objects.take_back(batch)
            cursor.execute(
                "DELETE FROM people_personaldata WHERE person_id IN "
                "(SELECT id FROM people_person WHERE enrolled_in_id = %s)",
                [batch],
            )
            cursor.execute("DELETE FROM people_person WHERE enrolled_in_id = %s", [batch])


def used_since(batch: int, *, changed: QuerySet[Any, Any], after: int) -> str:
    """Why what a list brought cannot be taken back: somebody has built on it. "" where nobody has.

    `changed`: numbers of persons whom the list changed; `after`: the number of the Event with which loading began.
    """
    came = Person.objects.filter(enrolled_in=batch)
    accounts = Account.objects.filter(person__in=came).count()
    if accounts:
        return f"{accounts} người trong danh sách đã có tài khoản đăng nhập."
    posts = Post.objects.filter(person__in=came).count()
    if posts:
        return f"{posts} người trong danh sách đã được giao nhiệm vụ."
    touched = Employment.objects.filter(Q(begun_in=batch) | Q(ended_in=batch)).values("person")
    later = Employment.objects.filter(person__in=touched).filter(Q(begun_in__gt=batch) | Q(ended_in__gt=batch))
    by_hand = Employment.objects.filter(person__in=came, begun_in=None)
    if later.exists() or by_hand.exists():
        return "Có người trong danh sách đã chuyển đơn vị hoặc nghỉ sau lần nạp này."
    stated = Event.objects.filter(subject_kind="person", verb="personal.state", pk__gt=after)
    if stated.filter(Q(subject_id__in=came.values("pk")) | Q(subject_id__in=changed)).exists():
        return "Sau lần nạp này đã có người ghi thêm thông tin cá nhân cho người trong danh sách."
    return ""


def _merge(listing: Listing, entries: Sequence[StaffEntry], total: Enrolled) -> None:
    known = _known(listing.kept_by, [entry.code for entry in entries])
    _begin(listing, [entry for entry in entries if entry.code not in known])
    total.new += len(entries) - len(known)
    moves: list[tuple[_Known, StaffEntry]] = []
    changes: list[tuple[_Known, StaffEntry]] = []
    for entry in entries:
        if (was := known.get(entry.code)) is None:
            continue
        moved, changed = was.unit != entry.unit, _differs(was, entry, listing.sealer)
        if moved:
            moves.append((was, entry))
        if changed:
            changes.append((was, entry))
        total.moved += moved
        total.changed += changed and not moved
        total.same += not (moved or changed)
    _move(listing, moves)
    _change(listing, changes, total)


def _known(kept_by: int, codes: Sequence[str]) -> dict[str, _Known]:
    rows = Person.objects.filter(kept_by=kept_by, staff_code__in=codes).order_by()
    known = {code: _Known(pk, name) for pk, code, name in rows.values_list("pk", "staff_code", "full_name")}
    by_person = {row.person: row for row in known.values()}
    works = Employment.objects.filter(person__in=by_person, valid_to=None).order_by()
    for pk, person, unit, position, since in works.values_list("pk", "person", "unit", "position", "valid_from"):
        row = by_person[person]
        row.employment, row.unit, row.position, row.since = pk, unit, position, since
    data = PersonalData.objects.filter(person__in=by_person).order_by()
    for person, sealed, identity, phone in data.values_list("person", "sealed", "identity_mark", "phone_mark"):
        by_person[person].sealed = bytes(sealed)
        by_person[person].marks = (_bytes(identity), _bytes(phone))
    return known


def _bytes(value: bytes | memoryview | None) -> bytes | None:
    return None if value is None else bytes(value)


def _differs(was: _Known, entry: StaffEntry, sealer: Sealer) -> bool:
    if was.full_name != entry.name or (was.unit == entry.unit and was.position != entry.position):
        return True
    fields = _fields(entry)
    if was.sealed is None:
        return bool(fields)
    if was.marks != _marks(sealer, entry):
        return True
    return open_box(was.person, was.sealed) != fields


def _fields(entry: StaffEntry) -> dict[str, str]:
    told = {"born": entry.born, "identity": entry.identity, "phone": entry.phone}
    return {key: value for key, value in told.items() if value}


def _marks(sealer: Sealer, entry: StaffEntry) -> tuple[bytes | None, bytes | None]:
    return (
        sealer.mark("identity", entry.identity) if entry.identity else None,
        sealer.mark("phone", entry.phone) if entry.phone else None,
    )


def _begin(listing: Listing, entries: Sequence[StaffEntry]) -> None:
    """New persons with their work and their data; numbers are reserved first, because boxes are bound to them."""
    if entries:
        numbers = reserve(Person, len(entries))
        pour(made_ready(listing, list(zip(numbers, entries, strict=True))))


def _move(listing: Listing, moves: Sequence[tuple[_Known, StaffEntry]]) -> None:
    """End the work at the former unit, begin it at the new one: from the day the list names where that is later than
    the former beginning, else from the day of loading.
    """
    rows = []
    for was, entry in moves:
        since = date.fromisoformat(entry.since)
        if was.since is not None and since <= was.since:
            since = max(listing.on, was.since + timedelta(days=1))
        if was.employment:
            Employment.objects.filter(pk=was.employment).end_in(listing.batch, since - timedelta(days=1))
        rows.append(
            Employment(
                person_id=was.person,
                unit_id=entry.unit,
                position=entry.position,
                valid_from=since,
                begun_in_id=listing.batch,
            )
        )
    Employment.objects.bulk_create(rows)


def _change(listing: Listing, changes: Sequence[tuple[_Known, StaffEntry]], total: Enrolled) -> None:
    persons, works, data = [], [], []
    for was, entry in changes:
        stays = was.unit == entry.unit
        before = Before(was.person, was.full_name, was.employment if stays else 0, was.position, was.sealed, *was.marks)
        total.before.append(before)
        persons.append(Person(pk=was.person, full_name=entry.name, search_name=entry.search, sort_name=entry.sort))
        if stays:
            works.append(Employment(pk=was.employment, position=entry.position))
        if fields := _fields(entry):
            identity, phone = _marks(listing.sealer, entry)
            sealed = listing.sealer.seal(was.person, fields)
            data.append(PersonalData(person_id=was.person, sealed=sealed, identity_mark=identity, phone_mark=phone))
    PersonalData.objects.filter(person__in=[was.person for was, _ in changes]).delete()
    Person.objects.bulk_update(persons, ["full_name", "search_name", "sort_name"], batch_size=500)
    Employment.objects.bulk_update(works, ["position"], batch_size=500)
    PersonalData.objects.bulk_create(data)


def _restore(before: Sequence[Before]) -> None:
    for start in range(0, len(before), SET):
        part = before[start : start + SET]
        made = [(was, make_person(was.full_name)) for was in part]
        for was, person in made:
            person.pk = was.person
        Person.objects.bulk_update(
            [person for _, person in made], ["full_name", "search_name", "sort_name"], batch_size=500
        )
        works = [Employment(pk=was.employment, position=was.position) for was in part if was.employment]
        Employment.objects.bulk_update(works, ["position"], batch_size=500)
        PersonalData.objects.filter(person__in=[was.person for was in part]).delete()
        PersonalData.objects.bulk_create(
            PersonalData(
                person_id=was.person,
                sealed=was.sealed,
                identity_mark=was.identity_mark,
                phone_mark=was.phone_mark,
            )
            for was in part
            if was.sealed is not None
        )
