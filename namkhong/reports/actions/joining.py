"""Joining duties that one report answers, and sending the other line's report at once where the first one was sent."""

from datetime import date, datetime

from django.db import transaction

from namkhong.campaigns.actions import join
from namkhong.people.models import Person
from namkhong.reports.actions.mirroring import mirror_joined
from namkhong.reports.models import Return
from namkhong.reports.queries.joining import Joinable
from namkhong.reports.states import SENT


def answer_together(*, pair: Joinable, on: date, by: Person | None, at: datetime) -> None:
    """From now on the report of `pair.lead` answers `pair.duty` too; one that was sent already is passed on at once.

    Raises: what `campaigns.actions.join` raises.
    """
    with transaction.atomic():
        join(duty=pair.duty, lead=pair.lead, by=by, at=at)
        rows = Return.objects.filter(duty=pair.lead, state__in=SENT).select_related("campaign").order_by("-revision")
        if (sent := rows.first()) is not None:
            mirror_joined(lead=sent, on=on, by=by, at=at)
