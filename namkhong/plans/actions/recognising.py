"""Reading files whose pages are pictures: begun by a person, done by the background worker, told when it has ended."""

from datetime import datetime
from typing import Any

from django.db import transaction
from django.urls import reverse

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import begin_progress, record, tell
from namkhong.people.models import Person
from namkhong.plans import apart
from namkhong.plans.actions.taking_in import Pictures, draft_plan, keep_reading
from namkhong.plans.models import Recognition
from namkhong.plans.queries import is_at_work, recognition_under_way
from namkhong.plans.rules import is_plan
from namkhong.plans.states import FINISH, LEAVE, REFUSE, RETRY, RecognitionState
from namkhong.units.models import Unit

LABEL = "Đang đọc từng trang"


class StillReading(DomainError):
    sentence = "Máy vẫn đang đọc tệp này. Hãy chờ thêm."


class FileGone(apart.Unreadable):
    sentence = "Tệp không còn trên máy chủ. Hãy gửi lại tệp này, và báo người quản trị."


def begin_recognition(*, unit: Unit, line: str, pictures: Pictures, by: Person, at: datetime) -> Recognition:
    """Begin to read a kept file; one that is being read is not begun again. The caller queues the work."""
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit.pk)  # a second click waits here
        if known := recognition_under_way(unit.pk, pictures.file.pk):
            return known
        bar = begin_progress(label=LABEL, by=by.pk, total=pictures.pages, at=at, next_url="")
        row = Recognition.objects.create(
            unit=unit, line=line, file=pictures.file, progress_id=bar.pk, began_at=at, began_by=by
        )
        _record("recognition.begin", row, by.pk, at, pages=pictures.pages)
    return row


def retry_recognition(*, recognition: Recognition, pages: int, by: Person, at: datetime) -> None:
    """Begin anew what was refused or has fallen silent; who asks for it is told how it ends.

    The caller queues the work. Raises: StillReading, also where the same file was sent again and is being read;
    MovedMeanwhile.
    """
    if is_at_work(recognition, at):
        raise StillReading()
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=recognition.unit_id)  # whoever sends the same file waits here
        under_way = recognition_under_way(recognition.unit_id, recognition.file_id)
        if under_way is not None and under_way.pk != recognition.pk:
            raise StillReading()
        bar = begin_progress(label=LABEL, by=by.pk, total=pages, at=at, next_url="")
        rows = Recognition.objects.filter(pk=recognition.pk, progress_id=recognition.progress_id)
        make(RETRY, rows, progress_id=bar.pk, refusal="", began_by=by)
        _record("recognition.retry", recognition, by.pk, at)
    recognition.refresh_from_db()


def recognise(*, recognition: Recognition, at: datetime, on_page: apart.OnPage) -> None:
    """Read the file page by page; a plan is laid out as a draft at once. Outside any transaction until it is read.

    Raises: apart.Unreadable; MovedMeanwhile where somebody gave it up or began anew, at the next page.
    """

    def watched(done: int, pages: int) -> None:
        on_page(done, pages)
        if not _this_attempt(recognition).filter(state=RecognitionState.READING).exists():
            raise MovedMeanwhile()

    try:
        content = recognition.file.path.read_bytes()
    except FileNotFoundError:
        raise FileGone() from None
    result = apart.read_pictures_apart(content, recognition.file.name, watched)
    unit, by = recognition.unit, recognition.began_by
    with transaction.atomic():
        reading = keep_reading(unit, recognition.file, result, by, at)
        plan = draft_plan(reading=reading, line=recognition.line, by=by, at=at) if is_plan(reading.genre) else None
        make(FINISH, _this_attempt(recognition), reading=reading, plan=plan)
        _tell("scan_read", recognition, at)


def refuse_recognition(*, recognition: Recognition, refusal: str, at: datetime) -> None:
    """The file could not be read, for the reason of `refusal`. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(REFUSE, _this_attempt(recognition), refusal=refusal)
        _record("recognition.refuse", recognition, None, at)
        _tell("scan_refused", recognition, at)


def leave_recognition(*, recognition: Recognition, by: Person, at: datetime) -> None:
    """Give up reading a file; the file stays. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(LEAVE, Recognition.objects.filter(pk=recognition.pk))
        _record("recognition.leave", recognition, by.pk, at)


def _this_attempt(recognition: Recognition) -> Any:
    return Recognition.objects.filter(pk=recognition.pk, progress_id=recognition.progress_id)


def _tell(kind: str, recognition: Recognition, at: datetime) -> None:
    url = reverse("plans:recognition", args=[recognition.pk])
    tell(people=[recognition.began_by_id], kind=kind, at=at, url=url, facts={"name": recognition.file.name})


def _record(verb: str, recognition: Recognition, by: int | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="recognition",
        subject_id=recognition.pk,
        at=at,
        by=by,
        unit=recognition.unit_id,
        facts=facts,
    )
