"""Shapes of lines, heads and signatures met in plans read for the first time; every text is made up."""

import pytest

from namkhong.plans.reading.items import Genre
from namkhong.plans.reading.read import read_text

DUTIES = (
    "KẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Thử nghiệm\n\n- {said}\n\n"
    "2. Văn phòng theo dõi.\n"
)
NATION = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n"


def of_duty(said: str):
    return read_text(DUTIES.format(said=said)).deadlines


def test_a_year_above_a_dash_and_a_share_is_no_range():
    text = "KẾ HOẠCH\nThử một câu\n\nI. MỤC TIÊU\n1. Năm 2031\n- 80% tổ làm xong.\n2. Năm 2032\n- 90% tổ làm xong.\n"
    assert [(target.low, target.high) for target in read_text(text).targets] == [(80, 80), (90, 90)]


def test_a_range_runs_upwards():
    text = "KẾ HOẠCH\nThử một câu\n\nI. MỤC TIÊU\n\n- Sau kỳ họp 19 - 7% tổ còn trễ.\n"
    assert [(target.low, target.high) for target in read_text(text).targets] == [(7, 7)]


def test_from_a_share_onwards_may_close_far_behind_it():
    text = "KẾ HOẠCH\nThử một câu\n\nI. MỤC TIÊU\n\n- Từ 64% cơ sở có tổ chức hội trở lên ký quy ước.\n"
    [target] = read_text(text).targets
    assert (target.low, target.high, target.direction) == (64, None, "at_least")


def test_a_short_heading_keeps_apart_from_the_sentence_under_it():
    text = (
        "QUY TẮC CHUNG CỦA CƠ QUAN\n\nKẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nGiữ cho trụ sở luôn sạch.\n\n"
        "II. NHIỆM VỤ\n1. Hoàn thiện định mức\n"
        "Vụ Tổng hợp rà soát, trình Bộ trưởng định mức mới trước ngày 30 tháng 9 năm 2031 để các đơn vị làm theo.\n"
        "2. Quản lý tài sản\n"
        "Cục Quản trị lập danh mục phòng trống, gửi Vụ Tổng hợp trước ngày 15 tháng 8 năm 2031 để các đơn vị biết.\n\n"
        "III. KINH PHÍ\nTheo dự toán hằng năm của cơ quan, các đơn vị tự cân đối trong phạm vi được giao từ đầu năm.\n"
    )
    assert [(d.day, d.from_body, d.to_body) for d in read_text(text).deadlines] == [
        (30, "Vụ Tổng hợp", "Bộ trưởng"),
        (15, "Cục Quản trị", "Vụ Tổng hợp"),
    ]


@pytest.mark.parametrize("name", ["Y Bình An Niê", "H’Lan Ayun Thử", "Hồ Thị Thử Nghiệm"])
def test_names_of_signers(name):
    text = (
        "KẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Văn phòng theo dõi.\n\n"
        f"HIỆU TRƯỞNG\n(Ký tên, đóng dấu)\n{name}\n\nNơi nhận:\n- Các tổ;\n- Lưu: VT.\n"
    )
    signer = read_text(text).signer
    assert signer is not None and signer.name == name


def test_the_first_of_two_who_sign_side_by_side():
    text = (
        "CHƯƠNG TRÌNH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. ĐIỀU KHOẢN\n\nLàm theo chương trình này.\n\n"
        "GIÁM ĐỐC SỞ NỘI VỤ                     CHỦ TỊCH HỘI KHUYẾN HỌC\n"
        "Tăng Bảo Thử                           Kha Minh Nghiệm\n\nNơi nhận:\n- Các hội;\n- Lưu: VT.\n"
    )
    signer = read_text(text).signer
    assert signer is not None and signer.name == "Tăng Bảo Thử"


PARTIES = [
    (
        "Trình Lãnh đạo Bộ báo cáo Thủ tướng Chính phủ trước ngày 15/12/2031.",
        ("Phòng Thử nghiệm", "Thủ tướng Chính phủ"),
    ),
    ("Chuyển Sở Nội vụ các kiến nghị trước ngày 10/5/2031.", ("Phòng Thử nghiệm", "Sở Nội vụ")),
    ("Cung cấp sổ theo dõi cho Hội Khuyến học trước ngày 10/5/2031.", ("Phòng Thử nghiệm", "Hội Khuyến học")),
    ("Tổng hợp báo cáo lãnh đạo hai cơ quan trước ngày 20/12/2031.", ("Phòng Thử nghiệm", "lãnh đạo hai cơ quan")),
    ("Báo cáo của các tổ gửi về Sở Nội vụ trước ngày 15/8/2031.", ("các tổ", "Sở Nội vụ")),
    ("Nộp ảnh lớp cho Tổng phụ trách Đội trước ngày 30/9/2031.", ("Phòng Thử nghiệm", "Tổng phụ trách Đội")),
    ("Tổ thẩm định xét duyệt, trình Ban Chấp hành trước ngày 30/9/2031.", ("Tổ thẩm định", "Ban Chấp hành")),
    ("Các tổ tuyên truyền, nộp ảnh về Văn phòng trước ngày 30/9/2031.", ("Các tổ", "Văn phòng")),
]


@pytest.mark.parametrize(("said", "expected"), PARTIES)
def test_who_hands_in_to_whom(said, expected):
    [deadline] = of_duty(said)
    assert (deadline.from_body, deadline.to_body) == expected


def test_what_is_no_report_does_not_go_where_the_report_went():
    first, second = of_duty(
        "Gửi kế hoạch về Ban Chấp hành trước ngày 15/3/2031; tự chấm điểm, nộp hồ sơ trước ngày 25/11/2031."
    )
    assert first.to_body == "Ban Chấp hành" and second.to_body is None
    assert second.confidence < first.confidence


def test_days_of_this_year_and_the_next():
    found = of_duty("Gửi báo cáo về Sở Nội vụ trước ngày 05/7 và 05/01 năm sau.")
    assert [(d.day, d.month, d.recurring) for d in found] == [(5, 7, "yearly"), (5, 1, "yearly")]


def test_a_name_may_hold_the_word_for_number():
    text = DUTIES.format(said="Làm tốt.") + "3. Báo Sao Mai, Trung tâm Chuyển đổi số viết bài.\n"
    assert read_text(text).responsibilities[-1].body == "Báo Sao Mai, Trung tâm Chuyển đổi số"


def test_bases_listed_in_a_section_of_their_own():
    text = (
        "KẾ HOẠCH\nThử một câu\n\nI. CĂN CỨ\n"
        "- Thông tư số 6/2029/TT-BGDĐT ngày 12/4/2029 của Bộ sửa đổi Thông tư số 5/2028/TT-BGDĐT ngày 02/3/2028;\n"
        "- Công văn số 21/UBND-VX ngày 01/9/2031 của UBND phường.\n\nII. MỤC TIÊU\n\n- Làm tốt.\n"
    )
    assert [base.number for base in read_text(text).legal_bases] == ["6/2029/TT-BGDĐT", "21/UBND-VX"]


def test_number_and_day_under_the_title():
    text = (
        "HỘI KHUYẾN HỌC TỈNH THỬ - SỞ NỘI VỤ TỈNH THỬ\n\nCHƯƠNG TRÌNH PHỐI HỢP\n"
        "Chăm lo việc học giai đoạn 2031 - 2035\n\n"
        "Số: 2/CTPH-HKH-SNV\nThử, ngày 15 tháng 5 năm 2031\n\nI. MỤC TIÊU\n\nLàm tốt.\n"
    )
    reading = read_text(text)
    assert reading.title is not None and reading.title.text == "Chăm lo việc học giai đoạn 2031 - 2035"
    assert reading.doc_number is not None and reading.doc_number.text == "2/CTPH-HKH-SNV"
    assert reading.issued_on is not None and reading.issued_on.day.isoformat() == "2031-05-15"


def test_a_long_title_in_capitals_without_a_line_of_the_type():
    title = "VỀ VIỆC BAN HÀNH QUY CHẾ PHỐI HỢP GIỮA CÁC SỞ, BAN, NGÀNH TRONG VIỆC GIỮ NẾP VĂN MINH" + 6 * (
        "; PHỐI HỢP TRONG VIỆC TRẢ LỜI NGƯỜI DÂN TẠI TRỤ SỞ CỦA CƠ QUAN"
    )
    text = (
        f"ỦY BAN NHÂN DÂN | {NATION.splitlines()[0]} |\nSố: 87/QĐ-UBND | Thử, ngày 22 tháng 6 năm 2031 |\n{title}.\n"
        "ỦY BAN NHÂN DÂN TỈNH THỬ\nCăn cứ Nghị định số 6/2030/NĐ-CP ngày 08/6/2030 của Chính phủ;\nQUYẾT ĐỊNH:\n"
        "Điều 1. Ban hành kèm theo Quyết định này Quy chế phối hợp.\n"
    )
    reading = read_text(text)
    assert reading.genre is Genre.DECISION
    assert reading.title is not None and reading.title.text == title
    assert reading.issuer is not None and reading.issuer.text == "ỦY BAN NHÂN DÂN TỈNH THỬ"


def test_an_article_that_goes_on_with_accordingly():
    text = (
        "Kế hoạch giữ nếp đọc sách\n\n"
        "Hội Khuyến học tỉnh Thử vừa ban hành kế hoạch giữ nếp đọc sách giai đoạn 2031 - 2035.\n\n"
        "Theo đó, các chi hội mở tủ sách.\n"
    )
    reading = read_text(text)
    assert reading.genre is Genre.NEWS
    assert [(stage.start_year, stage.end_year) for stage in reading.stages] == [(2031, 2035)]


def test_what_rests_on_results_rests_on_no_document():
    text = (
        "KẾ HOẠCH\nThử một câu\n\nTrên cơ sở kết quả đạt được và nhiệm vụ theo Nghị quyết số 21-NQ/TU, "
        "Hội Khuyến học tỉnh ban hành Kế hoạch như sau:\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n"
    )
    assert read_text(text).legal_bases == ()


def test_a_bold_heading_goes_on_to_its_colon():
    wrapped = (
        "Mọi người trong cơ quan cùng nhau giữ\ncho trụ sở luôn sạch sẽ, gọn gàng và\nđẹp mắt người dân tới đây.\n\n"
    )
    text = (
        f"**KẾ HOẠCH**\n\nTHỬ MỘT CÂU\n\n**I. MỤC ĐÍCH**\n\n{4 * wrapped}**II. PHẠM VI, THỜI GIAN**\n\n"
        f"**1. Thời gian thực hiện\nChương trình: **Từ năm 2031 đến hết năm 2034.\n\n{2 * wrapped}"
    )
    assert [(stage.start_year, stage.end_year) for stage in read_text(text).stages] == [(2031, 2034)]


def test_a_bounded_share_is_a_target_and_a_bare_one_tells_how_things_stand():
    text = (
        "KẾ HOẠCH\nThử một câu\n\nI. MỤC TIÊU\n\n- Người lao động trực tiếp chiếm từ 54% số được nêu gương trở lên.\n\n"
        "- Hội viên trẻ chiếm 31%.\n"
    )
    assert [(target.low, target.direction) for target in read_text(text).targets] == [(54, "at_least")]


MORE_TARGETS = [
    ("Trong năm 2030 có 91% tổ đạt chuẩn; năm 2031 nâng lên 93%.", [(93, "reach")]),
    ("Có 29% bài viết bằng chữ của người khuyết tật trở lên.", [(29, "at_least")]),
    ("Thăm hỏi đạt 39% số thôn, ấp trở lên.", [(39, "at_least")]),
]


@pytest.mark.parametrize(("sentence", "expected"), MORE_TARGETS)
def test_more_targets(sentence, expected):
    text = f"{NATION}Thử, ngày 02 tháng 4 năm 2031\n\nKẾ HOẠCH\nThử một câu\n\nI. MỤC TIÊU\n\n- {sentence}\n"
    assert [(target.low, target.direction) for target in read_text(text).targets] == expected


def test_to_write_a_report_is_not_to_hand_it_in():
    said = "Gửi thông báo cho các thôn trước ngày 07/5/2031; hoàn thành báo cáo kiểm tra trước ngày 31/10/2031."
    assert [deadline.to_body for deadline in of_duty(said)] == ["các thôn", None]


def test_a_report_of_every_quarter_told_at_the_end():
    [deadline] = of_duty("Theo dõi chung; báo cáo Hội Khuyến học hằng quý.")
    assert (deadline.to_body, deadline.recurring) == ("Hội Khuyến học", "quarterly")
    assert of_duty("Báo cáo Hội Khuyến học, họp hằng quý.") == ()


def test_duties_shared_out_under_an_article():
    text = (
        "KẾ HOẠCH\nThử một câu\n\nĐiều 1. Mục tiêu\nLàm tốt.\n\nĐiều 2. Nội dung và phân công\n"
        "1. Thư viện tỉnh: luân chuyển sách.\n2. BHXH cơ sở: trả sổ.\n\nĐiều 3. Điều khoản\nCác phòng làm theo.\n"
    )
    assert [item.body for item in read_text(text).responsibilities] == ["Thư viện tỉnh", "BHXH cơ sở"]


@pytest.mark.parametrize(("printed", "name"), [("Ông Thị Kim Thử", "Ông Thị Kim Thử"), ("Ông Lê An Thử", "Lê An Thử")])
def test_a_form_of_address_is_no_part_of_the_name_but_a_surname_is(printed, name):
    text = (
        f"KẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nGIÁM ĐỐC\n{printed}\n\nNơi nhận:\n- Các tổ;\n- Lưu: VT.\n"
    )
    signer = read_text(text).signer
    assert signer is not None and signer.name == name


def test_a_task_of_one_paragraph_is_a_task_like_a_heading_with_items():
    text = (
        "KẾ HOẠCH\nThử một câu\n\nI. MỤC ĐÍCH\n\nLàm tốt.\n\nII. NHIỆM VỤ, GIẢI PHÁP\n\n"
        "1. Mời người bệnh góp ý mỗi tuần.\n\n2. Sửa lối đi\n\n- Sơn lại vạch kẻ.\n\n- Thay biển chỉ dẫn.\n"
    )
    groups = read_text(text).task_groups
    assert [(group.number, group.title, group.n_items) for group in groups] == [
        ("II.1", "Mời người bệnh góp ý mỗi tuần", 0),
        ("II.2", "Sửa lối đi", 2),
    ]
