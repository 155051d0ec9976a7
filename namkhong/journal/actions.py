"""Recording what happened and telling who must know; always inside the transaction of the change itself."""

from collections.abc import Iterable, Mapping
from datetime import datetime
from typing import Any

from namkhong.journal.models import Batch, Event, Notice, Progress


def record(
    *,
    verb: str,
    subject_kind: str,
    subject_id: int,
    at: datetime,
    by: int | None,
    unit: int | None = None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write one Event. `by` and `unit` are the numbers of a person and a unit; `facts` holds no personal data."""
    Event.objects.create(
        verb=verb,
        subject_kind=subject_kind,
        subject_id=subject_id,
        at=at,
        by_id=by,
        unit_id=unit,
        facts=dict(facts or {}),
    )


def record_each(
    *,
    verb: str,
    subject_kind: str,
    subjects: Iterable[tuple[int, int | None]],
    at: datetime,
    by: int | None,
    facts: Mapping[str, Any] | None = None,
) -> None:
    """Write one Event for each of many things: `subjects` are their numbers, each with that of its unit."""
    told = dict(facts or {})
    rows = (
        Event(verb=verb, subject_kind=subject_kind, subject_id=subject, at=at, by_id=by, unit_id=unit, facts=told)
        for subject, unit in subjects
    )
    Event.objects.bulk_create(rows, batch_size=1000)


def tell(
    *, people: Iterable[int], kind: str, at: datetime, url: str = "", facts: Mapping[str, Any] | None = None
) -> None:
    """Queue one Notice of `kind` to each person; the worker delivers it."""
    Notice.objects.bulk_create(
        Notice(to_id=person, kind=kind, at=at, url=url, facts=dict(facts or {})) for person in sorted(set(people))
    )


def tell_each(*, told: Iterable[tuple[int, Mapping[str, Any]]], kind: str, at: datetime, url: str = "") -> None:
    """Queue many Notices of one kind, each for one person with facts of its own."""
    notices = (Notice(to_id=person, kind=kind, at=at, url=url, facts=dict(facts)) for person, facts in told)
    Notice.objects.bulk_create(notices, batch_size=1000)


def mark_read(*, person: int, at: datetime, before: datetime | None = None) -> None:
    """A person has seen the notices that wait: all of them, or those up to the moment `before`."""
    waiting = Notice.objects.filter(to_id=person, read_at=None)
    if before is not None:
        waiting = waiting.filter(at__lte=before)
    waiting.update(read_at=at)


def begin_progress(*, label: str, by: int | None, total: int, at: datetime, next_url: str) -> Progress:
    """Start a progress bar of `total` steps; `next_url` is where the screen goes when the work has ended."""
    return Progress.objects.create(label=label, by_id=by, total=total, started_at=at, next_url=next_url)


def advance(*, progress: int, done: int, at: datetime | None = None) -> None:
    """`done` steps of the work are finished; work that says when can be seen to have fallen silent."""
    Progress.objects.filter(pk=progress).update(done=done, **({"advanced_at": at} if at else {}))


def end_progress(*, progress: int, at: datetime, failure: str = "") -> None:
    """The work has ended, well or with a sentence that says why not."""
    Progress.objects.filter(pk=progress).update(ended_at=at, failure=failure)


def begin_batch(*, kind: str, by: int | None, at: datetime) -> Batch:
    """A number under which many changes are made as one."""
    return Batch.objects.create(kind=kind, by_id=by, at=at)


def mark_undone(*, batch: int, by: int | None, at: datetime) -> None:
    """Say that everything of a batch was taken back; the rooms that hold its rows have done so."""
    Batch.objects.filter(pk=batch, undone_at=None).update(undone_at=at, undone_by_id=by)
