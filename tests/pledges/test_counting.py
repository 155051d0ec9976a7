"""Coverage: one unit at once, totals by the worker, from scratch the same; and the duty it fulfils."""

from datetime import timedelta

import pytest

from namkhong.campaigns.models import Duty, Enrolment
from namkhong.campaigns.states import DutyKind
from namkhong.foundation.periods import parse_period
from namkhong.journal.models import Event
from namkhong.people.actions import employ, leave, make_person, transfer
from namkhong.pledges import actions, queries
from namkhong.pledges.models import Answering, Coverage, CoverageChange
from namkhong.pledges.rules.counting import Count
from namkhong.units.actions import move
from namkhong.units.states import Line
from tests.pledges.stage import PledgeStage, employ_some
from tests.world import NOW, TODAY

LATER = NOW + timedelta(hours=1)


def drained(stage: PledgeStage) -> dict[str, tuple[Count, Count]]:
    """Own and whole count of each unit after the worker has been by."""
    actions.drain(round=stage.round, at=LATER)
    return counted(stage)


def counted(stage: PledgeStage) -> dict[str, tuple[Count, Count]]:
    units = {name: getattr(stage.world, name) for name in ("federation", "district", "school", "clinic", "office")}
    return {name: queries.coverage_at(stage.round.pk, unit.pk) for name, unit in units.items()}


def test_the_first_drain_counts_everything(stage: PledgeStage) -> None:
    found = drained(stage)
    assert found["school"] == (Count(obliged=7), Count(obliged=7))
    assert found["clinic"] == (Count(obliged=5), Count(obliged=5))
    assert found["office"] == (Count(unlisted=1), Count(unlisted=1))
    assert found["district"] == (Count(), Count(obliged=12, unlisted=1))
    assert found["federation"] == (Count(), Count())


def test_a_drain_adds_what_was_signed_up_the_tree_once(stage: PledgeStage) -> None:
    drained(stage)
    stage.sign_all(stage.teachers[:3])
    stage.sign(stage.nurses[0])
    assert CoverageChange.objects.count() == 4
    for _ in range(2):
        found = drained(stage)
        assert found["school"][0].signed == 3
        assert found["clinic"][0].signed == 1
        assert found["district"][1] == Count(obliged=12, signed=4, unlisted=1)
    assert not CoverageChange.objects.exists()
    stage.round.refresh_from_db()
    assert stage.round.counted_at == LATER


def test_one_unit_is_counted_at_once(stage: PledgeStage) -> None:
    stage.sign(stage.teachers[0])
    assert queries.coverage_now(stage.round, stage.world.school.pk, TODAY) == Count(obliged=7, signed=1)
    assert queries.coverage_now(stage.round, stage.world.sister_school.pk, TODAY) == Count()
    assert queries.coverage_now(stage.round, stage.world.office.pk, TODAY) == Count(unlisted=1)


def test_every_state_is_counted_for_what_it_is(stage: PledgeStage) -> None:
    drained(stage)
    a, b, c, d, e = stage.teachers
    more = {"round": stage.round, "by": None, "at": NOW}
    actions.refuse(person=a, reason="Chưa đồng ý", **more)
    actions.go_on_leave(person=b, reason="Thai sản", until_on=TODAY + timedelta(days=90), **more)
    actions.transfer(person=c, **more)
    stage.sign(d)
    actions.retire(person=d, **more)
    assert drained(stage)["school"][0] == Count(obliged=4, refused=1, on_leave=1)
    assert queries.coverage_now(stage.round, stage.world.school.pk, TODAY + timedelta(days=91)).obliged == 5
    actions.await_again(person=d, **more)
    actions.await_again(person=a, **more)
    assert drained(stage)["school"][0] == Count(obliged=5, signed=1, on_leave=1)
    actions.unsign(round=stage.round, person=d, reason="Ghi nhầm", by=e, at=NOW)
    assert drained(stage)["district"][1] == Count(obliged=10, on_leave=1, unlisted=1)


def test_who_moves_takes_the_pledge_along(stage: PledgeStage) -> None:
    world = stage.world
    drained(stage)
    stage.sign(stage.teachers[0])
    actions.transfer(round=stage.round, person=stage.teachers[0], by=None, at=NOW)
    assert drained(stage)["school"][0] == Count(obliged=6)
    transfer(person=stage.teachers[0], to=world.clinic, since=TODAY, by=None, at=NOW)
    found = drained(stage)
    assert found["school"][0] == Count(obliged=6)
    assert found["clinic"][0] == Count(obliged=6, signed=1)
    assert found["district"][1] == Count(obliged=12, signed=1, unlisted=1)


def test_people_who_come_and_go_are_counted(stage: PledgeStage) -> None:
    drained(stage)
    fresh = make_person("Mới Đến")
    fresh.save()
    employ(person=fresh, unit=stage.world.office, since=TODAY, by=None, at=NOW)
    leave(person=stage.teachers[0], until=TODAY - timedelta(days=1), by=None, at=NOW)
    found = drained(stage)
    assert found["office"] == (Count(obliged=1), Count(obliged=1))
    assert found["district"][1] == Count(obliged=12)


def test_when_the_tree_changes_everything_is_counted_afresh(stage: PledgeStage) -> None:
    world = stage.world
    drained(stage)
    stage.sign(stage.nurses[0])
    move(unit=world.clinic, line=Line.UNION, parent=world.sister, since=TODAY, by=None, at=NOW)
    found = drained(stage)
    assert found["district"][1] == Count(obliged=7, unlisted=1)
    assert found["clinic"] == (Count(), Count())
    assert actions.drain(round=stage.round, at=LATER).units == 0  # not for the same change again


def test_counting_from_scratch_proves_what_was_kept(stage: PledgeStage) -> None:
    drained(stage)
    stage.sign_all([*stage.teachers, stage.nurses[0]])
    drained(stage)
    before = counted(stage)
    assert actions.rebuild(round=stage.round, by=None, at=LATER) == actions.Rebuilt(units=4, different=0)
    Coverage.objects.filter(unit=stage.world.school).update(own_signed=1, all_signed=9)
    Coverage.objects.create(round=stage.round, unit=stage.world.sister, own_obliged=1)
    assert actions.rebuild(round=stage.round, by=None, at=LATER).different == 2
    assert counted(stage) == before
    assert Event.objects.filter(verb="pledge.rebuild").count() == 2


def test_who_understood_is_counted_once(stage: PledgeStage) -> None:
    for attempt, right in ((1, 1), (2, 3), (3, 3)):
        Answering.objects.create(
            round=stage.round,
            person=stage.teachers[0],
            unit=stage.world.school,
            attempt=attempt,
            questions=[],
            answers=[],
            right=right,
            understood=right == 3,
            answered_at=NOW,
        )
    assert drained(stage)["school"][0].understood == 1
    actions.touch(round=stage.round.pk, units=[stage.world.school.pk])
    assert drained(stage)["school"][0].understood == 1
    shared = queries.understanding_of([stage.world.district.pk, stage.world.sister.pk], "2026", TODAY)
    assert {unit: (row.part, row.whole) for unit, row in shared.items()} == {stage.world.district.pk: (1, 12)}


def test_a_campaign_laid_on_some_units_counts_only_them(stage: PledgeStage) -> None:
    Enrolment.objects.create(campaign=stage.campaign, unit=stage.world.clinic, valid_from=TODAY)
    found = drained(stage)
    assert found["district"][1] == Count(obliged=5)
    assert found["school"] == (Count(), Count())


def test_the_duty_is_fulfilled_when_all_have_signed(stage: PledgeStage) -> None:
    world = stage.world
    duty = Duty.objects.get(unit=world.clinic, definition__kind=DutyKind.PLEDGE)
    staff = [*stage.nurses, world.clinic_officer, world.clinic_head]
    stage.sign_all(staff[:-1])
    drained(stage)
    duty.refresh_from_db()
    assert duty.state == "open"
    stage.sign(staff[-1])
    drained(stage)
    duty.refresh_from_db()
    assert (duty.state, duty.fulfilled_on, duty.fulfilments.get().count) == ("fulfilled", TODAY, 5)
    employ_some(world.clinic, ("Người Mới",))
    actions.rebuild(round=stage.round, by=None, at=LATER)
    duty.refresh_from_db()
    assert duty.state == "fulfilled"
    assert duty.fulfilments.count() == 1


def test_a_duty_that_cannot_be_fulfilled_stays_open(stage: PledgeStage) -> None:
    from namkhong.campaigns.actions import close

    stage.sign_all([*stage.nurses, stage.world.clinic_officer, stage.world.clinic_head])
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    actions.rebuild(round=stage.round, by=None, at=LATER)
    assert not Duty.objects.filter(definition__kind=DutyKind.PLEDGE, state="fulfilled").exists()


def test_figures_and_shares(stage: PledgeStage) -> None:
    world = stage.world
    assert [figure.value for figure in queries.figures(world.school.pk, parse_period("2026"))] == [None] * 3
    stage.sign_all(stage.teachers[:2])
    drained(stage)
    assert [figure.value for figure in queries.figures(world.school.pk, parse_period("2026"))] == [7, 2, 0]
    assert [figure.value for figure in queries.figures(world.office.pk, parse_period("2026"))] == [None] * 3
    shared = queries.coverage_of([world.school.pk, world.office.pk, world.sister.pk], "2026", TODAY)
    assert {unit: (row.part, row.whole) for unit, row in shared.items()} == {
        world.school.pk: (2, 7),
        world.office.pk: (0, 0),
    }
    assert queries.coverage_of([world.school.pk], "2025", TODAY) == {}
    assert queries.coverage_of([], "2026", TODAY) == {}


def test_rows_below_start_with_the_smallest_share(stage: PledgeStage) -> None:
    stage.sign_all(stage.teachers[:2])
    drained(stage)
    rows = queries.rows_below(stage.round, stage.world.district.pk, TODAY)
    assert [(row.unit, row.count.per_cent, row.has_below) for row in rows] == [
        (stage.world.clinic, 0, False),
        (stage.world.school, 28, False),
        (stage.world.office, None, False),
    ]


def test_what_goes_on_is_counted_every_few_seconds_and_at_night(stage: PledgeStage) -> None:
    assert actions.keep_counts(at=NOW) == 4
    assert actions.keep_counts(at=NOW) == 0
    stage.sign(stage.teachers[0])
    assert actions.keep_counts(at=NOW) == 1
    assert counted(stage)["school"][0].signed == 1
    assert actions.count_at_night(at=NOW) == 0
    night = (NOW + timedelta(days=1)).replace(hour=2)
    assert actions.count_at_night(at=night) == 1
    assert actions.count_at_night(at=night + timedelta(minutes=5)) == 0
    actions.close_round(round=stage.round, by=None, at=night)
    assert actions.keep_counts(at=night) == 0


def test_a_long_queue_is_taken_up_in_portions(stage: PledgeStage, monkeypatch: pytest.MonkeyPatch) -> None:
    drained(stage)
    monkeypatch.setattr("namkhong.pledges.actions.counting.MOST", 2)
    stage.sign_all([*stage.teachers, *stage.nurses])
    assert actions.keep_counts(at=LATER) > 0
    assert not CoverageChange.objects.exists()
    assert counted(stage)["district"][1].signed == 8
