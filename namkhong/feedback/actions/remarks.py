"""Reading what people wrote, after the door has closed behind them: masked, folded, grouped by topic."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import transaction

from namkhong.feedback.models import Ballot, Remark, Unread
from namkhong.feedback.rules.masking import Staff, masked, staff_of_names, without_marks
from namkhong.feedback.rules.topics import topics_of
from namkhong.feedback.rules.words import searchable
from namkhong.feedback.wordlists import lexicon, name_words
from namkhong.people.queries import names_ever_at

AT_ONCE = 500


def read_remarks(limit: int = AT_ONCE) -> int:
    """Read ballots that wait in the queue, so many at most; how many waited. Read twice, a ballot is one remark.

    The texts are worked at before the transaction begins, because SQLite lets nobody else write meanwhile.
    """
    waiting = list(Unread.objects.order_by("pk").values_list("pk", flat=True)[:limit])
    remarks = _read(waiting)
    with transaction.atomic():
        Remark.objects.bulk_create(remarks, ignore_conflicts=True)
        Unread.objects.filter(pk__in=waiting).delete()
    return len(waiting)


def read_anew() -> int:
    """Read every remark again, by today's lists of topics, names and staff; how many there were.

    In steps of their own, so that ratings come in meanwhile; begun again where it was broken off, it ends the same.
    """
    count, last = 0, 0
    while rows := list(Remark.objects.filter(pk__gt=last).order_by("pk").values_list("pk", "ballot")[:AT_ONCE]):
        numbers = {ballot: pk for pk, ballot in rows}
        fresh = _read(list(numbers))
        for remark in fresh:
            remark.pk = numbers[remark.ballot_id]
        with transaction.atomic():
            Remark.objects.bulk_update(fresh, ["shown", "folded", "topics"])
        count, last = count + len(rows), rows[-1][0]
    return count


def queue(worded: Iterable[Sequence[str]]) -> None:
    """Put the ballots that groups have told to have words in the queue."""
    numbers = {UUID(hex=number) for group in worded for number in group}
    Unread.objects.bulk_create([Unread(ballot=number) for number in sorted(numbers)], ignore_conflicts=True)


def _read(numbers: Sequence[UUID]) -> list[Remark]:
    """Remarks of ballots, by the staff of their units; not stored."""
    ballots = list(Ballot.objects.filter(pk__in=numbers).order_by("day", "pk"))
    names = names_ever_at({ballot.unit_id for ballot in ballots})
    staff = {unit: staff_of_names(theirs) for unit, theirs in names.items()}
    return [_remark(ballot, staff.get(ballot.unit_id, Staff())) for ballot in ballots]


def _remark(ballot: Ballot, staff: Staff) -> Remark:
    shown = masked(ballot.words, name_words(), staff)
    return Remark(
        ballot_id=ballot.pk,
        unit_id=ballot.unit_id,
        point_id=ballot.point_id,
        day=ballot.day,
        score=ballot.score,
        evidence=ballot.evidence,
        topics=lexicon().bits(topics_of(shown, lexicon())),
        shown=shown,
        folded=searchable(without_marks(shown)),
    )
