"""People from a table: by file, pasted, with mistakes by row."""

from io import BytesIO

import pytest
import xlsxwriter
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from namkhong.people.models import Person
from namkhong.registrations.models import Registration
from namkhong.registrations.sheets import NothingPasted, TooManyRows, lines_pasted
from tests.registrations.stage import Stage
from tests.world import World

HEAD = ["TT", "Họ và tên", "Mã", "Danh hiệu thi đua", "Nội dung"]


def book(rows: list[list[str]]) -> SimpleUploadedFile:
    """A workbook; a cell that begins with "=" is a formula."""
    out = BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True}) as made:
        sheet = made.add_worksheet()
        for line, row in enumerate(rows):
            sheet.write_row(line, 0, row)
    return SimpleUploadedFile("dang-ky.xlsx", out.getvalue())


def address(stage: Stage) -> str:
    return reverse("registrations:from_table", args=[stage.campaign.pk, 2026, stage.world.school.pk])


def registered() -> dict[str, tuple[str, str]]:
    rows = Registration.objects.select_related("person").order_by("pk")
    return {row.person.full_name: (row.honour, row.promise) for row in rows if row.person}


def test_a_file_is_taken_whole(stage: Stage, world: World, signed_in) -> None:
    Person.objects.filter(pk=stage.teachers[5].pk).update(staff_code="NS06", kept_by=world.school)
    rows = [
        ["DANH SÁCH ĐĂNG KÝ"],
        HEAD,
        ["1", "tran van bao", "", "Lao động tiên tiến", "Không hẹn lần hai"],
        ["2", "", "ns06", "", ""],
        ["3", "Lê Thị Ngọc", "", "Giấy khen", ""],
    ]
    officer = signed_in(world.school_officer)
    assert officer.get(address(stage)).status_code == 200
    sent = {"file": book(rows), "honour": "Chiến sĩ thi đua cơ sở"}
    assert officer.post(address(stage), sent).status_code == 302
    assert registered() == {
        "Trần Văn Bảo": ("Lao động tiên tiến", "Không hẹn lần hai"),
        "Nguyễn Thị Lan": ("Chiến sĩ thi đua cơ sở", ""),
        "Lê Thị Ngọc": ("Giấy khen", ""),
    }


def test_every_mistake_is_told_and_nothing_is_taken(stage: Stage, world: World, signed_in) -> None:
    Person.objects.filter(pk=stage.teachers[5].pk).update(staff_code="NS06", kept_by=world.school)
    stage.registered(stage.school, stage.teachers[4])
    rows = [
        HEAD,
        ["1", "Nguyễn Thị Lan", "", "Giấy khen", ""],
        ["2", "Người Lạ", "", "Giấy khen", ""],
        ["3", "Lê Thị Ngọc", "", "", ""],
        ["4", "Trần Văn Bảo", "", "Giấy khen", ""],
        ["5", "Trần Văn Bảo", "", "Giấy khen", ""],
        ["6", "Đinh Công Sơn", "", "Giấy khen", ""],
        ["7", "Phạm Hồng Đào", "", "=1+1", ""],
        ["8", "", "NS99", "Giấy khen", ""],
        ["9", "Lê Thị Ngọc", "NS06", "Giấy khen", ""],
        ["10", "", "", "Giấy khen", ""],
        ["11", "Phạm Hồng Đào", "", "x" * 201, ""],
        ["12", "Phạm Hồng Đào", "", "Giấy khen", "y" * 3001],
    ]
    answer = signed_in(world.school_officer).post(address(stage), {"file": book(rows)})
    assert answer.status_code == 422
    told = answer.content.decode()
    for words in (
        "Dòng 2: Có 2 người tên Nguyễn Thị Lan",
        "Dòng 3: Không có Người Lạ",
        "Dòng 4: Chưa ghi danh hiệu",
        "Dòng 6: Trần Văn Bảo đã có ở dòng 5",
        "Dòng 7: Đinh Công Sơn đã có đăng ký",
        "Dòng 8: Có công thức",
        "Dòng 9: Không có ai mang mã NS99",
        "Dòng 10: Mã NS06 là của Nguyễn Thị Lan",
        "Dòng 11: Chưa ghi họ và tên",
        "Dòng 12: Tên danh hiệu dài",
        "Dòng 13: Nội dung phấn đấu dài",
    ):
        assert words in told, words
    assert list(registered()) == ["Đinh Công Sơn"]


def test_pasted_rows_stay_where_one_is_wrong(stage: Stage, world: World, signed_in) -> None:
    officer = signed_in(world.school_officer)
    text = "Trần Văn Bảo\tGiấy khen\tGiữ lời\nAi Đó\tGiấy khen\t"
    answer = officer.post(address(stage), {"text": text})
    assert answer.status_code == 422 and "Dòng 2" in answer.content.decode() and "Giữ lời" in answer.content.decode()
    assert officer.post(address(stage), {"text": "Trần Văn Bảo; ; Giữ lời", "honour": "Giấy khen"}).status_code == 302
    assert registered() == {"Trần Văn Bảo": ("Giấy khen", "Giữ lời")}


@pytest.mark.parametrize(
    ("sent", "words"),
    [
        ({}, "Hãy chọn một tệp hoặc dán"),
        ({"file": SimpleUploadedFile("a.xlsx", b"%PDF-1.4 ...")}, "a.xlsx"),
        ({"file": book([["Tên gì đó", "Khác"], ["a", "b"]])}, "tiêu đề"),
        ({"file": book([["Mã", "Danh hiệu"], ["NS1", "Giấy khen"]])}, "tiêu đề"),
    ],
)
def test_what_is_no_table_is_told(stage: Stage, world: World, signed_in, sent: dict[str, object], words: str) -> None:
    for upload in sent.values():
        upload.seek(0)
    answer = signed_in(world.school_officer).post(address(stage), sent)
    assert answer.status_code == 422 and words in answer.content.decode()


def test_pasted_with_a_header_or_too_long() -> None:
    [line] = lines_pasted("Danh hiệu\tHọ tên\nGiấy khen\tLê An")
    assert line.cells == {"name": "Lê An", "honour": "Giấy khen"} and line.number == 2
    assert lines_pasted("- Lê An;-SUM(A1)")[0].formula and not lines_pasted("Lê An;;- Giữ lời")[0].formula
    with pytest.raises(NothingPasted):
        lines_pasted(" \n ")
    with pytest.raises(TooManyRows):
        lines_pasted("A;B\n" * 5001)


def test_template_has_the_columns(stage: Stage, world: World, signed_in) -> None:
    answer = signed_in(world.school_officer).get(reverse("registrations:template"))
    assert answer.content[:2] == b"PK"
    assert signed_in(world.nobody).get(reverse("registrations:template")).status_code == 404
