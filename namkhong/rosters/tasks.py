"""Checking and loading long lists, done by the background worker."""

from collections.abc import Callable

from django_tasks import task

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import advance, end_progress
from namkhong.rosters.actions import check, load
from namkhong.rosters.models import Roster

BROKEN = "Việc bị dừng giữa chừng. Những dòng đã ghi vẫn giữ nguyên; hãy chọn làm tiếp."


@task()
def check_roster(roster: int, by: int, progress: int) -> None:
    """The dry run of a list, telling the progress bar."""
    _do(progress, lambda step: check(roster=Roster.objects.get(pk=roster), by=by, at=now(), step=step))


@task()
def load_roster(roster: int, by: int, progress: int) -> None:
    """Load a list, or go on with it, telling the progress bar."""
    _do(progress, lambda step: load(roster=Roster.objects.get(pk=roster), by=by, at=now(), step=step))


def _do(progress: int, work: Callable[[Callable[[int], None]], None]) -> None:
    failure = BROKEN
    advance(progress=progress, done=0, at=now())
    try:
        work(lambda done: advance(progress=progress, done=done, at=now()))
        failure = ""
    except DomainError as refused:
        failure = refused.sentence
    finally:
        end_progress(progress=progress, at=now(), failure=failure)
