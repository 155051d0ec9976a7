"""Personal data under lock: stating it, opening one field of one person, sealing everything with a new key.

Nothing personal goes into an Event: it says who, whose, which field and why.
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.db.models import QuerySet

from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import record
from namkhong.people.models import DataKey, Person, PersonalData
from namkhong.people.personal import plain_birth, plain_identity, plain_phone
from namkhong.people.sealing import CannotOpen, Sealer, new_sealer, number_in, open_box, sealer, sealers
from namkhong.people.states import OpeningReason, PersonalField

_CHUNK = 500


class NothingStated(DomainError):
    sentence = "Chưa ghi thông tin nào. Hãy nhập ít nhất một mục."


class NotStated(DomainError):
    sentence = "Chưa có “{field}” của {person}."


def state_personal(
    *, person: int, by: int | None, at: datetime, identity: str = "", phone: str = "", birth: date | None = None
) -> None:
    """State personal data of a person; what is left empty stays as it was.

    Raises: NothingStated, NotAnIdentity, NotAPhone, NotABirthday, CannotOpen.
    """
    fresh = {
        PersonalField.IDENTITY: plain_identity(identity) if identity.strip() else "",
        PersonalField.PHONE: plain_phone(phone) if phone.strip() else "",
        PersonalField.BORN: plain_birth(birth, at.date()) if birth else "",
    }
    given = {str(field): value for field, value in fresh.items() if value}
    if not given:
        raise NothingStated()
    with transaction.atomic():
        row = PersonalData.objects.select_for_update().filter(person=person).first()
        kept = open_box(person, row.sealed) if row else {}
        row = sealed_row(person=person, fields=kept | given, using=sealer(at=at))
        PersonalData.objects.update_or_create(
            person_id=person,
            defaults={"sealed": row.sealed, "identity_mark": row.identity_mark, "phone_mark": row.phone_mark},
        )
        facts = {"fields": sorted(given)}
        record(verb="personal.state", subject_kind="person", subject_id=person, at=at, by=by, facts=facts)


def sealed_row(*, person: int, fields: dict[str, str], using: Sealer) -> PersonalData:
    """A row that is not saved yet, of values in their plain form (see `people.personal`); for bulk loading."""
    identity, phone = fields.get(PersonalField.IDENTITY), fields.get(PersonalField.PHONE)
    return PersonalData(
        person_id=person,
        sealed=using.seal(person, fields),
        identity_mark=using.mark(PersonalField.IDENTITY, identity) if identity else None,
        phone_mark=using.mark(PersonalField.PHONE, phone) if phone else None,
    )


def open_field(*, person: Person, field: PersonalField, reason: OpeningReason, unit: int, by: int, at: datetime) -> str:
    """The value of one field, opened for one reading, which is recorded. Raises: NotStated, CannotOpen."""
    with transaction.atomic():
        row = PersonalData.objects.filter(person=person).first()
        value = open_box(person.pk, row.sealed).get(field) if row else None
        if not value:
            raise NotStated(field=field.label, person=person.full_name)
        facts = {"field": str(field), "reason": str(reason)}
        record(verb="personal.open", subject_kind="person", subject_id=person.pk, at=at, by=by, unit=unit, facts=facts)
    return value


def record_look_up(*, field: PersonalField, unit: int, found: int | None, by: int, at: datetime) -> None:
    """Somebody looked for a person by an exact number; the number itself is written nowhere."""
    facts = {"field": str(field), "found": found is not None}
    record(verb="personal.look_up", subject_kind="person", subject_id=found or by, at=at, by=by, unit=unit, facts=facts)


def renew_key(*, at: datetime) -> Sealer:
    """A new data key; what is sealed from now on is sealed with it, older boxes still open with theirs."""
    with transaction.atomic():
        fresh = new_sealer(at=at)
        record(verb="personal.renew_key", subject_kind="data_key", subject_id=fresh.number, at=at, by=None)
    return fresh


def reseal_some(*, boxes: QuerySet[Any], after: int, at: datetime, kind: str = "person") -> int | None:
    """Seal anew, with the newest key, some hundred boxes of rows numbered above `after` that still need it; the number
    of the last row, None when none is left. Raises: CannotOpen.

    `boxes` are rows with a person and a box `sealed`, wherever they are kept; boxes of another `kind` are bound to the
    number of their row. The number of the key stands at the head of a box, so work that was broken off goes on where it
    stopped.
    """
    with transaction.atomic():
        using, keys = sealer(at=at), sealers()
        rows = list(
            _sealed_before(boxes, using.number).select_for_update().filter(pk__gt=after).order_by("pk")[:_CHUNK]
        )
        for row in rows:
            key = keys.get(number_in(row.sealed))
            if key is None:
                raise CannotOpen()
            number = row.person_id if kind == "person" else row.pk
            row.sealed = using.seal(number, key.open(number, bytes(row.sealed), kind=kind), kind=kind)
        boxes.model._default_manager.bulk_update(rows, ["sealed"])
    return rows[-1].pk if rows else None


def drop_old_keys(*, kept: Iterable[QuerySet[Any]]) -> int:
    """Forget data keys that no box needs any more; how many. `kept` are all the places where boxes are kept."""
    with transaction.atomic():
        newest = DataKey.objects.order_by("-pk").first()
        if newest is None or any(_sealed_before(boxes, newest.pk).exists() for boxes in kept):
            return 0
        return DataKey.objects.exclude(pk=newest.pk).delete()[0]


def _sealed_before(boxes: QuerySet[Any], key: int) -> QuerySet[Any]:
    """Those sealed with an older key. Rows without a box have none."""
    return boxes.filter(sealed__lt=key.to_bytes(4, "big"))
