"""Made-up documents, one per kind, in the project's own words: content of the golden files."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime
from decimal import Decimal

from namkhong.foundation.clock import VIETNAM
from namkhong.papers.content import (
    Align,
    Annex,
    Article,
    Bullet,
    Clause,
    Column,
    DocumentKind,
    Heading,
    HeadingLevel,
    Meeting,
    Number,
    OfficialDocument,
    Paragraph,
    Point,
    ProfileName,
    Row,
    Signature,
    SignatureLine,
    SigningCapacity,
    Table,
)

CHAIR = Signature(
    lines=(
        SignatureLine(text="Ban Thường vụ", capacity=SigningCapacity.ON_BEHALF),
        SignatureLine(text="Chủ tịch"),
    ),
    name="Đặng Thị Ngọc Quỳnh",
)
DEPUTY = Signature(
    lines=(
        SignatureLine(text="Ủy ban nhân dân", capacity=SigningCapacity.ON_BEHALF),
        SignatureLine(text="Chủ tịch", capacity=SigningCapacity.FOR_HEAD),
        SignatureLine(text="Phó Chủ tịch"),
    ),
    name="Vũ Hoàng Sỹ",
)

_UNION = {
    "profile": ProfileName.UNION,
    "superior": "Liên đoàn Lao động tỉnh Hải Sơn",
    "issuer": "Liên đoàn Lao động huyện Thủy Đường",
    "place": "Thủy Đường",
    "signature": CHAIR,
}
_STATE = {
    "profile": ProfileName.STATE,
    "superior": "Tỉnh Hải Sơn",
    "issuer": "Ủy ban nhân dân huyện Thủy Đường",
    "place": "Thủy Đường",
    "signature": DEPUTY,
}


def _figures(years: tuple[int, ...]) -> Table:
    names = ("Công đoàn cơ sở đã phát động", "Người đã ký cam kết", "Vụ việc tiêu cực đã kết luận")
    values = ((31, 34), (2180, 2264), (4, 0))
    rows = tuple(
        Row(cells=(str(i), name, *(Number(value=Decimal(v)) for v in value), Number(value=None)))
        for i, (name, value) in enumerate(zip(names, values, strict=True), start=1)
    )
    rate = (Number(value=Decimal("96.2"), places=1), Number(value=Decimal("98.75"), places=2), Number(value=None))
    return Table(
        caption="Bảng 1. Kết quả chủ yếu qua các năm",
        columns=(
            Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
            Column(heading="Chỉ tiêu", width=Decimal(4)),
            *(Column(heading=str(y), align=Align.RIGHT, width=Decimal("1.2"), group="Năm") for y in years),
            Column(heading="Ước cả năm", align=Align.RIGHT, width=Decimal("1.4")),
        ),
        rows=(*rows, Row(cells=("", "Tỷ lệ đơn vị báo cáo đúng hạn (%)", *rate), strong=True)),
        note="Dấu “–” là chưa có số liệu, khác với số 0.",
    )


def _plan_body() -> tuple[Heading | Paragraph | Bullet | Table, ...]:
    return (
        Paragraph(text="Kế hoạch năm nay gồm những việc sau:"),
        Heading(text="Mục đích, yêu cầu"),
        Bullet(text="Giúp mỗi người hiểu rõ năm điều không làm khi tiếp dân và giải quyết công việc"),
        Bullet(text="Việc làm phải đo đếm được, gắn với người chịu trách nhiệm và ngày hoàn thành"),
        Heading(text="Nội dung"),
        Heading(text="Việc chung của các đơn vị", level=HeadingLevel.SUBSECTION),
        Heading(text="Tuyên truyền", level=HeadingLevel.ITEM),
        Paragraph(text="Mỗi quý có ít nhất một buổi sinh hoạt chuyên đề, lồng ghép trong giờ họp thường kỳ."),
        Heading(text="Đối thoại", level=HeadingLevel.ITEM),
        Bullet(text="Người đứng đầu gặp đoàn viên mỗi năm một lần:"),
        Bullet(text="Báo trước nội dung ít nhất 05 ngày làm việc;", depth=2),
        Bullet(text="Trả lời từng ý kiến bằng văn bản.", depth=2),
        Heading(text="Việc riêng của cơ quan văn phòng", level=HeadingLevel.SUBSECTION),
        Paragraph(text="Tổng hợp số liệu, nhắc đơn vị chậm báo cáo và trình dự thảo báo cáo chung."),
        Heading(text="Tổ chức thực hiện"),
        Paragraph(text="Đơn vị gửi báo cáo trước ngày 10/11 hằng năm; vướng mắc thì báo về để cùng tháo gỡ."),
    )


PLAN_UNION = OfficialDocument(
    **_UNION,
    kind=DocumentKind.PLAN,
    number=7,
    notation="KH-LĐLĐ",
    issued_on=date(2026, 2, 5),
    subject="Đợt thi đua “Nụ cười công sở” gắn với cuộc vận động “Năm không”",
    legal_bases=("Thực hiện Chương trình công tác năm 2026 của Ban Chấp hành Liên đoàn Lao động huyện",),
    body=_plan_body(),
    recipients=("Thường trực Liên đoàn Lao động tỉnh (để báo cáo)", "Các công đoàn cơ sở trực thuộc"),
)
PLAN_STATE = OfficialDocument(
    **_STATE,
    kind=DocumentKind.PLAN,
    notation="KH-UBND",
    draft_year=2026,
    draft_month=11,
    subject="Kiểm tra việc thực hiện văn hóa công sở năm 2027",
    legal_bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "Theo đề nghị của Trưởng phòng Nội vụ",
    ),
    body=_plan_body(),
    recipients=("Các phòng, ban thuộc huyện", "Ủy ban nhân dân các xã, thị trấn"),
    storage="VT, NV",
)
REPORT_UNION = OfficialDocument(
    **_UNION,
    kind=DocumentKind.REPORT,
    number=153,
    notation="BC-LĐLĐ",
    issued_on=date(2026, 11, 22),
    subject="Kết quả cuộc vận động “Cán bộ, công chức, viên chức nói không với tiêu cực” năm 2026",
    addressed_to=("Ban Thường vụ Liên đoàn Lao động tỉnh Hải Sơn",),
    legal_bases=("Thực hiện Kế hoạch số 07/KH-LĐLĐ ngày 05 tháng 02 năm 2026",),
    body=(
        Heading(text="Kết quả"),
        Paragraph(
            text="Đến hết ngày 15/11/2026 có 34/34 công đoàn cơ sở gửi báo cáo, trong đó 02 đơn vị gửi chậm. "
            "Số liệu ở bảng dưới đây do các đơn vị tự báo cáo và đã được đối chiếu với sổ theo dõi."
        ),
        _figures((2025, 2026)),
        Heading(text="Hạn chế và nguyên nhân"),
        Paragraph(text="Một số buổi đối thoại còn nặng hình thức; đơn vị nhỏ thiếu người làm công tác tổng hợp."),
        Heading(text="Đề nghị"),
        Paragraph(text="Liên đoàn Lao động tỉnh sớm hướng dẫn cách tính tỷ lệ. Số liệu từng đơn vị ở phụ lục kèm theo"),
    ),
    recipients=("Như trên", "Thường trực Huyện ủy", "Các công đoàn cơ sở"),
    storage="VP",
    annexes=(
        Annex(
            title="Số liệu của các công đoàn cơ sở",
            landscape=True,
            body=(
                Table(
                    columns=(
                        Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
                        Column(heading="Công đoàn cơ sở", width=Decimal(4)),
                        Column(heading="Số người", align=Align.RIGHT),
                        Column(heading="Đã ký cam kết", align=Align.RIGHT),
                        Column(heading="Ngày gửi báo cáo", align=Align.CENTER, width=Decimal("1.5")),
                    ),
                    rows=tuple(
                        Row(
                            cells=(
                                str(i),
                                f"Trường Tiểu học số {i} Thủy Đường",
                                Number(value=Decimal(40 + i)),
                                Number(value=Decimal(38 + i)),
                                f"{i % 9 + 1:02d}/11/2026",
                            )
                        )
                        for i in range(1, 35)
                    ),
                ),
            ),
        ),
        Annex(
            title="Câu hỏi gửi các đơn vị",
            body=(Clause(text="Đơn vị đã niêm yết thủ tục chưa?"), Clause(text="Còn việc nào cần cấp trên gỡ?")),
        ),
    ),
)
REPORT_STATE = replace(
    REPORT_UNION,
    **_STATE,
    number=None,
    issued_on=None,
    draft_year=2026,
    draft_month=11,
    notation="BC-UBND",
    addressed_to=(),
    recipients=("Sở Nội vụ", "Các phòng, ban thuộc huyện"),
    storage="VT",
    annexes=(),
)
SUBMISSION = OfficialDocument(
    **_UNION,
    kind=DocumentKind.SUBMISSION,
    number=12,
    notation="TTr-LĐLĐ",
    issued_on=date(2026, 1, 9),
    subject="Đề nghị khen thưởng các tập thể, cá nhân tiêu biểu năm 2025",
    addressed_to=("Thường trực Liên đoàn Lao động tỉnh Hải Sơn", "Hội đồng Thi đua - Khen thưởng tỉnh"),
    body=(
        Paragraph(text="Qua bình xét công khai, Ban Thường vụ đề nghị xét tặng:"),
        Clause(text="Bằng khen cho 03 tập thể, gồm:"),
        *(Point(text=f"Công đoàn cơ sở Trường Mầm non Hoa Sen {i};") for i in range(1, 7)),
        Clause(text="Giấy khen cho 10 cá nhân trực tiếp làm việc với người dân."),
        Paragraph(text="Kính trình xem xét, quyết định"),
    ),
    recipients=("Như trên", "Ủy ban Kiểm tra"),
)
MINUTES = OfficialDocument(
    **{**_UNION, "signature": Signature(lines=(SignatureLine(text="Chủ tọa"),), name="Đặng Thị Ngọc Quỳnh")},
    kind=DocumentKind.MINUTES,
    number=3,
    notation="BB-LĐLĐ",
    issued_on=date(2026, 10, 5),
    subject="Họp xét khen thưởng chuyên đề năm 2026",
    second_signature=Signature(lines=(SignatureLine(text="Thư ký"),), name="Phạm Gia Khánh"),
    meeting=Meeting(
        started_at=datetime(2026, 10, 5, 8, 0, tzinfo=VIETNAM),
        ended_at=datetime(2026, 10, 5, 10, 30, tzinfo=VIETNAM),
        place="Phòng họp tầng 2, trụ sở Liên đoàn Lao động huyện",
        present=("09 ủy viên Ban Chấp hành", "Đại diện Phòng Nội vụ huyện"),
        absent=("01 ủy viên (có lý do)",),
        chair="Bà Đặng Thị Ngọc Quỳnh, Chủ tịch",
        secretary="Ông Phạm Gia Khánh, cán bộ văn phòng",
    ),
    body=(
        Clause(text="Thư ký đọc danh sách đề nghị và ý kiến của các đơn vị."),
        Clause(text="Kết quả bỏ phiếu: 09/09 phiếu đồng ý với toàn bộ danh sách."),
    ),
    recipients=("Các ủy viên dự họp",),
    storage="VP, hồ sơ",
)
DECISION = OfficialDocument(
    **_STATE,
    kind=DocumentKind.DECISION,
    number=84,
    notation="QĐ-UBND",
    issued_on=date(2026, 3, 12),
    subject="Thành lập Tổ kiểm tra văn hóa công sở năm 2026",
    authority="Ủy ban nhân dân huyện Thủy Đường",
    legal_bases=(
        "Căn cứ Luật Tổ chức chính quyền địa phương ngày 16 tháng 6 năm 2025",
        "Căn cứ Kế hoạch số 15/KH-UBND ngày 20 tháng 01 năm 2026 của Ủy ban nhân dân huyện",
        "Theo đề nghị của Trưởng phòng Nội vụ",
    ),
    body=(
        Article(text="Thành lập Tổ kiểm tra gồm 05 người do Trưởng phòng Nội vụ làm tổ trưởng."),
        Article(text="Tổ kiểm tra có nhiệm vụ:"),
        Clause(text="Lập lịch kiểm tra từng quý và báo trước cho đơn vị."),
        Clause(text="Kết thúc mỗi cuộc kiểm tra, gửi kết luận trong 05 ngày làm việc."),
        Article(text="Quyết định có hiệu lực từ ngày ký. Tổ kiểm tra và các đơn vị liên quan thi hành quyết định này"),
    ),
    recipients=("Như Điều 3", "Thường trực Huyện ủy"),
    storage="VT, NV",
)
LETTER = OfficialDocument(
    **_STATE,
    kind=DocumentKind.LETTER,
    number=5,
    notation="UBND-NV",
    issued_on=date(2026, 10, 30),
    subject="Đôn đốc gửi báo cáo năm 2026",
    addressed_to=("Các phòng, ban thuộc huyện", "Ủy ban nhân dân các xã, thị trấn"),
    body=(
        Paragraph(text="Đến nay còn 06 đơn vị chưa gửi báo cáo. Đề nghị các đơn vị này gửi trước ngày 10/11/2026."),
        Paragraph(text="Nơi nào gặp khó khăn thì liên hệ Phòng Nội vụ để được giúp đỡ"),
    ),
    recipients=("Như trên", "Lãnh đạo Ủy ban nhân dân huyện"),
    storage="VT, NV",
)
OPINION = OfficialDocument(
    **(_STATE | {"superior": ""}),
    kind=DocumentKind.OPINION,
    draft_year=2026,
    draft_month=11,
    subject="Về dự thảo kế hoạch “Bàn làm việc gọn”",
    body=(
        Paragraph(text="Đã đọc kế hoạch “Bàn làm việc gọn” và có 01 góp ý sau đây."),
        Table(
            columns=(Column(heading="TT", align=Align.CENTER), Column(heading="Nội dung góp ý", width=Decimal(4))),
            rows=(Row(cells=("1", "Chưa ghi ngày gửi báo cáo.")),),
        ),
    ),
)
COVENANT = OfficialDocument(
    **(_STATE | {"superior": ""}),
    kind=DocumentKind.COVENANT,
    draft_year=2026,
    draft_month=11,
    subject="Khối thi đua các trường năm 2027",
    body=(
        Paragraph(text="Các đơn vị trong khối cùng giao ước thực hiện những nội dung sau đây."),
        Clause(text="Mỗi trường có ít nhất một việc làm mới được người dân ghi nhận"),
        Clause(text="Không để người dân phải đi lại quá một lần cho một việc"),
    ),
    parties=tuple(
        Signature(lines=(SignatureLine(text=body), SignatureLine(text="Hiệu trưởng")), name=name)
        for body, name in (
            ("Trường Tiểu học Đồng Tâm", "Lê Thị An"),
            ("Trường Mầm non Hoa Sen", "Trần Văn Bảo"),
            ("Trường Trung học cơ sở Sông Lam", ""),
        )
    ),
    recipients=("Các đơn vị ký giao ước",),
)
PLEDGE_BOOK = OfficialDocument(
    **(_STATE | {"superior": ""}),
    kind=DocumentKind.PLEDGE_BOOK,
    draft_year=2026,
    draft_month=11,
    subject="Ký cam kết giữ lời với dân năm 2026",
    body=(Paragraph(text="Sổ này ghi lại ai đã cam kết, vào ngày nào, với bên nào (danh sách ở phụ lục)."),),
    second_signature=Signature(lines=(SignatureLine(text="Người giữ sổ"),), name="Vũ Thị Mai"),
    annexes=(
        Annex(
            title="Người ký cam kết",
            landscape=True,
            body=(
                Table(
                    columns=(Column(heading="TT", align=Align.CENTER), Column(heading="Họ và tên", width=Decimal(6))),
                    rows=(Row(cells=("1", "Lê Văn An")), Row(cells=("2", "Trần Thị Bích"))),
                ),
            ),
        ),
    ),
)

EVIDENCE = OfficialDocument(
    **_UNION,
    kind=DocumentKind.EVIDENCE,
    draft_year=2026,
    draft_month=12,
    subject="Kết quả chấm điểm năm 2026 của Lý Thanh Tùng",
    body=(
        Paragraph(text="Phiếu này là minh chứng, không phải kết quả đánh giá chính thức.", bold=True),
        Table(
            columns=(Column(heading="Tiêu chí", width=Decimal(4)), Column(heading="Điểm", align=Align.RIGHT)),
            rows=(Row(cells=("Đúng giờ, đúng hẹn", Number(value=Decimal("9.5")))),),
        ),
    ),
)

SAMPLES: dict[str, OfficialDocument] = {
    "plan_union": PLAN_UNION,
    "plan_state": PLAN_STATE,
    "report_union": REPORT_UNION,
    "report_state": REPORT_STATE,
    "submission_union": SUBMISSION,
    "minutes_union": MINUTES,
    "decision_state": DECISION,
    "letter_state": LETTER,
    "opinion_state": OPINION,
    "covenant_state": COVENANT,
    "pledge_book_state": PLEDGE_BOOK,
    "evidence_union": EVIDENCE,
}
