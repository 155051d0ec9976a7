"""Issuing a set, after which it never changes; bringing the library in."""

from collections.abc import Sequence
from datetime import date, datetime

from django.db import transaction

from namkhong.criteria import states
from namkhong.criteria.actions.drafting import EditedMeanwhile
from namkhong.criteria.actions.writing import create, tell
from namkhong.criteria.data import SetFile, set_on
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.queries import definition_of
from namkhong.criteria.rules.checking import Fault, faults
from namkhong.criteria.rules.structure import SetDef
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.people.models import Person


class HasFaults(DomainError):
    sentence = "Chưa ban hành được vì bộ tiêu chí còn {count} chỗ phải sửa."

    def __init__(self, found: Sequence[Fault]) -> None:
        super().__init__(count=len(found))
        self.faults = tuple(found)


def issue(*, row: CriteriaSet, revision: int, by: Person, at: datetime) -> None:
    """Put a draft in force in place of the version before it. Rounds go on with the version they began with.

    Raises: HasFaults, EditedMeanwhile, MovedMeanwhile.
    """
    with transaction.atomic():
        # First taken, then looked at: nobody can change it in between.
        make(states.ISSUE, CriteriaSet.objects.filter(pk=row.pk), issued_at=at)
        if CriteriaSet.objects.get(pk=row.pk).revision != revision:
            raise EditedMeanwhile()
        if found := faults(definition_of(row.pk)):
            raise HasFaults(found)
        older = CriteriaSet.objects.filter(unit=row.unit_id, key=row.key, state=states.SetState.ISSUED)
        for one in older.exclude(pk=row.pk):
            make(states.REPLACE, CriteriaSet.objects.filter(pk=one.pk))
        tell("issue", row, by, at)


def install_library(*, sets: Sequence[SetFile], on: date, at: datetime) -> list[CriteriaSet]:
    """The library as the law of a day has it: what is not there yet is added, what has changed gets a next version.

    Running it twice is harmless. A set for which the law knows no grades on that day is left out.
    """
    with transaction.atomic():
        made = [(file.key, set_on(file, on)) for file in sets]
        return [_install(key, definition, at) for key, definition in made if definition is not None]


def _install(key: str, definition: SetDef, at: datetime) -> CriteriaSet:
    versions = CriteriaSet.objects.filter(unit=None, key=key).order_by("-version")
    last = versions.first()
    if last is not None and definition_of(last.pk) == definition:
        return last
    row = create(
        unit=None,
        key=key,
        version=last.version + 1 if last else 1,
        definition=definition,
        on=at.date(),
        state=states.SetState.ISSUED,
        issued_at=at,
    )
    if last is not None:
        make(states.REPLACE, CriteriaSet.objects.filter(pk=last.pk))
    tell("install", row, None, at)
    return row
