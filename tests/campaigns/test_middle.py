"""A campaign of the federation, seen from the district in between, and what a unit's duties tell the reports."""

from datetime import date

from django.urls import reverse

from namkhong.campaigns import queries
from namkhong.campaigns.actions import Deed, assign_year, define, excuse, fulfil, launch, prepare
from namkhong.campaigns.actions.from_plan import prepare_from
from namkhong.campaigns.models import Campaign, Duty
from namkhong.campaigns.policies import overseeing_unit
from namkhong.campaigns.states import CampaignState, DutyKind, Obliged
from namkhong.foundation.days import Bound
from namkhong.foundation.periods import year_period
from namkhong.plans.rules import DutyProposal, PlanProposal, SuggestedDay
from tests.campaigns.stage import DefinitionDraft, Stage, adopted_plan, every_day
from tests.world import NOW, TODAY, World

LAUNCH = DefinitionDraft(
    kind=DutyKind.LAUNCH, title="Phát động", obliged=Obliged.ALL_BELOW, first_year=2026, bound=Bound.BY, day=1, month=5
)


def federation_campaign(world: World) -> Campaign:
    """Every unit below the federation launches by 1 May."""
    plan = adopted_plan(world.federation, world.federation_officer)
    campaign = prepare(plan=plan, name="Năm không toàn tỉnh", stages=[], targets=[], by=None, at=NOW)
    define(campaign=campaign, draft=LAUNCH, by=None, at=NOW)
    launch(campaign=campaign, on=TODAY, by=None, at=NOW)
    assign_year(campaign=campaign, year=2026, tree_on=TODAY, is_working_day=every_day, by=None, at=NOW)
    campaign.refresh_from_db()
    return campaign


def test_unit_in_between_looks_down_on_its_own_units_only(world: World, signed_in) -> None:
    campaign = federation_campaign(world)
    assert overseeing_unit(world.district_officer.pk, campaign, TODAY) == world.district.pk
    assert overseeing_unit(world.federation_officer.pk, campaign, TODAY) == world.federation.pk
    assert overseeing_unit(world.school_officer.pk, campaign, TODAY) is None
    assert overseeing_unit(world.committee_officer.pk, campaign, TODAY) is None
    browser = signed_in(world.district_officer)
    page = browser.get(reverse("campaigns:campaign", args=[campaign.pk]))
    [row] = page.context["shares"]
    assert row.share.obliged == 3 and "Các đơn vị trực thuộc" in page.content.decode()
    table = browser.get(row.url)
    names = {each.view.duty.unit.pk for each in table.context["rows"]}
    assert names == {world.district.pk, world.school.pk, world.clinic.pk, world.office.pk}
    [seen] = browser.get("/").context["strips"]
    assert not seen.overview.whole and seen.share.overdue == 3
    assert signed_in(world.federation_officer).get("/").context["strips"][0].share.overdue == 6
    assert str(campaign) == "Năm không toàn tỉnh"


def test_unit_between_may_not_run_or_word_the_campaign(world: World, signed_in) -> None:
    campaign, browser = federation_campaign(world), signed_in(world.district_officer)
    for name in ("setup", "assign", "close", "launch"):
        assert browser.get(reverse(f"campaigns:{name}", args=[campaign.pk])).status_code == 404


def test_suggested_day_is_taken_where_the_officer_says_so(world: World) -> None:
    duty = DutyProposal(
        kind="dialogue",
        title="Đối thoại",
        obliged="grassroots",
        first_year=2026,
        last_year=None,
        bound="none",
        recurrence="yearly",
        day=None,
        month=None,
        to_whom="",
        via="",
        evidence="",
        source="",
        clause=None,
        suggested=SuggestedDay(15, 10, "Trước báo cáo năm"),
        stated=True,
        chosen=True,
        doubt="",
    )
    proposal = PlanProposal("Năm không", (), (), (duty, duty, duty))
    campaign = prepare_from(
        plan=adopted_plan(world.district, world.district_officer),
        proposal=proposal,
        name="Năm không",
        chosen={0, 1},
        suggested={1, 2},
        by=None,
        at=NOW,
    )
    days = [(row.bound, row.day, row.month) for row in queries.definitions_of(campaign.pk)]
    assert days == [("none", None, None), ("by", 15, 10)]


def test_duties_tell_figures_to_the_reports(stage: Stage, world: World) -> None:
    unit, year = world.school.pk, year_period(2026)
    figures = {each.key: each.value for each in queries.figures(unit, year)}
    assert figures == {"launched": None, "pledged": None, "dialogues": None}
    fulfil(duty=stage.duty(stage.pledge, world.school), deed=Deed(TODAY, count=0), by=None, at=NOW)
    fulfil(duty=stage.duty(stage.dialogue, world.school), deed=Deed(TODAY), by=None, at=NOW)
    campaign = federation_campaign(world)
    figures = {each.key: each.value for each in queries.figures(unit, year)}
    assert figures == {"launched": 0, "pledged": 0, "dialogues": 1}
    fulfil(duty=Duty.objects.get(campaign=campaign, unit=unit), deed=Deed(date(2026, 4, 2)), by=None, at=NOW)
    assert queries.figures(unit, year)[0].value == 1
    assert queries.duties_to(world.district.pk, 2026).count() == 12
    assert queries.duties_of_campaign(campaign.pk, 2026).count() == 6


def test_excused_unit_is_not_asked_whether_it_launched(world: World) -> None:
    campaign = federation_campaign(world)
    excuse(duty=Duty.objects.get(campaign=campaign, unit=world.school), reason="Mới lập", by=None, at=NOW)
    assert queries.figures(world.school.pk, year_period(2026))[0].value is None


def test_closed_campaign_leaves_the_desk(world: World, signed_in) -> None:
    federation_campaign(world)
    Campaign.objects.update(state=CampaignState.CLOSED)
    page = signed_in(world.federation_officer).get("/")
    assert page.context["strips"] == [] and page.context["groups"] == []
