"""Sending one return up and taking it back: the steps that a report and those that follow it have in common."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import make
from namkhong.journal.actions import record, tell
from namkhong.people.models import Person
from namkhong.people.queries import officers_of
from namkhong.reports import states
from namkhong.reports.models import Addend, Entry, Indicator, Return
from namkhong.reports.queries.series import frozen_series
from namkhong.reports.queries.sheets import Gap, gaps_of, values_of
from namkhong.reports.queries.totals import parts_of
from namkhong.reports.states import FormKind, Origin


class Incomplete(DomainError):
    """`gaps` names each place that is missing or contradicts another, for the screen to show there."""

    sentence = "Báo cáo còn {count} chỗ cần bổ sung trước khi gửi."

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(count=len(gaps))
        self.gaps = gaps


def send_up(sheet: Return, submission: UUID, on: date, by: Person | None, at: datetime) -> None:
    """Freeze a return and hand it to its receiver. Raises: Incomplete, MovedMeanwhile."""
    if gaps := gaps_of(sheet):
        raise Incomplete(gaps)
    _freeze(sheet, on)
    make(
        states.SUBMIT,
        Return.objects.filter(pk=sheet.pk),
        submission=submission,
        submitted_at=at,
        submitted_by=by,
        reason="",
        frozen=sheet.frozen,
        provisional=sheet.provisional,
    )
    note("report.submit", sheet, by, at)
    _tell_receiver(sheet, at)


def take_back(sheet: Return, by: Person | None, at: datetime) -> None:
    """Make a return that nobody has judged a draft again. Raises: MovedMeanwhile."""
    make(states.RECALL, Return.objects.filter(pk=sheet.pk), submission=None)
    Addend.objects.filter(total=sheet).delete()
    Entry.objects.filter(sheet=sheet, origin=Origin.DERIVED).delete()
    note("report.recall", sheet, by, at)


def _freeze(sheet: Return, on: date) -> None:
    """Write derived figures as rows, and remember which returns were added up and who was missing."""
    derived = {row.key: row for row in Indicator.objects.filter(form=sheet.form_id, aggregation__in=states.DERIVED)}
    Entry.objects.filter(sheet=sheet, origin=Origin.DERIVED).delete()
    values = values_of(sheet)
    Entry.objects.bulk_create(
        Entry(sheet=sheet, indicator=row, value=_stored(values[key]), origin=Origin.DERIVED)
        for key, row in derived.items()
    )
    if sheet.form.kind == FormKind.STAGE_REVIEW:
        sheet.frozen = frozen_series(sheet, on)
        return
    parts = parts_of(sheet, on)
    Addend.objects.filter(total=sheet).delete()
    Addend.objects.bulk_create([Addend(total=sheet, part_id=pk) for pk in parts.returns], batch_size=2000)
    sheet.frozen = {"missing": parts.missing, "reporting": len(parts.returns)}
    sheet.provisional = bool(parts.missing)


def _stored(value: Decimal | None) -> Decimal | None:
    return None if value is None else round(value, 4)


def _tell_receiver(sheet: Return, at: datetime) -> None:
    if sheet.to_unit_id is not None:
        tell(
            people=officers_of(sheet.to_unit_id, at.date()),
            kind="report_submitted",
            at=at,
            facts={"unit": sheet.unit_id, "period": sheet.period, "return": sheet.pk},
        )


def note(verb: str, sheet: Return, by: Person | None, at: datetime, **facts: object) -> None:
    """Write down what happened to a return."""
    record(
        verb=verb,
        subject_kind="return",
        subject_id=sheet.pk,
        at=at,
        by=by.pk if by else None,
        unit=sheet.unit_id,
        facts=facts,
    )
