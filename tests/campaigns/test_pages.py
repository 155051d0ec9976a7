"""Each page opens for those who may, and is not there for a stranger or a sister unit."""

import pytest
from django.test import Client
from django.urls import reverse

from tests.campaigns.stage import Stage
from tests.world import World


def addresses(stage: Stage, world: World) -> dict[str, str]:
    duty = stage.duty(stage.pledge, world.school)
    campaign, target = stage.campaign.pk, stage.campaign.targets.order_by("pk")[0]
    where = [campaign, 2026, stage.pledge.pk]
    return {
        "campaign": reverse("campaigns:campaign", args=[campaign]),
        "duty": reverse("campaigns:duty", args=[duty.pk]),
        "report duty": reverse("campaigns:duty", args=[stage.duty(stage.report, world.school).pk]),
        "progress": reverse("campaigns:progress", args=where),
        "remind": reverse("campaigns:remind", args=where),
        "extend": reverse("campaigns:extend", args=[duty.pk]),
        "excuse": reverse("campaigns:excuse", args=[duty.pk]),
        "measure": reverse("campaigns:measure", args=[target.pk]),
        "close": reverse("campaigns:close", args=[campaign]),
        "reopen": reverse("campaigns:reopen", args=[campaign]),
        "setup": reverse("campaigns:setup", args=[campaign]),
        "add": reverse("campaigns:add", args=[campaign]),
        "definition": reverse("campaigns:definition", args=[stage.pledge.pk]),
        "drop": reverse("campaigns:drop", args=[stage.pledge.pk]),
        "assign": reverse("campaigns:assign", args=[campaign]),
    }


FOR_SCHOOL = {"campaign", "duty", "report duty"}


def test_officer_of_the_organiser_opens_every_page(stage: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.district_officer)
    for name, address in addresses(stage, world).items():
        assert browser.get(address).status_code == 200, name
    assert browser.get(reverse("campaigns:index")).status_code == 200


def test_school_opens_its_own_pages_only(stage: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.school_officer)
    for name, address in addresses(stage, world).items():
        assert browser.get(address).status_code == (200 if name in FOR_SCHOOL else 404), name


@pytest.mark.parametrize("who", ["stranger", "sister_officer", "nobody", "clinic_officer"])
def test_strangers_find_nothing(stage: Stage, world: World, signed_in, who: str) -> None:
    browser = signed_in(getattr(world, who))
    mine = {"campaign"} if who == "clinic_officer" else set()
    for name, address in addresses(stage, world).items():
        assert browser.get(address).status_code == (200 if name in mine else 404), name


def test_auditor_reads_and_changes_nothing(stage: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.auditor)
    pages = addresses(stage, world)
    for name in ("campaign", "duty", "progress", "remind"):
        assert browser.get(pages[name]).status_code == 200, name
    for name in ("duty", "extend", "excuse", "remind", "close", "setup"):
        assert browser.post(pages[name]).status_code == 404, name


def test_signed_out_visitor_is_asked_to_sign_in(stage: Stage, world: World) -> None:
    for address in addresses(stage, world).values():
        assert Client().get(address).status_code == 302


def test_index_lists_what_touches_me(stage: Stage, world: World, signed_in) -> None:
    for who, seen in (("school_officer", True), ("federation_officer", True), ("stranger", False)):
        page = signed_in(getattr(world, who)).get(reverse("campaigns:index")).content.decode()
        assert ("Nói không với tiêu cực" in page) is seen, who


def test_preparing_campaign_leads_to_its_setup(prepared: Stage, world: World, signed_in) -> None:
    browser = signed_in(world.district_officer)
    page = browser.get(reverse("campaigns:index")).content.decode()
    assert reverse("campaigns:setup", args=[prepared.campaign.pk]) in page
    assert browser.get(reverse("campaigns:campaign", args=[prepared.campaign.pk])).status_code == 200
    assert browser.get(reverse("campaigns:setup", args=[prepared.campaign.pk])).status_code == 200
    assert browser.get(reverse("campaigns:assign", args=[prepared.campaign.pk])).status_code == 302
