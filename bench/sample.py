"""A made-up plan of any length, as Word, and a made-up official report of about ten pages."""

import io
from datetime import date
from decimal import Decimal

import docx

from namkhong.papers.content import (
    Bullet,
    Column,
    DocumentKind,
    Heading,
    Number,
    OfficialDocument,
    Paragraph,
    ProfileName,
    Row,
    Signature,
    SignatureLine,
    SigningCapacity,
    Table,
)

_LINES_A_PAGE = 15
_SENTENCE = (
    "- Các đơn vị trực thuộc chủ động phân công người theo dõi, lập sổ ghi chép và trao đổi kinh nghiệm với nhau "
    "trong các buổi sinh hoạt định kỳ."
)


def long_plan(pages: int) -> bytes:
    """A Word file of about that many pages with headings, bullets, a deadline and a target on every page."""
    document = docx.Document()
    document.add_paragraph("KẾ HOẠCH")
    document.add_paragraph("Triển khai phong trào thi đua làm việc văn minh")
    for page in range(pages):
        document.add_paragraph(f"{page + 1}. Nhóm nhiệm vụ thứ {page + 1}")
        for _ in range(_LINES_A_PAGE):
            document.add_paragraph(_SENTENCE)
        document.add_paragraph(f"- Hằng năm báo cáo kết quả về cơ quan thường trực trước ngày {page % 28 + 1}/11.")
        document.add_paragraph(f"- Phấn đấu mỗi năm giảm từ {page % 5 + 1}% đến {page % 5 + 6}% số hồ sơ trễ hẹn.")
    stream = io.BytesIO()
    document.save(stream)
    return stream.getvalue()


def report() -> OfficialDocument:
    """A report with text, bullets and a table of two hundred units."""
    columns = (Column(heading="Đơn vị", width=Decimal(3)), Column(heading="Số người"), Column(heading="Tỷ lệ"))
    rows = tuple(
        Row(cells=(f"Công đoàn cơ sở số {n}", Number(value=Decimal(n)), Number(value=Decimal(n) / 7, places=1)))
        for n in range(1, 201)
    )
    words = tuple(Paragraph(text=_SENTENCE[2:]) for _ in range(30)) + tuple(
        Bullet(text=_SENTENCE[2:]) for _ in range(30)
    )
    return OfficialDocument(
        kind=DocumentKind.REPORT,
        profile=ProfileName.UNION,
        superior="Liên đoàn Lao động tỉnh",
        issuer="Liên đoàn Lao động huyện",
        subject="Kết quả thực hiện phong trào năm 2026",
        number=15,
        notation="BC-LĐLĐ",
        place="An Bình",
        issued_on=date(2026, 11, 20),
        body=(Heading(text="Kết quả"), *words, Table(columns=columns, rows=rows, caption="Số liệu từng đơn vị")),
        addressed_to=("Liên đoàn Lao động tỉnh",),
        signature=Signature(
            lines=(
                SignatureLine(text="Ban Thường vụ", capacity=SigningCapacity.ON_BEHALF),
                SignatureLine(text="Chủ tịch"),
            ),
            name="Lê Thị An",
        ),
        recipients=("Như trên",),
    )
