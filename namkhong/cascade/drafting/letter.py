"""The letter that urges units to issue their own plans and to mend what these lack."""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

from namkhong.cascade.drafting.frame import frame, ground
from namkhong.cascade.rules import Behind, in_sentence
from namkhong.foundation.days import show_day
from namkhong.papers.content import Align, Column, DocumentKind, OfficialDocument, Paragraph, Row, Table
from namkhong.plans.models import Plan

_COLUMNS = (
    Column(heading="TT", align=Align.CENTER, width=Decimal("0.5")),
    Column(heading="Đơn vị", width=Decimal("2.6")),
    Column(heading="Hạn", align=Align.CENTER, width=Decimal("1.2")),
    Column(heading="Còn thiếu", width=Decimal("3.6")),
)


def urging_letter(plan: Plan, behind: Sequence[Behind], on: date) -> OfficialDocument:
    """Every unit with what it still owes, in a table; a draft without a number."""
    rows = tuple(
        Row(cells=(str(place), row.unit_name, show_day(row.due_on), _first_capital(row.words(on))))
        for place, row in enumerate(behind, start=1)
    )
    about = f" về việc thực hiện {in_sentence(plan.campaign_name)}" if plan.campaign_name else ""
    body = (
        Paragraph(
            text=f"Thực hiện {ground(plan)}{about}, các đơn vị trực thuộc ban hành kế hoạch của đơn vị mình. "
            f"Tính đến ngày {show_day(on)}, còn {len(behind)} đơn vị có việc cần hoàn thành theo danh sách dưới đây."
        ),
        Table(columns=_COLUMNS, rows=rows),
        Paragraph(
            text=f"{plan.unit.name} đề nghị các đơn vị có tên khẩn trương ban hành kế hoạch, bổ sung các mục còn thiếu "
            "và gửi lại để theo dõi. Đơn vị nào có khó khăn thì báo lại bằng văn bản để được hướng dẫn."
        ),
    )
    return OfficialDocument(
        **frame(DocumentKind.LETTER, plan.unit, plan.line, on),
        subject=f"đôn đốc xây dựng kế hoạch thực hiện {in_sentence(plan.campaign_name or plan.title)}"[:400],
        addressed_to=("Các đơn vị có tên trong danh sách",),
        body=body,
        recipients=("Như trên",),
    )


def _first_capital(words: str) -> str:
    return words[:1].upper() + words[1:]
