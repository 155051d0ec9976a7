"""Counting all ballots anew: proves the sums that are kept, or mends them."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from namkhong.feedback.actions.counting import add_told
from namkhong.feedback.actions.remarks import queue
from namkhong.feedback.box import alone, recounting, recounting_answers
from namkhong.journal.actions import record


@dataclass(frozen=True, slots=True)
class Recount:
    """How many sums (of a unit, month and class; of a question) were not what the ballots say."""

    wrong: int


@transaction.atomic
def recount(*, at: datetime) -> Recount:
    """Count everything anew. Ballots may come in meanwhile; they are added afterwards, as always."""
    recounting.begin()
    alone()
    told, worded = recounting.still_told()
    add_told(told)
    queue(worded)
    wrong = recounting_answers.mend() + recounting.mend()
    record(verb="ballot.recount", subject_kind="ballot", subject_id=0, at=at, by=None, facts={"wrong": wrong})
    return Recount(wrong)
