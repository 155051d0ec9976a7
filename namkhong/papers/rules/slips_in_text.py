"""Slips inside the words: spacing, dates, typed marks, broken numbering, tables that do not fit, phone numbers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace

from namkhong.papers.content import (
    Article,
    Block,
    Clause,
    Heading,
    OfficialDocument,
    Point,
    Table,
)
from namkhong.papers.rules.finding import Finding
from namkhong.papers.rules.numbering import labelled

_DAY = re.compile(r"\bngày\s+([1-9])\s+tháng\b")
_MONTH = re.compile(r"\btháng\s+0([3-9])\b")
_SMALL_MONTH = re.compile(r"\bngày\s+\d{1,2}\s+tháng\s+([12])\s+năm\b")
_MOTTO = re.compile(r"(?i)độc lập\s*[-–]\s*tự do\s*[-–]\s*hạnh phúc")
_PHONE = re.compile(r"(?<![\d.,/])(?:\+84|0)(?:[ .]?\d){9}(?![\d.,]?\d)")
_TYPED_BULLET = re.compile(r"^\s*[-+•–]\s")

# pattern, code, sentence
_PATTERNS: tuple[tuple[re.Pattern[str], str, str], ...] = (
    (re.compile(r" {2,}|\t"), "spaces", "Có hai dấu cách liền nhau."),
    (re.compile(r"\s[,.;:!?](?=\s|$)"), "space_before", "Có dấu cách trước dấu câu."),
    (re.compile(r"[,;](?=[^\W\d_])"), "space_after", "Thiếu dấu cách sau dấu phẩy hoặc chấm phẩy."),
    (re.compile(r"\./\.?"), "end_typed", "Dấu “./.” được ghi tự động ở cuối văn bản; hãy bỏ dấu gõ tay."),
    (re.compile(r"[…]|\.{3,}\s*$"), "dots", "Còn dấu chấm lửng; hãy kiểm tra chỗ chưa điền."),
    (re.compile(r"\bCBCCVV\b|\bCDCS\b"), "misspelt_short", "Chữ viết tắt gõ sai (CBCCVC, CĐCS)."),
)


def text_slips(document: OfficialDocument) -> Iterator[Finding]:
    """Slips in any sentence of the document."""
    for where, text in _texts(document):
        for pattern, code, sentence in _PATTERNS:
            if pattern.search(text):
                yield Finding(code, where, sentence)
        yield from _dates(where, text)
        if (motto := _MOTTO.search(text)) and motto[0].count(" - ") != 2:
            yield Finding(
                "motto_hyphens",
                where,
                "Tiêu ngữ viết “Độc lập - Tự do - Hạnh phúc”, có dấu cách hai bên gạch nối.",
            )
        if unicodedata.normalize("NFC", text) != text:
            yield Finding("unicode", where, "Chữ gõ ở dạng tổ hợp; hãy gõ lại theo Unicode dựng sẵn (TCVN 6909:2001).")
        if _PHONE.search(text):
            yield Finding("phone", where, "Có số điện thoại cá nhân; cân nhắc bỏ trước khi ban hành rộng rãi.")


def _dates(where: str, text: str) -> Iterator[Finding]:
    if day := _DAY.search(text):
        yield Finding("day_zero", where, f"Ngày nhỏ hơn 10 viết có số 0: “ngày 0{day[1]}”.")
    if month := _MONTH.search(text):
        yield Finding("month_zero", where, f"Tháng 3 trở đi không thêm số 0: “tháng {month[1]}”.")
    if small := _SMALL_MONTH.search(text):
        yield Finding("month_small", where, f"Tháng 1 và tháng 2 viết có số 0: “tháng 0{small[1]}”.")


def _texts(document: OfficialDocument) -> Iterator[tuple[str, str]]:
    yield "Trích yếu", document.subject
    for place, line in enumerate(document.legal_bases, start=1):
        yield f"Căn cứ thứ {place}", line
    for line in document.recipients:
        yield "Nơi nhận", line
    parts = [
        ("Nội dung", document.body),
        *((f"Phụ lục {i}", a.body) for i, a in enumerate(document.annexes, 1)),
    ]
    for part, body in parts:
        for place, block in enumerate(body, start=1):
            for text in _block_texts(block):
                yield f"{part}, đoạn {place}", text


def _block_texts(block: Block) -> Iterator[str]:
    if not isinstance(block, Table):
        yield block.text
        return
    yield from (block.caption, block.note)
    for row in block.rows:
        yield from (cell for cell in row.cells if isinstance(cell, str))


def body_slips(document: OfficialDocument) -> Iterator[Finding]:
    """Slips in the order and shape of the body's blocks."""
    if not document.body:
        yield Finding("body_empty", "Nội dung", "Văn bản chưa có nội dung.", True)
    yield from _shape("Nội dung", document.body)
    for place, annex in enumerate(document.annexes, start=1):
        yield from _shape(f"Phụ lục {place}", annex.body)


def _shape(part: str, body: Sequence[Block]) -> Iterator[Finding]:
    before: Block | None = None
    for place, block in enumerate(body, start=1):
        where = f"{part}, đoạn {place}"
        if isinstance(block, Table):
            yield from _table(where, block)
        elif not block.text.strip():
            yield Finding("empty_block", where, "Đoạn này chưa có chữ nào.", True)
        elif block.block in ("bullet", "paragraph") and _TYPED_BULLET.match(block.text):
            yield Finding("bullet_typed", where, "Dấu đầu dòng được ghi tự động; hãy bỏ dấu gõ tay.")
        if block.block == "bullet" and block.depth == 2 and (before is None or before.block != "bullet"):
            yield Finding("plus_alone", where, "Dấu cộng phải nằm dưới một gạch đầu dòng.")
        before = block
    yield from _labels(part, body)


def _table(where: str, table: Table) -> Iterator[Finding]:
    if not table.columns or not table.rows:
        yield Finding("table_empty", where, "Bảng chưa có cột hoặc chưa có dòng nào.", True)
    wrong = [i for i, row in enumerate(table.rows, start=1) if len(row.cells) != len(table.columns)]
    if wrong:
        yield Finding("table_cells", where, f"Dòng {wrong[0]} của bảng không đủ hoặc thừa ô.", True)


def _labels(part: str, body: Sequence[Block]) -> Iterator[Finding]:
    """Labels given by hand that repeat, jump, or leave out đ."""
    for (label, block), (_, expected) in zip(labelled(body), _expected_labels(body), strict=True):
        if label == expected:
            continue
        if expected.startswith("đ") and isinstance(block, Heading | Point):
            yield Finding("letter_d", part, f"Sau “d)” phải là “đ)”, đang ghi “{label}”.")
        else:
            yield Finding("label_jump", part, f"Thứ tự đánh số không liền: chờ “{expected}”, đang ghi “{label}”.")
        return


def _expected_labels(body: Sequence[Block]) -> Iterator[tuple[Block, str]]:
    bare: list[Block] = [
        replace(block, label=None) if isinstance(block, Heading | Article | Clause | Point) else block for block in body
    ]
    for label, block in labelled(bare):
        yield block, label
