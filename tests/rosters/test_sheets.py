"""Reading tables of every kind, header found, cells as they are; and what cannot be read, with a sentence."""

import datetime as dt
import io
import re

import pytest

from namkhong.papers import intake
from namkhong.papers.intake import refusals
from namkhong.rosters.columns.staff import COLUMNS
from namkhong.rosters.sheets import NoHeader, NothingInside, Opened, beginning, errors, find_header, opened
from namkhong.rosters.sheets.cells import MonthAndDaySwapped, NotADay, ShortYear, TimeOfDay, as_day, as_text
from namkhong.rosters.sheets.packing import Packer, Unpacker
from namkhong.rosters.sheets.parent import Limits, _Ahead
from tests.rosters.books import STAFF_HEAD, book, changed, kept, open_document

LINE = ["NS01", "Nguyễn Thị Đào", "Trường A", "Giáo viên", dt.date(1985, 3, 2), "001185000001", "0912345678", ""]


def all_rows(path, ending, **more):
    with opened(path, ending, **more) as table:
        return [(number, row) for numbers, rows in table.rows for number, row in zip(numbers, rows, strict=True)]


def test_excel_is_read_with_its_row_numbers(tmp_path):
    path = kept(tmp_path, "a.xlsx", book([[], STAFF_HEAD, [], LINE]))
    rows = all_rows(path, ".xlsx")
    assert [number for number, _ in rows] == [2, 4]
    assert rows[1][1][:5] == LINE[:5]


def test_cells_keep_their_columns_where_the_first_is_empty(tmp_path):
    path = kept(tmp_path, "a.xlsx", book([["", "", "x"], ["", "", "y"]]))
    assert all_rows(path, ".xlsx") == [(1, ["", "", "x"]), (2, ["", "", "y"])]


def test_open_document_is_read(tmp_path):
    path = kept(tmp_path, "a.ods", open_document([STAFF_HEAD, ["NS01", "Đào"]]))
    assert [row[:2] for _, row in all_rows(path, ".ods")] == [STAFF_HEAD[:2], ["NS01", "Đào"]]


def test_open_document_with_formulas_is_refused(tmp_path):
    extra = '<table:table-row><table:table-cell table:formula="of:=1+1" office:value="2"/></table:table-row>'
    path = kept(tmp_path, "a.ods", open_document([["a"]], extra))
    with pytest.raises(errors.FormulasInside):
        all_rows(path, ".ods")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("separator", [";", ",", "\t"])
def test_csv_is_read_whatever_its_letters_and_separator(tmp_path, encoding, separator):
    text = separator.join(STAFF_HEAD) + "\n" + separator.join(["NS01", '"Đào, Thị; Lan"', "Trường A"]) + "\n"
    path = kept(tmp_path, "a.csv", text.encode(encoding))
    rows = all_rows(path, ".csv")
    assert rows[0][1] == STAFF_HEAD
    assert rows[1][1] == ["NS01", "Đào, Thị; Lan", "Trường A"]


def test_csv_in_the_old_vietnamese_code_page_is_read(tmp_path):
    # In windows-1258 tones are signs of their own behind the letter.
    old = b"M\xe3;H\xf2 v\xe0 t\xean\n1;L\xea \xd0\xfd\xecc\n"
    path = kept(tmp_path, "a.csv", old)
    assert as_text(all_rows(path, ".csv")[1][1][1]) == "Lê Đức"


def test_two_header_rows_and_titles_above_are_found(tmp_path):
    rows = [
        ["DANH SÁCH VIÊN CHỨC"],
        ["Năm 2026"],
        [],
        ["Mã NS", "Thông tin chung", "", "", "", "", "Liên hệ"],
        ["", "Họ tên", "Đơn vị công tác", "Chức danh", "Ngày, tháng, năm sinh", "Số CCCD", "SĐT"],
        LINE,
    ]
    start = beginning(kept(tmp_path, "a.xlsx", book(rows)), ".xlsx")
    header = find_header(start, COLUMNS)
    assert header.row == 5
    assert header.matched == {
        "code": 0,
        "name": 1,
        "unit": 2,
        "position": 3,
        "born": 4,
        "identity": 5,
        "phone": 6,
    }


def test_a_table_without_header_says_what_is_needed(tmp_path):
    start = beginning(kept(tmp_path, "a.xlsx", book([["x", "y"], ["1", "2"]])), ".xlsx")
    with pytest.raises(NoHeader, match="Mã nhân sự"):
        find_header(start, COLUMNS)


def test_formulas_and_merged_cells_are_told(tmp_path):
    def adorn(made, sheet):
        sheet.write_formula(2, 1, '="Lan"', None, "Lan")
        sheet.merge_range(3, 0, 4, 0, "NS")

    path = kept(tmp_path, "a.xlsx", book([STAFF_HEAD, LINE], adorn))
    with opened(path, ".xlsx") as table:
        assert table.formulas == {3: [1]}
        assert table.merged_rows(after=1) == {4: (4, 5), 5: (4, 5)}


def test_a_million_empty_rows_cost_nothing(tmp_path):
    def adorn(made, sheet):
        grey = made.add_format({"bg_color": "#eeeeee"})
        for number in range(2, 1_048_576, 50):
            sheet.write_blank(number, 0, None, grey)
        sheet.write_blank(1_048_575, 0, None, grey)

    path = kept(tmp_path, "a.xlsx", book([STAFF_HEAD, LINE], adorn))
    assert len(all_rows(path, ".xlsx")) == 2


def test_a_cell_at_the_far_end_ends_the_reading_process_only(tmp_path):
    def adorn(made, sheet):
        sheet.write_string(1_048_575, 16_383, "x")

    path = kept(tmp_path, "a.xlsx", book([STAFF_HEAD, LINE], adorn))
    with pytest.raises(errors.TooWide):
        all_rows(path, ".xlsx")


def test_a_reading_that_takes_too_long_is_stopped(tmp_path):
    path = kept(tmp_path, "a.csv", b"a;b" + b"\n" * 60_000_000)
    with pytest.raises(errors.TooSlow):
        all_rows(path, ".csv", limits=Limits(cpu_seconds=1))


def test_an_empty_sheet_is_said_to_be_empty(tmp_path):
    with pytest.raises(NothingInside):
        beginning(kept(tmp_path, "a.xlsx", book([])), ".xlsx")


def test_a_broken_sheet_inside_a_good_archive(tmp_path):
    content = changed(book([LINE]), "xl/worksheets/sheet1.xml", lambda old: old[: len(old) // 2])
    with pytest.raises(errors.CannotRead):
        all_rows(kept(tmp_path, "a.xlsx", content), ".xlsx")


@pytest.mark.parametrize(
    ("name", "content", "refusal"),
    [
        ("a.xlsx", b"", refusals.Empty),
        ("a.xlsx", book([LINE])[:1500], refusals.Truncated),
        ("a.csv", book([LINE]), refusals.Mislabelled),
        ("a.xlsx", b"a;b\n1;2\n", refusals.Mislabelled),
        ("a.xls", b"<html><table><tr><td>1</td></tr></table></html>", refusals.Mislabelled),
        ("a.xlsx", b"%PDF-1.7 %%EOF", refusals.Mislabelled),
        ("a.csv", b"\x00\x01\x02", refusals.Mislabelled),
        ("a.bin", b"\x00\x01\x02", refusals.UnknownKind),
        ("a.doc", b"a;b", refusals.UnknownKind),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "EncryptedPackage".encode("utf-16-le"), refusals.Encrypted),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "_VBA_PROJECT".encode("utf-16-le"), refusals.CarriesCode),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + b"WordDocument", refusals.Mislabelled),
        (
            "a.xlsx",
            changed(book([LINE]), "[Content_Types].xml", lambda old: old.replace(b"sheet.main", b"sheet.macroEnabled")),
            refusals.CarriesCode,
        ),
        ("a.xlsx", changed(book([LINE]), "xl/styles.xml", lambda old: b" " * 80_000_000), refusals.Bomb),
        (
            "a.ods",
            changed(open_document([["a"]]), "META-INF/manifest.xml", lambda old: b"<encryption-data/>"),
            refusals.Encrypted,
        ),
    ],
)
def test_what_is_no_good_table_is_refused_before_anything_reads_it(name, content, refusal):
    with pytest.raises(refusal) as refused:
        intake.judge_sheet(name, io.BytesIO(content))
    assert name in refused.value.sentence


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.xlsx", book([LINE])),
        ("a.ods", open_document([["a"]])),
        ("a.csv", "Họ;Tên".encode()),
        ("a.txt", "Họ;Tên".encode("utf-16")),
        ("a.xls", bytes.fromhex("d0cf11e0a1b11ae1") + "Workbook".encode("utf-16-le")),
    ],
)
def test_good_tables_are_taken(name, content):
    assert intake.judge_sheet(name, io.BytesIO(content)).data == content


def test_a_word_file_is_no_table():
    content = changed(
        book([LINE]),
        "[Content_Types].xml",
        lambda old: old.replace(b"spreadsheetml.sheet", b"wordprocessingml.document"),
    )
    with pytest.raises(refusals.Mislabelled, match="Word"):
        intake.judge_sheet("a.xlsx", io.BytesIO(content))


def test_cells_as_text():
    assert as_text("  Nguyễn\u00a0 Thị  Đào ") == "Nguyễn Thị Đào"
    assert as_text(912345678.0) == "912345678"
    assert as_text(1.5) == "1,5"
    assert [as_text(True), as_text(False)] == ["Đúng", "Sai"]
    assert as_text(dt.date(2024, 9, 5)) == "05/09/2024"
    assert as_text(7) == "7"


def test_days_are_never_guessed():
    assert as_day("5/9/2024") == as_day("05.09.2024") == as_day("2024-09-05") == dt.date(2024, 9, 5)
    assert as_day(dt.date(2024, 9, 5)) == as_day(dt.datetime(2024, 9, 5, 7, tzinfo=dt.UTC)) == dt.date(2024, 9, 5)
    assert as_day("") is None
    with pytest.raises(MonthAndDaySwapped):
        as_day("05/13/2026")
    with pytest.raises(ShortYear):
        as_day("5/9/24")
    with pytest.raises(TimeOfDay):
        as_day(dt.time(7, 30))
    for text in ("Sep 5, 2024", "31/02/2024", "00/00/2024", "hôm qua", 45000.0):
        with pytest.raises(NotADay) as refused:
            as_day(text)
        assert re.search("ngày", refused.value.sentence)


def test_columns_and_rows_say_the_same(tmp_path):
    rows = [["A1", "Lan", dt.date(2024, 1, 2)], ["A2", "Mơ", ""], ["A3", "Lan\x1f", 5.0]]
    for path, ending in (
        (kept(tmp_path, "a.xlsx", book(rows[:2])), ".xlsx"),
        (kept(tmp_path, "a.csv", b"a;b;c\n1;2\n3\n"), ".csv"),
    ):
        with opened(path, ending) as table:
            by_row = [row for _, some in table.rows for row in some]
        with opened(path, ending) as table:
            ((numbers, columns),) = list(table.columns)
        width = max(map(len, by_row))
        assert [list(row) for row in zip(*columns, strict=True)] == [row + [""] * (width - len(row)) for row in by_row]
        assert numbers == list(range(1, len(by_row) + 1))


def test_whatever_is_packed_comes_out_again():
    packer, unpacker = Packer(), Unpacker()
    for start in range(0, 70_000, 1_000):
        rows = [
            [f"NS{n}", "Lan", dt.date(2020, 1, 1 + n % 28), n, "" if n % 2 else "\x1f"]
            for n in range(start, start + 1000)
        ]
        packed = packer.pack(rows)
        assert [list(row) for row in zip(*unpacker.unpack(packed), strict=True)] == rows
    assert [kind for kind, _ in packed] == ["text", "again", "again", "cells", "again"]
    odd = Packer()
    odd.sent = [None]
    assert odd.pack([["a\x1fb"], ["c"]]) == [("cells", ["a\x1fb", "c"])]


@pytest.mark.parametrize("what", [(1,), ([1], [("again", ([], b"\x05\x00"))]), ([1], [("text", 5)]), None])
def test_what_no_reading_process_sends_is_refused(what):
    table = Opened([""], 0, [], {}, iter([("columns", what)]))
    with pytest.raises(errors.CannotRead):
        list(table.columns)


def test_a_reader_that_is_far_ahead_waits(tmp_path, monkeypatch):
    monkeypatch.setattr(_Ahead, "MOST", 1)
    path = kept(tmp_path, "a.csv", b"a;b\n" * 9_000)
    assert len(all_rows(path, ".csv")) == 9_000
    with opened(path, ".csv") as table:
        assert next(table.columns)[0][0] == 1
