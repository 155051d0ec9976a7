"""Publishing finished months and going through ballots at night, done by the background worker."""

from collections.abc import Sequence
from datetime import date

from django_tasks import task

from namkhong.feedback.actions import end_inspection, inspect_day
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


@task()
def inspect_ratings(day: str, before: Sequence[str] = ()) -> int:
    """Go through a day (as in JSON) that was claimed, and once more through some before it, for ratings that came late.

    Returns how many ballots were set aside.
    """
    for earlier in before:
        inspect_day(day=date.fromisoformat(earlier), at=now())
    done = inspect_day(day=date.fromisoformat(day), at=now())
    end_inspection(day=date.fromisoformat(day), done=done, at=now())
    return done.aside


@task()
def inspect_unit(unit: int, days: Sequence[str]) -> int:
    """Go through some days of one unit again, after it has stated its results; how many ballots were set aside."""
    return sum(inspect_day(day=date.fromisoformat(day), at=now(), units=[unit]).aside for day in days)
