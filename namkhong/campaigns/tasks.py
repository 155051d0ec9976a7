"""Long work of campaigns, done by the background worker."""

from django_tasks import task

from namkhong.campaigns.actions import roll_out
from namkhong.campaigns.models import Campaign
from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import advance, end_progress
from namkhong.law.queries import is_working_day
from namkhong.people.models import Person

BROKEN = "Đang giao thì bị dừng giữa chừng. Việc của những năm đã giao xong vẫn giữ nguyên; hãy giao lại để tiếp tục."


@task()
def roll_out_years(campaign: int, years: list[int], by: int, progress: int) -> int:
    """Launch a campaign and assign years, telling the progress bar; returns how many duties are new."""
    at = now()
    failure = BROKEN
    try:
        made = roll_out(
            campaign=Campaign.objects.get(pk=campaign),
            years=years,
            on=at.date(),
            is_working_day=is_working_day,
            by=Person.objects.get(pk=by),
            at=at,
            step=lambda done: advance(progress=progress, done=done),
        )
        failure = ""
    except DomainError as refused:
        failure = refused.sentence
        made = 0
    finally:
        end_progress(progress=progress, at=now(), failure=failure)
    return made
