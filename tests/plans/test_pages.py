"""Every page: for whom it opens, what it shows, what it refuses."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from namkhong.people.kept import owner_mark
from namkhong.people.models import Person
from namkhong.plans import actions, queries
from namkhong.plans.forms import clause_form
from namkhong.plans.models import Clause, Plan, Reading
from namkhong.plans.rules import mark_of
from namkhong.plans.states import ClauseKind, PlanState
from tests.plans.given import LETTER, PLAN, district_plan, draft, typed
from tests.world import NOW, PASSWORD, World

SignIn = Callable[[Person], Client]


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


def sent(clause: Clause, **changes: Any) -> dict[str, Any]:
    """What the form of an item sends, with changes."""
    draft_, kind = queries.draft_of(clause), clause_form(ClauseKind(clause.kind))
    return typed(kind(initial=kind.initial_of(draft_) | {"seen": mark_of(draft_)})) | changes


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


def test_a_review_costs_the_same_however_many_items(
    plan: Plan, officer: Client, world: World, same_queries: Any
) -> None:
    def grow() -> None:
        for number in range(20):
            actions.add_clause(
                plan=plan, kind=ClauseKind.RECIPIENT, text=f"Nơi {number}", facts={}, by=world.district_officer, at=NOW
            )

    same_queries(lambda: officer.get(url("review", plan.pk)), grow)


def test_pasted_text_goes_to_the_review(officer: Client, world: World) -> None:
    page = officer.get(url("take_in")).content.decode()
    assert f'value="{world.district.pk}-union"' in page
    answer = officer.post(url("take_in"), {"stand": f"{world.district.pk}-union", "text": PLAN})
    plan = Plan.objects.get()
    assert answer.url == url("review", plan.pk)
    again = officer.post(url("take_in"), {"stand": f"{world.district.pk}-union", "text": PLAN}, follow=True)
    assert "đã được gửi trước đó" in again.content.decode() and Plan.objects.count() == 1


def test_a_file_can_be_got_back(officer: Client, world: World, signed_in: SignIn) -> None:
    letter = docx(PLAN)
    answer = officer.post(
        url("take_in"), {"stand": f"{world.district.pk}-union", "file": SimpleUploadedFile("ke-hoach.docx", letter)}
    )
    plan = Plan.objects.get()
    assert answer.url == url("review", plan.pk)
    assert b"".join(officer.get(url("file", plan.pk)).streaming_content) == letter
    assert signed_in(world.stranger).get(url("file", plan.pk)).status_code == 404


def docx(text: str) -> bytes:
    """A Word file of some paragraphs."""
    from io import BytesIO

    from docx import Document

    document, out = Document(), BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(out)
    return out.getvalue()


@pytest.mark.parametrize(
    ("name", "content", "words"),
    [
        ("a.docx", b"PK\x03\x04 cut off", "cắt cụt hoặc hỏng"),
        ("a.pdf", b"MZ\x90 a program", "một loại tệp khác"),
        ("a.pdf", docx("Kế hoạch"), "thực ra là tệp Word"),
        ("a.txt", b"   \n ", "không có nội dung"),
        ("a.doc", b"\xd0\xcf", "lưu dạng .docx"),
        ("a.gif", b"GIF89a", "Hãy gửi tệp .docx, .pdf"),
    ],
)
def test_a_bad_file_is_refused_at_its_field(
    name: str, content: bytes, words: str, officer: Client, world: World
) -> None:
    sent = {"stand": f"{world.district.pk}-union", "file": SimpleUploadedFile(name, content)}
    answer = officer.post(url("take_in"), sent)
    assert answer.status_code == 422 and words in answer.content.decode()
    assert not Plan.objects.exists()


def test_one_of_file_and_text(officer: Client, world: World) -> None:
    stand = {"stand": f"{world.district.pk}-union"}
    assert "Hãy chọn tệp kế hoạch, hoặc dán" in officer.post(url("take_in"), stand).content.decode()
    both = stand | {"text": "Đoạn đã dán", "file": SimpleUploadedFile("a.txt", b"a")}
    answer = officer.post(url("take_in"), both)
    assert "Chỉ chọn một cách" in answer.content.decode() and "Đoạn đã dán" in answer.content.decode()
    strange = officer.post(url("take_in"), {"stand": f"{world.school.pk}-union", "text": PLAN})
    assert strange.status_code == 422 and not Reading.objects.exists()


def test_a_letter_is_named_as_what_it_is(officer: Client, world: World) -> None:
    answer = officer.post(url("take_in"), {"stand": f"{world.district.pk}-union", "text": LETTER})
    reading = Reading.objects.get()
    assert answer.url == url("reading", reading.pk) and not Plan.objects.exists()
    assert "Đây là công văn, không phải kế hoạch" in officer.get(answer.url).content.decode()
    onward = officer.post(answer.url, {"stand": f"{world.district.pk}-union"})
    assert onward.url == url("review", Plan.objects.get().pk)
    reading.genre = "khac"
    reading.save()
    assert "không giống kế hoạch" in officer.get(answer.url).content.decode()


def test_pasted_text_survives_the_end_of_a_session(world: World) -> None:
    client = Client()
    typed_text = {"text": "Đoạn dài đã dán", "form_owner": owner_mark(world.district_officer.pk)}
    client.post(url("take_in"), typed_text)
    client.post(reverse("account_login"), {"login": "district_officer", "password": PASSWORD})
    assert "Đoạn dài đã dán" in client.get(url("take_in")).content.decode()


def test_the_review_shows_items_beside_their_text(plan: Plan, officer: Client) -> None:
    clause = item(plan)
    Clause.objects.filter(pk=clause.pk).update(confidence="0.50")
    page = officer.get(url("review", plan.pk)).content.decode()
    assert f'id="trich-{clause.pk}"' in page and f'href="?muc={clause.pk}#trich-{clause.pk}"' in page
    assert f'data-item-link="{clause.pk}"' in page and "Máy đọc chưa chắc chắn ở những mục sau" in page
    assert "Còn 1 mục cần xem." in page
    assert "Không thấy trong văn bản." in page and "Soát xong, đưa vào thực hiện" in page


def test_an_officer_of_the_base_prepares_and_the_head_adopts(world: World, signed_in: SignIn) -> None:
    plan = draft(world.school, world.school_officer)
    page = signed_in(world.school_officer).get(url("review", plan.pk)).content.decode()
    assert "Người đứng đầu đơn vị sẽ đưa" in page and url("adopt", plan.pk) not in page
    assert signed_in(world.school_officer).post(url("adopt", plan.pk)).status_code == 404
    assert signed_in(world.school_head).post(url("adopt", plan.pk)).status_code == 302
    assert Plan.objects.get().state == PlanState.ADOPTED


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


def test_a_definition_is_taken_as_a_draft(officer: Client, world: World) -> None:
    page = officer.get(url("definitions")).content.decode()
    assert page.count("Dùng mẫu này") == 5
    stand = {"stand": f"{world.district.pk}-union"}
    assert officer.post(url("definitions"), stand | {"mau": "ben_tre"}).status_code == 302
    plan = Plan.objects.get()
    assert (plan.state, plan.unit) == (PlanState.DRAFT, world.district)
    assert "Chưa có mục nào." in officer.get(url("review", plan.pk)).content.decode()
    assert "Không có bộ định nghĩa" in officer.post(url("definitions"), stand | {"mau": "x"}).content.decode()


def test_who_stands_on_two_lines_chooses(world: World, signed_in: SignIn) -> None:
    page = signed_in(world.school_officer).get(url("take_in")).content.decode()
    assert f"{world.school.name} (công đoàn)" in page and f"{world.school.name} (chính quyền)" in page


def test_who_prepares_nothing_takes_nothing_in(world: World, signed_in: SignIn) -> None:
    assert signed_in(world.auditor).get(url("take_in")).status_code == 404
    assert signed_in(world.nobody).get(url("index")).status_code == 200
