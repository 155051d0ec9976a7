"""Going through a day: found, set aside, recorded, told; twice over as once; appealed and answered."""

from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.management import call_command

from namkhong.feedback.actions import (
    AppealOver,
    TooShort,
    appeal_aside,
    begin_inspection,
    dismiss_aside,
    drain,
    end_inspection,
    inspect_day,
    set_aside,
    state_transactions,
    state_working_hours,
    uphold_aside,
)
from namkhong.feedback.box import put
from namkhong.feedback.ingest.nights import hand_over_yesterday
from namkhong.feedback.models import AsideGroup, Ballot, Inspection, Point
from namkhong.feedback.queries import counted_share, last_inspection
from namkhong.feedback.queries.inspecting import judged_on
from namkhong.feedback.rules.signs import Sign
from namkhong.feedback.states import AsideState, PointKind
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice
from tests.feedback.given import group_at, point_at, rating, sums
from tests.world import NOW, TODAY, World

DAY = TODAY - timedelta(days=2)


def burst(point: Point, count: int = 20, day: date = DAY, evidence: str = "B") -> None:
    put([rating(point, 5, day=day, evidence=evidence, signs=Sign.DENSE) for _ in range(count)])


def test_what_is_found_is_set_aside_recorded_and_told(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER, desk="Quầy 1")
    burst(point)
    other = point_at(world.clinic, PointKind.COUNTER)
    put([rating(other, score, day=DAY, evidence="B") for score in (5, 4, 2)])
    done = inspect_day(day=DAY, at=NOW)
    group = AsideGroup.objects.get()
    assert (done.ballots, done.groups, done.aside) == (23, 1, group.count) and group.count >= 19
    assert (group.unit, group.point, group.detector) == (world.school, point, "burst")
    assert {ballot.hex for ballot in Ballot.objects.filter(set_aside="burst").values_list("pk", flat=True)} == set(
        group.ballots
    )
    drain()
    assert sums()[world.federation.pk, 202611, "B"][11] == group.count
    event = Event.objects.get(verb="ballot.set_aside")
    assert event.unit_id == world.school.pk and event.facts == {"ballots": group.count, "reason": "burst"}
    told = Notice.objects.filter(kind="ratings_set_aside")
    assert {notice.to_id for notice in told} == {world.school_officer.pk, world.school_head.pk}


def test_going_through_a_day_again_changes_nothing(world: World) -> None:
    for unit in (world.school, world.clinic):
        burst(point_at(unit, PointKind.COUNTER))
    first = inspect_day(day=DAY, at=NOW)
    assert first.groups == 2
    again = inspect_day(day=DAY, at=NOW)
    assert (again.groups, again.aside) == (0, 0) and again.ballots == first.ballots
    assert AsideGroup.objects.count() == Event.objects.filter(verb="ballot.set_aside").count() == 2


def test_what_was_set_aside_for_another_reason_is_nobodys_to_find(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    burst(point)
    set_aside(ballots=list(Ballot.objects.values_list("pk", flat=True)[:15]), reason="court", by=None, at=NOW)
    assert inspect_day(day=DAY, at=NOW).ballots == 5


def test_many_units_go_in_parts_and_some_can_be_asked_for(world: World, monkeypatch) -> None:
    monkeypatch.setattr("namkhong.feedback.actions.inspecting.UNITS_AT_ONCE", 1)
    monkeypatch.setattr("namkhong.feedback.actions.inspecting.BALLOTS_AT_ONCE", 7)
    for unit in (world.school, world.clinic, world.office):
        burst(point_at(unit, PointKind.COUNTER))
    assert inspect_day(day=DAY, at=NOW, units=[world.clinic.pk]).groups == 1
    assert inspect_day(day=DAY, at=NOW).groups == 2


def test_a_day_costs_as_many_questions_with_many_points_as_with_one(world: World, same_queries) -> None:
    points = [point_at(world.school, PointKind.COUNTER)]
    put([rating(points[0], score, day=DAY, evidence="B") for score in (5, 4, 5, 2)])

    def grow() -> None:
        for unit in (world.school, world.clinic, world.office, world.sister_school):
            for kind in (PointKind.COUNTER, PointKind.SLIPS):
                point = point_at(unit, kind)
                put([rating(point, score, day=DAY, evidence="B") for score in (5, 4, 5, 2)])

    same_queries(lambda: inspect_day(day=DAY, at=NOW), grow)


def test_what_came_before_says_what_is_usual(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    for back in range(1, 8):
        day = DAY - timedelta(days=back)
        put([rating(point, score, day=day, evidence="B") for score in (5, 4, 5, 4, 3, 5, 4, 2)])
    put([rating(point, 5, day=DAY, evidence="B") for _ in range(30)])
    inspect_day(day=DAY, at=NOW)
    assert AsideGroup.objects.get().detector == "top"


def test_a_burst_that_was_found_is_remembered_until_an_appeal_takes_it_back(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    burst(point, day=DAY - timedelta(days=3))
    inspect_day(day=DAY - timedelta(days=3), at=NOW)
    put([rating(point, score, day=DAY, evidence="B") for score in (5, 4, 5)])
    [judged] = judged_on(DAY, [world.school.pk])
    assert judged.facts.again
    AsideGroup.objects.update(
        state="upheld", appeal="Ý kiến thật.", appealed_at=NOW, appealed_by=world.school_officer,
        answer="Đúng vậy.", answered_at=NOW, answered_by=world.district_head,
    )  # fmt: skip
    [judged] = judged_on(DAY, [world.school.pk])
    assert not judged.facts.again and judged.facts.opens == 6


def test_results_stated_later_and_hours_are_gone_by(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    put([rating(point, score, day=DAY, evidence="B") for score in (5, 4, 5, 4, 3, 5, 4, 2)])
    assert inspect_day(day=DAY, at=NOW).groups == 0
    state_transactions(unit=world.school, counts={DAY: 5}, by=None, at=NOW)
    assert inspect_day(day=DAY, at=NOW).aside == 3
    assert AsideGroup.objects.get().detector == "above"
    state_working_hours(unit=world.school, opens=13, closes=17, by=None, at=NOW)
    assert inspect_day(day=DAY, at=NOW).aside == 5


def test_an_appeal_upheld_counts_again_for_good(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    burst(point)
    inspect_day(day=DAY, at=NOW)
    group = AsideGroup.objects.get()
    with pytest.raises(TooShort):
        appeal_aside(group=group, words="  thật  ", by=world.school_officer, at=NOW)
    appeal_aside(group=group, words=" Hôm đó trả bằng cho cả lớp. ", by=world.school_officer, at=NOW)
    group.refresh_from_db()
    assert (group.state, group.appeal) == (AsideState.APPEALED, "Hôm đó trả bằng cho cả lớp.")
    judges = {notice.to_id for notice in Notice.objects.filter(kind="aside_appealed")}
    assert {world.district_officer.pk, world.committee_head.pk} <= judges
    assert world.federation_officer.pk not in judges and world.school_officer.pk not in judges
    with pytest.raises(MovedMeanwhile):
        appeal_aside(group=group, words="Một lần nữa nhé các anh.", by=world.school_head, at=NOW)
    with pytest.raises(TooShort):
        uphold_aside(group=group, answer="Được.", by=world.district_officer, at=NOW)
    assert uphold_aside(group=group, answer="Đã xem danh sách lớp.", by=world.district_officer, at=NOW) == group.count
    assert not Ballot.objects.exclude(set_aside="").exists()
    assert Notice.objects.filter(kind="aside_answered", to_id=world.school_officer.pk).exists()
    assert inspect_day(day=DAY, at=NOW).groups == 0
    verbs = Event.objects.filter(subject_kind="aside").order_by("pk").values_list("verb", flat=True)
    assert list(verbs) == ["aside.appeal", "aside.uphold"]


def test_an_appeal_dismissed_leaves_everything_aside(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    burst(point)
    inspect_day(day=DAY, at=NOW)
    group = AsideGroup.objects.get()
    appeal_aside(group=group, words="Đây là ý kiến thật.", by=world.school_officer, at=NOW)
    dismiss_aside(group=group, answer="Không có việc trả tập trung.", by=world.district_head, at=NOW)
    group.refresh_from_db()
    assert group.state == AsideState.DISMISSED and group.answered_by == world.district_head
    assert Ballot.objects.filter(set_aside="burst").count() == group.count
    with pytest.raises(MovedMeanwhile):
        uphold_aside(group=group, answer="Nghĩ lại thì đúng.", by=world.district_head, at=NOW)


def test_appeals_end_after_fifteen_days(world: World) -> None:
    point = point_at(world.school)
    last = group_at(point, found_at=NOW - timedelta(days=15))
    late = group_at(point, found_at=NOW - timedelta(days=16))
    appeal_aside(group=last, words="Đây là ý kiến thật.", by=world.school_officer, at=NOW)
    with pytest.raises(AppealOver, match="21/11/2026"):
        appeal_aside(group=late, words="Đây là ý kiến thật.", by=world.school_officer, at=NOW)


def test_a_day_is_claimed_once_and_again_when_it_was_lost(world: World) -> None:
    day = TODAY - timedelta(days=1)
    assert hand_over_yesterday(NOW.replace(hour=0)) is False
    assert hand_over_yesterday(NOW) is True
    assert hand_over_yesterday(NOW + timedelta(hours=1)) is False
    assert begin_inspection(day=day, at=NOW + timedelta(hours=4), again_after=NOW + timedelta(hours=1)) is True
    assert last_inspection() is None
    burst(point_at(world.school, PointKind.COUNTER), day=day)
    done = inspect_day(day=day, at=NOW)
    end_inspection(day=day, done=done, at=NOW)
    assert not begin_inspection(day=day, at=NOW + timedelta(days=9), again_after=NOW + timedelta(days=8))
    kept = last_inspection()
    assert kept is not None and (kept.day, kept.ballots, kept.aside) == (day, 20, done.aside)


def test_the_worker_goes_through_yesterday_at_night_and_late_ones_before(world: World, run_queued) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    for back in (1, 2, 4):
        burst(point, day=TODAY - timedelta(days=back))
    hand_over_yesterday(NOW)
    run_queued()
    days = AsideGroup.objects.order_by("day").values_list("day", flat=True)
    assert list(days) == [TODAY - timedelta(days=4), TODAY - timedelta(days=1)]
    assert Inspection.objects.get().ended_at is not None


def test_the_command_goes_through_days_one_asks_for(world: World, capsys) -> None:
    burst(point_at(world.school, PointKind.COUNTER))
    call_command("inspect_ratings", DAY.isoformat(), "2026-11-21")
    told = capsys.readouterr().out
    assert "20/11/2026: xem 20 ý kiến, để riêng" in told and "21/11/2026: xem 0 ý kiến" in told
    call_command("inspect_ratings")
    assert "21/11/2026" in capsys.readouterr().out


def test_the_share_that_counts_weighs_days_and_classes(world: World) -> None:
    point = point_at(world.school, PointKind.COUNTER)
    assert counted_share(world.school.pk, 202611).effective == 0
    coded = [rating(point, score, day=DAY, evidence="A") for score in (5, 5, 1, 1)]
    counter = [rating(point, 5, day=DAY, evidence="B") for _ in range(8)]
    other = [rating(point, 1, day=DAY, evidence=kind) for kind in "CD" for _ in range(50)]
    put([*coded, *counter, *other, rating(point, 1, day=DAY - timedelta(days=1), evidence="B")])
    assert counted_share(world.school.pk, 202611).share == pytest.approx(10 / 13)
    state_transactions(unit=world.school, counts={DAY: 4}, by=None, at=NOW)
    weighed = counted_share(world.school.pk, 202611)
    assert weighed.share == pytest.approx((2 + 4) / (4 + 4 + 1))
    assert weighed.effective == pytest.approx(81 / (4 + 2 + 1))
    assert counted_share(world.school.pk, 202610).share == 0


def test_groups_keep_numbers_that_no_ballot_needs_to_have(world: World) -> None:
    group = group_at(point_at(world.school))
    appeal_aside(group=group, words="Đây là ý kiến thật.", by=world.school_officer, at=NOW)
    group.ballots = [uuid4().hex]
    assert uphold_aside(group=group, answer="Đã xem lại hồ sơ.", by=world.district_head, at=NOW) == 0
