"""Long work of reorganisations, done by the background worker."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any, Protocol

from django_tasks import task

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import advance, end_progress
from namkhong.journal.meanwhile import forget_stage, tell_stage
from namkhong.people.models import Person
from namkhong.reorganisations.actions import STAGES, STAGES_BACK, carry_out, undo
from namkhong.units.models import Reorganisation

BROKEN = "Đang thực hiện thì bị dừng giữa chừng nên chưa có gì thay đổi. Hãy thực hiện lại, hoặc báo người quản trị."


class Work(Protocol):
    """An action on a reorganisation that tells of its stages."""

    def __call__(self, *, reorganisation: Reorganisation, by: Person, at: datetime, begin: Any) -> object: ...


@task()
def carry_out_later(reorganisation: int, by: int, progress: int) -> None:
    """Carry a reorganisation out, telling the progress bar."""
    _do(carry_out, STAGES, reorganisation, by, progress, now())


@task()
def undo_later(reorganisation: int, by: int, progress: int) -> None:
    """Take a reorganisation back, telling the progress bar."""
    _do(undo, STAGES_BACK, reorganisation, by, progress, now())


def _do(work: Work, stages: Sequence[str], reorganisation: int, by: int, progress: int, at: datetime) -> None:
    failure = BROKEN
    try:
        row = Reorganisation.objects.select_related("unit").get(pk=reorganisation)
        person = Person.objects.get(pk=by)
        work(reorganisation=row, by=person, at=at, begin=lambda place: tell_stage(progress, place, stages[place]))
        advance(progress=progress, done=len(stages))
        failure = ""
    except DomainError as refused:
        failure = refused.sentence
    finally:
        forget_stage(progress)
        end_progress(progress=progress, at=now(), failure=failure)
