"""Who hands in to whom: named where the sentence names them, and doubtful where it leaves room."""

import pytest

from namkhong.plans.reading.read import read_text
from namkhong.plans.rules import SURE

PLAN = "KẾ HOẠCH\nGiữ sạch trụ sở\nI. MỤC ĐÍCH\n1. Trụ sở sạch.\nII. TỔ CHỨC THỰC HIỆN\n{said}\n2. Văn phòng theo dõi."

NAMED = [
    (
        "1. Các tổ công đoàn: bầu chọn và báo tên người sạch nhất cho Ban Chấp hành trước ngày 25 hằng tháng.",
        "Ban Chấp hành",
    ),
    ("1. Các chi bộ: Đăng ký giữ sạch nơi làm việc với Đảng ủy trước ngày 20/01 hằng năm.", "Đảng ủy"),
    ("1. Văn phòng: tổng hợp báo cáo Trung ương Hội trước ngày 15/11 hằng năm.", "Trung ương Hội"),
    ("1. Văn phòng: tổng hợp báo cáo hai ngành ở cấp trên trước ngày 15/11 hằng năm.", "hai ngành ở cấp trên"),
    ("1. Các phòng gửi báo cáo về Văn phòng trước ngày 15/11 hằng năm.", "Văn phòng"),
]


@pytest.mark.parametrize(("said", "receiver"), NAMED)
def test_who_gets_it_is_named_and_sure(said, receiver):
    [deadline] = read_text(PLAN.format(said=said)).deadlines
    assert deadline.to_body == receiver and deadline.confidence >= SURE


DOUBTFUL = [
    "1. Các phòng gửi báo cáo trước ngày 15/11 hằng năm.",
    "1. Văn phòng xây dựng dự thảo, trình Giám đốc ký trước ngày 15/11 hằng năm.",
    "1. Các phòng gửi kế hoạch về Văn phòng trước ngày 30/4/2031; hằng năm báo cáo kết quả trước ngày 31/10.",
]


@pytest.mark.parametrize("said", DOUBTFUL)
def test_where_the_receiver_is_left_open_a_person_looks(said):
    deadlines = read_text(PLAN.format(said=said)).deadlines
    assert deadlines and deadlines[-1].confidence < SURE
