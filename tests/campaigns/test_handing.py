"""A campaign belongs to one unit after another; what a reorganisation left without a home gets one."""

from datetime import date, timedelta

import pytest
from django.urls import reverse

from namkhong.campaigns import policies, queries
from namkhong.campaigns.actions import (
    assign_year,
    close,
    define,
    follow,
    hand_over,
    readdress,
    spare,
)
from namkhong.campaigns.actions.duties import ReasonMissing
from namkhong.campaigns.actions.handing import HandedOverLater, NotYet, OffTheLine, SameOwner
from namkhong.campaigns.models import Campaign, Duty, DutyDefinition, Enrolment, Ownership
from namkhong.campaigns.states import DutyState, Obliged
from namkhong.journal.models import Event, Notice
from namkhong.people.models import Post
from namkhong.units.models import Heir, Placement, Unit
from tests.campaigns.stage import DIALOGUE, Stage, every_day
from tests.campaigns.upheaval import DAY, upheave
from tests.world import NOW, TODAY, World

WHY = "Quyết định số 12/QĐ-LĐLĐ"


def given(stage: Stage, to: Unit, since: date = TODAY) -> Campaign:
    hand_over(campaign=stage.campaign, to=to, since=since, reason=WHY, by=None, at=NOW)
    return Campaign.objects.get(pk=stage.campaign.pk)


def test_the_owner_of_a_day_is_kept(stage: Stage, world: World) -> None:
    campaign = given(stage, world.federation)
    assert campaign.unit == world.federation
    assert queries.owner_on(campaign, TODAY) == world.federation.pk
    assert queries.owner_on(campaign, TODAY - timedelta(days=1)) == world.district.pk
    assert queries.owner_on(campaign, date(2019, 5, 1)) == world.district.pk
    assert [row.reason for row in queries.owners_of(campaign.pk)] == [WHY, ""]
    facts = Event.objects.get(verb="campaign.hand_over").facts
    assert (facts["before"], facts["to"]) == (world.district.pk, world.federation.pk)
    told = set(Notice.objects.filter(kind="campaign_handed_over").values_list("to_id", flat=True))
    assert told == {world.federation_head.pk, world.federation_officer.pk}
    Ownership.objects.all().delete()
    assert queries.owner_on(campaign, TODAY) == world.federation.pk


@pytest.mark.parametrize(
    ("to", "since", "reason", "refusal"),
    [
        ("federation", TODAY, " ", ReasonMissing),
        ("federation", TODAY + timedelta(days=1), WHY, NotYet),
        ("district_committee", TODAY, WHY, OffTheLine),
        ("district", TODAY, WHY, SameOwner),
        ("federation", date(2026, 1, 15), WHY, HandedOverLater),
    ],
)
def test_what_is_refused(stage: Stage, world: World, to: str, since: date, reason: str, refusal: type) -> None:
    with pytest.raises(refusal):
        hand_over(campaign=stage.campaign, to=getattr(world, to), since=since, reason=reason, by=None, at=NOW)
    assert Ownership.objects.count() == 1


def test_a_campaign_given_to_a_larger_tree_stays_with_its_units(stage: Stage, world: World) -> None:
    campaign = given(stage, world.federation)
    enrolled = set(Enrolment.objects.values_list("unit", flat=True))
    assert enrolled == {world.school.pk, world.clinic.pk, world.office.pk}
    scope = {"organiser": 1, "direct": 3, "all_below": 3, "grassroots": 3}
    assert queries.units_in_scope(campaign, TODAY) == scope
    whole = {"organiser": 1, "direct": 3, "all_below": 3, "grassroots": 3}
    assert queries.units_in_scope(campaign, TODAY - timedelta(days=1)) == whole
    drafts = dict.fromkeys(Obliged, DIALOGUE)
    made = {}
    for which, draft in drafts.items():
        row = define(campaign=campaign, draft=draft, by=None, at=NOW)
        DutyDefinition.objects.filter(pk=row.pk).update(obliged=which)
        made[which] = row
    assign_year(campaign=campaign, year=2026, tree_on=TODAY, is_working_day=every_day, by=None, at=NOW)
    for which, row in made.items():
        units = set(Duty.objects.filter(definition=row).values_list("unit", flat=True))
        assert units == ({world.federation.pk} if which == Obliged.ORGANISER else enrolled), which
    assert set(Duty.objects.filter(definition=made[Obliged.DIRECT]).values_list("to_unit", flat=True)) == {
        world.district.pk
    }


def test_only_the_highest_enrolled_units_are_directly_below(stage: Stage, world: World) -> None:
    campaign = given(stage, world.federation)
    Enrolment.objects.create(campaign=campaign, unit=world.district, valid_from=TODAY)
    assert queries.units_in_scope(campaign, TODAY) == {"organiser": 1, "direct": 1, "all_below": 4, "grassroots": 3}
    DutyDefinition.objects.filter(pk=stage.dialogue.pk).update(obliged=Obliged.DIRECT)
    Duty.objects.filter(definition=stage.dialogue).delete()
    assign_year(campaign=campaign, year=2026, tree_on=TODAY, is_working_day=every_day, by=None, at=NOW)
    assert Duty.objects.get(definition=stage.dialogue).unit == world.district


def test_a_new_owner_with_just_the_same_units_needs_no_list(stage: Stage, world: World) -> None:
    Placement.objects.filter(unit=world.sister).delete()
    batch = upheave(
        heirs={world.district: [world.sister, world.federation]},
        moved={world.sister: world.federation} | dict.fromkeys(world.grassroots, world.sister),
    )
    follow(batch=batch, effective_on=DAY, by=None, at=NOW)
    Placement.objects.filter(unit=world.sister_school).delete()
    upheave(heirs={})
    given(stage, world.sister)
    assert not Enrolment.objects.exists()


def test_units_that_ended_meanwhile_are_enrolled_by_their_heirs(stage: Stage, world: World) -> None:
    upheave(heirs={world.school: [world.sister_school]})
    given(stage, world.federation)
    enrolled = set(Enrolment.objects.values_list("unit", flat=True))
    assert enrolled == {world.sister_school.pk, world.clinic.pk, world.office.pk}


@pytest.mark.parametrize(
    ("who", "allowed"),
    [
        ("district_officer", True),
        ("federation_head", True),
        ("sister_officer", False),
        ("school_officer", False),
        ("committee_officer", False),
        ("auditor", False),
    ],
)
def test_who_may_hand_over(stage: Stage, world: World, who: str, allowed: bool) -> None:
    assert policies.may_hand_over(getattr(world, who).pk, stage.campaign, TODAY) is allowed


def test_a_campaign_is_given_below_or_up(stage: Stage, world: World) -> None:
    def names(who: str) -> set[Unit]:
        return set(policies.receivers(getattr(world, who).pk, stage.campaign, TODAY))

    assert names("district_officer") == {world.federation, *world.grassroots}
    assert names("federation_officer") == {world.federation, world.sister, world.sister_school, *world.grassroots}


def orphaned_stage(world: World, stage: Stage) -> None:
    """The district is wound up without a successor and the school with it; nothing has a home."""
    batch = upheave(heirs={world.district: [], world.school: []})
    follow(batch=batch, effective_on=DAY, by=None, at=NOW)
    Post.objects.filter(unit=world.district).update(valid_to=DAY)


def test_orphans_are_shown_to_those_who_stood_above(stage: Stage, world: World, signed_in) -> None:
    orphaned_stage(world, stage)
    campaign = Campaign.objects.get()
    assert policies.orphaned(campaign, TODAY)
    found = queries.orphans(world.federation_officer.pk, TODAY)
    assert found.campaigns == [campaign]
    assert [(row.unit, row.duties) for row in found.unreceived] == [(world.district, 6)]
    assert {(row.unit, row.duties) for row in found.unowed} == {(world.school, 3), (world.district, 1)}
    for who in ("sister_officer", "school_officer", "committee_officer", "nobody", "auditor"):
        assert not queries.orphans(getattr(world, who).pk, TODAY), who
    home = signed_in(world.federation_officer).get("/").content.decode()
    assert "Bàn giao 1 cuộc vận động chưa có đơn vị chủ trì" in home
    assert "Nhận 6 việc gửi tới đơn vị không còn" in home


def test_the_successor_of_who_stood_above_keeps_the_orphans(stage: Stage, world: World) -> None:
    orphaned_stage(world, stage)
    Placement.objects.filter(unit=world.sister).update(parent=world.province_committee)
    Heir.objects.create(unit=world.federation, heir=world.sister, share=1, valid_from=DAY)
    assert queries.orphans(world.sister_officer.pk, TODAY).campaigns == [Campaign.objects.get()]


def test_a_campaign_that_is_over_is_no_orphan(stage: Stage, world: World) -> None:
    orphaned_stage(world, stage)
    campaign = Campaign.objects.get()
    close(campaign=campaign, on=TODAY, by=None, at=NOW)
    campaign.refresh_from_db()
    assert not policies.orphaned(campaign, TODAY)
    assert not queries.orphans(world.federation_officer.pk, TODAY)


def test_a_campaign_off_its_line_is_an_orphan(stage: Stage, world: World) -> None:
    Placement.objects.filter(unit=world.district).update(valid_to=TODAY - timedelta(days=1))
    upheave(heirs={})
    assert policies.orphaned(Campaign.objects.get(), TODAY)
    assert queries.orphans(world.federation_officer.pk, TODAY).campaigns


def test_orphans_get_a_home_on_the_screen(stage: Stage, world: World, signed_in) -> None:
    orphaned_stage(world, stage)
    browser, pk = signed_in(world.federation_officer), stage.campaign.pk
    page = browser.get(reverse("campaigns:orphans")).content.decode()
    for words in ("chưa có đơn vị chủ trì", "Việc gửi tới đơn vị đã kết thúc", "không có đơn vị kế thừa"):
        assert words in page
    shown = browser.get(reverse("campaigns:campaign", args=[pk])).content.decode()
    assert "Chọn đơn vị nhận bàn giao" in shown
    choose = reverse("campaigns:hand_over", args=[pk])
    assert "Liên đoàn Lao động huyện Bình Sơn" in browser.get(choose + "?tim=binh+son").content.decode()
    confirm = reverse("campaigns:hand_over_to", args=[pk, world.sister.pk])
    assert "thôi chủ trì" in browser.get(confirm).content.decode()
    assert browser.post(confirm, {"since": "15/01/2026", "reason": WHY}).status_code == 422
    told = browser.post(confirm, {"since": f"{DAY:%d/%m/%Y}", "reason": WHY}, follow=True).content.decode()
    assert "Đã bàn giao cuộc vận động cho Liên đoàn Lao động huyện Bình Sơn" in told and WHY in told
    receive = reverse("campaigns:receive", args=[pk, world.district.pk])
    assert "Nhận 6 việc" in browser.get(receive).content.decode()
    assert browser.post(receive, {}).status_code == 422
    told = browser.post(receive, {"to": world.federation.pk}, follow=True).content.decode()
    assert "nhận 6 việc" in told
    leave = reverse("campaigns:spare", args=[pk, world.school.pk])
    assert "Miễn 3 việc chưa xong" in browser.get(leave).content.decode()
    assert browser.post(leave, {"reason": " "}).status_code == 422
    told = browser.post(leave, {"reason": "Trường giải thể"}, follow=True).content.decode()
    assert "Đã miễn 3 việc" in told
    assert Duty.objects.get(definition=stage.report, unit=world.school).state == DutyState.NOT_OBLIGED
    browser.post(reverse("campaigns:spare", args=[pk, world.district.pk]), {"reason": "Kết thúc"})
    assert "Mọi việc đều có đơn vị phụ trách" in browser.get(reverse("campaigns:orphans")).content.decode()


def test_whoever_settles_orphans_has_acted_on_the_result(stage: Stage, world: World) -> None:
    batch = upheave(heirs={world.district: [], world.school: []})
    follow(batch=batch, effective_on=DAY, by=None, at=NOW)
    assert queries.acted_on(batch) == []
    later = NOW + timedelta(hours=1)
    spare(campaign=stage.campaign, unit=world.school, reason="Giải thể", by=None, at=later)
    assert queries.acted_on(batch) == ["Cuộc vận động “Nói không với tiêu cực” đã có thay đổi sau khi bàn giao."]
    assert queries.acted_on(upheave(heirs={world.office: []})) == []


def test_orphans_cost_the_same_however_many(stage: Stage, world: World, same_queries) -> None:
    orphaned_stage(world, stage)

    def grow() -> None:
        upheave(heirs={world.clinic: []})

    same_queries(lambda: queries.orphans(world.federation_officer.pk, TODAY), grow)
    same_queries(lambda: queries.waiting_for(world.federation_officer.pk, TODAY), lambda: None)


def test_only_an_orphan_is_settled(stage: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.federation_officer)
    for name, unit in (("receive", world.district), ("spare", world.school)):
        assert browser.get(reverse(f"campaigns:{name}", args=[stage.campaign.pk, unit.pk])).status_code == 404
    with pytest.raises(OffTheLine):
        readdress(campaign=stage.campaign, receiver=world.district, to=world.district_committee, by=None, at=NOW)
    assert readdress(campaign=stage.campaign, receiver=world.district, to=world.sister, by=None, at=NOW) == 0
    with pytest.raises(ReasonMissing):
        spare(campaign=stage.campaign, unit=world.school, reason="", by=None, at=NOW)


def test_a_receiver_excuses_what_a_unit_that_ended_left_behind(stage: Stage, world: World) -> None:
    upheave(heirs={world.school: []})
    duty = Duty.objects.with_due().select_related("unit", "campaign").get(definition=stage.report, unit=world.school)
    assert policies.may_relax_duty(world.district_officer.pk, duty, TODAY)
    assert not policies.may_relax_duty(world.sister_officer.pk, duty, TODAY)
    assert policies.may_see_duty(world.district_officer.pk, duty, TODAY)


def test_the_receiver_sees_what_it_is_owed_from_elsewhere(stage: Stage, world: World) -> None:
    duty = stage.duty(stage.report, world.school)
    assert not policies.may_see_duty(world.sister_officer.pk, duty, TODAY)
    duty.to_unit = world.sister
    assert policies.may_see_duty(world.sister_officer.pk, duty, TODAY)


def test_a_unit_that_moved_away_still_sees_the_campaign_it_took_part_in(stage: Stage, world: World) -> None:
    upheave(heirs={}, moved={world.school: world.sister})
    assert policies.may_see_campaign(world.school_officer.pk, stage.campaign, TODAY)
    assert stage.campaign in queries.campaigns_at(world.school_officer.pk, TODAY)
    assert queries.touches(stage.campaign, world.federation.pk)
