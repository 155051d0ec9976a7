"""One invented plan, read whole: what an officer expects to see in every field."""

from datetime import date

import pytest

from namkhong.plans.reading.items import Bound, Direction, Genre, Recurrence
from namkhong.plans.reading.read import read_text
from tests.plans.reading.made import PLAN


@pytest.fixture(scope="module")
def reading():
    return read_text(PLAN)


def test_header(reading):
    assert reading.genre is Genre.PLAN and reading.complete
    assert reading.title.text == "Giữ sạch trụ sở giai đoạn 2024 - 2027"
    assert reading.issuer.text == "SỞ MÔI TRƯỜNG SỐ"
    assert reading.doc_number.text == "45/KH-SMTS"
    assert reading.issued_on.day == date(2024, 3, 7)


def test_bases_are_told_from_documents_they_only_mention(reading):
    assert [(b.number, b.issued_on, b.issuer) for b in reading.legal_bases] == [
        ("12/QĐ-UBND", date(2024, 1, 5), "UBND tỉnh"),
        ("9/KH-BNV", date(2024, 2, 2), "Bộ Nội vụ"),
    ]
    assert [m.number for m in reading.mentioned_docs] == ["3/HD-BNV"]


def test_stages_and_targets(reading):
    assert [(s.start_year, s.end_year, s.open_ended) for s in reading.stages] == [
        (2024, 2025, False),
        (2026, 2027, True),
    ]
    assert [(t.low, t.high, t.direction) for t in reading.targets] == [
        (60, None, Direction.AT_LEAST),
        (4, 6, Direction.DECREASE),
    ]
    assert reading.targets[1].period == "yearly" and reading.targets[1].stage == "Giai đoạn 2"


def test_contents_bodies_and_ends(reading):
    assert [c.text for c in reading.content_items] == ["Không vứt giấy bừa bãi", "Không để đèn sáng khi ra về"]
    assert [(r.body, len(r.tasks)) for r in reading.responsibilities] == [
        ("Văn phòng Sở", 2),
        ("các đơn vị trực thuộc", 1),
    ]
    assert [r.text for r in reading.recipients] == ["UBND tỉnh (để b/c)", "Các đơn vị trực thuộc", "Lưu: VT, HC"]
    assert (reading.signer.name, reading.signer.title, reading.signer.authority) == (
        "Trần Văn Thử",
        "PHÓ GIÁM ĐỐC",
        "KT. GIÁM ĐỐC",
    )


def test_deadlines_know_from_whom_to_whom(reading):
    first, second = reading.deadlines
    assert (first.day, first.month, first.bound, first.recurring) == (25, 12, Bound.BEFORE, Recurrence.YEARLY)
    assert (first.from_body, first.to_body) == ("Văn phòng Sở", "UBND tỉnh")
    assert (second.day, second.month, second.bound) == (10, 12, Bound.BY)
    assert (second.from_body, second.to_body) == ("các đơn vị trực thuộc", "Văn phòng Sở")


def test_milestone(reading):
    assert [(m.kind, m.year) for m in reading.milestones] == [("tổng kết", 2027)]


def test_every_quote_is_the_text_at_its_place(reading):
    for source in [reading.title.source, reading.signer.source, *(d.source for d in reading.deadlines)]:
        assert reading.text[source.start : source.end] == source.quote != ""
        line = reading.text.split("\n")[source.line - 1]
        assert line[source.column :].startswith(source.quote.split("\n")[0])
