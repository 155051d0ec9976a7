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


MORE_TARGETS = [
    ("Không có quá 6% lớp thiếu ghế.", [(None, 6, "at_most")]),
    ("Tỷ lệ người đọc hài lòng từ 84% năm 2031 lên 94% năm 2033.", [(94, 94, "reach")]),
    ("Tỷ lệ người đọc hài lòng từ 84% (năm 2031) lên 94%.", [(94, 94, "reach")]),
]


@pytest.mark.parametrize(("sentence", "expected"), MORE_TARGETS)
def test_targets_that_start_from_somewhere(sentence, expected):
    found = read_text(AIM.format(sentence=sentence)).targets
    assert [(target.low, target.high, target.direction) for target in found] == expected


YEARLY, QUARTERLY, ONCE = "yearly", "quarterly", "once"
CYCLES = [
    (
        "Gửi báo cáo quý, 6 tháng, năm về Sở Nội vụ trước ngày 09 tháng cuối quý, ngày 09/6 và ngày 09/12.",
        [(9, None, QUARTERLY), (9, 6, YEARLY), (9, 12, YEARLY)],
    ),
    ("Gửi bản tự chấm cho Hội đồng trước khi hết học kỳ 08 ngày.", [(None, None, ONCE)]),
    ("Gửi bản tự chấm cho Hội đồng trước khi họp, 08 ngày một lần.", []),
    ("Trình Giám đốc lập đoàn thẩm định trong tháng 5/2031.", [(None, 5, ONCE)]),
    ("Gửi danh sách về Văn phòng chậm nhất trong ngày 21/8/2031.", [(21, 8, ONCE)]),
]


@pytest.mark.parametrize(("sentence", "expected"), CYCLES)
def test_days_of_several_cycles(sentence, expected):
    found = read_text(DUTY.format(sentence=sentence)).deadlines
    assert [(deadline.day, deadline.month, deadline.recurring) for deadline in found] == expected


def test_the_days_before_an_event_are_counted():
    [deadline] = read_text(DUTY.format(sentence="Gửi tài liệu trước khi họp 05 ngày làm việc.")).deadlines
    assert (deadline.days, deadline.working_days, deadline.anchor) == (5, True, "trước khi họp")


TWO_TIMES = [
    (
        "Họp các tổ xong trước ngày 03/3/2031, gửi biên bản về Ban Thư ký trong vòng 05 ngày kể từ ngày họp.",
        [None, "Ban Thư ký"],
    ),
    (
        "Trình Trưởng ban bản thảo trước ngày 10/11/2031, gửi Hội đồng cấp trên trước ngày 20/11/2031.",
        ["Trưởng ban", "Hội đồng cấp trên"],
    ),
    ("Nộp báo cáo nửa năm trước ngày 03/6, báo cáo năm trước ngày 03/12 về Sở Nội vụ.", ["Sở Nội vụ", "Sở Nội vụ"]),
    ("Báo cáo Sở Nội vụ 6 tháng trước ngày 03/6, báo cáo năm trước ngày 03/12.", ["Sở Nội vụ", "Sở Nội vụ"]),
]


@pytest.mark.parametrize(("sentence", "receivers"), TWO_TIMES)
def test_each_time_has_the_receiver_of_its_own_verb(sentence, receivers):
    assert [deadline.to_body for deadline in read_text(DUTY.format(sentence=sentence)).deadlines] == receivers


def test_what_was_gathered_is_handed_on_by_who_received_it():
    said = "Gửi kết quả về Hội Khuyến học trước ngày 03/6/2031 để tổng hợp báo cáo Trung ương Hội trước ngày 09/6/2031."
    first, second = read_text(DUTY.format(sentence=said)).deadlines
    assert (first.from_body, first.to_body) == ("Phòng Thử nghiệm", "Hội Khuyến học")
    assert (second.from_body, second.to_body) == ("Hội Khuyến học", "Trung ương Hội")
    assert second.confidence < first.confidence


DUTIES = (
    "KẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n{line}\n\n2. Văn phòng theo dõi.\n"
)
OWNERS = [
    ("1. Thư ký Hội đồng: lập sổ theo dõi.", "Thư ký Hội đồng"),
    ("1. Sở Thủy sản vận hành hệ thống cho thông suốt.", "Sở Thủy sản"),
    ("1. Thanh tra Sở đưa việc này vào kế hoạch.", "Thanh tra Sở"),
    ("1. Đề nghị Báo Sao Mai mở chuyên mục.", "Báo Sao Mai"),
    ("1. Bộ phận giúp việc Hội đồng tổng hợp kết quả.", "Bộ phận giúp việc Hội đồng"),
    ("1. Ủy ban bầu cử cử người theo dõi.", "Ủy ban bầu cử"),
    ("1. Các đơn vị được kiểm tra cử người làm việc.", "Các đơn vị được kiểm tra"),
    ("1. Trung tâm Dịch vụ việc làm xét đơn.", "Trung tâm Dịch vụ việc làm"),
    ("1. Tổ 5 lập sổ theo dõi.", "Tổ 5"),
    ("1. Phòng Đào tạo sau đại học cùng các khoa lập sổ.", "Phòng Đào tạo sau đại học"),
]


@pytest.mark.parametrize(("line", "body"), OWNERS)
def test_a_name_ends_where_its_verb_begins(line, body):
    assert read_text(DUTIES.format(line=line)).responsibilities[0].body == body


def test_a_line_below_several_bodies_may_name_its_own():
    text = (
        "KẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Các phòng thuộc Sở\n\n"
        "- Phòng Tổng hợp: theo dõi chung;\n\n"
        "- Văn phòng Sở: lập hồ sơ; hồ sơ gửi Hội đồng trước 16/6/2031.\n\n2. Thanh tra Sở kiểm tra.\n"
    )
    [deadline] = read_text(text).deadlines
    assert (deadline.from_body, deadline.to_body) == ("Văn phòng Sở", "Hội đồng")


def test_a_standing_duty_behind_a_name_is_no_name():
    said = "1. Phòng Tổng hợp: thường trực cuộc vận động; trình Giám đốc xử lý trong thời hạn 09 ngày làm việc."
    [deadline] = read_text(DUTIES.format(line=said)).deadlines
    assert deadline.from_body == "Phòng Tổng hợp"


LETTERS = [
    "Công văn v/v dự ngày hội đọc sách năm 2031\n\n{told}",
    "“V/v dự ngày hội đọc sách năm 2031”\n\n{told}",
]


@pytest.mark.parametrize("letter", LETTERS)
def test_a_letter_pasted_without_its_head(letter):
    told = (
        "Thực hiện Kế hoạch số 7-KH/HKH ngày 17/8/2031 của Hội Khuyến học tỉnh, Hội Khuyến học huyện Thử đề nghị các "
        "chi hội dự ngày hội như sau:\n\n1. Địa điểm: nhà văn hóa.\n\n2. Thời gian:\n\n"
        "- Thời gian nhận bài: từ ngày 20/8 đến ngày 25/8/2031.\n\n"
        "3. Các chi hội gửi danh sách về Hội Khuyến học huyện trước ngày 28/8/2031.\n"
    )
    reading = read_text(letter.format(told=told))
    assert reading.genre is Genre.LETTER
    assert reading.title is not None and reading.title.text.endswith("dự ngày hội đọc sách năm 2031")
    assert reading.issuer is not None and reading.issuer.text == "Hội Khuyến học huyện Thử"
    assert [base.number for base in reading.legal_bases] == ["7-KH/HKH"]
    assert reading.stages == ()
    assert [(d.day, d.from_body, d.to_body) for d in reading.deadlines] == [
        (28, "Các chi hội", "Hội Khuyến học huyện"),
    ]


def test_a_letter_without_sections_is_read_too():
    text = "Kính gửi:\n- Các tổ trưởng.\nĐề nghị các tổ rà soát sổ sách.\nCác tổ hoàn thành trước ngày 24/3/2031.\n"
    [deadline] = read_text(text).deadlines
    assert (deadline.day, deadline.from_body) == (24, "Các tổ")


def test_a_day_in_brackets_under_the_headline_tells_an_article():
    text = (
        "Đẩy mạnh phong trào đọc sách\n(26/03/2031)\n"
        "Để giữ nếp đọc, ngày 18/3/2031, Hội Khuyến học tỉnh đã ban hành Kế hoạch số 4/KH-HKH về phong trào đọc sách.\n"
    )
    reading = read_text(text)
    assert reading.genre is Genre.NEWS
    assert reading.doc_number is not None and reading.doc_number.text == "4/KH-HKH"


def test_a_school_written_small_behind_the_bases_issues_the_plan():
    text = (
        "KẾ HOẠCH\nThực hiện nhiệm vụ năm học 2031 - 2032\nCăn cứ kết quả năm học trước, trường mầm non Nắng Mai 2 "
        "đề ra kế hoạch như sau:\nI. ĐẶC ĐIỂM\nTrường ở gần sông.\n"
    )
    issuer = read_text(text).issuer
    assert issuer is not None and issuer.text == "trường mầm non Nắng Mai 2"


def test_the_name_of_the_youth_union_on_the_right_is_no_issuer():
    text = (
        "BAN CHẤP HÀNH TỈNH THỬ                                        ĐOÀN TNCS HỒ CHÍ MINH\n\n***\n\n"
        "Số: 25 - KH/TĐTN                                              Thử, ngày 16 tháng 5 năm 2031\n\n"
        "KẾ HOẠCH\nTổ chức sinh hoạt hè\n\nBan Thường vụ Tỉnh đoàn ban hành Kế hoạch như sau:\n\n"
        "I. MỤC ĐÍCH\n\nVui khỏe.\n"
    )
    issuer = read_text(text).issuer
    assert issuer is not None and issuer.text == "BAN CHẤP HÀNH TỈNH THỬ"


def test_an_activity_is_kept_without_its_time_and_place():
    text = (
        "KẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. CÁC HOẠT ĐỘNG CHÍNH\n\n"
        "1. Ngày hội đọc sách của thiếu nhi: tổ chức vào ngày 28/4/2031.\n\n2. Chia nhóm đọc: theo sở thích từng em.\n"
    )
    assert [item.text for item in read_text(text).content_items] == [
        "Ngày hội đọc sách của thiếu nhi",
        "Chia nhóm đọc: theo sở thích từng em",
    ]
