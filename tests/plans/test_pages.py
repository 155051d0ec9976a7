"""For whom the pages open, the lists, adopting, dropping, what stands above and below."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client

from namkhong.people.models import Person
from namkhong.plans import actions
from namkhong.plans.models import Clause, Plan
from namkhong.plans.states import PlanState
from tests.plans.given import district_plan, draft
from tests.plans.pages import item, url
from tests.world import NOW, World

SignIn = Callable[[Person], Client]


@pytest.fixture
def plan(world: World) -> Plan:
    return draft(world.district, world.district_officer)


@pytest.fixture
def officer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.district_officer)


def pages_of(plan: Plan) -> list[str]:
    clause = item(plan)
    return [
        url(name, plan.pk) for name in ("plan", "review", "head", "adopt", "drop", "history", "case", "add_words")
    ] + [
        url("part", plan.pk, 1),
        url("quote", clause.pk),
        url("add", plan.pk, "stage"),
        url("clause", clause.pk),
        url("reading", plan.reading_id),
    ]


def test_a_draft_opens_for_its_unit_and_for_no_stranger(plan: Plan, world: World, signed_in: SignIn) -> None:
    clients = {
        name: signed_in(getattr(world, name))
        for name in ("district_officer", "stranger", "sister_officer", "school_officer")
    }
    for page in pages_of(plan):
        assert clients["district_officer"].get(page).status_code in (200, 302), page
        for other in ("stranger", "sister_officer", "school_officer"):
            assert clients[other].get(page).status_code == 404, (other, page)
        assert Client().get(page).status_code == 302, page
    for name in ("take_out", "put_back", "confirm"):
        assert clients["stranger"].post(url(name, item(plan).pk)).status_code == 404
        assert clients["district_officer"].get(url(name, item(plan).pk)).status_code == 302
    assert clients["stranger"].post(url("restore", plan.pk)).status_code == 404


@pytest.mark.parametrize("name", ["review", "head", "adopt", "drop", "clause", "reading", "plan"])
def test_what_does_not_exist_is_not_found(name: str, officer: Client) -> None:
    assert officer.get(url(name, 999)).status_code == 404


def test_the_list_tells_drafts_own_plans_and_plans_above(plan: Plan, world: World, signed_in: SignIn) -> None:
    upper = actions.adopt_definition(
        definition_key="ben_tre", unit=world.federation, line="union", superior_plan=None, by=None, at=NOW
    )
    page = signed_in(world.district_officer).get(url("index")).content.decode()
    assert "Đang soát" in page and url("review", plan.pk) in page
    assert "Của cấp trên" in page and url("plan", upper.pk) in page
    page = signed_in(world.federation_officer).get(url("index"), {"tim": "song lam"}).content.decode()
    assert url("plan", upper.pk) in page and "Của cấp trên" not in page
    page = signed_in(world.federation_officer).get(url("index"), {"tim": "hoa an"}).content.decode()
    assert "Không tìm thấy kế hoạch của đơn vị nào có tên như vậy." in page
    assert "Đưa kế hoạch vào" not in signed_in(world.auditor).get(url("index")).content.decode()


def test_an_empty_list_says_what_to_do(world: World, signed_in: SignIn) -> None:
    assert "Gửi tệp kế hoạch" in signed_in(world.school_officer).get(url("index")).content.decode()
    assert "Kế hoạch hiện ở đây khi" in signed_in(world.auditor).get(url("index")).content.decode()


def test_the_list_costs_the_same_with_one_and_twenty_plans(world: World, signed_in: SignIn, same_queries: Any) -> None:
    client = signed_in(world.district_officer)

    def grow() -> None:
        for _ in range(19):
            actions.start_from_definition(
                definition_key="ben_tre", unit=world.district, line="union", superior_plan=None, by=None, at=NOW
            )
            district_plan(world)
            actions.adopt_definition(
                definition_key="ben_tre", unit=world.federation, line="union", superior_plan=None, by=None, at=NOW
            )

    draft(world.district, world.district_officer)
    district_plan(world)
    actions.adopt_definition(
        definition_key="ben_tre", unit=world.federation, line="union", superior_plan=None, by=None, at=NOW
    )
    same_queries(lambda: client.get(url("index")), grow)


def test_an_officer_of_the_base_prepares_and_the_head_adopts(world: World, signed_in: SignIn) -> None:
    plan = draft(world.school, world.school_officer)
    page = signed_in(world.school_officer).get(url("review", plan.pk)).content.decode()
    assert "Người đứng đầu đơn vị sẽ đưa" in page and url("adopt", plan.pk) not in page
    assert signed_in(world.school_officer).post(url("adopt", plan.pk)).status_code == 404
    assert signed_in(world.school_head).post(url("adopt", plan.pk)).status_code == 302
    assert Plan.objects.get().state == PlanState.ADOPTED


def test_adopting_asks_first_and_lists_gaps(plan: Plan, officer: Client) -> None:
    Clause.objects.filter(plan=plan).update(confidence="0.50")
    page = officer.get(url("adopt", plan.pk)).content.decode()
    for words in ("Đã soát xong kế hoạch?", "mục máy đọc chưa chắc", "Chưa chọn kế hoạch của cấp trên"):
        assert words in page
    stages = Clause.objects.filter(plan=plan, kind="stage")
    stages.update(facts={"start_year": 2021, "end_year": None})
    refused = officer.post(url("adopt", plan.pk))
    assert refused.status_code == 422 and "chưa đủ năm đầu và năm cuối" in refused.content.decode()
    stages.update(facts={"start_year": 2021, "end_year": 2026})
    assert officer.post(url("adopt", plan.pk)).url == url("plan", plan.pk)
    page = officer.get(url("plan", plan.pk)).content.decode()
    assert "Chuẩn bị phát động" in page and "Đã đưa vào thực hiện" not in page
    for name in ("review", "adopt", "drop"):
        assert officer.get(url(name, plan.pk)).url == url("plan", plan.pk)


def test_a_plan_shows_what_is_above_and_below(world: World, signed_in: SignIn) -> None:
    upper = actions.adopt_definition(
        definition_key="ben_tre", unit=world.federation, line="union", superior_plan=None, by=None, at=NOW
    )
    lower = actions.adopt_definition(
        definition_key="duong_minh_chau", unit=world.district, line="union", superior_plan=upper, by=None, at=NOW
    )
    page = signed_in(world.federation_officer).get(url("plan", upper.pk)).content.decode()
    assert "Kế hoạch của cấp dưới" in page and url("plan", lower.pk) in page
    page = signed_in(world.school_officer).get(url("plan", lower.pk)).content.decode()
    assert url("plan", upper.pk) in page and "Chuẩn bị phát động" not in page
    assert signed_in(world.school_officer).get(url("file", lower.pk)).status_code == 404
    assert signed_in(world.stranger).get(url("plan", lower.pk)).status_code == 404


def test_a_draft_is_read_by_those_above(plan: Plan, world: World, signed_in: SignIn) -> None:
    page = signed_in(world.federation_officer).get(url("plan", plan.pk)).content.decode()
    assert "Đang soát" in page and "Chuẩn bị phát động" not in page


def test_dropping_asks_first_and_can_be_undone(plan: Plan, officer: Client) -> None:
    assert "Bỏ bản này?" in officer.get(url("drop", plan.pk)).content.decode()
    page = officer.post(url("drop", plan.pk), follow=True).content.decode()
    assert "Lấy lại bản này" in page
    officer.post(url("restore", plan.pk))
    assert Plan.objects.get().state == PlanState.DRAFT
    assert "vừa được người khác xử lý" in officer.post(url("restore", plan.pk), follow=True).content.decode()
