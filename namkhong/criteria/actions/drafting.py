"""Beginning drafts, writing them, taking the last change back, dropping them."""

from collections.abc import Sequence
from datetime import datetime

from django.db import transaction
from django.db.models import F, Max

from namkhong.criteria.actions.writing import create, fill, head, new_key, tell
from namkhong.criteria.models import CriteriaSet
from namkhong.criteria.queries import definition_of
from namkhong.criteria.rules.checking import Fault, unfit
from namkhong.criteria.rules.plain import as_plain, from_plain
from namkhong.criteria.rules.structure import SetDef
from namkhong.criteria.rules.words import tidied
from namkhong.criteria.states import SetState
from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.units.models import Unit


class NotADraft(DomainError):
    sentence = "Bộ tiêu chí này đã ban hành nên không sửa được nữa. Hãy tạo bản mới từ bộ này rồi sửa."


class EditedMeanwhile(DomainError):
    sentence = (
        "Người khác vừa sửa bộ tiêu chí này. Nội dung bạn nhập vẫn còn ở đây nhưng chưa được lưu: hãy mở lại trang soạn"
        " để xem bản mới nhất, rồi lưu lại nếu vẫn cần."
    )


class AlreadyDrafting(DomainError):
    sentence = "Đã có bản {version} của bộ này đang soạn. Hãy sửa tiếp bản đó."


class NothingToUndo(DomainError):
    sentence = "Không còn thay đổi nào để hoàn tác."


class CannotBeKept(DomainError):
    sentence = "Chưa lưu được: {first}"

    def __init__(self, faults: Sequence[Fault]) -> None:
        super().__init__(first=faults[0].sentence)
        self.faults = tuple(faults)


def begin(*, unit: Unit, definition: SetDef, by: Person, at: datetime) -> CriteriaSet:
    """A new draft of a unit. Raises: CannotBeKept."""
    definition = _fit(definition)
    with transaction.atomic():
        row = create(unit=unit, key=new_key(), version=1, definition=definition, on=at.date())
        tell("begin", row, by, at)
    return row


def copy(*, source: CriteriaSet, unit: Unit, by: Person, at: datetime) -> CriteriaSet:
    """A draft of a unit that begins as another set is: one of the library, of a superior or of its own."""
    with transaction.atomic():
        definition = definition_of(source.pk)
        row = create(unit=unit, key=new_key(), version=1, definition=definition, on=at.date())
        tell("copy", row, by, at, source=source.pk)
    return row


def begin_version(*, source: CriteriaSet, by: Person, at: datetime) -> CriteriaSet:
    """The next version of an issued set, to be written. Raises: AlreadyDrafting."""
    with transaction.atomic():
        CriteriaSet.objects.select_for_update(of=("self",)).get(pk=source.pk)  # a second click waits here
        versions = CriteriaSet.objects.filter(unit=source.unit_id, key=source.key)
        if draft := versions.filter(state=SetState.DRAFT).first():
            raise AlreadyDrafting(version=draft.version)
        version = versions.aggregate(Max("version"))["version__max"] + 1
        row = create(
            unit=source.unit, key=source.key, version=version, definition=definition_of(source.pk), on=at.date()
        )
        tell("begin_version", row, by, at, source=source.pk)
    return row


def rewrite(*, row: CriteriaSet, definition: SetDef, revision: int, by: Person, at: datetime) -> None:
    """Keep a draft as it is now; `revision` is the one the change was made on.

    Raises: CannotBeKept, NotADraft, EditedMeanwhile.
    """
    definition = _fit(definition)
    with transaction.atomic():
        before = as_plain(definition_of(row.pk))
        _take(row, revision, before=before, **head(definition))
        fill(row, definition, at.date())
        tell("edit", row, by, at)


def undo(*, row: CriteriaSet, revision: int, by: Person, at: datetime) -> None:
    """Bring back what was before the last change; once more brings that change back.

    Raises: NothingToUndo, NotADraft, EditedMeanwhile.
    """
    with transaction.atomic():
        kept = CriteriaSet.objects.get(pk=row.pk).before
        if kept is None:
            raise NothingToUndo()
        definition = from_plain(kept)
        _take(row, revision, before=as_plain(definition_of(row.pk)), **head(definition))
        fill(row, definition, at.date())
        tell("undo", row, by, at)


def drop(*, row: CriteriaSet, by: Person, at: datetime) -> None:
    """Throw a draft away. Raises: NotADraft."""
    with transaction.atomic():
        _lock_draft(row)
        tell("drop", row, by, at)
        CriteriaSet.objects.filter(pk=row.pk).delete()


def _take(row: CriteriaSet, revision: int, **columns: object) -> None:
    """One statement that finds the draft as it was seen and makes it the next revision."""
    draft = CriteriaSet.objects.filter(pk=row.pk, state=SetState.DRAFT)
    if draft.filter(revision=revision).update(revision=F("revision") + 1, **columns) == 1:
        return
    raise EditedMeanwhile() if draft.exists() else NotADraft()


def _lock_draft(row: CriteriaSet) -> None:
    if CriteriaSet.objects.filter(pk=row.pk, state=SetState.DRAFT).update(revision=F("revision") + 1) != 1:
        raise NotADraft()


def _fit(definition: SetDef) -> SetDef:
    tidy = tidied(definition)
    if found := unfit(tidy):
        raise CannotBeKept(found)
    return tidy
