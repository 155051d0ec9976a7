"""Reading files, documents and registers."""

import re
from dataclasses import dataclass
from datetime import date
from typing import BinaryIO

from django.db.models import QuerySet
from django.urls import reverse

from namkhong.foundation.errors import DomainError
from namkhong.foundation.waiting import Waiting
from namkhong.law.queries import in_force, status_of_document
from namkhong.law.rules import DocumentStanding
from namkhong.papers.content import OfficialDocument, ProfileName, from_json
from namkhong.papers.models import Document, IssuedNumber, Register, StoredFile
from namkhong.papers.profiles import PROFILES
from namkhong.papers.rules import Finding, check
from namkhong.papers.rules.text import number_and_notation
from namkhong.papers.states import DocumentState, NumberState
from namkhong.people.policies import own_units
from namkhong.people.rules import Verb
from namkhong.units.models import Unit

_NUMBER = re.compile(r"\b\d+/(?:\d{4}/)?[A-ZĐ][A-ZĐƯ]*(?:-[A-ZĐƯ]+)*\d*")


class FileLost(DomainError):
    sentence = "Tệp “{name}” không còn trên máy chủ. Hãy báo người quản trị khôi phục từ bản sao lưu."


def open_file(stored: StoredFile) -> BinaryIO:
    """The bytes of a stored file, open for reading. Raises: FileLost."""
    try:
        return stored.path.open("rb")
    except FileNotFoundError:
        raise FileLost(name=stored.name) from None


def file_of(pk: int) -> StoredFile | None:
    """A stored file by its number."""
    return StoredFile.objects.filter(pk=pk).first()


def document_of(pk: int) -> Document | None:
    """A document with its unit and the people who drafted and issued it."""
    return Document.objects.filter(pk=pk).select_related("unit", "drafted_by", "issued_by", "replaces").first()


def content_of(document: Document) -> OfficialDocument:
    """What a document says."""
    return from_json(document.content)


def findings_in(document: Document, on: date) -> list[Finding]:
    """The linter's findings and legal bases that no longer hold; an issued document is not judged again."""
    if document.state != DocumentState.DRAFT:
        return []
    content = content_of(document)
    return [*check(content), *outdated_bases(content, on)]


def outdated_bases(content: OfficialDocument, on: date) -> list[Finding]:
    """Legal bases that were replaced by the day, with what holds instead. Documents not in `law` are left alone."""
    found = []
    for place, line in enumerate(content.legal_bases, start=1):
        for number in _NUMBER.findall(line):
            status = status_of_document(number, on)
            if status.standing is DocumentStanding.REPLACED:
                sentence = f"{status.sentence} Hãy kiểm tra lại căn cứ này."
                found.append(Finding("basis_outdated", f"Căn cứ thứ {place}", sentence))
    return found


def caveat_of(profile: ProfileName, on: date) -> str:
    """What users must know of a profile whose rules nobody could compare with the original; "" when they were."""
    rule = in_force(PROFILES[profile].subject, on)
    if rule.verified:
        return ""
    taken = in_force(PROFILES[ProfileName.STATE].subject, on).citation.document
    return (
        f"Chưa đối chiếu: cỡ chữ và khoảng cách đang theo {taken}. "
        f"Hãy so với {rule.citation.document} trước khi ban hành."
    )


def documents_from(source_kind: str, source_id: int) -> QuerySet[Document]:
    """Documents that a higher room made from one of its things, newest first."""
    return Document.objects.filter(source_kind=source_kind, source_id=source_id).order_by("-drafted_at", "-pk")


def documents_of(unit: int) -> QuerySet[Document]:
    """A unit's documents, last changed first."""
    return Document.objects.filter(unit=unit).order_by("-revised_at", "-pk")


def documents_in(units: QuerySet[Unit], state: str = "") -> QuerySet[Document]:
    """The documents of several units, in one state where it is given, last changed first."""
    found = Document.objects.filter(unit__in=units).select_related("unit").order_by("-revised_at", "-pk")
    return found.filter(state=state) if state else found


def living_number(document: Document) -> IssuedNumber | None:
    """The number a document carries now."""
    return IssuedNumber.objects.filter(document=document, state=NumberState.ISSUED).first()


@dataclass(frozen=True, slots=True)
class RegisterLine:
    """A line of the register of outgoing documents (NĐ 30/2020, Phụ lục IV)."""

    sign: str
    issued_on: date
    kind_and_subject: str
    signer: str
    recipients: str
    storage: str
    note: str
    cancelled: bool
    document: int


def outgoing_register(unit: int, year: int, series: str = "") -> list[RegisterLine]:
    """Every number of a unit's register in a year, cancelled ones with their reason, in the order of numbers."""
    rows = (
        IssuedNumber.objects.filter(register__unit=unit, register__year=year, register__series=series)
        .select_related("document")
        .order_by("number")
    )
    return [_line(row) for row in rows]


def _line(row: IssuedNumber) -> RegisterLine:
    cancelled = row.state == NumberState.CANCELLED
    return RegisterLine(
        sign=number_and_notation(row.number, row.notation),
        issued_on=row.issued_on,
        kind_and_subject=f"{row.document.get_kind_display()}: {row.subject}",
        signer=row.signer,
        recipients="; ".join(row.recipients),
        storage=row.storage,
        note=f"Số đã hủy: {row.reason}" if cancelled else "",
        cancelled=cancelled,
        document=row.document_id,
    )


def register_years(unit: int) -> list[int]:
    """The years in which a unit has given out numbers, latest first."""
    years = Register.objects.filter(unit=unit).order_by("-year").values_list("year", flat=True)
    return list(dict.fromkeys(years))


def register_series(unit: int, year: int) -> list[str]:
    """The series of a unit in a year, the general one ("") first."""
    rows = Register.objects.filter(unit=unit, year=year).order_by("series").values_list("series", flat=True)
    return list(rows)


def waiting_for(person: int, on: date, *, upto: int = 50) -> list[Waiting]:
    """Drafts of the person's units that a number can be taken for; no day is set for them."""
    units = own_units(person, Verb.ISSUE_DOCUMENT, on)
    rows = Document.objects.filter(unit__in=units, state=DocumentState.DRAFT).select_related("unit")
    return [
        Waiting(
            label=f"Ban hành {row.get_kind_display().lower()}",
            detail=row.subject[:1].upper() + row.subject[1:],
            unit_name=row.unit.brief,
            due_on=None,
            url=reverse("papers:document", args=[row.pk]),
            kind="document.issue",
        )
        for row in rows.order_by("-revised_at", "-pk")[:upto]
    ]
