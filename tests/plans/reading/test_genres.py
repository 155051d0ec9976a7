"""Kinds of documents told apart, and the plain refusal of what is no plan."""

import json

import pytest

from namkhong.plans.reading.as_json import gold_shape
from namkhong.plans.reading.command import main
from namkhong.plans.reading.items import Genre
from namkhong.plans.reading.read import read_text

HEAD = (
    "SỞ MÔI TRƯỜNG SỐ\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nSố: 4/{mark}-SMTS\n"
    "An Bình, ngày 07 tháng 3 năm 2031\n{kind}\n{title}\n"
)

KINDS = [
    ("KẾ HOẠCH", "KH", "Giữ sạch trụ sở", Genre.PLAN),
    ("HƯỚNG DẪN", "HD", "Giữ sạch trụ sở", Genre.GUIDELINE),
    ("CHƯƠNG TRÌNH HÀNH ĐỘNG", "CTr", "Giữ sạch trụ sở", Genre.PROGRAMME),
    ("QUYẾT ĐỊNH", "QĐ", "Ban hành Kế hoạch giữ sạch trụ sở", Genre.DECISION),
    ("QUYẾT ĐỊNH", "QĐ", "Về việc bổ nhiệm công chức", Genre.OTHER),
    ("CHỈ THỊ", "CT", "Về việc giữ sạch trụ sở", Genre.DIRECTIVE),
    ("BÁO CÁO", "BC", "Kết quả giữ sạch trụ sở", Genre.REPORT),
    ("THÔNG TƯ", "TT", "Quy định việc giữ sạch trụ sở", Genre.LAW),
    ("NGHỊ ĐỊNH", "NĐ", "Quy định việc giữ sạch trụ sở", Genre.LAW),
    ("BIÊN BẢN", "BB", "Họp về giữ sạch trụ sở", Genre.OTHER),
]


@pytest.mark.parametrize(("kind", "mark", "title", "expected"), KINDS)
def test_the_line_of_the_type_tells_the_kind(kind, mark, title, expected):
    reading = read_text(HEAD.format(kind=kind, mark=mark, title=title))
    assert reading.genre is expected
    works = expected in (Genre.PLAN, Genre.GUIDELINE, Genre.PROGRAMME, Genre.DECISION)
    assert bool(reading.refusal) is not works


PAPERS = [
    ("Trăng lên\nSông nằm nghe gió kể chuyện xưa\nBến vắng đò ai đợi khách trưa", "không phải kế hoạch"),
    ("Dear all,\nOur plan for the meeting on 12/05/2031 is attached.\nBest regards", "tiếng Việt"),
    ("Mã số thuế: 0100\nNgười mua hàng: An\nĐơn giá, thành tiền: 20.000 trước ngày 5/5/2031", "hóa đơn"),
    ("Bên A và Bên B ký hợp đồng thuê nhà, trả tiền trước ngày 5/5/2031, tăng 10% mỗi năm.", "hợp đồng"),
    ("LÊ VĂN AN\nHọc vấn: đại học\nKinh nghiệm làm việc: tăng 20% doanh thu", "lý lịch"),
    ("ĐƠN XIN NGHỈ PHÉP\nTôi tên là An. Tôi xin chân thành cảm ơn.", "đơn"),
    ("12 13 14\n15 16", "không phải kế hoạch"),
]


@pytest.mark.parametrize(("text", "word"), PAPERS)
def test_other_papers_are_refused_in_plain_words_and_nothing_is_read_from_them(text, word):
    reading = read_text(text)
    assert reading.genre is Genre.OTHER and word in reading.refusal
    assert (reading.deadlines, reading.targets, reading.responsibilities, reading.stages) == ((), (), (), ())
    assert gold_shape(reading)["refusal"] == reading.refusal


def test_the_command_says_that_it_is_no_plan_and_still_prints(tmp_path, capsys):
    paper = tmp_path / "a.txt"
    paper.write_text("Bên A và Bên B ký hợp đồng thuê nhà.", encoding="utf-8")
    assert main([str(paper)]) == 0
    out = capsys.readouterr()
    assert "hợp đồng, không phải kế hoạch" in out.err
    assert json.loads(out.out)["genre"] == "khac"


def test_type_and_title_on_one_line_are_parted():
    reading = read_text(
        "SỞ MÔI TRƯỜNG SỐ\nSố: 4/KH-SMTS\nKẾ HOẠCH Giữ sạch trụ sở năm 2031\n\nI. MỤC ĐÍCH\n\n- Cho sạch.\n"
    )
    assert reading.genre is Genre.PLAN and reading.title.text == "Giữ sạch trụ sở năm 2031"
    assert reading.text[reading.title.source.start : reading.title.source.end] == "Giữ sạch trụ sở năm 2031"


def test_a_type_in_small_letters_counts_under_the_line_of_the_day():
    reading = read_text(
        "SỞ MÔI TRƯỜNG SỐ\nAn Bình, ngày 07 tháng 3 năm 2031\nKế hoạch\nGiữ sạch trụ sở\n\nI. MỤC ĐÍCH\n\n- Sạch.\n"
    )
    assert reading.genre is Genre.PLAN and reading.title.text == "Giữ sạch trụ sở"


def test_a_letter_keeps_its_bases_and_whom_it_asks():
    reading = read_text(
        "SỞ MÔI TRƯỜNG SỐ\nSố: 4/SMTS-VP\nV/v báo cáo\nKính gửi:\n- Các phòng;\n- Các trạm.\n\n"
        "Thực hiện Kế hoạch số 7/KH-UBND ngày 01/02/2031 của UBND tỉnh, Sở đề nghị các phòng, trạm:\n\n"
        "1. Gửi báo cáo về Văn phòng trước ngày 05/5/2031.\n"
    )
    assert reading.genre is Genre.LETTER
    assert [base.number for base in reading.legal_bases] == ["7/KH-UBND"]
    assert [(d.from_body, d.to_body) for d in reading.deadlines] == [("các phòng, trạm", "Văn phòng")]
