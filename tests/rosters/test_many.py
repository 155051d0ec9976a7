"""Many people at once: made ready in another process, and keys looked up once for each unit."""

import os
import signal

import pytest
from django.db import IntegrityError, connection, transaction

from namkhong.journal.models import Event
from namkhong.people import pouring
from namkhong.people.actions import state_personal
from namkhong.people.models import Employment, Person, PersonalData
from namkhong.people.pouring import set_aside
from namkhong.people.sealing import open_box
from namkhong.rosters import actions, beside
from namkhong.rosters.actions import loading
from namkhong.rosters.models import Roster
from namkhong.rosters.states import RosterState
from tests.rosters.test_loading import HUNG, LAN, tables
from tests.world import NOW

pytestmark = pytest.mark.filterwarnings("ignore:.*fork.*:DeprecationWarning")
MANY = [[f"M{number}", "Nguyễn Thị Lan", "TH Đồng Tâm", "", "", "", f"09{number:08d}"] for number in range(1, 31)]


def told():
    """What is known of people, without numbers and batches, which go on counting."""
    works = Employment.objects.order_by("person__staff_code").exclude(person__staff_code="")
    data = {row.person_id: open_box(row.person_id, row.sealed) for row in PersonalData.objects.order_by("pk")}
    names = ("person", "person__staff_code", "person__full_name", "person__sort_name", "unit", "position", "valid_from")
    return [(*rest, data.get(person)) for person, *rest in works.values_list(*names)]


def test_a_list_made_ready_apart_is_the_same_list(world, load, monkeypatch):
    first = load([*MANY, LAN, HUNG])
    before = told()
    actions.undo(roster=first, by=world.district_officer.pk, at=NOW)
    monkeypatch.setattr(loading, "APART", 1)
    monkeypatch.setattr(loading, "PIECE", 7)
    roster = load([*MANY, LAN, HUNG])
    assert roster.counts["new"] == len(MANY) + 2
    assert told() == before
    again = load([*MANY, LAN, HUNG])
    assert again.counts["same"] == len(MANY) + 2


def test_a_list_goes_on_where_the_other_process_was_ended(world, hand_in, monkeypatch):
    monkeypatch.setattr(loading, "APART", 1)
    monkeypatch.setattr(loading, "PIECE", 2_000)
    rows = [[f"A{number}", "Nguyễn Thị Lan", "TH Đồng Tâm"] for number in range(1, 8_001)]
    roster = hand_in(rows)
    officer = world.district_officer.pk
    actions.begin(roster=roster, skip_bad=False, finish_missing=False, by=officer, at=NOW)
    fork, children = os.fork, []
    monkeypatch.setattr(os, "fork", lambda: children.append(fork()) or children[-1])
    step = lambda seen: os.kill(children[0], signal.SIGKILL)  # noqa: E731 - as soon as the first piece is written
    with pytest.raises(beside.Stopped):
        actions.load(roster=roster, by=officer, at=NOW, step=step)
    monkeypatch.setattr(os, "fork", fork)
    roster = Roster.objects.get(pk=roster.pk)
    assert roster.state == RosterState.LOADING
    assert 2_000 <= roster.counts["new"] < 8_000
    actions.load(roster=roster, by=officer, at=NOW)
    assert (roster.state, roster.counts["new"]) == (RosterState.LOADED, 8_000)
    assert Employment.objects.filter(begun_in=roster.batch_id).count() == 8_000


@pytest.mark.django_db
def test_numbers_set_aside_are_nobody_elses():
    first = [number for stretch in set_aside(Person, 3) for number in stretch]
    second = [number for stretch in set_aside(Person, 60_000) for number in stretch]
    assert len({*first, *second}) == 60_003
    person = Person.objects.create(full_name="Lê Mơ", search_name="le mo", sort_name="x")
    assert person.pk not in {*first, *second}
    assert set_aside(Person, 0) == []


@pytest.mark.skipif(connection.vendor != "postgresql", reason="keys of rows are looked up by sets on PostgreSQL")
class TestKeys:
    def test_they_are_seen_to_and_the_role_is_as_before(self, world, load):
        load([LAN])
        assert self.role() == "origin"

    def test_without_the_right_everything_is_as_ever(self, world, load, monkeypatch):
        monkeypatch.setattr(pouring, "_may_see_to_keys", lambda cursor: False)
        assert load([LAN]).counts["new"] == 1

    def test_a_trigger_of_somebody_elses_is_respected(self, world):
        with connection.cursor() as cursor:
            may = pouring._may_see_to_keys(cursor)
            cursor.execute(
                "CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RETURN NEW; END $$;"
                "CREATE TRIGGER theirs BEFORE INSERT ON people_person FOR EACH ROW EXECUTE FUNCTION nothing()"
            )
            assert not pouring._may_see_to_keys(cursor)
            assert may == self.superuser(cursor)

    def test_a_unit_that_is_not_there_is_noticed(self, world):
        ready = pouring.Ready(
            1,
            900_001,
            900_001,
            [987_654_321],
            0,
            [("people_employment", pouring.EMPLOYMENT, b"900001\t987654321\t\t2026-01-01\t0\n")],
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            pouring.pour(ready)
            connection.check_constraints()

    def role(self):
        with connection.cursor() as cursor:
            cursor.execute("SHOW session_replication_role")
            return cursor.fetchone()[0]

    def superuser(self, cursor):
        cursor.execute("SELECT current_setting('is_superuser') = 'on'")
        return cursor.fetchone()[0]


@pytest.mark.parametrize("changed", [False, True])
def test_what_was_stated_by_hand_keeps_a_list_from_being_taken_back(world, load, changed):
    officer = world.district_officer.pk
    first = load([LAN])
    lan = Person.objects.get(staff_code="NS1")
    if changed:
        state_personal(person=lan.pk, by=None, at=NOW, phone="0987654321")
        load_again = load([["NS1", "Nguyễn Thị Lan Anh", *LAN[2:]]])
        assert actions.why_not(load_again) == ""
        first = load_again
    state_personal(person=lan.pk, by=None, at=NOW, phone="0911222333")
    before = tables()
    with pytest.raises(actions.UsedSince, match="thông tin cá nhân"):
        actions.undo(roster=first, by=officer, at=NOW)
    assert tables() == before
    assert Event.objects.filter(verb="personal.state").count() == 1 + changed
