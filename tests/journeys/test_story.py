"""The whole story with one plan: from the document to the final review, three times over."""

import re
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from docx import Document

from namkhong.people.models import Person
from namkhong.plans.actions import adopt_definition
from namkhong.units.states import Line
from tests.journeys import given
from tests.journeys.visitor import DESKTOP, PHONE, Visitor
from tests.world import NOW, World

pytestmark = pytest.mark.journey

FIGURES = {
    "Cán bộ, công chức, viên chức trong năm": ("60", "40"),
    "Người đã ký bản cam kết": ("57", "40"),
    "Người được phổ biến, hiểu rõ": ("60", "39"),
    "Cuộc đối thoại": ("1", "2"),
    "Vụ việc tiêu cực đã có kết luận trong năm": ("1", "0"),
    "Phản ánh, tin báo về tiêu cực đã tiếp nhận": ("7", "3"),
    "Phản ánh, tin báo giải quyết đúng hạn": ("6", "3"),
    "Thời gian giải quyết bình quân": ("8,5", "5"),
    "Cuộc kiểm tra, giám sát": ("2", "1"),
    "Tập thể được khen thưởng": ("1", "0"),
    "Cá nhân được khen thưởng": ("4", "2"),
}
"""What the school and the clinic report."""

REASON = "Số cá nhân được khen thưởng chưa khớp quyết định, đề nghị đối chiếu lại."

WAYS = {
    "desktop": (DESKTOP, True, "docx"),
    "phone": (PHONE, True, "paste"),
    "no_script": (DESKTOP, False, "txt"),
}


@pytest.mark.parametrize("way", WAYS)
def test_story(world: World, visit: Callable[..., Visitor], settings, tmp_path: Path, way: str) -> None:
    size, script, kind = WAYS[way]

    def come(person: Person) -> Visitor:
        return visit(person, size, script=script)

    settings.FIXED_TODAY = date(2026, 10, 12)
    above = adopt_definition(
        definition_key="ben_tre",
        unit=world.federation,
        line=Line.UNION,
        superior_plan=None,
        by=world.federation_officer,
        at=NOW,
    )
    officer = come(world.district_officer)
    take_in(officer, kind, tmp_path)
    review(officer, str(above))
    launch(officer)

    school, clinic = come(world.school_officer), come(world.clinic_officer)
    sign_pledges(school, tmp_path)
    settings.FIXED_TODAY = date(2026, 11, 5)
    report(school, 0, tmp_path)
    send_back(officer, world.school.short_name)
    mend(school)
    accept(officer, world.school.short_name)
    report(clinic, 1, tmp_path)
    accept(officer, world.clinic.short_name)

    settings.FIXED_TODAY = date(2026, 11, 22)
    total(officer, missing=world.office.name)
    own_report(officer)
    official_document(officer, "bao-cao", [world.district.name, "100", "97"])
    province = come(world.federation_officer)
    accept(province, world.district.short_name)

    old_years(officer)
    final_review(officer)
    official_document(officer, "tong-ket", [world.district.name, "2024", "2025", "2026"])


def take_in(officer: Visitor, kind: str, folder: Path) -> None:
    """The plan goes in, as the file or the text that she has."""
    officer.menu("Kế hoạch")
    officer.press("Đưa kế hoạch vào")
    text = given.plan_text()
    if kind == "paste":
        officer.fill("Hoặc dán nội dung kế hoạch", text)
    elif kind == "txt":
        officer.box("Tệp kế hoạch").set_input_files(given.save(folder, "ke-hoach.txt", text.encode()))
    else:
        officer.box("Tệp kế hoạch").set_input_files(given.save(folder, "ke-hoach.docx", given.word_file(text)))
    officer.shows("take-in")
    officer.press("Đọc văn bản")
    officer.sees("Soát kế hoạch", "trước ngày 30/11", "trước ngày 10/11", "Máy đọc chắc chắn", "2021")
    officer.shows("review")


def review(officer: Visitor, above: str) -> None:
    """She corrects a sentence and the head, ties the plan to the one above, and adopts it."""
    officer.follow(re.compile(r"^Sửa\s*:"))
    officer.shows("review-item")
    officer.press("Lưu")
    officer.press("Sửa thông tin chung")
    officer.fill("Tên gọi của cuộc vận động", "Cuộc vận động “Năm không”")
    officer.fill("Số, ký hiệu", "12/KH-LĐLĐ")
    officer.choose("Thực hiện kế hoạch nào của cấp trên", "LĐLĐ tỉnh")
    officer.shows("review-head")
    officer.press("Lưu")
    officer.sees("12/KH-LĐLĐ", above)
    officer.press("Soát xong, đưa vào thực hiện")
    officer.shows("adopt")
    officer.press("Đưa vào thực hiện")
    officer.sees("Kế hoạch đã được đưa vào thực hiện.")
    officer.shows("plan")


def launch(officer: Visitor) -> None:
    """Duties and days are looked at; three grassroots units get theirs."""
    officer.press("Chuẩn bị phát động")
    officer.shows("prepare")
    officer.press("Tiếp tục")
    officer.shows("setup")
    officer.sees("10/11", "30/11")
    officer.press("Xem lại và phát động")
    officer.shows("launch")
    officer.press("Phát động")
    officer.sees("cho các đơn vị")
    officer.shows("forms")
    officer.press("Dùng các mẫu này")
    officer.shows("campaign")


def sign_pledges(school: Visitor, folder: Path) -> None:
    """The grassroots officer sees what waits and does a duty."""
    school.page.reload()
    school.shows("grassroots-desk")
    school.follow("am kết")
    school.fill("Ngày làm xong", "09/10/2026")
    school.fill("Số người đã ký cam kết", "57")
    school.fill("Kết quả, ghi chú", "Ký tại hội nghị viên chức.")
    school.box("Minh chứng").set_input_files(given.save(folder, "danh-sach.png", given.PHOTO))
    school.shows("pledge")
    school.press("Báo đã làm xong")
    school.sees("Đã ghi nhận", "57 người", "danh-sach.png")
    school.shows("pledge-done")


def report(unit: Visitor, column: int, folder: Path) -> None:
    """The yearly report: what is known is there, the rest is typed, saved and sent."""
    unit.menu("Báo cáo")
    unit.follow("năm 2026")
    unit.sees("09/11/2026")
    unit.press("Lập báo cáo")
    if column == 0:
        assert unit.box("Người đã ký bản cam kết").input_value() == "57"
        unit.shows("report-known")
    unit.choose("Đơn vị đã phát động", "Có")
    for label, values in FIGURES.items():
        unit.fill(label, values[column])
    unit.fill("Kết quả nổi bật", "Niêm yết lại thủ tục, bỏ hai loại giấy tờ.")
    unit.fill("Phương hướng năm tới", "Giữ lịch đối thoại hằng quý.")
    unit.box("Minh chứng").set_input_files(given.save(folder, "bien-ban.docx", given.word_file("BIÊN BẢN")))
    unit.press("Lưu nháp")
    unit.sees("Đã lưu nháp", "bien-ban.docx")
    unit.shows("report-saved")
    unit.press("Gửi báo cáo")
    unit.sees("Báo cáo đã tới nơi nhận")
    unit.shows("receipt")


def waiting(judge: Visitor, name: str) -> None:
    """From the list of what waits to the report of one unit."""
    judge.menu("Báo cáo")
    judge.follow("Chờ tiếp nhận")
    judge.shows("to-judge")
    judge.follow(name)


def send_back(officer: Visitor, name: str) -> None:
    """The superior gives the report back and says why."""
    waiting(officer, name)
    officer.page.get_by_text("Trả lại để sửa").first.click()
    officer.fill("Cần sửa những gì", REASON)
    officer.shows("judge")
    officer.press("Trả lại báo cáo")
    officer.sees("Đã trả lại báo cáo", REASON)


def mend(school: Visitor) -> None:
    """What is wrong is read on the desk, mended, and sent again."""
    school.go("/")
    school.shows("returned-desk")
    school.menu("Báo cáo")
    school.follow("năm 2026")
    school.sees(REASON)
    school.shows("returned")
    school.fill("Cá nhân được khen thưởng", "3")
    school.press("Gửi báo cáo")
    school.sees("Báo cáo đã tới nơi nhận")


def accept(judge: Visitor, name: str) -> None:
    """The superior receives the report."""
    waiting(judge, name)
    judge.press("Tiếp nhận báo cáo")
    judge.sees("Đã tiếp nhận báo cáo")
    judge.shows("accepted")


def total(officer: Visitor, missing: str) -> None:
    """Who is missing is named, figures are the sums, and each leads to its units."""
    officer.menu("Báo cáo")
    officer.follow("Theo dõi đơn vị")
    officer.shows("gathering")
    officer.follow("Số liệu tổng hợp")
    officer.sees("2/3 đơn vị", missing)
    officer.shows("total")
    row = officer.page.get_by_role("row", name="Người đã ký bản cam kết")
    assert "97" in row.inner_text()
    row.get_by_role("link", name="97").click()
    officer.page.wait_for_load_state()
    officer.sees("57", "40", "Trường Tiểu học Đồng Tâm", "Trung tâm Y tế huyện Hòa An")
    officer.shows("trace")


def own_report(officer: Visitor) -> None:
    """The district's own report is the sum of its units, with one unit named as missing."""
    officer.menu("Báo cáo")
    officer.follow(re.compile("tổng hợp.*năm 2026"))
    officer.sees("29/11/2026")
    officer.press("Lập báo cáo")
    assert officer.box("Người đã ký bản cam kết").input_value() == "97"
    assert officer.box("Cá nhân được khen thưởng").input_value() == "5"
    officer.fill("Kết quả nổi bật", "Hai đơn vị đã bỏ giấy tờ trùng lặp.")
    officer.fill("Phương hướng năm tới", "Kiểm tra chéo giữa các đơn vị.")
    officer.shows("district-report")
    officer.press("Gửi báo cáo")
    officer.sees("Báo cáo đã tới nơi nhận", "Còn thiếu 1 đơn vị")
    officer.shows("district-receipt")


def official_document(officer: Visitor, name: str, words: list[str]) -> None:
    """The report as an official document: looked at, then taken away as Word and as PDF."""
    officer.press("Soạn thành văn bản")
    officer.shows(f"{name}-source")
    officer.press("Tạo dự thảo")
    pictures = officer.page.locator("main figure img")
    pictures.first.wait_for()
    for picture in pictures.all():
        picture.scroll_into_view_if_needed()
    officer.page.wait_for_load_state("networkidle")
    officer.shows(f"{name}-document")
    said = {
        "Word": word_text(officer.download("Tải bản Word")),
        "PDF": pdf_text(officer.download("Tải bản PDF")),
    }
    for kind, text in said.items():
        missing = [word for word in words if word.lower() not in text.lower()]
        assert not missing, f"{kind}: {missing} not in {text}"


def word_text(data: bytes) -> str:
    """All words of a Word file, tables included."""
    return " ".join(node.text or "" for node in Document(BytesIO(data)).element.body.iter() if node.tag.endswith("}t"))


def pdf_text(data: bytes) -> str:
    """All words of a PDF file on single lines."""
    document = pypdfium2.PdfDocument(data)
    text = " ".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    return " ".join(text.split())


def old_years(officer: Visitor) -> None:
    """Figures of the years before the system, from paper reports."""
    officer.menu("Báo cáo")
    officer.follow("Theo dõi đơn vị")
    officer.follow("Số liệu tổng hợp")
    officer.press("So sánh qua các năm")
    for year, staff, cases in (("2024", "90", "4"), ("2025", "95", "3")):
        officer.press("Nhập số liệu cũ")
        officer.fill("Năm", year)
        officer.fill("Lấy từ văn bản nào", f"Báo cáo số 20/BC-LĐLĐ năm {year}")
        officer.fill("Cán bộ, công chức, viên chức trong năm", staff)
        officer.fill("Vụ việc tiêu cực", cases)
        officer.shows(f"old-{year}")
        officer.press("Ghi số liệu cũ")
        officer.sees(f"Đã ghi số liệu cũ của năm {year}")
    officer.shows("series")


def final_review(officer: Visitor) -> None:
    """At the end of the stage: words beside the figures of its years."""
    officer.menu("Báo cáo")
    officer.follow("ổng kết")
    officer.press("Lập báo cáo")
    officer.sees("2024", "2025", "2026")
    officer.fill("Công tác chỉ đạo", "Ban Thường vụ giao một đồng chí theo dõi.")
    officer.fill("Kết quả nổi bật của giai đoạn", "Số vụ việc giảm qua từng năm.")
    officer.fill("Hạn chế, nguyên nhân", "Một đơn vị chưa gửi báo cáo.")
    officer.fill("Phương hướng giai đoạn tiếp theo", "Tiếp tục đối thoại hằng quý.")
    officer.shows("final-review")
    officer.press("Gửi báo cáo")
    officer.sees("Đã gửi")
