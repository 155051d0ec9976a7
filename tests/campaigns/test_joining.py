"""The same work asked twice is found, joined with one press, done once, and taken apart again."""

from datetime import date

import pytest
from django.urls import reverse

from namkhong.campaigns import queries
from namkhong.campaigns.actions import (
    Deed,
    assign_year,
    close,
    define,
    fulfil,
    join,
    launch,
    part,
    prepare,
    withdraw,
)
from namkhong.campaigns.actions.joining import AnsweredTogether, JoinedAlready, NotAlike, NotJoined
from namkhong.campaigns.models import Campaign, Duty, JoinedDuty
from namkhong.campaigns.states import DutyKind, DutyState
from namkhong.plans import actions
from namkhong.plans.models import Plan
from namkhong.units.states import Line
from tests.campaigns.stage import DIALOGUE, PLEDGE, Stage, adopted_plan, every_day
from tests.plans.given import draft as draft_of
from tests.world import NOW, TODAY, World


@pytest.fixture
def second(world: World, stage: Stage) -> Campaign:
    """The committee asks the school and the clinic for dialogues and pledges as well, on its own line."""
    plan = adopted_plan(world.district_committee, world.committee_officer)
    Plan.objects.filter(pk=plan.pk).update(line=Line.ADMINISTRATION)
    plan.refresh_from_db()
    campaign = prepare(plan=plan, name="Văn hóa công sở", stages=[], targets=[], by=None, at=NOW)
    for draft in (DIALOGUE, PLEDGE):
        define(campaign=campaign, draft=draft, by=None, at=NOW)
    launch(campaign=campaign, on=TODAY, by=None, at=NOW)
    assign_year(campaign=campaign, year=2026, tree_on=TODAY, is_working_day=every_day, by=None, at=NOW)
    campaign.refresh_from_db()
    return campaign


def pair(second: Campaign, stage: Stage, world: World) -> tuple[Duty, Duty]:
    """The school's pledge for the district and the one for the committee."""
    other = Duty.objects.with_due().get(campaign=second, unit=world.school, definition__kind=DutyKind.PLEDGE)
    return stage.duty(stage.pledge, world.school), other


def test_overlaps_are_found_and_no_longer_once_joined(second: Campaign, stage: Stage, world: World) -> None:
    found = queries.overlaps_of(world.school.pk, TODAY)
    assert [(row.lead.campaign, row.duty.campaign) for row in found] == [(stage.campaign, second)] * 2
    assert queries.overlaps_of(world.office.pk, TODAY) == []
    lead, other = pair(second, stage, world)
    join(duty=other, lead=lead, by=world.school_officer, at=NOW)
    [left] = queries.overlaps_of(world.school.pk, TODAY)
    assert left.duty.definition.kind == DutyKind.DIALOGUE
    assert queries.overlaps_with(lead, TODAY) == []
    assert (queries.joined_with(lead), queries.lead_of(other)) == ([other], lead)


def test_other_work_is_alike_only_under_one_name(second: Campaign, stage: Stage, world: World) -> None:
    stage.campaign.definitions.filter(kind=DutyKind.PLEDGE).update(kind=DutyKind.TASK, title="Treo băng rôn")
    second.definitions.filter(kind=DutyKind.PLEDGE).update(kind=DutyKind.TASK, title="Vệ sinh sân trường")
    assert len(queries.overlaps_of(world.school.pk, TODAY)) == 1
    second.definitions.filter(kind=DutyKind.TASK).update(title="treo Băng rôn")
    assert len(queries.overlaps_of(world.school.pk, TODAY)) == 2


def test_a_lead_takes_in_a_third(second: Campaign, stage: Stage, world: World) -> None:
    lead, other = pair(second, stage, world)
    join(duty=lead, lead=other, by=None, at=NOW)
    third = Duty.objects.exclude(pk__in=[lead.pk, other.pk]).filter(unit=world.school).first()
    assert third is not None
    stage.campaign.definitions.filter(pk=third.definition_id).update(kind=DutyKind.PLEDGE)
    [row] = [row for row in queries.overlaps_of(world.school.pk, TODAY) if third in (row.lead, row.duty)]
    assert (row.lead, row.duty) == (other, third)


def test_what_is_done_once_is_done_for_both(second: Campaign, stage: Stage, world: World) -> None:
    lead, other = pair(second, stage, world)
    join(duty=other, lead=lead, by=world.school_officer, at=NOW)
    with pytest.raises(AnsweredTogether):
        fulfil(duty=other, deed=Deed(TODAY), by=None, at=NOW)
    fulfil(duty=lead, deed=Deed(date(2026, 11, 1), "Cả trường ký", 42), by=world.school_officer, at=NOW)
    other.refresh_from_db()
    assert (other.state, other.fulfilled_on) == (DutyState.FULFILLED, date(2026, 11, 1))
    assert other.fulfilments.get().count == 42
    with pytest.raises(AnsweredTogether):
        withdraw(duty=other, by=None, at=NOW)
    withdraw(duty=lead, by=None, at=NOW)
    other.refresh_from_db()
    assert other.state == DutyState.OPEN and other.fulfilments.get().withdrawn_at
    part(duty=other, by=None, at=NOW)
    fulfil(duty=lead, deed=Deed(TODAY), by=None, at=NOW)
    other.refresh_from_db()
    assert other.state == DutyState.OPEN


def test_only_what_is_alike_is_joined_and_only_once(second: Campaign, stage: Stage, world: World) -> None:
    lead, other = pair(second, stage, world)
    dialogue = stage.duty(stage.dialogue, world.school)
    for duty in (dialogue, lead, stage.duty(stage.pledge, world.clinic)):
        with pytest.raises(NotAlike):
            join(duty=duty, lead=lead, by=None, at=NOW)
    with pytest.raises(NotJoined):
        part(duty=other, by=None, at=NOW)
    join(duty=other, lead=lead, by=None, at=NOW)
    for duty, to in ((other, lead), (lead, other)):
        with pytest.raises(JoinedAlready):
            join(duty=duty, lead=to, by=None, at=NOW)
    part(duty=other, by=None, at=NOW)
    close(campaign=second, on=TODAY, by=None, at=NOW)
    with pytest.raises(NotAlike):
        join(duty=other, lead=lead, by=None, at=NOW)


def test_the_organiser_hears_what_others_ask_of_the_same_units(
    second: Campaign, stage: Stage, signed_in, world
) -> None:
    rows = queries.repeats_of(stage.campaign, 2026)
    assert [(row.title, row.other, row.units) for row in rows] == [
        ("Ký bản cam kết", second, 2),
        ("Đối thoại với người lao động", second, 2),
    ]
    address = reverse("campaigns:campaign", args=[stage.campaign.pk])
    assert "Văn hóa công sở" in signed_in(world.district_officer).get(address).content.decode()
    assert "Văn hóa công sở" not in signed_in(world.federation_officer).get(address).content.decode()


def test_a_plan_hears_what_running_campaigns_ask_already(
    second: Campaign, stage: Stage, signed_in, world: World
) -> None:
    plan = draft_of(world.district, world.district_officer)
    rows = queries.repeats_of_plan(plan, TODAY)
    assert {row.other for row in rows} == {second, stage.campaign} and all(row.units for row in rows)
    own = {row.other for row in queries.repeats_of_plan(second.plan, TODAY)}
    assert second not in own
    browser = signed_in(world.district_officer)
    assert second.name in browser.get(reverse("campaigns:plan_repeats", args=[plan.pk])).content.decode()
    actions.adopt(plan=plan, by=world.district_officer, at=NOW)
    assert second.name in browser.get(reverse("campaigns:prepare", args=[plan.pk])).content.decode()
    assert browser.get(reverse("campaigns:plan_repeats", args=[0])).status_code == 404


def test_an_officer_joins_with_one_press(second: Campaign, stage: Stage, world: World, signed_in) -> None:
    browser, (lead, other) = signed_in(world.school_officer), pair(second, stage, world)
    home = browser.get("/").content.decode()
    assert "2 việc trùng nhau có thể làm một lần" in home
    page = reverse("campaigns:overlaps")
    assert "Ghép, làm một lần" in browser.get(page).content.decode()
    duty_page = reverse("campaigns:duty", args=[lead.pk])
    assert "Có việc trùng với việc này" in browser.get(duty_page).content.decode()
    told = browser.post(reverse("campaigns:join", args=[other.pk]), {"cung": lead.pk, "ve": page}, follow=True)
    assert told.redirect_chain[-1][0] == page and "Đã ghép" in told.content.decode()
    assert "Việc này trả lời luôn cho" in browser.get(duty_page).content.decode()
    other_page = reverse("campaigns:duty", args=[other.pk])
    shown = browser.get(other_page).content.decode()
    assert "Tách ra làm riêng" in shown and "Số người đã ký cam kết" not in shown
    again = browser.post(reverse("campaigns:join", args=[other.pk]), {"cung": lead.pk}, follow=True)
    assert "đã ghép với việc khác" in again.content.decode()
    assert "Đã tách" in browser.post(reverse("campaigns:part", args=[other.pk]), follow=True).content.decode()
    refused = browser.post(reverse("campaigns:part", args=[other.pk]), follow=True)
    assert "không ghép với việc nào" in refused.content.decode()
    assert not JoinedDuty.objects.exists()


def test_nothing_to_join_is_said(stage: Stage, world: World, signed_in) -> None:
    page = signed_in(world.office_officer).get(reverse("campaigns:overlaps")).content.decode()
    assert "Không có việc nào trùng nhau" in page


def test_overlaps_cost_the_same_however_many(second: Campaign, stage: Stage, world: World, same_queries) -> None:
    def grow() -> None:
        for definition in list(stage.campaign.definitions.all()):
            Duty.objects.create(
                campaign=stage.campaign, definition=definition, unit=world.school, period="2025", year=2025
            )

    same_queries(lambda: queries.overlaps_for(world.school_officer.pk, TODAY), grow)
