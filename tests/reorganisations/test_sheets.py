"""Many changes from a spreadsheet: all of them, or none and what is wrong with which row."""

from collections.abc import Sequence
from datetime import date
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from python_calamine import CalamineWorkbook

from namkhong.papers.models import StoredFile
from namkhong.reorganisations import sheets
from namkhong.units.actions import make_unit, place_many
from namkhong.units.models import Change, ChangePart, Placement, Unit
from namkhong.units.states import ChangeKind, Line, PartRole, UnitKind
from tests.reorganisations.conftest import Office
from tests.world import SINCE, World

HEAD = tuple(column.label for column in sheets.COLUMNS)
GOOD = (
    ("Hợp nhất", "truong tieu hoc dong tam; TTYT Hoa An", "Trường liên cấp Hòa An", "", "", ""),
    ("Giải thể", "Công đoàn cơ sở cơ quan huyện", "", "", "", ""),
)


def workbook(rows: Sequence[Sequence[object]], head: Sequence[str] = HEAD, change=None) -> bytes:
    """A workbook of one sheet; `change(book, sheet)` adds what is wrong with it."""
    out = BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Bảng")
    for line, row in enumerate([head, *rows]):
        for place, value in enumerate(row):
            sheet.write(line, place, value)
    if change:
        change(book, sheet)
    book.close()
    return out.getvalue()


def send(office: Office, data: bytes, name: str = "thay-doi.xlsx") -> HttpResponse:
    """Hand a file in."""
    return office.client.post(office.path("bang/"), {"file": SimpleUploadedFile(name, data)})


def said(answer: HttpResponse) -> str:
    """The page of a refusal; nothing was brought in."""
    assert answer.status_code == 422
    assert not Change.objects.exists()
    return answer.content.decode()


def rejected(office: Office, *rows: Sequence[object], **more) -> str:
    """Why a table is refused."""
    return said(send(office, workbook(rows, **more)))


def test_template_can_be_filled_in(office: Office) -> None:
    answer = office.client.get("/sap-xep/mau.xlsx")
    book = CalamineWorkbook.from_filelike(BytesIO(answer.content))
    assert book.get_sheet_by_index(0).to_python() == [list(HEAD)]
    assert len(book.get_sheet_by_index(1).to_python()) == 1 + len(sheets.EXAMPLES)


def test_all_kinds_come_in(office: Office, world: World) -> None:
    rows = [
        ("Sáp nhập", "TH Đồng Tâm", "Trung tâm Y tế huyện Hòa An", "", "", ""),
        ("Đổi tên", "Công đoàn cơ sở cơ quan huyện", "Công đoàn cơ quan Hòa An", "", "", ""),
    ]
    assert send(office, workbook(rows)).status_code == 302
    page = office.get()
    assert "Sáp nhập Trường Tiểu học Đồng Tâm vào Trung tâm Y tế huyện Hòa An" in page
    assert "Đổi tên Công đoàn cơ sở cơ quan huyện thành Công đoàn cơ quan Hòa An" in page


def test_split_with_shares_and_a_line_that_ends(office: Office, world: World) -> None:
    rows = [
        ("Chia", "TTYT Hòa An", "Trạm Đông; Trạm Tây", "", "62,5%; 37,5%", ""),
        ("Tách", "TH Đồng Tâm", "TH Đồng Tâm; Trường Mới", "", "", ""),
        ("ket thuc tuyen", "CĐCS cơ quan", "", "", "", "cong doan"),
    ]
    assert send(office, workbook(rows)).status_code == 302
    page = office.get()
    assert "Chia Trung tâm Y tế huyện Hòa An thành Trạm Đông (62,5%), Trạm Tây (37,5%)" in page
    assert "Tách Trường Mới từ Trường Tiểu học Đồng Tâm (chưa định tỷ lệ)" in page
    assert "trên tuyến Công đoàn" in page


def test_joined_into_a_new_unit(office: Office, world: World) -> None:
    assert (
        send(office, workbook([("Sáp nhập", "TH Đồng Tâm; TTYT Hòa An", "Cụm Hòa An", "", "", "")])).status_code == 302
    )
    assert "thành Cụm Hòa An" in office.get()


def test_a_superior_founded_in_another_row(office: Office, world: World) -> None:
    rows = [
        ("Hợp nhất", "TH Đồng Tâm; TTYT Hòa An", "Cụm Hòa An", "", "", ""),
        ("Chuyển cấp trên", "CĐCS cơ quan", "", "cum hoa an", "", "Công đoàn"),
    ]
    assert send(office, workbook(rows)).status_code == 302
    part = ChangePart.objects.get(change__kind=ChangeKind.TRANSFER, role=PartRole.RESULT)
    assert part.parent_part.name == "Cụm Hòa An"
    assert "về trực thuộc Cụm Hòa An trên tuyến Công đoàn" in office.get()


def test_superiors_founded_with_names_that_differ_by_accents_alone(office: Office, world: World) -> None:
    """Which of the two is meant is told by its accents, and never guessed."""
    founding = (
        ("Chia", world.office.name, "Cụm Hòa; Cụm Bắc", "", "", ""),
        ("Chia", world.clinic.name, "Cụm Hoa; Cụm Nam", "", "", ""),
    )
    move = ("Chuyển cấp trên", "TH Đồng Tâm", "", "{}", "", "Công đoàn")
    said = rejected(office, *founding, tuple(cell.format("cum hoa") for cell in move))
    assert "cum hoa" in said and not Change.objects.exists()
    send(office, workbook([*founding, tuple(cell.format("Cụm Hòa") for cell in move)]))
    assert ChangePart.objects.get(change__kind="transfer", role="result").parent_part.name == "Cụm Hòa"


def test_errors_stand_beside_their_rows(office: Office, world: World) -> None:
    rows = [
        GOOD[0],
        ("Giải thể", "Trường Không Có", "", "", "", ""),
        ("Nhập", "CĐCS cơ quan", "", "", "", ""),
        ("Giải thể", "TH Đồng Tâm", "", "", "", ""),
    ]
    answer = send(office, workbook(rows))
    page = said(answer)
    assert "Còn 3 chỗ phải sửa" in page
    assert "Dòng 3: Không có đơn vị nào tên “Trường Không Có”" in page
    assert "Dòng 4: Không rõ loại thay đổi “Nhập”" in page
    assert "Dòng 5: “Trường Tiểu học Đồng Tâm” đã có ở dòng 2" in page
    url = page.split("/bang/")[-1].split("/")[0]
    returned = office.client.get(office.path(f"bang/{url}/"))
    table = CalamineWorkbook.from_filelike(BytesIO(returned.getvalue())).get_sheet_by_index(0).to_python()
    assert table[0] == [*HEAD, "Lỗi"] and table[1][-1] == ""
    assert table[2][1] == "Trường Không Có" and "Không có đơn vị nào" in table[2][-1]
    # The returned table itself, mended, can be handed in.
    assert send(office, workbook([row[:6] for row in table[1:2]], head=table[0])).status_code == 302


def test_units_of_the_same_name(office: Office, world: World) -> None:
    twins = [make_unit(name="Tổ Kim Đồng", kind=UnitKind.SCHOOL) for _ in range(2)]
    Unit.objects.bulk_create(twins)
    above = (world.school, world.clinic)
    places = [Placement(unit=u, line=Line.UNION, parent=p, valid_from=SINCE) for u, p in zip(twins, above, strict=True)]
    place_many(placements=places, line=Line.UNION)
    page = rejected(office, ("Giải thể", "to kim dong", "", "", "", ""))
    assert "Có 2 đơn vị tên “to kim dong”" in page and "Tổ Kim Đồng (TH Đồng Tâm)" in page
    assert send(office, workbook([("Giải thể", "to kim dong (th dong tam)", "", "", "", "")])).status_code == 302
    assert ChangePart.objects.get().unit == twins[0]


@pytest.mark.parametrize(
    ("row", "sentence"),
    [
        (("Sáp nhập", "TH Đồng Tâm; TTYT Hòa An", "TTYT Hòa An", "", "", ""), "vừa là đơn vị cũ vừa là đơn vị mới"),
        (("Tách", "TH Đồng Tâm", "Trường A; Trường B", "", "", ""), "Tách thì “Trường Tiểu học Đồng Tâm” vẫn còn"),
        (("Chia", "TH Đồng Tâm", "Trường A; Trường B", "", "60", ""), "Có 1 tỷ lệ cho 2 đơn vị mới"),
        (("Chia", "TH Đồng Tâm", "Trường A; Trường B", "", "60; 50", ""), "phải đúng bằng 100 %"),
        (("Chia", "TH Đồng Tâm", "Trường A; Trường B", "", "sáu mươi; 40", ""), "“sáu mươi” không phải là số"),
        (("Chia", "TH Đồng Tâm; TTYT Hòa An", "Trường A; Trường B", "", "", ""), "Mỗi lần chia, tách chỉ một đơn vị"),
        (("Giải thể", "", "", "", "", ""), "Hãy chọn ít nhất một đơn vị cũ"),
        (("Hợp nhất", "", "Trường A", "", "", ""), "Hãy chọn ít nhất một đơn vị cũ"),
        (("Kết thúc tuyến", "TH Đồng Tâm", "", "", "", ""), "Hãy chọn tuyến"),
        (("Kết thúc tuyến", "TH Đồng Tâm", "", "", "", "Thanh niên"), "Không rõ tuyến “Thanh niên”"),
        (("Chuyển cấp trên", "LĐLĐ huyện", "", "TH Đồng Tâm", "", "Công đoàn"), "đang trực thuộc chính"),
        (("Chuyển cấp trên", "TH Đồng Tâm", "", "", "", ""), "cấp trên mới"),
        (("Giải thể", "MN Hoa Sen", "", "", "", ""), "Không có đơn vị nào tên “MN Hoa Sen”"),
        (("Đổi tên", "TH Đồng Tâm", "", "", "", ""), "cần một tên mới"),
    ],
)
def test_what_a_row_cannot_say(office: Office, row: tuple[str, ...], sentence: str) -> None:
    assert sentence in rejected(office, row).replace("&quot;", '"')


def test_several_faults_only_the_whole_shows(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.office])
    answer = send(office, workbook([GOOD[0], GOOD[1]]))
    assert answer.status_code == 422 and "Dòng 3: “Công đoàn cơ sở cơ quan huyện” đã có" in answer.content.decode()
    assert Change.objects.count() == 1


def test_a_fault_that_no_single_row_has(office: Office, world: World) -> None:
    office.add("dissolve", sources=[world.school])
    rows = [
        ("Chuyển cấp trên", "TH Đồng Tâm", "", "Cụm Hòa An", "", ""),
        ("Hợp nhất", "TTYT Hòa An; CĐCS cơ quan", "Cụm Hòa An", "", "", ""),
    ]
    assert send(office, workbook(list(reversed(rows)))).status_code == 422
    assert send(office, workbook(rows)).status_code == 422


def test_formulas(office: Office) -> None:
    def formula(book, sheet) -> None:
        sheet.write_formula(1, 1, '="TH Đồng"&" Tâm"', None, "TH Đồng Tâm")

    page = rejected(office, ("Giải thể", "", "", "", "", ""), change=formula)
    assert "Cột “Đơn vị cũ” là công thức" in page


def test_merged_cells(office: Office) -> None:
    def merge(book, sheet) -> None:
        sheet.merge_range(1, 0, 2, 0, "Giải thể")

    page = rejected(office, ("", "TH Đồng Tâm"), ("", "CĐCS cơ quan"), change=merge)
    assert "Dòng 2 đến 3 có ô bị gộp" in page


def test_dates(office: Office) -> None:
    def day(book, sheet) -> None:
        sheet.write_datetime(1, 4, date(2026, 7, 1), book.add_format({"num_format": "d/m/yyyy"}))

    page = rejected(office, ("Giải thể", "TH Đồng Tâm", "", "", ""), change=day)
    assert "Cột “Tỷ lệ %” là ngày giờ" in page
    assert "không phải là số" in rejected(office, ("Chia", "TH Đồng Tâm", "Một", "", "01/07/2026", ""))


def test_two_header_rows(office: Office) -> None:
    upper = ("Sắp xếp", "Đơn vị", "", "", "", "")
    assert send(office, workbook([HEAD, *GOOD], head=upper)).status_code == 302
    assert Change.objects.count() == 2


def test_no_header(office: Office) -> None:
    assert "Không tìm thấy dòng tiêu đề cột" in rejected(office, ("a", "b"), head=("x", "y"))
    assert "Bảng thiếu cột “Đơn vị cũ”" in rejected(office, ("Chia", "A"), head=("Loại thay đổi", "Đơn vị mới"))
    assert "chưa có dòng nào" in rejected(office)


def test_too_many_rows(office: Office) -> None:
    rows = [("Giải thể", f"Đơn vị {number}") for number in range(sheets.MOST + 1)]
    assert "hơn 2.000 dòng" in rejected(office, *rows)


def test_a_million_empty_rows(office: Office) -> None:
    def far(book, sheet) -> None:
        sheet.write_blank(1_048_575, 5, None, book.add_format({"bold": True}))

    assert send(office, workbook(GOOD, change=far)).status_code == 302
    assert Change.objects.count() == 2


def test_bomb_macros_and_other_kinds(office: Office) -> None:
    good = workbook(GOOD)
    bomb, macros = BytesIO(), BytesIO()
    with ZipFile(BytesIO(good)) as old:
        for out, name, data in ((bomb, "xl/sheet9.xml", b" " * 50_000_000), (macros, "xl/vbaProject.bin", b"code")):
            with ZipFile(out, "w", ZIP_DEFLATED) as new:
                for part in old.namelist():
                    new.writestr(part, old.read(part))
                new.writestr(name, data)
    assert "nở ra quá lớn" in said(send(office, bomb.getvalue()))
    assert "macro" in said(send(office, macros.getvalue()))
    assert "không khớp với phần đuôi" in said(send(office, b"%PDF-1.4 something"))
    assert "bị cắt cụt" in said(send(office, good[: len(good) // 2]))
    assert office.client.post(office.path("bang/"), {}).status_code == 422


def test_only_returned_tables_are_handed_out(office: Office, world: World) -> None:
    rejected(office, ("Giải thể", "Không Có"))
    kept = {row.name: row for row in StoredFile.objects.all()}
    assert office.client.get(office.path(f"bang/{kept['thay-doi.xlsx'].pk}/")).status_code == 404
    assert office.client.get(office.path("bang/999/")).status_code == 404
    assert len(kept) == 2
