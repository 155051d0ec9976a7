"""Presentation as data: page, type styles and fixed texts of each kind of issuing body.

A profile is everything that differs between State bodies, unions and (one day) Party bodies; adding one
means adding a member to ``ProfileName`` and an entry to ``PROFILES``. Sizes are points, lengths millimetres.
Law: rules ``paper.*`` in ``law`` (NĐ 30/2020, Phụ lục I; for unions QĐ 933/QĐ-TLĐ), compared with these by a test.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from namkhong.papers.content import ProfileName


@dataclass(frozen=True, slots=True, kw_only=True)
class TextStyle:
    """How one component is set. ``name`` is the style a clerk sees in Word; ``outline`` its level there."""

    name: str
    size: float
    bold: bool = False
    italic: bool = False
    align: str = "left"
    first_line_mm: float = 0
    before: float = 0
    after: float = 0
    keep_next: bool = False
    outline: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """A4 and its margins (allowed: top and bottom 20–25, left 30–35, right 15–20 mm)."""

    width: float = 210
    height: float = 297
    top: float = 20
    bottom: float = 20
    left: float = 30
    right: float = 15
    number_from_edge: float = 10

    @property
    def text_width(self) -> float:
        """Width between the side margins, in mm."""
        return self.width - self.left - self.right


def _style(name: str, size: float, **rest: object) -> TextStyle:
    return TextStyle(name=name, size=size, **rest)  # type: ignore[arg-type]


INDENT_MM = 12.7
FONT = "Times New Roman"
FREE_FONT = "Tinos"

STYLES: Mapping[str, TextStyle] = {
    "superior": _style("Cơ quan chủ quản", 12, align="center"),
    "issuer": _style("Cơ quan ban hành", 12, bold=True, align="center"),
    "country": _style("Quốc hiệu", 12, bold=True, align="center"),
    "motto": _style("Tiêu ngữ", 13, bold=True, align="center"),
    "number": _style("Số, ký hiệu", 13, align="center", before=4),
    "letter_subject": _style("Trích yếu công văn", 12, align="center", before=6),
    "date": _style("Địa danh, ngày tháng", 13, italic=True, align="center", before=4),
    "title": _style("Tên loại văn bản", 14, bold=True, align="center", before=14, keep_next=True),
    "subject": _style("Trích yếu", 14, bold=True, align="center", keep_next=True),
    "authority": _style("Thẩm quyền ban hành", 14, bold=True, align="center", before=8, after=6, keep_next=True),
    "resolves": _style("Quyết nghị", 14, bold=True, align="center", before=10, after=4, keep_next=True),
    "addressed": _style("Kính gửi", 14, align="center", before=12, after=6),
    "addressed_head": _style("Kính gửi nhiều nơi (đầu)", 14, first_line_mm=40, before=12, keep_next=True),
    "addressed_list": _style("Kính gửi nhiều nơi", 14, first_line_mm=40, before=3),
    "basis": _style("Căn cứ", 14, italic=True, align="justify", first_line_mm=INDENT_MM, before=6),
    "part": _style("Phần, chương", 14, bold=True, align="center", before=10, keep_next=True, outline=1),
    "part_title": _style("Tiêu đề phần, chương", 14, bold=True, align="center", after=4, keep_next=True),
    "section": _style(
        "Mục I", 14, bold=True, align="justify", first_line_mm=INDENT_MM, before=8, keep_next=True, outline=2
    ),
    "subsection": _style(
        "Mục 1", 14, bold=True, align="justify", first_line_mm=INDENT_MM, before=6, keep_next=True, outline=3
    ),
    "item": _style("Mục a", 14, align="justify", first_line_mm=INDENT_MM, before=6, keep_next=True, outline=4),
    "paragraph": _style("Nội dung", 14, align="justify", first_line_mm=INDENT_MM, before=6),
    "bullet": _style("Gạch đầu dòng", 14, align="justify", first_line_mm=INDENT_MM, before=6),
    "plus": _style("Dấu cộng", 14, align="justify", first_line_mm=INDENT_MM, before=6),
    "article": _style("Điều", 14, align="justify", first_line_mm=INDENT_MM, before=6),
    "clause": _style("Khoản", 14, align="justify", first_line_mm=INDENT_MM, before=6),
    "point": _style("Điểm", 14, align="justify", first_line_mm=INDENT_MM, before=6),
    "caption": _style("Tên bảng", 13, bold=True, align="center", before=10, after=4, keep_next=True),
    "table_head": _style("Đầu cột", 12, bold=True, align="center", before=2, after=2),
    "table_cell": _style("Ô bảng", 12, before=2, after=2),
    "table_note": _style("Ghi chú bảng", 12, italic=True, align="justify", before=4),
    "recipients_head": _style("Nơi nhận", 12, bold=True, italic=True),
    "recipient": _style("Danh sách nơi nhận", 11),
    "signer": _style("Quyền hạn, chức vụ", 14, bold=True, align="center"),
    "signer_name": _style("Họ tên người ký", 14, bold=True, align="center", before=64),
    "annex_label": _style("Phụ lục", 14, bold=True, align="center", keep_next=True, outline=1),
    "annex_title": _style("Tiêu đề phụ lục", 14, bold=True, align="center", keep_next=True),
    "annex_with": _style("Kèm theo", 14, italic=True, align="center", after=6, keep_next=True),
    "page_number": _style("Số trang", 13, align="center"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """One family of presentation rules.

    ``heading`` and ``motto`` are the fixed lines at the top right; ``storage`` what "Lưu:" names first;
    ``separator`` stands between number and notation. ``subject`` names the rule of ``law`` that the profile
    follows: its citation, and whether the sizes were read in the issuing body's own regulation, stand there.
    """

    name: ProfileName
    label: str
    subject: str
    heading: str = "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
    motto: str = "Độc lập - Tự do - Hạnh phúc"
    storage: str = "VT"
    separator: str = "/"
    left_column_mm: float = 70
    page: Page = field(default_factory=Page)
    styles: Mapping[str, TextStyle] = field(default_factory=lambda: STYLES)


_STATE = Profile(name=ProfileName.STATE, label="Cơ quan nhà nước", subject="paper.page")
_UNION = replace(_STATE, name=ProfileName.UNION, label="Tổ chức công đoàn", subject="paper.union", storage="VP")

PROFILES: Mapping[ProfileName, Profile] = {profile.name: profile for profile in (_STATE, _UNION)}
