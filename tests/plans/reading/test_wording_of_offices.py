"""Wording of offices of very different kinds, one made-up sentence for each cause of a wrong or missing value."""

import pytest

from namkhong.plans.reading.items import Bound, Direction
from namkhong.plans.reading.read import read_text

YEAR = "KẾ HOẠCH\nThử một câu năm 2031\n\n"
DUTY = YEAR + "I. NỘI DUNG CHUNG\n\nLàm cho tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Thử nghiệm\n\n- {}\n"
BODY = (
    YEAR + "I. NỘI DUNG CHUNG\n\nLàm cho tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. {}\n\n2. Phòng Thử nghiệm: làm cho tốt.\n"
)
AIM = YEAR + "I. MỤC TIÊU\n\n- {}\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Thử nghiệm\n\n- Làm tốt.\n"
TIMETABLE = (
    "KẾ HOẠCH\nThử một câu {}\n\nI. LỊCH\n\n- {}\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Thử nghiệm\n\n- Làm tốt.\n"
)

BODIES = [
    ("Cục Quản lý xây dựng đường thủy chủ trì kiểm tra.", ("Cục Quản lý xây dựng đường thủy", 1)),
    ("Cục Quản lý công trình chủ trì kiểm tra.", ("Cục Quản lý công trình", 1)),
    ("Ban Quản lý xây dựng kế hoạch kiểm tra.", ("Ban Quản lý", 1)),
    ("Trung tâm Dịch vụ hỗ trợ ngư dân: giúp người đi biển.", ("Trung tâm Dịch vụ hỗ trợ ngư dân", 1)),
    ("Tổ tư vấn tâm lý tuổi trẻ: trực hằng ngày.", ("Tổ tư vấn tâm lý tuổi trẻ", 1)),
    ("Tổ thẩm định giá vật tư: xem giá.", ("Tổ thẩm định giá vật tư", 1)),
    ("Tổ soạn thảo (3 người): viết dự thảo.", ("Tổ", 1)),
    ("Tổ soạn thảo gửi dự thảo cho mọi người.", ("Tổ soạn thảo", 1)),
    ("Bảo vệ, nhân viên lái xe: giữ trật tự.", ("Bảo vệ, nhân viên lái xe", 1)),
    ("Y tế học đường, thư viện, bảo vệ: làm đúng việc.", ("Y tế học đường, thư viện, bảo vệ", 1)),
    ("Đồn Biên phòng Cửa Sót, Trạm Khí tượng phối hợp thực hiện.", ("Đồn Biên phòng Cửa Sót, Trạm Khí tượng", 1)),
    ("Trung tâm Y tế (Khoa Sốt rét) biên soạn tờ rơi; in sách.", ("Trung tâm Y tế", 1)),
    ("Ban Quản lý chợ; các hộ bán hàng: giữ vệ sinh.", ("Ban Quản lý chợ; các hộ bán hàng", 1)),
    ("Ban Quản lý chợ; thu 5 nghìn đồng: mỗi lượt.", ("Ban Quản lý chợ", 1)),
    ("Ban Quản lý chợ; giữ vệ sinh", ("Ban Quản lý chợ", 1)),
    ("Công chức giao dịch: niềm nở với khách.", ("Công chức giao dịch", 1)),
    ("Quản đốc xưởng dệt nhắc nhở thợ.", ("Quản đốc xưởng dệt", 1)),
    ("Mời Hội Người cao tuổi cùng tham gia giám sát.", ("Hội Người cao tuổi", 1)),
    ("Phòng Văn thư có trách nhiệm:\n\n- Giữ sổ.\n\n- Đóng dấu.", ("Phòng Văn thư", 2)),
    ("Phòng Văn thư: giữ sổ sách đi và đến.\n\nGiao Văn phòng đôn đốc các bên.", ("Phòng Văn thư", 1)),
]


@pytest.mark.parametrize(("line", "expected"), BODIES)
def test_whose_duty_it_is(line, expected):
    first = read_text(BODY.format(line)).responsibilities[0]
    assert (first.body, len(first.tasks)) == expected


NO_BODIES = [
    "Quán triệt, kế toán: ghi sổ.",
    "Bảo vệ môi trường: làm sạch.",
    "Bảo vệ phải trực, ghi sổ: hằng ngày.",
    "Bảo vệ rừng",
    "Xanh, sạch (đẹp): ok.",
]


@pytest.mark.parametrize("line", NO_BODIES)
def test_words_that_only_open_like_a_list_of_posts_are_no_body(line):
    assert [item.body for item in read_text(BODY.format(line)).responsibilities] == ["Phòng Thử nghiệm"]


def test_a_heading_that_names_all_units_is_a_section():
    reading = read_text(
        f"{YEAR}1. NỘI DUNG\n\nLàm cho tốt.\n\n2. MỤC ĐÍCH\n\nLàm tốt.\n\n3. TRÁCH NHIỆM CỦA CÁC ĐƠN VỊ\n\n"
        "3.1. Phòng Một: làm sổ.\n\n3.2. Phòng Hai: làm sách.\n"
    )
    assert [item.body for item in reading.responsibilities] == ["Phòng Một", "Phòng Hai"]


def test_an_article_of_a_decision_gives_a_body_its_duty():
    reading = read_text(
        "ỦY BAN NHÂN DÂN XÃ THỬ\nSố: 5/QĐ-UBND\n\nQUYẾT ĐỊNH\nBan hành quy định\n\nCăn cứ Luật Thử nghiệm năm 2030;\n\n"
        "QUYẾT ĐỊNH:\n\nĐiều 1. Ban hành quy định kèm theo.\n\nĐiều 2. Giao Phòng Nội chính theo dõi; "
        "báo cáo định kỳ hằng quý kết quả với Chủ tịch UBND xã.\n\nĐiều 3. Quyết định có hiệu lực từ ngày ký.\n"
    )
    assert [item.body for item in reading.responsibilities] == ["Phòng Nội chính"]
    [deadline] = reading.deadlines
    assert (deadline.from_body, deadline.to_body) == ("Phòng Nội chính", "Chủ tịch UBND xã")
    assert deadline.recurring.value == "quarterly"


RECEIVERS = [
    ("Gửi số liệu về Phòng Kế hoạch tổng hợp trước ngày 4/5/2031.", "Phòng Kế hoạch tổng hợp"),
    ("Nộp cam kết cho Đoàn Thanh niên hạn chót 25/9/2031.", "Đoàn Thanh niên"),
    ("Nộp bản đăng ký về Văn phòng hạn cuối ngày 25/9/2031.", "Văn phòng"),
    ("Gửi danh sách cho công đoàn cấp trên trực tiếp trước ngày 4/5/2031.", "công đoàn cấp trên trực tiếp"),
    ("Gửi kết quả về Ban Pháp chế trong 05 ngày làm việc sau khi kiểm tra.", "Ban Pháp chế"),
    ("Sau kiểm tra 10 ngày thông báo kết luận tới chi bộ được kiểm tra.", "chi bộ được kiểm tra"),
    ("Tổng hợp báo cáo Bộ Nội vụ, UBND tỉnh trước ngày 4/5/2031.", "Bộ Nội vụ, UBND tỉnh"),
]


@pytest.mark.parametrize(("sentence", "receiver"), RECEIVERS)
def test_the_name_of_the_receiver_ends_where_it_ends(sentence, receiver):
    [deadline] = read_text(DUTY.format(sentence)).deadlines
    assert (deadline.from_body, deadline.to_body) == ("Phòng Thử nghiệm", receiver)


TIMES = [
    ("Xử lý phản ánh trong vòng 48 giờ.", [("once", None, None, 2)]),
    ("Trực trong vòng 30 giờ.", []),
    ("Làm liền 24 giờ.", []),
    ("Kiểm tra xong, chậm nhất 10 ngày phải có báo cáo gửi Sở Nội vụ.", [("once", None, None, 10)]),
    ("Sau mỗi đợt, trong vòng 07 ngày, báo cáo Giám đốc.", [("once", None, None, 7)]),
    ("Trưng bày trong vòng 07 ngày.", []),
    ("Sau kiểm tra 10 ngày thông báo kết luận tới chi bộ được kiểm tra.", [("once", None, None, 10)]),
    ("Hết chuyến đi, trong 03 ngày làm việc, gửi phiếu về Sở.", [("once", None, None, 3)]),
    ("Sau mưa, nghỉ 10 ngày gửi thư.", []),
    ("Gửi biên bản cho Giám đốc sau 03 ngày.", [("once", None, None, 3)]),
    ("Nộp biên bản cho Giám đốc trước ngày giao dịch 02 ngày.", [("once", None, None, 2)]),
    ("Trình Giám đốc trước ngày 28 của tháng trước.", [("monthly", 28, None, None)]),
    ("Thẩm định dự toán trước ngày 30/9 của năm trước năm kế hoạch.", [("yearly", 30, 9, None)]),
    ("Gửi số liệu về Sở trước ngày 5 tháng đầu của mỗi quý.", [("quarterly", 5, None, None)]),
    ("Cung cấp số liệu cho Sở Nội vụ vào ngày 15 hằng tháng.", [("monthly", 15, None, None)]),
    ("Báo cáo kết quả hằng tháng vào ngày 20 cho Giám đốc.", [("monthly", 20, None, None)]),
    (
        "Báo cáo 6 tháng gửi trước ngày 15/6, báo cáo năm gửi trước ngày 30/11 về Sở.",
        [("yearly", 15, 6, None), ("yearly", 30, 11, None)],
    ),
    ("Nhận bài dự thi đến hết ngày 30/6/2031.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), TIMES)
def test_times(sentence, expected):
    found = read_text(DUTY.format(sentence)).deadlines
    assert [(item.recurring.value, item.day, item.month, item.days) for item in found] == expected


OPEN = [
    ("Bố trí tiền; trong tháng 3/2031 hoàn thành sửa chữa cổng.", [(3, None)]),
    ("Quý I/2031 hoàn thành bộ tiêu chí.", [(None, 1)]),
    ("Lắp đặt bảng điện tử tại các khoa trong quý III/2031.", [(None, 3)]),
    ("Hoàn thành việc lắp đặt bảng điện tử trong quý III.", [(None, 3)]),
    ("Mở chuyên mục hỏi đáp trong tháng 7/2031.", [(7, None)]),
    ("Họp giao ban trong quý III/2031.", []),
    ("Lắp đặt bảng điện tử trong quý III/2031 tại các khoa.", []),
    ("Quý I/2031 họp mặt.", []),
]


@pytest.mark.parametrize(("sentence", "expected"), OPEN)
def test_a_month_or_a_quarter_binds_a_duty(sentence, expected):
    found = read_text(DUTY.format(sentence)).deadlines
    assert [(item.month, item.quarter) for item in found] == expected
    assert all(item.bound is Bound.WITHIN for item in found)


def test_a_report_due_every_quarter_stands_beside_a_dated_clause():
    sentence = "Gửi kế hoạch về Sở Nội vụ trước ngày 3/5/2031; định kỳ hằng quý báo cáo kết quả; sau khi xong thì nghỉ."
    dated, undated = read_text(DUTY.format(sentence)).deadlines
    assert (dated.day, dated.to_body) == (3, "Sở Nội vụ")
    assert (undated.day, undated.recurring.value, undated.from_body) == (None, "quarterly", "Phòng Thử nghiệm")
    assert undated.to_body is None


TARGETS = [
    ("Có từ 90% tổ đăng ký.", (90, None, Direction.AT_LEAST)),
    ("Tỷ lệ hao hụt không vượt 14,5%.", (None, 14.5, Direction.AT_MOST)),
    ("Hiện nay tỷ lệ đúng hẹn là 91,5%, phấn đấu đạt 95%.", (95, 95, Direction.REACH)),
    ("Nâng mức hài lòng của đơn vị sử dụng ngân sách từ 94% lên 97%.", (97, 97, Direction.REACH)),
    ("Kết nạp hội viên mới đạt 105% chỉ tiêu.", (105, 105, Direction.REACH)),
    ("Giảm từ 5% đến 10% số đơn.", (5, 10, Direction.DECREASE)),
]


@pytest.mark.parametrize(("sentence", "expected"), TARGETS)
def test_targets(sentence, expected):
    [target] = read_text(AIM.format(sentence)).targets
    assert (target.low, target.high, target.direction) == expected


def test_what_is_reached_is_no_target_and_its_time_no_deadline():
    assert read_text(AIM.format("Phấn đấu cho tốt, hiện nay đạt 80%.")).targets == ()
    reading = read_text(AIM.format("Tỷ lệ giải ngân hết quý III đạt từ 70%."))
    assert reading.deadlines == () and len(reading.targets) == 1
