"""Events stay for ever; notices are read; bars move."""

from datetime import timedelta

import pytest
from django.db import DatabaseError, transaction

from namkhong.journal import actions, queries
from namkhong.journal.models import Event, Notice
from tests.world import NOW

pytestmark = pytest.mark.django_db


def record(**other: object) -> Event:
    actions.record(**{"verb": "unit.found", "subject_kind": "unit", "subject_id": 4, "at": NOW, "by": 9, **other})
    return Event.objects.latest("pk")


def test_an_event_says_who_did_what_and_when() -> None:
    event = record(unit=4, facts={"line": "union"})
    assert (event.by_id, event.unit_id, event.at, event.facts) == (9, 4, NOW, {"line": "union"})
    assert list(queries.events_of("unit", 4)) == [event]
    assert list(queries.events_of("unit", 5)) == []


def test_events_come_newest_first() -> None:
    first, second = record(), record(verb="unit.place")
    assert list(queries.events_of("unit", 4)) == [second, first]


@pytest.mark.parametrize("change", ["update", "delete", "save", "raw"])
def test_the_database_refuses_to_change_the_past(change: str) -> None:
    event = record()
    tries = {
        "update": lambda: Event.objects.update(by_id=1),
        "delete": lambda: Event.objects.all().delete(),
        "save": event.save,
        "raw": lambda: Event.objects.all()._raw_delete("default"),
    }
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        tries[change]()
    event.refresh_from_db()
    assert event.by_id == 9


def test_each_person_is_told_once() -> None:
    actions.tell(people=[3, 1, 3], kind="report.returned", at=NOW, url="/bao-cao/1/", facts={"n": 1})
    assert sorted(Notice.objects.values_list("to_id", flat=True)) == [1, 3]
    assert queries.unread_count(3) == 1
    actions.mark_read(person=3, at=NOW)
    assert (queries.unread_count(3), queries.unread_count(1)) == (0, 1)
    notice = queries.notices_of(3).get()
    assert (notice.read_at, notice.url, notice.facts) == (NOW, "/bao-cao/1/", {"n": 1})


def test_only_what_was_told_up_to_a_moment_is_marked_where_a_moment_is_named() -> None:
    for hours in (0, 1):
        actions.tell(people=[3], kind="report.returned", at=NOW + timedelta(hours=hours))
    actions.mark_read(person=3, at=NOW + timedelta(hours=2), before=NOW)
    assert [notice.at for notice in queries.notices_of(3) if notice.read_at is None] == [NOW + timedelta(hours=1)]


def test_a_bar_is_seen_by_who_started_it() -> None:
    bar = actions.begin_progress(label="Giao việc", by=3, total=10, at=NOW, next_url="/")
    actions.advance(progress=bar.pk, done=4)
    assert queries.progress_of(bar.pk, 3).done == 4
    assert queries.progress_of(bar.pk, 4) is None
    actions.end_progress(progress=bar.pk, at=NOW, failure="Mất kết nối.")
    bar.refresh_from_db()
    assert (bar.ended_at, bar.failure) == (NOW, "Mất kết nối.")
