"""Long work of scoring, done by the background worker."""

from collections.abc import Callable

from django_tasks import task

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import advance, end_progress
from namkhong.people.models import Person
from namkhong.scoring import actions
from namkhong.scoring.models import Round

BROKEN = "Đang làm thì bị dừng giữa chừng. Phần đã xong vẫn giữ nguyên; hãy làm lại để tiếp tục."


@task()
def begin_round(round: int, by: int, progress: int) -> int:
    """Make the sheets of a round and set it going, telling the progress bar; returns how many."""
    row, person, at = Round.objects.select_related("unit").get(pk=round), Person.objects.get(pk=by), now()

    def work(step: Callable[[int], object]) -> int:
        return actions.begin(round=row, by=person, at=at, step=step)

    return _watched(progress, work)


def _watched(progress: int, work: Callable[[Callable[[int], object]], int]) -> int:
    """Do it, and end the bar however it ends; a refusal is told there as a sentence."""
    failure, made = BROKEN, 0
    try:
        made = work(lambda done: advance(progress=progress, done=done, at=now()))
        failure = ""
    except DomainError as refused:
        failure = refused.sentence
    finally:
        end_progress(progress=progress, at=now(), failure=failure)
    return made


@task()
def measure_round(round: int, by: int, progress: int) -> int:
    """Bring the measured criteria of a round up to date, telling the progress bar; returns how many marks changed."""
    row, person, at = Round.objects.select_related("unit").get(pk=round), Person.objects.get(pk=by), now()

    def work(step: Callable[[int], object]) -> int:
        return actions.measure(round=row, by=person, at=at, step=step)

    return _watched(progress, work)


@task()
def publish_round(round: int, by: int, progress: int) -> int:
    """Grade and publish a large round in one go, telling the progress bar at its end; returns how many sheets."""
    row, person, at = Round.objects.select_related("unit").get(pk=round), Person.objects.get(pk=by), now()

    def work(step: Callable[[int], object]) -> int:
        published = actions.publish(round=row, by=person, at=at)
        step(published)
        return published

    return _watched(progress, work)
