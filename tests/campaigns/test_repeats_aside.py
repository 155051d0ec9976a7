"""What a plan repeats of running campaigns is set aside with a reason, and taken back."""

import pytest
from django.test import Client
from django.urls import reverse

from namkhong.campaigns import queries
from namkhong.campaigns.models import Campaign
from namkhong.people.kept import owner_mark
from namkhong.plans import actions
from namkhong.plans.models import Dismissal, Plan
from namkhong.plans.queries import judged
from tests.campaigns.stage import Stage
from tests.campaigns.test_joining import second
from tests.plans.given import draft as draft_of
from tests.world import NOW, PASSWORD, TODAY, World

__all__ = ["second"]


@pytest.fixture
def plan(second: Campaign, stage: Stage, world: World) -> Plan:
    return draft_of(world.district, world.district_officer)


@pytest.fixture
def officer(world: World, signed_in) -> Client:
    return signed_in(world.district_officer)


def url(name: str, plan: Plan) -> str:
    return reverse(f"campaigns:{name}", args=[plan.pk])


def test_one_is_set_aside_with_a_reason_and_taken_back(plan: Plan, officer: Client, second: Campaign) -> None:
    first, *others = queries.open_repeats(plan, TODAY)
    sent = {"mark": first.mark, "reason": "Hai bên đã thống nhất làm chung"}
    page = officer.post(url("dismiss_repeat", plan), sent, follow=True).content.decode()
    assert "Hai bên đã thống nhất làm chung" in page and "Đã bỏ qua" in page
    assert queries.open_repeats(plan, TODAY) == others and others
    [(row, dismissal)] = queries.repeats_aside(plan, TODAY)
    assert row == first and dismissal.kind == "repeat"
    assert not judged(plan, [], TODAY).aside, "it is no finding of the critic"
    officer.post(url("bring_repeat_back", plan), {"dismissal": str(dismissal.pk)})
    assert queries.open_repeats(plan, TODAY) == [first, *others]


def test_a_reason_is_asked_for_and_kept(plan: Plan, officer: Client, world: World) -> None:
    mark = queries.open_repeats(plan, TODAY)[0].mark
    answer = officer.post(url("dismiss_repeat", plan), {"mark": mark, "reason": "  "})
    assert answer.status_code == 422 and "Hãy ghi lý do" in answer.content.decode()
    client = Client()
    typed = {"mark": mark, "reason": "Gõ dở", "form_owner": owner_mark(world.district_officer.pk)}
    client.post(url("dismiss_repeat", plan), typed)
    client.post(reverse("account_login"), {"login": "district_officer", "password": PASSWORD})
    assert "Gõ dở" in client.get(url("plan_repeats", plan)).content.decode()


def test_what_is_gone_is_told(plan: Plan, officer: Client) -> None:
    for name, sent in (("dismiss_repeat", {"mark": "x", "reason": "y"}), ("bring_repeat_back", {"dismissal": "z"})):
        assert "không còn trùng nữa" in officer.post(url(name, plan), sent, follow=True).content.decode()
    assert not Dismissal.objects.exists()
    assert officer.get(reverse("campaigns:plan_repeats", args=[0])).status_code == 404


def test_what_is_set_aside_is_asked_no_more(plan: Plan, officer: Client, world: World, second: Campaign) -> None:
    for row in queries.open_repeats(plan, TODAY):
        actions.dismiss_finding(plan=plan, finding=row, reason="Biết rồi", by=world.district_officer, at=NOW)
    assert "Không còn việc trùng nào" in officer.get(url("plan_repeats", plan)).content.decode()
    actions.adopt(plan=plan, by=world.district_officer, at=NOW)
    assert second.name not in officer.get(reverse("campaigns:prepare", args=[plan.pk])).content.decode()


def test_the_campaign_of_the_plan_knows_it_too(stage: Stage, second: Campaign, world: World) -> None:
    found = queries.repeats_of(stage.campaign, 2026)
    plan = stage.campaign.plan
    actions.dismiss_finding(plan=plan, finding=found[0], reason="Biết rồi", by=world.district_officer, at=NOW)
    assert queries.repeats_of(stage.campaign, 2026) == found[1:]


def test_two_duties_have_two_marks(plan: Plan) -> None:
    marks = [row.mark for row in queries.open_repeats(plan, TODAY)]
    assert len(set(marks)) == len(marks) > 1 and {len(mark) for mark in marks} == {16}
