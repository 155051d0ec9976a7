"""Work of this room in the background: sending answers by e-mail."""

from django_tasks import task

from namkhong.foundation.clock import now
from namkhong.redress.actions import mail_answer
from namkhong.redress.models import Answer


@task()
def send_answer(answer: int, site: str) -> bool:
    """Send an answer to the address that its sender left; whether there was something to send."""
    row = Answer.objects.select_related("concern__unit", "concern__point").get(pk=answer)
    return mail_answer(answer=row, site=site, at=now())
