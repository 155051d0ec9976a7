"""Sending a return up, once, and taking it back while nobody has judged it."""

from datetime import date, datetime
from decimal import Decimal
from uuid import UUID

from django.db import transaction

from namkhong.campaigns.actions.duties import refuse_when_closed
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
from namkhong.reports.states import FormKind, Origin, ReturnState


class Incomplete(DomainError):
    """`gaps` names each place that is missing or contradicts another, for the screen to show there."""

    sentence = "Báo cáo còn {count} chỗ cần bổ sung trước khi gửi."

    def __init__(self, gaps: list[Gap]) -> None:
        super().__init__(count=len(gaps))
        self.gaps = gaps


class AnotherSubmission(DomainError):
    sentence = "Báo cáo này đã được gửi rồi, bởi người khác hoặc ở cửa sổ khác."


class SentOtherwise(DomainError):
    sentence = (
        "Báo cáo này đã gửi đi với nội dung khác nội dung trên màn hình, nên phần bạn vừa sửa chưa được gửi. "
        "Nội dung bạn nhập vẫn còn đây. Hãy mở báo cáo đã gửi, bấm “Rút lại để sửa” rồi nhập lại chỗ khác."
    )


def submit(*, sheet: Return, submission: UUID, on: date, by: Person | None, at: datetime) -> Return:
    """Freeze the figures and send the return up. Sending the same `submission` again is answered as success.

    Raises: Incomplete, AnotherSubmission, CampaignClosed, MovedMeanwhile.
    """
    with transaction.atomic():
        fresh = Return.objects.select_for_update(of=("self",)).select_related("form", "duty").get(pk=sheet.pk)
        if fresh.state == ReturnState.SUBMITTED:
            if fresh.submission == submission:
                return fresh
            raise AnotherSubmission()
        refuse_when_closed(fresh.campaign_id)
        if gaps := gaps_of(fresh):
            raise Incomplete(gaps)
        _freeze(fresh, on)
        make(
            states.SUBMIT,
            Return.objects.filter(pk=fresh.pk),
            submission=submission,
            submitted_at=at,
            submitted_by=by,
            reason="",
            frozen=fresh.frozen,
            provisional=fresh.provisional,
        )
        _record("report.submit", fresh, by, at)
        _tell_receiver(fresh, at)
    fresh.refresh_from_db()
    return fresh


def recall(*, sheet: Return, by: Person | None, at: datetime) -> None:
    """Take a return back that nobody has judged yet. Raises: MovedMeanwhile, CampaignClosed."""
    with transaction.atomic():
        refuse_when_closed(sheet.campaign_id)
        make(states.RECALL, Return.objects.filter(pk=sheet.pk), submission=None)
        Addend.objects.filter(total=sheet).delete()
        Entry.objects.filter(sheet=sheet, origin=Origin.DERIVED).delete()
        _record("report.recall", sheet, by, at)


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


def _record(verb: str, sheet: Return, by: Person | None, at: datetime) -> None:
    record(
        verb=verb,
        subject_kind="return",
        subject_id=sheet.pk,
        at=at,
        by=by.pk if by else None,
        unit=sheet.unit_id,
    )
