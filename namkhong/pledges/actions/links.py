"""Taking back all personal links of a round at once."""

from datetime import datetime

from django.db import transaction

from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import record
from namkhong.people.models import Person
from namkhong.pledges.models import Round


def revoke_links(*, round: Round, seen: int, by: Person, at: datetime) -> None:
    """Every link handed out so far opens nothing any more; new ones can be handed out at once.

    `seen` is the version the person saw, so that a second click does not make the new links worthless too.
    Raises: MovedMeanwhile.
    """
    with transaction.atomic():
        if not Round.objects.filter(pk=round.pk, link_version=seen).update(link_version=seen + 1):
            raise MovedMeanwhile()
        record(
            verb="pledge.revoke_links",
            subject_kind="pledge_round",
            subject_id=round.pk,
            at=at,
            by=by.pk,
            unit=round.campaign.unit_id,
            facts={"version": seen + 1},
        )
    round.link_version = seen + 1
