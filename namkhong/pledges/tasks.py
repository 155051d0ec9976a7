"""Counting rounds and reading scans of signed sheets, done by the background worker."""

from django_tasks import task

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import advance, end_progress
from namkhong.pledges.actions import rebuild
from namkhong.pledges.actions.paper import read_paper, refuse_paper
from namkhong.pledges.models import PaperBatch, Round
from namkhong.pledges.queries.paper import batch_of
from namkhong.pledges.states import PaperState

BROKEN = "Việc đọc bị dừng giữa chừng. Tệp vẫn được giữ lại; hãy bấm đọc lại, hoặc báo người quản trị."


@task()
def read_scans(batch: int, progress: int) -> None:
    """Read the files of a batch page by page; nothing where it was dropped or begun anew meanwhile."""
    row = batch_of(batch)
    if row is None or row.progress_id != progress or row.state != PaperState.READING:
        return
    advance(progress=progress, done=0, at=now())
    refusal = BROKEN
    try:
        read_paper(batch=row, at=now(), on_step=lambda done: advance(progress=progress, done=done, at=now()))
        refusal = ""
    except MovedMeanwhile:
        refusal = ""
    except DomainError as refused:
        refusal = refused.sentence
    finally:
        _end(row, progress, refusal)


def _end(row: PaperBatch, progress: int, refusal: str) -> None:
    try:
        if refusal:
            refuse_paper(batch=row, refusal=refusal, at=now())
    except MovedMeanwhile:
        pass
    finally:
        end_progress(progress=progress, at=now(), failure=refusal)


@task()
def count_round(round: int) -> int:
    """Count a round from scratch; returns how many units it reaches."""
    row = Round.objects.select_related("campaign").get(pk=round)
    return rebuild(round=row, by=None, at=now()).units
