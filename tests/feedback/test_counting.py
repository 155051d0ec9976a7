"""Sums kept up from what groups told, and counted anew from the ballots: always the same."""

from datetime import date, timedelta

import pytest

from namkhong.feedback.actions import drain, put_back, recount, set_aside
from namkhong.feedback.box import put
from namkhong.feedback.models import Ballot, Delta, Tally
from namkhong.journal.models import Event
from namkhong.units.actions import move
from namkhong.units.states import Line
from tests.feedback.given import point_at, rating, sums
from tests.world import NOW, TODAY, World, build_world


def test_a_rating_reaches_everybody_above_on_every_line_once(world: World) -> None:
    put([rating(point_at(world.school), 5), rating(point_at(world.office), 2)])
    assert drain() == 1 and drain() == 0
    found = {unit: row[6:] for (unit, _, _), row in sums().items()}
    assert found[world.federation.pk] == found[world.district.pk] == (0, 1, 0, 0, 1, 0)
    assert found[world.province_committee.pk] == found[world.district_committee.pk] == (0, 0, 0, 0, 1, 0)
    assert world.sister.pk not in found
    own = {unit: row[:6] for (unit, _, _), row in sums().items() if any(row[:6])}
    assert own == {world.school.pk: (0, 0, 0, 0, 1, 0), world.office.pk: (0, 1, 0, 0, 0, 0)}


@pytest.mark.django_db(transaction=True)
def test_counted_anew_the_sums_are_the_same() -> None:
    world = build_world()
    points = [point_at(unit) for unit in (world.school, world.clinic, world.office, world.federation)]
    days = [date(2026, 10, 31), date(2026, 11, 1), date(2026, 11, 9), date(2026, 11, 10), TODAY]
    move(unit=world.office, line=Line.UNION, parent=world.sister, since=date(2026, 11, 10), by=None, at=NOW)
    for score, day in enumerate(days, 1):
        put([rating(point, score, day=day, evidence=kind) for point in points for kind in "AC"])
    drain()
    put([rating(points[0], 3)])
    set_aside(
        ballots=list(Ballot.objects.filter(score=1).values_list("pk", flat=True)[:3]), reason="burst", by=None, at=NOW
    )
    assert recount(at=NOW).wrong == 0
    assert not Delta.objects.exists()
    kept = sums()
    assert kept[world.district.pk, 202611, "C"][6:] == (0, 3, 4, 2, 2, 0)
    assert kept[world.sister.pk, 202611, "C"][6:] == (0, 0, 0, 1, 1, 0)
    Tally.objects.filter(unit=world.school).delete()
    Tally.objects.filter(unit=world.clinic).update(all_n1=7)
    Tally.objects.create(unit=world.sister_school, month=202611, evidence="C", own_n1=1)
    assert recount(at=NOW).wrong > 3
    assert sums() == kept
    assert recount(at=NOW).wrong == 0
    Tally.objects.all().delete()
    recount(at=NOW)
    assert sums() == kept


@pytest.mark.django_db(transaction=True)
def test_nothing_counted_anew_is_nothing() -> None:
    assert recount(at=NOW).wrong == 0


def test_set_aside_is_counted_apart_and_can_come_back(world: World) -> None:
    point = point_at(world.school)
    put([rating(point, 5), rating(point, 5), rating(point, 1)])
    fives = list(Ballot.objects.filter(score=5).values_list("pk", flat=True))
    assert set_aside(ballots=fives, reason="burst", by=world.school_head, at=NOW) == 2
    assert set_aside(ballots=fives, reason="burst", by=world.school_head, at=NOW) == 0
    drain()
    assert sums()[world.federation.pk, 202611, "C"][6:] == (1, 0, 0, 0, 0, 2)
    assert put_back(ballots=fives, by=None, at=NOW) == 2
    drain()
    assert sums()[world.federation.pk, 202611, "C"][6:] == (1, 0, 0, 0, 2, 0)
    told = Event.objects.filter(verb__startswith="ballot.").order_by("pk").values_list("verb", "unit_id", "facts")
    assert list(told) == [
        ("ballot.set_aside", world.school.pk, {"ballots": 2, "reason": "burst"}),
        ("ballot.put_back", world.school.pk, {"ballots": 2, "reason": ""}),
    ]


def test_many_units_at_once_read_the_whole_tree(world: World, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("namkhong.feedback.actions.counting.FEW", 1)
    put([rating(point_at(world.school), 4, day=TODAY - timedelta(days=n)) for n in (0, 1)])
    drain()
    assert sums()[world.federation.pk, 202611, "C"][6:] == (0, 0, 0, 2, 0, 0)
