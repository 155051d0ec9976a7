"""How numbers, days, labels and line ends are written."""

from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from namkhong.papers.content import (
    Article,
    Clause,
    DocumentKind,
    Heading,
    HeadingLevel,
    Number,
    Paragraph,
    Point,
    from_json,
    to_json,
)
from namkhong.papers.rules import text
from namkhong.papers.rules.numbering import labelled
from tests.papers.samples import SAMPLES


@pytest.mark.parametrize(
    ("day", "words"),
    [
        (date(2020, 1, 5), "ngày 05 tháng 01 năm 2020"),
        (date(2020, 2, 10), "ngày 10 tháng 02 năm 2020"),
        (date(2020, 3, 9), "ngày 09 tháng 3 năm 2020"),
        (date(2026, 12, 31), "ngày 31 tháng 12 năm 2026"),
        (date(2027, 1, 1), "ngày 01 tháng 01 năm 2027"),
    ],
)
def test_days(day, words):
    assert text.date_words(day) == words


def test_drafts_leave_room_for_the_day_and_the_number():
    assert text.date_words(None, year=2026, month=11) == f"ngày{text.BLANK * 6}tháng 11 năm 2026"
    assert text.date_words(None, year=2027, month=2).endswith("tháng 02 năm 2027")
    assert text.date_words(None).startswith("ngày\u00a0")
    assert text.number_and_notation(None, "BC-LĐLĐ") == f"{text.BLANK * 8}/BC-LĐLĐ"


@pytest.mark.parametrize(("number", "words"), [(1, "01/BC"), (9, "09/BC"), (10, "10/BC"), (1234, "1234/BC")])
def test_numbers_below_ten_take_a_zero(number, words):
    assert text.number_and_notation(number, "BC") == words


def test_notation_of_named_kinds_and_of_letters():
    assert text.notation(DocumentKind.SUBMISSION, "LĐLĐ") == "TTr-LĐLĐ"
    assert text.notation(DocumentKind.LETTER, "UBND", "NV") == "UBND-NV"


def test_meeting_hours_are_those_of_vietnam():
    assert text.moment_words(datetime(2026, 10, 5, 1, 5, tzinfo=UTC)) == "08 giờ 05 phút, ngày 05 tháng 10 năm 2026"
    assert "giờ" in text.moment_words(None)


def test_roman_numerals():
    assert [text.roman(n) for n in (1, 4, 9, 14, 40, 49, 90, 99)] == [
        "I",
        "IV",
        "IX",
        "XIV",
        "XL",
        "XLIX",
        "XC",
        "XCIX",
    ]
    with pytest.raises(ValueError, match="0"):
        text.roman(0)


def test_points_follow_the_vietnamese_alphabet():
    assert "".join(text.letter(n) for n in range(1, 10)) == "abcdđeghi"
    assert text.letter(len(text.ALPHABET) + 1) == "aa"


@given(st.text(alphabet="aăđ .;,:/", max_size=12))
def test_the_end_mark_stands_once(sentence):
    closed = text.closed(sentence)
    assert closed.endswith("./.") and not text.without_end(sentence).endswith((".", "/", ";"))
    assert text.closed(closed) == closed


def test_lists_end_with_semicolons_and_a_full_stop():
    assert text.list_endings(["Như trên", "Huyện ủy.", "Lưu: VT;"]) == ("Như trên;", "Huyện ủy;", "Lưu: VT.")
    assert text.list_endings([]) == ()


@pytest.mark.parametrize(
    ("cell", "words"),
    [
        (Number(value=None), "–"),
        (Number(value=Decimal(0)), "0"),
        (Number(value=Decimal("1234567.5"), places=2), "1.234.567,50"),
        (Number(value=Decimal("98.6"), suffix="%"), "98,6%"),
    ],
)
def test_figures(cell, words):
    assert text.number_words(cell) == words


def test_numbering_restarts_under_each_level_and_articles_run_on():
    def head(level: HeadingLevel) -> Heading:
        return Heading(text="x", level=level)

    blocks = [
        head(HeadingLevel.CHAPTER),
        head(HeadingLevel.SECTION),
        head(HeadingLevel.SUBSECTION),
        head(HeadingLevel.ITEM),
        head(HeadingLevel.ITEM),
        head(HeadingLevel.SECTION),
        head(HeadingLevel.SUBSECTION),
        Article(text="x"),
        Clause(text="x"),
        Point(text="x"),
        Clause(text="x"),
        Point(text="x"),
        head(HeadingLevel.CHAPTER),
        Article(text="x"),
        Clause(text="x"),
        Paragraph(text="x"),
    ]
    labels = "|".join(label for label, _ in labelled(blocks))
    assert labels == "Chương I|I.|1.|a)|b)|II.|1.|Điều 1.|1.|a)|2.|a)|Chương II|Điều 2.|1.|"


def test_content_survives_json():
    for sample in SAMPLES.values():
        assert from_json(to_json(sample)) == sample
