"""The pages of checkers: one sheet, and the grid of many; what is refused stays as it was typed."""

import pytest
from django.urls import reverse

from namkhong.scoring.actions import begin_deciding
from namkhong.scoring.models import MarkChange
from namkhong.scoring.states import SheetState, Step
from tests.scoring.stage import Stage, make_round, make_set, set_stage
from tests.world import NOW, World

WHY = "Minh chứng chỉ có của một nửa số người"
HTMX = {"HX-Request": "true"}


def check_url(stage: Stage, world: World, name: str = "check", *more: object) -> str:
    return reverse(f"scoring:{name}", args=[stage.sheet(world.school).pk, *more])


def typed(stage: Stage, world: World, number: str, points: str, reason: str = "") -> dict[str, str]:
    mark = stage.mark(world.school, number)
    pk = mark.criterion_id
    return {f"{pk}-points": points, f"{pk}-reason": reason, f"{pk}-revision": str(mark.revision)}


def test_keep_with_one_tap_change_with_a_reason_and_finish(stage: Stage, world: World, signed_in) -> None:
    stage.hand_in(world.school)
    browser, pk = signed_in(world.district_officer), stage.numbers["1.1"]
    assert "Còn 6 mục chưa thẩm định" in browser.get(check_url(stage, world)).content.decode()
    one = check_url(stage, world, "check_mark", pk)
    answer = browser.post(one, typed(stage, world, "1.1", "12", "ngắn") | {"lam": "ghi"})
    page = answer.content.decode()
    assert answer.status_code == 422 and 'value="12"' in page and "ít nhất 10 ký tự" in page
    assert browser.post(one, typed(stage, world, "1.1", "12", WHY) | {"lam": "ghi"}).url.endswith(f"#muc-{pk}")
    kept = check_url(stage, world, "check_mark", stage.numbers["1.2"])
    card = browser.post(kept, typed(stage, world, "1.2", "0") | {"lam": "giu"}, headers=HTMX).content.decode()
    assert "Giữ nguyên" in card and stage.mark(world.school, "1.2").checked_points == 10
    browser.post(check_url(stage, world, "keep_rest"))
    browser.post(check_url(stage, world, "finish"))
    assert stage.sheet(world.school).state == SheetState.CHECKED
    assert "Mở lại thẩm định" in browser.get(check_url(stage, world)).content.decode()
    told = browser.post(check_url(stage, world, "finish"), follow=True).content.decode()
    assert "không làm việc này được" in told
    browser.post(check_url(stage, world, "check_again"))
    assert stage.sheet(world.school).state == SheetState.SUBMITTED


def test_a_card_alone_comes_back_with_what_was_wrong(stage: Stage, world: World, signed_in) -> None:
    stage.hand_in(world.school)
    one = check_url(stage, world, "check_mark", stage.numbers["1.1"])
    answer = signed_in(world.district_officer).post(one, typed(stage, world, "1.1", "99"), headers=HTMX)
    assert answer.status_code == 200 and "Điểm phải từ 0 đến 20." in answer.content.decode()


def test_given_back_with_criteria_and_a_reason(stage: Stage, world: World, signed_in) -> None:
    stage.hand_in(world.school)
    browser, url = signed_in(world.district_officer), check_url(stage, world, "return")
    assert "2.2" not in browser.get(url).content.decode(), "what the system measures is not given back"
    answer = browser.post(url, {"reason": WHY})
    assert answer.status_code == 422 and "ít nhất một mục" in answer.content.decode()
    assert browser.post(url, {"reason": WHY, "criteria": [stage.numbers["1.1"]]}).status_code == 302
    page = signed_in(world.school_officer).get(reverse("scoring:sheet", args=[stage.sheet(world.school).pk]))
    assert WHY in page.content.decode() and len(page.context["form"].lines) == 1
    assert "Sửa phiếu chấm bị trả lại" in signed_in(world.school_officer).get("/").content.decode()


def test_left_out_and_taken_in_again(stage: Stage, world: World, signed_in) -> None:
    browser, url = signed_in(world.district_officer), check_url(stage, world, "leave_out")
    assert browser.post(url, {"reason": "ngắn"}).status_code == 422
    assert browser.post(url, {"reason": "Mới thành lập tháng 10"}).status_code == 302
    assert stage.sheet(world.school).state == SheetState.VOID
    assert "Mới thành lập tháng 10" in browser.get(url).content.decode()
    assert browser.post(url).status_code == 302
    assert stage.sheet(world.school).state == SheetState.OPEN


def grid_url(stage: Stage, name: str = "grid", *more: object) -> str:
    return reverse(f"scoring:{name}", args=[stage.round.pk, *more])


def test_the_grid_saves_each_cell_and_goes_back(stage: Stage, world: World, signed_in) -> None:
    stage.hand_in(world.school)
    browser, mark = signed_in(world.district_officer), stage.mark(world.school, "1.1")
    page = browser.get(grid_url(stage)).content.decode()
    assert page.count("data-cell") == 3 and "Trung tâm Y tế huyện Hòa An" in page
    assert browser.get(grid_url(stage) + "?nhom=2").content.decode().count("data-cell") == 2
    cell = grid_url(stage, "cell", mark.pk)
    sent = {"points": "12", "reason": "", "revision": str(mark.revision)}
    told = browser.post(cell, sent, headers=HTMX).content.decode()
    assert "cell-wrong" in told and 'value="12"' in told and "ít nhất 10 ký tự" in told
    told = browser.post(cell, sent | {"reason": WHY}, headers=HTMX).content.decode()
    assert "cell-changed" in told and "tự chấm 18" in told and "18 → 12" in told and "data-undo" in told
    change = MarkChange.objects.get(mark=mark, step=Step.CHECK)
    assert browser.post(grid_url(stage, "undo", change.pk)).status_code == 302
    assert stage.mark(world.school, "1.1").checked_points is None
    told = browser.post(grid_url(stage, "undo", change.pk), follow=True).content.decode()
    assert "không hoàn tác được nữa" in told
    # Nobody goes back what somebody else did.
    assert signed_in(world.district_head).post(grid_url(stage, "undo", change.pk)).status_code == 404


@pytest.mark.parametrize(("points", "words"), [("", "không đạt thì ghi 0"), ("mười", "Hãy ghi một số")])
def test_a_cell_without_the_script(stage: Stage, world: World, signed_in, points: str, words: str) -> None:
    stage.hand_in(world.school)
    cell = grid_url(stage, "cell", stage.mark(world.school, "1.1").pk)
    told = signed_in(world.district_officer).post(cell, {"points": points, "revision": "1"}, follow=True)
    assert words in told.content.decode()


def test_an_office_sees_only_its_criteria(world: World, signed_in) -> None:
    stage = set_stage(world, set=make_set(checker=world.office))
    stage.hand_in(world.school)
    browser = signed_in(world.office_officer)
    page = browser.get(check_url(stage, world)).content.decode()
    assert "2.1. Không để xảy ra tiêu cực" in page and "1.1." not in page and "Kết thúc thẩm định" not in page
    one = check_url(stage, world, "check_mark", stage.numbers["2.1"])
    assert browser.post(one, typed(stage, world, "2.1", "30") | {"lam": "giu"}).status_code == 302
    other = check_url(stage, world, "check_mark", stage.numbers["1.1"])
    assert browser.post(other, typed(stage, world, "1.1", "18")).status_code == 404
    assert browser.post(check_url(stage, world, "finish")).status_code == 404
    page = browser.get(grid_url(stage)).content.decode()
    assert "Trường Tiểu học Đồng Tâm" in page and "Công đoàn cơ sở cơ quan huyện" not in page.split("<table")[1]
    theirs = grid_url(stage, "cell", stage.mark(world.school, "1.1").pk)
    assert browser.post(theirs, {"points": "1", "revision": "1"}).status_code == 404
    own = reverse("scoring:check", args=[stage.sheet(world.office).pk])
    assert browser.get(own).status_code == 404, "nobody checks his own unit"
    # Where its work waits: on the desk, leading to the grid.
    stage.hand_in(world.clinic)
    assert "Thẩm định 1 phiếu chấm điểm" in browser.get("/").content.decode()


def test_checkers_are_told_on_their_desk(stage: Stage, world: World, signed_in) -> None:
    stage.hand_in(world.school)
    stage.hand_in(world.clinic)
    assert "Thẩm định 2 phiếu chấm điểm" in signed_in(world.district_officer).get("/").content.decode()
    assert "phiếu chấm điểm" not in signed_in(world.federation_officer).get("/").content.decode()
    assert "Tự chấm điểm" in signed_in(world.office_officer).get("/").content.decode()


def test_lists_cost_the_same_at_any_length(stage: Stage, world: World, signed_in, same_queries) -> None:
    browser = signed_in(world.district_officer)
    stage.hand_in(world.school)
    places = [grid_url(stage), reverse("scoring:round", args=[stage.round.pk])]
    same_queries(lambda: [browser.get(place) for place in places], lambda: stage.grow(17))
    index = reverse("scoring:index")
    same_queries(lambda: browser.get(index), lambda: [make_round(world, set=stage.round.set) for _ in range(19)])


def test_not_checked_any_more(stage: Stage, world: World, signed_in) -> None:
    stage.checked(world.school)
    begin_deciding(round=stage.round, by=world.district_head, at=NOW)
    page = signed_in(world.district_officer).get(check_url(stage, world)).content.decode()
    assert "Phiếu đã thẩm định xong" in page and "Trả lại" not in page
