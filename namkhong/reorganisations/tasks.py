"""Long work of reorganisations, done by the background worker."""

from django_tasks import task

from namkhong.foundation.clock import now
from namkhong.foundation.errors import DomainError
from namkhong.journal.actions import advance, end_progress
from namkhong.people.models import Person
from namkhong.reorganisations.actions import carry_out
from namkhong.units.models import Reorganisation

BROKEN = "Đang thực hiện thì bị dừng giữa chừng nên chưa có gì thay đổi. Hãy thực hiện lại, hoặc báo người quản trị."


@task()
def carry_out_later(reorganisation: int, by: int, progress: int) -> None:
    """Carry a reorganisation out, telling the progress bar."""
    at, failure = now(), BROKEN
    try:
        row = Reorganisation.objects.select_related("unit").get(pk=reorganisation)
        carry_out(reorganisation=row, by=Person.objects.get(pk=by), at=at)
        advance(progress=progress, done=1)
        failure = ""
    except DomainError as refused:
        failure = refused.sentence
    finally:
        end_progress(progress=progress, at=now(), failure=failure)
