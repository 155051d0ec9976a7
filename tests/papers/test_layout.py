"""Sizes, margins and places within what NĐ 30/2020/NĐ-CP, Phụ lục I allows."""

from dataclasses import replace

import pytest

from namkhong.law.queries import in_force
from namkhong.papers.content import (
    Column,
    Heading,
    HeadingLevel,
    Paragraph,
    Row,
    Signature,
    SignatureLine,
    Table,
)
from namkhong.papers.docx import docx_file
from namkhong.papers.layout import compose, plain_lines
from namkhong.papers.metrics import balanced, bold_width_mm
from namkhong.papers.pdf import FONTS, CannotTypeset, FontMissing, pdf
from namkhong.papers.profiles import PROFILES
from namkhong.papers.sheet import Line, Pair, Rule
from tests.papers.pages import page_words
from tests.papers.samples import DECISION, LETTER, MINUTES, PLAN_UNION, REPORT_UNION
from tests.world import TODAY

# component: smallest size, largest size, bold, italic
ALLOWED = {
    "country": (12, 13, True, False),
    "motto": (13, 14, True, False),
    "superior": (12, 13, False, False),
    "issuer": (12, 13, True, False),
    "number": (13, 13, False, False),
    "date": (13, 14, False, True),
    "title": (13, 14, True, False),
    "subject": (13, 14, True, False),
    "letter_subject": (12, 13, False, False),
    "basis": (13, 14, False, True),
    "paragraph": (13, 14, False, False),
    "article": (13, 14, False, False),
    "signer": (13, 14, True, False),
    "signer_name": (13, 14, True, False),
    "recipients_head": (12, 12, True, True),
    "recipient": (11, 11, False, False),
    "annex_label": (14, 14, True, False),
    "annex_title": (13, 14, True, False),
    "annex_with": (13, 14, False, True),
    "page_number": (13, 14, False, False),
}


@pytest.mark.parametrize("profile", PROFILES.values(), ids=PROFILES)
def test_every_profile_keeps_to_the_decree(profile):
    page = profile.page
    assert (page.width, page.height) == (210, 297)
    allowed = in_force("paper.page", TODAY)
    for side in ("top", "bottom", "left", "right"):
        assert allowed.number(f"{side}_least") <= getattr(page, side) <= allowed.number(f"{side}_most")
    for key, (least, most, bold, italic) in ALLOWED.items():
        style = profile.styles[key]
        assert least <= style.size <= most and (style.bold, style.italic) == (bold, italic), key
    body = profile.styles["paragraph"]
    assert body.first_line_mm in (10, 12.7) and body.align == "justify"
    assert body.before >= in_force("paper.text", TODAY).number("paragraph_gap")


def test_rules_are_as_long_as_the_decree_asks():
    header, *rest = compose(DECISION).sections[0].items
    assert isinstance(header, Pair)
    motto = bold_width_mm("Độc lập - Tự do - Hạnh phúc", 13)
    assert header.right[-1] == Rule(length=round(motto, 1))
    issuer, rule = header.left[-2:]
    widest = max(bold_width_mm(line, 12) for line in issuer.text.split("\n"))
    assert widest / 3 <= rule.length <= widest / 2
    subject = next(item for item in rest if isinstance(item, Line) and item.style == "subject")
    under = next(item for item in rest if isinstance(item, Rule))
    assert bold_width_mm(subject.text, 14) / 3 <= under.length <= bold_width_mm(subject.text, 14) / 2


def test_long_names_break_before_the_level_and_in_even_lines():
    assert balanced("LIÊN ĐOÀN LAO ĐỘNG HUYỆN DƯƠNG MINH CHÂU", 12, 70) == ("LIÊN ĐOÀN LAO ĐỘNG\nHUYỆN DƯƠNG MINH CHÂU")
    assert balanced("CÔNG TY MỘT\nTHÀNH VIÊN", 12, 70) == "CÔNG TY MỘT\nTHÀNH VIÊN"
    lines = balanced("từ " * 60, 14, 165).split("\n")
    assert max(map(len, lines)) - min(map(len, lines)) <= len("từ ") * 4


def test_the_last_lines_go_with_the_signature():
    items = compose(PLAN_UNION).sections[0].items
    assert [item.keep for item in items[-3:-1]] == [True, True] and isinstance(items[-1], Pair)


def test_a_signature_is_never_alone_on_a_page():
    lengths = set()
    for count in range(18, 34):
        body = tuple(Paragraph(text=f"Đoạn văn thứ {place} của kế hoạch") for place in range(count))
        pages = page_words(pdf(replace(PLAN_UNION, body=body)))
        lengths.add(len(pages))
        assert "CHỦ TỊCH" in pages[-1] and f"Đoạn văn thứ {count - 2} " in pages[-1]
    assert lengths == {1, 2}


def test_letters_carry_the_subject_under_the_number_and_no_title():
    lines = plain_lines(compose(LETTER))
    assert "V/v Đôn đốc gửi báo cáo năm 2026" in lines and "CÔNG VĂN" not in lines


def test_minutes_have_no_date_line_and_two_signatures():
    sheet = compose(MINUTES)
    lines = [line for pair in sheet.sections[0].items if isinstance(pair, Pair) for line in pair.right]
    assert not any(isinstance(line, Line) and line.style == "date" for line in lines)
    assert [line for line in plain_lines(sheet) if line in ("THƯ KÝ", "CHỦ TỌA")] == ["THƯ KÝ", "CHỦ TỌA"]


def test_annexes_name_their_document_and_count_in_roman():
    lines = plain_lines(compose(REPORT_UNION))
    assert "PHỤ LỤC I" in lines and "PHỤ LỤC II" in lines
    carried = "(Kèm theo Báo cáo số 153/BC-LĐLĐ ngày 22 tháng 11 năm 2026 của Liên đoàn Lao động huyện Thủy Đường)"
    assert lines.count(carried) == 2
    alone = plain_lines(compose(replace(REPORT_UNION, annexes=REPORT_UNION.annexes[:1])))
    assert "PHỤ LỤC" in alone


def test_a_body_that_ends_with_a_table_still_ends_with_the_mark():
    document = replace(PLAN_UNION, body=REPORT_UNION.annexes[0].body)
    assert "./." in plain_lines(compose(document))
    assert "./." not in plain_lines(compose(replace(document, body=())))


def test_several_rare_parts_are_set():
    document = replace(
        PLAN_UNION,
        superior="",
        legal_bases=("Căn cứ kế hoạch năm", "Ban Thường vụ đề ra như sau:"),
        body=(
            Heading(text="Quy định chung", level=HeadingLevel.PART),
            Heading(text="Phạm vi", level=HeadingLevel.CHAPTER),
            Paragraph(text="Chữ đậm", bold=True),
            Table(columns=(), rows=(Row(cells=()),)),
        ),
        signature=Signature(lines=(SignatureLine(text="Chủ tịch"),)),
    )
    lines = plain_lines(compose(document))
    assert {"Phần I", "QUY ĐỊNH CHUNG", "Chương I", "Căn cứ kế hoạch năm;", "Ban Thường vụ đề ra như sau:"} <= set(
        lines
    )
    assert "CHỦ TỊCH" not in plain_lines(compose(replace(document, signature=None)))


def test_a_faulty_table_can_still_be_looked_at():
    faulty = Table(columns=(Column(heading="A"), Column(heading="B")), rows=(Row(cells=("x",)), Row(cells=("y",) * 3)))
    document = replace(PLAN_UNION, body=(faulty, Table(columns=(), rows=())))
    assert "A" in page_words(pdf(document))[0] and docx_file(document).startswith(b"PK")


def test_a_very_long_list_of_recipients_runs_on_to_the_next_page():
    many = tuple(f"Công đoàn cơ sở số {place}" for place in range(120))
    pages = page_words(pdf(replace(PLAN_UNION, recipients=many)))
    assert len(pages) >= 3 and "Lưu: VP." in pages[-1]


def test_a_draft_without_subject_and_issuer_can_still_be_looked_at():
    empty = replace(PLAN_UNION, subject="", issuer="", body=(), recipients=(), signature=None)
    assert page_words(pdf(empty)) and docx_file(empty).startswith(b"PK")


def test_without_its_fonts_the_typesetter_says_what_to_do(monkeypatch, tmp_path):
    monkeypatch.setattr("namkhong.papers.pdf.FONTS", tmp_path)
    with pytest.raises(FontMissing, match="bộ chữ"):
        pdf(PLAN_UNION)
    assert len(list(FONTS.glob("*.ttf"))) == 4


def test_a_typesetting_failure_is_a_sentence_and_word_still_works(monkeypatch, tmp_path):
    monkeypatch.setattr("namkhong.papers.pdf.TEMPLATES", tmp_path)
    with pytest.raises(CannotTypeset, match="Bản Word"):
        pdf(PLAN_UNION)
    assert docx_file(PLAN_UNION).startswith(b"PK")


def test_the_date_stays_on_one_line_beside_a_long_place():
    def left(place: str) -> float:
        items = compose(replace(REPORT_UNION, place=place)).sections[0].items
        return next(item.left_mm for item in items if isinstance(item, Pair))

    assert left("Hòa An") == 70
    assert left("Thành phố Hồ Chí Minh") < 70
    assert left("Một địa danh dài quá mức mà không nơi nào ở nước ta mang tên") == 58
    city = replace(REPORT_UNION, place="Thành phố Hồ Chí Minh")
    assert "Thành phố Hồ Chí Minh, ngày 22 tháng 11 năm 2026" in page_words(pdf(city))[0]
