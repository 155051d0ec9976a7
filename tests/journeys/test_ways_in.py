"""Opening ways in, inviting from a list, keying paper without a mouse, a sample drawn from above."""

from collections.abc import Callable

import pytest
from playwright.sync_api import expect

from namkhong.feedback.actions import make_codes
from namkhong.feedback.drafting import code_of, codes_of
from namkhong.feedback.models import Ballot, Draw, PileSheet, Point
from namkhong.feedback.states import PointKind
from tests.feedback.given import point_at
from tests.feedback.test_inviting import book
from tests.journeys.visitor import DESKTOP, Size, Visitor
from tests.world import NOW, TODAY, World

pytestmark = pytest.mark.journey
Visit = Callable[..., Visitor]
PHONE = Size("phone", 390, 844)


def enter(visitor: Visitor) -> None:
    """Press Enter and wait for the page that comes of it."""
    with visitor.page.expect_navigation():
        visitor.page.keyboard.press("Enter")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_tablet_is_started_from_its_point(world: World, visit: Visit, size: Size) -> None:
    officer = visit(world.school_officer, size)
    officer.go(f"/y-kien/{world.school.pk}/diem/mo/")
    officer.shows("open")
    officer.page.get_by_role("radio", name="Máy chấm điểm tại chỗ").check()
    officer.fill("Quầy, phòng, bộ phận", "Quầy số 1")
    officer.press("Mở điểm")
    officer.sees("Chưa bật máy nào")
    officer.press("Bật một máy chấm điểm")
    officer.sees("Dùng một máy tính bảng khác", "đăng xuất trước")
    officer.shows("started")
    officer.press("Dừng máy")
    officer.sees("Đã dừng")
    officer.shows("stopped")


def test_people_are_invited_by_lot_and_a_bad_list_is_told(world: World, visit: Visit) -> None:
    point = point_at(world.school, PointKind.INVITATION, desk="Nơi trả kết quả")
    officer = visit(world.school_officer)
    officer.go(f"/y-kien/diem/{point.pk}/moi/")
    bad = book(["1", "A1", "", ""], ["2", "", "", "m@vd.vn"], ["3", "A1", "", ""])
    chosen = officer.box("Danh sách hồ sơ đã trả kết quả")
    chosen.set_input_files({"name": "da-tra.xlsx", "mimeType": "application/octet-stream", "buffer": bad})
    officer.press("Bốc thăm và tải tệp thư mời")
    officer.sees("Dòng 5: Thiếu mã hồ sơ.", "Dòng 6: Trùng mã hồ sơ với dòng 4.")
    officer.shows("faults")
    good = book(*([str(n), f"HS-{n}", "", ""] for n in range(40)))
    chosen.set_input_files({"name": "da-tra.xlsx", "mimeType": "application/octet-stream", "buffer": good})
    with officer.page.expect_download() as waiting:
        officer.page.get_by_role("button", name="Bốc thăm và tải tệp thư mời").click()
    assert waiting.value.suggested_filename.endswith(".xlsx") and Draw.objects.get().batch.size == 8
    officer.go(f"/y-kien/diem/{point.pk}/")
    officer.sees("Các lần mời", Draw.objects.get().seed)
    officer.shows("invited")


@pytest.mark.parametrize("script", [True, False], ids=["script", "no_script"])
def test_paper_is_keyed_without_a_mouse_and_checked_by_another(world: World, visit: Visit, script: bool) -> None:
    point = point_at(world.school, PointKind.PAPER, desk="Nơi trả kết quả")
    codes = list(codes_of(make_codes(point=point, size=12, valid_to=TODAY, by=None, at=NOW)))
    clerk = visit(world.school_officer, script=script)
    clerk.go(f"/y-kien/diem/{point.pk}/")
    clerk.shows("point")
    clerk.press("Nhập một tập phiếu")
    keys = clerk.page.keyboard
    expect(clerk.box("Mã trên tờ giấy")).to_be_focused()
    for place, code in enumerate(codes[:3]):
        keys.type(code)
        keys.press("Tab")
        keys.type(str(place + 3))
        keys.press("Tab")
        keys.type("Hướng dẫn rõ")
        enter(clerk)
        clerk.sees("Đã ghi", code)
        expect(clerk.box("Mã trên tờ giấy")).to_be_focused()
    keys.type(f"http://namkhong.example/g/{point.slug}/{codes[3]}")
    enter(clerk)  # as a scanner does
    expect(clerk.box("Điểm (1 đến 5)")).to_be_focused()
    keys.type("2")
    enter(clerk)
    clerk.sees("Đã ghi", codes[3])
    keys.type(codes[0])
    keys.press("Tab")
    keys.type("1")
    enter(clerk)
    clerk.sees("đã được nhập rồi")
    clerk.shows("twice")
    clerk.press("Bỏ tờ vừa nhập")
    assert PileSheet.objects.count() == 3
    clerk.press("Đã nhập hết")
    clerk.sees("Chờ người khác nhập lại")
    clerk.shows("to-check")
    head = visit(world.school_head, script=script)
    head.go(clerk.page.url.removeprefix(clerk.site))
    chosen = PileSheet.objects.get(chosen=True)
    expect(head.box("Mã trên tờ giấy")).to_be_focused()
    head.page.keyboard.type(code_of(chosen.batch_id, chosen.serial))
    head.page.keyboard.press("Tab")
    head.page.keyboard.type(str(chosen.score - 1))
    enter(head)
    head.sees("Hai lần nhập khác nhau")
    head.shows("differs")
    head.press(str(chosen.score))
    head.press("Đưa cả tập vào")
    head.sees("3 tờ", "khác nhau 1 tờ")
    head.shows("put-in")
    assert sorted(Ballot.objects.values_list("score", "evidence")) == [(3, "A"), (4, "A"), (5, "A")]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=["desktop", "phone"])
def test_a_sample_is_drawn_from_above(world: World, visit: Visit, size: Size) -> None:
    superior = visit(world.district_officer, size)
    superior.go(f"/y-kien/{world.school.pk}/")
    superior.press("Mẫu độc lập")
    superior.fill("Bên độc lập phát mã", "Bưu điện huyện Hòa An")
    superior.fill("Số lượt giao dịch trong kỳ", "800")
    superior.shows("to-draw")
    superior.press("Rút mẫu")
    superior.sees("Chuyển thẳng cho bên độc lập", "Số gốc")
    superior.shows("drawn")
    assert superior.download("Biên bản rút mẫu (PDF)").startswith(b"%PDF")
    unit = visit(world.school_officer, size)
    unit.go(f"/y-kien/{world.school.pk}/diem/")
    unit.sees("đơn vị không cầm mã")
    unit.shows("measured")
    assert Point.objects.get().slug not in unit.page.content()
