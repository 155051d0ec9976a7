"""A yearly scoring: a nurse on her phone, a checker in the grid with the keys, the head who publishes, an appeal."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from namkhong.scoring.models import MarkChange
from namkhong.scoring.states import SheetState, Step
from tests.journeys.visitor import PHONE, Size, Visitor
from tests.scoring.stage import Stage, set_stage
from tests.world import World

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
NARROW = Size("narrow", 390, 800)


@pytest.fixture
def stage(world: World) -> Stage:
    """The district's round has begun."""
    return set_stage(world)


def score_on_the_phone(stage: Stage, visit: Visit) -> Visitor:
    """The clinic scores itself; each criterion is kept as it is filled in."""
    nurse = visit(stage.world.clinic_officer, NARROW)
    nurse.follow("Tự chấm điểm")
    nurse.shows("fill")
    first = nurse.page.locator(f"#muc-{stage.numbers['1.1']}")
    first.get_by_label("Điểm tự chấm").fill("17,5")
    expect(first.locator("[data-autosave]")).to_contain_text("Đã lưu lúc")
    expect(nurse.page.locator("#tong")).to_have_text("17,5")
    first.get_by_label("Điểm tự chấm").fill("25")
    expect(first.locator("[data-autosave]")).to_contain_text("Điểm phải từ 0 đến 20")
    first.get_by_label("Điểm tự chấm").fill("18")
    expect(nurse.page.locator("#tong")).to_have_text("18")
    nurse.page.locator(f"#muc-{stage.numbers['1.2']}").get_by_text("Có (10 điểm)").click()
    expect(nurse.page.locator("#tong")).to_have_text("28")
    nurse.press("Gửi phiếu")
    nurse.sees("Mục này chưa có điểm")
    nurse.shows("missing")
    nurse.page.get_by_text("Đủ, có báo cáo chậm (10 điểm)").click()
    nurse.page.locator(f"#muc-{stage.numbers['2.1']}").get_by_label("Điểm tự chấm").fill("30")
    nurse.press("Gửi phiếu")
    nurse.sees("Đã gửi phiếu", "Chờ thẩm định")
    nurse.shows("handed-in")
    return nurse


def check_in_the_grid(stage: Stage, visit: Visit) -> None:
    """Arrows, Enter and Ctrl+Z; each cell is kept at once."""
    officer = visit(stage.world.district_officer)
    officer.shows("desk")
    officer.follow("Thẩm định 2 phiếu chấm điểm")
    cells = officer.page.locator("[data-cell]")
    expect(cells).to_have_count(6)
    cells.first.focus()
    officer.page.keyboard.press("Enter")
    expect(officer.page.locator(".cell-kept")).to_have_count(1)
    expect(cells.nth(3)).to_be_focused()
    officer.page.keyboard.press("Home")
    officer.page.keyboard.type("12")
    officer.page.keyboard.press("ArrowUp")
    expect(officer.page.locator(".cell-wrong")).to_contain_text("Điểm phải từ 0 đến 20")
    officer.page.locator("#ly-do").fill("Minh chứng chỉ có của một nửa số người")
    cells.nth(3).fill("12")
    officer.page.keyboard.press("Enter")
    expect(officer.page.locator(".cell-changed")).to_have_count(1)
    officer.shows("grid")
    officer.page.keyboard.press("Control+z")
    expect(officer.page.locator("main")).to_contain_text("Đã hoàn tác mục 1.1")
    assert MarkChange.objects.filter(step=Step.CHECK, reason__startswith="Hoàn tác").exists()
    officer.follow("Trung tâm Y tế")
    officer.shows("check")
    officer.press("Giữ nguyên các mục còn lại")
    officer.sees("Còn 1 mục chưa thẩm định: 2.2")
    decide = officer.page.locator(f"#muc-{stage.numbers['2.2']}")
    decide.get_by_label("Điểm thẩm định").fill("15")
    decide.get_by_label("Lý do nếu đổi điểm").fill("Báo cáo giấy nộp đủ, đúng hạn")
    decide.get_by_role("button", name="Ghi điểm").click()
    expect(decide).to_contain_text("Đã đổi điểm")
    officer.page.reload()
    officer.press("Kết thúc thẩm định")
    officer.sees("Đã thẩm định xong phiếu của Trung tâm Y tế huyện Hòa An")
    officer.go(f"/cham-diem/{stage.round.pk}/")
    officer.shows("round")


def test_a_scoring_from_the_phone_to_the_grid(stage: Stage, visit: Visit) -> None:
    stage.hand_in(stage.world.school)
    score_on_the_phone(stage, visit)
    check_in_the_grid(stage, visit)


def test_published_and_appealed(stage: Stage, visit: Visit) -> None:
    world = stage.world
    for unit in world.grassroots:
        stage.checked(unit, {"1.1": 10, "1.2": 0, "1.3": 10, "2.1": 30})
    head = visit(world.district_head)
    head.menu("Thi đua")
    head.shows("rounds")
    head.follow("Chấm điểm Năm không năm 2026")
    head.press("Khóa tự chấm")
    head.shows("close")
    head.press("Khóa tự chấm")
    head.shows("publish")
    head.page.locator("form").get_by_role("button", name="Công bố").click()
    head.sees("Đã công bố kết quả của 3 phiếu")
    head.shows("results")
    union = visit(world.school_head, PHONE)
    union.menu("Thi đua")
    union.page.locator("main tbody a").nth(1).click()
    union.shows("published-sheet")
    union.press("Khiếu nại kết quả")
    union.choose("Khiếu nại về", "Mục 1.1")
    union.fill("Nội dung khiếu nại", "Đơn vị có đủ minh chứng cho mục này")
    union.shows("appeal")
    union.press("Gửi khiếu nại")
    head.go("/")
    head.follow("Trả lời khiếu nại kết quả chấm điểm")
    head.fill("Trả lời", "Đã đối chiếu hồ sơ, đơn vị nêu đúng")
    head.box("Mục 1.1").fill("20")
    head.shows("answer")
    head.press("Chấp nhận, sửa điểm")
    head.sees("Đã trả lời khiếu nại")
    assert stage.sheet(world.school).state == SheetState.PUBLISHED
    union.page.reload()
    union.follow("Xem kết quả đã sửa")
    union.press("Mọi lần thay đổi điểm")
    union.sees("Sau khiếu nại mục 1.1: 10 → 20 điểm")
    union.shows("trace")


@pytest.mark.parametrize("size", [NARROW, Size("desktop", 1280, 900)], ids=["phone", "desktop"])
def test_the_remaining_pages_fit(stage: Stage, visit: Visit, size: Size) -> None:
    stage.hand_in(stage.world.school)
    officer = visit(stage.world.district_officer, size)
    sheet = stage.sheet(stage.world.school).pk
    places = ["", "moi/", f"{stage.round.pk}/", f"{stage.round.pk}/han/", f"{stage.round.pk}/bo/"]
    places += [f"{stage.round.pk}/them/", f"{stage.round.pk}/bang/", f"phieu/{sheet}/", f"phieu/{sheet}/tham-dinh/"]
    places += [f"phieu/{sheet}/tra-lai/", f"phieu/{sheet}/khong-xep-loai/", f"phieu/{sheet}/dien-bien/"]
    for number, place in enumerate(places):
        officer.go(f"/cham-diem/{place}")
        officer.shows(f"page-{number}")
