"""The review of a draft: twins, windows, parts, words chosen, one press, taking back, and what a long plan costs."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from zipfile import ZipFile

import pytest
from django.test import Client
from django.urls import reverse

from namkhong.people.kept import owner_mark
from namkhong.people.models import Person
from namkhong.plans import actions, queries
from namkhong.plans.models import Clause, Correction, Plan, Reading
from namkhong.plans.rules import mark_of
from tests.plans.given import draft
from tests.world import NOW, PASSWORD, World

SignIn = Callable[[Person], Client]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def plan(world: World) -> Plan:
    return draft(world.district, world.district_officer)


@pytest.fixture
def officer(world: World, signed_in: SignIn) -> Client:
    return signed_in(world.district_officer)


def url(name: str, *args: object) -> str:
    return reverse(f"plans:{name}", args=args)


def item(plan: Plan, kind: str = "deadline") -> Clause:
    return Clause.objects.filter(plan=plan, kind=kind).earliest("order")


def grow(plan: Plan, world: World, items: int, pages: int) -> None:
    """A document of many pages with many items spread over it."""
    line = "Phòng số {n} gửi báo cáo về Liên đoàn Lao động huyện trước ngày 15/6 hằng năm để tổng hợp chung."
    text = "\n".join(line.format(n=n) for n in range(pages * 32))
    Reading.objects.filter(plans=plan).update(text=text)
    Clause.objects.filter(plan=plan).delete()
    step = len(text) // items
    Clause.objects.bulk_create(
        Clause(
            plan=plan,
            kind=("deadline", "responsibility", "recipient")[n % 3],
            order=n,
            text=f"Mục số {n}",
            facts={"who": "Phòng", "day": 15, "month": 6, "bound": "before", "recurrence": "yearly", "tasks": []},
            quote=text[n * step : n * step + 60],
            span_from=n * step,
            span_to=n * step + 60,
            confidence="0.95" if n % 7 else "0.60",
            basis="printed",
        )
        for n in range(items)
    )


def test_an_item_and_its_words_carry_the_same_number(plan: Plan, officer: Client) -> None:
    page, clause = officer.get(url("review", plan.pk)).content.decode(), item(plan)
    assert f'data-item="{clause.pk}"' in page and f'data-items="{clause.pk}"' in page
    assert f'data-from="{clause.span_from}" data-to="{clause.span_to}"' in page
    assert "Phím tắt" in page and "mục cần xem tiếp theo" in page


def test_a_press_answers_with_what_changed(plan: Plan, officer: Client) -> None:
    clause = item(plan)
    Clause.objects.filter(pk=clause.pk).update(confidence="0.50")
    answer = officer.post(url("confirm", clause.pk), headers=HTMX).content.decode()
    assert f'id="muc-{clause.pk}"' in answer and "Đã xem, đúng" in answer and "<html" not in answer
    assert "Không còn mục nào cần xem." in answer and 'id="thong-bao"' not in answer and "#thong-bao" in answer
    answer = officer.post(url("take_out", clause.pk), headers=HTMX).content.decode()
    assert f'data-item="{clause.pk}"' not in answer and "Đã bỏ ra" in answer
    answer = officer.post(url("put_back", clause.pk), headers=HTMX).content.decode()
    assert f'data-item="{clause.pk}"' in answer


def test_all_that_is_sure_is_taken_at_once_and_given_back(plan: Plan, officer: Client) -> None:
    Clause.objects.filter(plan=plan, kind="milestone").update(confidence="0.55")
    page = officer.post(url("accept", plan.pk), follow=True).content.decode()
    sure = Clause.objects.filter(plan=plan).count() - 1
    assert f"Đã nhận {sure} mục chắc chắn" in page and "Còn 1 mục cần xem." in page and "Nhận tất cả" not in page
    assert "Không còn mục chắc chắn nào" in officer.post(url("accept", plan.pk), follow=True).content.decode()
    kept = Correction.objects.get()
    page = officer.post(url("undo", plan.pk, kept.pk), follow=True).content.decode()
    assert f"Đã hoàn tác: nhận các mục chắc chắn “{sure} mục”." in page and f"Nhận tất cả {sure}" in page
    assert "đã được hoàn tác rồi" in officer.post(url("undo", plan.pk, kept.pk), follow=True).content.decode()
    assert officer.post(url("undo", plan.pk, 999)).status_code == 404


def test_an_inferred_item_is_never_taken_unseen(plan: Plan, officer: Client) -> None:
    Clause.objects.filter(pk=item(plan).pk).update(basis="inferred", reason="Theo mục đứng trước.")
    officer.post(url("accept", plan.pk))
    assert item(plan).accepted_at is None
    assert "1 mục cần xem lại" in officer.get(url("index")).content.decode()


def test_the_history_tells_from_what_to_what(plan: Plan, officer: Client, world: World, same_queries: Any) -> None:
    assert "Chưa ai sửa gì" in officer.get(url("history", plan.pk)).content.decode()
    row = queries.clause_of(item(plan).pk)
    assert row is not None

    def correct() -> None:
        now = queries.clause_of(row.pk)
        assert now is not None
        facts, seen = now.facts | {"day": now.facts["day"] - 1}, mark_of(queries.draft_of(now))
        actions.revise_clause(clause=now, text="Chữ mới", facts=facts, seen=seen, by=world.district_officer, at=NOW)

    correct()
    actions.confirm_clause(clause=row, by=world.district_officer, at=NOW)
    other = Clause.objects.filter(plan=plan, kind="stage").earliest("order")
    actions.confirm_clause(clause=other, by=world.district_officer, at=NOW)
    actions.take_out_clause(clause=other, by=world.district_officer, at=NOW)
    page = officer.get(url("history", plan.pk)).content.decode()
    assert "Chữ mới" in page and "trước ngày 30/11" in page and "trước ngày 29/11" in page and "Hoàn tác" in page
    assert "chưa xem" in page and world.district_officer.full_name in page
    same_queries(lambda: officer.get(url("history", plan.pk)), lambda: [correct() for _ in range(19)])


def test_words_chosen_become_the_source_of_an_item(plan: Plan, officer: Client) -> None:
    clause = item(plan)
    seen = mark_of(queries.draft_of(clause))
    page = url("quote", clause.pk)
    assert clause.quote in officer.get(page).content.decode()
    wrong = officer.post(page, {"sentence": "Câu không hề có", "seen": seen})
    assert wrong.status_code == 422 and "Câu không hề có" in wrong.content.decode()
    assert "Hãy chép câu" in officer.post(page, {"sentence": " ", "seen": seen}).content.decode()
    assert officer.post(page, {"sentence": "a" * 5000, "seen": seen}).status_code == 422
    words = "chậm nhất là ngày 10/11 hằng năm"
    stale = officer.post(page, {"sentence": words, "seen": "x"})
    assert "Người khác vừa sửa mục này" in stale.content.decode() and words in stale.content.decode()
    answer = officer.post(page, {"sentence": words, "seen": stale.context["form"]["seen"].value()})
    assert answer.url == f"{url('review', plan.pk)}?muc={clause.pk}#muc-{clause.pk}"
    assert item(plan).quote == words


def test_words_chosen_become_a_new_item(plan: Plan, officer: Client) -> None:
    page = url("add_words", plan.pk)
    assert 'value="target" selected' in officer.get(f"{page}?loai=target").content.decode()
    assert officer.post(page, {"kind": "khac", "sentence": "KẾ HOẠCH"}).status_code == 422
    text = Reading.objects.get().text
    start = text.index("Giúp người dân")
    answer = officer.post(page, {"kind": "content_item", "start": start, "end": start + 14}, follow=True)
    assert "Đã lấy nội dung từ đoạn bạn chọn" in answer.content.decode()
    assert Clause.objects.get(kind="content_item").quote == "Giúp người dân"
    answer = officer.post(page, {"kind": "target", "start": start, "end": start + 14}, follow=True)
    assert "Máy không đọc được đủ dữ kiện" in answer.content.decode()
    assert officer.post(page, {"kind": "target", "start": 5, "end": 10**7}).status_code == 422


def test_a_typed_sentence_outlives_the_session(plan: Plan, world: World) -> None:
    for page in (url("add_words", plan.pk), url("quote", item(plan).pk), url("add", plan.pk, "recipient")):
        client = Client()
        owner = owner_mark(world.district_officer.pk)
        client.post(page, {"sentence": "Câu đã gõ", "text": "Câu đã gõ", "kind": "target", "form_owner": owner})
        client.post(reverse("account_login"), {"login": "district_officer", "password": PASSWORD})
        assert "Câu đã gõ" in client.get(page).content.decode()


def test_the_document_is_searched(plan: Plan, officer: Client) -> None:
    first = officer.get(url("review", plan.pk), {"tim": "cam ket"})
    assert 'id="tim-thay"' in first.content.decode() and "Đã thấy “cam ket”" in first.content.decode()
    after = first.context["find"].after
    again = officer.get(url("review", plan.pk), {"tim": "cam ket", "tu": after})
    assert again.context["find"].found, "after the last place the search begins again"
    assert "Không thấy “xyz”" in officer.get(url("review", plan.pk), {"tim": "xyz"}).content.decode()


def test_a_picture_and_a_table_are_told(plan: Plan, officer: Client) -> None:
    reading = Reading.objects.get()
    Reading.objects.update(text="|\nViệc\n|\nHạn\n||\nHọp\n|\n15/6\n||", result=reading.result | {"pictured": True})
    page = officer.get(url("review", plan.pk)).content.decode()
    assert "nhận dạng từ ảnh" in page and page.count("<td>") == 4


def test_a_draft_without_a_text_has_no_document(world: World, officer: Client) -> None:
    bare = actions.start_from_definition(
        definition_key="ben_tre", unit=world.district, line="union", superior_plan=None, by=None, at=NOW
    )
    page = officer.get(url("review", bare.pk)).content.decode()
    assert "Văn bản đã đọc" not in page and "mẫu chấm" not in page
    assert officer.get(url("case", bare.pk)).status_code == 404
    assert officer.get(url("part", bare.pk, 1)).status_code == 404
    assert officer.get(url("review", bare.pk), {"tim": "a"}).status_code == 200


def test_the_checked_draft_is_handed_out_with_a_caution(plan: Plan, officer: Client) -> None:
    assert "thông tin cá nhân" in officer.get(url("case", plan.pk)).content.decode()
    answer = officer.post(url("case", plan.pk))
    names = ZipFile(BytesIO(answer.content)).namelist()
    assert names == [f"plan-{plan.pk}.txt", f"plan-{plan.pk}.gold.json"]


def test_a_long_plan_comes_in_windows_and_parts(plan: Plan, officer: Client, world: World) -> None:
    grow(plan, world, items=600, pages=40)
    page = officer.get(url("review", plan.pk))
    text = page.content.decode()
    assert len(text) < 250_000 and text.count('data-item="') == 36 and "Đang hiện mục 1 đến 12." in text
    assert text.count("data-fetch=") == len(page.context["source"]) - 1
    last = Clause.objects.filter(plan=plan).latest("order")
    asked = officer.get(url("review", plan.pk), {"muc": last.pk}).content.decode()
    assert f'id="muc-{last.pk}"' in asked and f'id="trich-{last.pk}"' in asked and "Xem các mục trước" in asked
    window = officer.get(url("review", plan.pk), {"nhom": "deadline", "trang": 2}).content.decode()
    assert "Đang hiện mục 61 đến 120." in window and "Xem các mục tiếp theo" in window
    assert officer.get(url("review", plan.pk), {"nhom": "deadline", "trang": "99"}).status_code == 200
    part = officer.get(url("part", plan.pk, 2)).content.decode()
    assert "<mark" in part and "<html" not in part and officer.get(url("part", plan.pk, 99)).status_code == 404
    assert "và 78 mục nữa" in text


def test_a_long_plan_costs_as_many_queries_as_a_short_one(
    plan: Plan, officer: Client, world: World, same_queries: Any
) -> None:
    grow(plan, world, items=20, pages=2)
    same_queries(lambda: officer.get(url("review", plan.pk)), lambda: grow(plan, world, items=600, pages=40))
