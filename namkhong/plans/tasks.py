"""Reading pictured pages, done by the background worker."""

from django_tasks import task

from namkhong.foundation.clock import now
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import advance, end_progress
from namkhong.plans.actions import recognise, refuse_recognition
from namkhong.plans.apart import Unreadable
from namkhong.plans.models import Recognition
from namkhong.plans.queries import recognition_of
from namkhong.plans.states import RecognitionState

BROKEN = "Việc đọc bị dừng giữa chừng. Tệp vẫn được giữ lại; hãy bấm đọc lại, hoặc báo người quản trị."


@task()
def read_pictures(recognition: int, progress: int) -> None:
    """Read a file page by page, telling the bar; nothing where it was given up or begun anew meanwhile."""
    row = recognition_of(recognition)
    if row is None or row.progress_id != progress or row.state != RecognitionState.READING:
        return
    advance(progress=progress, done=0, at=now())
    refusal = BROKEN
    try:
        recognise(recognition=row, at=now(), on_page=lambda done, _: advance(progress=progress, done=done, at=now()))
        refusal = ""
    except Unreadable as refused:
        refusal = refused.sentence
    except MovedMeanwhile:
        refusal = ""
    finally:
        _end(row, refusal)


def _end(row: Recognition, refusal: str) -> None:
    """Tell how it ended, unless the row has gone its own way."""
    try:
        if refusal:
            refuse_recognition(recognition=row, refusal=refusal, at=now())
    except MovedMeanwhile:
        pass
    finally:
        end_progress(progress=row.progress_id, at=now(), failure=refusal)
