"""The linter: good samples are clean, and every slip is found by its own rule."""

from dataclasses import replace

import pytest

from namkhong.papers.content import (
    Annex,
    Bullet,
    Column,
    Paragraph,
    Point,
    Row,
    Signature,
    SignatureLine,
    SigningCapacity,
    Table,
)
from namkhong.papers.rules import check
from tests.papers.samples import DECISION, LETTER, MINUTES, PLAN_STATE, PLAN_UNION, REPORT_UNION, SAMPLES


def say(text: str, base=PLAN_UNION):
    return replace(base, body=(Paragraph(text=text),))


def sign(*lines: SignatureLine, name: str = "Đặng Thị Quỳnh", base=PLAN_UNION):
    return replace(base, signature=Signature(lines=lines, name=name))


def table(**changes):
    whole = {"columns": (Column(heading="A"),), "rows": (Row(cells=("x",)),)} | changes
    return replace(PLAN_UNION, body=(Paragraph(text="Bảng"), Table(**whole)))


def meet(**changes):
    return replace(MINUTES, meeting=replace(MINUTES.meeting, **changes))


CAPACITY = SigningCapacity
HEAD = SignatureLine(text="Chủ tịch")
SLIPS = {
    "issuer_missing": replace(PLAN_UNION, issuer=" "),
    "place_missing": replace(PLAN_UNION, place=""),
    "date_missing": replace(PLAN_UNION, issued_on=None),
    "number_wrong": replace(PLAN_UNION, number=0),
    "notation_missing": replace(PLAN_UNION, notation=""),
    "notation_spaces": replace(PLAN_UNION, notation="KH - LĐLĐ"),
    "notation_kind": replace(PLAN_UNION, notation="BC-LĐLĐ"),
    "subject_missing": replace(PLAN_UNION, subject=""),
    "subject_end": replace(PLAN_UNION, subject="Thi đua."),
    "subject_prefix": replace(LETTER, subject="V/v đôn đốc"),
    "subject_repeats": replace(PLAN_UNION, subject="Kế hoạch thi đua"),
    "subject_long": replace(PLAN_UNION, subject="a" * 501),
    "addressed_extra": replace(PLAN_UNION, addressed_to=("Ông A",)),
    "addressed_missing": replace(LETTER, addressed_to=()),
    "as_above_missing": replace(LETTER, recipients=("Huyện ủy",)),
    "as_above_alone": replace(PLAN_UNION, recipients=("Như trên",)),
    "basis_act_number": replace(DECISION, legal_bases=("Căn cứ Luật Cán bộ, công chức số 80/2025/QH15",)),
    "basis_opening": replace(DECISION, legal_bases=("Luật Cán bộ, công chức",)),
    "basis_twice": replace(DECISION, legal_bases=("Căn cứ A", "Căn cứ A")),
    "authority_missing": replace(DECISION, authority=""),
    "basis_missing": replace(DECISION, legal_bases=()),
    "article_missing": say("Không có điều nào", DECISION),
    "meeting_extra": replace(PLAN_UNION, meeting=MINUTES.meeting),
    "meeting_missing": replace(MINUTES, meeting=None),
    "meeting_part": meet(chair=""),
    "meeting_present": meet(present=()),
    "meeting_time": meet(ended_at=None),
    "meeting_order": meet(ended_at=MINUTES.meeting.started_at),
    "secretary_signature": replace(MINUTES, second_signature=None),
    "signature_missing": replace(PLAN_UNION, signature=None),
    "capacity_typed": sign(SignatureLine(text="T/M Ban Thường vụ"), HEAD),
    "deputy_missing": sign(SignatureLine(text="Chủ tịch", capacity=CAPACITY.FOR_HEAD)),
    "behalf_of_one": sign(SignatureLine(text="Chủ tịch", capacity=CAPACITY.ON_BEHALF), HEAD),
    "post_missing": sign(SignatureLine(text="Ban Thường vụ", capacity=CAPACITY.ON_BEHALF)),
    "union_collective": sign(HEAD),
    "position_missing": sign(),
    "name_missing": sign(HEAD, name=""),
    "academic_title": sign(HEAD, name="TS. Đặng Thị Quỳnh"),
    "name_capitals": sign(HEAD, name="ĐẶNG THỊ QUỲNH"),
    "recipients_missing": replace(PLAN_UNION, recipients=()),
    "recipient_twice": replace(PLAN_UNION, recipients=("Huyện ủy", "- Huyện ủy;")),
    "storage_typed": replace(PLAN_UNION, recipients=("Huyện ủy", "Lưu: VP")),
    "storage_office": replace(PLAN_UNION, storage="VT"),
    "annex_unnamed": replace(PLAN_UNION, annexes=REPORT_UNION.annexes),
    "annex_empty": replace(REPORT_UNION, annexes=(Annex(title="", body=()),)),
    "body_empty": replace(PLAN_UNION, body=()),
    "empty_block": say(" "),
    "bullet_typed": say("- Tự gõ gạch"),
    "plus_alone": replace(PLAN_UNION, body=(Bullet(text="Một mình", depth=2),)),
    "table_empty": table(rows=()),
    "table_cells": table(rows=(Row(cells=("a", "b")),)),
    "letter_d": replace(PLAN_UNION, body=tuple(Point(text="x", label=f"{s})") for s in "abcde")),
    "label_jump": replace(PLAN_UNION, body=(Point(text="x", label="a)"), Point(text="y", label="c)"))),
    "spaces": say("Hai  dấu cách"),
    "space_before": say("Thừa dấu cách , ở đây"),
    "space_after": say("Thiếu dấu cách,ở đây"),
    "end_typed": say("Gõ tay dấu cuối./."),
    "dots": say("Số lượng: ....."),
    "misspelt_short": say("Đội ngũ CBCCVV"),
    "day_zero": say("Trước ngày 5 tháng 10"),
    "month_zero": say("Ngày 05 tháng 03 năm 2026"),
    "month_small": say("Từ ngày 05 tháng 2 năm 2026"),
    "motto_hyphens": say("Độc lập-Tự do-Hạnh phúc"),
    "unicode": say("Ba\u0301o ca\u0301o"),
    "phone": say("Liên hệ 0912 345 678"),
}


@pytest.mark.parametrize("name", SAMPLES)
def test_good_documents_are_clean(name):
    assert check(SAMPLES[name]) == []


@pytest.mark.parametrize("code", SLIPS)
def test_each_slip_is_found_and_said_in_a_sentence(code):
    found = {finding.code: finding for finding in check(SLIPS[code])}
    assert code in found
    assert found[code].where and found[code].sentence[-1] in ".”"


def test_a_letter_carries_no_abbreviation_of_a_kind():
    assert "notation_kind" in {finding.code for finding in check(replace(LETTER, notation="QĐ-UBND"))}


@pytest.mark.parametrize(
    "text",
    [
        "Ngày 22/11/2026 có 1.234.567 lượt, giá 091.234.567 đồng",
        "Từ ngày 15 tháng 10 đến ngày 05 tháng 3 năm 2027",
        "Giai đoạn 2021 - 2026; tỷ lệ 98,75%",
    ],
)
def test_ordinary_sentences_raise_nothing(text):
    assert check(say(text)) == []


def test_a_title_within_a_table_cell_is_looked_at_too():
    cells = (Row(cells=("Hai  dấu cách",)),)
    assert "spaces" in {finding.code for finding in check(table(rows=cells))}


def test_a_state_office_stores_at_vt():
    assert check(replace(PLAN_STATE, storage="VP"))[0].code == "storage_office"
