"""Sheets signed on paper: brought in, read by the worker, looked over by a clerk, recorded, and undone as a whole."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.urls import reverse

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import begin_progress, record, tell
from namkhong.papers import intake
from namkhong.papers.actions import store_file
from namkhong.people.models import Person
from namkhong.pledges.actions.reasons import RoundIsOver
from namkhong.pledges.actions.signing import ManySigned, Signature, sign_many
from namkhong.pledges.apart import read_codes_apart
from namkhong.pledges.models import CoverageChange, Evaluation, PaperBatch, PaperFile, Pledge, Round
from namkhong.pledges.queries.paper import is_at_work, review
from namkhong.pledges.rules.sheets import Sighting, codes_typed, once_each
from namkhong.pledges.states import (
    DROP_PAPER,
    FINISH_SCAN,
    RECORD_PAPER,
    REFUSE_SCAN,
    RETRY_SCAN,
    UNDO_PAPER,
    UNSIGN,
    PaperState,
    RoundState,
    Way,
)
from namkhong.units.models import Unit

LABEL = "Đang đọc từng trang"
MOST_FILES = 20
MOST_CODES = 2000
PICTURES = {"application/pdf", "image/png", "image/jpeg", "image/tiff"}
_STEP = 100
"""The bar counts in hundredths of a file: how many pages the next file has is not known before it is opened."""

Upload = tuple[str, BinaryIO]
OnStep = Callable[[int], None]


class NoFile(DomainError):
    sentence = "Hãy chọn ít nhất một tệp quét, hoặc gõ mã vào ô bên dưới."


class TooManyFiles(DomainError):
    sentence = "Mỗi lần gửi nhiều nhất {most} tệp. Hãy chia làm nhiều lần."


class NotAPicture(DomainError):
    sentence = "Tệp “{name}” không phải bản quét. Hãy gửi tệp PDF hoặc ảnh JPG, PNG, TIFF của tờ đã ký."


class NoCode(DomainError):
    sentence = "Chưa thấy mã nào. Hãy đưa con trỏ vào ô rồi quét mã, hoặc gõ dãy số in dưới tên mỗi người."


class TooManyCodes(DomainError):
    sentence = "Mỗi lần ghi nhiều nhất {most} mã. Hãy chia làm nhiều lần."


class NothingSeen(DomainError):
    sentence = (
        "Không tìm thấy mã nào trên {pages} trang. Hãy quét rõ hơn (200–300 điểm ảnh), đủ cả cột mã ở lề phải, "
        "và kiểm tra đúng là tờ in từ hệ thống."
    )


class StillReading(DomainError):
    sentence = "Máy vẫn đang đọc các tệp này. Hãy chờ thêm."


class NobodyChosen(DomainError):
    sentence = "Chưa chọn ai. Hãy đánh dấu những người đã ký trên giấy."


def begin_paper(*, round: Round, unit: Unit, uploads: Sequence[Upload], by: Person, at: datetime) -> PaperBatch:
    """Keep the scans and begin a batch. The caller queues the reading.

    Raises: NoFile, TooManyFiles, NotAPicture, intake.Refused.
    """
    if not uploads:
        raise NoFile()
    if len(uploads) > MOST_FILES:
        raise TooManyFiles(most=MOST_FILES)
    files = []
    for name, data in uploads:
        files.append(store_file(unit=unit.pk, name=name, data=data, by=by.pk, at=at, judge=_judged_picture))
    unique = list({stored.pk: stored for stored in files}.values())
    with transaction.atomic():
        bar = begin_progress(label=LABEL, by=by.pk, total=len(unique) * _STEP, at=at, next_url="")
        batch = PaperBatch.objects.create(round=round, unit=unit, progress_id=bar.pk, began_at=at, began_by=by)
        PaperFile.objects.bulk_create(PaperFile(batch=batch, place=n, file=f) for n, f in enumerate(unique))
        _record("pledge.begin_paper", batch, by.pk, at, files=len(unique))
    return batch


def take_codes(*, round: Round, unit: Unit, text: str, by: Person, at: datetime) -> PaperBatch:
    """A batch of codes that were typed or came from a scanner held in the hand. Raises: NoCode, TooManyCodes."""
    codes = codes_typed(text)
    if not codes:
        raise NoCode()
    if len(codes) > MOST_CODES:
        raise TooManyCodes(most=MOST_CODES)
    seen = [asdict(Sighting(code=code[:100], file=0, page=0, ink=None)) for code in codes]
    with transaction.atomic():
        batch = PaperBatch.objects.create(
            round=round, unit=unit, state=PaperState.READ, seen=seen, began_at=at, began_by=by
        )
        _record("pledge.begin_paper", batch, by.pk, at, codes=len(codes))
    return batch


def retry_paper(*, batch: PaperBatch, by: Person, at: datetime) -> None:
    """Read once more what was refused or has fallen silent; the caller queues it.

    Raises: StillReading, MovedMeanwhile.
    """
    if is_at_work(batch, at):
        raise StillReading()
    with transaction.atomic():
        bar = begin_progress(label=LABEL, by=by.pk, total=batch.files.count() * _STEP, at=at, next_url="")
        make(RETRY_SCAN, _this_attempt(batch), progress_id=bar.pk, refusal="")
        _record("pledge.retry_paper", batch, by.pk, at)
    batch.refresh_from_db()


def read_paper(*, batch: PaperBatch, at: datetime, on_step: OnStep) -> None:
    """Look for codes on every page, outside any transaction.

    Raises: DomainError; MovedMeanwhile where it was dropped meanwhile.
    """
    seen: list[Sighting] = []
    pages: list[int] = []
    for place, row in enumerate(batch.files.select_related("file").order_by("place")):

        def on_page(done: int, of: int, place: int = place) -> None:
            on_step(place * _STEP + done * _STEP // max(of, 1))
            if not _this_attempt(batch).filter(state=PaperState.READING).exists():
                raise MovedMeanwhile()

        count, found = read_codes_apart(row.file.path.read_bytes(), row.file.name, place, on_page)
        seen += found
        pages.append(count)
    if not seen:
        raise NothingSeen(pages=sum(pages))
    with transaction.atomic():
        kept = [asdict(sighting) for sighting in once_each(seen)]
        make(FINISH_SCAN, _this_attempt(batch), seen=kept, pages=pages)
        _tell("pledge_scan_read", batch, at)


def refuse_paper(*, batch: PaperBatch, refusal: str, at: datetime) -> None:
    """The scans could not be read, for the reason of `refusal`. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(REFUSE_SCAN, _this_attempt(batch), refusal=refusal)
        _record("pledge.refuse_paper", batch, None, at)
        _tell("pledge_scan_refused", batch, at)


def drop_paper(*, batch: PaperBatch, by: Person, at: datetime) -> None:
    """Put a batch aside; its files stay. Raises: MovedMeanwhile."""
    with transaction.atomic():
        make(DROP_PAPER, PaperBatch.objects.filter(pk=batch.pk))
        _record("pledge.drop_paper", batch, by.pk, at)


def record_paper(*, batch: PaperBatch, people: Collection[int], by: Person, at: datetime) -> ManySigned:
    """Record the chosen people of a batch as signed on paper, each with the scan that shows it.

    Only people whom the batch shows can be chosen. Raises: NobodyChosen, MovedMeanwhile, RoundNotOpen.
    """
    files = {row.place: row.file for row in batch.files.select_related("file")}
    chosen = [row for row in review(batch, at.date()).found if row.person and row.person.pk in people]
    if not chosen:
        raise NobodyChosen()
    with transaction.atomic():
        make(RECORD_PAPER, PaperBatch.objects.filter(pk=batch.pk))
        given = [Signature(row.person.pk, files.get(row.sighting.file)) for row in chosen if row.person]
        done = sign_many(round=batch.round, signatures=given, way=Way.PAPER, by=by, at=at)
        PaperBatch.objects.filter(pk=batch.pk).update(recorded=sorted(done.signed.values()), recorded_at=at)
        _record("pledge.record_paper", batch, by.pk, at, signed=len(done.signed))
    return done


def undo_paper(*, batch: PaperBatch, by: Person, at: datetime) -> tuple[int, int]:
    """Take the signatures of a batch back; those received or evaluated meanwhile stay, and those that were taken back
    one by one and signed anew.

    Returns how many were taken back and how many stay. Raises: RoundIsOver, MovedMeanwhile.
    """
    with transaction.atomic():
        if not Round.objects.filter(pk=batch.round_id, state=RoundState.OPEN).exists():
            raise RoundIsOver()
        make(UNDO_PAPER, PaperBatch.objects.filter(pk=batch.pk))
        rows = Pledge.objects.filter(pk__in=batch.recorded, signed_at=batch.recorded_at, state__in=UNSIGN.frm)
        untouched = rows.filter(~Exists(Evaluation.objects.filter(pledge=OuterRef("pk"))), head_at=None, union_at=None)
        taken = list(untouched.select_for_update().values_list("pk", "unit"))
        numbers = [pk for pk, _ in taken]
        Pledge.objects.filter(pk__in=numbers).update(
            state=UNSIGN.to, way="", text=None, signed_at=None, evidence=None, needs_head=False, needs_union=False
        )
        CoverageChange.objects.bulk_create(
            CoverageChange(round=batch.round, unit_id=unit) for unit in sorted({unit for _, unit in taken})
        )
        _record("pledge.undo_paper", batch, by.pk, at, pledges=len(taken))
        for pk, unit in taken:
            record(verb="pledge.unsign", subject_kind="pledge", subject_id=pk, at=at, by=by.pk, unit=unit)
    return len(taken), len(batch.recorded) - len(taken)


def _judged_picture(name: str, data: BinaryIO) -> intake.Judged:
    judged = intake.judge(name, data)
    if judged.media_type not in PICTURES:
        raise NotAPicture(name=judged.name)
    return judged


def _this_attempt(batch: PaperBatch) -> Any:
    return PaperBatch.objects.filter(pk=batch.pk, progress_id=batch.progress_id)


def _tell(kind: str, batch: PaperBatch, at: datetime) -> None:
    url = reverse("pledges:paper_batch", args=[batch.pk])
    tell(people=[batch.began_by_id], kind=kind, at=at, url=url, facts={"title": batch.round.title})


def _record(verb: str, batch: PaperBatch, by: int | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="pledge_paper",
        subject_id=batch.pk,
        at=at,
        by=by,
        unit=batch.unit_id,
        facts=facts,
    )
