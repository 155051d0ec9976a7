"""The big sheet of the benchmark: a million made-up staff in eight columns, written once and kept."""

import random
from datetime import date, timedelta
from pathlib import Path

import xlsxwriter

HEAD = (
    "Mã nhân sự",
    "Họ và tên",
    "Đơn vị",
    "Chức vụ",
    "Ngày sinh",
    "Số định danh cá nhân",
    "Điện thoại",
    "Ngày bắt đầu",
)


def _words(text: str) -> list[str]:
    return text.replace("\n", " ").split()


_FAMILY = _words("""
Nguyễn Trần Lê Phạm Hoàng Huỳnh Phan Vũ Võ Đặng Bùi Đỗ Hồ Ngô Dương Lý Mai Đào Đinh Trịnh Tạ Cao Lương Tô Hà Lưu""")
_MIDDLE = _words("""
Văn Thị Hữu Đức Minh Thanh Ngọc Quốc Xuân Thu Kim Gia Bảo Anh Thùy Tuấn Công Đình Hoài Phương Quang Khánh Mỹ Hồng""")
_GIVEN = _words("""
An Anh Ánh Bình Cường Chi Châu Dung Dũng Duy Dương Đạt Đông Giang Hà Hải Hạnh Hằng Hiền Hiếu Hoa Hòa Hùng Hương Huy
Khánh Khoa Lan Liên Linh Loan Long Mai Minh My Nam Nga Ngân Ngọc Nhung Oanh Phong Phúc Phương Quân Quyên Quỳnh Sơn
Tâm Tân Thảo Thắng Thành Thu Thúy Thủy Tiến Toàn Trang Trung Tú Tuấn Tùng Uyên Vân Việt Vinh Vũ Xuân Yến""")
_POSITION = ("Giáo viên", "Hiệu trưởng", "Kế toán", "Văn thư", "Chuyên viên", "Bác sĩ", "Điều dưỡng", "Y sĩ")


def write(path: Path, rows: int, units: int) -> None:
    """Write the sheet unless it is there. Units are named by their codes `DV00001`, `DV00002` …"""
    if path.exists():
        return
    beside = path.with_suffix(".part")
    book = xlsxwriter.Workbook(beside, {"constant_memory": True})
    sheet, day = book.add_worksheet("Danh sách"), book.add_format({"num_format": "dd/mm/yyyy"})
    sheet.write_row(0, 0, HEAD)
    chance, start = random.Random(3), date(1966, 1, 1)
    for number in range(1, rows + 1):
        born = start + timedelta(days=chance.randrange(14_000))
        male = chance.randrange(2)
        middle = "Thị" if not male and chance.random() < 0.5 else chance.choice(_MIDDLE)
        name = f"{chance.choice(_FAMILY)} {middle} {chance.choice(_GIVEN)}"
        sheet.write_string(number, 0, f"NS{number:07d}")
        sheet.write_string(number, 1, name)
        sheet.write_string(number, 2, f"DV{chance.randrange(units) + 1:05d}")
        sheet.write_string(number, 3, chance.choice(_POSITION))
        sheet.write_datetime(number, 4, born, day)
        century = 0 if born.year < 2000 else 2
        identity = f"0{chance.randrange(1, 97):02d}{century + 1 - male}{born.year % 100:02d}{number % 1_000_000:06d}"
        sheet.write_string(number, 5, identity)
        sheet.write_string(number, 6, f"09{chance.randrange(10**8):08d}")
        sheet.write_datetime(number, 7, date(2010, 1, 1) + timedelta(days=chance.randrange(5_800)), day)
    book.close()
    beside.replace(path)
