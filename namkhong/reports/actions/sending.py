"""Sending a return up, once, and taking it back while nobody has judged it; what is joined to it goes along."""

from datetime import date, datetime
from uuid import UUID

from django.db import transaction

from namkhong.campaigns.actions.duties import refuse_when_closed
from namkhong.foundation.errors import DomainError
from namkhong.people.models import Person
from namkhong.reports.actions.dispatch import Incomplete, send_up, take_back
from namkhong.reports.actions.mirroring import mirror_joined, take_mirrors_back
from namkhong.reports.models import Return
from namkhong.reports.states import ReturnState

__all__ = ["AnotherSubmission", "Incomplete", "SentOtherwise", "recall", "submit"]


class AnotherSubmission(DomainError):
    sentence = "Báo cáo này đã được gửi rồi, bởi người khác hoặc ở cửa sổ khác."


class SentOtherwise(DomainError):
    sentence = (
        "Báo cáo này đã gửi đi với nội dung khác nội dung trên màn hình, nên phần bạn vừa sửa chưa được gửi. "
        "Nội dung bạn nhập vẫn còn đây. Hãy mở báo cáo đã gửi, bấm “Rút lại để sửa” rồi nhập lại chỗ khác."
    )


def submit(*, sheet: Return, submission: UUID, on: date, by: Person | None, at: datetime) -> Return:
    """Freeze the figures and send the return up, and with it the reports of the duties joined to its duty.

    Sending the same `submission` again is answered as success.
    Raises: Incomplete, AnotherSubmission, CampaignClosed, MovedMeanwhile.
    """
    with transaction.atomic():
        fresh = Return.objects.select_for_update(of=("self",)).select_related("form", "duty").get(pk=sheet.pk)
        if fresh.state == ReturnState.SUBMITTED:
            if fresh.submission == submission:
                return fresh
            raise AnotherSubmission()
        refuse_when_closed(fresh.campaign_id)
        send_up(fresh, submission, on, by, at)
        mirror_joined(lead=fresh, on=on, by=by, at=at)
    fresh.refresh_from_db()
    return fresh


def recall(*, sheet: Return, by: Person | None, at: datetime) -> None:
    """Take a return back that nobody has judged yet, and with it what was sent along and not judged either.

    Raises: MovedMeanwhile, CampaignClosed.
    """
    with transaction.atomic():
        refuse_when_closed(sheet.campaign_id)
        take_back(sheet, by, at)
        take_mirrors_back(lead=sheet, by=by, at=at)
