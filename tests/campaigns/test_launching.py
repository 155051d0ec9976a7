"""From an adopted plan to duties in every unit, with the refusals on the way."""

from dataclasses import replace

import pytest
from django.test import Client
from django.urls import reverse

from namkhong.campaigns import queries
from namkhong.campaigns.actions import define, launch, prepare, revise_definition, roll_out, set_target
from namkhong.campaigns.actions.assignment import NotRunning
from namkhong.campaigns.actions.campaign import AlreadyPrepared, NothingToDo, PlanNotAdopted
from namkhong.campaigns.actions.definitions import RecurrenceFixed
from namkhong.campaigns.actions.rollout import NoYear
from namkhong.campaigns.models import Campaign, Duty, DutyDefinition
from namkhong.campaigns.states import CampaignState, MeasuredAs, Recurrence
from namkhong.campaigns.tasks import roll_out_years
from namkhong.foundation.moves import MovedMeanwhile
from namkhong.journal.actions import begin_progress
from namkhong.journal.models import Event, Notice, Progress
from namkhong.people.kept import FIELD, owner_mark
from namkhong.plans.models import Clause
from namkhong.plans.states import ClauseKind, PlanState
from tests.campaigns.stage import PLEDGE, Stage, adopted_plan, every_day
from tests.plans.given import district_plan
from tests.world import NOW, PASSWORD, TODAY, World

DEADLINE = {
    "kind": "report",
    "who": "Các đơn vị",
    "obliged": "grassroots",
    "bound": "before",
    "day": 10,
    "month": 11,
    "recurrence": "yearly",
    "first_year": 2026,
    "last_year": None,
}


@pytest.fixture
def plan(world: World):
    """An adopted plan with a stage and a deadline."""
    row = adopted_plan(world.district, world.district_officer)
    stage = {"name": "Giai đoạn 2", "start_year": 2026, "end_year": 2027, "open_ended": False}
    Clause.objects.create(plan=row, kind=ClauseKind.STAGE, text="Giai đoạn 2026–2027", facts=stage, order=1)
    Clause.objects.create(
        plan=row, kind=ClauseKind.DEADLINE, text="Báo cáo trước ngày 10/11", facts=DEADLINE, order=2, quote="Báo cáo."
    )
    return row


def test_plan_becomes_a_campaign_and_duties(plan, world: World, signed_in) -> None:
    browser = signed_in(world.district_officer)
    assert reverse("campaigns:prepare", args=[plan.pk]) in browser.get(reverse("campaigns:index")).content.decode()
    page = browser.get(reverse("campaigns:prepare", args=[plan.pk]))
    assert page.status_code == 200
    ticked = [row.place for row in page.context["duties"] if row.ticked]
    assert ticked
    sent = {"name": "Năm không ở huyện", "chon": ticked, "goi-y": ticked}
    answer = browser.post(reverse("campaigns:prepare", args=[plan.pk]), sent)
    campaign = Campaign.objects.get()
    assert answer["Location"] == reverse("campaigns:setup", args=[campaign.pk])
    assert campaign.name == "Năm không ở huyện" and campaign.definitions.count() == len(ticked)
    assert [(s.start_year, s.end_year) for s in queries.stages_of(campaign.pk)] == [(2026, 2027)]
    again = browser.get(reverse("campaigns:prepare", args=[plan.pk]))
    assert again["Location"] == reverse("campaigns:setup", args=[campaign.pk])
    counted = {row.definition.pk: row.duties for row in queries.planned(campaign, 2026, TODAY)}
    answer = browser.post(reverse("campaigns:launch", args=[campaign.pk]), {"years": ["2026"]})
    assert answer["Location"] == reverse("reports:forms", args=[campaign.pk])
    given = {pk: Duty.objects.filter(definition=pk).count() for pk in counted}
    assert given == counted and sum(given.values()) > 0
    assert Notice.objects.filter(kind="campaign_assigned", to_id=world.school_officer.pk).count() == 1
    assert not Notice.objects.filter(to_id=world.district_officer.pk).exists()


def test_unadopted_plan_is_refused_in_words(plan, world: World, signed_in) -> None:
    plan.state = PlanState.REPLACED
    plan.save()
    answer = signed_in(world.district_officer).post(reverse("campaigns:prepare", args=[plan.pk]), {"name": "Tên"})
    assert answer.status_code == 422 and "chưa được đưa vào thực hiện" in answer.content.decode()
    with pytest.raises(PlanNotAdopted):
        prepare(plan=plan, name="", stages=[], targets=[], by=None, at=NOW)
    assert signed_in(world.school_officer).get(reverse("campaigns:prepare", args=[plan.pk])).status_code == 404


def test_one_campaign_for_a_plan(prepared: Stage) -> None:
    with pytest.raises(AlreadyPrepared):
        prepare(plan=prepared.campaign.plan, name="", stages=[], targets=[], by=None, at=NOW)


def test_launch_page_counts_before_doing(prepared: Stage, world: World, signed_in) -> None:
    page = signed_in(world.district_officer).get(reverse("campaigns:launch", args=[prepared.campaign.pk]))
    counts = {row.definition.title: (row.units, row.duties) for row in page.context["planned"]}
    assert counts["Báo cáo kết quả năm"] == (3, 3) and counts["Báo cáo lên cấp trên"] == (1, 1)
    shown = page.content.decode()
    assert "4 loại việc, 3 đơn vị, 10 việc" in shown
    assert "khó kịp tổng hợp" in shown and "chưa định ngày" in shown


def test_what_was_ticked_outlives_the_session(prepared: Stage, world: World) -> None:
    person = world.district_officer
    where = reverse("campaigns:launch", args=[prepared.campaign.pk])
    years = ["2026", "2027"]
    plan = district_plan(world)
    choosing = reverse("campaigns:prepare", args=[plan.pk])
    for page, sent in ((where, {"years": years}), (choosing, {"name": "Tên đã gõ", "chon": ["1"], "goi-y": ["1"]})):
        client = Client()
        client.post(page, sent | {FIELD: owner_mark(person.pk)})
        client.post(reverse("account_login"), {"login": person.account.username, "password": PASSWORD})
        shown = client.get(page)
        assert "Phiên làm việc đã hết khi bạn gửi" in shown.content.decode(), page
        if page == where:
            assert shown.context["form"]["years"].value() == years
        else:
            assert [row.place for row in shown.context["duties"] if row.ticked] == [1]
            assert [row.place for row in shown.context["duties"] if row.suggestion_ticked] in ([1], [])
            assert "Tên đã gõ" in shown.content.decode()
        assert "Phiên làm việc" not in client.get(page).content.decode()


def test_launch_without_a_year_or_a_duty_is_refused(prepared: Stage, world: World, signed_in) -> None:
    browser, where = signed_in(world.district_officer), reverse("campaigns:launch", args=[prepared.campaign.pk])
    assert browser.post(where).status_code == 422
    DutyDefinition.objects.all().delete()
    answer = browser.post(where, {"years": ["2026"]})
    assert answer.status_code == 422 and "ít nhất một việc" in answer.content.decode()
    with pytest.raises(NothingToDo):
        launch(campaign=prepared.campaign, on=TODAY, by=None, at=NOW)
    with pytest.raises(NoYear):
        roll_out(campaign=prepared.campaign, years=[], on=TODAY, is_working_day=every_day, by=None, at=NOW)


def test_second_launch_is_refused(stage: Stage, world: World, signed_in) -> None:
    with pytest.raises(MovedMeanwhile):
        launch(campaign=stage.campaign, on=TODAY, by=None, at=NOW)
    answer = signed_in(world.district_officer).post(reverse("campaigns:launch", args=[stage.campaign.pk]))
    assert answer["Location"] == reverse("campaigns:campaign", args=[stage.campaign.pk])


def test_next_year_is_given_out_once(stage: Stage, world: World, signed_in) -> None:
    browser, where = signed_in(world.district_officer), reverse("campaigns:assign", args=[stage.campaign.pk])
    assert "Giao việc năm 2027" in browser.get(reverse("campaigns:campaign", args=[stage.campaign.pk])).content.decode()
    for _ in range(2):
        assert browser.post(where, {"years": ["2027"]}).status_code == 302
        assert Duty.objects.filter(year=2027).count() == 10
    assert Notice.objects.filter(kind="campaign_assigned", to_id=world.school_officer.pk).count() == 1


def test_large_tree_is_worked_off_in_the_background(prepared, world, signed_in, run_queued, monkeypatch) -> None:
    monkeypatch.setattr("namkhong.campaigns.views.launching.AT_ONCE", 1)
    browser = signed_in(world.district_officer)
    answer = browser.post(reverse("campaigns:launch", args=[prepared.campaign.pk]), {"years": ["2026"]})
    bar = Progress.objects.get()
    assert answer["Location"] == reverse("campaigns:running", args=[bar.pk])
    waiting = browser.get(answer["Location"]).content.decode()
    assert "0/1" in waiting and "hệ thống vẫn tiếp tục giao việc" in waiting
    assert "HX-Redirect" not in browser.get(reverse("campaigns:bar", args=[bar.pk])).headers
    assert signed_in(world.district_head).get(answer["Location"]).status_code == 404
    assert run_queued() == 1
    assert "HX-Redirect" in browser.get(reverse("campaigns:bar", args=[bar.pk])).headers
    assert browser.get(answer["Location"])["Location"] == reverse("reports:forms", args=[prepared.campaign.pk])
    assert Duty.objects.count() == 10


def test_refusal_in_the_background_reaches_the_screen(stage: Stage, world: World, signed_in, run_queued) -> None:
    Campaign.objects.update(state=CampaignState.CLOSED)
    person = world.district_officer
    bar = begin_progress(label="Giao việc", by=person.pk, total=1, at=NOW, next_url="/")
    roll_out_years.enqueue(stage.campaign.pk, [2027], person.pk, bar.pk)
    run_queued()
    page = signed_in(person).get(reverse("campaigns:running", args=[bar.pk])).content.decode()
    assert "chưa phát động hoặc đã kết thúc" in page
    stage.campaign.refresh_from_db()
    with pytest.raises(NotRunning):
        roll_out(campaign=stage.campaign, years=[2027], on=TODAY, is_working_day=every_day, by=None, at=NOW)


def test_closing_and_reopening(stage: Stage, world: World, signed_in) -> None:
    browser, pk = signed_in(world.district_officer), stage.campaign.pk
    page = browser.get(reverse("campaigns:close", args=[pk]))
    assert page.context["undone"] == Duty.objects.count()
    assert browser.post(reverse("campaigns:close", args=[pk])).status_code == 302
    assert browser.post(reverse("campaigns:close", args=[pk])).status_code == 422
    assert "đã kết thúc" in browser.get(reverse("campaigns:campaign", args=[pk])).content.decode()
    assert browser.post(reverse("campaigns:reopen", args=[pk])).status_code == 302
    assert browser.post(reverse("campaigns:reopen", args=[pk])).status_code == 422


def test_meaning_of_a_percentage_is_chosen_and_recorded(stage: Stage, world: World, signed_in) -> None:
    target = stage.campaign.targets.get(metric="misconduct_rate")
    browser, where = signed_in(world.district_officer), reverse("campaigns:measure", args=[target.pk])
    page = browser.get(reverse("campaigns:campaign", args=[stage.campaign.pk])).content.decode()
    assert "Cần chọn cách hiểu" in page and "Tử số" in page
    assert browser.post(where, {"measured_as": "furlongs"}).status_code == 422
    assert browser.post(where, {"measured_as": "points"}).status_code == 302
    target.refresh_from_db()
    assert (target.measured_as, target.stated) == (MeasuredAs.POINTS, True)
    assert (
        "5–10 điểm phần trăm" in browser.get(reverse("campaigns:campaign", args=[stage.campaign.pk])).content.decode()
    )
    set_target(target=target, measured_as=MeasuredAs.RELATIVE, by=None, at=NOW)
    assert Event.objects.filter(verb="campaign.set_target").count() == 2


def test_definition_is_worded_anew_added_and_dropped(prepared: Stage, world: World, signed_in) -> None:
    browser, pk = signed_in(world.district_officer), prepared.campaign.pk
    where = reverse("campaigns:definition", args=[prepared.pledge.pk])
    values = browser.get(where).context["form"].initial
    sent = {key: value for key, value in values.items() if value not in (None, False)} | {"day": "15", "title": "Ký"}
    assert browser.post(where, sent).status_code == 302
    prepared.pledge.refresh_from_db()
    assert (prepared.pledge.day, prepared.pledge.title) == (15, "Ký")
    for wrong, told in (
        ({"day": ""}, "hãy nhập ngày và tháng"),
        ({"day": "31", "month": "6"}, "không có ngày 31/6"),
        ({"last_year": "2025"}, "đứng trước năm đầu"),
        ({"recurrence": "monthly", "day": "", "month": ""}, "hãy nhập ngày"),
        ({"title": ""}, "Tên việc"),
    ):
        for address in (where, reverse("campaigns:add", args=[pk])):
            answer = browser.post(address, sent | wrong)
            assert answer.status_code == 422 and told in answer.content.decode(), wrong
    new = sent | {"title": "Việc mới", "bound": "none"}
    assert browser.post(reverse("campaigns:add", args=[pk]), new).status_code == 302
    assert prepared.campaign.definitions.get(title="Việc mới").day is None
    assert browser.post(reverse("campaigns:drop", args=[prepared.pledge.pk])).status_code == 302
    assert not prepared.campaign.definitions.filter(pk=prepared.pledge.pk).exists()


def test_definition_that_units_have_cannot_be_dropped(stage: Stage, world: World, signed_in) -> None:
    answer = signed_in(world.district_officer).post(reverse("campaigns:drop", args=[stage.pledge.pk]))
    assert answer.status_code == 422 and "đã giao cho các đơn vị" in answer.content.decode()
    assert define(campaign=stage.campaign, draft=PLEDGE, by=None, at=NOW).order == 4


def test_duty_that_units_have_keeps_how_often_it_comes_back(stage: Stage) -> None:
    """Else a unit would owe the same for a year and again for its quarters."""
    quarterly = replace(PLEDGE, recurrence=Recurrence.QUARTERLY)
    with pytest.raises(RecurrenceFixed) as refused:
        revise_definition(definition=stage.pledge, draft=quarterly, by=None, at=NOW)
    assert "Hằng năm" in refused.value.sentence
    fresh = define(campaign=stage.campaign, draft=PLEDGE, by=None, at=NOW)
    revise_definition(definition=fresh, draft=quarterly, by=None, at=NOW)
    fresh.refresh_from_db()
    assert fresh.recurrence == Recurrence.QUARTERLY
