"""Publishing finished months, done by the background worker."""

from django_tasks import task

from namkhong.feedback.actions.publishing import publish_month
from namkhong.feedback.queries.editions import lines_with_ballots, months_to_publish
from namkhong.feedback.rules.calendar import due_months
from namkhong.foundation.clock import now


@task()
def publish_due() -> int:
    """Publish every finished month that is due and has no edition yet; returns how many editions were made."""
    at, made = now(), 0
    for month in months_to_publish(due_months(at.date())):
        for line in lines_with_ballots(month):
            publish_month(month=month, line=line, by=None, at=at)
            made += 1
    return made
