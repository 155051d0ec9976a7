"""Heads of documents as web pages and text out of a PDF give them: broken, flattened, with lines of the page above."""

from datetime import date

import pytest

from namkhong.plans.reading.items import Genre
from namkhong.plans.reading.numbers import as_number
from namkhong.plans.reading.read import read_text

BROKEN = """ỦY
BAN NHÂN DÂN
TỈNH AN PHÚC
-------
|
CỘNG
HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
-------
|
Số:
8/KH-UBND
|
An
Phúc, ngày 05
tháng 3 năm 2031
|
KẾ HOẠCH
TRỒNG
CÂY XANH TẠI TRỤ SỞ NĂM 2031
Thực hiện Nghị quyết số 7b/NQ-CP ngày 11/01/2031 của Chính phủ về trồng cây;
Chỉ thị số 9/CT-TTg ngày 15/01/2031 về phủ xanh đất trống tại các cơ quan nhà nước
trong cả nước và tại các khu dân cư mới xây dựng;
Căn cứ Kế hoạch số 3/KH-UBND ngày 20/01/2031 của Ủy ban nhân dân tỉnh về cây xanh,
Ủy ban nhân dân tỉnh ban hành kế hoạch trồng cây xanh tại trụ sở như sau:
I. MỤC TIÊU
1. Mỗi trụ sở trồng thêm cây bóng mát quanh sân và dọc lối đi chung.
"""


def test_words_broken_by_narrow_cells_are_put_together():
    reading = read_text(BROKEN)
    assert reading.title.text == "TRỒNG CÂY XANH TẠI TRỤ SỞ NĂM 2031"
    assert reading.issuer.text == "ỦY BAN NHÂN DÂN TỈNH AN PHÚC"
    assert reading.doc_number.text == "8/KH-UBND"
    assert reading.issued_on.day == date(2031, 3, 5)


def test_a_running_basis_keeps_every_document_and_the_letter_of_its_number():
    bases = [(base.number, base.issued_on) for base in read_text(BROKEN).legal_bases]
    assert bases == [
        ("7b/NQ-CP", date(2031, 1, 11)),
        ("9/CT-TTg", date(2031, 1, 15)),
        ("3/KH-UBND", date(2031, 1, 20)),
    ]


DECISION = """TỔNG LIÊN
ĐOÀN LAO ĐỘNG VIỆT NAM
-------
|
CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc
|
Số: 15/QĐ-TLĐ
|
Hà
Nội, ngày 6 tháng 5 năm 2031
|
QUYẾT ĐỊNH
VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN “CÔNG SỞ
SẠCH”
ĐOÀN CHỦ TỊCH TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM
Căn cứ Chỉ thị số 4/CT-TTg ngày
02 ngày 6 tháng 2030 của Thủ tướng Chính phủ về công sở;
Xét đề nghị của Ban Quan hệ lao động;
QUYẾT ĐỊNH
Điều 1. Phê duyệt Đề án “Công sở sạch” với các nội dung sau:
1. Mục tiêu: mọi phòng làm việc đều gọn gàng.
Điều 2. Quyết định này có hiệu lực thi hành sau 10 ngày kể từ ngày ký.
"""


def test_a_decision_that_approves_a_scheme_within_itself_is_read_as_one():
    reading = read_text(DECISION)
    assert reading.genre is Genre.DECISION and reading.refusal == ""
    assert reading.title.text == "VỀ VIỆC PHÊ DUYỆT ĐỀ ÁN “CÔNG SỞ SẠCH”"
    assert reading.issuer.text == "TỔNG LIÊN ĐOÀN LAO ĐỘNG VIỆT NAM"


def test_a_day_with_a_slip_stays_empty_and_coming_into_force_is_no_deadline():
    reading = read_text(DECISION)
    assert [(base.number, base.issued_on) for base in reading.legal_bases] == [("4/CT-TTg", None)]
    assert reading.deadlines == ()


NAMELESS = """Vui lòng đăng nhập để xem đầy đủ văn bản này.
ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |
Số: 12/{sign}-UBND | An Phúc, ngày 11 tháng 10 năm 2031 |
Căn cứ Quyết định số 71/QĐ-UBND ngày 27/7/2031 của Ủy ban nhân dân tỉnh về chấm điểm trụ sở;
Ủy ban nhân dân tỉnh ban hành văn bản về chấm điểm trụ sở trên địa bàn tỉnh An Phúc; cụ thể như sau:
1. Mục tiêu
- Chấm điểm được mọi trụ sở.
"""


@pytest.mark.parametrize(
    ("sign", "genre"),
    [
        ("KH", Genre.PLAN),
        ("HD", Genre.GUIDELINE),
        ("CTr", Genre.PROGRAMME),
        ("BC", Genre.REPORT),
        ("CT", Genre.DIRECTIVE),
        ("XX", Genre.OTHER),
    ],
)
def test_the_sign_of_the_number_tells_the_kind_where_its_line_was_lost(sign, genre):
    reading = read_text(NAMELESS.format(sign=sign))
    assert reading.genre is genre
    assert (f"“{sign}”" in reading.genre_reason) is (genre is not Genre.OTHER)


def test_a_head_without_the_place_gives_way_to_the_text_and_the_place_is_inferred():
    reading = read_text(NAMELESS.format(sign="KH"))
    assert reading.doc_number.text == "12/KH-UBND" and reading.issued_on.day == date(2031, 10, 11)
    assert reading.issuer.text == "Ủy ban nhân dân tỉnh"
    assert reading.issuer_inferred.text == "Ủy ban nhân dân tỉnh An Phúc" and reading.issuer_inferred.reason
    assert [base.number for base in reading.legal_bases] == ["71/QĐ-UBND"]


def test_the_place_is_taken_from_the_line_that_names_who_decides():
    text = (
        "ỦY BAN NHÂN DÂN | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 3/QĐ-UBND | An Phúc, ngày 9 tháng 2 năm 2031 |\n"
        "QUYẾT ĐỊNH\nBAN HÀNH QUY ĐỊNH VỀ GIỮ SẠCH TRỤ SỞ\nỦY BAN NHÂN DÂN TỈNH AN PHÚC\n"
        "Căn cứ Luật Nhà ở ngày 1 tháng 6 năm 2030;\nQUYẾT ĐỊNH:\nĐiều 1. Ban hành kèm theo Quy định về giữ sạch."
    )
    reading = read_text(text)
    assert reading.issuer.text == "ỦY BAN NHÂN DÂN TỈNH AN PHÚC"
    assert reading.title.text == "BAN HÀNH QUY ĐỊNH VỀ GIỮ SẠCH TRỤ SỞ"


def test_a_decision_without_its_first_line_is_not_read_from_the_line_that_decides():
    text = (
        "BỘ MÔI TRƯỜNG | CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM |\nSố: 3/QĐ-BMT | Hà Nội, ngày 9 tháng 2 năm 2031 |\n"
        "VỀ VIỆC CHO PHÉP MỞ LỚP HỌC\nBỘ TRƯỞNG BỘ MÔI TRƯỜNG\nCăn cứ Luật Nhà ở ngày 1 tháng 6 năm 2030;\n"
        "QUYẾT ĐỊNH:\n1. Cho phép mở lớp học."
    )
    reading = read_text(text)
    assert reading.genre is Genre.OTHER
    assert reading.title.text == "VỀ VIỆC CHO PHÉP MỞ LỚP HỌC" and reading.issuer.text == "BỘ MÔI TRƯỜNG"


def test_lines_of_the_page_above_the_nation_name_no_type():
    text = (
        "THÔNG BÁO Về việc niêm yết danh sách hộ dân\nĐăng lúc: 17:00 02/01/2031\nỦY BAN NHÂN DÂN\nPHƯỜNG\nAN BÌNH\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố:     /BC-UBND\nAn Bình, ngày     tháng 01 năm 2031\nDỰ THẢO BÁO CÁO\n"
        "Kết quả giữ sạch ngõ xóm\nThực hiện Quyết định 25/QĐ-TTg ngày 22/7/2030 của Thủ tướng Chính phủ;\n"
        "Ủy ban nhân dân phường báo cáo như sau:\nI. KẾT QUẢ\n1. Ngõ xóm sạch hơn."
    )
    reading = read_text(text)
    assert reading.genre is Genre.REPORT and reading.title.text == "Kết quả giữ sạch ngõ xóm"
    assert reading.issuer.text == "ỦY BAN NHÂN DÂN PHƯỜNG AN BÌNH"
    assert reading.doc_number is None and reading.issued_on is None


def test_two_columns_kept_apart_by_spaces():
    text = (
        "   HỘI BẢO VỆ CÂY XANH            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "    DỌC BỜ SÔNG LỚN                 Độc lập – Tự do – Hạnh phúc\n\n"
        "   Số:  28  / TB – HCX                    Hà Nội, ngày 02 tháng 8 năm 2031\n"
        "“V/v báo cáo kết quả trồng cây\n và đề nghị khen thưởng”\n\n"
        "     Kính gửi:     Hội các tỉnh, thành phố;\n                  Các chi hội trực thuộc\n\n"
        "   Thường trực Hội yêu cầu các chi hội hoàn thành việc tổng kết phong trào trồng cây trong năm nay.\n"
    )
    reading = read_text(text)
    assert reading.genre is Genre.LETTER and reading.doc_number.text == "28/TB–HCX"
    assert reading.title.text == "V/v báo cáo kết quả trồng cây và đề nghị khen thưởng"
    assert reading.issuer.text == "HỘI BẢO VỆ CÂY XANH DỌC BỜ SÔNG LỚN"
    assert reading.issued_on.day == date(2031, 8, 2)


ONE_LINE = (
    "  1. BỘ MÔI TRƯỜNG CỘNG HÒA XàHỘI CHỦ NGHĨA VIỆT NAM  Độc lập  Tự do  Hạnh phúc   Số: 55/QĐUBND Hà Nội, ngày 04 "
    "tháng 12 năm 2031    QUYẾT ĐỊNH VỀ VIỆC PHÊ DUYỆT KẾ HOẠCH TRỒNG CÂY GIAI ĐOẠN 20312035 BỘ TRƯỞNG BỘ MÔI TRƯỜNG "
    "Căn cứ Nghị định số 7/2030/NĐCP ngày 20 tháng 6 năm 2030 của Chính phủ quy định chức năng của Bộ; Căn cứ "
    "Nghị quyết số 20NQ/TW ngày 25/10/2029 của Ban Chấp hành Trung ương về trồng cây tại mọi cơ quan của đất nước;"
)


def test_a_head_on_one_line_is_cut_and_lost_hyphens_come_back_where_they_are_sure():
    reading = read_text(ONE_LINE)
    assert reading.genre is Genre.DECISION and reading.issuer.text == "BỘ MÔI TRƯỜNG"
    assert reading.title.text == "VỀ VIỆC PHÊ DUYỆT KẾ HOẠCH TRỒNG CÂY GIAI ĐOẠN 2031-2035"
    assert reading.doc_number.text == "55/QĐ-UBND" and reading.doc_number.source.quote == "55/QĐUBND"
    assert [base.number for base in reading.legal_bases] == ["7/2030/NĐ-CP", "20-NQ/TW"]


def test_a_long_line_without_a_head_and_a_short_head_stay_as_they_are():
    short = "BỘ MÔI TRƯỜNG CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 5/KH-BMT Hà Nội, ngày 4 tháng 5 năm 2031"
    assert read_text(short).text.count("\n") <= 3
    assert read_text("Mọi trụ sở đều trồng cây. " * 40).text.count("\n") == 0


@pytest.mark.parametrize(
    ("printed", "expected"),
    [
        ("12/QĐUBND", "12/QĐ-UBND"),
        ("6/2031/TTBNV", "6/2031/TT-BNV"),
        ("20NQ/TW", "20-NQ/TW"),
        ("8/QĐXYZ", "8/QĐXYZ"),
        ("4/SNVTC", "4/SNVTC"),
        ("31 / KH – ABC", "31/KH–ABC"),
    ],
)
def test_a_hyphen_is_put_back_only_before_issuers_known_for_sure(printed, expected):
    assert as_number(printed) == expected


BASES = [
    (
        "Căn cứ các Quyết định của Thủ tướng Chính phủ: số 14/QĐ-TTg ngày 30/9/2030 về cây xanh; số 15/QĐ-TTg ngày "
        "01/10/2030 về mặt nước;",
        ["14/QĐ-TTg", "15/QĐ-TTg"],
    ),
    ("Căn cứ Thông tư liên tịch số: 18/2030/TTLT/BTC-BNV, ngày 15 tháng 11 năm 2030;", ["18/2030/TTLT/BTC-BNV"]),
    ("Căn cứ Kế hoạch số 29 KH/TWĐTN ngày 14/7/2030 về trồng cây;", ["29-KH/TWĐTN"]),
    ("Thực hiện Luật Nhà ở và Quyết định số 10/QĐ-TTg ngày 23/01/2031 về cây xanh;", [None, "10/QĐ-TTg"]),
    ("Thực hiện Luật Nhà ở, Quyết định số 10/QĐ-TTg ngày 23/01/2031 về cây xanh;", [None, "10/QĐ-TTg"]),
]


@pytest.mark.parametrize(("basis", "numbers"), BASES)
def test_bases_in_a_list_behind_a_colon_and_after_a_law(basis, numbers):
    reading = read_text(f"KẾ HOẠCH\nTrồng cây\n{basis}\nI. MỤC TIÊU\n1. Trồng cây.")
    assert [base.number for base in reading.legal_bases] == numbers


def test_a_plan_without_any_head_is_known_by_its_opening():
    reading = read_text(
        "Thực hiện Nghị định số 6/2030/NĐ-CP ngày 3 tháng 4 năm 2030 của Chính phủ, Ủy ban nhân dân thành phố ban hành "
        "Kế hoạch triển khai như sau:\n1. Mục tiêu\n- Trồng cây tại mọi trụ sở."
    )
    assert reading.genre is Genre.PLAN and reading.issuer.text == "Ủy ban nhân dân thành phố"
    assert [base.number for base in reading.legal_bases] == ["6/2030/NĐ-CP"]


NEWS = [
    "Hội Cây xanh hướng dẫn tổ chức tết trồng cây\n18/07/2031\nĐể trồng cây kịp thời vụ, Hội Cây xanh đã ban "
    "hành Hướng dẫn số 11/HD-HCX ngày 18/6/2031, theo đó các chi hội trồng cây trong mùa mưa.",
    "Ban Bí thư T.Ư Hội ban hành kế hoạch trồng cây\nABC - Tết trồng cây năm nay có nhiều hoạt động vui.",
]


@pytest.mark.parametrize("text", NEWS)
def test_news_about_a_guideline_or_a_plan_is_news(text):
    reading = read_text(text)
    assert reading.genre is Genre.NEWS and reading.title.text == text.split("\n")[0]
    assert reading.issuer.text in ("Hội Cây xanh", "Ban Bí thư T.Ư Hội")


def test_a_headline_alone_makes_no_news():
    assert read_text("Hội Cây xanh hướng dẫn trồng cây\nMời xem hướng dẫn số 11.").genre is not Genre.NEWS


def test_a_headline_of_the_page_in_capitals_is_no_issuer():
    text = (
        "Thống kê\nKẾ HOẠCH GIỮ SẠCH LỚP HỌC TRƯỜNG MẦM NON HOA MAI\n\nKẾ HOẠCH\nGIỮ SẠCH LỚP HỌC\n"
        "Căn cứ tình hình của trường. Trường mầm non Hoa Mai xây dựng kế hoạch giữ sạch lớp học như sau:\n"
        "I. NHIỆM VỤ\n1. Lau bàn ghế."
    )
    assert read_text(text).issuer.text == "Trường mầm non Hoa Mai"


def test_sentences_of_the_page_above_the_head_are_passed_over():
    text = (
        "GIỮ SẠCH LỚP HỌC TRƯỜNG MẦM NON HOA MAI\n"
        "Trường được thành lập từ lâu và có nhiều lớp học sạch đẹp, thoáng mát.\n"
        "PHÒNG GIÁO DỤC AN BÌNH\nTRƯỜNG MẦM NON HOA MAI\nSố: 01/PH - MNHM\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "Độc lập – Tự do – Hạnh phúc\nAn Bình, ngày 10 tháng 01 năm 2031\nPHƯƠNG HƯỚNG GIỮ SẠCH LỚP HỌC\n"
        "PHẦN I: MỞ ĐẦU\nLớp học cần sạch."
    )
    reading = read_text(text)
    assert reading.issuer.text == "TRƯỜNG MẦM NON HOA MAI" and reading.doc_number.text == "01/PH-MNHM"
    assert reading.issued_on.day == date(2031, 1, 10) and reading.title.text == "PHƯƠNG HƯỚNG GIỮ SẠCH LỚP HỌC"


def test_who_decides_may_take_two_lines():
    text = (
        "HỘI ĐỒNG NHÂN DÂN\nTỈNH AN PHÚC\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 7/NQ-HĐND\nNGHỊ QUYẾT\n"
        "VỀ VIỆC GIỮ SẠCH TRỤ SỞ\nHỘI ĐỒNG NHÂN DÂN TỈNH AN PHÚC\nKHÓA V KỲ HỌP THỨ 2\nCăn cứ Luật Nhà ở năm 2030;\n"
    )
    assert read_text(text).title.text == "VỀ VIỆC GIỮ SẠCH TRỤ SỞ"


def test_the_name_of_a_column_is_not_the_headline():
    text = (
        "Chính trị\nKế hoạch tổ chức tết trồng cây lần thứ hai\n(08:57:00 03/04/2031) Thành ủy ban hành Kế hoạch "
        "số 5-KH/TU về tết trồng cây."
    )
    reading = read_text(text)
    assert reading.genre is Genre.NEWS and reading.title.text == "Kế hoạch tổ chức tết trồng cây lần thứ hai"
