"""Criteria in a spreadsheet: out and in again is the same; whatever is wrong is named by its row, nothing comes in."""

import os
import zipfile
from dataclasses import replace
from decimal import Decimal
from io import BytesIO

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings

from namkhong.criteria.data import library, set_on
from namkhong.criteria.rules.structure import CriterionDef, SetDef
from namkhong.criteria.rules.words import deadline_of, scale_of, steps_of, tidied
from namkhong.criteria.sheets import FaultySheet, read, workbook
from namkhong.criteria.sheets.reading import ColumnMissing, NoRows, TooManyRows
from namkhong.criteria.states import Measure, Scale
from namkhong.foundation.errors import DomainError
from namkhong.papers.intake import Refused
from namkhong.rosters.sheets import CannotRead
from tests.criteria.sets import SMALL, criterion, good_sets
from tests.world import TODAY

D = Decimal
EXAMPLES = int(os.environ.get("NAMKHONG_EXAMPLES", "4"))
HEAD = ("Số", "Nhóm cha", "Nội dung", "Cách chấm", "Điểm tối đa", "Hệ số", "Các mức", "Hạn", "Giới hạn theo")


def book(*rows: tuple[object, ...], head: tuple[str, ...] = HEAD) -> BytesIO:
    """A workbook as somebody might make it; text that begins with "=" is a formula."""
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet()
    for line, row in enumerate((head, *rows)):
        for place, value in enumerate(row):
            sheet.write(line, place, value)
    made.close()
    out.seek(0)
    return out


def there_and_back(criteria: tuple[CriterionDef, ...]) -> tuple[CriterionDef, ...]:
    return read("bo.xlsx", BytesIO(workbook(criteria))).criteria


@settings(max_examples=EXAMPLES, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(good_sets())
def test_out_and_in_again_is_the_same(made: SetDef):
    assert there_and_back(made.criteria) == made.criteria


def test_the_library_out_and_in_again():
    every = [tidied(made).criteria for file in library() if (made := set_on(file, TODAY))]
    for criteria in every[2:4]:
        assert there_and_back(criteria) == criteria


def test_texts_that_look_like_formulas_or_lines_come_back_as_they_are():
    odd = criterion("1.10", D("12.25"), parent="", guide="=1+1\ndòng hai: ba", evidence="+84 @ -5", weight=D("0.75"))
    odd = replace(odd, title='=HYPERLINK("http://x")', checked_by="'Phòng")
    assert there_and_back((odd,)) == (odd,)


@pytest.mark.parametrize(
    ("row", "word"),
    [
        (("=1+1", "", "Mục", "Cho điểm", 5), "Cột “Số” là công thức"),
        (("1", "", "Mục", "Cho điểm", "=2+3"), "Cột “Điểm tối đa” là công thức"),
        (("1", "", "Mục", "Đoán", 5), "Không có cách chấm “Đoán”"),
        (("1", "", "Mục", "Hệ thống tự tính: Trăng", 5), "Không có số liệu “Trăng”"),
        (("1", "", "Mục", "Cho điểm", "năm"), "“năm” không phải là số"),
        (("1", "", "Mục", "Cho điểm", "12.5"), "Không rõ “12.5”"),
        (("1", "", "Mục", "Chọn mức", 5, 1, "Đủ"), "Không hiểu mức “Đủ”"),
        (("1", "", "Mục", "Hệ thống tự tính: Mức độ hài lòng", 5, 1, "5: cao"), "ví dụ “10: từ 90”"),
        (("1", "", "Mục", "Cho điểm", 5, 1, "", "cuối năm"), "Không hiểu hạn “cuối năm”"),
    ],
)
def test_a_row_with_a_mistake_is_named_by_its_number(row: tuple[object, ...], word: str):
    with pytest.raises(FaultySheet) as refused:
        read("bo.xlsx", book(("9", "", "Mục tốt", "Cho điểm", 5), row))
    assert [(fault.row, word in fault.sentence) for fault in refused.value.faults] == [(3, True)]


def test_a_number_that_excel_made_a_day_of():
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet, day = made.add_worksheet(), made.add_format({"num_format": "dd/mm/yyyy"})
    for place, label in enumerate(HEAD):
        sheet.write(0, place, label)
    sheet.write_number(1, 0, 46000, day)
    for place, value in ((2, "Mục"), (3, "Cho điểm"), (4, 5)):
        sheet.write(1, place, value)
    # A deadline may be a day: its year is left aside.
    sheet.write_number(1, 7, 46356, day)
    made.close()
    out.seek(0)
    with pytest.raises(FaultySheet) as refused:
        read("bo.xlsx", out)
    assert [fault.sentence for fault in refused.value.faults] == [
        "Cột “Số”: Excel đã đổi thành ngày. Hãy định dạng cột là Văn bản rồi ghi lại."
    ]


def test_cells_that_share_a_place():
    out = BytesIO()
    made = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = made.add_worksheet()
    for place, label in enumerate(HEAD):
        sheet.write(0, place, label)
    for line in (1, 2):
        for place, value in ((0, str(line)), (3, "Cho điểm"), (4, 5)):
            sheet.write(line, place, value)
    sheet.merge_range(1, 2, 2, 2, "Mục chung")
    made.close()
    out.seek(0)
    with pytest.raises(FaultySheet) as refused:
        read("bo.xlsx", out)
    assert {fault.row for fault in refused.value.faults} == {2, 3}


def test_a_plain_table_without_groups_takes_them_from_the_numbers():
    head = ("STT", "Nội dung", "Cách chấm", "Điểm")
    rows = (("1", "Nhóm một", "nhóm", 5), (1.1, "Mục", "cho diem", 5), ("", "", "", ""))
    sheet = read("bo.xlsx", book(*rows, head=head))
    assert [(row.number, row.parent, row.weight) for row in sheet.criteria] == [("1", "", 1), ("1.1", "1", 1)]
    assert sheet.rows == (2, 3)


@pytest.mark.parametrize(
    ("data", "wrong"),
    [
        (book(head=HEAD), NoRows),
        (book(("1", "Mục", 5), head=("Số", "Nội dung", "Điểm tối đa")), ColumnMissing),
        (book(*((str(at), "", "Mục", "Cho điểm", 1) for at in range(1, 302))), TooManyRows),
        (BytesIO(b""), Refused),
        (BytesIO(b"%PDF-1.4"), Refused),
        (book(("chẳng", "có gì"), head=("Một", "Hai")), CannotRead),
    ],
)
def test_files_that_are_no_table_of_criteria(data: BytesIO, wrong: type[DomainError]):
    with pytest.raises(wrong):
        read("bo.xlsx", data)


def test_a_bomb_is_refused(monkeypatch: pytest.MonkeyPatch):
    """What unpacks to more than is allowed is never opened; the bound itself is tested where files are taken in."""
    monkeypatch.setattr("namkhong.papers.intake.sheets.MOST_UNPACKED", 5_000_000)
    out = BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as packed:
        packed.writestr("[Content_Types].xml", "<Types/>")
        packed.writestr("xl/workbook.xml", "<workbook/>")
        packed.writestr("xl/worksheets/sheet1.xml", b"0" * 6_000_000)
    out.seek(0)
    with pytest.raises(Refused):
        read("bo.xlsx", out)


def test_words():
    assert scale_of("CÓ HOẶC KHÔNG") == (Scale.YES_NO, "")
    assert scale_of("he thong tu tinh: ty le bao cao dung han") == (Scale.MEASURED, Measure.REPORTS_ON_TIME)
    assert deadline_of(" 5 / 11 ") == (5, 11) and deadline_of("") == (None, None)
    assert [level.at_least for level in steps_of("8: từ 90 %\n\n0: Từ 0", Scale.MEASURED)] == [90, 0]
    assert steps_of("2,5: Một: hai", Scale.LEVELS)[0].label == "Một: hai"
    assert tidied(SMALL) == SMALL
