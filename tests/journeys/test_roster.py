"""The chair of a clinic's union, a nurse, brings in her twelve people from the table she keeps."""

from pathlib import Path

import pytest
from python_calamine import CalamineWorkbook

from namkhong.people.models import Employment, Person
from tests.journeys.visitor import DESKTOP, PHONE
from tests.rosters.books import STAFF_HEAD, book, kept

pytestmark = pytest.mark.journey

NAMES = [
    "Nguyễn Thị Lan",
    "Trần Văn Hùng",
    "Lê Thị Mơ",
    "Phạm Thu Hà",
    "Hoàng Văn Thái",
    "Bùi Thị Xuân",
    "Đỗ Minh Quân",
    "Vũ Thị Hạnh",
    "Đặng Hồng Sơn",
    "Ngô Thị Bích",
    "Lý Thị Thảo",
    "Mai Văn Dũng",
]
TITLE = ["DANH SÁCH VIÊN CHỨC TRUNG TÂM Y TẾ"]


def rows(born: str, phone: str) -> list[list[str]]:
    """Her table; two cells of it as given."""
    people = [
        [f"YT{number:02d}", name, "", "Điều dưỡng", "02/03/1985", "", f"09123456{number:02d}", "01/09/2015"]
        for number, name in enumerate(NAMES, start=1)
    ]
    people[3][4], people[8][6] = born, phone
    return [TITLE, [], STAFF_HEAD, *people]


@pytest.mark.parametrize("size", [DESKTOP, PHONE], ids=lambda size: size.name)
def test_roster(world, visit, tmp_path: Path, settings, size):
    settings.MEDIA_ROOT, settings.VAR = tmp_path / "media", tmp_path / "var"
    chair = visit(world.clinic_head, size)
    chair.go("/danh-sach/")
    chair.shows("1-lists")
    chair.press("Nạp danh sách mới")
    chair.shows("2-begin")
    wrong = kept(tmp_path, "viên chức.xlsx", book(rows("05/13/1985", "12345")))
    chair.box("Tệp danh sách").set_input_files(wrong)
    chair.press("Gửi tệp")
    chair.sees("Dòng tiêu đề tìm thấy ở dòng 3")
    chair.shows("3-columns")
    chair.press("Kiểm tra")
    chair.sees("Những chỗ phải sửa", "tháng và ngày bị đảo", "Số điện thoại không đúng")
    chair.shows("4-mistakes")
    with chair.page.expect_download() as download:
        chair.page.get_by_role("link", name="Tải tệp có ghi lỗi").click()
    table = CalamineWorkbook.from_path(str(download.value.path())).get_sheet_by_index(0).to_python()
    assert [number for number, row in enumerate(table, start=1) if row[8]] == [3, 7, 12]
    chair.press("Gửi tệp đã sửa")
    right = kept(tmp_path, "viên chức đã sửa.xlsx", book(rows("13/05/1985", "0912345609")))
    chair.box("Tệp danh sách").set_input_files(right)
    chair.press("Gửi tệp")
    chair.press("Kiểm tra")
    chair.sees("Mọi dòng đều đúng")
    chair.shows("5-checked")
    chair.press("Nạp")
    chair.sees("Mới", "12")
    chair.shows("6-loaded")
    assert Employment.objects.filter(unit=world.clinic, person__kept_by=world.clinic).count() == 12
    chair.press("Hoàn tác")
    chair.sees("mọi thứ trở lại như trước khi nạp")
    chair.shows("7-undone")
    assert not Person.objects.filter(kept_by=world.clinic).exists()
