"""The review and the forms of its items and of the head: corrected, added, taken out, never lost."""

from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from namkhong.people.kept import owner_mark
from namkhong.people.models import Person
from namkhong.plans import actions, queries
from namkhong.plans.models import Clause, Plan
from namkhong.plans.states import ClauseKind
from tests.plans.given import draft
from tests.plans.pages import item, sent, url
from tests.world import NOW, PASSWORD, World

SignIn = Callable[[Person], Client]


@pytest.fixture
def plan(world: World) -> Plan:
    return draft(world.district, world.district_officer)


@pytest.fixture
def officer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.district_officer)


def test_an_item_is_corrected(plan: Plan, officer: Client) -> None:
    clause = item(plan)
    assert clause.quote[:40] in officer.get(url("clause", clause.pk)).content.decode()
    answer = officer.post(url("clause", clause.pk), sent(clause, day=29))
    assert answer.url == f"{url('review', plan.pk)}#muc-{clause.pk}"
    assert item(plan).facts["day"] == 29
    assert "Người soát nhập" in officer.get(url("review", plan.pk)).content.decode()


def test_a_wrong_correction_stays_on_the_screen(plan: Plan, officer: Client) -> None:
    clause = item(plan)
    answer = officer.post(
        url("clause", clause.pk), sent(clause, day="", text="Chữ tôi gõ"), headers={"HX-Request": "true"}
    )
    page = answer.content.decode()
    assert answer.status_code == 422 and answer["HX-Reselect"] == "#sua"
    assert "Hãy ghi ngày, hoặc chọn" in page and "Chữ tôi gõ" in page


def test_two_people_correct_one_item(plan: Plan, officer: Client, world: World, signed_in: SignIn) -> None:
    clause = item(plan)
    mine, theirs = sent(clause, day=29), sent(clause, day=28)
    signed_in(world.district_head).post(url("clause", clause.pk), theirs)
    answer = officer.post(url("clause", clause.pk), mine)
    page = answer.content.decode()
    assert answer.status_code == 422 and "Người khác vừa sửa mục này" in page
    assert "Bản đang lưu" in page and 'value="29"' in page and item(plan).facts["day"] == 28
    seen = answer.context["form"]["seen"].value()
    assert officer.post(url("clause", clause.pk), mine | {"seen": seen}).status_code == 302
    assert item(plan).facts["day"] == 29


def test_items_are_added_taken_out_and_put_back(plan: Plan, officer: Client) -> None:
    page = url("add", plan.pk, "stage")
    assert "Thêm: giai đoạn" in officer.get(page).content.decode()
    wrong = officer.post(page, {"text": "Giai đoạn 3", "start_year": 2030, "end_year": 2027})
    assert wrong.status_code == 422 and "không được đứng trước" in wrong.content.decode()
    officer.post(page, {"text": "Giai đoạn 3", "start_year": 2027, "end_year": 2030})
    made = Clause.objects.get(text="Giai đoạn 3")
    officer.post(url("take_out", made.pk))
    assert "Đã bỏ ra" in officer.get(url("review", plan.pk)).content.decode()
    officer.post(url("put_back", made.pk))
    assert made in queries.clauses_of(plan)
    Clause.objects.filter(pk=made.pk).update(confidence="0.50")
    assert officer.post(url("confirm", made.pk)).url.endswith(f"#muc-{made.pk}")
    assert Clause.objects.get(pk=made.pk).confidence == 1
    assert officer.get(url("add", plan.pk, "khong-co")).status_code == 404


@pytest.mark.parametrize("kind", ClauseKind.values)
def test_every_kind_can_be_added(kind: str, plan: Plan, officer: Client) -> None:
    assert officer.get(url("add", plan.pk, kind)).status_code == 200
    assert officer.post(url("add", plan.pk, kind), {"text": ""}).status_code == 422


def test_a_target_keeps_its_bounds_in_order(plan: Plan, officer: Client) -> None:
    clause = item(plan, "target")
    wrong = officer.post(url("clause", clause.pk), sent(clause, low="12,5", high="3"))
    assert "không được nhỏ hơn mức thấp" in wrong.content.decode()
    officer.post(url("clause", clause.pk), sent(clause, low="2,5", high="3", measured="points"))
    facts = item(plan, "target").facts
    assert (facts["low"], facts["high"], facts["unit"], facts["unit_stated"]) == ("2.5", "3", "points", True)


def test_the_head_is_corrected(plan: Plan, officer: Client, world: World) -> None:
    upper = actions.adopt_definition(
        definition_key="ben_tre", unit=world.federation, line="union", superior_plan=None, by=None, at=NOW
    )
    assert str(upper) in officer.get(url("head", plan.pk)).content.decode()
    seen = officer.get(url("head", plan.pk)).context["form"]["seen"].value()
    sent_head = {"title": "Kế hoạch mới", "issued_on": "13/02/2021", "superior": str(upper.pk), "seen": seen}
    assert officer.post(url("head", plan.pk), sent_head).status_code == 302
    plan.refresh_from_db()
    assert (plan.title, plan.superior_plan, plan.issued_on.day) == ("Kế hoạch mới", upper, 13)
    wrong = officer.post(url("head", plan.pk), sent_head | {"issued_on": "31/02/2021"})
    assert wrong.status_code == 422 and "31/02/2021" in wrong.content.decode()


def test_what_was_typed_into_a_form_survives_the_end_of_a_session(plan: Plan, world: World) -> None:
    for page in (url("head", plan.pk), url("clause", item(plan).pk)):
        client = Client()
        owner = owner_mark(world.district_officer.pk)
        client.post(page, {"title": "Tên đã gõ", "text": "Tên đã gõ", "form_owner": owner})
        client.post(reverse("account_login"), {"login": "district_officer", "password": PASSWORD})
        assert "Tên đã gõ" in client.get(page).content.decode()


def test_an_adopted_plan_changes_no_more(plan: Plan, officer: Client, world: World) -> None:
    clause = item(plan)
    changed = sent(clause, day=29)
    actions.adopt(plan=plan, by=world.district_head, at=NOW)
    for page, data in (
        (url("clause", clause.pk), changed),
        (url("head", plan.pk), {"title": "Khác"}),
        (url("add", plan.pk, "recipient"), {"text": "Khác"}),
    ):
        answer = officer.post(page, data)
        assert answer.status_code == 422 and "không sửa được nữa" in answer.content.decode()
    assert "không sửa được nữa" in officer.post(url("take_out", clause.pk), follow=True).content.decode()


def test_the_review_shows_items_beside_their_text(plan: Plan, officer: Client) -> None:
    clause = item(plan)
    Clause.objects.filter(pk=clause.pk).update(confidence="0.50")
    page = officer.get(url("review", plan.pk)).content.decode()
    assert f'id="trich-{clause.pk}"' in page and f'href="?muc={clause.pk}#trich-{clause.pk}"' in page
    assert f'data-item-link="{clause.pk}"' in page and "Máy đọc chưa chắc chắn ở những mục sau" in page
    assert "Còn 1 mục cần xem." in page
    assert "Không thấy trong văn bản." in page and "Soát xong, đưa vào thực hiện" in page


def test_a_review_costs_the_same_however_many_items(
    plan: Plan, officer: Client, world: World, same_queries: Any
) -> None:
    def grow() -> None:
        for number in range(20):
            actions.add_clause(
                plan=plan, kind=ClauseKind.RECIPIENT, text=f"Nơi {number}", facts={}, by=world.district_officer, at=NOW
            )

    same_queries(lambda: officer.get(url("review", plan.pk)), grow)
