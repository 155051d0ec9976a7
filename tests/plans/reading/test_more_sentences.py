"""Deadlines, targets and stages in the many forms that offices write them; every sentence is made up."""

import pytest

from namkhong.plans.reading.read import read_text

DUTY = (
    "KẾ HOẠCH\nThử một câu\n\nI. NỘI DUNG CHUNG\n\nLàm cho tốt.\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
    "1. Phòng Thử nghiệm\n\n- {sentence}\n"
)
AIM = (
    "KẾ HOẠCH\nThử một câu\n\nI. MỤC TIÊU\n\n- {sentence}\n\n"
    "II. TỔ CHỨC THỰC HIỆN\n\n1. Phòng Thử nghiệm\n\n- Làm tốt.\n"
)
YEARLY, MONTHLY, QUARTERLY, ONCE = "yearly", "monthly", "quarterly", "once"


def of_duty(sentence: str):
    return read_text(DUTY.format(sentence=sentence))


def of_aim(sentence: str):
    return read_text(AIM.format(sentence=sentence))


DEADLINES = [
    ("Gửi danh sách về Văn phòng trước 20/11.", [(20, 11, None, ONCE, "before")]),
    ("Gửi danh sách về Văn phòng trước ngày 20-11-2031.", [(20, 11, 2031, ONCE, "before")]),
    ("Gửi danh sách về Văn phòng trước ngày 20.11.2031.", [(20, 11, 2031, ONCE, "before")]),
    ("Nộp hồ sơ muộn nhất ngày 05 tháng 7 năm 2031.", [(5, 7, 2031, ONCE, "by")]),
    ("Nộp hồ sơ, hạn cuối là ngày 05/7/2031.", [(5, 7, 2031, ONCE, "by")]),
    ("Hoàn thành việc rà soát chậm nhất đến hết ngày 30/9/2031.", [(30, 9, 2031, ONCE, "by")]),
    ("Đăng ký xong trước 16h30 ngày 12/4/2031.", [(12, 4, 2031, ONCE, "before")]),
    ("Đăng ký trước 08:00 ngày 12/4/2031.", [(12, 4, 2031, ONCE, "before")]),
    ("Định kỳ hằng tháng, trước ngày 25, báo cáo Văn phòng.", [(25, None, None, MONTHLY, "before")]),
    ("Báo cáo tháng gửi Văn phòng trước ngày 18 hằng tháng.", [(18, None, None, MONTHLY, "before")]),
    ("Báo cáo quý gửi Văn phòng trước ngày 15 của tháng cuối quý.", [(15, None, None, QUARTERLY, "before")]),
    ("Báo cáo Văn phòng trước ngày 10 (tháng cuối quý).", [(10, None, None, QUARTERLY, "before")]),
    ("Báo cáo kết quả năm trước ngày 01 tháng 12 hàng năm về Văn phòng.", [(1, 12, None, YEARLY, "before")]),
    ("Mỗi năm gửi báo cáo về Văn phòng chậm nhất ngày 10/11.", [(10, 11, None, YEARLY, "by")]),
    (
        "Báo cáo 6 tháng trước ngày 10/6, báo cáo năm trước ngày 10/12 về Văn phòng.",
        [(10, 6, None, YEARLY, "before"), (10, 12, None, YEARLY, "before")],
    ),
    (
        "Định kỳ 6 tháng (trước ngày 12/6) và năm (trước ngày 12/12) báo cáo Văn phòng.",
        [(12, 6, None, YEARLY, "before"), (12, 12, None, YEARLY, "before")],
    ),
    (
        "Báo cáo kết quả 6 tháng trước ngày 14/6/2031 và cả năm trước ngày 14/12/2031.",
        [(14, 6, 2031, ONCE, "before"), (14, 12, 2031, ONCE, "before")],
    ),
    ("Gửi kế hoạch trong vòng 07 ngày kể từ ngày ký.", [(None, None, None, ONCE, "relative")]),
    ("Trả lời trong thời hạn 03 ngày làm việc sau khi nhận được ý kiến.", [(None, None, None, ONCE, "relative")]),
    ("Gửi tài liệu trước 05 ngày làm việc so với ngày họp.", [(None, None, None, ONCE, "relative")]),
    ("Ban hành quy chế trong quý I/2031.", [(None, None, 2031, ONCE, "within")]),
    ("Ban hành kế hoạch của đơn vị mình trong tháng 4 năm 2031.", [(None, 4, 2031, ONCE, "within")]),
    ("Hoàn thành trong tháng 8/2031.", [(None, 8, 2031, ONCE, "within")]),
    ("Thời gian hoàn thành: Tháng 3/2031.", [(None, 3, 2031, ONCE, "within")]),
    ("Thời gian hoàn thành: Quý III năm 2031.", [(None, None, 2031, ONCE, "within")]),
    ("Thời hạn: 15/10/2031.", [(15, 10, 2031, ONCE, "by")]),
    ("Thời hạn ban hành: trước ngày 01 tháng 6 năm 2031.", [(1, 6, 2031, ONCE, "before")]),
    ("Thời gian hoàn thành: tháng 02/2031 đến tháng 5/2031.", [(None, 5, 2031, ONCE, "within")]),
    ("Gửi hồ sơ về Văn phòng từ ngày 01/3/2031 đến ngày 10/3/2031.", [(10, 3, 2031, ONCE, "by")]),
    ("Từ nay đến hết ngày 31/5/2031 hoàn thành việc niêm yết.", [(31, 5, 2031, ONCE, "by")]),
    ("Lập danh sách trước ngày\n09/9/2031.", [(9, 9, 2031, ONCE, "before")]),
    ("Hằng năm báo cáo kết quả về Văn phòng.", [(None, None, None, YEARLY, None)]),
]
NO_DEADLINES = [
    "Làm theo Thông tư số 9/2031/TT-BNV ngày 12/02/2031 của Bộ Nội vụ.",
    "Ngày 19/5/2031 kỷ niệm ngày thành lập đơn vị.",
    "Đại hội diễn ra từ ngày 10/6/2031 đến ngày 12/6/2031.",
    "Dự kiến hoàn thành trước ngày 30/6/2031.",
    "Quy định này có hiệu lực từ ngày 01/01/2032.",
    "Tính đến ngày 30/9/2030 còn 12 hồ sơ tồn.",
    "Kỳ báo cáo tính từ ngày 15/12/2030 đến ngày 14/12/2031.",
    "Thường xuyên cập nhật sổ theo dõi.",
    "Thực hiện đúng Điều 12 và Điều 15 của Quy chế.",
    "Họp giao ban vào sáng thứ Hai.",
]
REACH, LEAST, MOST, DOWN, UP = "reach", "at_least", "at_most", "decrease", "increase"
TARGETS = [
    ("100% đơn vị ký cam kết.", [(100, 100, REACH, "%")]),
    ("Phấn đấu trên 85% người dân hài lòng.", [(85, None, LEAST, "%")]),
    ("Từ 75% trở lên hồ sơ nộp trực tuyến.", [(75, None, LEAST, "%")]),
    ("Tỷ lệ hồ sơ trễ hạn không quá 2%.", [(None, 2, MOST, "%")]),
    ("Tỷ lệ hồ sơ trễ hạn dưới 0,5%.", [(None, 0.5, MOST, "%")]),
    ("Mỗi năm giảm 5 - 10% số cuộc họp.", [(5, 10, DOWN, "%")]),
    ("Hằng năm tăng ít nhất 3% số sáng kiến.", [(3, None, UP, "%")]),
    ("Tiết kiệm 12% chi phí in ấn.", [(12, 12, DOWN, "%")]),
    ("Giảm tỷ lệ trễ hạn từ 6% xuống còn 2%.", [(None, 2, MOST, "%")]),
    ("Tốc độ tăng thu bình quân đạt 7 - 8%/năm.", [(7, 8, UP, "%")]),
    ("90% xã, 95% phường có bảng niêm yết.", [(90, 90, REACH, "%"), (95, 95, REACH, "%")]),
    ("Có ít nhất 40 sáng kiến được áp dụng.", [(40, None, LEAST, "sáng kiến")]),
    ("Thời gian chờ giảm còn 1,5 lần so với mức chung.", [(None, 1.5, MOST, "lần")]),
    ("Tỷ lệ sai sót dưới 3/10.000 hồ sơ.", [(None, 3, MOST, "hồ sơ")]),
    ("Số vụ giảm từ 31 vụ xuống 12 vụ.", [(12, 12, DOWN, "vụ")]),
]
NO_TARGETS = [
    "Hiện nay mới có 45% đơn vị làm việc này.",
    "Năm qua chỉ đạt 60% kế hoạch.",
    "Khen thưởng không quá 10% số tập thể.",
    "Người đạt trên 90% được cộng điểm.",
    "Hỗ trợ bằng ngân sách 30% kinh phí.",
    "Vốn đối ứng 20%.",
]
HEAD = "KẾ HOẠCH\n{title}\n\nI. MỤC ĐÍCH\n\nĐể làm cho tốt.\n\n{body}\n"
STAGES = [
    (HEAD.format(title="Giữ nếp văn minh giai đoạn 2031 - 2035", body=""), [(2031, 2035, False)]),
    (HEAD.format(title="Giữ nếp văn minh năm học 2031 - 2032", body=""), [(2031, 2032, False)]),
    (HEAD.format(title="Giữ nếp văn minh năm 2031", body=""), [(2031, 2031, False)]),
    (
        HEAD.format(
            title="Giữ nếp văn minh",
            body="II. THỜI GIAN\n\n- Giai đoạn 1: từ năm 2031 đến hết năm 2032.\n\n"
            "- Giai đoạn 2: từ năm 2033 - 2035 và các năm tiếp theo.",
        ),
        [(2031, 2032, False), (2033, 2035, True)],
    ),
    (
        HEAD.format(title="Giữ nếp", body="II. THỜI GIAN THỰC HIỆN: từ tháng 9/2031 đến tháng 9/2033."),
        [(2031, 2033, False)],
    ),
    (HEAD.format(title="Thực hiện Chỉ thị số 4/CT-UBND ngày 15 tháng 8 năm 2031", body=""), []),
    (HEAD.format(title="Chuẩn bị đại hội nhiệm kỳ 2031 - 2036", body=""), []),
    (HEAD.format(title="Giữ nếp", body="II. NỘI DUNG\n\n1. Theo Chương trình giai đoạn 2025 - 2030 của tỉnh."), []),
]
PARTIES = [
    (
        "Báo cáo Sở Nội vụ (qua Phòng Tổng hợp) trước ngày 10/11/2031.",
        ("Phòng Thử nghiệm", "Sở Nội vụ", "Phòng Tổng hợp"),
    ),
    ("Các khoa, phòng nộp phiếu cho Phòng Tổ chức trước ngày 10/11/2031.", ("Các khoa, phòng", "Phòng Tổ chức", None)),
    ("Giám đốc ký với Sở Y tế; các khoa hoàn thành trước ngày 10/11/2031.", ("các khoa", None, None)),
    (
        "Kết thúc đợt vận động, Ban Thư ký gửi hồ sơ về Sở Nội vụ trước ngày 10/11/2031.",
        ("Ban Thư ký", "Sở Nội vụ", None),
    ),
]


@pytest.mark.parametrize(("sentence", "expected"), DEADLINES)
def test_deadlines(sentence, expected):
    found = of_duty(sentence).deadlines
    assert [(d.day, d.month, d.year, d.recurring, d.bound) for d in found] == expected


@pytest.mark.parametrize("sentence", NO_DEADLINES)
def test_dates_that_are_none(sentence):
    assert of_duty(sentence).deadlines == ()


@pytest.mark.parametrize(("sentence", "expected"), TARGETS)
def test_targets(sentence, expected):
    assert [(t.low, t.high, t.direction, t.unit) for t in of_aim(sentence).targets] == expected


def test_the_base_of_a_target_is_kept():
    assert of_aim("Giảm tỷ lệ trễ hạn từ 6% xuống còn 2%.").targets[0].base == "6%"
    assert of_aim("Số vụ giảm từ 31 vụ xuống 12 vụ.").targets[0].base == "31 vụ"


@pytest.mark.parametrize("sentence", NO_TARGETS)
def test_figures_that_are_no_targets(sentence):
    assert of_aim(sentence).targets == ()


@pytest.mark.parametrize(("text", "expected"), STAGES)
def test_stages(text, expected):
    assert [(s.start_year, s.end_year, s.open_ended) for s in read_text(text).stages] == expected


@pytest.mark.parametrize(("sentence", "expected"), PARTIES)
def test_who_hands_in_to_whom(sentence, expected):
    assert [(d.from_body, d.to_body, d.via) for d in of_duty(sentence).deadlines] == [expected]
