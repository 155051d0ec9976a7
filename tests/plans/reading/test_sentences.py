"""The traps of real texts, each in a made-up sentence."""

import pytest

from namkhong.plans.reading.items import Bound, Direction, Recurrence
from namkhong.plans.reading.read import read_text

FRAME = (
    "KẾ HOẠCH\nThử một câu\n\nI. NỘI DUNG CHUNG\n\n{general}\n\nII. TỔ CHỨC THỰC HIỆN\n\n"
    "1. Phòng Thử nghiệm\n\n- {duty}\n"
)


def of_duty(sentence: str):
    return read_text(FRAME.format(general="Làm cho tốt.", duty=sentence))


def of_text(sentence: str):
    return read_text(FRAME.format(general=sentence, duty="Làm cho tốt."))


YEARLY, ONCE = Recurrence.YEARLY, Recurrence.ONCE


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Báo cáo Sở Nội vụ trước ngày 03/11 hàng năm.", [(3, 11, None, YEARLY, Bound.BEFORE)]),
        ("Hằng năm báo cáo Sở Nội vụ trước ngày 03/11.", [(3, 11, None, YEARLY, Bound.BEFORE)]),
        ("Hàng năm nộp sổ về Sở Nội vụ trước 03/11 hàng năm.", [(3, 11, None, YEARLY, Bound.BEFORE)]),
        ("Nộp sổ (trước ngày 05 tháng 9) hằng năm cho Sở Nội vụ.", [(5, 9, None, YEARLY, Bound.BEFORE)]),
        ("Gửi bảng kê về Sở Nội vụ vào ngày 15 hằng tháng.", [(15, None, None, Recurrence.MONTHLY, Bound.ON)]),
        (
            "Hằng năm báo cáo Sở Nội vụ trước ngày 01/6 và 15/11.",
            [(1, 6, None, YEARLY, Bound.BEFORE), (15, 11, None, YEARLY, Bound.BEFORE)],
        ),
        ("Gửi hồ sơ chậm nhất trước ngày 08/4/2031.", [(8, 4, 2031, ONCE, Bound.BEFORE)]),
        ("Gửi hồ sơ chậm nhất là 17 giờ 00 ngày 08/4/2031.", [(8, 4, 2031, ONCE, Bound.BY)]),
        ("Hoàn thành việc đăng ký đến hết ngày 30 tháng 6 năm 2031.", [(30, 6, 2031, ONCE, Bound.BY)]),
        ("Từ nay đến ngày 12/5/2031 tổ chức ra quân.", [(12, 5, 2031, ONCE, Bound.BY)]),
        ("Xây dựng quy chế xong trong tháng 02/2031.", [(None, 2, 2031, ONCE, Bound.WITHIN)]),
        ("Thời gian hoàn thành: Quí IV-2031.", [(None, None, 2031, ONCE, Bound.WITHIN)]),
        (
            "Gửi danh sách trong thời hạn 05 ngày làm việc kể từ ngày nhận văn bản.",
            [(None, None, None, ONCE, Bound.RELATIVE)],
        ),
        (
            "Báo cáo quý gửi Sở Nội vụ trước ngày 20 tháng cuối quý.",
            [(20, None, None, Recurrence.QUARTERLY, Bound.BEFORE)],
        ),
        ("Báo cáo Sở Nội vụ trước ngày\n03/11 hàng năm.", [(3, 11, None, YEARLY, Bound.BEFORE)]),
    ],
)
def test_deadlines(sentence, expected):
    found = of_duty(sentence).deadlines
    assert [(d.day, d.month, d.year, d.recurring, d.bound) for d in found] == expected


def test_hour_quarter_and_working_days_are_kept():
    assert of_duty("Gửi hồ sơ chậm nhất là 17 giờ 00 ngày 08/4/2031.").deadlines[0].time == "17:00"
    assert of_duty("Thời gian hoàn thành: Quí IV-2031.").deadlines[0].quarter == 4
    relative = of_duty("Gửi danh sách trong 05 ngày làm việc kể từ ngày nhận văn bản.").deadlines[0]
    assert (relative.days, relative.working_days) == (5, True)


@pytest.mark.parametrize(
    "sentence",
    [
        "Thực hiện theo Nghị định số 5/2031/NĐ-CP ngày 09/8/2031 của Chính phủ.",
        "Số liệu tính đến ngày 31/12/2030 là 40 đơn vị.",
        "Kỷ niệm ngày truyền thống (ngày 25/11).",
        "Dự kiến trước ngày 10/10/2031 sẽ mở lớp.",
        "Quy chế có hiệu lực từ ngày 01/7/2031.",
        "Tuần lễ diễn ra từ ngày 01/3/2031 đến ngày 07/3/2031.",
    ],
)
def test_dates_that_are_no_deadlines(sentence):
    assert of_duty(sentence).deadlines == ()


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        ("Phấn đấu giảm tỷ lệ đi muộn từ 2% đến 3%.", [(2, 3, Direction.DECREASE)]),
        ("Tăng mức hài lòng thêm 1 - 2%.", [(1, 2, Direction.INCREASE)]),
        ("Có trên 75% phòng họp được trang bị màn hình.", [(75, None, Direction.AT_LEAST)]),
        ("Từ 75% trở lên phòng họp được trang bị màn hình.", [(75, None, Direction.AT_LEAST)]),
        ("Tỷ lệ hồ sơ trễ hạn không quá 1,5%.", [(None, 1.5, Direction.AT_MOST)]),
        ("Tăng tỷ lệ hồ sơ trực tuyến đạt 50%.", [(50, 50, Direction.REACH)]),
        (
            "100% công chức biết nội dung; 40% hộ dân được phổ biến.",
            [(100, 100, Direction.REACH), (40, 40, Direction.REACH)],
        ),
        ("Hiện nay 30% phòng họp có màn hình.", []),
        ("Đạt mức 3 và mức 4 của bộ tiêu chí.", []),
    ],
)
def test_targets(sentence, expected):
    assert [(t.low, t.high, t.direction) for t in of_text(sentence).targets] == expected


def test_a_quota_of_awards_is_no_target():
    text = (
        "KẾ HOẠCH\nThử\n\nI. MỤC TIÊU\n\nLàm tốt.\n\nII. KHEN THƯỞNG\n\n1. Mức khen:\n\n"
        "- Không quá 15% tập thể được tặng Giấy khen.\n"
    )
    reading = read_text(text)
    assert reading.targets == ()
    assert "Giấy khen" in [award.text for award in reading.awards]


def test_the_stage_of_a_cited_programme_is_not_a_stage_of_the_plan():
    text = (
        "KẾ HOẠCH\nTrồng thêm cây xanh\n\nThực hiện Chương trình số 4-CTr/TU ngày 01/02/2031 của Thành ủy về đô thị "
        "giai đoạn 2031 - 2040, UBND phường ban hành kế hoạch như sau:\n\nI. YÊU CẦU\n\n"
        "Trồng cây nhiệm kỳ 2031 - 2036.\n"
    )
    assert read_text(text).stages == ()


def test_blank_number_and_day_of_a_draft_stay_blank():
    text = (
        "UBND XÃ THỬ\n\nSố:     /KH-UBND\n\nXã Thử, ngày    tháng 11 năm 2031\n\nKẾ HOẠCH\nDọn kênh\n\n"
        "I. YÊU CẦU\n\nSạch.\n"
    )
    reading = read_text(text)
    assert reading.doc_number is None and reading.issued_on is None
    assert {"no_number", "no_date"} <= {w.code for w in reading.warnings}


def test_blank_line_after_every_line_and_nfd_letters():
    text = (
        "KẾ HOẠCH\n\nGiữ gìn vệ sinh nơi công\n\ncộng\n\nI. TỔ CHỨC THỰC HIỆN:\n\n1. Phòng Văn hoá:\n\n"
        "- Hằng năm báo cáo kết quả giữ gìn vệ sinh về Uỷ ban nhân dân xã trước\n\nngày 30/10.\n\n"
    )
    reading = read_text(text)
    assert [(d.day, d.month, d.recurring) for d in reading.deadlines] == [(30, 10, YEARLY)]
    assert read_text("KẾ HOẠCH\nThường tru\u031b\u0323c cơ quan").title.text == "Thường trực cơ quan"


def test_signature_before_the_recipients_and_a_reference_as_recipient():
    text = (
        "KẾ HOẠCH\nThử\n\nI. YÊU CẦU\n\nTốt./.\n\nTM. ỦY BAN NHÂN DÂN\n\nCHỦ TỊCH\n\n(Đã ký)\n\n"
        "Lưu Thị Mẫu\n\nNơi nhận:\n\n- Như trên (12 đơn vị);\n\n- Như Mục II;\n\n- Lưu VT.\n\n3\n"
    )
    reading = read_text(text)
    assert (reading.signer.name, reading.signer.title) == ("Lưu Thị Mẫu", "CHỦ TỊCH")
    assert [r.text for r in reading.recipients] == ["Như trên (12 đơn vị)", "Như Mục II", "Lưu VT"]


def test_warnings_about_the_text_itself():
    text = (
        "KẾ HOẠCH\nThử, giai đoạn 2030 - 2034\n\nCăn cứ Nghị quyết số 8/NQ-HĐND ngày 01/2/2030 của HĐND tỉnh;\n\n"
        "I. NỘI DUNG CHUNG\n\n"
        "Phong trào giai đoạn 2030 - 2035 theo Nghị quyết số 8/NQ-HĐND ngày 09/2/2030 của HĐND tỉnh. "
        "Liên hệ anh Thử, điện thoại 0912.345.678.\n\nII. TỔ CHỨC THỰC HIỆN\n\n1. Sở Thử nghiệm\n\n"
        "- Hằng năm báo cáo UBND tỉnh trước ngày 05/11.\n\n2. Các xã\n\n"
        "- Hằng năm báo cáo Sở Thử nghiệm trước ngày 20/11.\n"
    )
    codes = {w.code for w in read_text(text).warnings}
    assert {"contradictory_ranges", "two_dates", "personal_phone", "chain"} <= codes


def test_a_letter_is_named_as_a_letter():
    reading = read_text(
        "SỞ THỬ NGHIỆM\n\nSố: 5/STN-VP\nV/v mượn hội trường\n\nKính gửi: UBND phường Thử\n\n"
        "Xin mượn hội trường một buổi.\n"
    )
    assert reading.genre_name == "công văn"
    assert any("không phải kế hoạch" in w.sentence for w in reading.warnings)


def test_funding_in_a_list_of_bodies_is_no_body():
    text = (
        "KẾ HOẠCH\nThử\n\nI. PHÂN CÔNG THỰC HIỆN\n\n1. Sở Thử nghiệm chủ trì.\n\n"
        "2. Kinh phí thực hiện: tự lo.\n\n3. Giao Phòng Hành chính theo dõi việc làm của các tổ.\n"
    )
    assert [r.body for r in read_text(text).responsibilities] == ["Sở Thử nghiệm", "Phòng Hành chính"]


def test_text_of_a_pdf_without_blank_lines_and_with_a_header_in_two_columns():
    text = (
        "ỦY BAN NHÂN DÂN CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n"
        "TỈNH AN BÌNH Độc lập - Tự do - Hạnh phúc\n"
        "Số: 7/KH-UBND An Bình, ngày 03 tháng 4 năm 2031\n"
        "KẾ HOẠCH\n"
        "Giữ sạch nguồn nước ở các trường học, bệnh viện và nơi làm việc của cơ quan nhà nước\n"
        "Thực hiện Quyết định số 5/QĐ-TTg ngày 01/02/2031 của Thủ tướng Chính phủ về giữ sạch\n"
        "nguồn nước, UBND tỉnh ban hành kế hoạch như sau:\n"
        "I. MỤC TIÊU\n"
        "- Đến hết năm ít nhất 65% trường học có bể nước được rửa, có người trông và có sổ ghi lại\n"
        "từng lần rửa bể.\n"
        "II. TỔ CHỨC THỰC HIỆN\n"
        "1. Sở Thử nghiệm hướng dẫn các trường, cử người đến xem và báo cáo UBND tỉnh trước ngày\n"
        "15/12 hằng năm.\n"
    )
    reading = read_text(text)
    assert reading.issuer.text == "ỦY BAN NHÂN DÂN TỈNH AN BÌNH"
    assert reading.doc_number.text == "7/KH-UBND" and reading.issued_on.day.isoformat() == "2031-04-03"
    assert reading.title.text.endswith("cơ quan nhà nước")
    assert [b.number for b in reading.legal_bases] == ["5/QĐ-TTg"]
    assert [(t.low, t.high) for t in reading.targets] == [(65, None)]
    assert [(d.day, d.month, d.from_body) for d in reading.deadlines] == [(15, 12, "Sở Thử nghiệm")]


@pytest.mark.parametrize(
    ("rest", "issuer"),
    [
        (
            "Liên đoàn Lao động tỉnh Mẫu, Ban Thường vụ Công đoàn ngành xây dựng kế hoạch.",
            "Liên đoàn Lao động tỉnh Mẫu",
        ),
        ("Sở Mẫu, Sở Thử về việc phối hợp.", "Sở Mẫu, Sở Thử"),
        ("Sở Mẫu xây dựng kế hoạch.", "Sở Mẫu"),
    ],
)
def test_who_draws_up_the_plan_is_not_who_issued_its_basis(rest, issuer):
    reading = read_text(
        f"KẾ HOẠCH\nLàm việc\n\nThực hiện Kế hoạch số 8/KH-LĐ ngày 04/10/2029 của {rest}\n\nI. MỤC ĐÍCH\n"
    )
    assert [b.issuer for b in reading.legal_bases] == [issuer]
