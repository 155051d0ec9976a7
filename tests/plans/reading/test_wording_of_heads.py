"""Heads, bases, timetables and signatures of offices of very different kinds, each on made-up lines."""

import pytest

from namkhong.plans.reading.read import read_text

TIMETABLE = (
    "KẾ HOẠCH\nThử một câu {}\n\nI. LỊCH\n\n- {}\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Thử nghiệm\n\n- Làm tốt.\n"
)
PLAN = "KẾ HOẠCH\nThử một câu năm 2031\n\nI. MỤC ĐÍCH\n\nLàm cho tốt.\n\n{}"

EVENTS = [
    ("năm 2031", "Quý IV: tổng kết.", [("tổng kết", 2031)]),
    ("năm 2031", "Tháng 7: sơ kết 6 tháng.", [("sơ kết", 2031)]),
    ("giai đoạn 2031 - 2033", "Quý IV: tổng kết.", []),
    ("năm 2031", "Quý IV: tổng kết năm, hoàn thành trước ngày 10/12/2031.", [("tổng kết", 2031)]),
    ("năm 2031", "Phát động thi đua giữa các tổ ngày 05/10/2031.", [("phát động", 2031)]),
    ("năm 2031", "Lễ phát động phong trào: sáng thứ Hai, ngày 09/3/2031.", [("phát động", 2031)]),
    ("năm 2031", "Phát động theo Công văn số 5 ngày 09/3/2031.", []),
    (
        "năm học 2031 - 2032",
        "Sơ kết học kỳ I trước ngày 15/01/2032; tổng kết trước 25/5/2032.",
        [("sơ kết", 2032), ("tổng kết", 2032)],
    ),
    ("năm 2031", "Báo cáo sơ kết gửi Sở Nội vụ trước ngày 15/7/2031.", []),
]


@pytest.mark.parametrize(("title", "line", "expected"), EVENTS)
def test_events(title, line, expected):
    assert [(item.kind, item.year) for item in read_text(TIMETABLE.format(title, line)).milestones] == expected


def test_bases_may_be_items_of_a_list():
    reading = read_text(
        "KẾ HOẠCH\nThử một câu\n\n- Căn cứ Quyết định số 7/QĐ-BYT ngày 02/3/2031 của Bộ trưởng Bộ Y tế;\n"
        "- Căn cứ Kế hoạch số 9/KH-CĐYT của Công đoàn ngành;\nBan Chấp hành lập kế hoạch như sau:\n\n"
        "I. MỤC ĐÍCH\n\nLàm cho tốt.\n"
    )
    assert [item.number for item in reading.legal_bases] == ["7/QĐ-BYT", "9/KH-CĐYT"]


def test_words_may_stand_between_the_kind_of_a_basis_and_its_number():
    reading = read_text(
        "KẾ HOẠCH\nThử một câu\n\nCăn cứ Kế hoạch năm học số 35/KH-THHP ngày 28/8/2031 của Trường;\n\n"
        "I. MỤC ĐÍCH\n\nLàm cho tốt.\n"
    )
    assert [item.number for item in reading.legal_bases] == ["35/KH-THHP"]


def test_the_day_of_a_basis_is_not_the_day_of_issue():
    reading = read_text(
        "KẾ HOẠCH\nThử một câu\n\nCăn cứ Luật Thử nghiệm, ngày 29/11/2005;\n\nI. MỤC ĐÍCH\n\nLàm cho tốt.\n"
    )
    assert reading.issued_on is None


def test_a_plan_drawn_up_with_a_capital_is_no_part_of_the_name():
    reading = read_text(
        "KẾ HOẠCH\nThử một câu\n\nỦy ban nhân dân huyện Xây dựng Kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\nLàm cho tốt.\n"
    )
    assert reading.issuer is not None and reading.issuer.text == "Ủy ban nhân dân huyện"


ISSUERS = [
    ("HỘI NÔNG DÂN TỈNH THỬ\nBAN CHẤP HÀNH HỘI NÔNG DÂN XÃ THỬ", "BAN CHẤP HÀNH HỘI NÔNG DÂN XÃ THỬ"),
    ("TỈNH ĐOÀN THỬ\nBCH ĐOÀN PHƯỜNG THỬ", "BCH ĐOÀN PHƯỜNG THỬ"),
    ("HỘI NÔNG DÂN TỈNH THỬ\nBAN THƯỜNG VỤ", "HỘI NÔNG DÂN TỈNH THỬ BAN THƯỜNG VỤ"),
]


@pytest.mark.parametrize(("head", "issuer"), ISSUERS)
def test_a_part_printed_with_its_whole_stands_alone(head, issuer):
    text = (
        f"{head}\nSố: 5/KH\n\nThử, ngày 02 tháng 3 năm 2031\n\nKẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm cho tốt.\n"
    )
    found = read_text(text).issuer
    assert found is not None and found.text == issuer


def test_recipients_and_signature_kept_apart_by_tabs():
    reading = read_text(
        PLAN.format(
            "Nơi nhận:\tTM. ỦY BAN NHÂN DÂN\n- Sở Nội vụ;\tPHÓ CHỦ TỊCH\n- Các phòng;\n- Lưu: VT.\n\tLò Thị Mai Hoa\n"
        )
    )
    assert [item.text for item in reading.recipients] == ["Sở Nội vụ", "Các phòng", "Lưu: VT"]
    assert reading.signer is not None and reading.signer.name == "Lò Thị Mai Hoa"


SIGNATURES = [
    "DUYỆT CỦA BAN GIÁM ĐỐC\tTM. BAN CHẤP HÀNH\nGIÁM ĐỐC\tCHỦ TỊCH\n\nTrần Văn Thử\tNgô Thị Mai Dung\n",
    "TM. BAN CHẤP HÀNH        DUYỆT CỦA BAN GIÁM ĐỐC\nCHỦ TỊCH        GIÁM ĐỐC\n\nNgô Thị Mai Dung      Trần Văn Thử\n",
]


@pytest.mark.parametrize("block", SIGNATURES)
def test_of_two_signatures_side_by_side_the_one_in_a_name_counts(block):
    reading = read_text(PLAN.format(f"{block}\nNơi nhận:\n- Các khoa;\n- Lưu: VT.\n"))
    assert reading.signer is not None and reading.signer.name == "Ngô Thị Mai Dung"
    assert [item.text for item in reading.recipients] == ["Các khoa", "Lưu: VT"]


def test_a_signature_alone_stays_as_it_is():
    reading = read_text(PLAN.format("TM. BAN CHẤP HÀNH\nCHỦ TỊCH\n\nNgô Thị Mai Dung\n"))
    assert reading.signer is not None and reading.signer.title == "CHỦ TỊCH"
