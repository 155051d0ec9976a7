"""Two schools of the district become one: drafted, looked at, decided, carried out, and taken back."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from namkhong.people.models import Employment
from namkhong.units.models import Unit
from namkhong.units.states import UnitKind
from tests.journeys import given
from tests.journeys.stage import build_stage
from tests.journeys.visitor import DESKTOP, PHONE, Visitor
from tests.reorganisations.test_sheets import workbook
from tests.world import SINCE, World, only_of_the_union

pytestmark = pytest.mark.journey

WAYS = {"desktop": (DESKTOP, True), "phone": (PHONE, True), "no_script": (DESKTOP, False)}
NAME = "Trường Tiểu học Hòa An"


@pytest.mark.parametrize("way", WAYS)
def test_reorganisation(world: World, visit: Callable[..., Visitor], settings, way: str) -> None:
    settings.FIXED_TODAY = date(2026, 11, 22)
    only_of_the_union(world)
    build_stage(world)
    for person in (world.school_officer, world.school_head, world.clinic_officer):
        Employment.objects.create(person=person, unit=world.school, valid_from=SINCE)
    size, script = WAYS[way]
    officer = visit(world.district_officer, size, script=script)
    begin(officer)
    merge(officer)
    decide(officer)
    carry_out(officer)
    moved(world)
    undo(officer)
    assert Unit.objects.get(pk=world.school.pk).closed_on is None
    assert Employment.objects.on(date(2026, 12, 1)).filter(unit=world.school).count() == 3


def begin(officer: Visitor) -> None:
    """The decision and its days."""
    officer.foot("Sắp xếp đơn vị")
    officer.shows("index-empty")
    officer.press("Bắt đầu một lần sắp xếp")
    officer.fill("Nội dung sắp xếp", "Sắp xếp các trường tiểu học")
    officer.fill("Số, ký hiệu văn bản", "15/QĐ-LĐLĐ")
    officer.fill("Cơ quan ban hành", "Liên đoàn Lao động tỉnh Sông Lam")
    officer.fill("Ngày ký", "20/11/2026")
    officer.fill("Có hiệu lực từ ngày", "01/12/2026")
    officer.shows("begin")
    officer.press("Tiếp tục")
    officer.sees("Sắp xếp các trường tiểu học", "Chưa có thay đổi nào")
    officer.shows("draft-empty")


def merge(officer: Visitor) -> None:
    """She searches without accents, ticks, searches again, and names the new unit."""
    officer.follow("Sáp nhập, hợp nhất")
    main = officer.page.locator("main")
    officer.page.locator("#tim_sources").fill("dong tam")
    officer.press("Tìm")
    main.get_by_label("Trường Tiểu học Đồng Tâm").check()
    officer.page.locator("#tim_sources").fill("trung tam y te")
    officer.press("Tìm")
    assert main.get_by_label("Trường Tiểu học Đồng Tâm").is_checked()
    main.get_by_label("Trung tâm Y tế huyện Hòa An").check()
    main.get_by_label("Lập đơn vị mới").check()
    officer.shows("merge-picked")
    officer.press("Thêm thay đổi")
    officer.sees("Hãy ghi tên đơn vị mới")
    officer.fill("Tên đơn vị mới", NAME)
    officer.choose("Loại đơn vị", "Trường học")
    officer.shows("merge-wrong")
    officer.press("Thêm thay đổi")
    officer.sees(f"thành {NAME}")
    officer.shows("draft")


def decide(officer: Visitor) -> None:
    """What hangs on the two, and who is at the head of the one."""
    officer.press("Xem trước những gì sẽ chuyển")
    officer.sees("Người đang làm việc", "Việc", "Ai đứng đầu", "Còn 1 điều")
    officer.shows("preview-open")
    officer.page.locator("main").get_by_label("Đỗ Minh Đức").check()
    officer.press("Lưu các lựa chọn")
    officer.sees("Thực hiện việc sắp xếp?")
    officer.shows("preview-decided")


def carry_out(officer: Visitor) -> None:
    """All at once."""
    officer.press("Thực hiện")
    officer.sees("Đã thực hiện", "Đã bàn giao", "Người đang làm việc", "Chưa có ai làm gì trên kết quả")
    officer.shows("result")
    officer.follow("Kết quả thực hiện sắp xếp")
    officer.sees("Dự thảo", "Ban hành và lấy số")
    officer.shows("document")
    officer.page.go_back()
    officer.page.wait_for_load_state()


def moved(world: World) -> None:
    """People and open duties are with the new unit."""
    made = Unit.objects.get(name=NAME)
    assert made.kind == UnitKind.SCHOOL
    assert Employment.objects.on(date(2026, 12, 1)).filter(unit=made).count() == 3


def undo(officer: Visitor) -> None:
    """As it was."""
    officer.press("Hoàn tác")
    officer.shows("undo")
    officer.press("Hoàn tác")
    officer.sees("Đã hoàn tác")
    officer.shows("undone")


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=lambda size: size.name)
def test_dividing_and_a_spreadsheet(world: World, visit: Callable[..., Visitor], settings, tmp_path, size) -> None:
    """A clinic is divided with open shares; a table with faults comes back with a column that names them."""
    settings.FIXED_TODAY = date(2026, 11, 22)
    settings.VAR = tmp_path
    only_of_the_union(world)
    for person in (world.clinic_officer, world.clinic_head, world.nobody):
        Employment.objects.create(person=person, unit=world.clinic, position="Điều dưỡng", valid_from=SINCE)
    officer = visit(world.district_officer, size)
    begin(officer)
    officer.follow("Chia, tách")
    officer.page.locator("#tim_sources").fill("ttyt")
    officer.press("Tìm")
    officer.page.locator("main").get_by_label("Trung tâm Y tế huyện Hòa An").check()
    officer.page.get_by_label("Phần 1: tên").fill("Trạm Y tế Đông")
    officer.page.get_by_label("Phần 2: tên").fill("Trạm Y tế Tây")
    officer.shows("split")
    officer.press("Thêm thay đổi")
    officer.press("Xem trước những gì sẽ chuyển")
    officer.sees("Chưa định tỷ lệ", "Người của Trung tâm Y tế huyện Hòa An chuyển sang đơn vị nào?", "Còn 2 điều")
    officer.shows("preview-split")
    officer.follow("Định tỷ lệ")
    officer.fill("Trạm Y tế Đông", "60")
    officer.fill("Trạm Y tế Tây", "30")
    officer.press("Lưu tỷ lệ")
    officer.sees("hiện là 90%")
    officer.shows("shares-wrong")
    officer.fill("Trạm Y tế Tây", "40")
    officer.press("Lưu tỷ lệ")
    officer.sees("Trạm Y tế Đông (60%)", "Còn 1 điều")
    send_people(officer, tmp_path)
    officer.go("/sap-xep/")
    officer.shows("index")
    officer.follow("Sắp xếp các trường tiểu học")
    officer.press("Nạp nhiều thay đổi từ Excel")
    assert officer.download("Tải bảng mẫu")[:2] == b"PK"
    row = ("Giải thể", "Trường Không Có", "", "", "", "")
    wrong = given.save(tmp_path, "thay-doi.xlsx", workbook([row]))
    officer.box("Bảng các thay đổi").set_input_files(wrong)
    officer.press("Kiểm tra và nạp")
    officer.sees("Còn 1 chỗ phải sửa trong bảng", "Dòng 2: Không có đơn vị nào tên “Trường Không Có”")
    officer.shows("sheet-wrong")
    assert officer.download("Tải tệp của bạn có thêm cột Lỗi")[:2] == b"PK"
    good = given.save(tmp_path, "thay-doi-2.xlsx", workbook([("Giải thể", "CĐCS cơ quan", "", "", "", "")]))
    officer.box("Bảng các thay đổi").set_input_files(good)
    officer.press("Kiểm tra và nạp")
    officer.sees("Đã nạp 1 thay đổi", "Giải thể Công đoàn cơ sở cơ quan huyện")


def send_people(officer: Visitor, folder: Path) -> None:
    """Most go east; one goes west by a tick, another by the list."""
    main = officer.page.locator("main")
    main.get_by_label("Trạm Y tế Đông", exact=True).check()
    officer.press("Lưu các lựa chọn")
    officer.follow("Chọn đơn vị nhận cho từng người")
    officer.sees("chuyển sang Trạm Y tế Đông, trừ những người", "Đỗ Minh Đức")
    main.get_by_label("Mai Chí Công").check()
    officer.choose("Đơn vị nhận", "Trạm Y tế Tây")
    officer.shows("people-ticked")
    officer.press("Chọn đơn vị nhận")
    officer.sees("Đã chọn đơn vị nhận cho 1 người", "(chọn riêng)")
    officer.shows("people")
    list_ = given.save(folder, "nguoi.xlsx", officer.download("Tải danh sách Excel"))
    officer.press("Nạp danh sách đã ghi")
    wrong = workbook([("0", "Ai đó", "", "Trạm Y tế Tây")], ("Mã dòng", "Họ và tên", "Chức danh", "Đơn vị nhận"))
    officer.box("Danh sách đã ghi đơn vị nhận").set_input_files(given.save(folder, "sai.xlsx", wrong))
    officer.press("Kiểm tra và nạp")
    officer.sees("Còn 1 chỗ phải sửa", "Dòng 2: Không có người nào")
    officer.shows("people-sheet-wrong")
    officer.box("Danh sách đã ghi đơn vị nhận").set_input_files(list_)
    officer.press("Kiểm tra và nạp")
    officer.sees("Đã nạp danh sách: 0 người đổi đơn vị nhận")
    officer.follow("Quay lại xem trước")
    officer.sees("3 người, 1 người chọn riêng")
    officer.shows("preview-people")
