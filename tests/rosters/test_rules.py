"""Names, numbers, units and findings of rows; what is accepted, what is refused, in which words."""

from datetime import date, time

import pytest

from namkhong.rosters.rules.finding_units import KnownUnit, finder
from namkhong.rosters.rules.findings import Findings
from namkhong.rosters.rules.names import proper, read_name
from namkhong.rosters.rules.numbers import read_identity, read_phone
from namkhong.rosters.rules.staff import StaffChecker

ON = date(2026, 11, 22)
KEYS = ("code", "name", "unit", "position", "born", "identity", "phone", "since")


def checker(**more):
    units = finder([KnownUnit(1, "Trường Mầm non Hoa Sen", code="H1"), KnownUnit(2, "Trung tâm Y tế")])
    return StaffChecker(dict(zip(KEYS, range(8), strict=True)), units, unit=9, on=ON, **more)


def said(row, **more):
    check = checker(**more)
    entry = check.check(5, row)
    return entry, [(found.column, found.sentence) for found in check.findings.kept]


@pytest.mark.parametrize(
    "name",
    [
        "Nguyễn Thị Lan",
        "Y Ngông Niê Kdăm",
        "H'Hen Niê",
        "Đỗ Lê-Anh",
        "Lò Văn Ươn",
        "K’ Brui",
        "Huỳnh Thuý Kiều",
        "Tôn Nữ Thị Huê",
    ],
)
def test_names_of_the_country_are_taken(name):
    read = read_name(name)
    assert (read.error, read.full) == ("", name)
    assert read.search.isascii() or "’" in name


@pytest.mark.parametrize("name", ["NguyÔn V¨n An", "TrÇn ThÞ B×nh", "Nguyeãn Vaên An", "Traàn Thò Bình", "Ñoã Lan"])
def test_names_of_old_typefaces_are_refused(name):
    assert "bảng mã cũ" in read_name(name).error


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("", "Chưa có họ và tên"),
        ("A" * 121, "dài hơn 120"),
        ("Nguyễn 7 Lan", "ký tự “7”"),
        ("Nguyễn {Lan}", "ký tự “{”"),
        ("Lan }", "ký tự “}”"),
        ("L", "chưa đủ"),
        ("..", "chưa đủ"),
    ],
)
def test_what_is_no_name(name, words):
    assert words in read_name(name).error


def test_capitals():
    assert read_name("NGUYỄN THỊ LAN").capitals
    assert not read_name("Ý").capitals
    assert proper("NGUYỄN THỊ ÁNH") == "Nguyễn Thị Ánh"


def test_identity_numbers():
    assert read_identity("001185000123", date(1985, 1, 1)) == ("001185000123", "", "")
    assert read_identity("001 185 000 123", None) == ("001185000123", "", "")
    assert read_identity("001205000123", date(2005, 1, 1))[2] == ""
    assert "Năm sinh" in read_identity("001185000123", date(1986, 1, 1))[2]
    assert "mã tỉnh" in read_identity("999185000123", None)[2]
    assert read_identity("123456789", None) == ("123456789", "", "")
    assert "số 0 ở đầu" in read_identity("1185000123", None)[1]
    assert "cần 12 số" in read_identity("123", None)[1]
    assert "không phải chữ số" in read_identity("00118500012x", None)[1]
    assert "không phải chữ số" in read_identity("٠٠١١٨٥٠٠٠١٢٣", None)[1]


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("84912345678", "0912345678"),
        ("+840912345678", "0912345678"),
        ("912345678", "0912345678"),
        ("(024) 3825-1234", "02438251234"),
        ("12345", ""),
        ("0112345678", ""),
        ("٠٩١٢٣٤٥٦٧٨", ""),
    ],
)
def test_telephone_numbers(typed, number):
    assert read_phone(typed)[0] == number
    assert bool(read_phone(typed)[1]) == (not number)


def test_units_are_found_by_code_or_name_and_two_alike_are_named():
    units = finder(
        [
            KnownUnit(1, "Trường Tiểu học Kim Đồng", "TH Kim Đồng", "H1", "Xã A"),
            KnownUnit(2, "Trường Tiểu học Kim Đồng", "", "", "Xã B"),
            KnownUnit(3, "Trạm Y tế"),
        ]
    )
    assert units.find("h1") == units.find("th kim dong") == (1, "")
    assert units.find("TRAM Y TE") == units.find("TRAM Y TE") == (3, "")
    pk, why = units.find("truong tieu hoc kim dong")
    assert pk == 0
    assert "(Xã A)" in why
    assert "(Xã B)" in why
    assert "Không tìm thấy" in units.find("Trường lạ")[1]


def test_a_whole_row_as_it_comes_in():
    row = [7.0, " Lê  Thị Mơ ", "h1", "Giáo viên", "2/3/1985", 123456789.0, 912345678.0, date(2020, 9, 1)]
    entry, wrong = said(row)
    assert wrong == []
    assert (entry.code, entry.name, entry.unit, entry.born) == ("7", "Lê Thị Mơ", 1, "1985-03-02")
    assert (entry.identity, entry.phone, entry.since) == ("123456789", "0912345678", "2020-09-01")


def test_a_short_row_is_filled_up():
    entry, wrong = said(["NS1", "Lê Thị Mơ"])
    assert wrong == []
    assert (entry.unit, entry.position, entry.born, entry.since) == (9, "", "", "2026-11-22")


def test_columns_that_are_not_there():
    check = StaffChecker({"code": 0, "name": 1}, finder([]), unit=9, on=ON)
    entry = check.check(2, ["NS1", "Lê Thị Mơ", "thừa"])
    assert (entry.unit, entry.position, entry.phone) == (9, "", "")


@pytest.mark.parametrize(
    ("place", "value", "words"),
    [
        (0, "", "Chưa có mã"),
        (0, "x" * 31, "dài hơn 30"),
        (0, "=1+1", "không dùng được"),
        (1, "", "Chưa có họ và tên"),
        (2, "Trường lạ", "Không tìm thấy"),
        (3, "x" * 121, "dài hơn 120"),
        (3, "Gi¸o viªn", "bảng mã cũ"),
        (4, "05/13/1985", "bị đảo"),
        (4, date(2020, 1, 1), "không hợp lý"),
        (4, time(7, 30), "là giờ"),
        (5, "123", "cần 12 số"),
        (6, "123", "không đúng"),
        (7, "31/02/2020", "không phải là ngày"),
        (7, date(2028, 1, 1), "quá xa"),
        (7, date(1900, 1, 1), "quá xưa"),
    ],
)
def test_each_mistake_keeps_the_row_out(place, value, words):
    row = ["NS1", "Lê Thị Mơ", "H1", "Giáo viên", date(1985, 3, 2), "", "", ""]
    row[place] = value
    entry, wrong = said(row)
    assert entry is None
    assert wrong[0][0] == KEYS[place]
    assert words in wrong[0][1]


def test_a_code_twice_and_capitals():
    check = checker()
    check.check(2, ["NS1", "LÊ THỊ MƠ", " ", " "])
    assert check.findings.warnings == 1
    assert check.check(3, ["NS1", "Lê Thị Mơ"]) is None
    mended = checker(mend_capitals=True)
    assert mended.check(2, ["NS1", "LÊ THỊ MƠ"]).name == "Lê Thị Mơ"
    assert mended.findings.warnings == 0


def test_remembered_names_are_bounded(monkeypatch):
    monkeypatch.setattr("namkhong.rosters.rules.staff.REMEMBERED", 1)
    check = checker()
    assert [check.check(row, [f"NS{row}", name]).name for row, name in enumerate(["Lê Mơ", "Lê Mận"])] == [
        "Lê Mơ",
        "Lê Mận",
    ]
    assert len(check.names) == 1


def test_a_doubtful_identity_number_is_only_a_warning():
    entry, wrong = said(["NS1", "Lê Thị Mơ", "", "", date(1986, 1, 1), "001185000123"])
    assert entry is not None
    assert wrong[0][0] == "identity"


def test_so_many_findings_are_kept_and_all_counted(monkeypatch):
    monkeypatch.setattr(Findings, "MOST", 1)
    found = Findings()
    found.error(1, "code", "a")
    found.error(2, "code", "b")
    found.warn(3, "code", "c")
    assert (len(found.kept), len(found.bad_rows), found.warnings) == (1, 2, 1)
    assert list(found.by_row()) == [1]


def test_a_day_of_birth_is_not_repeated():
    for typed in ("05/13/1985", "3/2/85", "hôm qua"):
        _, wrong = said(["NS1", "Lê Thị Mơ", "", "", typed])
        assert wrong[0][1].startswith("Ô này ")
        assert typed not in wrong[0][1]


def test_only_the_rows_concerned_are_warned_about():
    check = checker()
    columns = [["NS1", "NS2"], ["LÊ THỊ MƠ", "Lê Thị Mận"], ["", ""], ["", ""]]
    columns += [[date(1986, 1, 1), date(1985, 1, 1)], ["001185000123", "001185000124"]]
    assert len(check.check_all([2, 3], columns)) == 2
    assert {(row.row, row.column) for row in check.findings.kept} == {(2, "name"), (2, "identity")}
