"""Forms of words met in plans read for the first time, one made-up sentence for each cause of a wrong value."""

import pytest

from namkhong.plans.reading.items import Genre
from namkhong.plans.reading.read import read_text

DUTY = (
    "KẾ HOẠCH\nThử một câu\n\nI. NỘI DUNG CHUNG\n\nLàm cho tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
    "1. Phòng Thử nghiệm\n\n- {sentence}\n"
)
AIM = (
    "KẾ HOẠCH\nThử một câu\n\nI. MỤC TIÊU\n\n- {sentence}\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Thử nghiệm\n\n- Làm tốt.\n"
)
OPENING = "KẾ HOẠCH\nThử một câu\n\n{opening}\n\nI. MỤC ĐÍCH\n\nLàm cho tốt.\n"

TARGETS = [
    ("Không để quá 3% văn bản phải sửa lại.", [(None, 3, "at_most")]),
    ("Tỷ lệ vắng họp không cao hơn 4%.", [(None, 4, "at_most")]),
    ("Có 97% hội viên trở lên dự lớp học.", [(97, None, "at_least")]),
    ("90% tổ đạt loại khá trở lên.", [(90, 90, "reach")]),
    ("100% cán bộ cấp tổ trở lên ký cam kết.", [(100, 100, "reach")]),
    ("Bỏ hẳn nếp trễ giờ (năm 2030 còn 4,5% lượt trễ, giảm 1% so với năm 2029).", []),
    ("Nay mới có 41% tổ làm xong, trong đó 12% làm tốt.", []),
    ("70% tổ làm xong, trong đó ít nhất 30% làm tốt.", [(70, 70, "reach"), (30, None, "at_least")]),
]


@pytest.mark.parametrize(("sentence", "expected"), TARGETS)
def test_targets(sentence, expected):
    found = read_text(AIM.format(sentence=sentence)).targets
    assert [(target.low, target.high, target.direction) for target in found] == expected


DAYS = [
    ("Nộp báo cáo về Văn phòng trước ngày 11/6 và ngày 11/12/2031.", [(11, 6, 2031), (11, 12, 2031)]),
    ("Nộp báo cáo về Văn phòng trước ngày 11/6, trước 11/12/2031.", [(11, 6, 2031), (11, 12, 2031)]),
    ("Trả lời người hỏi chậm nhất sau 04 ngày.", [(None, None, None)]),
    ("Xử lý đơn trong thời hạn 06 ngày làm việc.", [(None, None, None)]),
    ("Mỗi cuộc kiểm tra không quá 02 ngày.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), DAYS)
def test_days(sentence, expected):
    found = read_text(DUTY.format(sentence=sentence)).deadlines
    assert [(deadline.day, deadline.month, deadline.year) for deadline in found] == expected


def test_the_time_of_a_share_is_no_deadline_of_its_own():
    reading = read_text(AIM.format(sentence="80% tổ hoàn thành trong quý II."))
    assert reading.deadlines == () and len(reading.targets) == 1


PARTIES = [
    ("Gửi kế hoạch cho Văn phòng Sở sau 12 ngày kể từ ngày ký.", ("Văn phòng Sở", None)),
    ("Gửi kế hoạch về Thành đoàn qua Ban Phong trào trước ngày 09/3/2031.", ("Thành đoàn", "Ban Phong trào")),
    ("Nộp danh sách về Sở Nội vụ qua hộp thư chung trước ngày 09/3/2031.", ("Sở Nội vụ", None)),
    ("Báo cáo Hội đồng đã thông qua Ban Thư ký gửi về Sở Nội vụ trước ngày 09/3/2031.", ("Hội đồng", None)),
    (
        "Gửi lịch làm việc cho đơn vị được giám sát ít nhất 07 ngày trước khi tới.",
        ("đơn vị được giám sát", None),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), PARTIES)
def test_who_gets_it_and_through_whom(sentence, expected):
    [deadline] = read_text(DUTY.format(sentence=sentence)).deadlines
    assert (deadline.to_body, deadline.via) == expected


BASES = [
    (
        "Thực hiện Quyết định số 7/QĐ-TTg ngày 02/3/2031 về một việc. Trên cơ sở Kế hoạch số 9/KH-UBND ngày 05/4/2031 "
        "của UBND tỉnh; Sở Nội vụ xây dựng kế hoạch như sau:",
        ["7/QĐ-TTg", "9/KH-UBND"],
    ),
    (
        "Căn cứ Luật Giữ nếp số 5/2030/QH18 được sửa đổi, bổ sung bởi Luật số 6/2031/QH18;",
        ["5/2030/QH18", "6/2031/QH18"],
    ),
    (
        "Thực hiện Chỉ thị số 8/CT-UBND ngày 06/5/2031 của UBND tỉnh về triển khai Chỉ thị số 8/CT-UBND của tỉnh;",
        ["8/CT-UBND"],
    ),
    ("Thực hiện chỉ đạo của Bộ, Sở Nội vụ đã ban hành Công văn số 12/SNV-VP ngày 07/6/2031 về một việc;", []),
]


@pytest.mark.parametrize(("opening", "expected"), BASES)
def test_bases(opening, expected):
    assert [base.number for base in read_text(OPENING.format(opening=opening)).legal_bases] == expected


def test_rows_parted_by_bars_alone_are_a_table_of_tasks():
    rows = (
        "TT | Nhiệm vụ | Chủ trì | Thời hạn hoàn thành\n"
        "1 | Sửa nội quy | Phòng Tổ chức | 12/4/2031\n"
        "2 | Họp toàn thể | Văn phòng | Trước 20/5/2031"
    )
    reading = read_text(f"KẾ HOẠCH\nThử một bảng\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. PHÂN CÔNG\n\n{rows}\n")
    assert [(task.text, task.lead) for task in reading.tasks] == [
        ("Sửa nội quy", "Phòng Tổ chức"),
        ("Họp toàn thể", "Văn phòng"),
    ]
    assert [(d.day, d.month, d.from_body) for d in reading.deadlines] == [
        (12, 4, "Phòng Tổ chức"),
        (20, 5, "Văn phòng"),
    ]


FOOT = (
    "KẾ HOẠCH\nThử phần cuối\n\nI. MỤC ĐÍCH\n\nLàm cho tốt.\n\n"
    "Nơi nhận:                          KT. TRƯỞNG BAN\n"
    "- Sở Nội vụ;                       PHÓ TRƯỞNG BAN\n"
    "- Các tổ;\n"
    "- Lưu: VT.\n"
    "\n"
    "                                   Ngô Thị Thử\n"
)


def test_recipients_and_signature_side_by_side_with_spaces_between():
    reading = read_text(FOOT)
    assert [item.text for item in reading.recipients] == ["Sở Nội vụ", "Các tổ", "Lưu: VT"]
    assert reading.signer is not None and reading.signer.name == "Ngô Thị Thử"
    assert reading.signer.title == "PHÓ TRƯỞNG BAN"


def test_an_annex_behind_such_a_foot_stays_behind_it():
    reading = read_text(f"{FOOT}PHỤ LỤC\nDanh sách các tổ\n")
    assert reading.signer is not None and "PHỤ LỤC" in reading.text.partition("Ngô Thị Thử")[2]


def test_an_empty_cell_is_no_recipient():
    text = "QUYẾT ĐỊNH\nBan hành Kế hoạch thử\n\nĐiều 1. Ban hành Kế hoạch.\nNơi nhận: |\nKT. GIÁM ĐỐC |\n"
    assert read_text(text).recipients == ()


def test_the_headline_of_a_web_page_is_no_issuer():
    text = (
        "TIN NỔI BẬT\n\nKẾ HOẠCH\nLàm sạch sân trường\n\nHỘI KHUYẾN HỌC TỈNH\n\nHỘI KHUYẾN HỌC HUYỆN THỬ\n\n"
        "Số: 4/KH-HKH\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "Thử, ngày 08 tháng 12 năm 2031\n\nKẾ HOẠCH\n\nLàm sạch sân trường\n\nI. MỤC ĐÍCH\n\nLàm cho tốt.\n"
    )
    issuer = read_text(text).issuer
    assert issuer is not None and issuer.text == "HỘI KHUYẾN HỌC HUYỆN THỬ"


def test_a_title_that_ends_in_years_and_a_quotation_mark_is_kept_from_the_bases():
    lines = [
        "KẾ HOẠCH",
        "THỰC HIỆN ĐỀ ÁN “GIỮ NẾP VĂN MINH TRONG TRỤ SỞ GIAI ĐOẠN",
        "2031 - 2035”",
        "Thực hiện Quyết định số 19/QĐ-TTg ngày 03/10/2030 của Thủ tướng",
        "về việc phê duyệt Đề án; Ủy ban nhân dân xã ban hành Kế hoạch như sau:",
        *["Mọi người cùng giữ cho trụ sở của cơ quan mình luôn luôn sạch sẽ và"] * 6,
        "I. MỤC ĐÍCH",
        "Làm cho tốt.",
    ]
    reading = read_text("\n".join(lines))
    assert reading.title is not None and reading.title.text.endswith("GIAI ĐOẠN 2031 - 2035”")
    assert [base.number for base in reading.legal_bases] == ["19/QĐ-TTg"]
    assert [(stage.start_year, stage.end_year) for stage in reading.stages] == [(2031, 2035)]


def test_the_subject_of_a_letter_goes_on_beside_the_day():
    text = (
        "LIÊN HIỆP HỘI            CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n\n"
        "Số: 17/LHH\n\n"
        "V/v tuyên truyền kỷ niệm 40 năm Ngày thành lập            Thử, ngày 18 tháng 7 năm 2031\n\n"
        "Liên hiệp hội Thử nghiệm\n\nKính gửi: Các hội thành viên\n\nĐề nghị các hội tuyên truyền cho tốt.\n"
    )
    title = read_text(text).title
    assert title is not None and title.text.endswith("Ngày thành lập Liên hiệp hội Thử nghiệm")


def test_a_short_article_about_a_plan():
    text = (
        "Trung tâm Học tập cộng đồng lập kế hoạch giữ nếp văn minh\n\n"
        "Ngày 10/02/2031, Trung tâm Học tập cộng đồng đã ban hành Kế hoạch số 6/KH-TTHT về giữ nếp văn minh "
        "giai đoạn 2031 - 2033.\n\nHọc viên giữ cho lớp học sạch.\n\nH.L\n"
    )
    reading = read_text(text)
    assert reading.genre is Genre.NEWS and reading.refusal == ""
    assert reading.doc_number is not None and reading.doc_number.text == "6/KH-TTHT"
    assert [(stage.start_year, stage.end_year) for stage in reading.stages] == [(2031, 2033)]
