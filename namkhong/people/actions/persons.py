"""Enrolling persons."""

from datetime import datetime

from django.db import transaction

from namkhong.foundation.text import fold, name_sort_key, nfc
from namkhong.journal.actions import record
from namkhong.people.models import Person


def make_person(full_name: str) -> Person:
    """A person who is not saved yet, with search and sort names worked out; for bulk loading."""
    clean = " ".join(nfc(full_name).split())
    return Person(full_name=clean, search_name=fold(clean), sort_name=name_sort_key(clean))


def enrol(*, full_name: str, by: int | None, at: datetime) -> Person:
    """Bring a person into the register."""
    person = make_person(full_name)
    with transaction.atomic():
        person.save(force_insert=True)
        record(verb="person.enrol", subject_kind="person", subject_id=person.pk, at=at, by=by)
    return person
