"""What tells who somebody is, is taken out; what is no name, stays: on examples of our own."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from namkhong.feedback.rules.masking import Staff, masked, staff_of_names, without_marks
from namkhong.feedback.wordlists import name_words
from namkhong.foundation.text import nfc

STAFF = staff_of_names(["Nguyễn Thị Lan", "Bùi Hữu Phước", "Trần Văn Bảo", "Hoàng Yến", "Lý", " "])

# A sentence, and what in it tells a person. Written down before the rules were measured with them.
TELLING = """
Chị Lan ở quầy 3 rất khó chịu. | Lan
Cảm ơn bác sĩ Nguyễn Văn Hùng đã tận tình. | Nguyễn Văn Hùng
Anh Tuấn Anh làm nhanh lắm. | Tuấn Anh
Cô giáo Hạnh hay la mắng học sinh. | Hạnh
thầy Minh dạy hay | Minh
Nguyễn Thị Lan ngồi quầy số 1 bấm điện thoại. | Nguyễn Thị Lan
nguyen thi lan quay 1 rat nhiet tinh | nguyen thi lan
Ông Bùi Hữu Phước không ký giấy cho tôi. | Bùi Hữu Phước
bui huu phuoc hua roi khong lam | bui huu phuoc
chị lan nói trống không | lan
anh hùng bảo vệ hay quát | hùng
chi phuoc o phong 2 | phuoc
CHỊ LAN RẤT TỐT | LAN
ÔNG BÙI HỮU PHƯỚC ĐI VẮNG | BÙI HỮU PHƯỚC
Cán bộ Trần Văn Bảo hướng dẫn sai. | Trần Văn Bảo
Gặp đồng chí Phạm Thị Thu Hà thì xong ngay. | Phạm Thị Thu Hà
Nhân viên tên là Dung không nghe máy. | Dung
em tên Hương ở lễ tân rất dễ thương | Hương
Lê Văn Tám hẹn tôi ba lần. | Lê Văn Tám
Y tá Ngọc tiêm rất nhẹ tay. | Ngọc
BS Khoa khám kỹ. | Khoa
bs. Trung khám qua loa | Trung
Bà Tư bán nước chỉ giúp tôi. | Tư
Giám đốc Võ Minh Trí nên xem lại. | Võ Minh Trí
chị nhân viên Thảo tư vấn rõ | Thảo
cô Yến, cô Hòa đều tốt | Yến
chú bảo vệ Sáu dắt xe hộ | Sáu
Hoàng Yến quầy thu ngân tính sai tiền | Hoàng Yến
Trưởng phòng Đặng Thu Trang cần lắng nghe hơn. | Đặng Thu Trang
hiệu trưởng Cao Xuân Thành thu tiền sai | Cao Xuân Thành
Số tôi là 0912345678 xin gọi lại. | 0912345678
gọi 0912 345 678 gặp tôi | 0912 345 678
đt +84 912.345.678 | +84 912.345.678
liên hệ 024-3825-1234 | 024-3825-1234
CCCD của tôi 001099012345 bị ghi sai | 001099012345
CMND 162 345 678 | 162 345 678
thẻ BHYT GD4012345678901 hết hạn | GD4012345678901
hộ chiếu C1234567 | C1234567
Mã hồ sơ H12.34-250101-0001 chưa có kết quả | H12.34-250101-0001
xe 29A-123.45 bị trầy | 29A-123.45
biển số 51F 1234 đậu chắn lối | 51F 1234
xe máy 18-B1 123.45 mất mũ | 18-B1 123.45
thư cho tôi: an.binh@example.com | an.binh@example.com
zalo 0987.654.321 | 0987.654.321
chuyển khoản vào số 190312345678 | 190312345678
Tôi là Mai Chí Công, gửi hồ sơ hôm 3/11. | Mai Chí Công
Người nhà tôi là Trương Thị Bưởi nằm khoa ngoại. | Trương Thị Bưởi
hỏi thằng Tèo ở cổng là biết | Tèo
Tuấn đẹp trai quầy 5 tốt bụng | Tuấn
gặp Lan Chi thì xong ngay | Lan Chi
"""

# Nothing of these tells a person.
PLAIN = """
Cô Tiếp đón rất nhẹ nhàng.
Anh Công an phường giúp đỡ nhiệt tình.
Chị ở quầy 3 rất tốt.
Mất 1.500.000 đồng tiền viện phí.
Nộp ngày 20/11/2026 mà chưa xong.
Bệnh viện ở đường Lê Lợi đông lắm.
Trường Nguyễn Du thu tiền quỹ nhiều quá.
anh bảo vệ hay quát
các anh chị cán bộ tốt
Ông bà cụ già phải đứng chờ.
Phòng 305 tầng 3, chờ từ 7h30 đến 11h.
Cô giáo chủ nhiệm quan tâm các cháu.
Bác sĩ khám kỹ, dặn dò cẩn thận.
Nhân viên rất nhiệt tình.
Bộ phận Một cửa làm nhanh.
UBND phường Trần Phú cần thêm ghế.
Thu 250.000đ không có biên lai.
Cán bộ Phòng Tài nguyên đùn đẩy.
Em bé khóc mà phải chờ hai tiếng.
Quy định 5 ngày mà 15 ngày mới xong.
"""


def rows(text: str) -> list[str]:
    return [line.strip() for line in text.strip().splitlines()]


def shown(text: str) -> str:
    return masked(text, name_words(), STAFF)


def test_most_of_what_tells_a_person_is_taken_out_and_little_else(capsys: pytest.CaptureFixture[str]) -> None:
    examples = [[part.strip() for part in row.split("|")] for row in rows(TELLING)]
    left = [(sentence, shown(sentence)) for sentence, telling in examples if telling in shown(sentence)]
    hurt = [(sentence, shown(sentence)) for sentence in rows(PLAIN) if shown(sentence) != sentence]
    recall, kept = 1 - len(left) / len(examples), 1 - len(hurt) / len(rows(PLAIN))
    with capsys.disabled():
        print(f"\nmasking: recall {recall:.3f} of {len(examples)}, left as they were {kept:.3f} of {len(rows(PLAIN))}")
        print(*(f"  left in: {sentence} → {now}" for sentence, now in left), sep="\n")
        print(*(f"  masked for nothing: {sentence} → {now}" for sentence, now in hurt), sep="\n")
    assert len(examples) >= 40
    assert recall >= 0.9 and kept >= 0.9


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Chị Lan quầy 3", "Chị (tên) quầy 3"),
        ("gọi 0912 345 678 nhé", "gọi (số) nhé"),
        ("thư an@example.com.vn", "thư (địa chỉ thư)"),
        ("xe 29A-123.45", "xe (biển số)"),
        ("chị Lan, cô Yến", "chị (tên), cô (tên)"),
        ("Anh. Tuấn", "Anh. Tuấn"),
        ("chị", "chị"),
        ("Nguyễn", "Nguyễn"),
        ("Nguyễn ơi", "Nguyễn ơi"),
        ("Lê Lợi và phố Lê Lợi", "(tên) và phố Lê Lợi"),
        ("anh Lan7", "anh Lan7"),
        ("anh Lan Công An", "anh (tên) Công An"),
        ("từ 20/11/2026 mất 1.500.000 đồng", "từ 20/11/2026 mất 1.500.000 đồng"),
        ("chị lan@example.vn", "chị (địa chỉ thư)"),
        ("", ""),
    ],
)
def test_each_is_replaced_by_what_it_was(text: str, expected: str) -> None:
    assert shown(text) == expected


def test_without_a_list_of_staff_lower_case_without_accents_stays() -> None:
    assert masked("chi phuoc o phong 2", name_words(), Staff()) == "chi phuoc o phong 2"
    assert masked("Chị Phước ở phòng 2", name_words(), Staff()) == "Chị (tên) ở phòng 2"


def test_marks_are_no_words_to_search_for() -> None:
    assert without_marks("Chị (tên) gọi (số)") == "Chị .  gọi . "


@given(st.text(max_size=120))
def test_masking_never_fails_and_masks_nothing_twice(text: str) -> None:
    once = shown(text)
    assert shown(once) == once or len(text) < 3 or once != nfc(text)


@given(st.integers(0, 999_999_999_999), st.sampled_from(["", " ", ".", "-"]))
@example(150_000, ".")
@example(912_150_000, ".")
def test_no_number_of_a_telephone_or_of_papers_stays(number: int, between: str) -> None:
    digits = "0" + str(number).zfill(9)[:9]
    typed = between.join((digits[:4], digits[4:7], digits[7:]))
    assert masked(f"gọi {typed} ngay", name_words(), Staff()) == "gọi (số) ngay"
