"""Units founded later, or come by a transfer, are brought into a running campaign, and out while nothing is done."""

from datetime import date

import pytest

from namkhong.campaigns import queries
from namkhong.campaigns.actions import assign_year, close, enrol_newcomers, fulfil, hand_over, unenrol
from namkhong.campaigns.actions.assignment import NotRunning
from namkhong.campaigns.actions.duties import Deed, extend
from namkhong.campaigns.actions.newcomers import (
    BegunAlready,
    NobodyChosen,
    NotANewcomer,
    NothingLeftToDo,
    TakenOutAlready,
)
from namkhong.campaigns.models import Duty, DutyDefinition, Enrolment
from namkhong.journal.actions import begin_batch
from namkhong.journal.models import Batch, Event, Notice
from namkhong.people.actions import appoint, enrol
from namkhong.people.states import PostKind
from namkhong.units.actions import found_below, move
from namkhong.units.models import Unit
from namkhong.units.states import Line, UnitKind
from tests.campaigns.stage import Stage, every_day
from tests.world import NOW, TODAY, World


@pytest.fixture
def late(stage: Stage, world: World) -> Unit:
    """A school that was founded this week, after the year was given out."""
    return found_below(
        parent=world.district, name="Trường Tiểu học Tân Lập", kind=UnitKind.SCHOOL, since=TODAY, by=None, at=NOW
    )


def newcomers(stage: Stage, words: str = "") -> list[str]:
    return [unit.name for unit in queries.newcomers(stage.campaign, TODAY, words)]


def bring(stage: Stage, *units: Unit, with_past: bool = False, on: date = TODAY) -> Batch:
    return enrol_newcomers(
        campaign=stage.campaign,
        units=[unit.pk for unit in units],
        with_past=with_past,
        on=on,
        is_working_day=every_day,
        by=None,
        at=NOW,
    )


def titles(unit: Unit) -> set[str]:
    return set(Duty.objects.filter(unit=unit).values_list("definition__title", flat=True))


def test_who_is_not_in_yet(stage: Stage, late: Unit, world: World) -> None:
    assert newcomers(stage) == ["Trường Tiểu học Tân Lập"]
    found = queries.newcomers(stage.campaign, TODAY).get()
    assert (found.superior, found.since) == (world.district.name, TODAY)
    assert newcomers(stage, "tan lap") and not newcomers(stage, "kim dong")
    move(unit=world.sister_school, line=Line.UNION, parent=world.district, since=TODAY, by=None, at=NOW)
    assert newcomers(stage) == ["Trường Mầm non Hoa Sen", "Trường Tiểu học Tân Lập"]


def test_nobody_is_missing_before_the_year_is_given_out(prepared: Stage, world: World) -> None:
    assert newcomers(prepared) == []


def test_only_of_whom_the_year_asks_something(stage: Stage, late: Unit, world: World) -> None:
    """What is asked of those directly below is not asked of who stands under one of them."""
    below = found_below(parent=late, name="Tổ văn phòng", kind=UnitKind.SCHOOL, since=TODAY, by=None, at=NOW)
    assert newcomers(stage) == ["Tổ văn phòng", "Trường Tiểu học Tân Lập"]
    DutyDefinition.objects.update(obliged="direct")
    assert newcomers(stage) == ["Trường Tiểu học Tân Lập"]
    DutyDefinition.objects.update(obliged="grassroots")
    assert newcomers(stage) == ["Tổ văn phòng"]
    DutyDefinition.objects.update(obliged="organiser")
    assert newcomers(stage) == [] and below


def test_duties_from_today_on(stage: Stage, late: Unit, world: World) -> None:
    officer = enrol(full_name="Tô Thị Lan", by=None, at=NOW)
    appoint(person=officer, unit=late, kind=PostKind.GRASSROOTS_OFFICER, since=TODAY, by=None, at=NOW)
    batch = bring(stage, late)
    assert titles(late) == {"Ký bản cam kết", "Đối thoại với người lao động"}, "the report was due on 9 November"
    assert set(Duty.objects.filter(unit=late).values_list("to_unit", "made_in")) == {(world.district.pk, batch.pk)}
    assert not Enrolment.objects.exists(), "the campaign is laid on everybody, as before"
    assert newcomers(stage) == []
    assert Notice.objects.filter(kind="campaign_assigned", to_id=officer.pk).count() == 1
    assert Event.objects.get(verb="campaign.enrol").facts == {"batch": batch.pk, "units": [late.pk], "duties": 2}


def test_with_what_is_past(stage: Stage, late: Unit) -> None:
    bring(stage, late, with_past=True)
    assert titles(late) == {"Ký bản cam kết", "Đối thoại với người lao động", "Báo cáo kết quả năm"}


def test_a_later_year_that_was_given_out_already(stage: Stage, late: Unit) -> None:
    assign_year(
        campaign=stage.campaign, year=2027, tree_on=date(2026, 11, 1), is_working_day=every_day, by=None, at=NOW
    )
    bring(stage, late)
    assert Duty.objects.filter(unit=late, year=2027).count() == 3


def test_nothing_left_of_the_year(stage: Stage, late: Unit) -> None:
    DutyDefinition.objects.exclude(pk=stage.report.pk).update(obliged="organiser")
    with pytest.raises(NothingLeftToDo):
        bring(stage, late)
    assert not Batch.objects.filter(kind="enrolment").exists()


def test_into_a_campaign_of_named_units(stage: Stage, late: Unit, world: World) -> None:
    """The district's campaign went to the federation: it stays with its units until others are brought in."""
    hand_over(campaign=stage.campaign, to=world.federation, since=TODAY, reason="QĐ số 1", by=None, at=NOW)
    stage.campaign.refresh_from_db()
    assert {"Trường Mầm non Hoa Sen", "Liên đoàn Lao động huyện Bình Sơn"} <= set(newcomers(stage))
    batch = bring(stage, world.sister_school)
    assert Enrolment.objects.get(unit=world.sister_school).begun_in == batch
    assert titles(world.sister_school) == {"Ký bản cam kết", "Đối thoại với người lao động"}
    DutyDefinition.objects.exclude(pk=stage.report.pk).update(obliged="organiser")
    assert bring(stage, world.sister), "without a duty now, it is in the campaign for the years to come"
    unenrol(campaign=stage.campaign, batch=batch.pk, by=None, at=NOW)
    assert not Enrolment.objects.filter(unit=world.sister_school).exists() and not titles(world.sister_school)


def test_refusals(stage: Stage, late: Unit, world: World) -> None:
    with pytest.raises(NobodyChosen):
        bring(stage)
    for unit in (world.school, world.sister_school):
        with pytest.raises(NotANewcomer):
            bring(stage, unit)
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(NotRunning):
        bring(stage, late)


def test_taken_out_while_nothing_was_done(stage: Stage, late: Unit, world: World) -> None:
    before = set(Duty.objects.values_list("pk", flat=True))
    batch = bring(stage, late)
    (row,) = queries.brought_into(stage.campaign.pk)
    assert (row.names, row.duties, row.touched) == ("Trường Tiểu học Tân Lập", 2, False)
    unenrol(campaign=stage.campaign, batch=batch.pk, by=world.district_officer, at=NOW)
    assert set(Duty.objects.values_list("pk", flat=True)) == before
    assert newcomers(stage) == ["Trường Tiểu học Tân Lập"] and queries.brought_into(stage.campaign.pk) == []
    with pytest.raises(TakenOutAlready):
        unenrol(campaign=stage.campaign, batch=batch.pk, by=None, at=NOW)


def test_not_taken_out_once_something_was_done(stage: Stage, late: Unit) -> None:
    batch = bring(stage, late)
    pledge = Duty.objects.with_due().get(unit=late, definition=stage.pledge)
    extend(duty=pledge, due_on=date(2026, 12, 20), reason="Mới lập", by=None, at=NOW)
    with pytest.raises(BegunAlready):
        unenrol(campaign=stage.campaign, batch=batch.pk, by=None, at=NOW)
    pledge.extensions.all().delete()
    fulfil(duty=pledge, deed=Deed(TODAY), by=None, at=NOW)
    with pytest.raises(BegunAlready):
        unenrol(campaign=stage.campaign, batch=batch.pk, by=None, at=NOW)
    assert queries.brought_into(stage.campaign.pk)[0].touched


def test_not_taken_out_of_a_campaign_that_is_over(stage: Stage, late: Unit) -> None:
    """What was owed to the end stays in the record of a closed campaign."""
    batch = bring(stage, late)
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(NotRunning):
        unenrol(campaign=stage.campaign, batch=batch.pk, by=None, at=NOW)
    assert len(titles(late)) == 2


def test_no_batch_of_something_else_is_taken_back(stage: Stage, late: Unit) -> None:
    other = begin_batch(kind="reorganisation", by=None, at=NOW)
    Duty.objects.update(made_in=other)
    with pytest.raises(TakenOutAlready):
        unenrol(campaign=stage.campaign, batch=other.pk, by=None, at=NOW)


def test_the_page(stage: Stage, late: Unit, world: World, signed_in) -> None:
    client, path = signed_in(world.district_officer), f"/cuoc-van-dong/{stage.campaign.pk}/don-vi/"
    assert path in client.get(f"/cuoc-van-dong/{stage.campaign.pk}/").content.decode()
    page = client.get(path).content.decode()
    assert "Trường Tiểu học Tân Lập" in page and "năm nay chưa được giao việc nào" in page
    refused = client.post(path, {})
    assert refused.status_code == 422 and "Chưa chọn đơn vị nào" in refused.content.decode()
    done = client.post(path, {"don-vi": [late.pk, "x"]}, follow=True).content.decode()
    assert "Đã thêm 1 đơn vị" in done and "Mọi đơn vị đều đã ở trong cuộc vận động" in done
    batch = Batch.objects.get(kind="enrolment")
    out = client.post(f"{path}{batch.pk}/bo/", follow=True).content.decode()
    assert "Đã bỏ các đơn vị này" in out and not titles(late)
    again = client.post(f"{path}{batch.pk}/bo/", follow=True).content.decode()
    assert "đã được bỏ ra khỏi" in again
    close(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    assert client.get(path).status_code == 302
