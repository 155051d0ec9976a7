"""The dry run: every row is checked, nothing is written but what was found."""

import tempfile
from collections.abc import Callable, Mapping
from datetime import datetime
from typing import BinaryIO

from django.db import transaction

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import record
from namkhong.papers.actions import store_file
from namkhong.papers.intake import judge_sheet
from namkhong.papers.models import StoredFile
from namkhong.people.actions.enrolling import missing
from namkhong.people.models import Person
from namkhong.rosters.actions.taking_in import drop_unused
from namkhong.rosters.columns import COLUMNS
from namkhong.rosters.models import Roster
from namkhong.rosters.rules.findings import Finding, Findings
from namkhong.rosters.rules.staff import StaffChecker
from namkhong.rosters.rules.units import UnitChecker
from namkhong.rosters.sheets.reading import opened
from namkhong.rosters.sheets.writing import MarkedCopy
from namkhong.rosters.sifting import Checker, checker_of, sift
from namkhong.rosters.states import CHECK, MATCH

SHOWN = 50
WHOLE_COPY = 100_000
"""A longer list comes back with the rows only that somebody must look at."""
Step = Callable[[int], None]


class ColumnMissing(DomainError):
    sentence = "Chưa chọn cột “{label}”. Cột này bắt buộc phải có."


class ColumnTwice(DomainError):
    sentence = "Cột “{title}” được chọn cho hai mục. Mỗi cột chỉ dùng cho một mục."


class FileGone(DomainError):
    sentence = "Tệp của danh sách này không còn. Hãy gửi lại tệp."


def match_columns(
    *, roster: Roster, columns: Mapping[str, int], mend_capitals: bool, by: int | None, at: datetime
) -> None:
    """Say which column of the file is which. Raises: ColumnMissing, ColumnTwice, MovedMeanwhile."""
    for column in COLUMNS[roster.kind]:
        if column.required and column.key not in columns:
            raise ColumnMissing(label=column.label)
    seen: set[int] = set()
    for place in columns.values():
        if place in seen:
            raise ColumnTwice(title=roster.titles[place] or f"cột {place + 1}")
        seen.add(place)
    with transaction.atomic():
        rows = Roster.objects.filter(pk=roster.pk)
        make(MATCH, rows, columns=dict(columns), mend_capitals=mend_capitals, mistakes=[], counts={})
        _record("roster.match", roster, by, at)
    roster.refresh_from_db()


def check(*, roster: Roster, by: int, at: datetime, step: Step = lambda _: None) -> None:
    """Check every row; keep counts, the first mistakes and the marked copy.

    Raises: FileGone, sheets.CannotRead, MovedMeanwhile.
    """
    if roster.file is None:
        raise FileGone()
    checker = checker_of(roster, by, at.date())
    rows = 0
    for part in sift(roster, roster.file, checker):
        rows += len(part.numbers)
        step(rows)
    if isinstance(checker, UnitChecker):
        checker.ordered()
    counts = {"rows": rows, "bad": len(checker.findings.bad_rows), "warnings": checker.findings.warnings}
    counts |= _beside_what_is_there(roster, checker)
    marked = _marked(roster, checker.findings, rows, by, at) if checker.findings.kept else None
    with transaction.atomic():
        before = roster.marked_id
        make(
            CHECK, Roster.objects.filter(pk=roster.pk), counts=counts, marked=marked, mistakes=_first(checker.findings)
        )
        _record("roster.check", roster, by, at, **counts)
        if before and (marked is None or marked.pk != before):
            drop_unused(before, by=by, at=at)
    roster.refresh_from_db()


def _beside_what_is_there(roster: Roster, checker: Checker) -> dict[str, int]:
    if isinstance(checker, StaffChecker):
        there = Person.objects.filter(kept_by=roster.kept_by_id).order_by().values_list("staff_code", flat=True)
        known = sum(code in checker.codes for code in there.iterator(chunk_size=20_000))
        return {"known": known, "missing": len(missing(roster.kept_by_id, checker.codes))}
    return {"known": sum(bool(row.known) for row in checker.rows), "missing": 0}


def _first(findings: Findings) -> list[list[object]]:
    """The first mistakes, errors before warnings."""
    ordered = sorted(findings.kept, key=lambda found: (found.warning, found.row))
    return [[found.row, found.column, found.sentence, found.warning] for found in ordered[:SHOWN]]


def _marked(roster: Roster, findings: Findings, rows: int, by: int, at: datetime) -> StoredFile:
    """The person's own table with what is wrong beside each row, kept like any file."""
    with tempfile.TemporaryFile() as out:
        _write_marked(out, roster, findings, whole=rows <= WHOLE_COPY)
        out.seek(0)
        name = roster.name.rpartition(".")[0][:180] + " - có ghi lỗi.xlsx"
        return store_file(unit=roster.kept_by_id, name=name, data=out, by=by, at=at, judge=judge_sheet)


def _write_marked(out: BinaryIO, roster: Roster, findings: Findings, *, whole: bool) -> None:
    wrong = findings.by_row()
    labels = {column.key: column.label for column in COLUMNS[roster.kind]}
    assert roster.file is not None
    copy = MarkedCopy(out, roster.header_row, len(roster.titles))
    with opened(roster.file.path, roster.ending, sheet=roster.sheet) as table:
        for numbers, rows in table.rows:
            for number, row in zip(numbers, rows, strict=True):
                found = wrong.get(number, [])
                if not (whole or found or number <= roster.header_row):
                    continue
                errors = [_said(one, labels) for one in found if not one.warning]
                copy.write(number, row, errors, [_said(one, labels) for one in found if one.warning])
    copy.close()


def _said(finding: Finding, labels: Mapping[str, str]) -> str:
    return f"{labels[finding.column]}: {finding.sentence}" if finding.column else finding.sentence


def _record(verb: str, roster: Roster, by: int | None, at: datetime, **facts: object) -> None:
    record(verb=verb, subject_kind="roster", subject_id=roster.pk, at=at, by=by, unit=roster.kept_by_id, facts=facts)
