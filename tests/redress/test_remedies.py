"""Low months and bursts open a duty to explain; repeated ones propose an inspection; the threshold of a superior."""

from datetime import date, timedelta
from decimal import Decimal
from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from namkhong.feedback.actions import drain, set_aside
from namkhong.feedback.models import Ballot
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.models import Event, Notice
from namkhong.law.queries import is_working_day
from namkhong.redress import actions
from namkhong.redress.actions import Explanation
from namkhong.redress.models import InspectionFlag, Remedy
from namkhong.redress.queries import before_and_after, bursts_of, thresholds_of
from namkhong.redress.rules.standing import THRESHOLD
from tests.feedback.given import point_at
from tests.redress.given import LOW, burst_at, owed, soon, tallied
from tests.world import NOW, TODAY, World

CAUSES, MEASURES = "Buổi sáng chỉ có một người tiếp nhận.", "Thêm một người từ 7 giờ 30, do văn phòng phân công."


def opened(month: int = 202610) -> int:
    return actions.open_remedies(month=month, is_working_day=is_working_day, at=NOW)


def test_a_low_month_opens_a_duty_once(world: World) -> None:
    tallied(world.school, 202610, LOW)
    tallied(world.clinic, 202610, (0, 1, 2, 20, 37))
    assert (opened(), opened()) == (1, 0)
    row = Remedy.objects.get()
    assert (row.unit, row.low, row.satisfied, row.answered, row.percent) == (
        world.school,
        True,
        25,
        60,
        Decimal("41.7"),
    )
    assert (row.threshold, row.due_on, row.bursts, row.on_time) == (70, date(2026, 12, 7), [], None)
    told = set(Notice.objects.filter(kind="remedy_opened").values_list("to_id", flat=True))
    assert told == {world.school_officer.pk, world.school_head.pk}
    assert Event.objects.get(verb="remedy.open").facts == {"month": "10/2026"}


def test_classes_a_and_b_are_counted_and_c_and_d_never(world: World) -> None:
    tallied(world.school, 202610, (20, 0, 0, 0, 0), "A")
    tallied(world.school, 202610, (10, 0, 0, 0, 0), "B")
    for evidence in "CD":
        tallied(world.clinic, 202610, (90, 0, 0, 0, 0), evidence)
        tallied(world.school, 202610, (0, 0, 0, 0, 900), evidence)
    assert opened() == 1
    assert Remedy.objects.get().answered == 30


def test_too_few_ratings_accuse_nobody(world: World) -> None:
    tallied(world.school, 202610, (29, 0, 0, 0, 0))
    assert opened() == 0


def test_a_month_that_still_runs_is_not_judged(world: World) -> None:
    with pytest.raises(actions.MonthNotOver):
        opened(202611)


def test_a_unit_that_has_ended_owes_nothing(world: World) -> None:
    for unit, last in ((world.school, TODAY - timedelta(days=1)), (world.clinic, TODAY)):
        tallied(unit, 202610, LOW)
        unit.closed_on = last
        unit.save()
    assert opened() == 1


def test_a_burst_at_one_desk_is_explained_too(world: World) -> None:
    desk, day = point_at(world.school, desk="Quầy số 3"), date(2026, 10, 7)
    burst_at(desk, day, 6, 1)
    burst_at(point_at(world.clinic), day, 4, 0)
    burst_at(point_at(world.office), day, 6, 30)
    drain()
    assert opened() == 1
    row = Remedy.objects.get()
    assert (row.unit, row.low, row.bursts) == (world.school, False, [[desk.pk, "2026-10-07", 6, 7]])
    [burst] = bursts_of(row)
    assert (burst.point, burst.day, burst.low, burst.total) == ("Quầy số 3", day, 6, 7)


def test_marks_set_aside_are_no_burst(world: World) -> None:
    burst_at(point_at(world.school), date(2026, 10, 7), 6, 1)
    set_aside(ballots=list(Ballot.objects.values_list("pk", flat=True)), reason="burst", by=None, at=NOW)
    drain()
    assert opened() == 0


def test_the_nearest_superior_says_what_is_expected(world: World) -> None:
    units = [world.school.pk, world.office.pk, world.sister_school.pk]
    assert set(thresholds_of(units, TODAY).values()) == {THRESHOLD}
    for unit, percent in ((world.federation, 60), (world.district, 80), (world.district_committee, 85)):
        actions.set_threshold(unit=unit, percent=Decimal(percent), by=world.federation_head, at=NOW)
    # The school stands under two that are equally near; the office under one of them, the sister's school under none.
    assert list(thresholds_of(units, TODAY).values()) == [85, 80, 60]
    actions.set_threshold(unit=world.district, percent=Decimal(75), by=None, at=NOW)
    assert thresholds_of([world.office.pk], TODAY) == {world.office.pk: 75}
    assert Event.objects.filter(verb="threshold.set").count() == 4
    for percent in (Decimal("49.9"), Decimal("95.1")):
        with pytest.raises(actions.ThresholdOutOfReach):
            actions.set_threshold(unit=world.district, percent=percent, by=None, at=NOW)
    tallied(world.office, 202610, (18, 0, 0, 0, 42))
    assert opened() == 0, "70 of 100 may be 75 by chance"


def explained(row: Remedy, mend_by: date | None = None, **more: str) -> None:
    texts = {"causes": CAUSES, "measures": MEASURES} | more
    actions.explain(remedy=row, explanation=Explanation(**texts, mend_by=mend_by or soon()), by=None, at=NOW)
    row.refresh_from_db()


def test_explained_returned_explained_again_and_accepted(world: World) -> None:
    row = owed(world.school)
    explained(row)
    assert (row.state, row.sent_on, row.on_time, row.mend_by) == ("submitted", TODAY, True, soon())
    above = {world.district_officer.pk, world.district_head.pk, world.committee_officer.pk, world.committee_head.pk}
    assert set(Notice.objects.filter(kind="remedy_submitted").values_list("to_id", flat=True)) == above
    with pytest.raises(actions.TooShort):
        actions.return_(remedy=row, reason="Sơ sài", is_working_day=is_working_day, by=None, at=NOW)
    why = "Chưa nói ai chịu trách nhiệm."
    actions.return_(remedy=row, reason=why, is_working_day=is_working_day, by=world.district_head, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.reason, row.term, row.due_on) == ("returned", why, date(2026, 11, 30), date(2026, 12, 7))
    notice = Notice.objects.filter(kind="remedy_returned").first()
    assert notice.facts["due_on"] == "2026-11-30" and notice.facts["reason"] == why
    explained(row, causes="Buổi sáng chỉ có một người, không ai thay khi nghỉ.")
    actions.approve(remedy=row, by=world.district_head, at=NOW)
    row.refresh_from_db()
    assert (row.state, row.reason, row.judged_by) == ("settled", "", world.district_head)
    assert Notice.objects.filter(kind="remedy_approved").count() == 2
    with pytest.raises(MovedMeanwhile):
        explained(row)


def test_an_explanation_says_something_and_a_day_within_reach(world: World) -> None:
    row = owed(world.school)
    for short in ({"causes": "Bận"}, {"measures": "Sẽ sửa"}):
        with pytest.raises(actions.TooShort):
            explained(row, **short)
    for day in (TODAY - timedelta(days=1), TODAY + timedelta(days=367)):
        with pytest.raises(actions.MendDayOutOfReach):
            explained(row, day)
    Remedy.objects.update(due_on=TODAY - timedelta(days=1))
    row.refresh_from_db()
    explained(row, TODAY)
    assert row.on_time is False


def test_the_months_after_stand_beside_the_low_one(world: World) -> None:
    row = owed(world.school, 202608)
    tallied(world.school, 202609, (0, 0, 0, 0, 40))
    months = before_and_after(row, TODAY)
    assert [month.month for month in months] == [202608, 202609, 202610, 202611]
    assert [month.before for month in months] == [True, False, False, False]
    assert [month.counts.total for month in months] == [60, 40, 0, 0]
    assert months[1].counts.satisfied == 100 and months[2].counts.satisfied is None
    assert len(before_and_after(row, date(2026, 9, 2))) == 2


def test_three_low_months_propose_an_inspection_once(world: World) -> None:
    for month in (202607, 202609, 202610):
        owed(world.school, month)
        owed(world.clinic, month) if month != 202609 else None
    flag = InspectionFlag.objects.get()
    assert (flag.unit, flag.month) == (world.school, 202610)
    assert flag.figures == [[202607, 25, 60], [202609, 25, 60], [202610, 25, 60]]
    told = Notice.objects.filter(kind="inspection_proposed", to_id=world.district_head.pk).get()
    assert told.facts == {"unit": world.school.pk, "months": 3}
    with pytest.raises(actions.TooShort):
        actions.dismiss(flag=flag, reason="Không", by=None, at=NOW)
    actions.dismiss(flag=flag, reason="Đơn vị vừa được kiểm tra tháng trước.", by=world.district_head, at=NOW)
    with pytest.raises(MovedMeanwhile):
        actions.plan_inspection(flag=flag, by=None, at=NOW)
    tallied(world.school, 202611, LOW)
    later = NOW + timedelta(days=14)
    actions.open_remedies(month=202611, is_working_day=is_working_day, at=later)
    assert InspectionFlag.objects.count() == 1, "the earlier months have been counted"
    assert Event.objects.filter(subject_kind="inspection_flag").count() == 2


def test_an_inspection_that_was_planned(world: World) -> None:
    for month in (202608, 202609, 202610):
        owed(world.school, month)
    flag = InspectionFlag.objects.get()
    actions.plan_inspection(flag=flag, by=world.district_head, at=NOW)
    flag.refresh_from_db()
    assert (flag.state, flag.decided_by) == ("planned", world.district_head)


def test_the_command_judges_the_month_that_is_over(world: World) -> None:
    tallied(world.school, 202610, LOW)
    told = StringIO()
    call_command("open_remedies", stdout=told)
    assert told.getvalue() == "Tháng 10/2026: đã mở 1 việc giải trình.\n"
    for month in (202613, 202611):
        with pytest.raises(CommandError):
            call_command("open_remedies", month=month, stdout=told)
