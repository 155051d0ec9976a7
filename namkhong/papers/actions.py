"""Keeping files; drafting, revising, numbering and issuing documents. Every change is an Event."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime
from typing import Any, BinaryIO

from django.db import transaction
from django.db.models import F, ProtectedError

from namkhong.foundation.clock import VIETNAM
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile, make
from namkhong.journal.actions import record
from namkhong.papers import intake
from namkhong.papers.content import OfficialDocument, to_json
from namkhong.papers.models import Document, IssuedNumber, Register, StoredFile
from namkhong.papers.profiles import PROFILES
from namkhong.papers.queries import content_of, living_number
from namkhong.papers.rules import check
from namkhong.papers.states import CANCEL, ISSUE, REPLACE, WITHDRAW, DocumentState
from namkhong.units.models import Unit

Judge = Callable[[str, BinaryIO], intake.Judged]


class ChangedMeanwhile(DomainError):
    sentence = (
        "Người khác vừa lưu một bản mới hơn của văn bản này. "
        "Phần bạn gõ còn nguyên trong biểu mẫu; hãy mở bản mới ở trang khác để so rồi lưu lại."
    )


class NotADraft(DomainError):
    sentence = "Văn bản đã ban hành thì không sửa được. Hãy soạn văn bản thay thế."


class NotReady(DomainError):
    sentence = "Chưa ban hành được: {first} Còn {count} chỗ phải sửa trước khi lấy số."


class DayInFuture(DomainError):
    sentence = "Ngày ban hành {day:%d/%m/%Y} chưa tới. Số chỉ được lấy khi văn bản đã ký."


class DayBeforeLastNumber(DomainError):
    sentence = (
        "Số trước đó đã lấy ngày {last:%d/%m/%Y}, nên không lùi về ngày {day:%d/%m/%Y} được. "
        "Hãy chọn ngày {last:%d/%m/%Y} hoặc sau đó."
    )


class ReasonMissing(DomainError):
    sentence = "Hãy ghi lý do hủy số; sổ đăng ký văn bản đi sẽ giữ lý do này."


def store_file(
    *, unit: int, name: str, data: BinaryIO, by: int | None, at: datetime, judge: Judge = intake.judge
) -> StoredFile:
    """Keep a file of a unit, once per content. The file is judged before anything reads it (`judge_sheet`: as a sheet).

    Raises: intake.Refused, with a sentence for each reason (empty, too large, mislabelled, cut off, locked ...).
    """
    judged = judge(name, data)
    made = StoredFile(
        unit_id=unit,
        sha256=judged.sha256,
        name=judged.name,
        media_type=judged.media_type,
        size=len(judged.data),
        uploaded_by_id=by,
        uploaded_at=at,
    )
    intake.put(made.path, judged.data)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit)  # the same file sent twice at once is kept once
        known = StoredFile.objects.filter(unit_id=unit, sha256=judged.sha256).first()
        if known is not None:
            return known
        made.save(force_insert=True)
        facts = {"sha256": judged.sha256, "media_type": judged.media_type, "size": made.size}
        record(verb="file.store", subject_kind="file", subject_id=made.pk, at=at, by=by, unit=unit, facts=facts)
    return made


def drop_file(*, stored: int, by: int | None, at: datetime) -> None:
    """Remove a file for good: the row, and the bytes where no other unit keeps the same ones.

    For what is kept only for a while, such as a list with personal data. A file that something else needs stays.
    """
    with transaction.atomic():
        row = StoredFile.objects.get(pk=stored)
        try:
            row.delete()
        except ProtectedError:
            return
        facts = {"sha256": row.sha256}
        record(verb="file.drop", subject_kind="file", subject_id=stored, at=at, by=by, unit=row.unit_id, facts=facts)
        if not StoredFile.objects.filter(sha256=row.sha256).exists():
            transaction.on_commit(lambda: row.path.unlink(missing_ok=True))


def draft(
    *,
    unit: int,
    content: OfficialDocument,
    by: int | None,
    at: datetime,
    series: str = "",
    source: tuple[str, int] | None = None,
    replaces: Document | None = None,
) -> Document:
    """Begin a document. It takes no number; `source` is the kind and number of what it was made from.

    A second click makes no second draft: one from the same source that says the same is handed back.
    `replaces` is the issued document that this one will replace when it is issued itself.
    """
    source_kind, source_id = source or ("", None)
    columns = _columns(content)
    with transaction.atomic():
        Unit.objects.select_for_update().get(pk=unit)
        if source and (same := _same_draft(unit, source, columns)):
            return same
        document = Document.objects.create(
            unit_id=unit,
            series=series,
            drafted_at=at,
            drafted_by_id=by,
            revised_at=at,
            replaces=replaces,
            source_kind=source_kind,
            source_id=source_id,
            **columns,
        )
        _record("document.draft", document, by, at)
    return document


def _same_draft(unit: int, source: tuple[str, int], columns: dict[str, object]) -> Document | None:
    rows = Document.objects.filter(unit=unit, state=DocumentState.DRAFT, source_kind=source[0], source_id=source[1])
    return next((row for row in rows.order_by("pk") if row.content == columns["content"]), None)


def revise(*, document: Document, content: OfficialDocument, seen: int, by: int | None, at: datetime) -> None:
    """Save a new version of a draft; `seen` is the revision the writer started from.

    Raises: NotADraft, ChangedMeanwhile.
    """
    with transaction.atomic():
        rows = Document.objects.filter(pk=document.pk, state=DocumentState.DRAFT)
        if not rows.filter(revision=seen).update(revision=F("revision") + 1, revised_at=at, **_columns(content)):
            raise ChangedMeanwhile() if rows.exists() else NotADraft()
        document.refresh_from_db()
        _record("document.revise", document, by, at, revision=document.revision)


def issue(*, document: Document, on: date, by: int | None, at: datetime) -> IssuedNumber:
    """Give the next number of the register and freeze the text; both or neither.

    The register's row is locked by the counting UPDATE, so two people never get one number, and a failure
    afterwards gives the number back. Numbers start at 01 on 1 January (NĐ 30/2020, điều 15).
    Raises: NotReady, DayInFuture, DayBeforeLastNumber, MovedMeanwhile.
    """
    if on > at.astimezone(VIETNAM).date():
        raise DayInFuture(day=on)
    with transaction.atomic():
        register = _next_number(document.unit_id, document.series, on)
        document.refresh_from_db()
        content = replace(content_of(document), number=register.last, issued_on=on)
        _refuse_slips(content)
        step = {"issued_on": on, "issued_at": at, "issued_by_id": by, "number": register.last}
        make(ISSUE, Document.objects.filter(pk=document.pk), content=to_json(content), **step)
        if document.replaces_id:
            make(REPLACE, Document.objects.filter(pk=document.replaces_id))
        issued = _enter(register, document, content, on)
        document.refresh_from_db()
        _record("document.issue", document, by, at, number=register.last, year=register.year)
    return issued


def cancel_number(*, document: Document, reason: str, by: int | None, at: datetime) -> None:
    """Cancel the number of a document that was not sent; the row stays and the document is a draft again.

    Raises: ReasonMissing, MovedMeanwhile.
    """
    if not reason.strip():
        raise ReasonMissing()
    with transaction.atomic():
        content = to_json(replace(content_of(document), number=None, issued_on=None))
        empty = {"number": None, "issued_on": None, "issued_at": None, "issued_by": None}
        issued = living_number(document)
        if issued is None:
            raise MovedMeanwhile()
        make(WITHDRAW, Document.objects.filter(pk=document.pk), content=content, **empty)
        kept = {"reason": reason.strip()[:300], "cancelled_at": at, "cancelled_by_id": by}
        make(CANCEL, IssuedNumber.objects.filter(pk=issued.pk), **kept)
        document.refresh_from_db()
        _record("document.cancel_number", document, by, at, number=issued.number)


def _next_number(unit: int, series: str, on: date) -> Register:
    key: dict[str, Any] = {"unit_id": unit, "series": series, "year": on.year}
    Register.objects.get_or_create(**key)
    Register.objects.filter(**key).update(last=F("last") + 1)
    register = Register.objects.get(**key)
    if register.last_on and register.last_on > on:
        raise DayBeforeLastNumber(last=register.last_on, day=on)
    Register.objects.filter(pk=register.pk).update(last_on=on)
    return register


def _refuse_slips(content: OfficialDocument) -> None:
    blocking = [finding for finding in check(content) if finding.blocking]
    if blocking:
        raise NotReady(first=blocking[0].sentence, count=len(blocking))


def _enter(register: Register, document: Document, content: OfficialDocument, on: date) -> IssuedNumber:
    return IssuedNumber.objects.create(
        register=register,
        number=register.last,
        document=document,
        issued_on=on,
        notation=content.notation,
        subject=content.subject,
        signer=content.signature.name if content.signature else "",
        recipients=list(content.recipients),
        storage=content.storage or PROFILES[content.profile].storage,
    )


def _columns(content: OfficialDocument) -> dict[str, object]:
    """A draft's content never carries a number or a date: those come with the issue."""
    plain = replace(content, number=None, issued_on=None)
    return {
        "kind": content.kind.value,
        "profile": content.profile.value,
        "subject": content.subject[:500],
        "content": to_json(plain),
    }


def _record(verb: str, document: Document, by: int | None, at: datetime, **facts: object) -> None:
    record(
        verb=verb,
        subject_kind="document",
        subject_id=document.pk,
        at=at,
        by=by,
        unit=document.unit_id,
        facts=facts,
    )
