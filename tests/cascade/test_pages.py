"""The pages of the cascade, as a browser without JavaScript and with it sees them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from namkhong.cascade import actions, queries
from namkhong.cascade.models import Delivery, Trace
from namkhong.cascade.states import Section
from namkhong.people.models import Person
from namkhong.plans.actions import adopt
from namkhong.plans.actions.taking_in import make_plan
from namkhong.plans.models import Clause, Plan
from namkhong.plans.queries import clauses_of
from namkhong.plans.rules import HeadDraft
from namkhong.plans.states import ClauseKind, PlanState
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Placement, Unit
from namkhong.units.states import Line, UnitKind
from tests.cascade.conftest import Stage
from tests.cascade.test_amending import amended
from tests.plans.given import draft
from tests.world import NOW, SINCE, World

SignIn = Callable[[Person], Client]


def at(name: str, *numbers: object) -> str:
    """An address of this room."""
    return reverse(f"cascade:{name}", args=numbers)


def words(answer: HttpResponse) -> str:
    """What a page says."""
    return " ".join(answer.content.decode().split())


def typed(page: HttpResponse, section: Section) -> dict[str, Any]:
    """What a browser would send of a part that nobody changed."""
    [form] = [form for form in page.context["forms"] if form.section == section]
    sent = {}
    for bound in form:
        value = bound.value()
        if bound.name.endswith("-keep"):
            sent |= {bound.html_name: "on"} if value else {}
        else:
            sent[bound.html_name] = "" if value is None else str(value).replace(".", ",")
            if bound.name.endswith(("-text", "-seen", "-lead", "-day")):
                sent[bound.html_name] = "" if value is None else str(value)
    return sent


def test_sending_from_the_page(world: World, signed_in: SignIn) -> None:
    plan = draft(world.district, world.district_officer)
    adopt(plan=plan, by=world.district_head, at=NOW)
    browser = signed_in(world.district_officer)
    assert at("follow", plan.pk) in words(browser.get(reverse("plans:plan", args=[plan.pk])))
    assert "Chưa gửi cho đơn vị nào" in words(browser.get(at("follow", plan.pk)))
    page = browser.get(at("send", plan.pk), {"tim": "dong tam"})
    assert "Trường Tiểu học Đồng Tâm" in words(page) and world.clinic.name not in words(page)
    for wrong, told in (
        ({"scope": "kinds"}, "ít nhất một loại"),
        ({"scope": "chosen"}, "ít nhất một đơn vị"),
        ({"scope": "all", "due_on": "31/2/2026"}, "Hạn ban hành"),
    ):
        refused = browser.post(at("send", plan.pk), wrong)
        assert refused.status_code == 422 and told in words(refused)
    sent = {"scope": "kinds", "kinds": ["school"], "due_on": "30/11/2026", "note": "Làm sớm."}
    assert browser.post(at("send", plan.pk), sent).url == at("follow", plan.pk)
    browser.post(at("send", plan.pk), {"scope": "chosen", "units": [world.clinic.pk]})
    assert Delivery.objects.filter(plan=plan).count() == 2
    browser.post(at("send", plan.pk), {"scope": "all"})
    assert "Mọi đơn vị trực thuộc đã được gửi" in words(browser.get(at("send", plan.pk)))
    assert "3 đơn vị" not in words(browser.post(at("send", plan.pk), {"scope": "all"}))


def test_receiving_and_beginning(stage: Stage, world: World, signed_in: SignIn) -> None:
    browser, row = signed_in(world.school_officer), stage.copy(world.school)
    assert "Xem kế hoạch cấp trên mới gửi" in words(browser.get("/"))
    signed_in(world.district_officer).get(at("delivery", row.pk))
    assert stage.copy(world.school).opened_at is None
    page = browser.get(at("delivery", row.pk))
    assert "Lập kế hoạch của đơn vị" in words(page) and "Gửi để thực hiện." in words(page)
    assert stage.copy(world.school).opened_by == world.school_officer
    browser.post(at("receive", row.pk))
    assert "Đã tiếp nhận" in words(browser.get(at("index")))
    wrong = browser.post(at("begin", row.pk), {"lead": "Tổ Một", "margin": "0"})
    assert wrong.status_code == 422 and "Tổ Một" in words(wrong)
    answer = browser.post(at("begin", row.pk), {"lead": "Tổ Một", "margin": "7"})
    plan = Plan.objects.get(unit=world.school, superior_plan=stage.plan)
    assert answer.url == at("draft", plan.pk)
    assert any("03/11" in clause.text for clause in clauses_of(plan))
    home = words(browser.get("/"))
    assert "Soạn tiếp kế hoạch của đơn vị" in home and reverse("plans:review", args=[plan.pk]) not in home
    assert "Soạn tiếp kế hoạch" in words(browser.get(at("delivery", row.pk)))


def test_drafting_part_by_part(stage: Stage, world: World, signed_in: SignIn) -> None:
    plan = stage.drafted(world.school, world.school_officer, lead="")
    browser = signed_in(world.school_officer)
    page = browser.get(at("draft", plan.pk))
    assert "việc chưa có bộ phận phụ trách" in words(page)
    sent = typed(page, Section.WORK)
    report = next(row for row in clauses_of(plan) if row.kind == ClauseKind.DEADLINE and row.facts["day"] == 5)
    sent |= {f"m{report.pk}-lead": "Tổ Bốn", f"m{report.pk}-day": "25/10"}
    answer = browser.post(at("section", plan.pk, Section.WORK), sent)
    assert answer.url == f"{at('draft', plan.pk)}#thoi-han"
    report.refresh_from_db()
    assert report.text == "Tổ Bốn báo cáo kết quả về Trường Tiểu học Đồng Tâm chậm nhất ngày 25/10 hằng năm"
    sent = typed(browser.get(at("draft", plan.pk)), Section.TARGETS)
    target = queries.entries_of(plan)[Section.TARGETS][0].clause
    sent |= {f"m{target.pk}-low": "1,5", f"m{target.pk}-people": "1.250"}
    browser.post(at("section", plan.pk, Section.TARGETS), sent)
    target.refresh_from_db()
    assert (target.facts["low"], target.facts["people"]) == ("1.5", 1250)
    page = browser.get(at("draft", plan.pk))
    assert "thấp hơn của cấp trên" in words(page) and "Hoàn tác lần lưu vừa rồi" in words(page)
    browser.post(at("undo", plan.pk))
    target.refresh_from_db()
    assert target.facts["low"] == "2"
    sent = typed(browser.get(at("draft", plan.pk)), Section.TASKS)
    body = next(row for row in clauses_of(plan) if row.kind == ClauseKind.RESPONSIBILITY)
    group = next(row for row in clauses_of(plan) if row.kind == ClauseKind.TASK_GROUP)
    sent |= {f"m{body.pk}-lead": "Tổ Năm", f"m{group.pk}-lead": "Tổ Sáu"}
    sent.pop(f"m{group.pk}-keep")
    browser.post(at("section", plan.pk, Section.TASKS), sent)
    body.refresh_from_db()
    group.refresh_from_db()
    assert body.text == "Tổ Năm" and group.facts["lead"] == "Tổ Sáu" and group.removed_at


def test_a_wrong_day_is_refused_at_its_place(stage: Stage, world: World, signed_in: SignIn) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    browser = signed_in(world.school_officer)
    sent = typed(browser.get(at("draft", plan.pk)), Section.WORK)
    report = next(row for row in clauses_of(plan) if row.kind == ClauseKind.DEADLINE and row.facts["day"] == 5)
    sent |= {f"m{report.pk}-day": "31/2", f"m{report.pk}-lead": "Tổ đang gõ"}
    answer = browser.post(at("section", plan.pk, Section.WORK), sent)
    assert answer.status_code == 422 and "Không phải ngày" in words(answer) and "Tổ đang gõ" in words(answer)
    saved = browser.post(at("section", plan.pk, Section.WORK), sent, headers={"HX-Request": "true"})
    assert "Chưa lưu được phần này" in words(saved)


def test_saving_as_one_types_keeps_the_page_up_to_date(stage: Stage, world: World, signed_in: SignIn) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    browser = signed_in(world.school_officer)
    sent = typed(browser.get(at("draft", plan.pk)), Section.WORK)
    report = next(row for row in clauses_of(plan) if row.kind == ClauseKind.DEADLINE and row.facts["day"] == 5)
    sent |= {f"m{report.pk}-day": "20/10"}
    answer = words(browser.post(at("section", plan.pk, Section.WORK), sent, headers={"HX-Request": "true"}))
    assert "Đã lưu lúc" in answer and answer.count("hx-swap-oob") == 2 and "20/10" in answer


def test_two_editors_see_each_other(stage: Stage, world: World, signed_in: SignIn) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    browser = signed_in(world.school_officer)
    sent = typed(browser.get(at("draft", plan.pk)), Section.TASKS)
    group = next(row for row in clauses_of(plan) if row.kind == ClauseKind.TASK_GROUP)
    mine, theirs = (sent | {f"m{group.pk}-lead": lead} for lead in ("Tổ của tôi", "Tổ của họ"))
    signed_in(world.school_head).post(at("section", plan.pk, Section.TASKS), theirs)
    met = browser.post(at("section", plan.pk, Section.TASKS), mine)
    assert met.status_code == 422 and "Người khác vừa sửa 1 mục" in words(met) and "Tổ của tôi" in words(met)
    [form] = [form for form in met.context["forms"] if form.section == Section.TASKS]
    mine[f"m{group.pk}-seen"] = form.data[f"m{group.pk}-seen"]
    assert browser.post(at("section", plan.pk, Section.TASKS), mine).status_code == 302
    group.refresh_from_db()
    assert group.facts["lead"] == "Tổ của tôi"


def test_what_was_typed_outlives_the_session(stage: Stage, world: World, signed_in: SignIn) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    browser = signed_in(world.school_officer)
    page = browser.get(at("draft", plan.pk))
    sent = typed(page, Section.TASKS) | {"form_owner": page.context["form_owner"]}
    group = next(row for row in clauses_of(plan) if row.kind == ClauseKind.TASK_GROUP)
    browser.logout()
    browser.post(at("section", plan.pk, Section.TASKS), sent | {f"m{group.pk}-lead": "Tổ chưa lưu"})
    browser.post("/tai-khoan/dang-nhap/", {"login": "school_officer", "password": "mat-khau-de-thu-2026"})
    back = words(browser.get(at("section", plan.pk, Section.TASKS)))
    assert "Tổ chưa lưu" in back and "trước khi hết phiên" in back
    assert browser.get(at("section", plan.pk, "khong-co")).status_code == 404


def test_own_clauses_on_the_page(stage: Stage, world: World, signed_in: SignIn) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    browser, upper = signed_in(world.school_officer), clauses_of(stage.plan)[4]
    own = {"kind": "deadline", "text": "Mở hòm thư góp ý", "lead": "Tổ Một", "day": "15/4", "yearly": "on"}
    assert browser.post(at("add", plan.pk), own | {"day": "31/4"}).status_code == 422
    browser.post(at("add", plan.pk), own)
    browser.post(at("add", plan.pk), {"kind": "target", "text": "Mỗi tổ một sáng kiến", "upper": upper.pk})
    browser.post(at("add", plan.pk), {"kind": "task_group", "text": "Bảng tin", "lead": "Tổ Hai"})
    browser.post(at("add", plan.pk), {"kind": "content_item", "text": "Không đùn đẩy việc"})
    page = words(browser.get(at("draft", plan.pk)))
    assert "Mở hòm thư góp ý chậm nhất ngày 15/04 hằng năm" in page and "Bảng tin" in page
    assert Trace.objects.filter(upper=upper, clause__text="Mỗi tổ một sáng kiến").exists()
    mine = Clause.objects.get(text="Bảng tin")
    browser.post(at("take_out", plan.pk, mine.pk))
    assert "Bảng tin" not in words(browser.get(at("draft", plan.pk)))
    assert browser.post(at("take_out", plan.pk, upper.pk)).status_code == 404


def test_issuing_from_the_page(stage: Stage, world: World, signed_in: SignIn) -> None:
    plan = stage.drafted(world.school, world.school_officer)
    officer, head = signed_in(world.school_officer), signed_in(world.school_head)
    assert "Soạn văn bản trước" in words(officer.get(at("issue", plan.pk)))
    made = officer.post(at("document", plan.pk))
    assert made.url.startswith("/van-ban/")
    assert "Người đứng đầu đơn vị cấp số" in words(officer.get(at("issue", plan.pk)))
    assert officer.post(at("issue", plan.pk), {"on": "22/11/2026"}).url == at("issue", plan.pk)
    clause = clauses_of(plan)[0]
    Clause.objects.filter(pk=clause.pk).update(text="Giai đoạn đầu")
    assert "Các mục đã đổi sau khi soạn văn bản" in words(head.get(at("issue", plan.pk)))
    refused = head.post(at("issue", plan.pk), {"on": "23/11/2026"})
    assert refused.status_code == 422 and "chưa tới" in words(refused)
    assert head.post(at("issue", plan.pk), {"on": "22/11/2026"}).url.startswith("/van-ban/")
    plan.refresh_from_db()
    assert plan.state == PlanState.ADOPTED
    superior = words(signed_in(world.district_officer).get(at("follow", stage.plan.pk)))
    assert "1 trên 3 đơn vị đã ban hành" in superior
    assert "đã ban hành kế hoạch 01/KH-CĐCS" in words(signed_in(world.district_officer).get("/thong-bao/"))
    assert "Mục nào thực hiện mục nào" in words(officer.get(at("delivery", stage.copy(world.school).pk)))


def test_following_filters_and_searches(stage: Stage, world: World, signed_in: SignIn) -> None:
    stage.issued(world.school, world.school_head)
    stage.drafted(world.clinic, world.clinic_officer)
    Delivery.objects.filter(unit=world.office).update(due_on=SINCE)
    browser = signed_in(world.district_officer)
    page = at("follow", stage.plan.pk)
    assert world.office.name in words(browser.get(page, {"tinh-trang": "cham"}))
    assert world.clinic.name not in words(browser.get(page, {"tinh-trang": "cham"}))
    drafting = words(browser.get(page, {"tinh-trang": "drafting"}))
    assert world.clinic.name in drafting and world.school.name not in drafting
    assert world.school.name in words(browser.get(page, {"tim": "dong tam"}))
    assert str(stage.plan) in words(browser.get(at("index")))


def test_gaps_tracing_and_urging_on_their_pages(stage: Stage, world: World, signed_in: SignIn) -> None:
    lower = stage.issued(world.school, world.school_head, lead="")
    other = make_plan(unit=world.office, line=Line.UNION, head=HeadDraft(title="Tệp"), clauses=[], by=None, at=NOW)
    Plan.objects.filter(pk=other.pk).update(superior_plan=stage.plan, state="adopted", adopted_at=NOW)
    browser, plan = signed_in(world.district_officer), stage.plan
    page = words(browser.get(at("gaps", plan.pk)))
    assert "chưa có ai phụ trách" in page and "chưa đối chiếu" in page
    browser.post(at("compare", plan.pk))
    assert "chưa đưa vào kế hoạch" in words(browser.get(at("gaps", plan.pk)))
    group = next(row for row in clauses_of(plan) if row.kind == ClauseKind.TASK_GROUP)
    assert "1 đơn vị chưa có ai phụ trách" in words(browser.get(at("gap_units", plan.pk, group.pk, "unowned")))
    assert browser.get(at("gap_units", plan.pk, group.pk, "khac")).status_code == 404
    assert world.school.name in words(browser.get(at("clause", plan.pk, group.pk)))
    assert "Tuyên truyền" in words(browser.get(at("sources", lower.pk)))
    assert "mục riêng" in words(browser.get(at("sources", plan.pk)))
    urging = words(browser.get(at("urge", plan.pk)))
    assert "Lời nhắn chung để dán vào Zalo" in urging and "Kính gửi Trung tâm Y tế" in urging
    assert browser.post(at("remind", plan.pk)).url == at("urge", plan.pk)
    assert browser.post(at("urge", plan.pk)).url.startswith("/van-ban/")
    assert signed_in(world.auditor).post(at("urge", plan.pk)).status_code == 404
    assert signed_in(world.federation_officer).post(at("remind", plan.pk)).status_code == 404
    assert signed_in(world.federation_officer).post(at("compare", plan.pk)).status_code == 404


def test_nobody_left_to_urge(stage: Stage, world: World, signed_in: SignIn) -> None:
    Delivery.objects.exclude(unit=world.school).delete()
    stage.issued(world.school, world.school_head)
    browser = signed_in(world.district_officer)
    assert "Không còn đơn vị nào phải đôn đốc" in words(browser.get(at("urge", stage.plan.pk)))
    browser.post(at("remind", stage.plan.pk))
    assert "Không còn đơn vị nào phải đôn đốc." in words(browser.post(at("urge", stage.plan.pk)))


def test_an_amendment_is_followed_on_its_page(stage: Stage, world: World, signed_in: SignIn) -> None:
    lower = stage.issued(world.school, world.school_head)
    row = amended(stage, world)
    browser = signed_in(world.school_officer)
    assert "Xem cấp trên sửa gì" in words(browser.get(at("delivery", row.pk)))
    page = browser.get(at("changes", row.pk))
    assert "Không để dân chờ" in words(page) and "01/11" in words(page)
    answers = {touched.key: "follow" for touched, _ in page.context["rows"]}
    made = browser.post(at("changes", row.pk), answers)
    plan = Plan.objects.get(amends=lower)
    assert made.url == at("draft", plan.pk)
    assert browser.post(at("changes", row.pk), {}).url == at("draft", plan.pk)
    other = stage.copy(world.clinic)
    client = signed_in(world.clinic_officer)
    assert client.get(at("changes", other.pk)).url == at("delivery", other.pk)
    read = words(browser.get(reverse("plans:plan", args=[stage.plan.pk])))
    assert "Xem bản đang thực hiện" in read


def test_amending_from_the_page(stage: Stage, world: World, signed_in: SignIn) -> None:
    browser = signed_in(world.district_officer)
    answer = browser.post(at("amend", stage.plan.pk))
    made = Plan.objects.get(amends=stage.plan)
    assert answer.url == reverse("plans:review", args=[made.pk])
    assert browser.post(at("amend", made.pk)).url == reverse("plans:plan", args=[made.pk])
    assert signed_in(world.school_officer).post(at("amend", stage.plan.pk)).status_code == 404


@pytest.mark.parametrize("name", ["follow", "urge", "gaps"])
def test_pages_ask_the_same_for_one_unit_and_many(
    name: str, stage: Stage, world: World, signed_in: SignIn, same_queries
) -> None:
    browser = signed_in(world.district_officer)

    def grow() -> None:
        more = [make_unit(name=f"CĐCS số {n}", kind=UnitKind.GRASSROOTS_UNION, founded_on=SINCE) for n in range(20)]
        Unit.objects.bulk_create(more)
        rows = [Placement(unit=unit, line=Line.UNION, parent=world.district, valid_from=SINCE) for unit in more]
        place_many(placements=rows, line=Line.UNION)
        units = [unit.pk for unit in more]
        actions.send(plan=stage.plan, units=units, due_on=None, note_text="", by=None, at=NOW)

    same_queries(lambda: browser.get(at(name, stage.plan.pk)), grow)


def test_its_pages_stand_under_plans_in_the_menu(stage: Stage, world: World, signed_in: SignIn) -> None:
    page = signed_in(world.district_head).get(at("follow", stage.plan.pk))
    assert [item.label for item in page.context["navigation"] if item.current] == ["Kế hoạch"]
    assert "Không có dòng nào" not in signed_in(world.district_head).get(at("index")).content.decode()
